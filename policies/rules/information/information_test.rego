package balise.rules.information_test

import data.balise.rules.information

test_sale_excluded_met_without_sale if {
	information.sale_excluded with input.facts as {"data": {"sale": false}}
}

test_sale_excluded_unmet_by_a_sale if {
	not information.sale_excluded with input.facts as {"data": {"sale": true}}
}

test_sale_excluded_unmet_without_facts if {
	not information.sale_excluded with input.facts as {}
}

test_reidentification_excluded_met_without_it if {
	information.reidentification_excluded with input.facts as {"data": {"reidentification": false}}
}

test_reidentification_excluded_unmet_by_it if {
	not information.reidentification_excluded with input.facts as {"data": {"reidentification": true}}
}

test_reidentification_excluded_unmet_without_facts if {
	not information.reidentification_excluded with input.facts as {}
}

test_retention_bounded_met_by_a_period if {
	information.retention_bounded with input.facts as {"data": {"retention_months": 24}}
}

test_retention_bounded_unmet_by_zero if {
	not information.retention_bounded with input.facts as {"data": {"retention_months": 0}}
}

test_retention_bounded_unmet_without_facts if {
	not information.retention_bounded with input.facts as {}
}

test_protected_outside_quebec_met_by_a_favourable_assessment if {
	information.protected_outside_quebec with input.facts as {"assessment": {"privacy": {"conclusion": "favourable"}}}
}

test_protected_outside_quebec_met_under_conditions if {
	information.protected_outside_quebec with input.facts as {"assessment": {"privacy": {"conclusion": "with_conditions"}}}
}

test_protected_outside_quebec_unmet_by_an_unfavourable_one if {
	not information.protected_outside_quebec with input.facts as {"assessment": {"privacy": {"conclusion": "unfavourable"}}}
}

test_protected_outside_quebec_unmet_without_facts if {
	not information.protected_outside_quebec with input.facts as {}
}
