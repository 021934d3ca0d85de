package balise.rules.gates.acquisition_test

import data.balise.rules.gates.acquisition

test_specification_from_need_met if {
	acquisition.specification_from_need with input.facts as {"contract": {"specification": true}}
}

test_specification_from_need_unmet if {
	not acquisition.specification_from_need with input.facts as {"contract": {"specification": false}}
}

test_specification_from_need_unmet_without_facts if {
	not acquisition.specification_from_need with input.facts as {}
}
