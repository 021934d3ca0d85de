package balise.models_test

import data.balise.verdict_test as given

test_borrowed_model_gives_a_notice_and_refuses_nothing if {
	verdict := given.under(given.with_facts(given.question, {"need": {"problem": "p"}, "data": given.facts.data}), given.model(null))
	verdict.outcome == "allow"
	verdict.notices == []
	wanting := given.under(given.with_facts(given.question, {"data": given.facts.data}), given.model(null))
	given.causes(wanting.notices) == {"BES": "not_binding"}
	wanting.outcome == "allow"
	not wanting.notices[0].effective
}

test_borrowed_model_binds_from_its_adoption if {
	wanting := given.with_facts(object.union(given.question, {"case": object.union(given.question.case, {"stage": null})}), given.facts)
	given.causes(given.under(wanting, given.model("2026-03-01")).violations) == {"GOV-001": "violated"}
	given.causes(given.under(wanting, given.model("2026-03-02")).notices) == {"GOV-001": "not_yet_in_force"}
	given.causes(given.under(wanting, given.model(null)).notices) == {"GOV-001": "not_binding"}
}

test_borrowed_model_of_unknown_bearing_gives_a_notice if {
	conditional := json.patch(given.gates, [{
		"op": "add",
		"path": "initiative/gates/planning/rules/0/when",
		"value": {"declaration.clinical": true},
	}])
	asked := given.with_facts(given.question, given.facts)
	given.causes(given.judged(asked, conditional, given.rules, given.model(null)).notices) == {"BES": "not_binding"}
}
