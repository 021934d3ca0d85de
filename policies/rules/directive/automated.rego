# METADATA
# description: What a person is owed when nobody decides but a machine.
package balise.rules.directive.automated

# METADATA
# scope: document
# custom:
#   id: DEA-001
#   title:
#     fr: La personne est informée au plus tard avec la décision
#     en: The person is told at the latest with the decision
#   message:
#     fr: La personne ne saurait pas que la décision qui la vise repose exclusivement sur un traitement automatisé.
#     en: The person would not know that the decision about them is based exclusively on automated processing.
#   remedy:
#     fr: Informer la personne au plus tard au moment où la décision lui est communiquée.
#     en: Inform the person at the latest when the decision is communicated to them.
#   citation: a21-65-2
#   needs: [notice.at_decision]
#   severity: critical
#   regularizable: true
default person_told := false

person_told if input.facts.notice.at_decision == true

# METADATA
# scope: document
# custom:
#   id: DEA-002
#   title:
#     fr: La décision s'explique sur demande
#     en: The decision is explained on request
#   message:
#     fr: Sur demande, la personne ne recevrait pas à la fois les renseignements utilisés, les raisons et les principaux facteurs et paramètres, et le droit de faire rectifier.
#     en: On request, the person would not get all of the information used, the reasons and principal factors and parameters, and the right to have it corrected.
#   remedy:
#     fr: Prévoir une réponse qui donne les trois (renseignements utilisés ; raisons, facteurs et paramètres ; rectification).
#     en: Provide an answer that gives all three (information used; reasons, factors and parameters; correction).
#   citation: a21-65-2
#   needs: [notice.information_used, notice.reasons_and_factors, notice.parameters, notice.rectification]
#   severity: critical
#   regularizable: true
default decision_explained := false

decision_explained if {
	input.facts.notice.information_used == true
	input.facts.notice.reasons_and_factors == true
	input.facts.notice.parameters == true
	input.facts.notice.rectification == true
}

# METADATA
# scope: document
# custom:
#   id: DEA-003
#   title:
#     fr: La personne peut être entendue
#     en: The person can be heard
#   message:
#     fr: La personne n'a pas l'occasion de présenter ses observations à un membre du personnel en mesure de réviser la décision.
#     en: The person has no opportunity to submit observations to a member of the personnel able to review the decision.
#   remedy:
#     fr: Désigner qui reçoit les observations et peut réviser la décision, et le dire dans l'avis.
#     en: Designate who receives observations and can review the decision, and say so in the notice.
#   citation: a21-65-2
#   needs: [notice.observations, notice.able_to_review]
#   severity: critical
#   regularizable: true
default observations_heard := false

observations_heard if {
	input.facts.notice.observations == true
	input.facts.notice.able_to_review == true
}
