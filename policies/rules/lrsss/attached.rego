# METADATA
# description: What a researcher attached to a body of the network asks, and of whom.
package balise.rules.lrsss.attached

import data.balise.terms

# METADATA
# scope: document
# custom:
#   id: LRSSS-008-1
#   title:
#     fr: Le chercheur est lié à un organisme
#     en: The researcher is attached to a body
#   message:
#     fr: Le chercheur n'est lié à aucun organisme du réseau ; cette voie ne lui est pas ouverte.
#     en: The researcher is not attached to any body of the network; this route is not open to them.
#   remedy:
#     fr: Présenter la demande par la voie des autres chercheurs, ou montrer le lien avec l'organisme.
#     en: Make the request by the route of the other researchers, or show the link with the body.
#   citation: lrsss-8
#   needs: [research.attached]
#   severity: critical
#   regularizable: true
default researcher_belongs := false

researcher_belongs if input.facts.research.attached == true

# METADATA
# scope: document
# custom:
#   id: LRSSS-047-5
#   title:
#     fr: La demande va à l'organisme du chercheur
#     en: The request goes to the researcher's body
#   message:
#     fr: La demande n'est pas adressée à la plus haute autorité de l'organisme auquel le chercheur est lié.
#     en: The request is not addressed to the highest authority of the body the researcher is attached to.
#   remedy:
#     fr: Adresser la demande à la plus haute autorité de cet organisme.
#     en: Address the request to the highest authority of that body.
#   citation: lrsss-47
#   needs: [declaration.addressed_to]
#   severity: critical
#   regularizable: true
default addressed_to_own_body := false

addressed_to_own_body if input.facts.declaration.addressed_to == "attachment_body"

# METADATA
# scope: document
# custom:
#   id: LRSSS-047-6
#   title:
#     fr: Le rapport sur la vie privée accompagne la demande
#     en: The privacy report comes with the request
#   message:
#     fr: Aucun rapport d'évaluation des facteurs relatifs à la vie privée n'accompagne la demande.
#     en: No privacy impact assessment report comes with the request.
#   remedy:
#     fr: Verser l'évaluation et la référence de son rapport.
#     en: File the assessment and the reference of its report.
#   citation: lrsss-47
#   needs: [assessment.privacy.reference]
#   severity: critical
#   regularizable: true
default privacy_report_filed := false

privacy_report_filed if trim_space(input.facts.assessment.privacy.reference) != ""

# METADATA
# scope: document
# custom:
#   id: LRSSS-048-1
#   title:
#     fr: Les activités de recherche sont présentées en détail
#     en: The research activities are presented in detail
#   message:
#     fr: La demande ne contient pas la présentation détaillée à laquelle l'entente renverra.
#     en: The request does not hold the detailed presentation that the agreement will refer to.
#   remedy:
#     fr: Joindre la présentation détaillée et en donner la référence.
#     en: Attach the detailed presentation and give its reference.
#   citation: lrsss-48
#   needs: [research.presentation]
#   severity: critical
#   regularizable: true
default activities_presented := false

activities_presented if trim_space(input.facts.research.presentation) != ""

# METADATA
# scope: document
# custom:
#   id: LRSSS-044-1
#   title:
#     fr: Un comité d'éthique de la recherche a approuvé
#     en: A research ethics committee has approved
#   message:
#     fr: Aucun comité d'éthique de la recherche n'a approuvé les activités.
#     en: No research ethics committee has approved the activities.
#   remedy:
#     fr: Obtenir la décision du comité d'éthique de la recherche et la joindre à la demande.
#     en: Obtain the research ethics committee's decision and attach it to the request.
#   citation: lrsss-44
#   needs: [term.ethics_approval]
#   severity: major
#   regularizable: true
default ethics_committee_decided := false

ethics_committee_decided if terms.ethics_approval.value == true

# METADATA
# scope: document
# custom:
#   id: LRSSS-047-7
#   title:
#     fr: Un refus est motivé et notifié par écrit
#     en: A refusal gives reasons, in writing
#   message:
#     fr: La décision est défavorable, et rien ne montre qu'elle est motivée et notifiée par écrit au chercheur.
#     en: The decision is unfavourable, and nothing shows that it gives reasons and was notified to the researcher in writing.
#   remedy:
#     fr: Motiver la décision et la notifier par écrit au chercheur.
#     en: Give reasons for the decision and notify it to the researcher in writing.
#   citation: lrsss-47
#   needs: []
#   reads: [weighing.refusal_reasoned, weighing.refusal_in_writing]
#   severity: major
#   regularizable: true
default refusal_explained := false

refusal_explained if not refused

refusal_explained if {
	input.facts.weighing.refusal_reasoned == true
	input.facts.weighing.refusal_in_writing == true
}

refused if {
	some opinion in input.opinions
	opinion.body == "highest_authority"
	opinion.answer == "unfavourable"
}
