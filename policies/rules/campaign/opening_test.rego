package balise.rules.campaign.opening_test

import data.balise.rules.campaign.opening

facts := {
	"declaration": {
		"title": "Recension",
		"kind": "recension",
		"period_started_on": "2024-01-01",
		"period_ended_on": "2024-12-31",
		"questions": [
			"Quelles initiatives ?",
		],
		"asked_of": "establishments",
		"asked": 34,
		"opened_on": "2025-01-13",
		"closes_on": "2025-02-14",
	},
}

changed(path, value) := json.patch(facts, [{"op": "add", "path": path, "value": value}])

test_questions_written_met_when_all_is_said if {
	opening.questions_written
		with input.facts as facts
		with data.rules.campaign.parameters as {"answering": {"minimum_days": 21}, "inventory": {"months": 12}, "maturity": {"months": 60}}
}

test_addressees_counted_met_when_all_is_said if {
	opening.addressees_counted
		with input.facts as facts
		with data.rules.campaign.parameters as {"answering": {"minimum_days": 21}, "inventory": {"months": 12}, "maturity": {"months": 60}}
}

test_closes_after_opening_met_when_all_is_said if {
	opening.closes_after_opening
		with input.facts as facts
		with data.rules.campaign.parameters as {"answering": {"minimum_days": 21}, "inventory": {"months": 12}, "maturity": {"months": 60}}
}

test_time_to_answer_met_when_all_is_said if {
	opening.time_to_answer
		with input.facts as facts
		with data.rules.campaign.parameters as {"answering": {"minimum_days": 21}, "inventory": {"months": 12}, "maturity": {"months": 60}}
}

test_period_coherent_met_when_all_is_said if {
	opening.period_coherent
		with input.facts as facts
		with data.rules.campaign.parameters as {"answering": {"minimum_days": 21}, "inventory": {"months": 12}, "maturity": {"months": 60}}
}

test_inventory_is_yearly_met_when_all_is_said if {
	opening.inventory_is_yearly
		with input.facts as facts
		with data.rules.campaign.parameters as {"answering": {"minimum_days": 21}, "inventory": {"months": 12}, "maturity": {"months": 60}}
}

test_maturity_is_five_yearly_met_when_all_is_said if {
	opening.maturity_is_five_yearly
		with input.facts as facts
		with data.rules.campaign.parameters as {"answering": {"minimum_days": 21}, "inventory": {"months": 12}, "maturity": {"months": 60}}
}

test_declaration_asks_bodies_met_when_all_is_said if {
	opening.declaration_asks_bodies
		with input.facts as facts
		with data.rules.campaign.parameters as {"answering": {"minimum_days": 21}, "inventory": {"months": 12}, "maturity": {"months": 60}}
}

test_questions_written_unmet_without_facts if {
	not opening.questions_written
		with input.facts as {}
		with data.rules.campaign.parameters as {"answering": {"minimum_days": 21}, "inventory": {"months": 12}, "maturity": {"months": 60}}
}

test_addressees_counted_unmet_without_facts if {
	not opening.addressees_counted
		with input.facts as {}
		with data.rules.campaign.parameters as {"answering": {"minimum_days": 21}, "inventory": {"months": 12}, "maturity": {"months": 60}}
}

test_closes_after_opening_unmet_without_facts if {
	not opening.closes_after_opening
		with input.facts as {}
		with data.rules.campaign.parameters as {"answering": {"minimum_days": 21}, "inventory": {"months": 12}, "maturity": {"months": 60}}
}

test_time_to_answer_unmet_without_facts if {
	not opening.time_to_answer
		with input.facts as {}
		with data.rules.campaign.parameters as {"answering": {"minimum_days": 21}, "inventory": {"months": 12}, "maturity": {"months": 60}}
}

test_period_coherent_unmet_without_facts if {
	not opening.period_coherent
		with input.facts as {}
		with data.rules.campaign.parameters as {"answering": {"minimum_days": 21}, "inventory": {"months": 12}, "maturity": {"months": 60}}
}

test_inventory_is_yearly_unmet_without_facts if {
	not opening.inventory_is_yearly
		with input.facts as {}
		with data.rules.campaign.parameters as {"answering": {"minimum_days": 21}, "inventory": {"months": 12}, "maturity": {"months": 60}}
}

test_maturity_is_five_yearly_unmet_without_facts if {
	not opening.maturity_is_five_yearly
		with input.facts as {}
		with data.rules.campaign.parameters as {"answering": {"minimum_days": 21}, "inventory": {"months": 12}, "maturity": {"months": 60}}
}

test_declaration_asks_bodies_unmet_without_facts if {
	not opening.declaration_asks_bodies
		with input.facts as {}
		with data.rules.campaign.parameters as {"answering": {"minimum_days": 21}, "inventory": {"months": 12}, "maturity": {"months": 60}}
}

test_questions_written_unmet_when_the_title_is_blank if {
	not opening.questions_written
		with input.facts as changed("/declaration/title", " ")
		with data.rules.campaign.parameters as {"answering": {"minimum_days": 21}, "inventory": {"months": 12}, "maturity": {"months": 60}}
}

test_questions_written_unmet_by_blank_questions if {
	not opening.questions_written
		with input.facts as changed("/declaration/questions", [" "])
		with data.rules.campaign.parameters as {"answering": {"minimum_days": 21}, "inventory": {"months": 12}, "maturity": {"months": 60}}
}

