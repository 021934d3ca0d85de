package balise.rules.mandate.form_test

import data.balise.rules.mandate.form

facts := {
	"declaration": {
		"title": "Centre d'expertise",
		"kind": "expertise_centre",
		"number": "24-PP-00117",
		"mandatary": "Institut",
		"requesting_function": "sous-ministre adjoint",
		"submitted_on": "2024-01-23",
		"context": "Chacun pour soi.",
		"scope": "Conseiller le réseau.",
		"objectives": [
			"Mettre en place le centre",
		],
		"deliverables": [
			{
				"name": "Mise en place",
				"due_on": "2024-06-01",
			},
			{
				"name": "Rayonnement",
				"yearly": true,
			},
		],
		"funding": "Fonds des ressources informationnelles",
		"contributors": [
			"ministère",
		],
		"risks": [
			"rareté des ressources",
		],
		"benefits": [
			"expériences partagées",
		],
	},
	"answer": {
		"understanding": "Une équipe-conseil.",
		"set_up_on": "2024-06-01",
		"schedule": [
			{
				"name": " mise en place",
				"proposed_on": "2024-06-01",
			},
			{
				"name": "Rayonnement",
			},
		],
		"resources": [
			"cinq analystes",
		],
		"organization": "Un responsable par projet.",
		"budget": 900000,
		"signing_function": "présidence-direction générale",
		"answered_on": "2024-02-13",
	},
	"decision": {
		"answer": "accepted",
		"changes": "Informer aussi les établissements.",
		"signing_function": "sous-ministre adjoint",
		"decided_on": "2024-02-27",
	},
}

changed(path, value) := json.patch(facts, [{"op": "add", "path": path, "value": value}])

test_purpose_described_met_by_a_complete_form if {
	form.purpose_described
		with input.facts as facts
}

test_purpose_described_unmet_without_facts if {
	not form.purpose_described
		with input.facts as {}
}

test_deliverables_dated_met_by_a_complete_form if {
	form.deliverables_dated
		with input.facts as facts
}

test_deliverables_dated_unmet_without_facts if {
	not form.deliverables_dated
		with input.facts as {}
}

test_funding_named_met_by_a_complete_form if {
	form.funding_named
		with input.facts as facts
}

test_funding_named_unmet_without_facts if {
	not form.funding_named
		with input.facts as {}
}

test_stakes_weighed_met_by_a_complete_form if {
	form.stakes_weighed
		with input.facts as facts
}

test_stakes_weighed_unmet_without_facts if {
	not form.stakes_weighed
		with input.facts as {}
}

test_answer_complete_met_by_a_complete_form if {
	form.answer_complete
		with input.facts as facts
}

test_answer_complete_unmet_without_facts if {
	not form.answer_complete
		with input.facts as {}
}

test_schedule_answers_deliverables_met_by_a_complete_form if {
	form.schedule_answers_deliverables
		with input.facts as facts
}

test_schedule_answers_deliverables_unmet_without_facts if {
	not form.schedule_answers_deliverables
		with input.facts as {}
}

test_budget_asked_met_by_a_complete_form if {
	form.budget_asked
		with input.facts as facts
}

test_budget_asked_unmet_without_facts if {
	not form.budget_asked
		with input.facts as {}
}

test_mandate_accepted_met_by_a_complete_form if {
	form.mandate_accepted
		with input.facts as facts
}

test_mandate_accepted_unmet_without_facts if {
	not form.mandate_accepted
		with input.facts as {}
}

test_changes_written_met_by_a_complete_form if {
	form.changes_written
		with input.facts as facts
}

test_changes_written_unmet_without_facts if {
	not form.changes_written
		with input.facts as {}
}

test_purpose_described_unmet_when_the_title_is_blank if {
	not form.purpose_described
		with input.facts as changed("/declaration/title", " ")
}

test_purpose_described_unmet_when_the_number_is_blank if {
	not form.purpose_described
		with input.facts as changed("/declaration/number", " ")
}

test_purpose_described_unmet_when_the_mandatary_is_blank if {
	not form.purpose_described
		with input.facts as changed("/declaration/mandatary", " ")
}

test_purpose_described_unmet_when_the_requesting_function_is_blank if {
	not form.purpose_described
		with input.facts as changed("/declaration/requesting_function", " ")
}

test_purpose_described_unmet_when_the_context_is_blank if {
	not form.purpose_described
		with input.facts as changed("/declaration/context", " ")
}

test_purpose_described_unmet_when_the_scope_is_blank if {
	not form.purpose_described
		with input.facts as changed("/declaration/scope", " ")
}

test_purpose_described_unmet_by_blank_objectives if {
	not form.purpose_described
		with input.facts as changed("/declaration/objectives", [" "])
}

