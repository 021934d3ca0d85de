package balise.forms_test

import data.balise.verdict_test

# Whatever the form of a fact, a rule waits for it and names it.

assessing := object.union(verdict_test.rules, {
	"EVA": object.union(
		verdict_test.rule("lrsss.impact", "privacy_assessed", "law", ["assessment.privacy.conclusion"], true),
		{"reads": ["assessment.privacy.certified_product", "declaration.supplier", "need.problem"]},
	),
	"SUP": verdict_test.rule("directive.diagnosis", "result_validated", "plan", ["term.exclusively_automated"], true),
})

assessed_at(asked) := answered if {
	planning := {
		"from": ["opportunity"], "opinions": [], "duties": [],
		"rules": [{"rule": "EVA"}, {"rule": "SUP"}],
	}
	answered := verdict_test.judged(asked, {"initiative": object.union(verdict_test.gates.initiative, {"gates": {"planning": planning}})}, assessing, verdict_test.citations)
}

held(assessment) := verdict_test.with_facts(verdict_test.question, {"declaration": {"decision": "none"}, "assessment": {"privacy": assessment}})

test_choice_needed_is_read if {
	assessed_at(held({"conclusion": "favourable"})).outcome == "allow"
	verdict_test.causes(assessed_at(held({"conclusion": "unfavourable"})).violations) == {"EVA": "violated"}
}

test_choice_that_is_none_is_missing_and_named if {
	verdict := assessed_at(held({"conclusion": "perhaps"}))
	verdict_test.causes(verdict.indeterminates) == {"EVA": "fact_missing"}
	verdict.indeterminates[0].missing == ["assessment.privacy.conclusion"]
}

test_fact_only_read_may_be_absent_and_not_garbled if {
	assessed_at(held({"conclusion": "favourable", "certified_product": false})).outcome == "allow"
	verdict := assessed_at(held({"conclusion": "favourable", "certified_product": "yes"}))
	verdict_test.causes(verdict.indeterminates) == {"EVA": "fact_missing"}
	verdict.indeterminates[0].missing == ["assessment.privacy.certified_product"]
}

test_term_that_cannot_be_told_names_its_facts if {
	favourable_assessment := {"privacy": {"conclusion": "favourable"}}
	verdict := assessed_at(verdict_test.with_facts(verdict_test.question, {"assessment": favourable_assessment}))
	verdict_test.causes(verdict.indeterminates) == {"SUP": "fact_missing"}
	verdict.indeterminates[0].missing == ["declaration.decision"]
}

test_condition_on_a_term_that_cannot_be_told_names_its_facts if {
	conditional := json.patch(verdict_test.gates, [{
		"op": "add",
		"path": "initiative/gates/planning/rules/0/when",
		"value": {"term.protected_information": true},
	}])
	asked := verdict_test.with_facts(verdict_test.question, {"need": {"problem": "p"}})
	verdict := verdict_test.judged(asked, conditional, verdict_test.rules, verdict_test.citations)
	verdict.indeterminates[0].rule == "BES"
	verdict.indeterminates[0].missing == ["data.personal_information"]
}

test_choice_and_text_only_read_may_be_absent_and_not_garbled if {
	well := held({"conclusion": "favourable"})
	with_supplier := json.patch(well, [{"op": "add", "path": "/facts/declaration/supplier", "value": "both"}])
	assessed_at(with_supplier).outcome == "allow"
	nobody := json.patch(well, [{"op": "add", "path": "/facts/declaration/supplier", "value": "nobody"}])
	assessed_at(nobody).indeterminates[0].missing == ["declaration.supplier"]
	worded := json.patch(well, [{"op": "add", "path": "/facts/need", "value": {"problem": "Retards"}}])
	assessed_at(worded).outcome == "allow"
	counted := json.patch(well, [{"op": "add", "path": "/facts/need", "value": {"problem": 7}}])
	assessed_at(counted).indeterminates[0].missing == ["need.problem"]
}
