package balise.rules.incident.dates_test

import data.balise.rules.incident.dates

test_assessed_date_possible_met_from_awareness_to_today if {
	every day in ["2026-02-10", "2026-02-20", "2026-03-01"] {
		dates.assessed_date_possible with input as told("injury", "assessed_on", day)
	}
}

test_assessed_date_possible_unmet_while_not_given if {
	not dates.assessed_date_possible with input as told("injury", "assessed_on", null)
	not dates.assessed_date_possible with input.facts as {}
}

test_assessed_date_possible_unmet_before_awareness_or_after_today if {
	every day in ["2026-02-09", "2026-03-02"] {
		not dates.assessed_date_possible with input as told("injury", "assessed_on", day)
	}
}

test_assessed_date_possible_unmet_without_awareness if {
	not dates.assessed_date_possible with input as {"as_of": "2026-03-01T12:00:00Z", "facts": {"injury": {"assessed_on": "2026-02-20"}}}
}

test_minister_date_possible_met_from_awareness_to_today if {
	every day in ["2026-02-10", "2026-02-20", "2026-03-01"] {
		dates.minister_date_possible with input as told("notices", "minister_on", day)
	}
}

test_minister_date_possible_met_while_not_given if {
	dates.minister_date_possible with input as told("notices", "minister_on", null)
	dates.minister_date_possible with input.facts as {}
}

test_minister_date_possible_unmet_before_awareness_or_after_today if {
	every day in ["2026-02-09", "2026-03-02"] {
		not dates.minister_date_possible with input as told("notices", "minister_on", day)
	}
}

test_minister_date_possible_unmet_without_awareness if {
	not dates.minister_date_possible with input as {"as_of": "2026-03-01T12:00:00Z", "facts": {"notices": {"minister_on": "2026-02-20"}}}
}

test_commission_date_possible_met_from_awareness_to_today if {
	every day in ["2026-02-10", "2026-02-20", "2026-03-01"] {
		dates.commission_date_possible with input as told("notices", "commission_on", day)
	}
}

test_commission_date_possible_met_while_not_given if {
	dates.commission_date_possible with input as told("notices", "commission_on", null)
	dates.commission_date_possible with input.facts as {}
}

test_commission_date_possible_unmet_before_awareness_or_after_today if {
	every day in ["2026-02-09", "2026-03-02"] {
		not dates.commission_date_possible with input as told("notices", "commission_on", day)
	}
}

test_commission_date_possible_unmet_without_awareness if {
	not dates.commission_date_possible with input as {"as_of": "2026-03-01T12:00:00Z", "facts": {"notices": {"commission_on": "2026-02-20"}}}
}

test_persons_date_possible_met_from_awareness_to_today if {
	every day in ["2026-02-10", "2026-02-20", "2026-03-01"] {
		dates.persons_date_possible with input as told("notices", "persons_on", day)
	}
}

test_persons_date_possible_met_while_not_given if {
	dates.persons_date_possible with input as told("notices", "persons_on", null)
	dates.persons_date_possible with input.facts as {}
}

test_persons_date_possible_unmet_before_awareness_or_after_today if {
	every day in ["2026-02-09", "2026-03-02"] {
		not dates.persons_date_possible with input as told("notices", "persons_on", day)
	}
}

test_persons_date_possible_unmet_without_awareness if {
	not dates.persons_date_possible with input as {"as_of": "2026-03-01T12:00:00Z", "facts": {"notices": {"persons_on": "2026-02-20"}}}
}

test_entered_date_possible_met_from_awareness_to_today if {
	every day in ["2026-02-10", "2026-02-20", "2026-03-01"] {
		dates.entered_date_possible with input as told("register", "entered_on", day)
	}
}

test_entered_date_possible_unmet_while_not_given if {
	not dates.entered_date_possible with input as told("register", "entered_on", null)
	not dates.entered_date_possible with input.facts as {}
}

test_entered_date_possible_unmet_before_awareness_or_after_today if {
	every day in ["2026-02-09", "2026-03-02"] {
		not dates.entered_date_possible with input as told("register", "entered_on", day)
	}
}

test_entered_date_possible_unmet_without_awareness if {
	not dates.entered_date_possible with input as {"as_of": "2026-03-01T12:00:00Z", "facts": {"register": {"entered_on": "2026-02-20"}}}
}

told(topic, field, day) := {
	"as_of": "2026-03-01T12:00:00Z",
	"facts": {"declaration": {"aware_on": "2026-02-10"}, topic: {field: day}},
}

aware(occurred, known) if {
	dates.awareness_date_possible with input as {
		"as_of": "2026-03-01T12:00:00Z",
		"facts": {"declaration": {"occurred_on": occurred, "aware_on": known}},
	}
}

test_awareness_date_possible_met_on_or_after_the_incident if {
	aware("2026-02-10", "2026-02-10")
	aware("2026-02-10", "2026-03-01")
	aware(null, "2026-03-01")
}

test_awareness_date_possible_unmet_before_the_incident_or_after_today if {
	not aware("2026-02-11", "2026-02-10")
	not aware("2026-02-10", "2026-03-02")
	not aware(null, "2026-03-02")
}

test_awareness_date_possible_unmet_without_facts if {
	not dates.awareness_date_possible with input as {"as_of": "2026-03-01T12:00:00Z", "facts": {}}
}

taken(occurred, day) if {
	dates.taken_date_possible with input as {
		"as_of": "2026-03-01T12:00:00Z",
		"facts": {"declaration": {"occurred_on": occurred, "aware_on": "2026-02-10"}, "measures": {"taken_on": day}},
	}
}

test_taken_date_possible_met_from_the_incident_to_today if {
	taken("2026-02-05", "2026-02-05")
	taken("2026-02-05", "2026-03-01")
	taken(null, "2026-03-01")
}

test_taken_date_possible_unmet_before_the_incident_or_after_today if {
	not taken("2026-02-05", "2026-02-04")
	not taken("2026-02-05", "2026-03-02")
	not taken(null, "2026-03-02")
}

test_taken_date_possible_unmet_without_facts if {
	not dates.taken_date_possible with input as {"as_of": "2026-03-01T12:00:00Z", "facts": {}}
}

undated(facts) := {"as_of": "2026-03-01T12:00:00Z", "facts": facts}

test_awareness_date_possible_until_today_when_the_incident_is_not_dated if {
	dates.awareness_date_possible with input as undated({"declaration": {"aware_on": "2026-03-01"}})
	not dates.awareness_date_possible with input as undated({"declaration": {"aware_on": "2026-03-02"}})
}

test_taken_date_possible_until_today_when_the_incident_is_not_dated if {
	dates.taken_date_possible with input as undated({"measures": {"taken_on": "2026-03-01"}})
	not dates.taken_date_possible with input as undated({"measures": {"taken_on": "2026-03-02"}})
}
