package balise.rules.lrsss.retention_test

import data.balise.rules.lrsss.retention

test_period_bounded_met_by_a_period if {
	retention.period_bounded with input.facts as {"data": {"retention_months": 24}}
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

test_information_disposed_met_by_what_else_the_law_allows if {
	every disposition in ["anonymized", "retained_by_law"] {
		retention.information_disposed with input.facts as {"retirement": {"data_disposition": disposition}}
	}
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
