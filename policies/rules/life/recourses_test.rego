package balise.rules.life.recourses_test

import data.balise.rules.life.recourses

limits := {"minimum_reviewed": 4, "reassess_share": 0.25, "suspend_share": 0.5, "reassessment": "algorithmic_impact"}

# So many changed decisions among so many that were reviewed.
told(changed, among) := {"recourses": {"cases": [each |
	some number in numbers.range(1, among)
	each := {
		"case": sprintf("recourse:x/%d", [number]),
		"status": "closed",
		"outcome": {true: "changed", false: "maintained"}[number <= changed],
		"reviewed_on": "2026-02-01",
	}
]}}

few(facts) if {
	recourses.few_changed with input.facts as facts with data.rules.life.parameters.recourses as limits
}

mostly(facts) if {
	recourses.mostly_maintained with input.facts as facts with data.rules.life.parameters.recourses as limits
}

assessed(day) := {"assessment": {"algorithmic_impact": {"completed_on": day}}}

test_few_changed_met_below_the_share if few(told(1, 5))

test_few_changed_met_below_the_number if few(told(3, 3))

test_few_changed_unmet_at_the_share if {
	not few(told(1, 4))
	not few(told(2, 5))
}

test_few_changed_met_once_reassessed if {
	few(object.union(told(4, 4), assessed("2026-02-01")))
	not few(object.union(told(4, 4), assessed("2026-01-31")))
	not few(object.union(told(4, 4), {"assessment": {"privacy": {"completed_on": "2026-02-01"}}}))
}

test_few_changed_unmet_counts_only_what_was_reviewed_and_stays if {
	ignored := [
		{"case": "recourse:x/a", "status": "withdrawn", "outcome": "maintained", "reviewed_on": "2026-02-01"},
		{"case": "recourse:x/b", "status": "open", "asks": "reasons"},
	]
	not few({"recourses": {"cases": array.concat(told(1, 4).recourses.cases, ignored)}})
}

test_few_changed_met_without_facts if few({})

test_mostly_maintained_met_below_the_share if mostly(told(2, 5))

test_mostly_maintained_unmet_at_the_share if {
	not mostly(told(2, 4))
	not mostly(told(4, 4))
}

test_mostly_maintained_met_without_facts if mostly({})
