package balise.rendered_test

import data.balise.opinions_test as usual
import data.balise.signed_test as signed
import data.balise.verdict_test as given

# At its first stage, where no gate asks for any opinion.
at_rest := object.union(usual.question, {"passage": {"mode": "standing", "origin": "opportunity", "to": "opportunity"}})

# At the stage whose gate asks for the committee's, or about to enter it.
let_in := usual.crossed("d9")

asked_for := usual.question

judged(asked, last, names) := verdict if {
	told := object.union(asked, {"opinion": {"place": last, "kept": true}})
	verdict := answered(told, {name: signed.opinions[name] | some name in names})
}

answered(asked, opinions) := verdict if {
	verdict := given.judged(given.with_opinions(asked, opinions), given.gates, given.rules, cited)
		with data.keys as signed.keys
		with data.seats as usual.seats
}

cited := object.union(given.citations, {"balise-avis": given.citations.plan})

notices(verdict) := [notice | some notice in verdict.notices; startswith(notice.rule, "opinion:")]

# The reason in whose words the one notice speaks; "silence" when there is none.
word(verdict) := "silence" if {
	notices(verdict) == []
} else := why if {
	[notice] := notices(verdict)
	some why, reason in object.union(data.balise.wording.opinions, data.balise.wording.rendered.reasons)
	[notice.message, notice.remedy] == [reason.message, reason.remedy]
}

said(asked, last, names) := word(judged(asked, last, names))

test_opinion_that_does_not_hold_is_told_so_where_nothing_waits if {
	every name, why in {
		"on_another_case": "wrong_case",
		"by_a_stranger": "key_unknown",
		"by_another_body": "not_entitled",
		"of_tomorrow": "key_not_valid",
		"more_stated": "signature_invalid",
		"bare_conditions": "conditions_missing",
		"on_another_file": "lapsed",
	} {
		said(at_rest, name, {name}) == why
	}
}

test_opinion_is_refused_by_its_signature_and_moves_nothing if {
	every name in {"on_another_case", "by_a_stranger", "by_another_body", "of_tomorrow", "more_stated"} {
		verdict := judged(at_rest, name, {name})
		[verdict.refuses, verdict.obligations] == [true, []]
	}
}

test_opinion_that_was_its_givers_to_give_is_kept_whatever_it_is_worth if {
	every name in {"bare_conditions", "on_another_file", "plain"} {
		not judged(at_rest, name, {name}).refuses
	}
}

test_opinion_is_refused_to_a_source_that_cannot_give_it if {
	every source, refused in {
		"urn:balise:gouvernance:comite-ia-sante": false,
		"urn:balise:gouvernance:cmq": true,
		"urn:balise:etablissement:cn": true,
	} {
		asked := object.union(at_rest, {"provenance": {"opinions": {"plain": source}}})
		judged(asked, "plain", {"plain"}).refuses == refused
	}
}

test_what_was_refused_before_or_is_not_kept_refuses_nothing if {
	not answered(at_rest, {"more_stated": signed.opinions.more_stated}).refuses
	older := object.union(at_rest, {"opinion": {"place": "more_stated", "kept": false}})
	not answered(older, {"more_stated": signed.opinions.more_stated}).refuses
}

test_what_is_said_of_it_opens_and_closes_nothing if {
	verdict := judged(at_rest, "more_stated", {"more_stated"})
	[verdict.outcome, verdict.violations, verdict.indeterminates] == ["allow", [], []]
	[notice] := verdict.notices
	object.remove(notice, ["message", "remedy"]) == {
		"rule": "opinion:comite_ia_sante",
		"gate": "opportunity",
		"title": {"fr": "Avis donné, Comité IA – Santé", "en": "Opinion given, Comité IA – Santé"},
		"citation": {"key": "balise-avis", "instrument": "Plan", "article": "1", "confidence": "verified"},
		"missing": [],
		"cause": "without_effect",
	}
}

test_nobody_waits_for_an_opinion_that_holds_and_it_is_told_so if {
	every name in {"plain", "conditions", "against", "three_recused", "order"} {
		said(at_rest, name, {name}) == "unawaited"
	}
}

test_nor_at_a_gate_that_waits_for_others if {
	said(asked_for, "order", {"plain", "order"}) == "unawaited"
}

