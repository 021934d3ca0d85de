package balise.rules.lrsss.agreement_test

import data.balise.rules.lrsss.agreement

test_put_in_writing_met_when_so if {
	agreement.put_in_writing with input.facts as {"agreement": {"written": true}}
}

test_put_in_writing_unmet_when_not if {
	not agreement.put_in_writing with input.facts as {"agreement": {"written": false}}
}

test_put_in_writing_unmet_without_facts if {
	not agreement.put_in_writing with input.facts as {}
}

use_restrained_items := ["authorized_persons_only", "no_identifying_publication", "no_other_purpose", "no_pairing"]

test_use_restrained_met_by_all_of_them if {
	agreement.use_restrained with input.facts as {"agreement": {"terms": use_restrained_items}}
}

test_use_restrained_unmet_when_any_one_is_missing if {
	every item in use_restrained_items {
		others := [other | some other in use_restrained_items; other != item]
		not agreement.use_restrained with input.facts as {"agreement": {"terms": others}}
	}
}

test_use_restrained_unmet_without_facts if {
	not agreement.use_restrained with input.facts as {}
}

contents_complete_items := ["destruction_notice", "not_directly_identifying_form", "preservation_period", "security_measures", "solicitation_information"]

test_contents_complete_met_by_all_of_them if {
	agreement.contents_complete with input.facts as {"agreement": {"terms": contents_complete_items}}
}

test_contents_complete_unmet_when_any_one_is_missing if {
	every item in contents_complete_items {
		others := [other | some other in contents_complete_items; other != item]
		not agreement.contents_complete with input.facts as {"agreement": {"terms": others}}
	}
}

test_contents_complete_unmet_without_facts if {
	not agreement.contents_complete with input.facts as {}
}

alerts_promised_items := ["confidentiality_event_notice", "noncompliance_notice", "security_failure_notice"]

test_alerts_promised_met_by_all_of_them if {
	agreement.alerts_promised with input.facts as {"agreement": {"terms": alerts_promised_items}}
}

test_alerts_promised_unmet_when_any_one_is_missing if {
	every item in alerts_promised_items {
		others := [other | some other in alerts_promised_items; other != item]
		not agreement.alerts_promised with input.facts as {"agreement": {"terms": others}}
	}
}

test_alerts_promised_unmet_without_facts if {
	not agreement.alerts_promised with input.facts as {}
}

test_destruction_reported_met_when_so if {
	agreement.destruction_reported with input.facts as {"destruction": {"holder_informed": true}}
}

test_destruction_reported_unmet_when_not if {
	not agreement.destruction_reported with input.facts as {"destruction": {"holder_informed": false}}
}

test_destruction_reported_unmet_without_facts if {
	not agreement.destruction_reported with input.facts as {}
}
