package balise.rules.lrsss.vendor_test

import data.balise.rules.lrsss.vendor

test_put_in_writing_met_in_writing if {
	vendor.put_in_writing with input.facts as {"contract": {"written": true}}
}

test_put_in_writing_unmet_by_word_of_mouth if {
	not vendor.put_in_writing with input.facts as {"contract": {"written": false}}
}

test_put_in_writing_unmet_without_facts if {
	not vendor.put_in_writing with input.facts as {}
}

every_clause := [
	"applicable_provisions",
	"authorized_products",
	"incident_notice",
	"individual_confidentiality",
	"protection_measures",
	"purpose_limitation",
]

test_clauses_complete_met_by_all_six if {
	vendor.clauses_complete with input.facts as {"contract": {"clauses": every_clause}}
}

test_clauses_complete_met_between_bodies if {
	vendor.clauses_complete with input.facts as {"contract": {"clauses": [], "supplier_is_body": true}}
}

test_clauses_complete_unmet_by_any_five if {
	every clause in every_clause {
		some_missing := [other | some other in every_clause; other != clause]
		not vendor.clauses_complete with input.facts as {"contract": {"clauses": some_missing}}
	}
}

test_clauses_complete_unmet_without_facts if {
	not vendor.clauses_complete with input.facts as {}
}

test_other_than_care_met_when_so if {
	vendor.other_than_care with input.facts as {"contract": {"care": false}}
}

test_other_than_care_unmet_when_not if {
	not vendor.other_than_care with input.facts as {"contract": {"care": true}}
}

test_other_than_care_unmet_without_facts if {
	not vendor.other_than_care with input.facts as {}
}

test_mandate_needs_it_met_when_so if {
	vendor.mandate_needs_it with input.facts as {"declaration": {"necessary": true}}
}

test_mandate_needs_it_unmet_when_not if {
	not vendor.mandate_needs_it with input.facts as {"declaration": {"necessary": false}}
}

test_mandate_needs_it_unmet_without_facts if {
	not vendor.mandate_needs_it with input.facts as {}
}
