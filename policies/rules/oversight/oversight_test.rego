package balise.rules.oversight_test

import data.balise.rules.oversight

test_human_control_real_met_with_all_three if {
	oversight.human_control_real with input.facts as {"oversight": {"authority": true, "information": true, "time": true}}
}

test_human_control_real_unmet_without_authority if {
	not oversight.human_control_real with input.facts as {"oversight": {"authority": false, "information": true, "time": true}}
}

test_human_control_real_unmet_without_information if {
	not oversight.human_control_real with input.facts as {"oversight": {"authority": true, "information": false, "time": true}}
}

test_human_control_real_unmet_without_time if {
	not oversight.human_control_real with input.facts as {"oversight": {"authority": true, "information": true, "time": false}}
}

test_human_control_real_unmet_without_facts if {
	not oversight.human_control_real with input.facts as {}
}

test_diagnosis_validated_met_when_a_human_decides if {
	oversight.diagnosis_validated with input.facts as {"declaration": {"decision": "aid"}, "oversight": {"authority": true, "information": true, "time": true}}
}

test_diagnosis_validated_met_when_nothing_is_decided if {
	oversight.diagnosis_validated with input.facts as {"declaration": {"decision": "none"}}
}

test_diagnosis_validated_unmet_when_automated if {
	not oversight.diagnosis_validated with input.facts as {"declaration": {"decision": "automated"}}
}

test_diagnosis_validated_unmet_when_the_human_has_no_time if {
	not oversight.diagnosis_validated with input.facts as {"declaration": {"decision": "aid"}, "oversight": {"authority": true, "information": true, "time": false}}
}

test_diagnosis_validated_unmet_without_facts if {
	not oversight.diagnosis_validated with input.facts as {}
}
