# METADATA
# description: Privacy factors are assessed before a technological product is acquired, developed or overhauled.
package balise.rules.lrsss.impact

# The conclusions that let an initiative go on.
positive := {"favourable", "with_conditions"}

# METADATA
# scope: document
# custom:
#   id: LRSSS-106-1
#   title:
#     fr: Les facteurs relatifs à la vie privée sont évalués
#     en: Privacy factors are assessed
#   message:
#     fr: L'évaluation des facteurs relatifs à la vie privée ne conclut pas que l'initiative peut aller de l'avant.
#     en: The privacy impact assessment does not conclude that the initiative may go on.
#   remedy:
#     fr: Mener l'évaluation avec la personne responsable de la protection des renseignements, ou verser celle qui a été faite lors de la certification du produit.
#     en: Carry out the assessment with the person in charge of the protection of information, or file the one made when the product was certified.
#   citation: lrsss-106
#   needs: [assessment.privacy.conclusion]
#   severity: critical
#   regularizable: true
default privacy_assessed := false

privacy_assessed if input.facts.assessment.privacy.conclusion in positive

privacy_assessed if input.facts.assessment.privacy.certified_product == true
