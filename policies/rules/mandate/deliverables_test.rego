package balise.rules.mandate.deliverables_test

import data.balise.rules.mandate.deliverables

question(asked, schedule, submitted) := {
	"as_of": "2026-03-01T12:00:00Z",
	"process": "mandate",
	"facts": {
		"declaration": {"deliverables": asked},
		"answer": {"schedule": schedule, "answered_on": "2026-01-15"},
		"decision": {"answer": "accepted", "decided_on": "2026-01-15"},
		"deliverables": {"submitted": submitted},
	},
}

site := {"name": "Site", "due_on": "2026-06-01"}

guide := {"name": "Guide", "due_on": "2026-05-01"}

found(asked, schedule, submitted) := [[each.name, each.due] | some each in owing] if {
	owing := deliverables.owing with input as question(asked, schedule, submitted)
}

test_owing_holds_each_deliverable_by_its_day if {
	found([site, guide], [], []) == [["Guide", "2026-05-01"], ["Site", "2026-06-01"]]
}

test_owing_takes_the_day_that_was_proposed if {
	found([site], [{"name": " SITE", "proposed_on": "2026-07-01"}, {"name": "guide", "proposed_on": "2026-04-01"}], []) == [["Site", "2026-07-01"]]
}

later := [{"name": "Site", "proposed_on": "2026-12-01"}]

due_when(answered, decided) := owing[0].due if {
	asked := question([site], later, [])
	days := {"answer": {"answered_on": answered}, "decision": {"decided_on": decided}}
	owing := deliverables.owing with input as object.union(asked, {"facts": object.union(asked.facts, days)})
}

test_owing_keeps_the_day_asked_for_of_a_schedule_that_nobody_decided_on if {
	due_when("2026-01-16", "2026-01-15") == "2026-06-01"
	due_when(null, "2026-01-15") == "2026-06-01"
	due_when("2026-01-15", null) == "2026-06-01"
	due_when("2026-01-16", "2026-01-16") == "2026-12-01"
}

test_owing_leaves_out_what_has_no_day if {
	found([{"name": "Rayonnement", "yearly": true}, site], [{"name": "Rayonnement"}], []) == [["Site", "2026-06-01"]]
}

test_owing_leaves_out_what_was_handed_in_by_today if {
	found([site, guide], [], [{"name": " site ", "submitted_on": "2026-03-01"}]) == [["Guide", "2026-05-01"]]
	count(found([site, guide], [], [{"name": "Site", "submitted_on": "2026-03-02"}])) == 2
}

test_owing_is_empty_without_facts if {
	[] == deliverables.owing with input as {"as_of": "2026-03-01T12:00:00Z", "process": "mandate", "facts": {}}
}

test_owing_is_empty_of_what_is_no_list_of_deliverables if {
	found("Site", [], []) == []
	found([site | some _ in numbers.range(1, 51)], [], []) == []
}

keys(asked, schedule) := [each.key | some each in owing] if {
	owing := deliverables.owing with input as question(asked, schedule, [])
}

test_owing_names_each_by_what_the_ministry_asked if {
	keys([site], []) == keys([object.union(site, {"name": " SITE"})], [{"name": "Site", "proposed_on": "2026-07-01"}])
	keys([site], []) != keys([object.union(site, {"due_on": "2026-06-02"})], [])
	count(keys([site, site], [])) == 1
}
