package balise.opinions_test

import data.balise.opinions
import data.balise.signatures
import data.balise.signed_test as signed
import data.balise.verdict_test as given

question := object.union(given.question, {"case": {
	"id": "initiative:ciusss-x/essai", "establishment": "ciusss-x",
	"stage": "opportunity", "dossier": "d1",
}})

seats := {
	"bodies": {
		"comite_ia_sante": {"quorum": 1, "outsiders": true},
		"professional_order": {"quorum": 1, "outsiders": false},
	},
	"together": [],
}

needing(number) := object.union(seats, {"bodies": {"comite_ia_sante": {"quorum": number}}})

# What a passage to planning still waits for, once these opinions are given.
causes(names) := by(question, signed.keys, seats, names)

by(asked, keys, table, names) := {found.body: found.cause | some found in judged(asked, keys, table, names).opinions}

judged(asked, keys, table, names) := verdict if {
	opinions := {name: signed.opinions[name] | some name in names}
	verdict := given.answer(given.with_opinions(asked, opinions))
		with data.keys as keys
		with data.seats as table
}

of(name, changes) := object.union(signed.keys, {signed.ids[name]: changes})

asked_of_order := json.patch(given.gates, [{
	"op": "add", "path": "initiative/gates/planning/opinions/-",
	"value": object.union(given.opinion, {"body": "professional_order"}),
}])

# Each reason, and its words

test_signed_opinion_on_this_file_is_not_awaited_any_more if {
	causes({"plain"}) == {}
	causes({"conditions"}) == {}
	judged(question, signed.keys, seats, {"plain"}).outcome == "allow"
}

test_each_opinion_that_does_not_count_says_why if {
	causes(set()) == {"comite_ia_sante": "absent"}
	every name, cause in {
		"against": "unfavourable",
		"on_another_file": "lapsed",
		"on_another_case": "wrong_case",
		"by_a_stranger": "key_unknown",
		"by_another_body": "not_entitled",
		"of_tomorrow": "key_not_valid",
		"more_stated": "signature_invalid",
		"bare_conditions": "conditions_missing",
	} {
		causes({name}) == {"comite_ia_sante": cause}
	}
}

test_unsigned_opinion_does_not_count if {
	verdict := given.answer(given.with_opinions(
		question,
		{"comite_ia_sante": {"body": "comite_ia_sante", "answer": "favourable", "covers": "d1"}},
	))
	verdict.opinions[0].cause == "unsigned"
	verdict.outcome == "review"
}

test_reason_speaks_in_its_own_words_and_absence_in_the_gate_s if {
	[found] := judged(question, signed.keys, seats, {"on_another_case"}).opinions
	found.title == given.opinion.title
	found.message == data.balise.wording.opinions.wrong_case.message
	found.remedy == data.balise.wording.opinions.wrong_case.remedy
	[missing] := judged(question, signed.keys, seats, set()).opinions
	missing.message == given.opinion.message
}

test_every_reason_has_its_words if {
	every word in {
		"unsigned", "signature_invalid", "key_unknown", "key_not_valid", "not_entitled",
		"wrong_case", "conflicted", "responsible_unknown", "conditions_missing", "quorum",
	} {
		every part in ["message", "remedy"] {
			every language in ["fr", "en"] {
				is_string(data.balise.wording.opinions[word][part][language])
			}
		}
	}
}

# By when it is due

summons(asked, names) := [obligation |
	some obligation in judged(asked, signed.keys, seats, names).obligations
	startswith(obligation.id, "opinion:")
]

test_body_owes_the_opinion_that_a_gate_waits_for if {
	[owed] := summons(question, set())
	[owed.id, owed.kind, owed.by, owed.gate] == ["opinion:comite_ia_sante@planning", "regularize", "comite_ia_sante", "planning"]
	[owed.due, owed.reminders] == ["2026-03-31", ["2026-03-28"]]
	owed.escalations == [{"on": "2026-04-07", "to": "msss"}]
	every name in {"on_another_file", "by_a_stranger", "more_stated"} {
		count(summons(question, {name})) == 1
	}
}

