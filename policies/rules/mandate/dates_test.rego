package balise.rules.mandate.dates_test

import data.balise.rules.mandate.dates

facts := {
	"declaration": {
		"submitted_on": "2024-01-23",
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
	},
	"answer": {
		"answered_on": "2024-02-13",
		"set_up_on": "2024-06-01",
		"schedule": [
			{
				"name": "Mise en place",
				"proposed_on": "2024-06-01",
			},
			{
				"name": "Rayonnement",
			},
		],
	},
	"decision": {
		"decided_on": "2024-02-27",
	},
}

changed(path, value) := json.patch(facts, [{"op": "add", "path": path, "value": value}])

test_answered_after_submission_met_on_the_same_day if {
	dates.answered_after_submission
		with input.facts as changed("/answer/answered_on", "2024-01-23")
		with input.as_of as "2024-03-01T12:00:00Z"
}

test_answered_after_submission_unmet_the_day_before if {
	not dates.answered_after_submission
		with input.facts as changed("/answer/answered_on", "2024-01-22")
		with input.as_of as "2024-03-01T12:00:00Z"
}

test_answered_after_submission_unmet_without_facts if {
	not dates.answered_after_submission
		with input.facts as {}
		with input.as_of as "2024-03-01T12:00:00Z"
}

test_decided_after_answer_met_on_the_same_day if {
	dates.decided_after_answer
		with input.facts as changed("/decision/decided_on", "2024-02-13")
		with input.as_of as "2024-03-01T12:00:00Z"
}

test_decided_after_answer_unmet_the_day_before if {
	not dates.decided_after_answer
		with input.facts as changed("/decision/decided_on", "2024-02-12")
		with input.as_of as "2024-03-01T12:00:00Z"
}

test_decided_after_answer_unmet_without_facts if {
	not dates.decided_after_answer
		with input.facts as {}
		with input.as_of as "2024-03-01T12:00:00Z"
}

test_set_up_after_decision_met_on_the_same_day if {
	dates.set_up_after_decision
		with input.facts as changed("/answer/set_up_on", "2024-02-27")
		with input.as_of as "2024-03-01T12:00:00Z"
}

test_set_up_after_decision_unmet_the_day_before if {
	not dates.set_up_after_decision
		with input.facts as changed("/answer/set_up_on", "2024-02-26")
		with input.as_of as "2024-03-01T12:00:00Z"
}

test_set_up_after_decision_unmet_without_facts if {
	not dates.set_up_after_decision
		with input.facts as {}
		with input.as_of as "2024-03-01T12:00:00Z"
}

test_set_up_after_submission_met_on_the_same_day if {
	dates.set_up_after_submission
		with input.facts as changed("/answer/set_up_on", "2024-01-23")
		with input.as_of as "2024-03-01T12:00:00Z"
}

test_set_up_after_submission_unmet_the_day_before if {
	not dates.set_up_after_submission
		with input.facts as changed("/answer/set_up_on", "2024-01-22")
		with input.as_of as "2024-03-01T12:00:00Z"
}

test_set_up_after_submission_unmet_without_facts if {
	not dates.set_up_after_submission
		with input.facts as {}
		with input.as_of as "2024-03-01T12:00:00Z"
}

test_set_up_after_answer_met_on_the_same_day if {
	dates.set_up_after_answer
		with input.facts as changed("/answer/set_up_on", "2024-02-13")
		with input.as_of as "2024-03-01T12:00:00Z"
}

test_set_up_after_answer_unmet_the_day_before if {
	not dates.set_up_after_answer
		with input.facts as changed("/answer/set_up_on", "2024-02-12")
		with input.as_of as "2024-03-01T12:00:00Z"
}

test_set_up_after_answer_unmet_without_facts if {
	not dates.set_up_after_answer
		with input.facts as {}
		with input.as_of as "2024-03-01T12:00:00Z"
}

test_deliverables_after_decision_met_on_the_same_day if {
	dates.deliverables_after_decision
		with input.facts as changed("/answer/schedule", [{"name": "a", "proposed_on": "2024-02-27"}])
		with input.as_of as "2024-03-01T12:00:00Z"
}

test_deliverables_after_decision_met_by_lines_without_a_date if {
	dates.deliverables_after_decision
		with input.facts as changed("/answer/schedule", [{"name": "a"}])
		with input.as_of as "2024-03-01T12:00:00Z"
}

