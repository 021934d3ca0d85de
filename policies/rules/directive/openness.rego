# METADATA
# description: What a borrowed federal model asks that the public and each person be told, by level of impact.
package balise.rules.directive.openness

# METADATA
# scope: document
# custom:
#   id: DDM-002
#   title:
#     fr: L'avis est clair et paraît partout
#     en: The notice is plain and given everywhere
#   message:
#     fr: L'avis d'automatisation n'est pas en langage clair, ou ne paraît pas sur tous les canaux du service.
#     en: The notice of automation is not in plain language, or is not given on every channel of the service.
#   remedy:
#     fr: Rédiger l'avis en langage clair et le donner sur tous les canaux du service.
#     en: Write the notice in plain language and give it on every channel of the service.
#   citation: ddm-annexe-c
#   needs: [notice.plain_language, notice.all_channels]
#   severity: major
#   regularizable: true
default notice_understood := false

notice_understood if {
	input.facts.notice.plain_language == true
	input.facts.notice.all_channels == true
}

# METADATA
# scope: document
# custom:
#   id: DDM-003
#   title:
#     fr: L'avis conduit à l'explication publiée
#     en: The notice leads to the published explanation
#   message:
#     fr: L'avis d'automatisation ne conduit pas à l'explication publiée.
#     en: The notice of automation does not lead to the published explanation.
#   remedy:
#     fr: Ajouter à l'avis l'adresse de l'explication publiée.
#     en: Add the address of the published explanation to the notice.
#   citation: ddm-annexe-c
#   needs: [notice.points_to_explanation]
#   severity: major
#   regularizable: true
default notice_leads_further := false

notice_leads_further if input.facts.notice.points_to_explanation == true

# METADATA
# scope: document
# custom:
#   id: DDM-004
#   title:
#     fr: Une explication générale est publiée
#     en: A general explanation is published
#   message:
#     fr: Aucune explication générale du fonctionnement du système n'est publiée.
#     en: No general explanation of how the system works is published.
#   remedy:
#     fr: Publier comment le système fonctionne et quelle place il tient dans la décision.
#     en: Publish how the system works and what part it has in the decision.
#   citation: ddm-annexe-c
#   needs: [notice.general_explanation]
#   severity: major
#   regularizable: true
default system_explained := false

system_explained if input.facts.notice.general_explanation == true

# METADATA
# scope: document
# custom:
#   id: DDM-005
#   title:
#     fr: Un refus s'accompagne d'une explication détaillée
#     en: A refusal comes with a detailed explanation
#   message:
#     fr: La personne à qui l'on refuse quelque chose ne reçoit pas d'explication détaillée.
#     en: A person who is refused something gets no detailed explanation.
#   remedy:
#     fr: Joindre une explication détaillée à chaque refus.
#     en: Join a detailed explanation to each refusal.
#   citation: ddm-annexe-c
#   needs: [notice.refusal_explained]
#   severity: major
#   regularizable: true
default refusal_explained := false

refusal_explained if input.facts.notice.refusal_explained == true
