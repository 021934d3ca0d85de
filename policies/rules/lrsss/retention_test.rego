package balise.rules.lrsss.retention_test

import data.balise.rules.lrsss.retention

test_period_bounded_met_by_a_period if {
	retention.period_bounded with input.facts as {"data": {"retention_months": 24}}
	retention.period_bounded with input.facts as {"data": {"retention_months": 1}}
}

test_period_bounded_met_by_one_month if {
	retention.period_bounded with input.facts as {"data": {"retention_months": 1}}
}

test_period_bounded_unmet_by_zero if {
	not retention.period_bounded with input.facts as {"data": {"retention_months": 0}}
}

test_period_bounded_unmet_without_facts if {
	not retention.period_bounded with input.facts as {}
}

test_information_disposed_met_by_destruction if {
	retention.information_disposed with input.facts as {"retirement": {"data_disposition": "destroyed"}}
}

test_information_disposed_met_by_anonymization if {
	retention.information_disposed with input.facts as {"retirement": {"data_disposition": "anonymized"}}
}

test_information_disposed_met_by_what_a_law_retains if {
	retention.information_disposed with input.facts as {"retirement": {"data_disposition": "retained_by_law"}}
}

test_information_disposed_unmet_by_keeping_just_in_case if {
	not retention.information_disposed with input.facts as {"retirement": {"data_disposition": "kept"}}
}

test_information_disposed_unmet_without_facts if {
	not retention.information_disposed with input.facts as {}
}

test_anonymization_irreversible_met_by_a_favourable_assessment if {
	retention.anonymization_irreversible with input.facts as {"assessment": {"privacy": {"conclusion": "favourable"}}}
}

test_anonymization_irreversible_unmet_under_conditions if {
	not retention.anonymization_irreversible with input.facts as {"assessment": {"privacy": {"conclusion": "with_conditions"}}}
}

test_anonymization_irreversible_unmet_without_facts if {
	not retention.anonymization_irreversible with input.facts as {}
}

test_duration_reasonable_met_for_one_day if {
	retention.duration_reasonable
		with input.facts as {"declaration": {"starts_on": "2026-01-15", "ends_on": "2026-01-15"}} with data.rules.lrsss.parameters.access.longest_months as 12
}

test_duration_reasonable_met_on_the_last_day_admitted if {
	retention.duration_reasonable
		with input.facts as {"declaration": {"starts_on": "2026-01-15", "ends_on": "2027-01-15"}} with data.rules.lrsss.parameters.access.longest_months as 12
}

test_duration_reasonable_unmet_one_day_too_long if {
	not retention.duration_reasonable
		with input.facts as {"declaration": {"starts_on": "2026-01-15", "ends_on": "2027-01-16"}} with data.rules.lrsss.parameters.access.longest_months as 12
}

test_duration_reasonable_unmet_when_it_ends_before_it_begins if {
	not retention.duration_reasonable
		with input.facts as {"declaration": {"starts_on": "2026-01-15", "ends_on": "2026-01-14"}} with data.rules.lrsss.parameters.access.longest_months as 12
}

test_duration_reasonable_unmet_without_an_end if {
	not retention.duration_reasonable
		with input.facts as {"declaration": {"starts_on": "2026-01-15"}} with data.rules.lrsss.parameters.access.longest_months as 12
}

test_duration_reasonable_unmet_without_facts if {
	not retention.duration_reasonable with input.facts as {}
}

test_access_closed_met_on_the_day_it_ends if {
	retention.access_closed
		with input as {"as_of": "2026-03-01T12:00:00Z", "facts": {"declaration": {"starts_on": "2026-01-15"}, "ending": {"ended_on": "2026-03-01", "access_closed": true}}}
}

test_access_closed_met_on_its_first_day if {
	retention.access_closed
		with input as {"as_of": "2026-03-01T12:00:00Z", "facts": {"declaration": {"starts_on": "2026-01-15"}, "ending": {"ended_on": "2026-01-15", "access_closed": true}}}
}

