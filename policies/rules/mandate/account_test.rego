package balise.rules.mandate.account_test

import data.balise.rules.mandate.account

facts := {
	"decision": {
		"decided_on": "2024-02-27",
	},
	"accountability": {
		"year_started_on": "2024-04-01",
		"year_ended_on": "2025-03-31",
		"submitted_on": "2025-04-20",
		"budget_requested": true,
	},
	"status": {
		"q1": {
			"period_ended_on": "2024-06-30",
			"reported_on": "2024-06-30",
			"trends": "Prévision",
		},
		"q2": {
			"period_ended_on": "2024-09-30",
			"reported_on": "2024-09-30",
			"trends": "Prévision",
		},
		"q3": {
			"period_ended_on": "2024-12-31",
			"reported_on": "2024-12-31",
			"trends": "Prévision",
		},
		"q4": {
			"period_ended_on": "2025-03-31",
			"reported_on": "2025-03-31",
			"trends": "Prévision",
		},
	},
	"spending": {
		"q1": {
			"period_ended_on": "2024-06-30",
			"reviewed_on": "2024-06-30",
		},
		"q2": {
			"period_ended_on": "2024-09-30",
			"reviewed_on": "2024-09-30",
		},
		"q3": {
			"period_ended_on": "2024-12-31",
			"reviewed_on": "2024-12-31",
		},
		"q4": {
			"period_ended_on": "2025-03-31",
			"reviewed_on": "2025-03-31",
		},
	},
	"publications": {
		"count": 3,
	},
	"inventory": {
		"taken_on": "2025-02-14",
	},
	"barriers": {
		"presented_on": "2025-03-12",
	},
	"maturity": {
		"diagnosed_on": "2020-04-01",
		"business_intelligence": true,
		"artificial_intelligence": true,
	},
}

changed(path, value) := json.patch(facts, [{"op": "add", "path": path, "value": value}])

test_filed_for_a_past_year_met_when_all_is_there if {
	account.filed_for_a_past_year
		with input.facts as facts
		with input.as_of as "2025-05-01T12:00:00Z"
		with data.rules.mandate.parameters as {"publications": {"minimum": 3}, "maturity": {"months": 60}}
}

test_four_statuses_reported_met_when_all_is_there if {
	account.four_statuses_reported
		with input.facts as facts
		with input.as_of as "2025-05-01T12:00:00Z"
		with data.rules.mandate.parameters as {"publications": {"minimum": 3}, "maturity": {"months": 60}}
}

test_spending_reviewed_each_quarter_met_when_all_is_there if {
	account.spending_reviewed_each_quarter
		with input.facts as facts
		with input.as_of as "2025-05-01T12:00:00Z"
		with data.rules.mandate.parameters as {"publications": {"minimum": 3}, "maturity": {"months": 60}}
}

test_trends_told_each_quarter_met_when_all_is_there if {
	account.trends_told_each_quarter
		with input.facts as facts
		with input.as_of as "2025-05-01T12:00:00Z"
		with data.rules.mandate.parameters as {"publications": {"minimum": 3}, "maturity": {"months": 60}}
}

test_enough_publications_met_when_all_is_there if {
	account.enough_publications
		with input.facts as facts
		with input.as_of as "2025-05-01T12:00:00Z"
		with data.rules.mandate.parameters as {"publications": {"minimum": 3}, "maturity": {"months": 60}}
}

test_inventory_taken_in_the_year_met_when_all_is_there if {
	account.inventory_taken_in_the_year
		with input.facts as facts
		with input.as_of as "2025-05-01T12:00:00Z"
		with data.rules.mandate.parameters as {"publications": {"minimum": 3}, "maturity": {"months": 60}}
}

test_barriers_presented_in_the_year_met_when_all_is_there if {
	account.barriers_presented_in_the_year
		with input.facts as facts
		with input.as_of as "2025-05-01T12:00:00Z"
		with data.rules.mandate.parameters as {"publications": {"minimum": 3}, "maturity": {"months": 60}}
}

test_maturity_diagnosed_in_time_met_when_all_is_there if {
	account.maturity_diagnosed_in_time
		with input.facts as facts
		with input.as_of as "2025-05-01T12:00:00Z"
		with data.rules.mandate.parameters as {"publications": {"minimum": 3}, "maturity": {"months": 60}}
}

test_filed_for_a_past_year_unmet_without_facts if {
	not account.filed_for_a_past_year
		with input.facts as {}
		with input.as_of as "2025-05-01T12:00:00Z"
		with data.rules.mandate.parameters as {"publications": {"minimum": 3}, "maturity": {"months": 60}}
}

