package balise.rules.gates.order_test

import data.balise.rules.gates.order

gates := {"initiative": {"gates": {
	"opportunity": {"from": [null]},
	"planning": {"from": ["opportunity"]},
}}}

asked(stage, to) := {"process": "initiative", "case": {"stage": stage}, "passage": {"to": to}}

test_sequence_respected_met_from_the_stage_before if {
	order.sequence_respected
		with input as asked("opportunity", "planning")
		with data.processes as gates
}

test_sequence_respected_met_when_not_declared_yet if {
	order.sequence_respected
		with input as asked(null, "opportunity")
		with data.processes as gates
}

test_sequence_respected_unmet_by_a_leap if {
	not order.sequence_respected
		with input as asked(null, "planning")
		with data.processes as gates
}

test_sequence_respected_unmet_without_a_stage if {
	not order.sequence_respected
		with input as {"process": "initiative", "case": {}, "passage": {"to": "opportunity"}}
		with data.processes as gates
}

test_initiative_declared_met_by_a_title if {
	order.initiative_declared with input.facts as {"declaration": {"title": "Tri des demandes"}}
}

test_initiative_declared_unmet_by_a_blank_title if {
	not order.initiative_declared with input.facts as {"declaration": {"title": " "}}
}

test_initiative_declared_unmet_without_facts if {
	not order.initiative_declared with input.facts as {}
}
