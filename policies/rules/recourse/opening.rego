# METADATA
# description: A recourse is about a decision of whoever receives it.
package balise.rules.recourse.opening

# METADATA
# scope: document
# custom:
#   id: REC-001
#   title:
#     fr: Le recours vise une décision de l'établissement
#     en: The recourse is about a decision of the establishment
#   message:
#     fr: L'initiative dont vient la décision n'est pas une initiative de l'établissement qui reçoit le recours.
#     en: The initiative that the decision comes from is not one of the establishment that receives the recourse.
#   remedy:
#     fr: Nommer l'initiative de l'établissement d'où vient la décision, ou adresser la personne à l'établissement qui a décidé.
#     en: Name the establishment's initiative that the decision comes from, or send the person to the establishment that decided.
#   citation: recours-maison
#   needs: [declaration.initiative]
#   severity: major
#   regularizable: true
default decision_identified := false

decision_identified if startswith(input.facts.declaration.initiative, concat("", ["initiative:", input.case.establishment, "/"]))

# METADATA
# scope: document
# custom:
#   id: REC-002
#   title:
#     fr: On sait ce que la personne demande
#     en: What the person asks for is known
#   message:
#     fr: Le recours ne dit pas si la personne demande les raisons, une rectification ou une révision.
#     en: The recourse does not say whether the person asks for the reasons, a rectification or a review.
#   remedy:
#     fr: Demander à la personne ce qu'elle veut, et le verser au recours.
#     en: Ask the person what they want, and file it with the recourse.
#   citation: recours-maison
#   needs: [declaration.asks]
#   severity: major
#   regularizable: true
default request_known := false

request_known if input.facts.declaration.asks in {"reasons", "rectification", "review"}
