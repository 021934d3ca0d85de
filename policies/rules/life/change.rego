# METADATA
# description: What makes a tool another tool is assessed again.
package balise.rules.life.change

# METADATA
# scope: document
# custom:
#   id: VIE-006
#   title:
#     fr: Un changement substantiel est suivi d'une réévaluation
#     en: A substantial change is followed by a reassessment
#   message:
#     fr: Un changement substantiel est déclaré, et aucune des évaluations qu'il touche n'a été terminée depuis.
#     en: A substantial change is declared, and none of the assessments it touches was completed since.
#   remedy:
#     fr: Reprendre l'évaluation que le changement touche et la verser, puis soumettre le dossier aux instances.
#     en: Renew the assessment that the change touches and file it, then submit the file to the bodies.
#   citation: balise-liens
#   needs: []
#   severity: critical
#   regularizable: true
default reassessed := false

reassessed if count(unanswered) == 0

unanswered contains what if {
	some what, kinds in data.rules.life.parameters.change
	changed_on := input.facts.change[what].changed_on
	count([kind | some kind in kinds; input.facts.assessment[kind].completed_on >= changed_on]) == 0
}
