# METADATA
# description: What a person who asks about an automated decision is told.
package balise.rules.recourse.reply

# METADATA
# scope: document
# custom:
#   id: REC-003
#   title:
#     fr: La personne connaît les renseignements utilisés
#     en: The person knows the information used
#   message:
#     fr: La réponse ne dit pas quels renseignements personnels ont servi à rendre la décision.
#     en: The answer does not say which personal information was used to make the decision.
#   remedy:
#     fr: Donner à la personne les renseignements qui ont servi à la décision.
#     en: Give the person the information that was used for the decision.
#   citation: a21-65-2
#   needs: [answer.information_used]
#   severity: critical
#   regularizable: true
default information_told := false

information_told if input.facts.answer.information_used == true

# METADATA
# scope: document
# custom:
#   id: REC-004
#   title:
#     fr: La personne connaît les raisons, les facteurs et les paramètres
#     en: The person knows the reasons, factors and parameters
#   message:
#     fr: La réponse ne donne pas à la fois les raisons et les principaux facteurs et paramètres qui ont mené à la décision.
#     en: The answer does not give all of the reasons and the principal factors and parameters that led to the decision.
#   remedy:
#     fr: Donner à la personne les raisons de la décision et les principaux facteurs et paramètres.
#     en: Give the person the reasons for the decision and the principal factors and parameters.
#   citation: a21-65-2
#   needs: [answer.reasons_and_factors, answer.parameters]
#   severity: critical
#   regularizable: true
default reasons_told := false

reasons_told if {
	input.facts.answer.reasons_and_factors == true
	input.facts.answer.parameters == true
}

# METADATA
# scope: document
# custom:
#   id: REC-005
#   title:
#     fr: La personne sait qu'elle peut faire rectifier
#     en: The person knows they may have information corrected
#   message:
#     fr: La réponse ne dit pas à la personne qu'elle peut faire rectifier les renseignements utilisés.
#     en: The answer does not tell the person that they may have the information used corrected.
#   remedy:
#     fr: Dire à la personne son droit de faire rectifier les renseignements, et comment.
#     en: Tell the person of their right to have the information corrected, and how.
#   citation: a21-65-2
#   needs: [answer.rectification]
#   severity: critical
#   regularizable: true
default rectification_told := false

rectification_told if input.facts.answer.rectification == true

# METADATA
# scope: document
# custom:
#   id: REC-006
#   title:
#     fr: La demande de rectification a une suite
#     en: The request for rectification is acted on
#   message:
#     fr: On ne dit pas si la rectification demandée est faite ou refusée.
#     en: It is not said whether the rectification asked for is made or refused.
#   remedy:
#     fr: Faire la rectification ou la refuser, et verser la suite donnée.
#     en: Make the rectification or refuse it, and file which.
#   citation: recours-maison
#   needs: [answer.rectified]
#   severity: major
#   regularizable: true
default rectification_settled := false

rectification_settled if input.facts.answer.rectified in {"made", "refused"}

# METADATA
# scope: document
# custom:
#   id: REC-010
#   title:
#     fr: La personne sait que l'article 65.2 ne vise pas cette décision
#     en: The person knows that section 65.2 is not about this decision
#   message:
#     fr: La décision n'a pas été rendue exclusivement par un traitement automatisé, et la réponse ne le dit pas à la personne, ni quels droits lui restent.
#     en: The decision was not rendered exclusively by automated processing, and the answer tells the person neither that nor which rights they still have.
#   remedy:
#     fr: Dire à la personne que l'article 65.2 ne vise pas cette décision, et quels droits lui restent, dont l'accès à ses renseignements et leur rectification.
#     en: Tell the person that section 65.2 is not about this decision, and which rights they still have, among them access to their information and its correction.
#   citation: recours-maison
#   needs: [answer.outside_scope]
#   severity: major
#   regularizable: true
default scope_told := false

scope_told if input.facts.answer.outside_scope == true
