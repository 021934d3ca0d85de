package balise.verdict_test

# A process of two gates and a retirement, one rule about a problem, one prohibition: what the machinery does with them.

said(text) := {"fr": text, "en": text}

rule(subject, name, citation, needs, regularizable) := {
	"family": split(subject, ".")[0],
	"subject": split(subject, ".")[1],
	"name": name,
	"title": said(name),
	"message": said("enfreinte"),
	"remedy": said("corriger"),
	"citation": citation,
	"needs": needs,
	"severity": "major",
	"regularizable": regularizable,
}

rules := {
	"GOV-001": rule("gates.order", "sequence_respected", "plan", [], false),
	"BES": rule("gates.need", "problem_comes_first", "plan", ["need.problem"], true),
	"REN": rule("lrsss.prohibitions", "sale_excluded", "law", ["data.sale"], false),
	"DEA": rule("directive.automated", "person_told", "law", ["notice.at_decision"], true),
}

citations := {
	"plan": {
		"instrument": "Plan", "article": "1", "kind": "orientation",
		"confidence": "verified", "in_force_from": null, "until": null,
	},
	"law": {
		"instrument": "Loi", "article": "2", "kind": "statute",
		"confidence": "verified", "in_force_from": "2024-07-01", "until": null,
	},
	"lecture-exclusivement": {
		"instrument": "Guide", "article": null, "kind": "reading",
		"confidence": "interpretation", "in_force_from": null, "until": null,
	},
}

opinion := {
	"body": "comite_ia_sante",
	"citation": "plan",
	"title": said("avis"),
	"message": said("avis requis"),
	"remedy": said("soumettre"),
}

gates := {"initiative": {
	"order": ["opportunity", "planning", "retirement"],
	"every_passage": [{"rule": "GOV-001"}],
	"gates": {
		"opportunity": {"from": [null], "rules": [{"rule": "BES"}], "opinions": [], "duties": []},
		"planning": {
			"from": ["opportunity"],
			"rules": [{"rule": "BES"}, {"rule": "REN", "when": {"data.personal_information": true}}],
			"opinions": [opinion],
			"duties": [{
				"id": "again", "period": "yearly", "fulfilled_by": ["need.described"], "citation": "plan",
				"what": said("recommencer"), "remedy": said("recommencer"),
			}],
		},
		"retirement": {"from": ["planning"], "rules": [{"rule": "BES"}], "opinions": [], "duties": []},
	},
}}

parameters := {
	"regularize": {"critical": 1, "major": 10, "minor": 100},
	"silence": {"days": 10},
	"cease": {"days": 5},
	"clarify": {"days": 20},
	"opinion": {"days": 30},
	"condition": {"days": 50},
	"signature_required_from": "2026-02-01",
	"duties": {"yearly": {"months": 12}},
	"pressing": {
		"regularize": {"major": pressing}, "cease": at_once, "clarify": pressing, "opinion": pressing, "duty": pressing,
		"duties": {},
	},
}

pressing := {"remind": [3], "escalate": [{"after": 7, "to": "msss"}]}

at_once := {"remind": [1], "escalate": [{"after": 1, "to": "msss"}]}

facts := {
	"need": {"problem": "Les rendez-vous manqués"},
	"data": {"personal_information": true, "sale": false},
}

shapes := {"initiative": {
	"need.problem": {"type": "text", "longest": 100},
	"data.personal_information": {"type": "boolean"},
	"data.sale": {"type": "boolean"},
	"declaration.decision": {"type": "choice", "values": ["none", "aid", "automated"]},
	"declaration.clinical": {"type": "boolean"},
	"declaration.supplier": {"type": "choice", "values": ["internal", "external", "both"]},
	"oversight.authority": {"type": "boolean"},
	"oversight.information": {"type": "boolean"},
	"oversight.time": {"type": "boolean"},
	"notice.at_decision": {"type": "boolean"},
	"assessment.privacy.conclusion": {"type": "choice", "values": ["favourable", "unfavourable"]},
	"assessment.privacy.certified_product": {"type": "boolean"},
}}