test_deliverables_dated_unmet_without_deliverables if {
	not form.deliverables_dated
		with input.facts as changed("/declaration/deliverables", [])
}

test_deliverables_dated_unmet_by_one_without_a_time if {
	not form.deliverables_dated
		with input.facts as changed("/declaration/deliverables", [{"name": "a", "due_on": "2024-06-01"}, {"name": "b"}])
}

test_deliverables_dated_unmet_by_one_not_reviewed if {
	not form.deliverables_dated
		with input.facts as changed("/declaration/deliverables", [{"name": "b", "yearly": false}])
}

test_funding_named_unmet_when_blank if {
	not form.funding_named
		with input.facts as changed("/declaration/funding", " ")
}

test_stakes_weighed_unmet_without_risks if {
	not form.stakes_weighed
		with input.facts as changed("/declaration/risks", [""])
}

test_stakes_weighed_unmet_without_benefits if {
	not form.stakes_weighed
		with input.facts as changed("/declaration/benefits", [""])
}

test_stakes_weighed_unmet_without_contributors if {
	not form.stakes_weighed
		with input.facts as changed("/declaration/contributors", [""])
}

test_answer_complete_unmet_when_the_understanding_is_blank if {
	not form.answer_complete
		with input.facts as changed("/answer/understanding", " ")
}

test_answer_complete_unmet_when_the_organization_is_blank if {
	not form.answer_complete
		with input.facts as changed("/answer/organization", " ")
}

test_answer_complete_unmet_when_the_signing_function_is_blank if {
	not form.answer_complete
		with input.facts as changed("/answer/signing_function", " ")
}

test_answer_complete_unmet_without_resources if {
	not form.answer_complete
		with input.facts as changed("/answer/resources", [])
}

test_schedule_answers_deliverables_unmet_when_one_is_forgotten if {
	not form.schedule_answers_deliverables
		with input.facts as changed("/answer/schedule", [{"name": "Rayonnement"}])
}

test_schedule_answers_deliverables_unmet_when_nothing_was_asked if {
	not form.schedule_answers_deliverables
		with input.facts as changed("/declaration/deliverables", [])
}

test_budget_asked_met_when_it_costs_nothing if {
	form.budget_asked
		with input.facts as changed("/answer/budget", 0)
}

test_budget_asked_unmet_by_a_negative_budget if {
	not form.budget_asked
		with input.facts as changed("/answer/budget", -1)
}

test_mandate_accepted_met_with_changes if {
	form.mandate_accepted
		with input.facts as changed("/decision/answer", "accepted_with_changes")
}

test_mandate_accepted_unmet_when_refused if {
	not form.mandate_accepted
		with input.facts as changed("/decision/answer", "refused")
}

test_mandate_accepted_unmet_when_nobody_signs if {
	not form.mandate_accepted
		with input.facts as changed("/decision/signing_function", " ")
}

test_changes_written_unmet_when_blank if {
	not form.changes_written
		with input.facts as changed("/decision/changes", " ")
}

test_mandate_accepted_unmet_without_a_date if {
	not form.mandate_accepted
		with input.facts as json.remove(facts, ["/decision/decided_on"])
}

test_schedule_answers_deliverables_unmet_without_a_set_up_date if {
	not form.schedule_answers_deliverables
		with input.facts as json.remove(facts, ["/answer/set_up_on"])
}

test_purpose_described_unmet_without_a_date if {
	not form.purpose_described
		with input.facts as json.remove(facts, ["/declaration/submitted_on"])
}

test_answer_complete_unmet_without_a_date if {
	not form.answer_complete
		with input.facts as json.remove(facts, ["/answer/answered_on"])
}

gates := {"mandate": {"gates": {"described": {"from": [null]}, "answered": {"from": ["described"]}}}}

test_sequence_respected_met_from_the_stage_before if {
	form.sequence_respected
		with input as {"case": {"stage": "described"}, "passage": {"to": "answered"}}
		with data.processes as gates
}

test_sequence_respected_met_when_not_described_yet if {
	form.sequence_respected
		with input as {"case": {"stage": null}, "passage": {"to": "described"}}
		with data.processes as gates
}

test_sequence_respected_unmet_by_a_leap if {
	not form.sequence_respected
		with input as {"case": {"stage": null}, "passage": {"to": "answered"}}
		with data.processes as gates
}

test_deliverables_dated_met_by_a_single_one if {
	form.deliverables_dated
		with input.facts as changed("/declaration/deliverables", [{"name": "a", "due_on": "2024-06-01"}])
}

test_schedule_answers_deliverables_met_when_a_single_one_is_asked if {
	form.schedule_answers_deliverables
		with input.facts as changed("/declaration/deliverables", [{"name": "Rayonnement", "yearly": true}])
}
