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
#     fr: Un changement substantiel est déclaré, et les évaluations qu'il demande de reprendre n'ont pas été terminées depuis.
#     en: A substantial change is declared, and the assessments that it asks to renew were not completed since.
#   remedy:
#     fr: Reprendre et verser l'évaluation que le changement touche (pour d'autres données, celle de la vie privée et une autre), puis soumettre le dossier aux instances.
#     en: Renew and file the assessment that the change touches (for other data, the one of privacy and one other), then submit the file to the bodies.
#   citation: balise-liens
#   needs: []
#   severity: critical
#   regularizable: true
default reassessed := false

reassessed if count(unanswered) == 0

unanswered contains what if {
	some what, asked in data.rules.life.parameters.change
	changed_on := input.facts.change[what].changed_on
	not renewed(asked, changed_on)
}

renewed(asked, since) if {
	every kind in asked.all {
		input.facts.assessment[kind].completed_on >= since
	}
	some kind in asked.any
	input.facts.assessment[kind].completed_on >= since
}