favourable := given("favourable", "d1")

question := {
	"as_of": "2026-03-01T12:00:00Z",
	"process": "initiative",
	"case": {"id": "i", "establishment": "ciusss-x", "stage": "opportunity", "dossier": "d1"},
	"passage": {"mode": "passage", "origin": "opportunity", "to": "planning"},
	"facts": facts,
	"opinions": favourable,
	"event_id": "e",
}

recension := object.union(question, {
	"case": object.union(question.case, {"stage": null}),
	"passage": {"mode": "recension", "origin": null, "to": "planning"},
})

with_facts(base, other) := object.union(object.remove(base, ["facts"]), {"facts": other})

answer(asked) := judged(asked, gates, rules, citations)

under(asked, texts) := judged(asked, gates, rules, texts)

judged(asked, processes, catalogue, texts) := verdict if {
	verdict := data.balise.verdict with input as asked
		with data.processes as processes
		with data.catalogue.rules as catalogue
		with data.citations as texts
		with data.parameters as parameters
		with data.facts as shapes
}

causes(findings) := {finding.rule: finding.cause | some finding in findings}

ids(obligations) := {obligation.id | some obligation in obligations}

# Passages

test_everything_met_allows if {
	verdict := answer(question)
	verdict.outcome == "allow"
	verdict.evaluated == ["BES", "GOV-001", "REN"]
	verdict.gates == ["planning"]
	ids(verdict.obligations) == {"duty:again@planning"}
}

test_gate_asked_for_is_opened_only_when_all_is_found_there if {
	answer(question).opened == "planning"
	answer(with_facts(question, object.union(facts, {"data": {"sale": true}}))).opened == null
	answer(recension).opened == null
}

test_duty_is_due_after_its_period if {
	some obligation in answer(question).obligations
	obligation.due == "2027-03-01"
	obligation.by == "ciusss-x"
}

test_violation_denies_and_speaks_for_itself if {
	verdict := answer(with_facts(question, object.union(facts, {"data": {"sale": true}})))
	verdict.outcome == "deny"
	verdict.violations == [{
		"rule": "REN",
		"gate": "planning",
		"title": said("sale_excluded"),
		"message": said("enfreinte"),
		"remedy": said("corriger"),
		"citation": {"key": "law", "instrument": "Loi", "article": "2", "confidence": "verified"},
		"missing": [],
		"cause": "violated",
	}]
	verdict.obligations == []
}

test_missing_fact_is_indeterminate_and_named if {
	verdict := answer(with_facts(question, {"need": facts.need, "data": {"personal_information": true}}))
	verdict.outcome == "indeterminate"
	verdict.indeterminates[0].missing == ["data.sale"]
	causes(verdict.indeterminates) == {"REN": "fact_missing"}
}

test_unknown_condition_is_indeterminate_never_not_applicable if {
	verdict := answer(with_facts(question, {"need": facts.need}))
	causes(verdict.indeterminates) == {"REN": "fact_missing"}
	verdict.indeterminates[0].missing == ["data.personal_information"]
}

test_condition_that_fails_sets_the_rule_aside if {
	verdict := answer(with_facts(question, {"need": facts.need, "data": {"personal_information": false}}))
	verdict.outcome == "allow"
	"REN" in verdict.evaluated
}

test_denial_outweighs_what_is_unknown if {
	verdict := answer(with_facts(question, {"data": {"personal_information": true, "sale": true}}))
	verdict.outcome == "deny"
	causes(verdict.indeterminates) == {"BES": "fact_missing"}
}

test_leap_over_a_gate_is_refused if {
	verdict := answer(object.union(question, {"case": {"stage": null}}))
	causes(verdict.violations) == {"GOV-001": "violated"}
}

# Texts

