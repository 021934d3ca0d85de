package balise.rules.lrsss.weighing_test

import data.balise.rules.lrsss.weighing

test_consent_unreasonable_met_when_so if {
	weighing.consent_unreasonable with input.facts as {"weighing": {"consent_unreasonable": true}}
}

test_consent_unreasonable_unmet_when_not if {
	not weighing.consent_unreasonable with input.facts as {"weighing": {"consent_unreasonable": false}}
}

test_consent_unreasonable_unmet_without_facts if {
	not weighing.consent_unreasonable with input.facts as {}
}

test_public_interest_prevails_met_when_so if {
	weighing.public_interest_prevails with input.facts as {"weighing": {"public_interest_outweighs": true}}
}

test_public_interest_prevails_unmet_when_not if {
	not weighing.public_interest_prevails with input.facts as {"weighing": {"public_interest_outweighs": false}}
}

test_public_interest_prevails_unmet_without_facts if {
	not weighing.public_interest_prevails with input.facts as {}
}

test_security_sufficient_met_by_both if {
	weighing.security_sufficient with input.facts as {"weighing": {"security_adequate": true, "security_compliant": true}}
}

test_security_sufficient_unmet_when_not_compliant if {
	not weighing.security_sufficient with input.facts as {"weighing": {"security_adequate": true, "security_compliant": false}}
}

test_security_sufficient_unmet_when_not_adequate if {
	not weighing.security_sufficient with input.facts as {"weighing": {"security_adequate": false, "security_compliant": true}}
}

test_security_sufficient_unmet_without_facts if {
	not weighing.security_sufficient with input.facts as {}
}

test_protected_outside_quebec_met_by_a_favourable_assessment if {
	weighing.protected_outside_quebec with input.facts as {"assessment": {"privacy": {"conclusion": "favourable"}}, "weighing": {"protected_outside_quebec": true}}
}

test_protected_outside_quebec_met_under_conditions if {
	weighing.protected_outside_quebec with input.facts as {"assessment": {"privacy": {"conclusion": "with_conditions"}}, "weighing": {"protected_outside_quebec": true}}
}

test_protected_outside_quebec_unmet_by_an_unfavourable_assessment if {
	not weighing.protected_outside_quebec with input.facts as {"assessment": {"privacy": {"conclusion": "unfavourable"}}, "weighing": {"protected_outside_quebec": true}}
}

test_protected_outside_quebec_unmet_when_protection_is_not_shown if {
	not weighing.protected_outside_quebec with input.facts as {"assessment": {"privacy": {"conclusion": "favourable"}}, "weighing": {"protected_outside_quebec": false}}
}

test_protected_outside_quebec_unmet_without_an_assessment if {
	not weighing.protected_outside_quebec with input.facts as {"weighing": {"protected_outside_quebec": true}}
}

test_protected_outside_quebec_unmet_without_facts if {
	not weighing.protected_outside_quebec with input.facts as {}
}
