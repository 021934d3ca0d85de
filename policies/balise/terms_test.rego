package balise.terms_test

import data.balise.known
import data.balise.terms

controls(authority, information, leisure) := {
	"declaration": {"decision": "aid"},
	"oversight": {"authority": authority, "information": information, "time": leisure},
}

test_protected_information_is_personal_or_health if {
	terms.protected_information.value == true with input as {"process": "initiative", "facts": {"data": {"personal_information": true}}}
	terms.protected_information.value == true with input as {"process": "initiative", "facts": {"data": {"health_information": true}}}
	terms.protected_information.value == false with input as {"process": "initiative", "facts": {"data": {"personal_information": false}}}
	terms.protected_information.missing == ["data.personal_information"] with input as {"process": "initiative", "facts": {}}
}

test_health_information_is_said_or_excluded_by_its_absence if {
	terms.health_information.value == true with input as {"process": "initiative", "facts": {"data": {"health_information": true, "personal_information": false}}}
	terms.health_information.value == false with input as {"process": "initiative", "facts": {"data": {"health_information": false, "personal_information": true}}}
	terms.health_information.value == false with input as {"process": "initiative", "facts": {"data": {"personal_information": false}}}
	terms.health_information.missing == ["data.health_information"]
		with input as {"process": "initiative", "facts": {"data": {"personal_information": true}}}
	terms.health_information.missing == ["data.health_information"] with input as {"process": "initiative", "facts": {}}
}

test_affects_persons_by_an_act_or_a_decision if {
	terms.affects_persons.value == true with input as {"process": "initiative", "facts": {"declaration": {"clinical": true}}}
	terms.affects_persons.value == true with input as {"process": "initiative", "facts": {"declaration": {"decision": "aid"}}}
	terms.affects_persons.value == true with input as {"process": "initiative", "facts": {"declaration": {"decision": "automated"}}}
	terms.affects_persons.value == false with input as {"process": "initiative", "facts": {"declaration": {"clinical": false, "decision": "none"}}}
	terms.affects_persons.missing == ["declaration.decision"] with input as {"process": "initiative", "facts": {"declaration": {"clinical": false}}}
	terms.affects_persons.missing == ["declaration.clinical"] with input as {"process": "initiative", "facts": {"declaration": {"decision": "none"}}}
}

test_sensitive_use_is_generative_or_affects_persons if {
	terms.sensitive_use.value == true with input as {"process": "initiative", "facts": {"declaration": {"generative": true}}}
	terms.sensitive_use.value == true with input as {"process": "initiative", "facts": {"declaration": {"clinical": true}}}
	terms.sensitive_use.value == false
		with input as {"process": "initiative", "facts": {"declaration": {"generative": false, "clinical": false, "decision": "none"}}}
	terms.sensitive_use.missing == ["declaration.clinical", "declaration.decision"]
		with input as {"process": "initiative", "facts": {"declaration": {"generative": false}}}
	terms.sensitive_use.missing == ["declaration.generative"]
		with input as {"process": "initiative", "facts": {"declaration": {"clinical": false, "decision": "none"}}}
}

test_automated_decision_is_exclusive_by_declaration if {
	terms.exclusively_automated == {"value": true} with input as {"process": "initiative", "facts": {"declaration": {"decision": "automated"}}}
	terms.exclusively_automated == {"value": false} with input as {"process": "initiative", "facts": {"declaration": {"decision": "none"}}}
	terms.exclusively_automated.missing == ["declaration.decision"] with input as {"process": "initiative", "facts": {}}
}

test_aid_is_exclusive_when_its_human_cannot_change_the_result if {
	terms.exclusively_automated == {"value": false} with input as {"process": "initiative", "facts": controls(true, true, true)}
	every powerless in [controls(false, true, true), controls(true, false, true), controls(true, true, false)] {
		terms.exclusively_automated == {"value": true, "reading": "lecture-exclusivement"} with input as {"process": "initiative", "facts": powerless}
	}
}

