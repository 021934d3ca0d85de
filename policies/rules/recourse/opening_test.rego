package balise.rules.recourse.opening_test

import data.balise.rules.recourse.opening

about(initiative) := {"case": {"establishment": "chum"}, "facts": {"declaration": {"initiative": initiative}}}

test_decision_identified_met_by_an_initiative_of_its_own if {
	opening.decision_identified with input as about("initiative:chum/rang")
}

test_decision_identified_unmet_by_an_initiative_of_another if {
	not opening.decision_identified with input as about("initiative:iucpq/rang")
}

test_decision_identified_unmet_by_a_longer_code if {
	not opening.decision_identified with input as about("initiative:chum-nord/rang")
}

test_decision_identified_unmet_without_facts if {
	not opening.decision_identified with input as {"case": {"establishment": "chum"}, "facts": {}}
}

test_request_known_met_by_each_request if {
	every asked in ["reasons", "rectification", "review"] {
		opening.request_known with input.facts as {"declaration": {"asks": asked}}
	}
}

test_request_known_unmet_by_another if {
	not opening.request_known with input.facts as {"declaration": {"asks": "autre"}}
}

test_request_known_unmet_without_facts if {
	not opening.request_known with input.facts as {}
}
