package balise.rules.directive.levels_test

import data.balise.rules.directive.levels

scale := {
	1: {"reversibility": "easily_reversible", "duration": "brief", "effect": "little"},
	2: {"reversibility": "likely_reversible", "duration": "brief", "effect": "little"},
	3: {"reversibility": "easily_reversible", "duration": "ongoing", "effect": "little"},
	4: {"reversibility": "easily_reversible", "duration": "brief", "effect": "very_high"},
}

at(level, facts) := {"process": "initiative", "facts": object.union({"impact": scale[level]}, facts)}

reviewed(reviewers, published) := {"peers": {"reviewers": reviewers, "published": published}}

approved(rank) := {"impact": {"approved_by": rank}}

test_impact_told_met_at_each_level if {
	every level in [1, 2, 3, 4] {
		levels.impact_told with input as at(level, {})
	}
}

test_impact_told_unmet_without_one_axis if {
	every axis in ["reversibility", "duration", "effect"] {
		not levels.impact_told with input as {"process": "initiative", "facts": {"impact": object.remove(scale[4], [axis])}}
	}
}

test_impact_told_unmet_without_facts if {
	not levels.impact_told with input as {"process": "initiative", "facts": {}}
}

test_peers_enough_met_by_the_number_of_the_level if {
	levels.peers_enough with input as at(1, reviewed(0, true))
	levels.peers_enough with input as at(2, reviewed(1, true))
	levels.peers_enough with input as at(3, reviewed(1, true))
	levels.peers_enough with input as at(4, reviewed(2, true))
}

test_peers_enough_unmet_by_one_fewer if {
	not levels.peers_enough with input as at(2, reviewed(0, true))
	not levels.peers_enough with input as at(3, reviewed(0, true))
	not levels.peers_enough with input as at(4, reviewed(1, true))
}

test_peers_enough_unmet_when_nothing_is_published if {
	not levels.peers_enough with input as at(2, reviewed(1, false))
}

test_peers_enough_unmet_without_a_level if {
	not levels.peers_enough with input as {"process": "initiative", "facts": reviewed(9, true)}
}

test_peers_enough_unmet_without_facts if {
	not levels.peers_enough with input as at(2, {})
}

test_diversity_weighed_met_with_experts if {
	levels.diversity_weighed with input as at(2, {"assessment": {"equity": {"diversity_experts": true}}})
}

test_diversity_weighed_unmet_without_experts if {
	not levels.diversity_weighed with input as at(2, {"assessment": {"equity": {"diversity_experts": false}}})
}

test_diversity_weighed_unmet_without_facts if {
	not levels.diversity_weighed with input as at(2, {})
}

test_rank_suffices_met_by_any_rank_at_a_low_level if {
	every rank in ["assistant_deputy_minister", "deputy_head", "treasury_board"] {
		levels.rank_suffices with input as at(1, approved(rank))
		levels.rank_suffices with input as at(2, approved(rank))
	}
}

test_rank_suffices_met_at_or_above_the_rank_of_a_high_level if {
	levels.rank_suffices with input as at(3, approved("deputy_head"))
	levels.rank_suffices with input as at(3, approved("treasury_board"))
	levels.rank_suffices with input as at(4, approved("treasury_board"))
}

test_rank_suffices_unmet_below_the_rank_of_the_level if {
	not levels.rank_suffices with input as at(3, approved("assistant_deputy_minister"))
	not levels.rank_suffices with input as at(4, approved("assistant_deputy_minister"))
	not levels.rank_suffices with input as at(4, approved("deputy_head"))
}

test_rank_suffices_unmet_without_facts if {
	not levels.rank_suffices with input as at(1, {})
}

# What the borrowed model asks for at production, level by level.
asked_at(level) := {entry.rule |
	some entry in data.processes.initiative.gates.production.rules
	startswith(entry.rule, "DDM-")
	level in object.get(entry.when, "term.impact_level", [1, 2, 3, 4])
}

test_each_level_of_impact_asks_for_what_the_model_asks if {
	asked_at(1) == {"DDM-001", "DDM-002", "DDM-004", "DDM-008", "DDM-011"}
	asked_at(2) == asked_at(1) | {"DDM-005", "DDM-006", "DDM-007"}
	asked_at(3) == asked_at(2) | {"DDM-003", "DDM-009", "DDM-010"}
	asked_at(4) == asked_at(3)
}
