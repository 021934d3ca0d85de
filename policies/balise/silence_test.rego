package balise.silence_test

# What must never settle a case without a word: an interpretation, a malformed fact, a reason that cannot be said.

import data.balise.verdict_test as usual

interpreted(confidence) := object.union(usual.citations, {"lecture-exclusivement": object.union(
	usual.citations["lecture-exclusivement"],
	{"confidence": confidence},
)})

# The reading of the guide says that the decision is exclusively automated, so this gate would set its rule aside.
set_aside := json.patch(usual.gates, [
	{
		"op": "add",
		"path": "initiative/gates/planning/rules/0/when",
		"value": {"term.exclusively_automated": false},
	},
	{
		"op": "add",
		"path": "initiative/gates/planning/opinions/0/when",
		"value": {"term.exclusively_automated": false},
	},
])

nominal := object.union(usual.facts, {
	"declaration": {"decision": "aid"},
	"oversight": {"authority": false, "information": true, "time": true},
})

test_interpretation_alone_does_not_set_a_rule_aside if {
	verdict := usual.judged(usual.with_facts(usual.question, nominal), set_aside, usual.rules, interpreted("interpretation"))
	verdict.outcome == "indeterminate"
	usual.causes(verdict.indeterminates) == {"BES": "text_unverified", "opinion:comite_ia_sante": "fact_missing"}
	{finding.citation.key | some finding in verdict.indeterminates} == {"lecture-exclusivement", "plan"}
}

test_verified_interpretation_sets_a_rule_aside if {
	verdict := usual.judged(usual.with_facts(usual.question, nominal), set_aside, usual.rules, interpreted("verified"))
	verdict.outcome == "allow"
}

test_interpretation_that_is_not_in_the_table_leaves_no_verdict if {
	texts := object.remove(usual.citations, ["lecture-exclusivement"])
	not usual.judged(usual.with_facts(usual.question, nominal), set_aside, usual.rules, texts)
}

reading_rule := object.union(usual.rules, {"BES": object.union(usual.rules.BES, {
	"needs": [],
	"reads": ["need.problem", "term.exclusively_automated"],
})})

test_interpretation_that_is_only_read_does_not_refuse if {
	wanting := usual.with_facts(usual.question, object.remove(nominal, ["need"]))
	verdict := usual.judged(wanting, usual.gates, reading_rule, interpreted("interpretation"))
	usual.causes(verdict.indeterminates) == {"BES": "text_unverified"}
	decided := usual.judged(wanting, usual.gates, reading_rule, interpreted("verified"))
	usual.causes(decided.violations) == {"BES": "violated"}
}

test_malformed_fact_under_a_term_is_missing_even_where_another_would_settle_it if {
	bearing := json.patch(usual.gates, [{
		"op": "add",
		"path": "initiative/gates/planning/rules/1/when",
		"value": {"term.affects_persons": true},
	}])
	spoiled := usual.with_facts(usual.question, object.union(usual.facts, {"declaration": {"decision": "automated", "clinical": "yes"}}))
	verdict := usual.judged(spoiled, bearing, usual.rules, usual.citations)
	usual.causes(verdict.indeterminates) == {"REN": "fact_missing"}
	verdict.indeterminates[0].missing == ["declaration.clinical"]
}

test_finding_that_cannot_be_said_leaves_no_verdict if {
	untitled := json.patch(usual.rules, [{"op": "remove", "path": "BES/title"}])
	not usual.judged(usual.with_facts(usual.question, {"data": usual.facts.data}), usual.gates, untitled, usual.citations)
	usual.judged(usual.question, usual.gates, untitled, usual.citations)
}

test_value_in_the_place_of_a_topic_is_malformed_for_what_is_only_read if {
	optional := object.union(usual.rules, {"BES": object.union(usual.rules.BES, {"reads": ["notice.at_decision"]})})
	every topic in ["text", ["list"], 5, true] {
		wrong := usual.with_facts(usual.question, object.union(usual.facts, {"notice": topic}))
		verdict := usual.judged(wrong, usual.gates, optional, usual.citations)
		verdict.indeterminates[0].missing == ["notice.at_decision"]
	}
	empty := usual.with_facts(usual.question, object.union(usual.facts, {"notice": null}))
	usual.judged(empty, usual.gates, optional, usual.citations).outcome == "allow"
}

test_value_in_the_place_of_a_kind_is_malformed_for_what_is_only_read if {
	certified := "assessment.privacy.certified_product"
	optional := object.union(usual.rules, {"BES": object.union(usual.rules.BES, {"reads": [certified]})})
	every kind in ["text", ["list"], 5, true] {
		wrong := usual.with_facts(usual.question, object.union(usual.facts, {"assessment": {"privacy": kind}}))
		verdict := usual.judged(wrong, usual.gates, optional, usual.citations)
		verdict.indeterminates[0].missing == [certified]
	}
	empty := usual.with_facts(usual.question, object.union(usual.facts, {"assessment": {"privacy": null}}))
	usual.judged(empty, usual.gates, optional, usual.citations).outcome == "allow"
}

test_borrowed_model_is_set_aside_by_an_interpretation_too if {
	texts := object.union(usual.model(null), interpreted("interpretation"))
	borrowed := object.union(texts, {"plan": usual.model(null).plan})
	wanting := usual.with_facts(usual.question, object.remove(nominal, ["need"]))
	usual.judged(wanting, set_aside, usual.rules, borrowed).notices == []
	usual.causes(usual.judged(wanting, usual.gates, usual.rules, borrowed).notices) == {"BES": "not_binding"}
}
