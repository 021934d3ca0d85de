package balise.rules.recourse.hearing_test

import data.balise.rules.recourse.hearing

test_observations_taken_met_when_heard_or_declined if {
	hearing.observations_taken with input.facts as {"observations": {"result": "heard"}}
	hearing.observations_taken with input.facts as {"observations": {"result": "declined"}}
}

test_observations_taken_unmet_when_not_offered if {
	not hearing.observations_taken with input.facts as {"observations": {"result": "not_offered"}}
}

test_observations_taken_unmet_without_facts if {
	not hearing.observations_taken with input.facts as {}
}

test_reviewer_able_met_by_one_who_can_change_the_decision if {
	hearing.reviewer_able with input.facts as {"review": {"able_to_review": true}}
}

test_reviewer_able_unmet_by_one_who_cannot if {
	not hearing.reviewer_able with input.facts as {"review": {"able_to_review": false}}
}

test_reviewer_able_unmet_without_facts if {
	not hearing.reviewer_able with input.facts as {}
}

test_outcome_told_met_either_way if {
	hearing.outcome_told with input.facts as {"review": {"outcome": "maintained"}}
	hearing.outcome_told with input.facts as {"review": {"outcome": "changed"}}
}

test_outcome_told_unmet_by_another_word if {
	not hearing.outcome_told with input.facts as {"review": {"outcome": "reportée"}}
}

test_outcome_told_unmet_without_facts if {
	not hearing.outcome_told with input.facts as {}
}
