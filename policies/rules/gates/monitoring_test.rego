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