test_unverified_text_decides_nothing if {
	every confidence in ["verified-secondary", "recalled", "interpretation"] {
		texts := object.union(citations, {"law": {"confidence": confidence}})
		sold := with_facts(question, object.union(facts, {"data": {"sale": true}}))
		every asked in [question, sold] {
			verdict := under(asked, texts)
			verdict.outcome == "indeterminate"
			causes(verdict.indeterminates) == {"REN": "text_unverified"}
		}
	}
}

test_undated_statute_decides_nothing if {
	verdict := under(question, object.union(citations, {"law": {"in_force_from": null}}))
	causes(verdict.indeterminates) == {"REN": "text_undated"}
}

test_text_to_come_gives_notice if {
	texts := object.union(citations, {"law": {"in_force_from": "2026-03-02"}})
	sold := with_facts(question, object.union(facts, {"data": {"sale": true}}))
	verdict := under(sold, texts)
	verdict.outcome == "allow"
	causes(verdict.notices) == {"REN": "not_yet_in_force"}
	verdict.notices[0].effective == "2026-03-02"
}

test_text_to_come_that_is_met_gives_none if {
	verdict := under(question, object.union(citations, {"law": {"in_force_from": "2026-03-02"}}))
	verdict.notices == []
}

test_text_binds_from_its_first_day_to_the_eve_of_its_end if {
	sold := with_facts(question, object.union(facts, {"data": {"sale": true}}))
	under(sold, object.union(citations, {"law": {"in_force_from": "2026-03-01"}})).outcome == "deny"
	under(sold, object.union(citations, {"law": {"until": "2026-03-02"}})).outcome == "deny"
	under(sold, object.union(citations, {"law": {"until": "2026-03-01"}})).outcome == "allow"
}

test_rule_of_its_own_date_gives_notice if {
	dated := object.union(rules, {"REN": {"in_force_from": "2026-12-31"}})
	verdict := judged(with_facts(question, object.union(facts, {"data": {"sale": true}})), gates, dated, citations)
	verdict.notices[0].effective == "2026-12-31"
}

test_unknown_condition_of_a_text_to_come_gives_notice_too if {
	texts := object.union(citations, {"law": {"in_force_from": "2026-03-02"}})
	verdict := under(with_facts(question, {"need": facts.need}), texts)
	verdict.outcome == "allow"
	verdict.notices[0].missing == ["data.personal_information"]
}

test_unknown_condition_of_an_ended_text_asks_nothing if {
	texts := object.union(citations, {"law": {"until": "2026-03-01"}})
	verdict := under(with_facts(question, {"need": facts.need}), texts)
	verdict.outcome == "allow"
	"REN" in verdict.evaluated
}

test_rule_ends_on_its_own_day if {
	sold := with_facts(question, object.union(facts, {"data": {"sale": true}}))
	judged(sold, gates, object.union(rules, {"REN": {"until": "2026-03-02"}}), citations).outcome == "deny"
	judged(sold, gates, object.union(rules, {"REN": {"until": "2026-03-01"}}), citations).outcome == "allow"
}

test_day_changes_at_midnight_in_quebec if {
	texts := object.union(citations, {"law": {"in_force_from": "2026-03-01"}})
	sold := with_facts(question, object.union(facts, {"data": {"sale": true}}))
	under(object.union(sold, {"as_of": "2026-03-01T04:59:59Z"}), texts).outcome == "allow"
	under(object.union(sold, {"as_of": "2026-03-01T05:00:00Z"}), texts).outcome == "deny"
}

test_requirement_that_binds_by_interpretation_cannot_deny if {
	asked := with_facts(question, {
		"declaration": {"decision": "aid"},
		"oversight": {"authority": true, "information": true, "time": false},
		"notice": {"at_decision": false},
	})
	exclusive := {"initiative": object.union(gates.initiative, {"gates": {"planning": {
		"rules": [{"rule": "DEA", "when": {"term.exclusively_automated": true}}],
		"opinions": [],
	}}})}
	verdict := judged(asked, exclusive, rules, citations)
	causes(verdict.indeterminates) == {"DEA": "text_unverified"}
	verdict.indeterminates[0].citation.key == "lecture-exclusivement"
}

# Opinions

