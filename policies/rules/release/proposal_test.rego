package balise.rules.release.proposal_test

import data.balise.rules.release.proposal

facts := {
	"declaration": {
		"title": "Seuil",
		"reason": "Trop peu de gens formés.",
		"changes": [
			"FOR-001",
		],
		"bundle": "sha256:b",
		"previous": "sha256:a",
		"author_function": "conseiller",
		"proposed_on": "2025-09-02",
	},
	"tests": {
		"bundle": "sha256:b",
		"checks_passed": true,
		"passed": 400,
		"failed": 0,
		"coverage": 1,
		"mutants_killed": 900,
		"mutants_unexplained": 0,
	},
	"backtest": {
		"bundle": "sha256:b",
		"cases": 258,
		"changed": 7,
		"newly_refused": 6,
		"newly_allowed": 1,
	},
}

changed(path, value) := json.patch(facts, [{"op": "add", "path": path, "value": value}])

test_change_told_met_when_all_is_done if {
	proposal.change_told
		with input.facts as facts
		with data.rules.release.parameters as {"tests": {"minimum_coverage": 1, "mutants_unexplained": 0}, "backtest": {"minimum_cases": 10}}
}

test_bundle_named_met_when_all_is_done if {
	proposal.bundle_named
		with input.facts as facts
		with data.rules.release.parameters as {"tests": {"minimum_coverage": 1, "mutants_unexplained": 0}, "backtest": {"minimum_cases": 10}}
}

test_tests_passed_met_when_all_is_done if {
	proposal.tests_passed
		with input.facts as facts
		with data.rules.release.parameters as {"tests": {"minimum_coverage": 1, "mutants_unexplained": 0}, "backtest": {"minimum_cases": 10}}
}

test_tested_as_proposed_met_when_all_is_done if {
	proposal.tested_as_proposed
		with input.facts as facts
		with data.rules.release.parameters as {"tests": {"minimum_coverage": 1, "mutants_unexplained": 0}, "backtest": {"minimum_cases": 10}}
}

test_lines_covered_met_when_all_is_done if {
	proposal.lines_covered
		with input.facts as facts
		with data.rules.release.parameters as {"tests": {"minimum_coverage": 1, "mutants_unexplained": 0}, "backtest": {"minimum_cases": 10}}
}

test_mutants_seen_met_when_all_is_done if {
	proposal.mutants_seen
		with input.facts as facts
		with data.rules.release.parameters as {"tests": {"minimum_coverage": 1, "mutants_unexplained": 0}, "backtest": {"minimum_cases": 10}}
}

test_cases_replayed_met_when_all_is_done if {
	proposal.cases_replayed
		with input.facts as facts
		with data.rules.release.parameters as {"tests": {"minimum_coverage": 1, "mutants_unexplained": 0}, "backtest": {"minimum_cases": 10}}
}

test_change_told_unmet_without_facts if {
	not proposal.change_told
		with input.facts as {}
		with data.rules.release.parameters as {"tests": {"minimum_coverage": 1, "mutants_unexplained": 0}, "backtest": {"minimum_cases": 10}}
}

test_bundle_named_unmet_without_facts if {
	not proposal.bundle_named
		with input.facts as {}
		with data.rules.release.parameters as {"tests": {"minimum_coverage": 1, "mutants_unexplained": 0}, "backtest": {"minimum_cases": 10}}
}

test_tests_passed_unmet_without_facts if {
	not proposal.tests_passed
		with input.facts as {}
		with data.rules.release.parameters as {"tests": {"minimum_coverage": 1, "mutants_unexplained": 0}, "backtest": {"minimum_cases": 10}}
}

test_tested_as_proposed_unmet_without_facts if {
	not proposal.tested_as_proposed
		with input.facts as {}
		with data.rules.release.parameters as {"tests": {"minimum_coverage": 1, "mutants_unexplained": 0}, "backtest": {"minimum_cases": 10}}
}

test_lines_covered_unmet_without_facts if {
	not proposal.lines_covered
		with input.facts as {}
		with data.rules.release.parameters as {"tests": {"minimum_coverage": 1, "mutants_unexplained": 0}, "backtest": {"minimum_cases": 10}}
}

test_mutants_seen_unmet_without_facts if {
	not proposal.mutants_seen
		with input.facts as {}
		with data.rules.release.parameters as {"tests": {"minimum_coverage": 1, "mutants_unexplained": 0}, "backtest": {"minimum_cases": 10}}
}

