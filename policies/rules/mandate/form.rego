# METADATA
# description: The three parts of the form are complete - described, answered, decided.
package balise.rules.mandate.form

# METADATA
# scope: document
# custom:
#   id: MAN-001
#   title:
#     fr: Les parties du mandat se suivent
#     en: The parts of the mandate follow one another
#   message:
#     fr: L'étape où se trouve le mandat ne mène pas à l'étape demandée.
#     en: The stage the mandate is at does not lead to the stage asked for.
#   remedy:
#     fr: 'Demander l''étape qui suit : description, réponse, acceptation, exécution, reddition de comptes.'
#     en: 'Ask for the stage that follows: described, answered, accepted, running, accounted.'
#   citation: s1-formulaire
#   needs: []
#   severity: critical
#   regularizable: false
default sequence_respected := false

sequence_respected if {
	input.case.stage in data.processes.mandate.gates[input.passage.to].from
}

# METADATA
# scope: document
# custom:
#   id: MAN-002
#   title:
#     fr: Le mandat dit ce qu'il confie, et à qui
#     en: The mandate says what it entrusts, and to whom
#   message:
#     fr: La description n'a pas de numéro, de mandataire, de fonction responsable, de contexte, de portée ou d'objectif qui se lise.
#     en: The description lacks a number, a mandatary, a function in charge, a context, a scope or an objective that can be read.
#   remedy:
#     fr: Compléter les sections de la partie A qui sont vides.
#     en: Complete the sections of part A that are empty.
#   citation: s1-description
#   needs:
#     - declaration.title
#     - declaration.number
#     - declaration.mandatary
#     - declaration.requesting_function
#     - declaration.submitted_on
#     - declaration.context
#     - declaration.scope
#     - declaration.objectives
#   severity: major
#   regularizable: true
default purpose_described := false

purpose_described if {
	is_string(input.facts.declaration.submitted_on)
	said_in(input.facts.declaration.objectives)
	every field in ["title", "number", "mandatary", "requesting_function", "context", "scope"] {
		trim_space(input.facts.declaration[field]) != ""
	}
}

# METADATA
# scope: document
# custom:
#   id: MAN-003
#   title:
#     fr: Chaque livrable a son échéance
#     en: Every deliverable has its due date
#   message:
#     fr: Aucun livrable n'est décrit, ou l'un d'eux n'a ni échéance ni évaluation annuelle.
#     en: No deliverable is described, or one of them has neither a due date nor a yearly review.
#   remedy:
#     fr: Donner à chaque livrable une échéance, ou dire qu'il est évalué chaque année.
#     en: Give every deliverable a due date, or say that it is reviewed yearly.
#   citation: s1-description
#   needs: [declaration.deliverables]
#   severity: major
#   regularizable: true
default deliverables_dated := false

deliverables_dated if {
	count(input.facts.declaration.deliverables) > 0
	every deliverable in input.facts.declaration.deliverables {
		timed(deliverable)
	}
}

timed(deliverable) if deliverable.due_on

timed(deliverable) if deliverable.yearly == true

# METADATA
# scope: document
# custom:
#   id: MAN-004
#   title:
#     fr: La source de financement est nommée
#     en: The source of funding is named
#   message:
#     fr: Rien ne dit qui paie le mandat.
#     en: Nothing says who pays for the mandate.
#   remedy:
#     fr: Nommer le fonds ou le budget qui finance le mandat.
#     en: Name the fund or the budget that pays for the mandate.
#   citation: s1-financement
#   needs: [declaration.funding]
#   severity: major
#   regularizable: true
default funding_named := false

funding_named if trim_space(input.facts.declaration.funding) != ""

# METADATA
# scope: document
# custom:
#   id: MAN-005
#   title:
#     fr: Risques, bénéfices et contributeurs sont écrits
#     en: Risks, benefits and contributors are written down
#   message:
#     fr: La description tait les risques, les bénéfices attendus ou ceux qui contribuent.
#     en: The description is silent on the risks, the expected benefits or those who contribute.
#   remedy:
#     fr: Écrire au moins un risque, un bénéfice et un contributeur.
#     en: Write down at least one risk, one benefit and one contributor.
#   citation: s1-description
#   needs: [declaration.risks, declaration.benefits, declaration.contributors]
#   severity: minor
#   regularizable: true
default stakes_weighed := false

stakes_weighed if {
	every field in ["risks", "benefits", "contributors"] {
		said_in(input.facts.declaration[field])
	}
}

