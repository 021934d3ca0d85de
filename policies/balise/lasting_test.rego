package balise.lasting_test

# A rule that time alone breaks is held against a case where it stands, and never against what was just asked.

import data.balise.verdict_test as usual

gates := {"initiative": object.union(usual.gates.initiative, {"every_day": [{"rule": "SUI"}]})}

rules := object.union(usual.rules, {"SUI": usual.rule("gates.monitoring", "establishment_heard", "plan", [], true)})

# Ten days of silence are tolerated: on the first of March, nothing was said since the eighteenth of February.
told := "2026-02-19T17:00:00Z"

silent := "2026-02-18T17:00:00Z"

verdict(mode, stage, to, heard) := usual.judged(
	object.union(usual.question, {
		"case": object.union(usual.question.case, {"stage": stage, "heard": heard}),
		"passage": {"mode": mode, "origin": stage, "to": to},
	}),
	gates, rules, usual.citations,
)

test_silence_is_owed_at_any_stage_under_one_name if {
	every stage in ["opportunity", "planning"] {
		[owed] := [one | some one in verdict("standing", stage, stage, silent).obligations; one.rule == "SUI"]
		[owed.id, owed.gate, owed.kind, owed.due] == ["SUI", stage, "regularize", "2026-03-11"]
		not "SUI" in usual.ids(verdict("standing", stage, stage, told).obligations)
	}
}

test_silence_is_owed_by_a_recension_that_waits if {
	"SUI" in usual.ids(verdict("recension", null, "planning", silent).obligations)
	not "SUI" in usual.ids(verdict("recension", null, "planning", told).obligations)
}

test_silence_is_found_before_the_first_gate if {
	found := verdict("passage", null, "opportunity", silent)
	usual.causes(found.violations) == {"SUI": "violated"}
	heard := verdict("passage", null, "opportunity", told)
	heard.outcome == "allow"
	"SUI" in heard.evaluated
}

test_silence_stops_no_passage_between_stages if {
	found := verdict("passage", "opportunity", "planning", silent)
	found.outcome == "allow"
	not "SUI" in found.evaluated
	not "SUI" in usual.ids(found.obligations)
}

test_case_at_its_end_is_never_silent if {
	every mode in ["standing", "recension"] {
		not "SUI" in verdict(mode, "retirement", "retirement", silent).evaluated
	}
}

test_case_that_asks_for_its_end_is_not_held_back if {
	not "SUI" in verdict("passage", "planning", "retirement", silent).evaluated
}

test_what_is_asked_elsewhere_keeps_the_gate_in_its_name if {
	asked := object.union(usual.recension, {"case": object.union(usual.recension.case, {"heard": silent})})
	found := usual.judged(usual.with_facts(asked, {}), gates, rules, usual.citations)
	{"SUI", "BES@opportunity", "REN@planning"} & usual.ids(found.obligations) == {"SUI", "BES@opportunity", "REN@planning"}
}