test_access_closed_unmet_before_it_ends if {
	not retention.access_closed
		with input as {"as_of": "2026-03-01T12:00:00Z", "facts": {"declaration": {"starts_on": "2026-01-15"}, "ending": {"ended_on": "2026-03-02", "access_closed": true}}}
}

test_access_closed_unmet_before_it_begins if {
	not retention.access_closed
		with input as {"as_of": "2026-03-01T12:00:00Z", "facts": {"declaration": {"starts_on": "2026-01-15"}, "ending": {"ended_on": "2026-01-14", "access_closed": true}}}
}

test_access_closed_unmet_while_accounts_are_open if {
	not retention.access_closed
		with input as {"as_of": "2026-03-01T12:00:00Z", "facts": {"declaration": {"starts_on": "2026-01-15"}, "ending": {"ended_on": "2026-03-01", "access_closed": false}}}
}

test_access_closed_unmet_without_facts if {
	not retention.access_closed
		with input as {"as_of": "2026-03-01T12:00:00Z", "facts": {}}
}

test_still_running_met_on_its_last_day if {
	retention.still_running
		with input as {"as_of": "2026-03-01T12:00:00Z", "facts": {"declaration": {"ends_on": "2026-03-01"}}}
}

test_still_running_met_before_its_last_day if {
	retention.still_running
		with input as {"as_of": "2026-03-01T12:00:00Z", "facts": {"declaration": {"ends_on": "2026-03-02"}}}
}

test_still_running_unmet_after_its_last_day if {
	not retention.still_running
		with input as {"as_of": "2026-03-01T12:00:00Z", "facts": {"declaration": {"ends_on": "2026-02-28"}}}
}

test_still_running_unmet_without_facts if {
	not retention.still_running
		with input as {"as_of": "2026-03-01T12:00:00Z", "facts": {}}
}

test_disposition_attested_met_when_destroyed if {
	retention.disposition_attested
		with input as {"as_of": "2026-03-01T12:00:00Z", "facts": {"ending": {"ended_on": "2026-02-10"}, "destruction": {"disposition": "destroyed", "attested_on": "2026-02-20"}}}
}

test_disposition_attested_met_when_anonymized if {
	retention.disposition_attested
		with input as {"as_of": "2026-03-01T12:00:00Z", "facts": {"ending": {"ended_on": "2026-02-10"}, "destruction": {"disposition": "anonymized", "attested_on": "2026-02-20"}}}
}

test_disposition_attested_met_when_retained_by_law if {
	retention.disposition_attested
		with input as {"as_of": "2026-03-01T12:00:00Z", "facts": {"ending": {"ended_on": "2026-02-10"}, "destruction": {"disposition": "retained_by_law", "attested_on": "2026-02-20"}}}
}

test_disposition_attested_unmet_when_kept if {
	not retention.disposition_attested
		with input as {"as_of": "2026-03-01T12:00:00Z", "facts": {"ending": {"ended_on": "2026-02-10"}, "destruction": {"disposition": "kept", "attested_on": "2026-02-20"}}}
}

test_disposition_attested_met_on_the_day_it_ends_and_today if {
	retention.disposition_attested
		with input as {"as_of": "2026-03-01T12:00:00Z", "facts": {"ending": {"ended_on": "2026-03-01"}, "destruction": {"disposition": "destroyed", "attested_on": "2026-03-01"}}}
}

test_disposition_attested_unmet_before_the_end if {
	not retention.disposition_attested
		with input as {"as_of": "2026-03-01T12:00:00Z", "facts": {"ending": {"ended_on": "2026-02-10"}, "destruction": {"disposition": "destroyed", "attested_on": "2026-02-09"}}}
}

test_disposition_attested_unmet_of_a_day_to_come if {
	not retention.disposition_attested
		with input as {"as_of": "2026-03-01T12:00:00Z", "facts": {"ending": {"ended_on": "2026-02-10"}, "destruction": {"disposition": "destroyed", "attested_on": "2026-03-02"}}}
}

test_disposition_attested_unmet_without_facts if {
	not retention.disposition_attested
		with input as {"as_of": "2026-03-01T12:00:00Z", "facts": {}}
}
