package balise.rules.lrsss.care_test

import data.balise.rules.lrsss.care

test_service_needs_it_met_by_a_professional if {
	care.service_needs_it with input.facts as {"declaration": {"requester": "professional", "necessary": true}}
}

test_service_needs_it_met_by_a_provider if {
	care.service_needs_it with input.facts as {"declaration": {"requester": "provider", "necessary": true}}
}

test_service_needs_it_unmet_by_a_researcher if {
	not care.service_needs_it with input.facts as {"declaration": {"requester": "researcher", "necessary": true}}
}

test_service_needs_it_unmet_by_a_supplier if {
	not care.service_needs_it with input.facts as {"declaration": {"requester": "supplier", "necessary": true}}
}

test_service_needs_it_unmet_by_a_body if {
	not care.service_needs_it with input.facts as {"declaration": {"requester": "body", "necessary": true}}
}

test_service_needs_it_unmet_by_a_public_body if {
	not care.service_needs_it with input.facts as {"declaration": {"requester": "public_body", "necessary": true}}
}

test_service_needs_it_unmet_by_a_order if {
	not care.service_needs_it with input.facts as {"declaration": {"requester": "order", "necessary": true}}
}

test_service_needs_it_unmet_by_a_government if {
	not care.service_needs_it with input.facts as {"declaration": {"requester": "government", "necessary": true}}
}

test_service_needs_it_unmet_by_more_than_necessary if {
	not care.service_needs_it with input.facts as {"declaration": {"requester": "professional", "necessary": false}}
}

test_service_needs_it_unmet_when_necessity_is_not_said if {
	not care.service_needs_it with input.facts as {"declaration": {"requester": "professional"}}
}

test_service_needs_it_unmet_without_facts if {
	not care.service_needs_it with input.facts as {}
}
