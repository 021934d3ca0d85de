package balise.rules.gates.training_test

import data.balise.rules.gates.training

test_users_trained_met_at_the_threshold if {
	training.users_trained
		with input.facts as {"training": {"trained_share": 0.8}}
		with data.rules.gates.parameters.training.minimum_share as 0.8
}

test_users_trained_met_above_it if {
	training.users_trained
		with input.facts as {"training": {"trained_share": 0.9}}
		with data.rules.gates.parameters.training.minimum_share as 0.8
}

test_users_trained_unmet_below_it if {
	not training.users_trained
		with input.facts as {"training": {"trained_share": 0.79}}
		with data.rules.gates.parameters.training.minimum_share as 0.8
}

test_users_trained_unmet_without_facts if {
	not training.users_trained
		with input.facts as {}
		with data.rules.gates.parameters.training.minimum_share as 0
}
