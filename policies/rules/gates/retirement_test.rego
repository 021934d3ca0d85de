package balise.rules.gates.retirement_test

import data.balise.rules.gates.retirement

test_lessons_shared_met_when_written if {
	retirement.lessons_shared with input.facts as {"retirement": {"lessons": "Mesurer le délai avant, pas après."}}
}

test_lessons_shared_unmet_when_blank if {
	not retirement.lessons_shared with input.facts as {"retirement": {"lessons": " "}}
}

test_lessons_shared_unmet_without_facts if {
	not retirement.lessons_shared with input.facts as {}
}

test_users_told_met_when_told if {
	retirement.users_told with input.facts as {"retirement": {"users_informed": true}}
}

test_users_told_unmet_when_not if {
	not retirement.users_told with input.facts as {"retirement": {"users_informed": false}}
}

test_users_told_unmet_without_facts if {
	not retirement.users_told with input.facts as {}
}

test_end_registered_met if {
	retirement.end_registered with input.facts as {"retirement": {"registered": true}}
}

test_end_registered_unmet if {
	not retirement.end_registered with input.facts as {"retirement": {"registered": false}}
}

test_end_registered_unmet_without_facts if {
	not retirement.end_registered with input.facts as {}
}

test_failures_shared_met if {
	retirement.failures_shared with input.facts as {"retirement": {"what_failed": "Rien n'a échoué."}}
}

test_failures_shared_unmet if {
	not retirement.failures_shared with input.facts as {"retirement": {"what_failed": " "}}
}

test_failures_shared_unmet_without_facts if {
	not retirement.failures_shared with input.facts as {}
}
