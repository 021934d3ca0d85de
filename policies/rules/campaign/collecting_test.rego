package balise.rules.campaign.collecting_test

import data.balise.rules.campaign.collecting

facts := {
	"declaration": {
		"asked": 34,
		"opened_on": "2025-01-13",
		"closes_on": "2025-02-14",
	},
	"invitations": {
		"sent": 34,
		"sent_on": "2025-01-13",
	},
	"reminders": {
		"rounds": 2,
	},
	"answers": {
		"answered": 31,
		"unanswered": 3,
		"counted_on": "2025-02-14",
	},
	"report": {
		"closed_on": "2025-02-14",
		"summary": "La moitié en planification.",
		"unanswered": 3,
	},
}

changed(path, value) := json.patch(facts, [{"op": "add", "path": path, "value": value}])

test_everyone_told_met_when_all_is_done if {
	collecting.everyone_told
		with input.facts as facts
		with input.as_of as "2025-02-14T12:00:00Z"
		with data.rules.campaign.parameters as {"reminders": {"minimum_rounds": 2}}
}

test_answers_add_up_met_when_all_is_done if {
	collecting.answers_add_up
		with input.facts as facts
		with input.as_of as "2025-02-14T12:00:00Z"
		with data.rules.campaign.parameters as {"reminders": {"minimum_rounds": 2}}
}

test_silent_reminded_met_when_all_is_done if {
	collecting.silent_reminded
		with input.facts as facts
		with input.as_of as "2025-02-14T12:00:00Z"
		with data.rules.campaign.parameters as {"reminders": {"minimum_rounds": 2}}
}

test_time_respected_met_when_all_is_done if {
	collecting.time_respected
		with input.facts as facts
		with input.as_of as "2025-02-14T12:00:00Z"
		with data.rules.campaign.parameters as {"reminders": {"minimum_rounds": 2}}
}

test_non_answers_told_met_when_all_is_done if {
	collecting.non_answers_told
		with input.facts as facts
		with input.as_of as "2025-02-14T12:00:00Z"
		with data.rules.campaign.parameters as {"reminders": {"minimum_rounds": 2}}
}

test_breach_established_met_when_all_is_done if {
	collecting.breach_established
		with input.facts as facts
		with input.as_of as "2025-02-14T12:00:00Z"
		with data.rules.campaign.parameters as {"reminders": {"minimum_rounds": 2}}
}

test_everyone_told_unmet_without_facts if {
	not collecting.everyone_told
		with input.facts as {}
		with input.as_of as "2025-02-14T12:00:00Z"
		with data.rules.campaign.parameters as {"reminders": {"minimum_rounds": 2}}
}

test_answers_add_up_unmet_without_facts if {
	not collecting.answers_add_up
		with input.facts as {}
		with input.as_of as "2025-02-14T12:00:00Z"
		with data.rules.campaign.parameters as {"reminders": {"minimum_rounds": 2}}
}

test_silent_reminded_unmet_without_facts if {
	not collecting.silent_reminded
		with input.facts as {}
		with input.as_of as "2025-02-14T12:00:00Z"
		with data.rules.campaign.parameters as {"reminders": {"minimum_rounds": 2}}
}

test_time_respected_unmet_without_facts if {
	not collecting.time_respected
		with input.facts as {}
		with input.as_of as "2025-02-14T12:00:00Z"
		with data.rules.campaign.parameters as {"reminders": {"minimum_rounds": 2}}
}

test_non_answers_told_unmet_without_facts if {
	not collecting.non_answers_told
		with input.facts as {}
		with input.as_of as "2025-02-14T12:00:00Z"
		with data.rules.campaign.parameters as {"reminders": {"minimum_rounds": 2}}
}

test_breach_established_unmet_without_facts if {
	not collecting.breach_established
		with input.facts as {}
		with input.as_of as "2025-02-14T12:00:00Z"
		with data.rules.campaign.parameters as {"reminders": {"minimum_rounds": 2}}
}

test_everyone_told_unmet_when_one_is_left_out if {
	not collecting.everyone_told
		with input.facts as changed("/invitations/sent", 33)
		with input.as_of as "2025-02-14T12:00:00Z"
		with data.rules.campaign.parameters as {"reminders": {"minimum_rounds": 2}}
}

