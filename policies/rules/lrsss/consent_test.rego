package balise.rules.lrsss.consent_test

import data.balise.rules.lrsss.consent

test_given_expressly_met_when_so if {
	consent.given_expressly with input.facts as {"consent": {"express": true}}
}

test_given_expressly_unmet_when_not if {
	not consent.given_expressly with input.facts as {"consent": {"express": false}}
}

test_given_expressly_unmet_without_facts if {
	not consent.given_expressly with input.facts as {}
}

test_qualities_met_met_by_all_four if {
	consent.qualities_met with input.facts as {"consent": {"clear": true, "free": true, "informed": true, "specific": true}}
}

test_qualities_met_unmet_when_not_clear if {
	not consent.qualities_met with input.facts as {"consent": {"clear": false, "free": true, "informed": true, "specific": true}}
}

test_qualities_met_unmet_when_not_free if {
	not consent.qualities_met with input.facts as {"consent": {"clear": true, "free": false, "informed": true, "specific": true}}
}

test_qualities_met_unmet_when_not_informed if {
	not consent.qualities_met with input.facts as {"consent": {"clear": true, "free": true, "informed": false, "specific": true}}
}

test_qualities_met_unmet_when_not_specific if {
	not consent.qualities_met with input.facts as {"consent": {"clear": true, "free": true, "informed": true, "specific": false}}
}

test_qualities_met_unmet_when_one_is_not_said if {
	not consent.qualities_met with input.facts as {"consent": {"free": true, "informed": true, "specific": true}}
}

test_qualities_met_unmet_without_facts if {
	not consent.qualities_met with input.facts as {}
}
