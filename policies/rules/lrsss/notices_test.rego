package balise.rules.lrsss.notices_test

import data.balise.rules.lrsss.notices

test_restrictions_in_form_met_when_none if {
	notices.restrictions_in_form with input.facts as {"notices": {"restrictions": 0, "restrictions_in_form": 0}}
}

test_restrictions_in_form_met_by_every_one if {
	notices.restrictions_in_form with input.facts as {"notices": {"restrictions": 3, "restrictions_in_form": 3}}
}

test_restrictions_in_form_unmet_by_all_but_one if {
	not notices.restrictions_in_form with input.facts as {"notices": {"restrictions": 3, "restrictions_in_form": 2}}
}

test_restrictions_in_form_unmet_by_more_than_there_are if {
	not notices.restrictions_in_form with input.facts as {"notices": {"restrictions": 3, "restrictions_in_form": 4}}
}

test_restrictions_in_form_unmet_when_only_the_notices_are_counted if {
	not notices.restrictions_in_form with input.facts as {"notices": {"restrictions": 0}}
}

test_restrictions_in_form_unmet_without_facts if {
	not notices.restrictions_in_form with input.facts as {}
}

test_restrictions_of_minors_signed_met_when_none if {
	notices.restrictions_of_minors_signed with input.facts as {"notices": {"under_14": 0, "under_14_by_holder": 0}}
}

test_restrictions_of_minors_signed_met_by_every_one if {
	notices.restrictions_of_minors_signed with input.facts as {"notices": {"under_14": 3, "under_14_by_holder": 3}}
}

test_restrictions_of_minors_signed_unmet_by_all_but_one if {
	not notices.restrictions_of_minors_signed with input.facts as {"notices": {"under_14": 3, "under_14_by_holder": 2}}
}

test_restrictions_of_minors_signed_unmet_by_more_than_there_are if {
	not notices.restrictions_of_minors_signed with input.facts as {"notices": {"under_14": 3, "under_14_by_holder": 4}}
}

test_restrictions_of_minors_signed_unmet_when_only_the_notices_are_counted if {
	not notices.restrictions_of_minors_signed with input.facts as {"notices": {"under_14": 0}}
}

test_restrictions_of_minors_signed_unmet_without_facts if {
	not notices.restrictions_of_minors_signed with input.facts as {}
}

test_restriction_respected_met_when_so if {
	notices.restriction_respected with input.facts as {"notices": {"requester_barred": false}}
}

test_restriction_respected_unmet_when_not if {
	not notices.restriction_respected with input.facts as {"notices": {"requester_barred": true}}
}

test_restriction_respected_unmet_without_facts if {
	not notices.restriction_respected with input.facts as {}
}

test_restriction_respected_unmet_by_claiming_an_emergency if {
	not notices.restriction_respected with input.facts as {"notices": {"requester_barred": true, "emergency": true, "emergency_logged": true}}
}

test_emergency_recorded_met_when_so if {
	notices.emergency_recorded with input.facts as {"notices": {"emergency_logged": true}}
}

test_emergency_recorded_unmet_when_not if {
	not notices.emergency_recorded with input.facts as {"notices": {"emergency_logged": false}}
}

test_emergency_recorded_unmet_without_facts if {
	not notices.emergency_recorded with input.facts as {}
}

test_refusals_in_form_met_when_none if {
	notices.refusals_in_form with input.facts as {"notices": {"refusals": 0, "refusals_in_form": 0}}
}

test_refusals_in_form_met_by_every_one if {
	notices.refusals_in_form with input.facts as {"notices": {"refusals": 3, "refusals_in_form": 3}}
}

test_refusals_in_form_unmet_by_all_but_one if {
	not notices.refusals_in_form with input.facts as {"notices": {"refusals": 3, "refusals_in_form": 2}}
}

test_refusals_in_form_unmet_by_more_than_there_are if {
	not notices.refusals_in_form with input.facts as {"notices": {"refusals": 3, "refusals_in_form": 4}}
}

test_refusals_in_form_unmet_when_only_the_notices_are_counted if {
	not notices.refusals_in_form with input.facts as {"notices": {"refusals": 0}}
}

test_refusals_in_form_unmet_without_facts if {
	not notices.refusals_in_form with input.facts as {}
}

test_refusals_of_minors_signed_met_when_none if {
	notices.refusals_of_minors_signed with input.facts as {"notices": {"under_14": 0, "under_14_by_holder": 0}}
}

test_refusals_of_minors_signed_met_by_every_one if {
	notices.refusals_of_minors_signed with input.facts as {"notices": {"under_14": 3, "under_14_by_holder": 3}}
}

test_refusals_of_minors_signed_unmet_by_all_but_one if {
	not notices.refusals_of_minors_signed with input.facts as {"notices": {"under_14": 3, "under_14_by_holder": 2}}
}

test_refusals_of_minors_signed_unmet_by_more_than_there_are if {
	not notices.refusals_of_minors_signed with input.facts as {"notices": {"under_14": 3, "under_14_by_holder": 4}}
}

test_refusals_of_minors_signed_unmet_when_only_the_notices_are_counted if {
	not notices.refusals_of_minors_signed with input.facts as {"notices": {"under_14": 0}}
}

test_refusals_of_minors_signed_unmet_without_facts if {
	not notices.refusals_of_minors_signed with input.facts as {}
}

test_solicitation_refusals_honoured_met_when_none if {
	notices.solicitation_refusals_honoured with input.facts as {"notices": {"refusals": 0, "refusals_honoured": 0}}
}

test_solicitation_refusals_honoured_met_by_every_one if {
	notices.solicitation_refusals_honoured with input.facts as {"notices": {"refusals": 3, "refusals_honoured": 3}}
}

test_solicitation_refusals_honoured_unmet_by_all_but_one if {
	not notices.solicitation_refusals_honoured with input.facts as {"notices": {"refusals": 3, "refusals_honoured": 2}}
}

test_solicitation_refusals_honoured_unmet_by_more_than_there_are if {
	not notices.solicitation_refusals_honoured with input.facts as {"notices": {"refusals": 3, "refusals_honoured": 4}}
}

test_solicitation_refusals_honoured_unmet_when_only_the_notices_are_counted if {
	not notices.solicitation_refusals_honoured with input.facts as {"notices": {"refusals": 0}}
}

test_solicitation_refusals_honoured_unmet_without_facts if {
	not notices.solicitation_refusals_honoured with input.facts as {}
}
