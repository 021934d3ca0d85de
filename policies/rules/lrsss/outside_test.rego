package balise.rules.lrsss.outside_test

import data.balise.rules.lrsss.outside

test_protected_outside_quebec_met_by_a_favourable_assessment if {
	outside.protected_outside_quebec with input.facts as {"assessment": {"privacy": {"conclusion": "favourable"}}}
}

test_protected_outside_quebec_met_under_conditions if {
	outside.protected_outside_quebec with input.facts as {"assessment": {"privacy": {"conclusion": "with_conditions"}}}
}

test_protected_outside_quebec_unmet_by_an_unfavourable_one if {
	not outside.protected_outside_quebec with input.facts as {"assessment": {"privacy": {"conclusion": "unfavourable"}}}
}

test_protected_outside_quebec_unmet_without_facts if {
	not outside.protected_outside_quebec with input.facts as {}
}
