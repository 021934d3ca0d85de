package balise.rules.release.approval_test

import data.balise.rules.release.approval

facts := {
	"declaration": {
		"bundle": "sha256:b",
		"author_function": "Conseiller en gouvernance",
		"proposed_on": "2025-09-02",
	},
	"tests": {
		"tested_on": "2025-09-03",
	},
	"backtest": {
		"completed_on": "2025-09-04",
	},
	"approval": {
		"bundle": "sha256:b",
		"approver_function": "direction de la gouvernance",
		"backtest_read": true,
		"approved_on": "2025-09-10",
	},
}

changed(path, value) := json.patch(facts, [{"op": "add", "path": path, "value": value}])

test_approved_by_another_met_when_all_is_done if {
	approval.approved_by_another
		with input.facts as facts
		with input.as_of as "2025-09-10T12:00:00Z"
}

test_approved_as_proposed_met_when_all_is_done if {
	approval.approved_as_proposed
		with input.facts as facts
		with input.as_of as "2025-09-10T12:00:00Z"
}

test_backtest_read_met_when_all_is_done if {
	approval.backtest_read
		with input.facts as facts
		with input.as_of as "2025-09-10T12:00:00Z"
}

test_dates_in_order_met_when_all_is_done if {
	approval.dates_in_order
		with input.facts as facts
		with input.as_of as "2025-09-10T12:00:00Z"
}

test_approved_by_another_unmet_without_facts if {
	not approval.approved_by_another
		with input.facts as {}
		with input.as_of as "2025-09-10T12:00:00Z"
}

test_approved_as_proposed_unmet_without_facts if {
	not approval.approved_as_proposed
		with input.facts as {}
		with input.as_of as "2025-09-10T12:00:00Z"
}

test_backtest_read_unmet_without_facts if {
	not approval.backtest_read
		with input.facts as {}
		with input.as_of as "2025-09-10T12:00:00Z"
}

test_dates_in_order_unmet_without_facts if {
	not approval.dates_in_order
		with input.facts as {}
		with input.as_of as "2025-09-10T12:00:00Z"
}

test_approved_by_another_unmet_by_the_author if {
	not approval.approved_by_another
		with input.facts as changed("/approval/approver_function", "Conseiller en gouvernance")
		with input.as_of as "2025-09-10T12:00:00Z"
}

test_approved_by_another_unmet_by_the_author_written_otherwise if {
	not approval.approved_by_another
		with input.facts as changed("/approval/approver_function", " conseiller  EN-gouvernance")
		with input.as_of as "2025-09-10T12:00:00Z"
}

test_approved_by_another_unmet_by_nobody if {
	not approval.approved_by_another
		with input.facts as changed("/approval/approver_function", " - ")
		with input.as_of as "2025-09-10T12:00:00Z"
}

test_approved_as_proposed_unmet_by_the_approval_of_another if {
	not approval.approved_as_proposed
		with input.facts as changed("/approval/bundle", "sha256:c")
		with input.as_of as "2025-09-10T12:00:00Z"
}

test_backtest_read_unmet_when_not_read if {
	not approval.backtest_read
		with input.facts as changed("/approval/backtest_read", false)
		with input.as_of as "2025-09-10T12:00:00Z"
}

test_dates_in_order_met_all_on_one_day if {
	approval.dates_in_order
		with input.facts as json.patch(facts, [
			{"op": "add", "path": "/declaration/proposed_on", "value": "2025-09-10"},
			{"op": "add", "path": "/tests/tested_on", "value": "2025-09-10"},
			{"op": "add", "path": "/backtest/completed_on", "value": "2025-09-10"},
		])
		with input.as_of as "2025-09-10T12:00:00Z"
}

test_dates_in_order_unmet_when_tested_before_it_was_proposed if {
	not approval.dates_in_order
		with input.facts as changed("/tests/tested_on", "2025-09-01")
		with input.as_of as "2025-09-10T12:00:00Z"
}

test_dates_in_order_unmet_when_approved_before_the_tests if {
	not approval.dates_in_order
		with input.facts as changed("/tests/tested_on", "2025-09-11")
		with input.as_of as "2025-09-10T12:00:00Z"
}

test_dates_in_order_unmet_when_replayed_before_it_was_proposed if {
	not approval.dates_in_order
		with input.facts as changed("/backtest/completed_on", "2025-09-01")
		with input.as_of as "2025-09-10T12:00:00Z"
}

test_dates_in_order_unmet_when_approved_before_the_replay if {
	not approval.dates_in_order
		with input.facts as changed("/backtest/completed_on", "2025-09-11")
		with input.as_of as "2025-09-10T12:00:00Z"
}

test_dates_in_order_unmet_when_approved_tomorrow if {
	not approval.dates_in_order
		with input.facts as changed("/approval/approved_on", "2025-09-11")
		with input.as_of as "2025-09-10T12:00:00Z"
}

test_approved_by_another_unmet_when_nobody_wrote_it if {
	not approval.approved_by_another
		with input.facts as changed("/declaration/author_function", " - ")
		with input.as_of as "2025-09-10T12:00:00Z"
}

test_approved_as_proposed_unmet_when_every_bundle_is_blank if {
	not approval.approved_as_proposed
		with input.facts as json.patch(facts, [
			{"op": "add", "path": "/declaration/bundle", "value": " "},
			{"op": "add", "path": "/approval/bundle", "value": " "},
		])
		with input.as_of as "2025-09-10T12:00:00Z"
}

test_approved_by_another_met_by_a_function_of_one_word if {
	approval.approved_by_another with input.facts as changed("/approval/approver_function", "Direction")
}
