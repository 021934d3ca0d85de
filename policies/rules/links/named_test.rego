package balise.rules.links.named_test

import data.balise.rules.links.named

about(initiative) := {"case": {"establishment": "chum"}, "facts": {"declaration": {"initiative": initiative}}}

test_initiative_own_met_by_one_of_its_own_or_none if {
	named.initiative_own with input as about("initiative:chum/tri")
	named.initiative_own with input as about(null)
}

test_initiative_own_met_without_facts if {
	named.initiative_own with input as {"case": {"establishment": "chum"}, "facts": {}}
}

test_initiative_own_unmet_by_one_of_another if {
	not named.initiative_own with input as about("initiative:iucpq/tri")
	not named.initiative_own with input as about("initiative:chum-nord/tri")
}

standing(status) := {"passage": {"mode": "standing"}, "facts": {"named": {"status": status}}}

test_initiative_declared_met_by_one_that_is if {
	named.initiative_declared with input as standing("declared")
}

test_initiative_declared_met_without_facts if {
	named.initiative_declared with input as {"passage": {"mode": "standing"}, "facts": {}}
}

test_initiative_declared_met_by_what_only_asks_to_come_in if {
	named.initiative_declared with input as object.union(standing("undeclared"), {"passage": {"mode": "passage"}})
}

test_initiative_declared_unmet_by_one_that_nobody_declared if {
	not named.initiative_declared with input as standing("undeclared")
	not named.initiative_declared with input as object.union(standing("undeclared"), {"passage": {"mode": "recension"}})
}
