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

assessed(fields) if {
	impact.privacy_assessed with input.facts as {"assessment": {"privacy": fields}}
}

test_privacy_assessed_met_by_the_one_made_at_certification_of_a_certified_product if {
	assessed({"conclusion": "favourable", "made_at_certification": true, "certified_product": true})
}

test_privacy_assessed_unmet_by_the_one_made_at_certification_of_a_product_that_is_not_certified if {
	not assessed({"conclusion": "favourable", "made_at_certification": true, "certified_product": false})
	not assessed({"conclusion": "favourable", "made_at_certification": true})
}

test_privacy_assessed_unmet_by_a_certificate_alone if {
	not assessed({"certified_product": true})
	not assessed({"conclusion": "unfavourable", "certified_product": true})
	not assessed({"conclusion": "unfavourable", "made_at_certification": true, "certified_product": true})
}

test_privacy_assessed_met_by_the_body_itself_whether_the_product_is_certified_or_not if {
	assessed({"conclusion": "favourable", "made_at_certification": false, "certified_product": false})
	assessed({"conclusion": "favourable", "made_at_certification": null, "certified_product": true})
}

test_communication_structured_met if {
	impact.communication_structured with input.facts as {"assessment": {"privacy": {"structured_communication": true}}}
}

test_communication_structured_unmet if {
	not impact.communication_structured with input.facts as {"assessment": {"privacy": {"structured_communication": false}}}
}

test_communication_structured_unmet_without_facts if {
	not impact.communication_structured with input.facts as {}
}

test_personal_communication_structured_met if {
	impact.personal_communication_structured with input.facts as {"assessment": {"privacy": {"structured_communication": true}}}
}

test_personal_communication_structured_unmet if {
	not impact.personal_communication_structured with input.facts as {"assessment": {"privacy": {"structured_communication": false}}}
}

test_personal_communication_structured_unmet_without_facts if {
	not impact.personal_communication_structured with input.facts as {}
}

test_committee_consulted_met if {
	impact.committee_consulted with input.facts as {"assessment": {"privacy": {"committee_consulted": true}}}
}

test_committee_consulted_unmet if {
	not impact.committee_consulted with input.facts as {"assessment": {"privacy": {"committee_consulted": false}}}
}

test_committee_consulted_unmet_without_facts if {
	not impact.committee_consulted with input.facts as {}
}

test_personal_information_assessed_met if {
	impact.personal_information_assessed with input.facts as {"assessment": {"privacy": {"conclusion": "with_conditions"}}}
}

test_personal_information_assessed_unmet if {
	not impact.personal_information_assessed with input.facts as {"assessment": {"privacy": {"conclusion": "unfavourable"}}}
}

test_personal_information_assessed_unmet_without_facts if {
	not impact.personal_information_assessed with input.facts as {}
}