test_body_that_has_spoken_owes_nothing_to_the_gate if {
	summons(question, {"plain"}) == []
	summons(question, {"against"}) == []
}

test_refusal_of_a_body_is_still_to_be_answered_where_a_case_stands if {
	count(summons(crossed("d0"), {"against"})) == 1
}

test_opinion_of_which_nobody_knows_whether_it_is_required_is_owed_by_no_body if {
	conditional := json.patch(given.gates, [{
		"op": "add", "path": "initiative/gates/planning/opinions/0/when",
		"value": {"declaration.clinical": true},
	}])
	verdict := given.judged(question, conditional, given.rules, given.citations)
	verdict.outcome == "indeterminate"
	verdict.obligations == []
}

# Nobody judges their own case

responsible(who) := object.union(question, {"facts": {"declaration": {"responsible": who}}})

shaped(asked, names) := causes_of if {
	causes_of := by(asked, signed.keys, seats, names)
		with given.shapes as told_by
}

told_by := object.union(given.shapes, {"initiative": {"declaration.responsible": {
	"type": "list", "most": 3,
	"of": {"type": "text", "longest": 34},
}}})

test_whoever_answers_for_the_case_does_not_judge_it if {
	shaped(responsible(["p-000000000000", signed.persons.committee]), {"plain"}) == {"comite_ia_sante": "conflicted"}
	shaped(responsible([signed.persons.one]), {"plain"}) == {}
}

test_nor_does_anyone_while_it_is_not_known_who_answers if {
	shaped(question, {"plain"}) == {"comite_ia_sante": "responsible_unknown"}
	every who in [null, [], "p-000000000000", [7], [null], [""], ["p-000000000000", "Ada"], {"p-000000000000": true}] {
		shaped(responsible(who), {"plain"}) == {"comite_ia_sante": "responsible_unknown"}
	}
	every declared in [null, [], "p-000000000000"] {
		asked := object.union(question, {"facts": {"declaration": declared}})
		shaped(asked, {"plain"}) == {"comite_ia_sante": "responsible_unknown"}
	}
}

test_what_is_certain_of_an_opinion_is_said_before_what_is_not_known if {
	every name, cause in {
		"more_stated": "signature_invalid",
		"by_another_body": "not_entitled",
		"on_another_file": "responsible_unknown",
		"against": "responsible_unknown",
		"three_recused": "absent",
	} {
		shaped(responsible([]), {name}) == {"comite_ia_sante": cause}
	}
	insider := of("committee", {"establishment": "ciusss-x"})
	causes_of := by(responsible([]), insider, seats, {"plain"}) with given.shapes as told_by
	causes_of == {"comite_ia_sante": "conflicted"}
}

test_opinion_from_before_signatures_names_nobody_to_compare if {
	verdict := given.answer(responsible([])) with given.shapes as told_by
	verdict.opinions == []
}

test_process_that_has_no_word_for_who_answers_asks_nothing_of_it if {
	causes({"plain"}) == {}
	by(responsible([]), signed.keys, seats, {"plain"}) == {}
}

test_where_outsiders_are_asked_nobody_of_the_establishment_judges if {
	by(question, of("committee", {"establishment": "ciusss-x"}), seats, {"plain"}) == {"comite_ia_sante": "conflicted"}
	by(question, of("committee", {"establishment": "ciusss-y"}), seats, {"plain"}) == {}
	insiders := object.union(seats, {"bodies": {"comite_ia_sante": {"outsiders": false}}})
	by(question, of("committee", {"establishment": "ciusss-x"}), insiders, {"plain"}) == {}
}

test_one_person_does_not_judge_for_two_bodies if {
	two := {"plain", "hat"}
	expected := {"comite_ia_sante": "conflicted", "professional_order": "conflicted"}
	by(question, signed.keys, seats, two) == expected with given.gates as asked_of_order
	by(question, signed.keys, seats, {"plain", "order"}) == {} with given.gates as asked_of_order
}

