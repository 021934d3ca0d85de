package balise.rules.mandate.year_test

import data.balise.rules.mandate.year

facts := {
	"declaration": {
		"kind": "expertise_centre",
	},
	"decision": {
		"decided_on": "2024-02-27",
	},
	"groundwork": {
		"roles_updated_on": "2024-04-15",
		"criteria_published_on": "2024-05-10",
		"criteria_cover_all_levels": true,
		"governance_defined_on": "2024-05-15",
	},
	"plan": {
		"year_started_on": "2025-04-01",
		"year_ended_on": "2026-03-31",
		"actions": [
			"Embaucher",
		],
		"indicators": [
			"établissements conseillés",
		],
		"shared_on": "2025-03-20",
	},
	"accountability": {
		"year_ended_on": "2025-03-31",
	},
	"approval": {
		"approved": true,
		"year_ended_on": "2025-03-31",
	},
}

changed(path, value) := json.patch(facts, [{"op": "add", "path": path, "value": value}])

test_planned_and_shared_met_when_all_is_there if {
	year.planned_and_shared
		with input.facts as facts
}

test_roles_updated_met_when_all_is_there if {
	year.roles_updated
		with input.facts as facts
}

test_criteria_published_met_when_all_is_there if {
	year.criteria_published
		with input.facts as facts
}

test_governance_defined_met_when_all_is_there if {
	year.governance_defined
		with input.facts as facts
}

test_indicators_followed_met_when_all_is_there if {
	year.indicators_followed
		with input.facts as facts
}

test_planned_and_shared_unmet_without_facts if {
	not year.planned_and_shared
		with input.facts as {}
}

test_roles_updated_unmet_without_facts if {
	not year.roles_updated
		with input.facts as {}
}

test_criteria_published_unmet_without_facts if {
	not year.criteria_published
		with input.facts as {}
}

test_governance_defined_unmet_without_facts if {
	not year.governance_defined
		with input.facts as {}
}

test_indicators_followed_unmet_without_facts if {
	not year.indicators_followed
		with input.facts as {}
}

test_planned_and_shared_unmet_by_a_year_that_ends_as_it_starts if {
	not year.planned_and_shared
		with input.facts as changed("/plan/year_ended_on", "2025-04-01")
}

test_planned_and_shared_unmet_by_blank_actions if {
	not year.planned_and_shared
		with input.facts as changed("/plan/actions", [" "])
}

test_planned_and_shared_unmet_when_not_shared if {
	not year.planned_and_shared
		with input.facts as json.remove(facts, ["/plan/shared_on"])
}

test_roles_updated_met_on_the_day_of_the_decision if {
	year.roles_updated
		with input.facts as changed("/groundwork/roles_updated_on", "2024-02-27")
}

test_roles_updated_unmet_before_the_decision if {
	not year.roles_updated
		with input.facts as changed("/groundwork/roles_updated_on", "2024-02-26")
}

test_criteria_published_unmet_when_some_levels_are_left_out if {
	not year.criteria_published
		with input.facts as changed("/groundwork/criteria_cover_all_levels", false)
}

test_criteria_published_unmet_when_not_published if {
	not year.criteria_published
		with input.facts as json.remove(facts, ["/groundwork/criteria_published_on"])
}

test_governance_defined_unmet_when_not_defined if {
	not year.governance_defined
		with input.facts as json.remove(facts, ["/groundwork/governance_defined_on"])
}

test_indicators_followed_unmet_by_a_blank_indicator if {
	not year.indicators_followed
		with input.facts as changed("/plan/indicators", [" "])
}

test_previous_approved_met_for_the_first_year if {
	year.previous_approved
		with input.facts as json.remove(facts, ["/approval"])
		with input.case.stage as "accepted"
}

test_previous_approved_met_after_an_approved_year if {
	year.previous_approved
		with input.facts as facts
		with input.case.stage as "accounted"
}

test_previous_approved_unmet_after_a_year_not_approved if {
	not year.previous_approved
		with input.facts as changed("/approval/approved", false)
		with input.case.stage as "accounted"
}

test_previous_approved_unmet_by_the_approval_of_another_year if {
	not year.previous_approved
		with input.facts as changed("/approval/year_ended_on", "2024-03-31")
		with input.case.stage as "accounted"
}

test_previous_approved_unmet_without_facts if {
	not year.previous_approved
		with input.facts as {}
		with input.case.stage as "accounted"
}

test_previous_approved_met_where_a_year_that_waits_stands if {
	year.previous_approved
		with input.facts as json.remove(facts, ["/approval"])
		with input.case.stage as "accounted"
		with input.passage.to as "accounted"
	not year.previous_approved
		with input.facts as json.remove(facts, ["/approval"])
		with input.case.stage as "accounted"
		with input.passage.to as "running"
}

test_plan_is_for_a_new_year_met_where_the_year_accounted_stands if {
	year.plan_is_for_a_new_year
		with input.facts as changed("/plan/year_started_on", "2025-03-31")
		with input.case.stage as "accounted"
		with input.passage.to as "accounted"
	not year.plan_is_for_a_new_year
		with input.facts as changed("/plan/year_started_on", "2025-03-31")
		with input.case.stage as "accounted"
		with input.passage.to as "running"
	not year.plan_is_for_a_new_year
		with input.facts as {}
		with input.case.stage as "accounted"
		with input.passage.to as "accounted"
}

test_plan_is_for_a_new_year_met_for_the_first_year if {
	year.plan_is_for_a_new_year
		with input.facts as json.remove(facts, ["/accountability"])
		with input.case.stage as "accepted"
}

test_plan_is_for_a_new_year_met_the_day_after_the_account if {
	year.plan_is_for_a_new_year
		with input.facts as facts
		with input.case.stage as "accounted"
}

test_plan_is_for_a_new_year_unmet_for_the_year_accounted if {
	not year.plan_is_for_a_new_year
		with input.facts as changed("/plan/year_started_on", "2025-03-31")
		with input.case.stage as "accounted"
}

test_plan_is_for_a_new_year_unmet_without_facts if {
	not year.plan_is_for_a_new_year
		with input.facts as {}
		with input.case.stage as "accepted"
}

test_plan_is_for_a_new_year_unmet_without_facts_for_another_year if {
	not year.plan_is_for_a_new_year
		with input.facts as {}
		with input.case.stage as "accounted"
}

test_planned_and_shared_needs_one_action_that_is_not_blank if {
	year.planned_and_shared with input.facts as changed("/plan/actions", [" ", "Embaucher"])
	not year.planned_and_shared with input.facts as changed("/plan/actions", [])
}

test_indicators_followed_needs_one_that_is_not_blank if {
	year.indicators_followed with input.facts as changed("/plan/indicators", [" ", "délai"])
	not year.indicators_followed with input.facts as changed("/plan/indicators", [])
}