test_four_statuses_reported_unmet_without_facts if {
	not account.four_statuses_reported
		with input.facts as {}
		with input.as_of as "2025-05-01T12:00:00Z"
		with data.rules.mandate.parameters as {"publications": {"minimum": 3}, "maturity": {"months": 60}}
}

test_spending_reviewed_each_quarter_unmet_without_facts if {
	not account.spending_reviewed_each_quarter
		with input.facts as {}
		with input.as_of as "2025-05-01T12:00:00Z"
		with data.rules.mandate.parameters as {"publications": {"minimum": 3}, "maturity": {"months": 60}}
}

test_trends_told_each_quarter_unmet_without_facts if {
	not account.trends_told_each_quarter
		with input.facts as {}
		with input.as_of as "2025-05-01T12:00:00Z"
		with data.rules.mandate.parameters as {"publications": {"minimum": 3}, "maturity": {"months": 60}}
}

test_enough_publications_unmet_without_facts if {
	not account.enough_publications
		with input.facts as {}
		with input.as_of as "2025-05-01T12:00:00Z"
		with data.rules.mandate.parameters as {"publications": {"minimum": 3}, "maturity": {"months": 60}}
}

test_inventory_taken_in_the_year_unmet_without_facts if {
	not account.inventory_taken_in_the_year
		with input.facts as {}
		with input.as_of as "2025-05-01T12:00:00Z"
		with data.rules.mandate.parameters as {"publications": {"minimum": 3}, "maturity": {"months": 60}}
}

test_barriers_presented_in_the_year_unmet_without_facts if {
	not account.barriers_presented_in_the_year
		with input.facts as {}
		with input.as_of as "2025-05-01T12:00:00Z"
		with data.rules.mandate.parameters as {"publications": {"minimum": 3}, "maturity": {"months": 60}}
}

test_maturity_diagnosed_in_time_unmet_without_facts if {
	not account.maturity_diagnosed_in_time
		with input.facts as {}
		with input.as_of as "2025-05-01T12:00:00Z"
		with data.rules.mandate.parameters as {"publications": {"minimum": 3}, "maturity": {"months": 60}}
}

test_filed_for_a_past_year_met_on_the_last_day if {
	account.filed_for_a_past_year
		with input.facts as changed("/accountability/submitted_on", "2025-03-31")
		with input.as_of as "2025-05-01T12:00:00Z"
		with data.rules.mandate.parameters as {"publications": {"minimum": 3}, "maturity": {"months": 60}}
}

test_filed_for_a_past_year_met_today if {
	account.filed_for_a_past_year
		with input.facts as changed("/accountability/submitted_on", "2025-05-01")
		with input.as_of as "2025-05-01T12:00:00Z"
		with data.rules.mandate.parameters as {"publications": {"minimum": 3}, "maturity": {"months": 60}}
}

test_filed_for_a_past_year_unmet_tomorrow if {
	not account.filed_for_a_past_year
		with input.facts as changed("/accountability/submitted_on", "2025-05-02")
		with input.as_of as "2025-05-01T12:00:00Z"
		with data.rules.mandate.parameters as {"publications": {"minimum": 3}, "maturity": {"months": 60}}
}

test_filed_for_a_past_year_unmet_before_the_year_is_over if {
	not account.filed_for_a_past_year
		with input.facts as changed("/accountability/submitted_on", "2025-03-30")
		with input.as_of as "2025-05-01T12:00:00Z"
		with data.rules.mandate.parameters as {"publications": {"minimum": 3}, "maturity": {"months": 60}}
}

test_filed_for_a_past_year_unmet_by_more_than_a_year if {
	not account.filed_for_a_past_year
		with input.facts as changed("/accountability/year_started_on", "2024-03-31")
		with input.as_of as "2025-05-01T12:00:00Z"
		with data.rules.mandate.parameters as {"publications": {"minimum": 3}, "maturity": {"months": 60}}
}

test_filed_for_a_past_year_unmet_by_a_year_of_no_day if {
	not account.filed_for_a_past_year
		with input.facts as changed("/accountability/year_started_on", "2025-03-31")
		with input.as_of as "2025-05-01T12:00:00Z"
		with data.rules.mandate.parameters as {"publications": {"minimum": 3}, "maturity": {"months": 60}}
}

test_filed_for_a_past_year_unmet_without_a_budget_request if {
	not account.filed_for_a_past_year
		with input.facts as changed("/accountability/budget_requested", false)
		with input.as_of as "2025-05-01T12:00:00Z"
		with data.rules.mandate.parameters as {"publications": {"minimum": 3}, "maturity": {"months": 60}}
}

