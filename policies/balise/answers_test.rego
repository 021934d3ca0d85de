package balise.answers_test

# Each part of an answer, held whole: what a person reads, what is owed, and when nothing may be answered.

import data.balise.verdict_test as given

with_gate(part, value) := json.patch(given.gates, [{
	"op": "replace", "path": concat("/", ["initiative/gates/planning", part]), "value": value,
}])

blank := object.union(object.remove(given.question, ["opinions"]), {"opinions": {}})

plan := {"key": "plan", "instrument": "Plan", "article": "1", "confidence": "verified"}

test_what_is_regularized_is_told_whole if {
	verdict := given.answer(given.with_facts(given.recension, {"data": given.facts.data}))
	{obligation | some obligation in verdict.obligations; obligation.rule == "BES"} == {{
		"id": "BES@opportunity", "kind": "regularize", "rule": "BES", "gate": "opportunity",
		"what": given.said("problem_comes_first"), "remedy": given.said("corriger"), "citation": plan,
		"by": "ciusss-x", "due": "2026-03-11", "missing": ["need.problem"], "fulfilled_by": [],
		"reminders": ["2026-03-08"], "escalations": [{"on": "2026-03-18", "to": "msss"}],
	}}
}

test_awaited_opinion_is_owed_whole if {
	verdict := given.answer(given.with_opinions(given.recension, {}))
	{obligation | some obligation in verdict.obligations; startswith(obligation.rule, "opinion")} == {{
		"id": "opinion:comite_ia_sante@planning", "kind": "regularize", "rule": "opinion:comite_ia_sante",
		"gate": "planning", "what": given.said("avis"), "remedy": given.said("soumettre"), "citation": plan,
		"by": "comite_ia_sante", "due": "2026-03-31", "missing": [], "fulfilled_by": [],
		"reminders": ["2026-03-28"], "escalations": [{"on": "2026-04-07", "to": "msss"}],
	}}
}

test_duty_is_told_whole if {
	given.answer(given.question).obligations == [{
		"id": "duty:again@planning", "kind": "duty", "rule": "duty:again", "gate": "planning",
		"what": given.said("recommencer"), "remedy": given.said("recommencer"), "citation": plan,
		"by": "ciusss-x", "due": "2027-03-01", "missing": [], "fulfilled_by": ["need.described"],
		"reminders": ["2027-02-26"], "escalations": [{"on": "2027-03-08", "to": "msss"}],
	}]
}

test_duty_is_for_those_its_condition_names_or_may_name if {
	duty := given.gates.initiative.gates.planning.duties[0]
	owing := {supplier: count(verdict.obligations) |
		some supplier in ["internal", "external", null]
		asked := given.with_facts(given.question, object.union(given.facts, {"declaration": {"supplier": supplier}}))
		conditional := with_gate("duties", [object.union(duty, {"when": {"declaration.supplier": "external"}})])
		verdict := given.judged(asked, conditional, given.rules, given.citations)
	}
	owing == {"internal": 0, "external": 1, null: 1}
}

test_opinion_is_awaited_where_its_condition_holds_and_not_elsewhere if {
	conditional := with_gate("opinions", [object.union(given.opinion, {"when": {"declaration.clinical": true}})])
	outcomes := {clinical: verdict.outcome |
		some clinical in [true, false]
		asked := given.with_facts(blank, object.union(given.facts, {"declaration": {"clinical": clinical}}))
		verdict := given.judged(asked, conditional, given.rules, given.citations)
	}
	outcomes == {true: "review", false: "allow"}
}

test_opinion_that_cannot_be_decided_says_so_whole if {
	conditional := with_gate("opinions", [object.union(given.opinion, {"when": {"declaration.clinical": true}})])
	given.judged(blank, conditional, given.rules, given.citations).indeterminates == [{
		"rule": "opinion:comite_ia_sante", "gate": "planning", "title": given.said("avis"),
		"message": data.balise.wording.opinion_undecided.message,
		"remedy": data.balise.wording.opinion_undecided.remedy,
		"citation": plan, "missing": ["declaration.clinical"], "cause": "fact_missing",
	}]
}

test_opinion_with_conditions_on_another_file_has_lapsed if {
	given.opinion_cause(given.given("with_conditions", "d0")) == "lapsed"
}

test_passage_owes_only_its_duties_and_the_opinions_it_waits_for if {
	given.ids(given.answer(blank).obligations) == {"opinion:comite_ia_sante@planning"}
	given.ids(given.answer(given.question).obligations) == {"duty:again@planning"}
}

test_each_finding_is_in_one_place if {
	sold := given.with_facts(given.recension, {"data": {"personal_information": true, "sale": true}})
	verdict := given.answer(sold)
	given.causes(verdict.violations) == {"REN": "violated"}
	verdict.notices == []
	given.ids(verdict.obligations) == {"BES@opportunity"}
}

test_notice_of_a_case_already_there_is_not_owed if {
	texts := object.union(given.citations, {"plan": {"in_force_from": "2026-03-02"}})
	verdict := given.under(given.with_facts(given.recension, {"data": given.facts.data}), texts)
	given.causes(verdict.notices) == {"BES": "not_yet_in_force"}
	given.ids(verdict.obligations) == {"duty:again@planning"}
}

test_text_to_come_binds_on_its_day_while_its_bearing_is_unknown if {
	texts := {day: object.union(given.citations, {"law": {"in_force_from": day}}) | some day in ["2026-03-01", "2026-03-02"]}
	asked := given.with_facts(given.question, {"need": given.facts.need})
	given.causes(given.under(asked, texts["2026-03-01"]).indeterminates) == {"REN": "fact_missing"}
	given.causes(given.under(asked, texts["2026-03-02"]).notices) == {"REN": "not_yet_in_force"}
}