opinion_cause(opinions) := answer(with_opinions(question, opinions)).opinions[0].cause

with_opinions(base, opinions) := object.union(object.remove(base, ["opinions"]), {"opinions": opinions})

# Received before opinions had to be signed: what the machinery does with the answer, whoever gave it.
given(answered, covers) := {"comite_ia_sante": object.union(
	{"answer": answered, "covers": covers},
	{"body": "comite_ia_sante", "received_at": "2026-01-15T12:00:00Z"},
)}

test_opinion_is_awaited_until_favourable_on_this_file if {
	opinion_cause({}) == "absent"
	opinion_cause(given("recused", "d1")) == "absent"
	opinion_cause(given("whatever", "d1")) == "absent"
	opinion_cause(given("favourable", "d0")) == "lapsed"
	opinion_cause(given("unfavourable", "d0")) == "lapsed"
	opinion_cause(given("unfavourable", "d1")) == "unfavourable"
	not opinion_cause(given("with_conditions", "d1"))
}

test_awaited_opinion_is_a_review_with_its_words if {
	verdict := answer(with_opinions(question, {}))
	verdict.outcome == "review"
	verdict.opinions == [{
		"body": "comite_ia_sante",
		"gate": "planning",
		"title": said("avis"),
		"message": said("avis requis"),
		"remedy": said("soumettre"),
		"cause": "absent",
	}]
}

test_opinion_that_may_be_required_is_indeterminate if {
	conditional := {"initiative": object.union(gates.initiative, {"gates": {"planning": {
		"rules": [],
		"opinions": [object.union(opinion, {"when": {"declaration.clinical": true}})],
	}}})}
	verdict := judged(question, conditional, rules, citations)
	causes(verdict.indeterminates) == {"opinion:comite_ia_sante": "fact_missing"}
	verdict.indeterminates[0].missing == ["declaration.clinical"]
}

test_opinion_that_may_be_required_is_owed_by_a_case_already_there if {
	conditional := {"initiative": object.union(gates.initiative, {"gates": {"planning": {
		"rules": [],
		"opinions": [object.union(opinion, {"when": {"declaration.clinical": true}})],
		"duties": [],
	}}})}
	verdict := judged(recension, conditional, rules, citations)
	some obligation in verdict.obligations
	obligation.id == "opinion:comite_ia_sante@planning"
	obligation.missing == ["declaration.clinical"]
	obligation.by == "ciusss-x"
	obligation.due == "2026-03-31"
}

test_condition_accepts_any_of_a_list if {
	listed := {"initiative": object.union(gates.initiative, {"gates": {"planning": {
		"rules": [{"rule": "REN", "when": {"declaration.supplier": ["external", "both"]}}],
		"opinions": [],
	}}})}
	supplied := {"external": "deny", "both": "deny", "internal": "allow"}
	every supplier, outcome in supplied {
		asked := with_facts(question, {"declaration": {"supplier": supplier}, "data": {"sale": true}})
		judged(asked, listed, rules, citations).outcome == outcome
	}
}

# Recension

test_recension_judges_every_gate_behind_and_not_the_order if {
	verdict := answer(recension)
	verdict.gates == ["opportunity", "planning"]
	verdict.evaluated == ["BES", "REN"]
	verdict.outcome == "allow"
}

test_recension_owes_what_a_passage_lacks_once if {
	verdict := answer(with_opinions(with_facts(recension, {}), {}))
	verdict.outcome == "allow"
	verdict.violations == []
	verdict.indeterminates == []
	verdict.opinions == []
	ids(verdict.obligations) == {
		"BES@opportunity",
		"REN@planning",
		"opinion:comite_ia_sante@planning",
		"duty:again@planning",
	}
	{obligation.due | some obligation in verdict.obligations; obligation.kind == "regularize"} == {
		"2026-03-11",
		"2026-03-31",
	}
}

test_recension_does_not_regularize_a_prohibition if {
	verdict := answer(with_facts(recension, object.union(facts, {"data": {"sale": true}})))
	verdict.outcome == "deny"
	causes(verdict.violations) == {"REN": "violated"}
	verdict.obligations == []
}