test_four_statuses_reported_met_by_a_quarter_that_ends_with_the_first_day if {
	account.four_statuses_reported
		with input.facts as changed("/status/q1/period_ended_on", "2024-04-01")
		with input.as_of as "2025-05-01T12:00:00Z"
		with data.rules.mandate.parameters as {"publications": {"minimum": 3}, "maturity": {"months": 60}}
}

test_four_statuses_reported_unmet_by_a_quarter_of_the_year_before if {
	not account.four_statuses_reported
		with input.facts as changed("/status/q1/period_ended_on", "2024-03-31")
		with input.as_of as "2025-05-01T12:00:00Z"
		with data.rules.mandate.parameters as {"publications": {"minimum": 3}, "maturity": {"months": 60}}
}

test_four_statuses_reported_unmet_by_a_quarter_of_the_year_after if {
	not account.four_statuses_reported
		with input.facts as json.patch(facts, [
			{"op": "add", "path": "/status/q4/period_ended_on", "value": "2025-04-01"},
			{"op": "add", "path": "/status/q4/reported_on", "value": "2025-04-01"},
		])
		with input.as_of as "2025-05-01T12:00:00Z"
		with data.rules.mandate.parameters as {"publications": {"minimum": 3}, "maturity": {"months": 60}}
}

test_four_statuses_reported_unmet_when_one_is_missing if {
	not account.four_statuses_reported
		with input.facts as json.remove(facts, ["/status/q3"])
		with input.as_of as "2025-05-01T12:00:00Z"
		with data.rules.mandate.parameters as {"publications": {"minimum": 3}, "maturity": {"months": 60}}
}

test_four_statuses_reported_unmet_by_the_same_quarter_twice if {
	not account.four_statuses_reported
		with input.facts as changed("/status/q2/period_ended_on", "2024-06-30")
		with input.as_of as "2025-05-01T12:00:00Z"
		with data.rules.mandate.parameters as {"publications": {"minimum": 3}, "maturity": {"months": 60}}
}

test_four_statuses_reported_unmet_when_told_before_the_quarter_ends if {
	not account.four_statuses_reported
		with input.facts as changed("/status/q2/reported_on", "2024-09-29")
		with input.as_of as "2025-05-01T12:00:00Z"
		with data.rules.mandate.parameters as {"publications": {"minimum": 3}, "maturity": {"months": 60}}
}

test_spending_reviewed_each_quarter_met_by_a_quarter_that_ends_with_the_first_day if {
	account.spending_reviewed_each_quarter
		with input.facts as changed("/spending/q1/period_ended_on", "2024-04-01")
		with input.as_of as "2025-05-01T12:00:00Z"
		with data.rules.mandate.parameters as {"publications": {"minimum": 3}, "maturity": {"months": 60}}
}

test_spending_reviewed_each_quarter_unmet_by_a_quarter_of_the_year_before if {
	not account.spending_reviewed_each_quarter
		with input.facts as changed("/spending/q1/period_ended_on", "2024-03-31")
		with input.as_of as "2025-05-01T12:00:00Z"
		with data.rules.mandate.parameters as {"publications": {"minimum": 3}, "maturity": {"months": 60}}
}

test_spending_reviewed_each_quarter_unmet_by_a_quarter_of_the_year_after if {
	not account.spending_reviewed_each_quarter
		with input.facts as json.patch(facts, [
			{"op": "add", "path": "/spending/q4/period_ended_on", "value": "2025-04-01"},
			{"op": "add", "path": "/spending/q4/reviewed_on", "value": "2025-04-01"},
		])
		with input.as_of as "2025-05-01T12:00:00Z"
		with data.rules.mandate.parameters as {"publications": {"minimum": 3}, "maturity": {"months": 60}}
}

test_spending_reviewed_each_quarter_unmet_when_one_is_missing if {
	not account.spending_reviewed_each_quarter
		with input.facts as json.remove(facts, ["/spending/q3"])
		with input.as_of as "2025-05-01T12:00:00Z"
		with data.rules.mandate.parameters as {"publications": {"minimum": 3}, "maturity": {"months": 60}}
}

test_spending_reviewed_each_quarter_unmet_by_the_same_quarter_twice if {
	not account.spending_reviewed_each_quarter
		with input.facts as changed("/spending/q2/period_ended_on", "2024-06-30")
		with input.as_of as "2025-05-01T12:00:00Z"
		with data.rules.mandate.parameters as {"publications": {"minimum": 3}, "maturity": {"months": 60}}
}

