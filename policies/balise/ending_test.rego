package balise.ending_test

import data.balise.again
import data.balise.ending
import data.balise.obligations
import data.balise.obligations_test as owing
import data.balise.suspension
import data.balise.verdict_test as given

shapes := {"p": {
	"declaration.ends_on": {"type": "day"},
	"accesses.cases": {
		"type": "list", "most": 9,
		"of": {
			"type": "record", "required": ["status"],
			"fields": {"status": {"type": "text", "longest": 9}, "starts_on": {"type": "day"}, "ends_on": {"type": "day"}},
		},
	},
}}

duty := object.union(owing.duty, {"after_end": true, "since": ["declaration.ends_on"]})

gates(declared) := {"p": {"order": ["s", "t"], "every_passage": [], "gates": {
	"s": {"rules": [], "opinions": [], "duties": [declared], "ends": "declaration.ends_on", "watched": ["declaration"]},
	"t": {"rules": [], "opinions": [], "duties": []},
}}}

asked(facts) := {
	"as_of": "2026-03-02T02:00:00Z",
	"process": "p",
	"case": {"establishment": "ciusss-x", "stage": "s"},
	"passage": {"mode": "standing", "to": "s"},
	"facts": facts,
	"provenance": {"facts": {}},
}

until(day) := asked({"declaration": {"ends_on": day}})

# In Québec, it is still the first of March.
over(question) if {
	ending.over("s") with input as question with data.processes as gates(duty) with data.facts as shapes
}

coming(question) := days if {
	days := ending.coming("s") with input as question with data.processes as gates(duty) with data.facts as shapes
}

owed(question, declared) := found if {
	found := obligations.duties("allow") with input as question
		with data.processes as gates(declared)
		with data.facts as shapes
		with data.citations as {"t": {"instrument": "Loi", "article": null, "confidence": "verified"}}
		with data.parameters as {"duties": {"often": {"months": 1}}, "pressing": {"duty": owing.mild, "duties": {}}}
}

test_what_a_stage_lets_happen_is_over_the_day_after_its_last if {
	over(until("2026-02-28"))
	not over(until("2026-03-01"))
	not over(until("2027-03-01"))
}

test_what_has_no_last_day_is_not_over if {
	not over(until(null))
	not over(until("soon"))
	not over(until(20260228))
	not over(asked({}))
	not ending.over("t") with input as until("2026-02-28") with data.processes as gates(duty) with data.facts as shapes
}

test_day_after_the_last_is_to_come if {
	coming(until("2026-03-01")) == {"2026-03-02"}
	coming(until("2026-02-28")) == set()
	coming(asked({})) == set()
}

linked(changes) := asked({"accesses": {"cases": [object.union(
	{"status": "granted", "starts_on": "2026-01-01", "ends_on": "2026-06-30"},
	changes,
)]}})

test_what_a_linked_access_lets_do_changes_on_its_days if {
	coming(linked({})) == {"2026-07-01"}
	coming(linked({"starts_on": "2026-04-01"})) == {"2026-04-01", "2026-07-01"}
	coming(linked({"ends_on": "2026-03-01"})) == {"2026-03-02"}
	coming(linked({"ends_on": "2026-02-28"})) == set()
	coming(linked({"status": "expired"})) == set()
	coming(asked({"accesses": {"cases": [{"status": "granted"}]}})) == set()
	coming(asked({"accesses": {"cases": "granted"}})) == set()
}

on(question) := day if {
	day := again.on("allow") with input as question
		with data.processes as gates(duty)
		with data.facts as shapes
		with data.citations as {"t": {"instrument": "Loi", "article": null, "confidence": "verified"}}
}

test_case_is_asked_again_the_day_after if {
	on(until("2026-03-31")) == "2026-04-01"
	on(until("2026-02-28")) == null
	on(linked({})) == "2026-07-01"
	left := object.union(linked({}), {"case": {"stage": "t"}, "passage": {"to": "t"}})
	on(left) == null
	unborn := object.union(until("2026-03-31"), {"case": {"stage": null}, "passage": {"mode": "passage", "to": "s"}})
	never := again.on("deny") with input as unborn with data.processes as gates(duty) with data.facts as shapes
	never == null
}

test_duty_of_what_is_over_is_owed_from_then_and_counts_from_the_last_day if {
	owed(until("2026-03-01"), duty) == []
	owed(asked({}), duty) == []
	[owing_it] := owed(until("2026-02-20"), duty)
	owing_it.due == "2026-03-20"
	[late] := owed(until("2025-11-20"), duty)
	late.due == "2025-12-20"
	late.reminders == []
}

test_period_counts_from_a_day_gone_by_and_never_from_one_to_come if {
	from_day := object.remove(duty, ["after_end"])
	owed(until("2026-02-20"), from_day)[0].due == "2026-03-20"
	owed(until("2026-06-20"), from_day)[0].due == "2026-04-01"
	owed(asked({}), from_day)[0].due == "2026-04-01"
	owed(until("2026-02-20"), object.remove(from_day, ["since"]))[0].due == "2026-04-01"
}

test_gate_may_list_what_is_watched_there if {
	["declaration"] == suspension.watches("allow") with input as until("2026-03-31") with data.processes as gates(duty)
}

verdict(facts, last_day) := found if {
	found := data.balise.verdict with input as object.union(given.recension, {"facts": object.union(given.facts, facts)})
		with data.processes as {"initiative": object.union(given.gates.initiative, {"gates": {"planning": {"ends": last_day}}})}
		with data.catalogue.rules as given.rules
		with data.citations as given.citations
		with data.facts as {"initiative": object.union(given.shapes.initiative, shapes.p)}
		with data.parameters as given.parameters
}

test_verdict_says_whether_it_is_over if {
	verdict({"declaration": {"ends_on": "2026-02-28"}}, "declaration.ends_on").over == true
	verdict({"declaration": {"ends_on": "2026-03-01"}}, "declaration.ends_on").over == false
	verdict({}, "declaration.ends_on").over == false
}

test_duty_until_the_end_is_due_no_more_once_it_is_past if {
	until_end := object.union(object.remove(duty, ["after_end"]), {"until_end": true})
	count(owed(until("2026-03-01"), until_end)) == 1
	count(owed(asked({}), until_end)) == 1
	owed(until("2026-02-28"), until_end) == []
	count(owed(until("2026-02-28"), object.union(until_end, {"until_end": false}))) == 1
}