test_one_person_judges_for_two_bodies_where_the_table_says_so if {
	table := object.union(seats, {"together": [["professional_order", "comite_ia_sante"]]})
	by(question, signed.keys, table, {"plain", "hat"}) == {} with given.gates as asked_of_order
	other := object.union(seats, {"together": [["professional_order", "ethics_committee"]]})
	by(question, signed.keys, other, {"plain", "hat"}) == {"comite_ia_sante": "conflicted"}
}

test_whoever_recuses_themselves_from_one_body_judges_for_the_other if {
	recused := object.union(signed.opinions.hat, {"answer": "recused"})
	verdict := given.answer(given.with_opinions(question, {"plain": signed.opinions.plain, "hat": recused}))
		with data.keys as signed.keys
		with data.seats as seats
	verdict.opinions == []
}

# An opinion of theirs that nobody can hold them to takes nothing from the one they gave.
test_forged_second_opinion_takes_nothing_from_the_first if {
	forged := object.union(signed.opinions.hat, {"covers": "d7"})
	verdict := given.answer(given.with_opinions(question, {"plain": signed.opinions.plain, "hat": forged}))
		with data.keys as signed.keys
		with data.seats as seats
	verdict.opinions == []
}

# Several seats

test_quorum_is_of_distinct_persons if {
	by(question, signed.keys, needing(2), {"one", "two"}) == {}
	by(question, signed.keys, needing(2), {"one"}) == {"comite_ia_sante": "quorum"}
	by(question, signed.keys, needing(2), {"one", "twin"}) == {"comite_ia_sante": "quorum"}
	by(question, signed.keys, needing(3), {"one", "two"}) == {"comite_ia_sante": "quorum"}
	by(question, signed.keys, needing(1), {"one"}) == {}
}

test_whoever_recuses_themselves_counts_neither_way if {
	by(question, signed.keys, needing(2), {"one", "three_recused"}) == {"comite_ia_sante": "quorum"}
	by(question, signed.keys, needing(2), {"one", "two", "three_recused"}) == {}
	by(question, signed.keys, needing(1), {"three_recused"}) == {"comite_ia_sante": "absent"}
}

test_unfavourable_seat_does_not_outvote_a_quorum if {
	by(question, signed.keys, needing(2), {"one", "two", "three_against"}) == {}
	by(question, signed.keys, needing(2), {"three_against"}) == {"comite_ia_sante": "unfavourable"}
}

test_body_that_nobody_seats_is_always_awaited if {
	by(question, signed.keys, {"bodies": {}, "together": []}, {"plain"}) == {"comite_ia_sante": "quorum"}
}

test_gravest_reason_is_the_one_given if {
	by(question, signed.keys, needing(2), {"three_against", "more_stated"}) == {"comite_ia_sante": "signature_invalid"}
}

# What opened a gate

crossed(digest) := json.patch(question, [
	{"op": "replace", "path": "case/dossier", "value": "d9"},
	{"op": "add", "path": "case/crossed", "value": {"planning": digest}},
	{"op": "replace", "path": "passage", "value": {"mode": "standing", "origin": "planning", "to": "planning"}},
])

owed(asked, names) := {obligation.id |
	some obligation in judged(asked, signed.keys, seats, names).obligations
	obligation.kind != "duty"
}

test_opinion_that_opened_a_gate_is_not_asked_again_there if {
	owed(crossed("d1"), {"plain"}) == set()
	owed(crossed("d0"), {"plain"}) == {"opinion:comite_ia_sante@planning"}
}

test_opinion_that_opened_a_gate_once_does_not_open_it_again if {
	again := json.patch(crossed("d1"), [{"op": "replace", "path": "passage", "value": question.passage}])
	by(again, signed.keys, seats, {"plain"}) == {"comite_ia_sante": "lapsed"}
}

# Conditions

conditions(asked, names) := [obligation |
	some obligation in judged(asked, signed.keys, seats, names).obligations
	startswith(obligation.id, "condition:")
]

