package balise.rules.life.change_test

import data.balise.rules.life.change

table := {
	"data": {"all": ["privacy"], "any": ["equity", "security"]},
	"model": {"all": [], "any": ["algorithmic_impact", "equity"]},
}

told(assessments) := {
	"change": {"data": {"what": "data", "changed_on": "2026-02-01"}},
	"assessment": {kind: {"completed_on": day} | some kind, day in assessments},
}

answered(facts) if change.reassessed with input.facts as facts with data.rules.life.parameters.change as table

test_reassessed_met_by_each_that_must_be_and_one_of_the_others if {
	answered(told({"privacy": "2026-02-01", "equity": "2026-02-01"}))
	answered(told({"privacy": "2026-02-02", "equity": "2025-01-01", "security": "2026-02-01"}))
}

test_reassessed_unmet_by_either_alone if {
	not answered(told({"privacy": "2026-02-01"}))
	not answered(told({"privacy": "2026-01-31", "equity": "2026-02-02"}))
	not answered(told({"equity": "2026-02-02", "security": "2026-02-02"}))
}

test_reassessed_met_by_one_where_none_must_be if {
	other := {"change": {"model": {"changed_on": "2026-02-01"}}}
	not answered(object.union(other, {"assessment": {"privacy": {"completed_on": "2026-02-01"}}}))
	every kind in ["algorithmic_impact", "equity"] {
		answered(object.union(other, {"assessment": {kind: {"completed_on": "2026-02-01"}}}))
	}
}

test_reassessed_unmet_by_older_or_other_assessments if {
	not answered(told({"privacy": "2026-01-31", "equity": "2026-01-31"}))
	not answered(told({"algorithmic_impact": "2026-02-02"}))
	not answered(told({}))
}

test_reassessed_unmet_when_one_of_two_changes_waits if {
	assessed := {"privacy": "2026-02-02", "security": "2026-02-02"}
	both := object.union(told(assessed), {"change": {"model": {"changed_on": "2026-02-01"}}})
	not answered(both)
	answered(object.union(both, told(object.union(assessed, {"algorithmic_impact": "2026-02-02"}))))
}

test_reassessed_met_without_facts if answered({})
