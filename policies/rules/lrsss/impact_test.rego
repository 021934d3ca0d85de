package balise.rules.lrsss.impact_test

import data.balise.rules.lrsss.impact

test_privacy_assessed_met_by_a_favourable_conclusion if {
	impact.privacy_assessed with input.facts as {"assessment": {"privacy": {"conclusion": "favourable"}}}
}

test_privacy_assessed_met_under_conditions if {
	impact.privacy_assessed with input.facts as {"assessment": {"privacy": {"conclusion": "with_conditions"}}}
}

test_privacy_assessed_unmet_by_an_unfavourable_conclusion if {
	not impact.privacy_assessed with input.facts as {"assessment": {"privacy": {"conclusion": "unfavourable"}}}
}

test_privacy_assessed_unmet_by_another_assessment if {
	not impact.privacy_assessed with input.facts as {"assessment": {"other": {"conclusion": "favourable"}}}
}

test_privacy_assessed_unmet_without_facts if {
	not impact.privacy_assessed with input.facts as {}
}

test_privacy_assessed_met_by_the_one_made_at_certification if {
	impact.privacy_assessed with input.facts as {"assessment": {"privacy": {"conclusion": "unfavourable", "certified_product": true}}}
}
