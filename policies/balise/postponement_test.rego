package balise.postponement_test

import data.balise.calendar
import data.balise.postponement
import data.balise.verdict_test as given

owed := {"kind": "duty", "rule": "duty:again", "by": "ciusss-x", "due": "2026-03-20", "put_off_at": null}

decided := {
	"obligation": "duty:again@planning",
	"until": "2026-04-10",
	"reasons": "le fournisseur livre en avril",
	"source": "urn:balise:gouvernance:comite-ia-sante",
	"time": "2026-03-01T11:00:00Z",
	"received_at": "2026-03-01T12:00:00Z",
	"owed": owed,
}

table := {"deadline.extended": ["governance:comite-ia-sante", "governance:msss", "governance:ciusss-x", "governance:ciusss-x-pdg"]}

bounds := {"most": {"duty": {"days": 30}, "regularize": {"working_days": 10}}, "never": ["duty:urgent"]}

asking(extension) := {"granted": granted, "refused": refused, "complete": complete} if {
	question := object.union(given.question, {"extension": extension})
	[granted, refused, complete] := [postponement.granted, postponement.refused, postponement.complete]
		with input as question
		with data.rules.entitlement.parameters.types as table
		with data.parameters.extension as bounds
}

but(changes) := object.union(decided, changes)

owing(changes) := but({"owed": object.union(owed, changes)})

# Why a decision moves nothing. Undefined when it moves the date.
word(extension) := why if {
	found := asking(extension)
	found.granted == []
	[notice] := found.refused
	some why, said in data.balise.wording.postponed.refused
	said.message == notice.message
}

moves(extension) if {
	found := asking(extension)
	found.refused == []
	found.granted[0].until == extension.until
}

test_decision_of_an_entitled_body_moves_the_date_and_says_why if {
	asking(decided) == {
		"complete": true,
		"refused": [],
		"granted": [{
			"obligation": "duty:again@planning",
			"first": "2026-03-20",
			"until": "2026-04-10",
			"by": "urn:balise:gouvernance:comite-ia-sante",
			"time": "2026-03-01T11:00:00Z",
			"on": "2026-03-01",
			"text": {
				"fr": "Reportée au 2026-04-10 par le Comité IA – Santé. Elle était due le 2026-03-20. Motif : le fournisseur livre en avril",
				"en": "Put off until 2026-04-10 by the Comité IA – Santé. It was due on 2026-03-20. Reason: le fournisseur livre en avril",
			},
		}],
	}
}

test_nothing_asked_puts_nothing_off if {
	every question in [given.question, object.union(given.question, {"extension": null})] {
		postponement.granted == [] with input as question
		postponement.refused == [] with input as question
		postponement.complete with input as question
	}
}

test_decision_that_moves_nothing_is_a_notice_with_its_reason if {
	[notice] := asking(owing({"rule": "duty:urgent"})).refused
	notice.rule == "extension:duty:again@planning"
	notice.gate == "planning"
	notice.cause == "without_effect"
	notice.citation.key == "balise-echeances"
	notice.remedy.fr != ""
}

test_only_those_the_table_names_put_off if {
	word(but({"source": "urn:balise:gouvernance:cmq"})) == "not_entitled"
	word(but({"source": "urn:balise:etablissement:ciusss-x"})) == "not_entitled"
	word(but({"source": null})) == "not_entitled"
	moves(but({"source": "urn:balise:gouvernance:msss"}))
}

test_establishment_puts_nothing_of_its_own_off_whatever_the_table_says if {
	word(but({"source": "urn:balise:gouvernance:ciusss-x"})) == "not_entitled"
	word(but({"source": "urn:balise:gouvernance:ciusss-x-pdg"})) == "not_entitled"
}

test_body_does_not_put_off_what_it_owes if {
	word(owing({"by": "comite_ia_sante"})) == "own_debt"
	word(owing({"by": null})) == "own_debt"
	moves(owing({"by": "professional_order"}))
}

test_what_is_not_owed_is_not_put_off if {
	word(but({"owed": null})) == "not_owed"
	word(but({"owed": "duty"})) == "not_owed"
}