test_opinion_that_counts_is_answered_by_the_verdict_alone if {
	said(asked_for, "plain", {"plain"}) == "silence"
	said(let_in, "plain", {"plain"}) == "lapsed"
	said(usual.crossed("d1"), "plain", {"plain"}) == "silence"
}

test_what_the_gate_says_already_is_not_said_twice if {
	every name in {"more_stated", "on_another_file", "bare_conditions", "against"} {
		said(asked_for, name, {name}) == "silence"
	}
}

test_gate_speaks_of_the_gravest_and_the_notice_of_the_other if {
	said(asked_for, "on_another_file", {"more_stated", "on_another_file"}) == "lapsed"
}

test_where_a_case_stands_its_gates_say_nothing_of_an_opinion_and_the_notice_does if {
	said(let_in, "more_stated", {"more_stated"}) == "signature_invalid"
	said(let_in, "on_another_file", {"on_another_file"}) == "lapsed"
	current := object.union(let_in, {"case": {"dossier": "d1"}})
	said(current, "against", {"against"}) == "silence"
	said(current, "three_recused", {"three_recused"}) == "silence"
}

test_seat_that_steps_aside_under_a_forged_signature_is_told_so if {
	forged := object.union(signed.opinions.three_recused, {"covers": "d7"})
	asked := object.union(asked_for, {"opinion": {"place": "three", "kept": true}})
	word(answered(asked, {"three": forged})) == "signature_invalid"
}

test_opinion_older_than_what_its_seat_said_last_changes_nothing if {
	asked := object.union(at_rest, {"opinion": {"place": "plain", "kept": false}})
	word(answered(asked, {"plain": signed.opinions.plain})) == "older"
}

test_one_person_who_speaks_for_two_bodies_is_told_so_where_nothing_waits if {
	said(at_rest, "hat", {"plain", "hat"}) == "conflicted"
}

test_opinion_that_may_be_required_is_not_one_that_nobody_waits_for if {
	conditional := json.patch(given.gates, [{
		"op": "add", "path": "initiative/gates/planning/opinions/0/when",
		"value": {"declaration.clinical": true},
	}])
	told := object.union(asked_for, {"opinion": {"place": "plain", "kept": true}})
	every clinical, why in {"yes": "silence", "no": "unawaited", "unknown": "silence"} {
		facts := object.union(given.facts, {"declaration": object.filter({"clinical": clinical == "yes"}, known[clinical])})
		whole := given.with_opinions(given.with_facts(told, facts), {"plain": signed.opinions.plain})
		word(verdict_of(whole, conditional)) == why
	}
}

known := {"yes": ["clinical"], "no": ["clinical"], "unknown": []}

verdict_of(asked, gates) := verdict if {
	verdict := given.judged(asked, gates, given.rules, cited)
		with data.keys as signed.keys
		with data.seats as usual.seats
}

test_nothing_is_said_where_no_opinion_was_given if {
	every asked in [at_rest, object.union(at_rest, {"opinion": null})] {
		word(answered(asked, {"more_stated": signed.opinions.more_stated})) == "silence"
	}
}

test_opinion_that_is_named_and_not_there_leaves_no_verdict if {
	not answered(object.union(at_rest, {"opinion": {"place": "nowhere", "kept": true}}), {})
}

test_silence_about_it_leaves_no_verdict if {
	not judged(at_rest, "more_stated", {"more_stated"}) with data.balise.wording.opinions as {}
}

test_body_that_has_no_name_of_its_own_is_said_by_its_code if {
	[notice] := notices(judged(at_rest, "plain", {"plain"})) with data.balise.wording.rendered.by as {}
	notice.title.en == "Opinion given, comite_ia_sante"
}

test_every_body_and_every_reason_is_said_in_both_languages if {
	every body in object.keys(data.seats.bodies) {
		every language in ["fr", "en"] {
			is_string(data.balise.wording.rendered.by[body][language])
		}
	}
	every word in ["lapsed", "older", "unawaited"] {
		every part in ["message", "remedy"] {
			every language in ["fr", "en"] {
				is_string(data.balise.wording.rendered.reasons[word][part][language])
			}
		}
	}
}
