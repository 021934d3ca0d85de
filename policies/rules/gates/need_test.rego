package balise.rules.gates.need_test

import data.balise.rules.gates.need

test_problem_comes_first_met_when_a_problem_is_described if {
	need.problem_comes_first with input.facts as {"need": {"problem": "Les rendez-vous manqués retardent les soins."}}
}

test_problem_comes_first_unmet_when_the_problem_is_blank if {
	not need.problem_comes_first with input.facts as {"need": {"problem": "  "}}
}

test_problem_comes_first_unmet_without_facts if {
	not need.problem_comes_first with input.facts as {}
}

test_alternatives_considered_met_when_compared if {
	need.alternatives_considered with input.facts as {"need": {"alternatives_considered": true}}
}

test_alternatives_considered_unmet_when_not_compared if {
	not need.alternatives_considered with input.facts as {"need": {"alternatives_considered": false}}
}

test_alternatives_considered_unmet_without_facts if {
	not need.alternatives_considered with input.facts as {}
}

test_value_measurable_met_with_value_and_indicator if {
	need.value_measurable
		with input.facts as {"need": {"expected_value": "Dix jours de moins", "indicators": ["délai"]}}
		with data.rules.gates.parameters.need.minimum_indicators as 1
}

test_value_measurable_unmet_without_indicator if {
	not need.value_measurable
		with input.facts as {"need": {"expected_value": "Dix jours de moins", "indicators": []}}
		with data.rules.gates.parameters.need.minimum_indicators as 1
}

test_value_measurable_unmet_when_the_value_is_blank if {
	not need.value_measurable
		with input.facts as {"need": {"expected_value": " ", "indicators": ["délai"]}}
		with data.rules.gates.parameters.need.minimum_indicators as 1
}

test_value_measurable_unmet_without_facts if {
	not need.value_measurable
		with input.facts as {}
		with data.rules.gates.parameters.need.minimum_indicators as 1
}

test_practices_observed_met if {
	need.practices_observed with input.facts as {"need": {"practices_observed": true}}
}

test_practices_observed_unmet if {
	not need.practices_observed with input.facts as {"need": {"practices_observed": false}}
}

test_practices_observed_unmet_without_facts if {
	not need.practices_observed with input.facts as {}
}

test_inclusion_considered_met if {
	need.inclusion_considered with input.facts as {"need": {"inclusion_considered": true}}
}

test_inclusion_considered_unmet if {
	not need.inclusion_considered with input.facts as {"need": {"inclusion_considered": false}}
}

test_inclusion_considered_unmet_without_facts if {
	not need.inclusion_considered with input.facts as {}
}

test_consequences_appraised_met if {
	need.consequences_appraised with input.facts as {"need": {"consequences_appraised": true}}
}

test_consequences_appraised_unmet if {
	not need.consequences_appraised with input.facts as {"need": {"consequences_appraised": false}}
}

test_consequences_appraised_unmet_without_facts if {
	not need.consequences_appraised with input.facts as {}
}