test_aid_without_a_designated_human_is_not_known if {
	terms.exclusively_automated.missing == ["oversight.authority", "oversight.information", "oversight.time"]
		with input as {"process": "initiative", "facts": {"declaration": {"decision": "aid"}}}
}

observed(oversight) := {"process": "initiative", "facts": object.union(controls(true, true, true), {"oversight": oversight})}

reading := {"value": true, "reading": "lecture-exclusivement"}

test_aid_is_exclusive_when_nobody_formulates_the_decision if {
	terms.exclusively_automated == reading with input as observed({"formulates": false})
	terms.exclusively_automated == {"value": false} with input as observed({"formulates": true})
}

test_aid_is_exclusive_when_its_human_hardly_ever_departs_from_it if {
	terms.exclusively_automated == reading with input as observed({"overruled_share": 0.009})
	terms.exclusively_automated == reading with input as observed({"overruled_share": 0})
	terms.exclusively_automated == {"value": false} with input as observed({"overruled_share": 0.01})
}

test_sign_of_control_that_cannot_be_read_is_not_known if {
	terms.exclusively_automated.missing == ["oversight.formulates"] with input as observed({"formulates": "oui"})
	terms.exclusively_automated.missing == ["oversight.overruled_share"] with input as observed({"overruled_share": 2})
}

on_persons(declaration, data_) := {"process": "initiative", "facts": {"declaration": declaration, "data": data_}}

test_decision_about_a_person_rests_on_their_information if {
	every decision in ["aid", "automated"] {
		terms.decides_about_person == {"value": true} with input as on_persons({"decision": decision}, {"personal_information": true})
		terms.decides_about_person == {"value": false} with input as on_persons({"decision": decision}, {"personal_information": false})
		terms.decides_about_person.missing == ["data.personal_information"] with input as on_persons({"decision": decision}, {})
	}
}

test_decision_about_a_person_has_an_effect_on_them_unless_denied if {
	person := {"personal_information": true}
	terms.decides_about_person == {"value": false} with input as on_persons({"decision": "automated", "effect_on_person": false}, person)
	terms.decides_about_person == {"value": true} with input as on_persons({"decision": "automated", "effect_on_person": true}, person)
	terms.decides_about_person == {"value": true} with input as on_persons({"decision": "automated", "effect_on_person": "non"}, person)
}

test_decision_about_a_person_is_known_by_its_declaration if {
	terms.decides_about_person == {"value": false} with input as on_persons({"decision": "none"}, {"personal_information": true})
	terms.decides_about_person.missing == ["declaration.decision"] with input as on_persons({}, {"personal_information": true})
}

impact(reversibility, duration, effect) := {"process": "initiative", "facts": {"impact": {
	"reversibility": reversibility,
	"duration": duration,
	"effect": effect,
}}}

test_impact_level_is_the_highest_of_its_three_axes if {
	every asked in [
		{"is": 1, "of": impact("easily_reversible", "brief", "little")},
		{"is": 2, "of": impact("likely_reversible", "brief", "little")},
		{"is": 2, "of": impact("easily_reversible", "short_term", "little")},
		{"is": 2, "of": impact("easily_reversible", "brief", "moderate")},
		{"is": 3, "of": impact("difficult_to_reverse", "short_term", "little")},
		{"is": 3, "of": impact("easily_reversible", "ongoing", "moderate")},
		{"is": 3, "of": impact("easily_reversible", "brief", "high")},
		{"is": 4, "of": impact("irreversible", "brief", "high")},
		{"is": 4, "of": impact("easily_reversible", "perpetual", "little")},
		{"is": 4, "of": impact("easily_reversible", "brief", "very_high")},
	] {
		terms.impact_level == {"value": asked.is, "reading": "ddm-annexe-b"} with input as asked.of
	}
}