test_conditions_are_owed_once_the_gate_has_opened if {
	[one, two] := conditions(question, {"conditions"})
	one.by == "ciusss-x"
	one.kind == "regularize"
	one.rule == "condition:comite_ia_sante"
	one.gate == "planning"
	one.due == "2026-04-20"
	one.what == {
		"fr": "avis, condition : Comparer les résultats après trois mois.",
		"en": "avis, condition: Comparer les résultats après trois mois.",
	}
	contains(one.remedy.fr, signatures.digest("Comparer les résultats après trois mois."))
	one.citation.key == "plan"
	one.missing == []
	contains(two.what.fr, "Former les équipes de nuit.")
	one.id != two.id
}

test_conditions_are_not_owed_before if {
	refused := given.with_facts(question, object.union(given.facts, {"data": {"sale": true}}))
	conditions(refused, {"conditions"}) == []
}

test_conditions_are_still_owed_when_the_file_changes if {
	count(conditions(crossed("d1"), {"conditions"})) == 2
	count(conditions(crossed("d0"), {"conditions"})) == 2
}

test_conditions_are_owed_even_while_the_case_is_stopped_where_it_stands if {
	sold := given.with_facts(crossed("d1"), object.union(given.facts, {"data": {"sale": true}}))
	judged(sold, signed.keys, seats, {"conditions"}).outcome == "deny"
	count(conditions(sold, {"conditions"})) == 2
}

test_opinion_that_does_not_count_sets_no_condition if {
	by_nobody := object.remove(signed.keys, [signed.ids.committee])
	verdict := judged(crossed("d1"), by_nobody, seats, {"conditions"})
	{obligation.id | some obligation in verdict.obligations; startswith(obligation.id, "condition:")} == set()
}

said(changes) := object.union(crossed("d1"), {"fulfilled": [object.union(
	{
		"body": "comite_ia_sante",
		"seat": null,
		"condition": signatures.digest("Comparer les résultats après trois mois."),
		"evidence": "Rapport",
		"source": "urn:balise:etablissement:ciusss-x",
		"received_at": "2026-02-20T12:00:00Z",
	},
	changes,
)]})

test_condition_said_to_be_met_is_not_owed_any_more if {
	[left] := conditions(said({}), {"conditions"})
	contains(left.what.fr, "Former les équipes de nuit.")
}

test_condition_is_not_met_by_a_word_about_another if {
	every changes in [
		{"body": "professional_order"},
		{"seat": "one"},
		{"condition": signatures.digest("Autre chose.")},
		{"source": "urn:balise:etablissement:ciusss-y"},
		{"source": "urn:balise:gouvernance:comite-ia-sante"},
		# The body set it again afterwards.
		{"received_at": "2026-02-02T14:59:59Z"},
		{"received_at": null},
	] {
		count(conditions(said(changes), {"conditions"})) == 2
	}
}

# What has changed since

holds(changed, process) if {
	opinions.covered("planning", {"covers": "before", "changed": changed})
		with input as {"process": "p", "case": {"dossier": "now"}, "passage": {"mode": "passage"}}
		with data.processes as {"p": process}
}

named := {"substantial": ["data", "change"]}

test_an_opinion_holds_while_only_what_is_not_substantial_changes if {
	holds(["training", "assessment.privacy"], named)
	holds([], named)
}

test_an_opinion_lapses_with_what_is_substantial if {
	not holds(["training", "data"], named)
	not holds(["change.model"], named)
}

test_an_opinion_lapses_with_anything_where_nothing_is_called_substantial if {
	not holds(["training"], {})
}

test_an_opinion_lapses_when_what_was_seen_is_not_known if {
	not holds(null, named)
}

test_what_opened_a_gate_is_asked_again_there_once_something_substantial_changed if {
	not opinions.covered("planning", {"covers": "before", "changed": ["data"]})
		with input as {
			"process": "p", "passage": {"mode": "standing"},
			"case": {"dossier": "now", "crossed": {"planning": "before"}},
		}
		with data.processes as {"p": named}
}

test_opinion_without_an_answer_is_none if {
	silent := object.remove(given.question.opinions.comite_ia_sante, ["answer"])
	verdict := given.answer(given.with_opinions(question, {"comite_ia_sante": silent}))
	[{"body": "comite_ia_sante", "cause": "absent"}] == [object.filter(one, ["body", "cause"]) | some one in verdict.opinions]
}
