package balise.rules.gates.participation_test

import data.balise.rules.gates.participation

test_groups_took_part_met_by_two_groups if {
	participation.groups_took_part
		with input.facts as {"participation": {"groups": ["cliniciens", "usagers"]}}
		with data.rules.gates.parameters.participation.minimum_groups as 2
}

test_groups_took_part_unmet_by_one_group_named_twice if {
	not participation.groups_took_part
		with input.facts as {"participation": {"groups": ["Usagers", "usagers "]}}
		with data.rules.gates.parameters.participation.minimum_groups as 2
}

test_groups_took_part_unmet_by_a_blank_group if {
	not participation.groups_took_part
		with input.facts as {"participation": {"groups": ["usagers", " "]}}
		with data.rules.gates.parameters.participation.minimum_groups as 2
}

test_groups_took_part_unmet_without_facts if {
	not participation.groups_took_part
		with input.facts as {}
		with data.rules.gates.parameters.participation.minimum_groups as 2
}

test_citizens_took_part_met if {
	participation.citizens_took_part with input.facts as {"participation": {"citizens": true}}
}

test_citizens_took_part_unmet if {
	not participation.citizens_took_part with input.facts as {"participation": {"citizens": false}}
}

test_citizens_took_part_unmet_without_facts if {
	not participation.citizens_took_part with input.facts as {}
}