test_impact_level_names_the_axes_it_lacks if {
	terms.impact_level.missing == ["impact.duration", "impact.effect", "impact.reversibility"] with input as {"process": "initiative", "facts": {}}
	known.term("impact_level") == {"missing": ["impact.duration"]} with input as impact("irreversible", "toujours", "high")
}

test_impact_level_is_not_told_on_a_scale_without_its_word if {
	not terms.impact_level with input as impact("irreversible", "brief", "high") with data.rules.directive.parameters.impact.duration as ["short_term"]
}

test_impact_described_by_any_axis if {
	terms.impact_described.value == true with input as {"process": "initiative", "facts": {"impact": {"effect": "high"}}}
	terms.impact_described.value == false with input as {"process": "initiative", "facts": {}}
}

told := {
	"process": "initiative",
	"facts": {
		"results": {"measures": [{"name": "délai", "value": 3}]},
		"reassessment": {"conclusion": "stop"},
	},
}

silent := {"process": "initiative", "facts": {}}

test_results_and_reassessment_are_there_once_they_were_told if {
	terms.results_reported.value with input as told
	terms.reassessed.value with input as told
	not terms.results_reported.value with input as silent
	not terms.reassessed.value with input as silent
}

contested(told) := {"process": "recourse", "facts": {"named": object.union({"personal_information": true}, told)}}

aided(more) := contested(object.union({"decision": "aid", "authority": true, "information": true, "time": true}, more))

test_contested_decision_is_automated_by_declaration if {
	terms.contested_automated == {"value": true} with input as contested({"decision": "automated"})
	terms.contested_automated == {"value": false} with input as contested({"decision": "none"})
}

test_contested_decision_is_automated_when_its_human_could_not_change_it if {
	terms.contested_automated == {"value": false} with input as aided({})
	every powerless in [{"authority": false}, {"information": false}, {"time": false}, {"formulates": false}, {"overruled_share": 0}] {
		terms.contested_automated == reading with input as aided(powerless)
	}
}

test_contested_decision_is_about_nobody_without_effect_or_information if {
	terms.contested_automated == {"value": false} with input as contested({"decision": "automated", "effect_on_person": false})
	terms.contested_automated == {"value": false} with input as contested({"decision": "automated", "personal_information": false})
	terms.contested_automated == {"value": true}
		with input as contested({"decision": "automated", "personal_information": false, "health_information": true})
}

test_contested_decision_of_which_too_little_is_known_names_it if {
	terms.contested_automated.missing == ["named.decision", "named.personal_information"] with input as {"process": "recourse", "facts": {}}
	terms.contested_automated.missing == ["named.personal_information"]
		with input as {"process": "recourse", "facts": {"named": {"decision": "automated"}}}
	terms.contested_automated.missing == ["named.authority", "named.information", "named.time"] with input as contested({"decision": "aid"})
	terms.contested_automated.missing == ["named.formulates"] with input as aided({"formulates": "oui"})
	terms.contested_automated.missing == ["named.overruled_share"] with input as aided({"overruled_share": 2})
}

test_contested_decision_is_otherwise_only_when_that_is_known if {
	terms.contested_otherwise == {"value": true} with input as aided({})
	terms.contested_otherwise == {"value": false} with input as contested({"decision": "automated"})
	terms.contested_otherwise == {"value": false} with input as contested({"decision": "aid"})
}

test_contested_decision_with_nobody_concerned_is_settled_whatever_else_is_unknown if {
	terms.contested_automated == {"value": false} with input as contested({"decision": "aid", "personal_information": false})
}

# What the committee says of an access for research of which the request tells one thing or the other.
approval(decision, opinions) := found if {
	found := terms.ethics_approval with input as {
		"process": "data-access",
		"case": {"id": "data-access:x/a", "dossier": "d"},
		"facts": {"research": {"ethics_decision": decision}},
		"opinions": opinions,
	}
		with data.parameters.signature_required_from as "2025-01-01"
}

