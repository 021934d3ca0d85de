package balise.rules.governance_test

import data.balise.rules.governance

gates := {"initiative": {"gates": {
	"opportunity": {"from": [null]},
	"planning": {"from": ["opportunity"]},
}}}

asked(stage, to) := {"process": "initiative", "case": {"stage": stage}, "passage": {"to": to}}

test_order_respected_met_from_the_stage_before if {
	governance.order_respected
		with input as asked("opportunity", "planning")
		with data.gates as gates
}

test_order_respected_met_when_not_declared_yet if {
	governance.order_respected
		with input as asked(null, "opportunity")
		with data.gates as gates
}

test_order_respected_unmet_by_a_leap if {
	not governance.order_respected
		with input as asked(null, "planning")
		with data.gates as gates
}

test_order_respected_unmet_without_a_stage if {
	not governance.order_respected
		with input as {"process": "initiative", "case": {}, "passage": {"to": "opportunity"}}
		with data.gates as gates
}

test_initiative_declared_met_by_a_title if {
	governance.initiative_declared with input.facts as {"declaration": {"title": "Tri des demandes"}}
}

test_initiative_declared_unmet_by_a_blank_title if {
	not governance.initiative_declared with input.facts as {"declaration": {"title": " "}}
}

test_initiative_declared_unmet_without_facts if {
	not governance.initiative_declared with input.facts as {}
}
