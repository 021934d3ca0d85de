package balise.rules.gates.oversight_test

import data.balise.rules.gates.oversight

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
