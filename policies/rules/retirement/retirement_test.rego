package balise.rules.retirement_test

import data.balise.rules.retirement

test_information_disposed_met_by_destruction if {
	retirement.information_disposed with input.facts as {"retirement": {"data_disposition": "destroyed"}}
}

test_information_disposed_unmet_by_keeping_just_in_case if {
	not retirement.information_disposed with input.facts as {"retirement": {"data_disposition": "kept"}}
}

test_information_disposed_unmet_without_facts if {
	not retirement.information_disposed with input.facts as {}
}

test_anonymization_irreversible_met_by_a_favourable_assessment if {
	retirement.anonymization_irreversible with input.facts as {"assessment": {"privacy": {"conclusion": "favourable"}}}
}

test_anonymization_irreversible_unmet_under_conditions if {
	not retirement.anonymization_irreversible with input.facts as {"assessment": {"privacy": {"conclusion": "with_conditions"}}}
}

test_anonymization_irreversible_unmet_without_facts if {
	not retirement.anonymization_irreversible with input.facts as {}
}

test_lessons_shared_met_when_written if {
	retirement.lessons_shared with input.facts as {"retirement": {"lessons": "Mesurer le délai avant, pas après."}}
}

test_lessons_shared_unmet_when_blank if {
	not retirement.lessons_shared with input.facts as {"retirement": {"lessons": " "}}
}

test_lessons_shared_unmet_without_facts if {
	not retirement.lessons_shared with input.facts as {}
}

test_users_told_met_when_told if {
	retirement.users_told with input.facts as {"retirement": {"users_informed": true}}
}

test_users_told_unmet_when_not if {
	not retirement.users_told with input.facts as {"retirement": {"users_informed": false}}
}

test_users_told_unmet_without_facts if {
	not retirement.users_told with input.facts as {}
}