test_cases_replayed_unmet_without_facts if {
	not proposal.cases_replayed
		with input.facts as {}
		with data.rules.release.parameters as {"tests": {"minimum_coverage": 1, "mutants_unexplained": 0}, "backtest": {"minimum_cases": 10}}
}

test_change_told_unmet_without_a_date if {
	not proposal.change_told
		with input.facts as json.remove(facts, ["/declaration/proposed_on"])
		with data.rules.release.parameters as {"tests": {"minimum_coverage": 1, "mutants_unexplained": 0}, "backtest": {"minimum_cases": 10}}
}

test_change_told_unmet_when_the_title_is_blank if {
	not proposal.change_told
		with input.facts as changed("/declaration/title", " ")
		with data.rules.release.parameters as {"tests": {"minimum_coverage": 1, "mutants_unexplained": 0}, "backtest": {"minimum_cases": 10}}
}

test_change_told_unmet_when_the_reason_is_blank if {
	not proposal.change_told
		with input.facts as changed("/declaration/reason", " ")
		with data.rules.release.parameters as {"tests": {"minimum_coverage": 1, "mutants_unexplained": 0}, "backtest": {"minimum_cases": 10}}
}

test_change_told_unmet_when_the_author_function_is_blank if {
	not proposal.change_told
		with input.facts as changed("/declaration/author_function", " ")
		with data.rules.release.parameters as {"tests": {"minimum_coverage": 1, "mutants_unexplained": 0}, "backtest": {"minimum_cases": 10}}
}

test_change_told_unmet_by_blank_changes if {
	not proposal.change_told
		with input.facts as changed("/declaration/changes", [" "])
		with data.rules.release.parameters as {"tests": {"minimum_coverage": 1, "mutants_unexplained": 0}, "backtest": {"minimum_cases": 10}}
}

test_bundle_named_unmet_by_the_bundle_in_force if {
	not proposal.bundle_named
		with input.facts as changed("/declaration/bundle", "sha256:a")
		with data.rules.release.parameters as {"tests": {"minimum_coverage": 1, "mutants_unexplained": 0}, "backtest": {"minimum_cases": 10}}
}

test_bundle_named_unmet_without_the_bundle_in_force if {
	not proposal.bundle_named
		with input.facts as json.remove(facts, ["/declaration/previous"])
		with data.rules.release.parameters as {"tests": {"minimum_coverage": 1, "mutants_unexplained": 0}, "backtest": {"minimum_cases": 10}}
}

test_tests_passed_met_by_one_test if {
	proposal.tests_passed
		with input.facts as changed("/tests/passed", 1)
		with data.rules.release.parameters as {"tests": {"minimum_coverage": 1, "mutants_unexplained": 0}, "backtest": {"minimum_cases": 10}}
}

test_tests_passed_unmet_by_no_test if {
	not proposal.tests_passed
		with input.facts as changed("/tests/passed", 0)
		with data.rules.release.parameters as {"tests": {"minimum_coverage": 1, "mutants_unexplained": 0}, "backtest": {"minimum_cases": 10}}
}

test_tests_passed_unmet_by_a_failure if {
	not proposal.tests_passed
		with input.facts as changed("/tests/failed", 1)
		with data.rules.release.parameters as {"tests": {"minimum_coverage": 1, "mutants_unexplained": 0}, "backtest": {"minimum_cases": 10}}
}

test_tests_passed_unmet_by_a_failed_check if {
	not proposal.tests_passed
		with input.facts as changed("/tests/checks_passed", false)
		with data.rules.release.parameters as {"tests": {"minimum_coverage": 1, "mutants_unexplained": 0}, "backtest": {"minimum_cases": 10}}
}

test_tested_as_proposed_unmet_by_tests_of_another if {
	not proposal.tested_as_proposed
		with input.facts as changed("/tests/bundle", "sha256:c")
		with data.rules.release.parameters as {"tests": {"minimum_coverage": 1, "mutants_unexplained": 0}, "backtest": {"minimum_cases": 10}}
}

test_tested_as_proposed_unmet_by_a_replay_of_another if {
	not proposal.tested_as_proposed
		with input.facts as changed("/backtest/bundle", "sha256:c")
		with data.rules.release.parameters as {"tests": {"minimum_coverage": 1, "mutants_unexplained": 0}, "backtest": {"minimum_cases": 10}}
}

