package balise.rules.incident.register_test

import data.balise.rules.incident.register

test_entry_complete_met_with_all if {
	register.entry_complete with input.facts as {"register": {"items": register.items_required}}
}

test_entry_complete_unmet_without_any_one_of_them if {
	every item in register.items_required {
		not register.entry_complete with input.facts as {"register": {"items": register.items_required - {item}}}
	}
}

test_entry_complete_lists_what_the_text_lists if {
	register.items_required == {
		"awareness_date",
		"circumstances",
		"incident_date",
		"information",
		"injury_elements",
		"measures",
		"notices",
		"numbers",
	}
}

test_entry_complete_unmet_without_facts if {
	not register.entry_complete with input.facts as {}
}

test_learned_from_met if {
	register.learned_from with input.facts as {"measures": {"lessons": "Révoquer les accès d'un poste réaffecté."}}
}

test_learned_from_unmet if {
	not register.learned_from with input.facts as {"measures": {"lessons": " "}}
}

test_learned_from_unmet_without_facts if {
	not register.learned_from with input.facts as {}
}