test_recension_has_the_ministry_clarify_a_text if {
	verdict := under(recension, object.union(citations, {"law": {"confidence": "recalled"}}))
	verdict.outcome == "allow"
	some obligation in verdict.obligations
	obligation.id == "REN@planning"
	obligation.kind == "clarify"
	obligation.by == "msss"
	obligation.due == "2026-03-21"
}

standing := object.union(recension, {"passage": {"mode": "standing"}})

test_standing_case_is_judged_as_a_recension if {
	answer(standing) == answer(recension)
}

test_retired_case_answers_for_its_retirement_alone if {
	answer(object.union(recension, {"passage": {"to": "retirement"}})).gates == ["retirement"]
}

test_case_that_its_last_stage_does_not_end_answers_for_all_that_led_there if {
	endless := {"initiative": object.union(gates.initiative, {"final": null})}
	late := object.union(recension, {"passage": {"to": "retirement"}})
	judged(late, endless, rules, citations).gates == ["opportunity", "planning", "retirement"]
}

# What is asked at every verdict

always := {"initiative": object.union(gates.initiative, {"every_verdict": [{"rule": "ENT"}]})}

with_origin := object.union(rules, {"ENT": rule("gates.need", "problem_comes_first", "plan", ["need.problem"], false)})

test_rule_of_every_verdict_is_asked_once_in_every_mode if {
	judged(question, always, with_origin, citations).evaluated == ["BES", "ENT", "GOV-001", "REN"]
	judged(recension, always, with_origin, citations).evaluated == ["BES", "ENT", "REN"]
	unknown := judged(with_facts(recension, {}), always, with_origin, citations)
	"ENT@planning" in ids(unknown.obligations)
	not "ENT@opportunity" in ids(unknown.obligations)
}

test_rule_of_every_verdict_stops_a_recension_too if {
	blank := with_facts(recension, object.union(facts, {"need": {"problem": " "}}))
	causes(judged(blank, always, with_origin, citations).violations) == {"ENT": "violated"}
}

# What is not a question gets no verdict

test_malformed_question_gets_no_verdict if {
	every change in [
		{"as_of": "hier"},
		{"as_of": null},
		{"process": "elsewhere"},
		{"passage": {"mode": "waiver"}},
		{"passage": {"to": "nowhere"}},
		{"facts": "none"},
		{"opinions": "none"},
		{"case": {"establishment": null}},
		{"case": {"dossier": null}},
	] {
		not answer(object.union(question, change))
	}
}

test_rule_that_cannot_be_looked_up_is_not_evaluated if {
	ghost := {"initiative": object.union(gates.initiative, {"gates": {"planning": {"rules": [
		{"rule": "GHOST"},
		{"rule": "REN"},
	]}}})}
	sold := with_facts(question, object.union(facts, {"data": {"sale": true}}))
	denied := judged(sold, ghost, rules, citations)
	denied.evaluated == ["GOV-001", "REN"]
	not judged(question, ghost, rules, citations)
}

test_rule_without_its_code_or_its_text_is_not_evaluated if {
	every broken in [{"name": "no_such_rule"}, {"citation": "no_such_text"}] {
		sold := with_facts(question, {"need": {"problem": ""}, "data": {"personal_information": true, "sale": true}})
		verdict := judged(sold, gates, object.union(rules, {"REN": broken}), citations)
		verdict.evaluated == ["BES", "GOV-001"]
	}
}

test_condition_on_an_unknown_term_is_not_evaluated if {
	unknown := {"initiative": object.union(gates.initiative, {"gates": {"planning": {"rules": [
		{"rule": "BES", "when": {"term.no_such_term": true}},
	]}}})}
	not judged(question, unknown, rules, citations)
}

model(adopted) := object.union(citations, {"plan": {
	"instrument": "Directive of others", "article": "C", "kind": "model",
	"confidence": "verified", "in_force_from": adopted, "until": null,
}})
