package balise.rules.lrsss.collection_test

import data.balise.rules.lrsss.collection

test_person_told_met_with_all if {
	collection.person_told with input.facts as {"collection": {"told": collection.told_at_collection}}
}

test_person_told_unmet_without_any_one_of_them if {
	every item in collection.told_at_collection {
		not collection.person_told with input.facts as {"collection": {"told": collection.told_at_collection - {item}}}
	}
}

test_person_told_lists_what_the_text_lists if {
	collection.told_at_collection == {
		"access_and_rectification",
		"body",
		"means",
		"purposes",
		"restriction_and_refusal",
		"retention_period",
	}
}

test_person_told_unmet_without_facts if {
	not collection.person_told with input.facts as {}
}
