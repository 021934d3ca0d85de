package balise.suspension_test

# A process of three gates and a stage beside them: a rule that suspends, one that does not.

said(text) := {"fr": text, "en": text}

rule(subject, name, suspends) := {
	"family": split(subject, ".")[0],
	"subject": split(subject, ".")[1],
	"name": name,
	"title": said(name),
	"message": said("enfreinte"),
	"remedy": said("corriger"),
	"citation": "plan",
	"needs": [],
	"reads": [],
	"severity": "major",
	"regularizable": true,
	"suspends": suspends,
}

catalogue := {
	"rules": {
		"GOV": rule("gates.order", "sequence_respected", false),
		"VIE": rule("life.incidents", "none_grave_open", true),
		"REE": rule("life.incidents", "reassessed_after_grave", false),
	},
	"terms": {},
}

plan := {
	"instrument": "Plan", "article": "1", "kind": "orientation",
	"confidence": "verified", "in_force_from": null, "until": null,
}

duty(id) := {
	"id": id, "period": "yearly", "citation": "plan", "fulfilled_by": [],
	"what": said(id), "remedy": said(id),
}

gate(from, rules, duties) := {"from": from, "rules": rules, "opinions": [], "duties": duties}

processes := {"p": {
	"order": ["begun", "running", "over"],
	"suspension": {"of": "running", "stage": "aside", "keeps": ["kept"]},
	"substantial": ["data"],
	"every_passage": [{"rule": "GOV"}],
	"gates": {
		"begun": gate([null], [{"rule": "REE"}], []),
		"running": object.union(
			gate(["begun", "aside"], [{"rule": "VIE"}, {"rule": "REE"}], [duty("kept"), duty("stopped")]),
			{"watched": true},
		),
		"over": gate(["running", "aside"], [{"rule": "REE"}], []),
		"aside": gate(["running"], [], [duty("stock")]),
	},
}}

grave(status) := {"incidents": {"cases": [{
	"case": "incident:x/a", "status": status, "grave": true, "aware_on": "2026-02-01",
}]}}

verdict(mode, origin, to, facts) := judged([mode, origin, to], facts, catalogue)

judged([mode, origin, to], facts, rules) := found if {
	found := data.balise.verdict with input as {
		"as_of": "2026-03-01T12:00:00Z",
		"process": "p",
		"case": {"id": "p:x/y", "establishment": "x", "stage": origin, "dossier": "d"},
		"passage": {"mode": mode, "origin": origin, "to": to},
		"facts": facts,
		"opinions": {},
	}
		with data.processes as processes
		with data.catalogue as rules
		with data.citations as {"plan": plan}
		with data.facts as {"p": {}}
		with data.parameters as {
			"regularize": {"critical": 1, "major": 10, "minor": 100},
			"cease": {"days": 5}, "clarify": 1, "opinion": 1, "duties": {"yearly": {"months": 12}}, "silence": {"days": 100},
			"pressing": {
				"regularize": {"critical": recalled, "major": recalled, "minor": recalled},
				"cease": recalled, "clarify": recalled, "opinion": recalled, "duty": recalled, "duties": {},
			},
		}
}

recalled := {"remind": [], "escalate": []}

reasons(found) := [reason.rule | some reason in found.suspends]

owed(found) := {obligation.id | some obligation in found.obligations}

test_a_grave_incident_suspends_what_stands_there if {
	found := verdict("standing", "running", "running", grave("open"))
	found.outcome == "allow"
	reasons(found) == ["VIE"]
	owed(found) == {"VIE@running", "duty:kept@running", "duty:stock@aside"}
	found.watches == []
}

test_it_suspends_what_is_declared_there if {
	reasons(verdict("recension", null, "running", grave("open"))) == ["VIE"]
}

test_what_is_suspended_for_what_cannot_be_regularized_still_has_duties if {
	firm := object.union(catalogue, {"rules": {"VIE": {"regularizable": false}}})
	found := judged(["standing", "running", "running"], grave("open"), firm)
	found.outcome == "deny"
	reasons(found) == ["VIE"]
	owed(found) == {"VIE@running", "duty:kept@running", "duty:stock@aside"}
}

test_a_passage_is_refused_and_nothing_suspended if {
	found := verdict("passage", "aside", "running", grave("open"))
	found.outcome == "deny"
	found.suspends == []
	owed(found) == {"duty:kept@running", "duty:stock@aside"}
}

test_a_rule_that_does_not_suspend_is_owed if {
	found := verdict("standing", "running", "running", grave("closed"))
	found.suspends == []
	owed(found) == {"REE@begun", "duty:kept@running", "duty:stopped@running"}
	found.watches == ["data"]
}

test_what_stands_aside_answers_for_all_that_led_there_and_is_not_suspended_again if {
	found := verdict("standing", "aside", "aside", grave("open"))
	found.gates == ["begun", "running", "aside"]
	found.suspends == []
	owed(found) == {"VIE@running", "duty:kept@running", "duty:stock@aside"}
	found.evaluated == ["REE", "VIE"]
}

test_one_may_step_aside_unasked_and_come_back if {
	aside := verdict("passage", "running", "aside", {})
	aside.outcome == "allow"
	owed(aside) == {"duty:kept@running", "duty:stock@aside"}
	back := verdict("passage", "aside", "running", {})
	back.outcome == "allow"
	owed(back) == {"duty:kept@running", "duty:stopped@running"}
	verdict("passage", "begun", "aside", {}).outcome == "deny"
}

test_another_stage_suspends_nothing if {
	verdict("standing", "begun", "begun", grave("open")).suspends == []
	verdict("standing", "over", "over", grave("open")).suspends == []
}
