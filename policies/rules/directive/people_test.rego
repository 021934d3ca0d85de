package balise.rules.directive.people_test

import data.balise.rules.directive.people

low := {"reversibility": "likely_reversible", "duration": "short_term", "effect": "moderate"}

high := {"reversibility": "difficult_to_reverse", "duration": "short_term", "effect": "moderate"}

trained(impact, topics) := {"process": "initiative", "facts": {"impact": impact, "training": {"topics": topics}}}

decided(decision, formulates) := {"process": "initiative", "facts": {
	"declaration": {"decision": decision},
	"oversight": {"authority": true, "information": true, "time": true, "formulates": formulates},
}}

test_training_complete_met_by_roles_at_a_low_level if {
	people.training_complete with input as trained(low, ["role"])
}

test_training_complete_met_by_all_topics_at_a_high_level if {
	people.training_complete with input as trained(high, ["override", "effects", "technical", "role"])
}

test_training_complete_unmet_without_roles if {
	not people.training_complete with input as trained(low, ["technical"])
}

test_training_complete_unmet_without_one_topic_at_a_high_level if {
	every topics in [
		["technical", "effects", "override"],
		["role", "effects", "override"],
		["role", "technical", "override"],
		["role", "technical", "effects"],
	] {
		not people.training_complete with input as trained(high, topics)
	}
}

test_training_complete_unmet_without_a_level if {
	not people.training_complete with input as trained({}, ["role", "technical", "effects", "override"])
}

test_training_complete_unmet_without_facts if {
	not people.training_complete with input as {"process": "initiative", "facts": {"impact": low}}
}

test_training_renewed_met_by_an_interval if {
	people.training_renewed with input.facts as {"training": {"every_months": 1}}
}

test_training_renewed_unmet_by_none if {
	not people.training_renewed with input.facts as {"training": {"every_months": 0}}
}

test_training_renewed_unmet_without_facts if {
	not people.training_renewed with input.facts as {}
}

test_person_decides_met_when_they_formulate if {
	people.person_decides with input as decided("aid", true)
}

test_person_decides_unmet_when_they_endorse if {
	not people.person_decides with input as decided("aid", false)
}

test_person_decides_unmet_when_automated if {
	not people.person_decides with input as decided("automated", true)
}

test_person_decides_unmet_without_facts if {
	not people.person_decides with input as {"process": "initiative", "facts": {}}
}
