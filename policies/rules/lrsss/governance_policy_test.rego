package balise.rules.lrsss.governance_policy_test

import data.balise.rules.lrsss.governance_policy

test_elements_complete_met_with_all if {
	governance_policy.elements_complete with input.facts as {"policy": {"elements": governance_policy.elements_required}}
}

test_elements_complete_unmet_without_any_one_of_them if {
	every item in governance_policy.elements_required {
		not governance_policy.elements_complete with input.facts as {"policy": {"elements": governance_policy.elements_required - {item}}}
	}
}

test_elements_complete_lists_what_the_text_lists if {
	governance_policy.elements_required == {
		"categories_of_persons",
		"communications",
		"complaint_process",
		"incident_process",
		"logging_and_security",
		"product_update_calendar",
		"roles",
		"training",
	}
}

test_elements_complete_unmet_without_facts if {
	not governance_policy.elements_complete with input.facts as {}
}

published(informed, online) if {
	governance_policy.widely_known with input.facts as {"policy": {"staff_informed": informed, "on_website": online}}
}

test_widely_known_met_when_told_and_published if published(true, true)

test_widely_known_unmet_when_only_one if {
	not published(true, false)
	not published(false, true)
}

test_widely_known_unmet_without_facts if {
	not governance_policy.widely_known with input.facts as {}
}
