# METADATA
# description: The dates of a mandate are in an order that could have happened.
package balise.rules.mandate.dates

import data.balise.question

# METADATA
# scope: document
# custom:
#   id: MAN-020
#   title:
#     fr: La réponse suit la soumission
#     en: The answer follows the submission
#   message:
#     fr: Le mandataire aurait répondu avant que le mandat lui soit soumis.
#     en: The mandatary would have answered before the mandate was submitted.
#   remedy:
#     fr: Vérifier la date de soumission (partie A) et celle de la réponse (partie B), puis corriger celle qui est fausse.
#     en: Check the date of submission (part A) and of the answer (part B), then correct the one that is wrong.
#   citation: s1-formulaire
#   needs: [declaration.submitted_on, answer.answered_on]
#   severity: major
#   regularizable: true
default answered_after_submission := false

answered_after_submission if input.facts.declaration.submitted_on <= input.facts.answer.answered_on

# METADATA
# scope: document
# custom:
#   id: MAN-021
#   title:
#     fr: L'acceptation suit la réponse
#     en: The acceptance follows the answer
#   message:
#     fr: L'autorité aurait décidé avant que le mandataire ait répondu.
#     en: The authority would have decided before the mandatary answered.
#   remedy:
#     fr: Vérifier la date de la réponse (partie B) et celle de la décision (partie C), puis corriger celle qui est fausse.
#     en: Check the date of the answer (part B) and of the decision (part C), then correct the one that is wrong.
#   citation: s1-formulaire
#   needs: [answer.answered_on, decision.decided_on]
#   severity: major
#   regularizable: true
default decided_after_answer := false

decided_after_answer if input.facts.answer.answered_on <= input.facts.decision.decided_on

# METADATA
# scope: document
# custom:
#   id: MAN-022
#   title:
#     fr: La mise en place suit l'acceptation
#     en: The set-up follows the acceptance
#   message:
#     fr: Le mandat serait mis en place avant d'avoir été accepté.
#     en: The mandate would be set up before it was accepted.
#   remedy:
#     fr: Proposer une date de mise en place postérieure à l'acceptation, ou corriger la date de l'acceptation.
#     en: Propose a set-up date after the acceptance, or correct the date of the acceptance.
#   citation: s1-echeancier
#   needs: [decision.decided_on, answer.set_up_on]
#   severity: major
#   regularizable: true
default set_up_after_decision := false

set_up_after_decision if input.facts.decision.decided_on <= input.facts.answer.set_up_on

# METADATA
# scope: document
# custom:
#   id: MAN-023
#   title:
#     fr: La mise en place suit la soumission
#     en: The set-up follows the submission
#   message:
#     fr: Le mandat serait mis en place avant même d'avoir été soumis.
#     en: The mandate would be set up before it was even submitted.
#   remedy:
#     fr: Proposer une date de mise en place postérieure à la soumission, ou corriger la date de la soumission.
#     en: Propose a set-up date after the submission, or correct the date of the submission.
#   citation: s1-echeancier
#   needs: [declaration.submitted_on, answer.set_up_on]
#   severity: major
#   regularizable: true
default set_up_after_submission := false

set_up_after_submission if input.facts.declaration.submitted_on <= input.facts.answer.set_up_on

# METADATA
# scope: document
# custom:
#   id: MAN-024
#   title:
#     fr: La mise en place est encore à venir quand on la propose
#     en: The set-up is still to come when it is proposed
#   message:
#     fr: La réponse propose une mise en place pour un jour qui la précède.
#     en: The answer proposes a set-up on a day that precedes it.
#   remedy:
#     fr: Reprendre l'échéancier à partir de la date de la réponse.
#     en: Redo the schedule from the date of the answer.
#   citation: s1-echeancier
#   needs: [answer.answered_on, answer.set_up_on]
#   severity: major
#   regularizable: true
default set_up_after_answer := false

set_up_after_answer if input.facts.answer.answered_on <= input.facts.answer.set_up_on

# METADATA
# scope: document
# custom:
#   id: MAN-025
#   title:
#     fr: Aucun livrable n'est dû avant l'acceptation
#     en: No deliverable is due before the acceptance
#   message:
#     fr: L'échéancier proposé remettrait un livrable avant que le mandat soit accepté.
#     en: The proposed schedule would hand in a deliverable before the mandate was accepted.
#   remedy:
#     fr: Reporter ce livrable après l'acceptation, ou corriger la date de l'acceptation.
#     en: Move that deliverable after the acceptance, or correct the date of the acceptance.
#   citation: s1-echeancier
#   needs: [answer.schedule, decision.decided_on]
#   severity: major
#   regularizable: true
default deliverables_after_decision := false

deliverables_after_decision if {
	is_string(input.facts.decision.decided_on)
	every deliverable in input.facts.answer.schedule {
		object.get(deliverable, "proposed_on", input.facts.decision.decided_on) >= input.facts.decision.decided_on
	}
}

# METADATA
# scope: document
# custom:
#   id: MAN-026
#   title:
#     fr: Aucun livrable n'est attendu avant la soumission
#     en: No deliverable is expected before the submission
#   message:
#     fr: La description attend un livrable pour un jour qui précède la soumission du mandat.
#     en: The description expects a deliverable on a day that precedes the submission of the mandate.
#   remedy:
#     fr: Corriger l'échéance de ce livrable, ou la date de la soumission.
#     en: Correct the due date of that deliverable, or the date of the submission.
#   citation: s1-description
#   needs: [declaration.deliverables, declaration.submitted_on]
#   severity: major
#   regularizable: true
default deliverables_after_submission := false

deliverables_after_submission if {
	is_string(input.facts.declaration.submitted_on)
	every deliverable in input.facts.declaration.deliverables {
		object.get(deliverable, "due_on", input.facts.declaration.submitted_on) >= input.facts.declaration.submitted_on
	}
}

# METADATA
# scope: document
# custom:
#   id: MAN-027
#   title:
#     fr: Rien n'est signé d'avance
#     en: Nothing is signed ahead of time
#   message:
#     fr: La soumission, la réponse ou la décision porte une date qui n'est pas encore venue.
#     en: The submission, the answer or the decision bears a date that has not come yet.
#   remedy:
#     fr: Corriger la date, ou attendre ce jour.
#     en: Correct the date, or wait for that day.
#   citation: balise-mandats
#   needs: [declaration.submitted_on, answer.answered_on, decision.decided_on]
#   severity: major
#   regularizable: true
default nothing_signed_ahead := false

nothing_signed_ahead if {
	input.facts.declaration.submitted_on <= question.today
	input.facts.answer.answered_on <= question.today
	input.facts.decision.decided_on <= question.today
}
