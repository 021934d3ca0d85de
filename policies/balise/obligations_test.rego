package balise.obligations_test

import data.balise.obligations
import data.balise.verdict_test

said := {"fr": "recommencer", "en": "do it again"}

asked := {
	"as_of": "2026-03-01T12:00:00Z",
	"process": "p",
	"case": {"establishment": "ciusss-x", "stage": "s"},
	"passage": {"mode": "standing", "to": "s"},
	"facts": {},
	"provenance": {"facts": {"status": {"source": "x", "type": "status.reported"}}},
}

duty := {"id": "again", "period": "often", "fulfilled_by": ["status.reported"], "citation": "t", "what": said, "remedy": said}

stage := {"rules": [], "opinions": [], "duties": [duty]}

mild := {"remind": [], "escalate": [{"after": 30, "to": "msss"}]}

strict := {"remind": [30, 7], "escalate": [{"after": 1, "to": "highest_authority"}, {"after": 15, "to": "comite_ia_sante"}]}

# What is owed at the stage "s" of a process that declares such duties, under such a period, pressed in such a manner.
owed(question, outcome, declared, period, apart) := found if {
	found := obligations.duties(outcome) with input as question
		with data.processes as {"p": {"order": ["s", "t"], "every_passage": [], "gates": {
			"s": object.union(stage, {"duties": declared}),
			"t": object.union(stage, {"duties": []}),
		}}}
		with data.citations as {"t": {"instrument": "Loi", "article": null, "confidence": "verified"}}
		with data.parameters as {"duties": {"often": period}, "pressing": {"duty": mild, "duties": apart}}
}

due(period) := found[0].due if found := owed(asked, "allow", [duty], period, {})

test_duty_is_due_after_months_or_days_or_working_days if {
	due({"months": 2}) == "2026-05-01"
	due({"days": 45}) == "2026-04-15"
	due({"working_days": 24}) == "2026-04-02"
	due({"working_days": 25}) == "2026-04-07"
}

test_duty_is_pressed_as_every_duty_or_as_its_period_says if {
	plain := owed(asked, "allow", [duty], {"days": 45}, {})[0]
	plain.reminders == []
	plain.escalations == [{"on": "2026-05-15", "to": "msss"}]
	own := owed(asked, "allow", [duty], {"days": 45}, {"often": strict})[0]
	own.reminders == ["2026-03-16", "2026-04-08"]
	own.escalations == [{"on": "2026-04-16", "to": "highest_authority"}, {"on": "2026-04-30", "to": "comite_ia_sante"}]
}

test_what_is_due_soon_is_not_recalled_on_a_day_that_is_past if {
	own := owed(asked, "allow", [duty], {"days": 30}, {"often": strict})[0]
	own.due == "2026-03-31"
	own.reminders == ["2026-03-24"]
}

test_duty_says_what_fulfils_it_and_is_due_again if {
	own := owed(asked, "allow", [duty], {"days": 30}, {})[0]
	own.fulfilled_by == ["status.reported"]
}

test_duty_that_is_due_once_is_due_until_it_is_done if {
	once := object.union(duty, {"once": true})
	owed(asked, "allow", [once], {"days": 30}, {}) == []
	silent := object.union(asked, {"provenance": {"facts": {"status": {"type": "status.planned"}}}})
	count(owed(silent, "allow", [once], {"days": 30}, {})) == 1
	recurring := object.union(duty, {"once": false})
	count(owed(asked, "allow", [recurring], {"days": 30}, {})) == 1
}

ending := {
	"id": "again", "period": "often", "fulfilled_by": ["answer.given"], "citation": "t", "what": said, "remedy": said,
	"done_when": [{"rule": "T-001"}, {"rule": "T-002", "when": {"declaration.asks": "rectification"}}],
}

rule(name, needs) := {
	"family": "recourse", "subject": "reply", "name": name, "needs": needs, "reads": ["answer.note", "term.protected_information"],
	"citation": "t", "severity": "major", "regularizable": true, "title": said, "message": said, "remedy": said,
}

# What is owed under a duty that two rules end, the second only for some, by whoever has said such facts.
after(facts) := under(ending, facts)

under(entry, facts) := found if {
	found := owed(object.union(asked, {"facts": facts}), "allow", [entry], {"days": 30}, {}) with data.facts as shapes
		with data.catalogue.rules as {
			"T-001": rule("information_told", ["answer.information_used", "term.health_information"]),
			"T-002": rule("rectification_settled", ["answer.rectified"]),
		}
}

