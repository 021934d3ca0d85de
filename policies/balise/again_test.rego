package balise.again_test

import data.balise.again
import data.balise.question
import data.balise.verdict_test as given

asked(heard) := object.union(given.question, {"case": object.union(given.question.case, {"heard": heard})})

on(question, texts) := object.get(verdict, "again_on", "no field") if {
	verdict := given.under(question, texts)
}

later := {"law": {"in_force_from": "2026-03-05"}}

test_nothing_to_wait_for_is_null if {
	on(given.question, given.citations) == null
	on(asked(null), given.citations) == null
}

test_silence_is_looked_at_the_day_after_what_is_tolerated if {
	on(asked("2026-02-25T17:00:00Z"), given.citations) == "2026-03-08"

	# In Québec, the evening before.
	on(asked("2026-02-25T03:00:00Z"), given.citations) == "2026-03-07"
}

test_silence_that_was_looked_at_is_not_looked_at_again if {
	on(asked("2026-02-18T17:00:00Z"), given.citations) == null
	on(asked("2026-02-19T17:00:00Z"), given.citations) == "2026-03-02"
}

test_case_that_is_over_is_not_asked_again if {
	over := object.union(asked("2026-02-25T17:00:00Z"), {"passage": {"mode": "standing", "origin": "retirement", "to": "retirement"}})
	on(over, given.citations) == null
}

test_case_that_no_gate_let_in_is_asked_again_too if {
	unborn := object.union(asked("2026-02-25T17:00:00Z"), {"case": {"stage": null}})
	given.answer(unborn).outcome == "deny"
	on(unborn, given.citations) == "2026-03-08"
}

test_case_declared_at_its_end_is_not_asked_again_even_refused if {
	late := {"case": {"stage": null}, "passage": {"mode": "recension", "origin": null, "to": "retirement"}}
	silence(object.union(asked("2026-02-25T17:00:00Z"), late)) == set()
	silence(object.union(asked("2026-02-25T17:00:00Z"), {"case": {"stage": null}})) == {"2026-03-08"}
}

silence(asking) := days if {
	days := again.silence("deny") with input as asking with data.processes as given.gates with data.parameters as given.parameters
}

test_case_that_its_last_stage_does_not_end_is_asked_again if {
	standing := object.union(asked("2026-02-25T17:00:00Z"), {"passage": {"mode": "standing", "origin": "retirement", "to": "retirement"}})
	endless := {"initiative": object.union(given.gates.initiative, {"final": null})}
	given.judged(standing, endless, given.rules, given.citations).again_on == "2026-03-08"
}

test_text_to_come_is_looked_at_on_its_day if {
	violated := given.with_facts(asked("2026-02-25T17:00:00Z"), {
		"need": given.facts.need,
		"data": {"personal_information": true, "sale": true},
	})
	on(violated, object.union(given.citations, later)) == "2026-03-05"
}

test_last_tolerated_day_is_counted_in_quebec if {
	again.tolerated == "2026-03-07" with input as asked("2026-02-25T17:00:00Z") with data.parameters.silence as {"days": 10}
	question.legal_day("2026-11-02T04:30:00Z") == "2026-11-01"
}
