package balise.rules.lrsss.logging_test

import data.balise.rules.lrsss.logging

test_all_accesses_recorded_met if {
	logging.all_accesses_recorded with input.facts as {"data": {"accesses_logged": true}}
}

test_all_accesses_recorded_unmet if {
	not logging.all_accesses_recorded with input.facts as {"data": {"accesses_logged": false}}
}

test_all_accesses_recorded_unmet_without_facts if {
	not logging.all_accesses_recorded with input.facts as {}
}

test_communications_entered_met if {
	logging.communications_entered with input.facts as {"data": {"communications_registered": true}}
}

test_communications_entered_unmet if {
	not logging.communications_entered with input.facts as {"data": {"communications_registered": false}}
}

test_communications_entered_unmet_without_facts if {
	not logging.communications_entered with input.facts as {}
}