by_the_committee(said) := {"ethics_committee": object.union(
	{
		"body": "ethics_committee",
		"answer": "favourable",
		"covers": "d",
		"received_at": "2024-06-01T12:00:00Z",
	},
	said,
)}

test_ethics_approval_is_what_is_declared_when_the_committee_has_not_spoken if {
	approval(true, {}) == {"value": true}
	approval(false, {}) == {"value": false}
	approval(null, {}) == {"missing": ["research.ethics_decision"]}
	approval(true, by_the_committee({"answer": "recused"})) == {"value": true}
	approval(false, by_the_committee({"body": "privacy_officer"})) == {"value": false}
}

test_ethics_approval_is_what_the_committee_says_itself if {
	every decision in [true, false, null] {
		approval(decision, by_the_committee({})) == {"value": true}
		approval(decision, by_the_committee({"answer": "with_conditions"})) == {"value": true}
		approval(decision, by_the_committee({"answer": "unfavourable"})) == {"value": false}
	}
}

test_ethics_approval_leaves_aside_what_is_not_proved if {
	approval(false, by_the_committee({"received_at": "2025-06-01T12:00:00Z"})) == {"value": false}
	approval(true, by_the_committee({"received_at": "2025-06-01T12:00:00Z", "answer": "unfavourable"})) == {"value": true}
}

test_ethics_approval_outlives_what_is_done_of_the_request if {
	approval(false, by_the_committee({"covers": "e", "changed": ["weighing", "agreement"]})) == {"value": true}
	approval(true, by_the_committee({"covers": "e", "changed": ["agreement"], "answer": "unfavourable"})) == {"value": false}
}

test_ethics_approval_is_of_one_research_and_no_other if {
	approval(false, by_the_committee({"covers": "e", "changed": null})) == {"value": false}
	every topic in ["declaration", "research", "data"] {
		approval(false, by_the_committee({"covers": "e", "changed": ["agreement", topic]})) == {"value": false}
	}
}

asking(kind, before) := {"process": "recourse", "facts": object.union(
	{"declaration": {"asks": kind}},
	{topic: {"asks": asked} | some topic, asked in before},
)}

test_what_is_asked_is_told_by_the_last_word if {
	terms.asks_reasons == {"value": true} with input as asking("reasons", {})
	terms.asks_rectification == {"value": true} with input as asking("rectification", {})
	terms.asks_review == {"value": true} with input as asking("review", {})
	terms.asks_reasons == {"value": false} with input as asking("review", {})
	terms.asks_rectification == {"value": false} with input as asking("review", {})
	terms.asks_review == {"value": false} with input as asking("reasons", {})
}

test_what_was_asked_before_is_still_asked if {
	terms.asks_reasons == {"value": true} with input as asking("review", {"asked_reasons": "reasons"})
	terms.asks_rectification == {"value": true} with input as asking("review", {"asked_rectification": "rectification"})
	terms.asks_review == {"value": true} with input as asking(null, {"asked_review": "review"})
}

test_what_is_asked_is_unknown_until_someone_says_so if {
	every known in [terms.asks_reasons, terms.asks_rectification, terms.asks_review, terms.asks_account, terms.asks_answer] {
		known == {"missing": ["declaration.asks"]}
	}
		with input as asking(null, {})
}

test_account_is_asked_by_whoever_wants_more_than_a_rectification if {
	terms.asks_account == {"value": true} with input as asking("reasons", {})
	terms.asks_account == {"value": true} with input as asking("review", {})
	terms.asks_account == {"value": true} with input as asking("rectification", {"asked_reasons": "reasons"})
	terms.asks_account == {"value": false} with input as asking("rectification", {})
}

test_answer_is_asked_by_whoever_wants_more_than_a_review if {
	terms.asks_answer == {"value": true} with input as asking("reasons", {})
	terms.asks_answer == {"value": true} with input as asking("rectification", {})
	terms.asks_answer == {"value": true} with input as asking("review", {"asked_reasons": "reasons"})
	terms.asks_answer == {"value": false} with input as asking("review", {})
}