# METADATA
# scope: document
# custom:
#   id: MAN-006
#   title:
#     fr: Le mandataire a tout répondu
#     en: The mandatary has answered everything
#   message:
#     fr: La réponse ne dit pas ce que le mandataire a compris, avec quelles ressources et quelle organisation, ou quelle fonction la signe.
#     en: The answer does not say what the mandatary has understood, with which resources and organization, or which function signs it.
#   remedy:
#     fr: Compléter les sections de la partie B qui sont vides.
#     en: Complete the sections of part B that are empty.
#   citation: s1-reponse
#   needs: [answer.understanding, answer.resources, answer.organization, answer.signing_function, answer.answered_on]
#   severity: major
#   regularizable: true
default answer_complete := false

answer_complete if {
	is_string(input.facts.answer.answered_on)
	said_in(input.facts.answer.resources)
	every field in ["understanding", "organization", "signing_function"] {
		trim_space(input.facts.answer[field]) != ""
	}
}

# METADATA
# scope: document
# custom:
#   id: MAN-007
#   title:
#     fr: L'échéancier répond à chaque livrable
#     en: The schedule answers every deliverable
#   message:
#     fr: L'échéancier n'a pas de date de mise en place, ou un livrable demandé n'y a pas de ligne.
#     en: The schedule has no set-up date, or a deliverable that was asked for has no line in it.
#   remedy:
#     fr: Reprendre dans l'échéancier chaque livrable de la partie A, sous le même nom.
#     en: Repeat every deliverable of part A in the schedule, under the same name.
#   citation: s1-echeancier
#   needs: [declaration.deliverables, answer.schedule, answer.set_up_on]
#   severity: major
#   regularizable: true
default schedule_answers_deliverables := false

schedule_answers_deliverables if {
	is_string(input.facts.answer.set_up_on)
	asked := {named(deliverable) | some deliverable in input.facts.declaration.deliverables}
	count(asked) > 0
	proposed := {named(deliverable) | some deliverable in input.facts.answer.schedule}
	count(asked - proposed) == 0
}

named(deliverable) := lower(trim_space(deliverable.name))

# METADATA
# scope: document
# custom:
#   id: MAN-008
#   title:
#     fr: Le mandataire a présenté son budget
#     en: The mandatary has presented its budget
#   message:
#     fr: La réponse n'estime pas ce que le mandat coûtera.
#     en: The answer does not estimate what the mandate will cost.
#   remedy:
#     fr: Présenter la demande budgétaire avec la réponse, même si elle est nulle.
#     en: Present the budget request with the answer, even when it is nil.
#   citation: s1-financement
#   needs: [answer.budget]
#   severity: major
#   regularizable: true
default budget_asked := false

budget_asked if input.facts.answer.budget >= 0

# METADATA
# scope: document
# custom:
#   id: MAN-009
#   title:
#     fr: Le mandat est accepté
#     en: The mandate is accepted
#   message:
#     fr: L'autorité a refusé le mandat, ou aucune fonction ne signe sa décision.
#     en: The authority refused the mandate, or no function signs its decision.
#   remedy:
#     fr: Répondre aux motifs du refus et soumettre de nouveau le mandat, ou faire signer la décision par la fonction compétente.
#     en: Answer the reasons for the refusal and submit the mandate again, or have the function in charge sign the decision.
#   citation: s1-acceptation
#   needs: [decision.answer, decision.signing_function, decision.decided_on]
#   severity: critical
#   regularizable: true
default mandate_accepted := false

mandate_accepted if {
	is_string(input.facts.decision.decided_on)
	input.facts.decision.answer in {"accepted", "accepted_with_changes"}
	trim_space(input.facts.decision.signing_function) != ""
}

# METADATA
# scope: document
# custom:
#   id: MAN-010
#   title:
#     fr: Les modifications demandées sont écrites
#     en: The changes asked for are written down
#   message:
#     fr: Le mandat est accepté avec des modifications que la décision ne dit pas.
#     en: The mandate is accepted with changes that the decision does not tell.
#   remedy:
#     fr: Écrire les modifications dans la partie C.
#     en: Write the changes in part C.
#   citation: s1-acceptation
#   needs: [decision.changes]
#   severity: major
#   regularizable: true
default changes_written := false

changes_written if trim_space(input.facts.decision.changes) != ""

said_in(list) if {
	some line in list
	trim_space(line) != ""
}