test_spending_reviewed_each_quarter_unmet_when_told_before_the_quarter_ends if {
	not account.spending_reviewed_each_quarter
		with input.facts as changed("/spending/q2/reviewed_on", "2024-09-29")
		with input.as_of as "2025-05-01T12:00:00Z"
		with data.rules.mandate.parameters as {"publications": {"minimum": 3}, "maturity": {"months": 60}}
}

test_trends_told_each_quarter_unmet_when_one_is_silent if {
	not account.trends_told_each_quarter
		with input.facts as changed("/status/q2/trends", " ")
		with input.as_of as "2025-05-01T12:00:00Z"
		with data.rules.mandate.parameters as {"publications": {"minimum": 3}, "maturity": {"months": 60}}
}

test_enough_publications_unmet_by_one_too_few if {
	not account.enough_publications
		with input.facts as changed("/publications/count", 2)
		with input.as_of as "2025-05-01T12:00:00Z"
		with data.rules.mandate.parameters as {"publications": {"minimum": 3}, "maturity": {"months": 60}}
}

test_inventory_taken_in_the_year_unmet_the_year_before if {
	not account.inventory_taken_in_the_year
		with input.facts as changed("/inventory/taken_on", "2024-03-31")
		with input.as_of as "2025-05-01T12:00:00Z"
		with data.rules.mandate.parameters as {"publications": {"minimum": 3}, "maturity": {"months": 60}}
}

test_barriers_presented_in_the_year_unmet_the_year_after if {
	not account.barriers_presented_in_the_year
		with input.facts as changed("/barriers/presented_on", "2025-04-01")
		with input.as_of as "2025-05-01T12:00:00Z"
		with data.rules.mandate.parameters as {"publications": {"minimum": 3}, "maturity": {"months": 60}}
}

test_maturity_diagnosed_in_time_met_five_years_ago_to_the_day if {
	account.maturity_diagnosed_in_time
		with input.facts as json.patch(facts, [
			{"op": "add", "path": "/decision/decided_on", "value": "2015-01-01"},
			{"op": "add", "path": "/maturity/diagnosed_on", "value": "2020-03-31"},
		])
		with input.as_of as "2025-05-01T12:00:00Z"
		with data.rules.mandate.parameters as {"publications": {"minimum": 3}, "maturity": {"months": 60}}
}

test_maturity_diagnosed_in_time_unmet_more_than_five_years_ago if {
	not account.maturity_diagnosed_in_time
		with input.facts as json.patch(facts, [
			{"op": "add", "path": "/decision/decided_on", "value": "2015-01-01"},
			{"op": "add", "path": "/maturity/diagnosed_on", "value": "2020-03-30"},
		])
		with input.as_of as "2025-05-01T12:00:00Z"
		with data.rules.mandate.parameters as {"publications": {"minimum": 3}, "maturity": {"months": 60}}
}

test_maturity_diagnosed_in_time_met_by_a_mandate_of_five_years if {
	account.maturity_diagnosed_in_time
		with input.facts as json.patch(facts, [
			{"op": "add", "path": "/decision/decided_on", "value": "2020-03-31"},
			{"op": "add", "path": "/maturity", "value": {}},
		])
		with input.as_of as "2025-05-01T12:00:00Z"
		with data.rules.mandate.parameters as {"publications": {"minimum": 3}, "maturity": {"months": 60}}
}

test_maturity_diagnosed_in_time_unmet_by_an_older_mandate_without_one if {
	not account.maturity_diagnosed_in_time
		with input.facts as json.patch(facts, [
			{"op": "add", "path": "/decision/decided_on", "value": "2020-03-30"},
			{"op": "add", "path": "/maturity", "value": {}},
		])
		with input.as_of as "2025-05-01T12:00:00Z"
		with data.rules.mandate.parameters as {"publications": {"minimum": 3}, "maturity": {"months": 60}}
}

test_maturity_diagnosed_in_time_unmet_without_business_intelligence if {
	not account.maturity_diagnosed_in_time
		with input.facts as json.patch(facts, [
			{"op": "add", "path": "/decision/decided_on", "value": "2015-01-01"},
			{"op": "add", "path": "/maturity/business_intelligence", "value": false},
		])
		with input.as_of as "2025-05-01T12:00:00Z"
		with data.rules.mandate.parameters as {"publications": {"minimum": 3}, "maturity": {"months": 60}}
}

