package balise.rules.gates.trial_test

import data.balise.rules.gates.trial

test_tried_in_secure_environment_met_in_a_sandbox if {
	trial.tried_in_secure_environment
		with input.facts as {"trial": {"environment": "secure_sandbox"}}
		with data.rules.gates.parameters.trial.secure_environments as ["secure_sandbox"]
}

test_tried_in_secure_environment_unmet_in_a_pilot if {
	not trial.tried_in_secure_environment
		with input.facts as {"trial": {"environment": "pilot"}}
		with data.rules.gates.parameters.trial.secure_environments as ["secure_sandbox"]
}

test_tried_in_secure_environment_unmet_without_facts if {
	not trial.tried_in_secure_environment
		with input.facts as {}
		with data.rules.gates.parameters.trial.secure_environments as ["secure_sandbox"]
}

test_criteria_met_met if {
	trial.criteria_met with input.facts as {"trial": {"criteria_met": true}}
}

test_criteria_met_unmet if {
	not trial.criteria_met with input.facts as {"trial": {"criteria_met": false}}
}

test_criteria_met_unmet_without_facts if {
	not trial.criteria_met with input.facts as {}
}

test_evaluated_in_care_met if {
	trial.evaluated_in_care with input.facts as {"trial": {"care_setting": true}}
}

test_evaluated_in_care_unmet if {
	not trial.evaluated_in_care with input.facts as {"trial": {"care_setting": false}}
}

test_evaluated_in_care_unmet_without_facts if {
	not trial.evaluated_in_care with input.facts as {}
}
