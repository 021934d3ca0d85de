package balise.rules.lrsss.prohibitions_test

import data.balise.rules.lrsss.prohibitions

test_sale_excluded_met_without_sale if {
	prohibitions.sale_excluded with input.facts as {"data": {"sale": false}}
}

test_sale_excluded_unmet_by_a_sale if {
	not prohibitions.sale_excluded with input.facts as {"data": {"sale": true}}
}

test_sale_excluded_unmet_without_facts if {
	not prohibitions.sale_excluded with input.facts as {}
}

test_reidentification_excluded_met_without_it if {
	prohibitions.reidentification_excluded with input.facts as {"data": {"reidentification": false}}
}

test_reidentification_excluded_unmet_by_it if {
	not prohibitions.reidentification_excluded with input.facts as {"data": {"reidentification": true}}
}

test_reidentification_excluded_unmet_without_facts if {
	not prohibitions.reidentification_excluded with input.facts as {}
}