shapes := {"p": {
	"answer.information_used": {"type": "boolean"},
	"answer.rectified": {"type": "choice", "values": ["made", "refused"]},
	"answer.note": {"type": "text", "longest": 4},
	"data.health_information": {"type": "boolean"},
	"declaration.asks": {"type": "choice", "values": ["reasons", "rectification"]},
	"declaration.asked_on": {"type": "day"},
	"answer.given_on": {"type": "day"},
}}

answer := {
	"declaration": {"asks": "reasons"},
	"data": {"health_information": false},
	"answer": {"information_used": true, "note": "bien"},
}

changed(topic, field, new) := json.patch(answer, [{"op": "add", "path": concat("/", ["", topic, field]), "value": new}])

test_duty_that_rules_end_is_done_once_those_for_the_case_are_met if {
	after(answer) == []
	asking := changed("declaration", "asks", "rectification")
	count(after(asking)) == 1
	after(json.patch(asking, [{"op": "add", "path": "/answer/rectified", "value": "made"}])) == []
}

test_duty_that_rules_end_is_owed_on_the_same_day_whatever_the_message_said if {
	every facts in [
		{},
		{"answer": {}},
		object.remove(answer, ["answer"]),
		object.remove(answer, ["data"]),
		object.remove(answer, ["declaration"]),
		changed("answer", "information_used", false),
		changed("answer", "information_used", "oui"),
		changed("answer", "note", "trop long"),
		changed("data", "health_information", null),
	] {
		[one] := after(facts)
		[one.id, one.due, one.judged] == ["duty:again@s", "2026-03-31", true]
	}
}

counting(facts) := own.due if {
	from_days := object.union(duty, {"since": ["answer.given_on", "declaration.asked_on"]})
	[own] := owed(object.union(asked, {"facts": facts}), "allow", [from_days], {"days": 30}, {}) with data.facts as shapes
}

test_period_counts_from_the_first_day_told_that_is_gone_by if {
	counting({"declaration": {"asked_on": "2026-02-10"}}) == "2026-03-12"
	counting({"declaration": {"asked_on": "2026-02-10"}, "answer": {"given_on": "2026-01-10"}}) == "2026-02-09"
}

test_period_counts_from_the_next_day_told_where_the_first_is_not_gone_by if {
	every day in ["2026-03-01", "2026-03-02", "hier", 7, null] {
		counting({"declaration": {"asked_on": "2026-02-10"}, "answer": {"given_on": day}}) == "2026-03-12"
	}
}

test_period_counts_from_today_where_no_day_is_told_that_is_gone_by if {
	counting({}) == "2026-03-31"
	counting({"declaration": {"asked_on": "2026-03-02"}}) == "2026-03-31"
}

# What was done and is said anew, otherwise, comes back from the day then told.
test_duty_that_rules_end_comes_back_from_the_day_told_anew if {
	since := object.union(ending, {"since": ["answer.given_on"]})
	under(since, dated_answer(answer)) == []
	taken_back := changed("answer", "information_used", false)
	[one] := under(since, dated_answer(taken_back))
	one.due == "2026-03-12"
	[undated] := under(since, taken_back)
	undated.due == "2026-03-31"
}

dated_answer(facts) := json.patch(facts, [{"op": "add", "path": "/answer/given_on", "value": "2026-02-10"}])

test_duty_that_a_message_ends_is_not_said_to_be_judged if {
	not owed(asked, "allow", [duty], {"days": 30}, {})[0].judged
}

test_duties_are_those_of_the_stage_that_is_held if {
	leaving := object.union(asked, {"passage": {"mode": "passage", "to": "t"}})
	count(owed(leaving, "deny", [duty], {"days": 30}, {})) == 1
	owed(leaving, "allow", [duty], {"days": 30}, {}) == []
	entering := object.union(asked, {"case": {"establishment": "ciusss-x", "stage": null}})
	owed(entering, "deny", [duty], {"days": 30}, {}) == []
	count(owed(entering, "allow", [duty], {"days": 30}, {})) == 1
}

handing := {
	"id": "handing", "each": "mandate.deliverables", "fulfilled_by": ["deliverables.submitted"], "citation": "t",
	"what": {"fr": "Remettre %s", "en": "Hand in %s"}, "remedy": said,
}

# Whose a duty is, as the table of entitlements says who may say what does it.
borne(types) := [each.by | some each in found] if {
	items := [{"key": "k", "name": "n", "due": "2026-05-01"}]
	found := owed(asked, "allow", [duty, handing], {"days": 30}, {})
		with data.balise.rules.mandate.deliverables.owing as items
		with data.rules.entitlement.parameters.types as types
}

test_duty_is_owed_by_the_body_that_alone_may_say_it_is_done if {
	borne({"status.reported": ["governance:msss"], "deliverables.submitted": ["governance:msss"]}) == ["msss", "msss"]
}

