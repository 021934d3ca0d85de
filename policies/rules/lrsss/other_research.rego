# METADATA
# description: Researchers attached to no body, whom a person may have refused beforehand.
package balise.rules.lrsss.other_research

# METADATA
# scope: document
# custom:
#   id: LRSSS-008-2
#   title:
#     fr: Les refus des personnes sont respectés
#     en: The persons' refusals are honoured
#   message:
#     fr: Des renseignements de personnes qui ont refusé l'accès aux chercheurs non liés n'ont pas été écartés.
#     en: Information of persons who refused access to unattached researchers was not left out.
#   remedy:
#     fr: Écarter de l'accès les renseignements, les thèmes ou les catégories que chaque avis de refus vise.
#     en: Leave out of the access the information, themes or categories that each notice of refusal is aimed at.
#   citation: lrsss-8
#   needs: [objections.refusals, objections.refusals_honoured]
#   severity: critical
#   regularizable: false
default refusals_honoured := false

refusals_honoured if input.facts.objections.refusals_honoured == input.facts.objections.refusals

# METADATA
# scope: document
# custom:
#   id: LRSSS-047-8
#   title:
#     fr: Un chercheur lié passe par son organisme
#     en: An attached researcher goes through their body
#   message:
#     fr: Le chercheur est lié à un organisme ; sa demande relève de la plus haute autorité de cet organisme.
#     en: The researcher is attached to a body; their request is for the highest authority of that body.
#   remedy:
#     fr: Présenter la demande par la voie des chercheurs liés.
#     en: Make the request by the route of the attached researchers.
#   citation: lrsss-47
#   needs: [research.attached]
#   severity: critical
#   regularizable: true
default researcher_unattached := false

researcher_unattached if input.facts.research.attached == false

# METADATA
# scope: document
# custom:
#   id: LRSSS-049-1
#   title:
#     fr: La demande va au centre d'accès pour la recherche
#     en: The request goes to the research access centre
#   message:
#     fr: La demande n'est pas adressée au centre d'accès pour la recherche.
#     en: The request is not addressed to the research access centre.
#   remedy:
#     fr: Adresser la demande au centre d'accès pour la recherche.
#     en: Address the request to the research access centre.
#   citation: lrsss-49
#   needs: [declaration.addressed_to]
#   severity: critical
#   regularizable: true
default addressed_to_centre := false

addressed_to_centre if input.facts.declaration.addressed_to == "access_centre"
