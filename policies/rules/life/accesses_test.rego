package balise.rules.life.accesses_test

import data.balise.rules.life.accesses

held := {"case": "data-access:x/a", "status": "granted", "starts_on": "2026-01-01", "ends_on": "2026-03-01"}

told(changes) := {"data": {"through_access": true}, "accesses": {"cases": [object.union(held, changes)]}}

on_the_day(facts) if {
	accesses.granted with input.facts as facts with input.as_of as "2026-03-01T12:00:00Z"
}

test_granted_met_until_its_last_day if {
	on_the_day(told({}))
	on_the_day(told({"ends_on": "2027-01-01"}))
}

test_granted_met_from_its_first_day if {
	on_the_day(told({"starts_on": "2026-03-01"}))
	on_the_day({"data": {"through_access": true}, "accesses": {"cases": [object.remove(held, ["starts_on"])]}})
}

test_granted_met_when_none_had_to_be_asked_for if on_the_day({"data": {"through_access": false}})

test_granted_unmet_once_over_or_not_begun if {
	not on_the_day(told({"ends_on": "2026-02-28"}))
	not on_the_day(told({"starts_on": "2026-03-02"}))
}

test_granted_unmet_by_an_access_without_an_end if {
	not on_the_day({"data": {"through_access": true}, "accesses": {"cases": [object.remove(held, ["ends_on"])]}})
}

test_granted_unmet_by_any_other_state if {
	every status in ["requested", "refused", "forbidden", "expired", "destroyed", "withdrawn"] {
		not on_the_day(told({"status": status}))
	}
}

test_granted_unmet_without_facts if {
	not on_the_day({})
	not on_the_day({"data": {"through_access": true}})
}

beside(status) := object.union(told({}), {"accesses": {"cases": [held, {"case": "data-access:x/b", "status": status}]}})

test_granted_met_beside_one_that_is_asked_for_over_or_elsewhere if {
	every status in ["requested", "granted", "expired", "destroyed", "withdrawn"] {
		on_the_day(beside(status))
	}
}

test_granted_unmet_beside_one_that_is_refused_or_forbidden if {
	not on_the_day(beside("refused"))
	not on_the_day(beside("forbidden"))
}
