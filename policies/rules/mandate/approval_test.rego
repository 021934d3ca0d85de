package balise.rules.mandate.approval_test

import data.balise.rules.mandate.approval

account := {"year_started_on": "2024-04-01", "year_ended_on": "2025-03-31", "submitted_on": "2025-04-20"}

decision := {"approved": true, "year_ended_on": "2025-03-31", "decided_on": "2025-05-28"}

found(facts) := owing if {
	owing := approval.owing
		with input as {"as_of": "2025-06-01T12:00:00Z", "process": "mandate", "facts": facts}
		with data.parameters.duties.account_decision as {"days": 60}
}

test_owing_holds_the_account_that_nobody_decided if {
	[waiting] := found({"accountability": account})
	[waiting.name, waiting.due] == ["2025-03-31", "2025-07-31"]
}

test_owing_is_empty_once_decided_whatever_was_decided if {
	found({"accountability": account, "approval": decision}) == []
	found({"accountability": account, "approval": object.union(decision, {"approved": false})}) == []
	found({"accountability": account, "approval": object.union(decision, {"decided_on": "2025-04-20"})}) == []
}

test_owing_holds_what_was_decided_of_another_year_or_before if {
	count(found({"accountability": account, "approval": object.union(decision, {"year_ended_on": "2024-03-31"})})) == 1
	count(found({"accountability": account, "approval": object.union(decision, {"decided_on": "2025-04-19"})})) == 1
}

test_owing_names_each_submission_apart if {
	[first] := found({"accountability": account})
	[again] := found({"accountability": object.union(account, {"submitted_on": "2025-05-30"}), "approval": decision})
	first.key != again.key
}

test_owing_is_empty_without_facts if {
	found({}) == []
}
