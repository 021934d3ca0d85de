package balise.rules.gates.monitoring_test

import data.balise.rules.gates.monitoring

test_performance_monitored_met_by_a_bounded_metric if {
	monitoring.performance_monitored with input.facts as {"monitoring": {"metrics": [{"name": "sensibilité", "lower": 0.9}, {"name": "délai", "upper": 10}]}}
}

test_performance_monitored_met_by_one_metric_alone if {
	monitoring.performance_monitored with input.facts as {"monitoring": {"metrics": [{"name": "délai", "upper": 10}]}}
}

test_performance_monitored_unmet_by_an_unbounded_metric if {
	not monitoring.performance_monitored with input.facts as {"monitoring": {"metrics": [{"name": "sensibilité", "lower": 0.9}, {"name": "satisfaction"}]}}
}

test_performance_monitored_unmet_by_no_metric if {
	not monitoring.performance_monitored with input.facts as {"monitoring": {"metrics": []}}
}

test_performance_monitored_unmet_without_facts if {
	not monitoring.performance_monitored with input.facts as {}
}

test_fallback_ready_met_by_a_fallback if {
	monitoring.fallback_ready with input.facts as {"contingency": {"fallback": "Lecture par deux radiologistes"}}
}

test_fallback_ready_unmet_when_blank if {
	not monitoring.fallback_ready with input.facts as {"contingency": {"fallback": ""}}
	not monitoring.fallback_ready with input.facts as {"contingency": {"fallback": "  "}}
}

test_fallback_ready_unmet_without_facts if {
	not monitoring.fallback_ready with input.facts as {}
}

plan := [{"name": "sensibilité", "lower": 0.9}, {"name": "délai", "lower": 0, "upper": 20}]

measured(values, rest) := {"monitoring": {"metrics": plan}, "results": object.union(rest, {"measures": values})}

within := [{"name": "sensibilité", "value": 0.9}, {"name": "délai", "value": 20}]

test_every_metric_measured_met_when_each_has_a_value if {
	monitoring.every_metric_measured with input.facts as measured(within, {})
}

test_every_metric_measured_met_when_there_is_one_only if {
	monitoring.every_metric_measured
		with input.facts as {"monitoring": {"metrics": [{"name": "délai"}]}, "results": {"measures": within}}
}

test_every_metric_measured_unmet_when_one_has_none if {
	not monitoring.every_metric_measured with input.facts as measured([within[0]], {})
	not monitoring.every_metric_measured with input.facts as measured([within[0], {"name": "Délai", "value": 3}], {})
}

test_every_metric_measured_unmet_without_a_plan if {
	not monitoring.every_metric_measured with input.facts as {"monitoring": {"metrics": []}, "results": {"measures": within}}
}

test_every_metric_measured_unmet_without_facts if {
	not monitoring.every_metric_measured with input.facts as {}
}

test_excess_answered_met_right_at_the_bounds if {
	monitoring.excess_answered with input.facts as measured(within, {})
}

test_excess_answered_unmet_below_or_above if {
	not monitoring.excess_answered with input.facts as measured([{"name": "sensibilité", "value": 0.89}], {})
	not monitoring.excess_answered with input.facts as measured([{"name": "délai", "value": 20.1}], {"action": " "})
	not monitoring.excess_answered with input.facts as measured([{"name": "délai", "value": -1}], {})
}

test_excess_answered_met_by_an_action if {
	monitoring.excess_answered with input.facts as measured([{"name": "délai", "value": 21}], {"action": "Deux lectures"})
}

test_excess_answered_met_by_a_measure_that_has_no_bound if {
	monitoring.excess_answered with input.facts as measured([{"name": "autre", "value": 21}], {})
}

test_reassessment_passed_met_when_the_tool_may_go_on if {
	monitoring.reassessment_passed with input.facts as {"reassessment": {"conclusion": "continue"}}
	monitoring.reassessment_passed with input.facts as {"reassessment": {"conclusion": "continue_with_changes"}}
}

test_reassessment_passed_unmet_when_it_must_stop if {
	not monitoring.reassessment_passed with input.facts as {"reassessment": {"conclusion": "stop"}}
}

test_reassessment_passed_unmet_without_facts if {
	not monitoring.reassessment_passed with input.facts as {}
}

silent_since(heard) := {"as_of": "2026-07-01T12:00:00Z", "case": {"heard": heard}, "facts": {}}

test_establishment_heard_met_up_to_what_is_tolerated if {
	monitoring.establishment_heard with input as silent_since("2026-06-21T12:00:00Z")
		with data.parameters.silence.days as 10
}

test_establishment_heard_unmet_after_a_longer_silence if {
	not monitoring.establishment_heard with input as silent_since("2026-06-20T12:00:00Z")
		with data.parameters.silence.days as 10
}

test_establishment_heard_unmet_when_it_never_was if {
	not monitoring.establishment_heard with input as silent_since(null)
	not monitoring.establishment_heard with input as {"as_of": "2026-07-01T12:00:00Z", "case": {}}
}