test_duty_that_others_may_say_is_done_is_the_establishments if {
	borne({"status.reported": ["establishment"], "deliverables.submitted": ["establishment"]}) == ["ciusss-x", "ciusss-x"]
	borne({"status.reported": ["governance"], "deliverables.submitted": ["own"]}) == ["ciusss-x", "ciusss-x"]
	two := ["governance:msss", "governance:comite-ia-sante"]
	borne({"status.reported": two, "deliverables.submitted": two}) == ["ciusss-x", "ciusss-x"]
}

to_hand_in(items) := found if {
	found := owed(asked, "allow", [duty, handing], {"days": 30}, {"handing": strict}) with data.balise.rules.mandate.deliverables.owing as items
}

test_each_of_several_things_is_due_on_its_own_day if {
	[again, one, other] := to_hand_in([
		{"key": "k1", "name": "le site", "due": "2026-02-01"},
		{"key": "k2", "name": "100 %", "due": "2026-05-01"},
	])
	not again.item
	[one.id, one.rule, one.gate, one.due, one.item] == ["duty:handing:k1", "duty:handing", "s", "2026-02-01", "le site"]
	one.what == {"fr": "Remettre le site", "en": "Hand in le site"}
	one.reminders == []
	one.escalations[0] == {"on": "2026-02-02", "to": "highest_authority"}
	[other.id, other.due, other.reminders] == ["duty:handing:k2", "2026-05-01", ["2026-04-01", "2026-04-24"]]
	other.what.fr == "Remettre 100 %"
}

test_nothing_is_due_of_several_things_when_none_is_left if {
	count(to_hand_in([])) == 1
}

test_several_things_are_pressed_as_any_duty_unless_said_otherwise if {
	[one] := owed(asked, "allow", [handing], {"days": 30}, {}) with data.balise.rules.mandate.deliverables.owing as [{"key": "k", "name": "n", "due": "2026-05-01"}]
	one.escalations == [{"on": "2026-05-31", "to": "msss"}]
}

# The whole verdict, on a day from which the table of holidays does not reach far enough.
dated(day, period) := found if {
	found := data.balise.verdict with input as object.union(verdict_test.question, {"as_of": day})
		with data.processes as verdict_test.gates
		with data.catalogue.rules as verdict_test.rules
		with data.citations as verdict_test.citations
		with data.facts as verdict_test.shapes
		with data.parameters as json.patch(verdict_test.parameters, [{"op": "replace", "path": "duties/yearly", "value": period}])
}

test_day_past_the_calendar_leaves_no_verdict_at_all if {
	dated("2100-11-01T17:00:00Z", {"days": 90}).outcome == "allow"
	dated("2100-11-01T17:00:00Z", {"working_days": 20}).outcome == "allow"
	not dated("2100-11-01T17:00:00Z", {"working_days": 90})
	not dated("2019-12-31T17:00:00Z", {"working_days": 1})
	not dated("2026-03-01T17:00:00Z", {"weeks": 1})
}

# What nothing can put right

test_prohibition_is_to_cease_where_the_case_stands_already if {
	verdict := verdict_test.answer(verdict_test.with_facts(verdict_test.standing, object.union(verdict_test.facts, {"data": {"sale": true}})))
	verdict.outcome == "deny"
	verdict_test.causes(verdict.violations) == {"REN": "violated"}
	[owed] := verdict.obligations
	[owed.id, owed.kind, owed.by, owed.due] == ["REN@planning", "cease", "ciusss-x", "2026-03-06"]
	[owed.reminders, owed.escalations] == [["2026-03-05"], [{"on": "2026-03-07", "to": "msss"}]]
	[owed.what, owed.remedy, owed.citation.key] == [verdict_test.said("sale_excluded"), verdict_test.said("corriger"), "law"]
}

test_prohibition_of_which_a_fact_is_missing_is_to_be_put_right if {
	verdict := verdict_test.answer(verdict_test.with_facts(verdict_test.standing, object.union(verdict_test.facts, {"data": {"sale": null}})))
	verdict.outcome == "allow"
	[[owed.id, owed.due] | some owed in verdict.obligations; owed.kind == "regularize"] == [["REN@planning", "2026-03-11"]]
	not "cease" in {owed.kind | some owed in verdict.obligations}
}

test_prohibition_without_a_period_to_cease_leaves_no_verdict if {
	asked := verdict_test.with_facts(verdict_test.standing, object.union(verdict_test.facts, {"data": {"sale": true}}))
	not data.balise.verdict with input as asked
		with data.processes as verdict_test.gates
		with data.catalogue.rules as verdict_test.rules
		with data.citations as verdict_test.citations
		with data.parameters as object.remove(verdict_test.parameters, ["cease"])
		with data.facts as verdict_test.shapes
}