test_regulation_without_a_day_decides_nothing if {
	texts := object.union(given.citations, {"law": {"kind": "regulation", "in_force_from": null}})
	given.causes(given.under(given.question, texts).indeterminates) == {"REN": "text_undated"}
	verdict := given.under(given.recension, texts)
	{obligation.kind | some obligation in verdict.obligations; obligation.rule == "REN"} == {"clarify"}
}

test_rule_that_reads_what_is_malformed_waits_for_it if {
	reading := object.union(given.rules, {"REN": object.union(given.rules.REN, {"reads": ["declaration.clinical"]})})
	causes := {clinical: given.causes(verdict.indeterminates) |
		some clinical in [true, "oui"]
		asked := given.with_facts(given.question, object.union(given.facts, {"declaration": {"clinical": clinical}}))
		verdict := given.judged(asked, given.gates, reading, given.citations)
	}
	causes == {true: {}, "oui": {"REN": "fact_missing"}}
}

test_interpretation_that_was_verified_lets_its_rule_decide if {
	texts := object.union(given.citations, {"lecture-exclusivement": {"confidence": "verified"}})
	asked := given.with_facts(given.question, {
		"declaration": {"decision": "aid"},
		"oversight": {"authority": true, "information": true, "time": false},
		"notice": {"at_decision": false},
	})
	exclusive := object.union(
		with_gate("rules", [{"rule": "DEA", "when": {"term.exclusively_automated": true}}]),
		{"initiative": {"every_passage": []}},
	)
	given.causes(given.judged(asked, exclusive, given.rules, texts).violations) == {"DEA": "violated"}
}

test_gate_that_asks_nothing_opens_to_nobody if {
	idle := object.union(
		json.patch(given.gates, [{"op": "replace", "path": "initiative/gates/planning", "value": {
			"from": ["opportunity"], "rules": [], "opinions": [], "duties": [],
		}}]),
		{"initiative": {"every_passage": []}},
	)
	not given.judged(given.question, idle, given.rules, given.citations)
}

test_gate_without_a_list_of_rules_gets_no_verdict if {
	not given.judged(blank, with_gate("rules", null), given.rules, given.citations)
}

test_findings_come_in_the_order_of_the_gate if {
	asked := given.with_facts(object.union(blank, {"case": object.union(given.question.case, {"stage": null})}), {
		"data": {"personal_information": true, "sale": true},
	})
	verdict := given.answer(asked)
	[finding.rule | some finding in verdict.violations] == ["GOV-001", "REN"]
	verdict.outcome == "deny"
}

test_rule_set_aside_at_one_gate_is_found_wanting_at_the_next if {
	aside := json.patch(given.gates, [{
		"op": "replace",
		"path": "initiative/gates/opportunity/rules/0",
		"value": {"rule": "BES", "when": {"data.personal_information": false}},
	}])
	verdict := given.judged(given.with_facts(given.recension, {"data": given.facts.data}), aside, given.rules, given.citations)
	"BES@planning" in given.ids(verdict.obligations)
}

test_what_is_regularizable_is_owed_even_when_violated if {
	verdict := given.answer(given.with_facts(given.recension, object.union(given.facts, {"need": {"problem": " "}})))
	verdict.outcome == "allow"
	"BES@opportunity" in given.ids(verdict.obligations)
}

test_rule_that_is_not_yes_or_no_is_not_evaluated if {
	spoiled := object.union(given.rules, {"BES": {"subject": "assessment", "name": "positive"}})
	not given.judged(given.question, given.gates, spoiled, given.citations)
}

wider := object.union(given.rules, {"BES": object.union(given.rules.BES, {"needs": ["need.problem", "declaration.clinical"]})})

test_rule_that_is_met_without_all_it_needs_still_waits if {
	verdict := given.judged(given.question, given.gates, wider, given.citations)
	given.causes(verdict.indeterminates) == {"BES": "fact_missing"}
	borrowed := given.judged(given.question, given.gates, wider, given.model(null))
	given.causes(borrowed.notices) == {"BES": "not_binding"}
}

test_what_is_waited_for_is_named_in_order if {
	reading := object.union(given.rules, {"BES": object.union(given.rules.BES, {"reads": ["declaration.clinical"]})})
	asked := given.with_facts(given.question, {"data": given.facts.data, "declaration": {"clinical": "oui"}})
	verdict := given.judged(asked, given.gates, reading, given.citations)
	verdict.indeterminates[0].missing == ["declaration.clinical", "need.problem"]
}

test_rule_of_unknown_bearing_is_cited_by_its_own_text if {
	asked := given.with_facts(given.question, {
		"declaration": {"decision": "aid"},
		"oversight": {"authority": true, "information": true, "time": false},
	})
	unsure := with_gate("rules", [{"rule": "DEA", "when": {"term.exclusively_automated": true, "declaration.clinical": true}}])
	verdict := given.judged(asked, unsure, given.rules, given.citations)
	[finding.citation.key | some finding in verdict.indeterminates] == ["law"]
}

test_gate_outside_the_order_gets_no_verdict if {
	beside := json.patch(given.gates, [{
		"op": "add", "path": "initiative/gates/beside", "value": given.gates.initiative.gates.planning,
	}])
	asked := object.union(given.question, {"passage": {"to": "beside"}})
	not given.judged(asked, beside, given.rules, given.citations)
}

test_body_that_steps_aside_has_said_nothing_on_any_file if {
	given.opinion_cause(given.given("recused", "d0")) == "absent"
}
