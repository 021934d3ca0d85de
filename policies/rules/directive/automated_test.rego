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

explained := {"information_used": true, "reasons_and_factors": true, "parameters": true, "rectification": true}

test_decision_explained_met_by_all_parts if {
	automated.decision_explained with input.facts as {"notice": explained}
}

test_decision_explained_unmet_without_one_part if {
	every part, _ in explained {
		not automated.decision_explained with input.facts as {"notice": object.union(explained, {part: false})}
	}
}

test_decision_explained_unmet_without_facts if {
	not automated.decision_explained with input.facts as {}
}

test_observations_heard_met_by_one_able_to_review if {
	automated.observations_heard with input.facts as {"notice": {"observations": true, "able_to_review": true}}
}

test_observations_heard_unmet_when_not if {
	not automated.observations_heard with input.facts as {"notice": {"observations": false, "able_to_review": true}}
}

test_observations_heard_unmet_by_one_unable_to_review if {
	not automated.observations_heard with input.facts as {"notice": {"observations": true, "able_to_review": false}}
}

test_observations_heard_unmet_without_facts if {
	not automated.observations_heard with input.facts as {}
}