test_only_what_the_parameters_admit_is_put_off if {
	word(owing({"rule": "duty:urgent"})) == "never"
	word(owing({"kind": "clarify"})) == "never"
	word(owing({"kind": "cease"})) == "never"
	word(owing({"kind": null})) == "never"
}

test_later_decision_stands_whatever_comes_after if {
	word(owing({"put_off_at": "2026-03-01T11:00:00Z"})) == "older"
	word(owing({"put_off_at": "2026-03-01T11:30:00+00:00"})) == "older"
	word(owing({"put_off_at": "soon"})) == "older"
	moves(owing({"put_off_at": "2026-03-01T10:59:59Z"}))
}

test_new_day_is_to_come_and_after_the_first if {
	word(but({"until": "2026-03-20"})) == "not_later"
	word(but({"until": "soon"})) == "not_later"
	word(but({"until": 20260410})) == "not_later"
	word(object.union(owing({"due": "2026-02-10"}), {"until": "2026-03-01"})) == "not_later"
	moves(object.union(owing({"due": "2026-02-10"}), {"until": "2026-03-02"}))
	moves(but({"until": "2026-03-21"}))
}

test_new_day_is_counted_in_quebec if {
	late := object.union(owing({"due": "2026-02-10"}), {"until": "2026-03-02", "received_at": "2026-03-03T04:30:00Z"})
	word(late) == "not_later"
	moves(object.union(late, {"until": "2026-03-03"}))
}

test_new_day_is_no_further_than_the_parameters_say_from_the_first if {
	moves(but({"until": "2026-04-19"}))
	word(but({"until": "2026-04-20"})) == "too_far"
	moves(object.union(owing({"kind": "regularize"}), {"until": "2026-04-07"}))
	word(object.union(owing({"kind": "regularize"}), {"until": "2026-04-08"})) == "too_far"
	word(owing({"due": "soon"})) in {"not_later", "too_far"}
}

test_body_that_has_no_name_of_its_own_is_said_by_its_code if {
	open := object.union(table, {"deadline.extended": ["governance"]})
	[granted] := postponement.granted with input as object.union(given.question, {"extension": but({"source": "urn:balise:gouvernance:cmq"})})
		with data.rules.entitlement.parameters.types as open
		with data.parameters.extension as bounds
	startswith(granted.text.en, "Put off until 2026-04-10 by cmq.")
}

# The parameters as they are served: what is never put off is the name of something that may be owed.
test_what_is_never_put_off_exists if {
	duties := {concat(":", ["duty", duty.id]) |
		some process in data.processes
		some gate in process.gates
		some duty in gate.duties
	}
	every rule in data.parameters.extension.never {
		rule in (duties | object.keys(data.catalogue.rules))
	}
	every _, period in data.parameters.extension.most {
		calendar.after("2026-03-01", period)
	}
}

test_verdict_says_what_is_put_off_and_what_moves_nothing if {
	moved := data.balise.verdict with input as object.union(given.question, {"extension": decided})
		with data.processes as given.gates
		with data.catalogue.rules as given.rules
		with data.citations as object.union(given.citations, {"balise-echeances": data.citations["balise-echeances"]})
		with data.facts as given.shapes
		with data.parameters as object.union(given.parameters, {"extension": bounds})
		with data.rules.entitlement.parameters.types as table
	moved.outcome == "allow"
	moved.postponed[0].until == "2026-04-10"
	moved.notices == []
	still := data.balise.verdict with input as object.union(given.question, {"extension": but({"owed": null})})
		with data.processes as given.gates
		with data.catalogue.rules as given.rules
		with data.citations as object.union(given.citations, {"balise-echeances": data.citations["balise-echeances"]})
		with data.facts as given.shapes
		with data.parameters as object.union(given.parameters, {"extension": bounds})
		with data.rules.entitlement.parameters.types as table
	still.outcome == "allow"
	still.postponed == []
	causes := [notice.cause | some notice in still.notices]
	causes == ["without_effect"]
}

# A decision of which nothing can be said, not even that it moves nothing, leaves no verdict.
test_decision_that_cannot_be_answered_leaves_no_verdict if {
	not postponement.complete with input as object.union(given.question, {"extension": object.remove(decided, ["obligation"])})
		with data.rules.entitlement.parameters.types as table
		with data.parameters.extension as bounds
}
