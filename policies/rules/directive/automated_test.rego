package balise.rules.directive.automated_test

import data.balise.rules.directive.automated

test_person_told_met_at_decision if {
	automated.person_told with input.facts as {"notice": {"at_decision": true}}
}

test_person_told_unmet_when_untold if {
	not automated.person_told with input.facts as {"notice": {"at_decision": false}}
}

test_person_told_unmet_without_facts if {
	not automated.person_told with input.facts as {}
}

test_decision_explained_met_by_all_three if {
	automated.decision_explained with input.facts as {"notice": {"information_used": true, "reasons_and_factors": true, "rectification": true}}
}

test_decision_explained_unmet_without_information if {
	not automated.decision_explained with input.facts as {"notice": {"information_used": false, "reasons_and_factors": true, "rectification": true}}
}

test_decision_explained_unmet_without_reasons if {
	not automated.decision_explained with input.facts as {"notice": {"information_used": true, "reasons_and_factors": false, "rectification": true}}
}

test_decision_explained_unmet_without_rectification if {
	not automated.decision_explained with input.facts as {"notice": {"information_used": true, "reasons_and_factors": true, "rectification": false}}
}

test_decision_explained_unmet_without_facts if {
	not automated.decision_explained with input.facts as {}
}

test_observations_heard_met_when_heard if {
	automated.observations_heard with input.facts as {"notice": {"observations": true}}
}

test_observations_heard_unmet_when_not if {
	not automated.observations_heard with input.facts as {"notice": {"observations": false}}
}

test_observations_heard_unmet_without_facts if {
	not automated.observations_heard with input.facts as {}
}
