package balise.rules.directive.diagnosis_test

import data.balise.rules.directive.diagnosis

test_result_validated_met_when_a_human_decides if {
	diagnosis.result_validated with input as {"process": "initiative", "facts": {"declaration": {"decision": "aid"}, "oversight": {"authority": true, "information": true, "time": true}}}
}

test_result_validated_met_when_nothing_is_decided if {
	diagnosis.result_validated with input as {"process": "initiative", "facts": {"declaration": {"decision": "none"}}}
}

test_result_validated_unmet_when_automated if {
	not diagnosis.result_validated with input as {"process": "initiative", "facts": {"declaration": {"decision": "automated"}}}
}

test_result_validated_unmet_when_the_human_has_no_time if {
	not diagnosis.result_validated with input as {"process": "initiative", "facts": {"declaration": {"decision": "aid"}, "oversight": {"authority": true, "information": true, "time": false}}}
}

test_result_validated_unmet_without_facts if {
	not diagnosis.result_validated with input as {"process": "initiative", "facts": {}}
}

test_result_validated_unmet_whatever_the_level_of_impact if {
	not diagnosis.result_validated with input as {"process": "initiative", "facts": {
		"declaration": {"decision": "automated", "effect_on_person": false},
		"impact": {"reversibility": "easily_reversible", "duration": "brief", "effect": "little"},
	}}
}