test_everyone_told_unmet_the_day_after if {
	not collecting.everyone_told
		with input.facts as changed("/invitations/sent_on", "2025-01-14")
		with input.as_of as "2025-02-14T12:00:00Z"
		with data.rules.campaign.parameters as {"reminders": {"minimum_rounds": 2}}
}

test_answers_add_up_unmet_by_one_too_many if {
	not collecting.answers_add_up
		with input.facts as changed("/answers/answered", 32)
		with input.as_of as "2025-02-14T12:00:00Z"
		with data.rules.campaign.parameters as {"reminders": {"minimum_rounds": 2}}
}

test_silent_reminded_met_when_all_answered if {
	collecting.silent_reminded
		with input.facts as json.patch(facts, [
			{"op": "add", "path": "/answers/unanswered", "value": 0},
			{"op": "add", "path": "/reminders", "value": {}},
		])
		with input.as_of as "2025-02-14T12:00:00Z"
		with data.rules.campaign.parameters as {"reminders": {"minimum_rounds": 2}}
}

test_silent_reminded_unmet_by_one_reminder if {
	not collecting.silent_reminded
		with input.facts as changed("/reminders/rounds", 1)
		with input.as_of as "2025-02-14T12:00:00Z"
		with data.rules.campaign.parameters as {"reminders": {"minimum_rounds": 2}}
}

test_silent_reminded_unmet_without_reminders if {
	not collecting.silent_reminded
		with input.facts as json.remove(facts, ["/reminders"])
		with input.as_of as "2025-02-14T12:00:00Z"
		with data.rules.campaign.parameters as {"reminders": {"minimum_rounds": 2}}
}

test_time_respected_met_early_when_all_answered if {
	collecting.time_respected
		with input.facts as json.patch(facts, [
			{"op": "add", "path": "/answers/unanswered", "value": 0},
			{"op": "add", "path": "/answers/counted_on", "value": "2025-01-20"},
			{"op": "add", "path": "/report/closed_on", "value": "2025-01-20"},
		])
		with input.as_of as "2025-02-14T12:00:00Z"
		with data.rules.campaign.parameters as {"reminders": {"minimum_rounds": 2}}
}

test_time_respected_unmet_when_counted_early if {
	not collecting.time_respected
		with input.facts as changed("/answers/counted_on", "2025-02-13")
		with input.as_of as "2025-02-14T12:00:00Z"
		with data.rules.campaign.parameters as {"reminders": {"minimum_rounds": 2}}
}

test_time_respected_unmet_when_closed_before_the_count if {
	not collecting.time_respected
		with input.facts as changed("/report/closed_on", "2025-02-13")
		with input.as_of as "2025-02-14T12:00:00Z"
		with data.rules.campaign.parameters as {"reminders": {"minimum_rounds": 2}}
}

test_time_respected_unmet_when_the_last_day_is_to_come if {
	not collecting.time_respected
		with input.facts as json.patch(facts, [
			{"op": "add", "path": "/declaration/closes_on", "value": "2025-02-15"},
			{"op": "add", "path": "/answers/counted_on", "value": "2025-02-15"},
			{"op": "add", "path": "/report/closed_on", "value": "2025-02-15"},
		])
		with input.as_of as "2025-02-14T12:00:00Z"
		with data.rules.campaign.parameters as {"reminders": {"minimum_rounds": 2}}
}

test_non_answers_told_unmet_by_another_number if {
	not collecting.non_answers_told
		with input.facts as changed("/report/unanswered", 2)
		with input.as_of as "2025-02-14T12:00:00Z"
		with data.rules.campaign.parameters as {"reminders": {"minimum_rounds": 2}}
}

test_non_answers_told_unmet_by_a_blank_summary if {
	not collecting.non_answers_told
		with input.facts as changed("/report/summary", " ")
		with input.as_of as "2025-02-14T12:00:00Z"
		with data.rules.campaign.parameters as {"reminders": {"minimum_rounds": 2}}
}

test_breach_established_met_by_one if {
	collecting.breach_established
		with input.facts as changed("/answers/unanswered", 1)
		with input.as_of as "2025-02-14T12:00:00Z"
		with data.rules.campaign.parameters as {"reminders": {"minimum_rounds": 2}}
}

test_breach_established_unmet_when_all_answered if {
	not collecting.breach_established
		with input.facts as changed("/answers/unanswered", 0)
		with input.as_of as "2025-02-14T12:00:00Z"
		with data.rules.campaign.parameters as {"reminders": {"minimum_rounds": 2}}
}