test_lines_covered_unmet_by_a_little_less if {
	not proposal.lines_covered
		with input.facts as changed("/tests/coverage", 0.99)
		with data.rules.release.parameters as {"tests": {"minimum_coverage": 1, "mutants_unexplained": 0}, "backtest": {"minimum_cases": 10}}
}

test_mutants_seen_unmet_by_one_unexplained if {
	not proposal.mutants_seen
		with input.facts as changed("/tests/mutants_unexplained", 1)
		with data.rules.release.parameters as {"tests": {"minimum_coverage": 1, "mutants_unexplained": 0}, "backtest": {"minimum_cases": 10}}
}

test_mutants_seen_met_by_one_mutant if {
	proposal.mutants_seen
		with input.facts as changed("/tests/mutants_killed", 1)
		with data.rules.release.parameters as {"tests": {"minimum_coverage": 1, "mutants_unexplained": 0}, "backtest": {"minimum_cases": 10}}
}

test_mutants_seen_unmet_when_nothing_was_altered if {
	not proposal.mutants_seen
		with input.facts as changed("/tests/mutants_killed", 0)
		with data.rules.release.parameters as {"tests": {"minimum_coverage": 1, "mutants_unexplained": 0}, "backtest": {"minimum_cases": 10}}
}

test_cases_replayed_met_by_the_least if {
	proposal.cases_replayed
		with input.facts as json.patch(facts, [
			{"op": "add", "path": "/backtest/cases", "value": 10},
			{"op": "add", "path": "/backtest/changed", "value": 10},
		])
		with data.rules.release.parameters as {"tests": {"minimum_coverage": 1, "mutants_unexplained": 0}, "backtest": {"minimum_cases": 10}}
}

test_cases_replayed_unmet_by_one_too_few if {
	not proposal.cases_replayed
		with input.facts as changed("/backtest/cases", 9)
		with data.rules.release.parameters as {"tests": {"minimum_coverage": 1, "mutants_unexplained": 0}, "backtest": {"minimum_cases": 10}}
}

test_cases_replayed_unmet_by_more_changes_than_cases if {
	not proposal.cases_replayed
		with input.facts as changed("/backtest/changed", 259)
		with data.rules.release.parameters as {"tests": {"minimum_coverage": 1, "mutants_unexplained": 0}, "backtest": {"minimum_cases": 10}}
}

test_cases_replayed_unmet_by_more_refusals_than_changes if {
	not proposal.cases_replayed
		with input.facts as changed("/backtest/newly_refused", 7)
		with data.rules.release.parameters as {"tests": {"minimum_coverage": 1, "mutants_unexplained": 0}, "backtest": {"minimum_cases": 10}}
}

gates := {"policy-release": {"gates": {"proposed": {"from": [null]}, "approved": {"from": ["tested"]}}}}

test_sequence_respected_met_from_the_stage_before if {
	proposal.sequence_respected
		with input as {"case": {"stage": "tested"}, "passage": {"to": "approved"}}
		with data.processes as gates
}

test_sequence_respected_unmet_by_a_leap if {
	not proposal.sequence_respected
		with input as {"case": {"stage": "proposed"}, "passage": {"to": "approved"}}
		with data.processes as gates
}

test_sequence_respected_unmet_without_a_stage if {
	not proposal.sequence_respected
		with input as {"case": {}, "passage": {"to": "proposed"}}
		with data.processes as gates
}

test_not_reverted_met_without_facts if {
	proposal.not_reverted with input.facts as {}
}

test_not_reverted_unmet_once_reverted if {
	not proposal.not_reverted with input.facts as {"reversal": {"reason": "Trop de refus.", "reverted_on": "2025-11-20"}}
}

test_bundle_named_unmet_by_a_blank if {
	not proposal.bundle_named
		with input.facts as changed("/declaration/bundle", " ")
}

test_bundle_named_unmet_when_the_bundle_in_force_is_blank if {
	not proposal.bundle_named
		with input.facts as changed("/declaration/previous", " ")
}

test_tested_as_proposed_unmet_when_every_bundle_is_blank if {
	not proposal.tested_as_proposed
		with input.facts as json.patch(facts, [
			{"op": "add", "path": "/declaration/bundle", "value": " "},
			{"op": "add", "path": "/tests/bundle", "value": " "},
			{"op": "add", "path": "/backtest/bundle", "value": " "},
		])
}

test_change_told_needs_one_change_that_is_not_blank if {
	proposal.change_told with input.facts as changed("/declaration/changes", [" ", "Ajout d'une règle"])
	not proposal.change_told with input.facts as changed("/declaration/changes", [])
}