test_maturity_diagnosed_in_time_unmet_without_artificial_intelligence if {
	not account.maturity_diagnosed_in_time
		with input.facts as json.patch(facts, [
			{"op": "add", "path": "/decision/decided_on", "value": "2015-01-01"},
			{"op": "add", "path": "/maturity/artificial_intelligence", "value": false},
		])
		with input.as_of as "2025-05-01T12:00:00Z"
		with data.rules.mandate.parameters as {"publications": {"minimum": 3}, "maturity": {"months": 60}}
}

asked(due) := {
	"declaration": {"deliverables": [
		{"name": "Mise en place", "due_on": due},
		{"name": "Rayonnement", "yearly": true},
	]},
	"answer": {"answered_on": "2024-02-13"},
	"decision": {"answer": "accepted", "decided_on": "2024-02-27"},
	"accountability": {"year_ended_on": "2025-03-31"},
}

handing(name, day) := {"deliverables": {"submitted": [{"name": name, "submitted_on": day}]}}

handed(facts_read) if {
	account.deliverables_handed_in
		with input.facts as facts_read
		with input.process as "mandate"
		with data.balise.question.today as "2025-06-01"
}

test_deliverables_handed_in_met_when_those_due_were if {
	handed(object.union(asked("2024-06-01"), handing(" MISE en place ", "2025-06-01")))
}

test_deliverables_handed_in_met_when_none_is_due_in_the_year if handed(asked("2025-04-01"))

test_deliverables_handed_in_unmet_on_the_last_day_without_it if not handed(asked("2025-03-31"))

test_deliverables_handed_in_unmet_by_another_or_by_a_day_to_come if {
	not handed(object.union(asked("2024-06-01"), handing("Rayonnement", "2024-05-30")))
	not handed(object.union(asked("2024-06-01"), handing("Mise en place", "2025-06-02")))
}

test_deliverables_handed_in_follows_the_date_that_was_proposed if {
	later := {"answer": {"schedule": [{"name": "mise en place", "proposed_on": "2025-05-01"}, {"name": "Rayonnement"}]}}
	handed(object.union(asked("2024-06-01"), later))
	sooner := {"answer": {"schedule": [{"name": "Mise en place", "proposed_on": "2025-03-31"}]}}
	not handed(object.union(asked("2025-04-01"), sooner))
}

test_deliverables_handed_in_does_not_follow_a_date_proposed_after_the_decision if {
	later := {"answer": {"answered_on": "2024-02-28", "schedule": [{"name": "Mise en place", "proposed_on": "2025-05-01"}]}}
	not handed(object.union(asked("2024-06-01"), later))
	handed(object.union_n([asked("2024-06-01"), later, {"decision": {"decided_on": "2024-02-28"}}]))
}

test_deliverables_handed_in_unmet_without_facts if {
	not account.deliverables_handed_in with input.facts as {}
}

# What is told while an account waits is of the next year.
next_year := json.patch(facts, [
	{"op": "add", "path": "/status/q1/period_ended_on", "value": "2025-06-30"},
	{"op": "add", "path": "/status/q1/reported_on", "value": "2025-06-30"},
	{"op": "add", "path": "/spending/q1/period_ended_on", "value": "2025-06-30"},
	{"op": "add", "path": "/spending/q1/reviewed_on", "value": "2025-06-30"},
	{"op": "add", "path": "/inventory/taken_on", "value": "2025-06-30"},
	{"op": "add", "path": "/barriers/presented_on", "value": "2025-06-30"},
])

test_within_year_of_an_account_that_waits_takes_what_comes_after if {
	account.four_statuses_reported with input.facts as next_year with input.case.stage as "accounted"
	account.spending_reviewed_each_quarter with input.facts as next_year with input.case.stage as "accounted"
	account.inventory_taken_in_the_year with input.facts as next_year with input.case.stage as "accounted"
	account.barriers_presented_in_the_year with input.facts as next_year with input.case.stage as "accounted"
	not account.inventory_taken_in_the_year
		with input.facts as changed("/inventory/taken_on", "2024-03-31")
		with input.case.stage as "accounted"
}

test_within_year_of_one_that_is_not_accounted_for_takes_nothing_after if {
	not account.four_statuses_reported with input.facts as next_year with input.case.stage as "running"
	not account.spending_reviewed_each_quarter with input.facts as next_year with input.case.stage as "running"
	not account.inventory_taken_in_the_year with input.facts as next_year with input.case.stage as "running"
	not account.barriers_presented_in_the_year with input.facts as next_year with input.case.stage as "running"
}