test_deliverables_after_decision_unmet_the_day_before if {
	not dates.deliverables_after_decision
		with input.facts as changed("/answer/schedule", [{"name": "a", "proposed_on": "2024-06-01"}, {"name": "b", "proposed_on": "2024-02-26"}])
		with input.as_of as "2024-03-01T12:00:00Z"
}

test_deliverables_after_decision_unmet_without_facts if {
	not dates.deliverables_after_decision
		with input.facts as {}
		with input.as_of as "2024-03-01T12:00:00Z"
}

test_deliverables_after_decision_unmet_without_a_decision if {
	not dates.deliverables_after_decision
		with input.facts as json.remove(facts, ["/decision"])
		with input.as_of as "2024-03-01T12:00:00Z"
}

test_deliverables_after_submission_met_on_the_same_day if {
	dates.deliverables_after_submission
		with input.facts as changed("/declaration/deliverables", [{"name": "a", "due_on": "2024-01-23"}, {"name": "b"}])
		with input.as_of as "2024-03-01T12:00:00Z"
}

test_deliverables_after_submission_unmet_the_day_before if {
	not dates.deliverables_after_submission
		with input.facts as changed("/declaration/deliverables", [{"name": "a", "due_on": "2024-01-22"}])
		with input.as_of as "2024-03-01T12:00:00Z"
}

test_deliverables_after_submission_unmet_without_facts if {
	not dates.deliverables_after_submission
		with input.facts as {}
		with input.as_of as "2024-03-01T12:00:00Z"
}

test_deliverables_after_submission_unmet_without_a_submission if {
	not dates.deliverables_after_submission
		with input.facts as json.remove(facts, ["/declaration/submitted_on"])
		with input.as_of as "2024-03-01T12:00:00Z"
}

test_nothing_signed_ahead_met_when_all_is_past if {
	dates.nothing_signed_ahead
		with input.facts as facts
		with input.as_of as "2024-03-01T12:00:00Z"
}

test_nothing_signed_ahead_met_today if {
	dates.nothing_signed_ahead
		with input.facts as changed("/decision/decided_on", "2024-03-01")
		with input.as_of as "2024-03-01T12:00:00Z"
}

test_nothing_signed_ahead_unmet_by_a_decision_tomorrow if {
	not dates.nothing_signed_ahead
		with input.facts as changed("/decision/decided_on", "2024-03-02")
		with input.as_of as "2024-03-01T12:00:00Z"
}

test_nothing_signed_ahead_unmet_by_an_answer_tomorrow if {
	not dates.nothing_signed_ahead
		with input.facts as changed("/answer/answered_on", "2024-03-02")
		with input.as_of as "2024-03-01T12:00:00Z"
}

test_nothing_signed_ahead_unmet_by_a_submission_tomorrow if {
	not dates.nothing_signed_ahead
		with input.facts as changed("/declaration/submitted_on", "2024-03-02")
		with input.as_of as "2024-03-01T12:00:00Z"
}

test_nothing_signed_ahead_unmet_without_facts if {
	not dates.nothing_signed_ahead
		with input.facts as {}
		with input.as_of as "2024-03-01T12:00:00Z"
}

test_deliverables_after_decision_unmet_by_an_undated_decision_with_nothing_to_deliver if {
	not dates.deliverables_after_decision
		with input.facts as json.remove(changed("/answer/schedule", []), ["/decision/decided_on"])
}

test_deliverables_after_submission_unmet_by_an_undated_submission_with_nothing_to_deliver if {
	not dates.deliverables_after_submission
		with input.facts as json.remove(changed("/declaration/deliverables", []), ["/declaration/submitted_on"])
}

test_deliverables_after_submission_unmet_by_one_of_two_before_it if {
	not dates.deliverables_after_submission
		with input.facts as changed("/declaration/deliverables", [{"name": "a", "due_on": "2024-06-01"}, {"name": "b", "due_on": "2024-01-22"}])
}

test_nothing_signed_ahead_met_when_all_is_signed_today if {
	dates.nothing_signed_ahead
		with input.facts as json.patch(facts, [
			{"op": "add", "path": "/declaration/submitted_on", "value": "2024-03-01"},
			{"op": "add", "path": "/answer/answered_on", "value": "2024-03-01"},
			{"op": "add", "path": "/decision/decided_on", "value": "2024-03-01"},
		])
		with input.as_of as "2024-03-01T12:00:00Z"
}
