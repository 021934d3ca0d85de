package balise.rules.lrsss.objections_test

import data.balise.rules.lrsss.objections

test_restrictions_in_form_met_when_none if {
	objections.restrictions_in_form with input.facts as {"objections": {"restrictions": 0, "restrictions_in_form": 0}}
}

test_restrictions_in_form_met_by_every_one if {
	objections.restrictions_in_form with input.facts as {"objections": {"restrictions": 3, "restrictions_in_form": 3}}
}

test_restrictions_in_form_unmet_by_all_but_one if {
	not objections.restrictions_in_form with input.facts as {"objections": {"restrictions": 3, "restrictions_in_form": 2}}
}

test_restrictions_in_form_unmet_by_more_than_there_are if {
	not objections.restrictions_in_form with input.facts as {"objections": {"restrictions": 3, "restrictions_in_form": 4}}
}

test_restrictions_in_form_unmet_when_only_the_notices_are_counted if {
	not objections.restrictions_in_form with input.facts as {"objections": {"restrictions": 0}}
}

test_restrictions_in_form_unmet_without_facts if {
	not objections.restrictions_in_form with input.facts as {}
}

test_restrictions_of_minors_signed_met_when_none if {
	objections.restrictions_of_minors_signed with input.facts as {"objections": {"minors": 0, "minors_by_holder": 0}}
}

test_restrictions_of_minors_signed_met_by_every_one if {
	objections.restrictions_of_minors_signed with input.facts as {"objections": {"minors": 3, "minors_by_holder": 3}}
}

test_restrictions_of_minors_signed_unmet_by_all_but_one if {
	not objections.restrictions_of_minors_signed with input.facts as {"objections": {"minors": 3, "minors_by_holder": 2}}
}

test_restrictions_of_minors_signed_unmet_by_more_than_there_are if {
	not objections.restrictions_of_minors_signed with input.facts as {"objections": {"minors": 3, "minors_by_holder": 4}}
}

test_restrictions_of_minors_signed_unmet_when_only_the_notices_are_counted if {
	not objections.restrictions_of_minors_signed with input.facts as {"objections": {"minors": 0}}
}

test_restrictions_of_minors_signed_unmet_without_facts if {
	not objections.restrictions_of_minors_signed with input.facts as {}
}

test_restriction_respected_met_when_so if {
	objections.restriction_respected with input.facts as {"objections": {"requester_barred": false}}
}

test_restriction_respected_unmet_when_not if {
	not objections.restriction_respected with input.facts as {"objections": {"requester_barred": true}}
}

test_restriction_respected_unmet_without_facts if {
	not objections.restriction_respected with input.facts as {}
}

test_restriction_respected_unmet_by_claiming_an_emergency if {
	not objections.restriction_respected with input.facts as {"objections": {"requester_barred": true, "emergency": true, "emergency_logged": true}}
}

test_emergency_recorded_met_when_so if {
	objections.emergency_recorded with input.facts as {"objections": {"emergency_logged": true}}
}

test_emergency_recorded_unmet_when_not if {
	not objections.emergency_recorded with input.facts as {"objections": {"emergency_logged": false}}
}

test_emergency_recorded_unmet_without_facts if {
	not objections.emergency_recorded with input.facts as {}
}

test_refusals_in_form_met_when_none if {
	objections.refusals_in_form with input.facts as {"objections": {"refusals": 0, "refusals_in_form": 0}}
}

test_refusals_in_form_met_by_every_one if {
	objections.refusals_in_form with input.facts as {"objections": {"refusals": 3, "refusals_in_form": 3}}
}

test_refusals_in_form_unmet_by_all_but_one if {
	not objections.refusals_in_form with input.facts as {"objections": {"refusals": 3, "refusals_in_form": 2}}
}

test_refusals_in_form_unmet_by_more_than_there_are if {
	not objections.refusals_in_form with input.facts as {"objections": {"refusals": 3, "refusals_in_form": 4}}
}

test_refusals_in_form_unmet_when_only_the_notices_are_counted if {
	not objections.refusals_in_form with input.facts as {"objections": {"refusals": 0}}
}

test_refusals_in_form_unmet_without_facts if {
	not objections.refusals_in_form with input.facts as {}
}

test_refusals_of_minors_signed_met_when_none if {
	objections.refusals_of_minors_signed with input.facts as {"objections": {"minors": 0, "minors_by_holder": 0}}
}

test_refusals_of_minors_signed_met_by_every_one if {
	objections.refusals_of_minors_signed with input.facts as {"objections": {"minors": 3, "minors_by_holder": 3}}
}

test_refusals_of_minors_signed_unmet_by_all_but_one if {
	not objections.refusals_of_minors_signed with input.facts as {"objections": {"minors": 3, "minors_by_holder": 2}}
}

test_refusals_of_minors_signed_unmet_by_more_than_there_are if {
	not objections.refusals_of_minors_signed with input.facts as {"objections": {"minors": 3, "minors_by_holder": 4}}
}

test_refusals_of_minors_signed_unmet_when_only_the_notices_are_counted if {
	not objections.refusals_of_minors_signed with input.facts as {"objections": {"minors": 0}}
}

test_refusals_of_minors_signed_unmet_without_facts if {
	not objections.refusals_of_minors_signed with input.facts as {}
}

test_solicitation_refusals_honoured_met_when_none if {
	objections.solicitation_refusals_honoured with input.facts as {"objections": {"refusals": 0, "refusals_honoured": 0}}
}

test_solicitation_refusals_honoured_met_by_every_one if {
	objections.solicitation_refusals_honoured with input.facts as {"objections": {"refusals": 3, "refusals_honoured": 3}}
}

test_solicitation_refusals_honoured_unmet_by_all_but_one if {
	not objections.solicitation_refusals_honoured with input.facts as {"objections": {"refusals": 3, "refusals_honoured": 2}}
}

test_solicitation_refusals_honoured_unmet_by_more_than_there_are if {
	not objections.solicitation_refusals_honoured with input.facts as {"objections": {"refusals": 3, "refusals_honoured": 4}}
}

test_solicitation_refusals_honoured_unmet_when_only_the_notices_are_counted if {
	not objections.solicitation_refusals_honoured with input.facts as {"objections": {"refusals": 0}}
}

test_solicitation_refusals_honoured_unmet_without_facts if {
	not objections.solicitation_refusals_honoured with input.facts as {}
}
