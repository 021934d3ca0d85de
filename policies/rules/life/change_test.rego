package balise.rules.life.change_test

import data.balise.rules.life.change

table := {"data": ["privacy", "equity"], "model": ["algorithmic_impact"]}

told(assessments) := {
	"change": {"data": {"what": "data", "changed_on": "2026-02-01"}},
	"assessment": {kind: {"completed_on": day} | some kind, day in assessments},
}

answered(facts) if change.reassessed with input.facts as facts with data.rules.life.parameters.change as table

test_reassessed_met_by_one_of_the_assessments_it_touches if {
	answered(told({"privacy": "2026-02-01"}))
	answered(told({"privacy": "2025-01-01", "equity": "2026-02-02"}))
}

test_reassessed_unmet_by_older_or_other_assessments if {
	not answered(told({"privacy": "2026-01-31"}))
	not answered(told({"algorithmic_impact": "2026-02-02"}))
	not answered(told({}))
}

test_reassessed_unmet_when_one_of_two_changes_waits if {
	both := object.union(told({"privacy": "2026-02-02"}), {"change": {"model": {"changed_on": "2026-02-01"}}})
	not answered(both)
	answered(object.union(both, told({"privacy": "2026-02-02", "algorithmic_impact": "2026-02-02"})))
}

test_reassessed_met_without_facts if answered({})