test_addressees_counted_unmet_without_a_kind if {
	not opening.addressees_counted
		with input.facts as json.remove(facts, ["/declaration/asked_of"])
		with data.rules.campaign.parameters as {"answering": {"minimum_days": 21}, "inventory": {"months": 12}, "maturity": {"months": 60}}
}

test_addressees_counted_met_when_initiatives_are_asked if {
	opening.addressees_counted
		with input.facts as changed("/declaration/asked_of", "initiatives")
		with data.rules.campaign.parameters as {"answering": {"minimum_days": 21}, "inventory": {"months": 12}, "maturity": {"months": 60}}
}

test_addressees_counted_met_by_one if {
	opening.addressees_counted
		with input.facts as changed("/declaration/asked", 1)
		with data.rules.campaign.parameters as {"answering": {"minimum_days": 21}, "inventory": {"months": 12}, "maturity": {"months": 60}}
}

test_addressees_counted_unmet_when_nobody_is_asked if {
	not opening.addressees_counted
		with input.facts as changed("/declaration/asked", 0)
		with data.rules.campaign.parameters as {"answering": {"minimum_days": 21}, "inventory": {"months": 12}, "maturity": {"months": 60}}
}

test_closes_after_opening_met_the_next_day if {
	opening.closes_after_opening
		with input.facts as changed("/declaration/closes_on", "2025-01-14")
		with data.rules.campaign.parameters as {"answering": {"minimum_days": 21}, "inventory": {"months": 12}, "maturity": {"months": 60}}
}

test_closes_after_opening_unmet_on_the_same_day if {
	not opening.closes_after_opening
		with input.facts as changed("/declaration/closes_on", "2025-01-13")
		with data.rules.campaign.parameters as {"answering": {"minimum_days": 21}, "inventory": {"months": 12}, "maturity": {"months": 60}}
}

test_time_to_answer_met_by_the_least if {
	opening.time_to_answer
		with input.facts as changed("/declaration/closes_on", "2025-02-03")
		with data.rules.campaign.parameters as {"answering": {"minimum_days": 21}, "inventory": {"months": 12}, "maturity": {"months": 60}}
}

test_time_to_answer_unmet_one_day_short if {
	not opening.time_to_answer
		with input.facts as changed("/declaration/closes_on", "2025-02-02")
		with data.rules.campaign.parameters as {"answering": {"minimum_days": 21}, "inventory": {"months": 12}, "maturity": {"months": 60}}
}

test_period_coherent_met_by_one_day if {
	opening.period_coherent
		with input.facts as changed("/declaration/period_ended_on", "2024-01-01")
		with data.rules.campaign.parameters as {"answering": {"minimum_days": 21}, "inventory": {"months": 12}, "maturity": {"months": 60}}
}

test_period_coherent_unmet_when_it_ends_first if {
	not opening.period_coherent
		with input.facts as changed("/declaration/period_ended_on", "2023-12-31")
		with data.rules.campaign.parameters as {"answering": {"minimum_days": 21}, "inventory": {"months": 12}, "maturity": {"months": 60}}
}

test_inventory_is_yearly_unmet_by_a_day_more if {
	not opening.inventory_is_yearly
		with input.facts as changed("/declaration/period_ended_on", "2025-01-01")
		with data.rules.campaign.parameters as {"answering": {"minimum_days": 21}, "inventory": {"months": 12}, "maturity": {"months": 60}}
}

test_maturity_is_five_yearly_met_by_five_years if {
	opening.maturity_is_five_yearly
		with input.facts as changed("/declaration/period_ended_on", "2028-12-31")
		with data.rules.campaign.parameters as {"answering": {"minimum_days": 21}, "inventory": {"months": 12}, "maturity": {"months": 60}}
}

test_maturity_is_five_yearly_unmet_by_a_day_more if {
	not opening.maturity_is_five_yearly
		with input.facts as changed("/declaration/period_ended_on", "2029-01-01")
		with data.rules.campaign.parameters as {"answering": {"minimum_days": 21}, "inventory": {"months": 12}, "maturity": {"months": 60}}
}

test_declaration_asks_bodies_unmet_when_initiatives_are_asked if {
	not opening.declaration_asks_bodies
		with input.facts as changed("/declaration/asked_of", "initiatives")
		with data.rules.campaign.parameters as {"answering": {"minimum_days": 21}, "inventory": {"months": 12}, "maturity": {"months": 60}}
}

gates := {"campaign": {"gates": {"opened": {"from": [null]}, "closed": {"from": ["collecting"]}}}}

test_sequence_respected_met_from_the_stage_before if {
	opening.sequence_respected
		with input as {"case": {"stage": "collecting"}, "passage": {"to": "closed"}}
		with data.processes as gates
}

test_sequence_respected_unmet_by_a_leap if {
	not opening.sequence_respected
		with input as {"case": {"stage": "opened"}, "passage": {"to": "closed"}}
		with data.processes as gates
}

test_sequence_respected_unmet_without_a_stage if {
	not opening.sequence_respected
		with input as {"case": {}, "passage": {"to": "opened"}}
		with data.processes as gates
}

test_questions_written_met_by_one_line_that_is_not_blank if {
	opening.questions_written with input.facts as changed("/declaration/questions", [" ", "Combien ?"])
}

test_questions_written_unmet_by_no_question_at_all if {
	not opening.questions_written with input.facts as changed("/declaration/questions", [])
}
