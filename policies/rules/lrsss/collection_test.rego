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

test_person_told_lists_as_many_as_the_text if count(collection.told_at_collection) == 6

test_person_told_unmet_without_facts if {
	not collection.person_told with input.facts as {}
}
