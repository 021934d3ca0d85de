package balise.rules.incident.injury_test

import data.balise.rules.incident.injury

test_measures_reasonable_met_by_one_measure if {
	injury.measures_reasonable with input.facts as {"measures": {"measures": ["Accès révoqué"]}}
}

test_measures_reasonable_unmet_by_none_or_a_blank if {
	not injury.measures_reasonable with input.facts as {"measures": {"measures": []}}
	not injury.measures_reasonable with input.facts as {"measures": {"measures": [" "]}}
}

test_measures_reasonable_unmet_without_facts if {
	not injury.measures_reasonable with input.facts as {}
}

test_failure_corrected_met_by_one_measure if {
	injury.failure_corrected with input.facts as {"measures": {"measures": ["Accès révoqué"]}}
}

test_failure_corrected_unmet_by_none_or_a_blank if {
	not injury.failure_corrected with input.facts as {"measures": {"measures": []}}
	not injury.failure_corrected with input.facts as {"measures": {"measures": [" "]}}
}

test_failure_corrected_unmet_without_facts if {
	not injury.failure_corrected with input.facts as {}
}

elements := {"sensitivity": "low", "ill_intentioned_use": "excluded", "consequences": "minor", "likelihood": "low"}

test_elements_weighed_met_with_all_four_and_a_conclusion if {
	every conclusion in [true, false] {
		injury.elements_weighed with input.facts as {"injury": object.union(elements, {"serious": conclusion})}
	}
}

test_elements_weighed_unmet_without_any_one_of_them if {
	every element, _ in elements {
		not injury.elements_weighed
			with input.facts as {"injury": object.remove(object.union(elements, {"serious": true}), [element])}
	}
}

test_elements_weighed_unmet_without_a_conclusion if {
	not injury.elements_weighed with input.facts as {"injury": elements}
}

test_elements_weighed_unmet_without_facts if {
	not injury.elements_weighed with input.facts as {}
}

concluded(fields) if {
	injury.conclusion_reasoned with input.facts as {"injury": object.union(elements, fields)}
}

test_conclusion_reasoned_met_by_a_serious_one if {
	concluded({"serious": true, "ill_intentioned_use": "known"})
}

test_conclusion_reasoned_met_when_nothing_alarms if {
	concluded({"serious": false})
	concluded({"serious": false, "sensitivity": "high"})
	concluded({"serious": false, "likelihood": "high"})
}

test_conclusion_reasoned_unmet_when_something_alarms if {
	not concluded({"serious": false, "ill_intentioned_use": "known"})
	not concluded({"serious": false, "consequences": "grave"})
	not concluded({"serious": false, "sensitivity": "high", "likelihood": "high"})
	not concluded({"serious": false, "consequences": "grave", "reasons": " "})
}

test_conclusion_reasoned_met_by_its_reasons if {
	concluded({"serious": false, "consequences": "grave", "reasons": "Le support était chiffré."})
}

test_conclusion_reasoned_unmet_without_facts if {
	not injury.conclusion_reasoned with input.facts as {}
}
