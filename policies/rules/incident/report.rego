# METADATA
# description: An incident is told of well enough to be followed, in the order of its steps.
package balise.rules.incident.report

# METADATA
# scope: document
# custom:
#   id: INC-001
#   title:
#     fr: Les étapes se suivent
#     en: The steps follow one another
#   message:
#     fr: L'étape où se trouve l'incident ne mène pas à l'étape demandée.
#     en: The step the incident is at does not lead to the step asked for.
#   remedy:
#     fr: Demander le passage à l'étape qui suit immédiatement.
#     en: Ask for the step that comes next.
#   citation: incident-maison
#   needs: []
#   severity: critical
#   regularizable: false
default steps_follow := false

steps_follow if {
	input.case.stage in data.processes[input.process].gates[input.passage.to].from
}

# METADATA
# scope: document
# custom:
#   id: INC-002
#   title:
#     fr: L'incident est décrit
#     en: The incident is described
#   message:
#     fr: Les circonstances de l'incident ne sont pas décrites, ou son titre est vide.
#     en: The circumstances of the incident are not described, or its title is blank.
#   remedy:
#     fr: Décrire les circonstances, et la cause si elle est connue, sans nommer personne.
#     en: Describe the circumstances, and the cause if known, naming nobody.
#   citation: incident-maison
#   needs: [declaration.title, declaration.circumstances]
#   severity: major
#   regularizable: true
default incident_described := false

incident_described if {
	trim_space(input.facts.declaration.title) != ""
	trim_space(input.facts.declaration.circumstances) != ""
}

# METADATA
# scope: document
# custom:
#   id: INC-003
#   title:
#     fr: Les renseignements touchés sont connus
#     en: The information affected is known
#   message:
#     fr: Les catégories de renseignements touchés ne sont pas décrites.
#     en: The categories of information affected are not described.
#   remedy:
#     fr: Décrire les catégories de renseignements touchés, sans nommer personne.
#     en: Describe the categories of information affected, naming nobody.
#   citation: incident-maison
#   needs: [declaration.information]
#   severity: major
#   regularizable: true
default information_described := false

information_described if trim_space(input.facts.declaration.information) != ""

# METADATA
# scope: document
# custom:
#   id: INC-004
#   title:
#     fr: Le nombre de personnes tient
#     en: The numbers of persons hold together
#   message:
#     fr: Plus de personnes résideraient au Québec (declaration.persons_in_quebec) qu'il n'y en a de concernées (declaration.persons).
#     en: More persons would reside in Québec (declaration.persons_in_quebec) than are concerned (declaration.persons).
#   remedy:
#     fr: Corriger l'un des deux nombres.
#     en: Correct one of the two numbers.
#   citation: incident-maison
#   needs: [declaration.persons, declaration.persons_in_quebec]
#   severity: minor
#   regularizable: true
default numbers_coherent := false

numbers_coherent if input.facts.declaration.persons_in_quebec <= input.facts.declaration.persons

# METADATA
# scope: document
# custom:
#   id: INC-017
#   title:
#     fr: L'initiative touchée est nommée
#     en: The initiative affected is named
#   message:
#     fr: L'incident est la défaillance d'un système d'IA, et le dossier nommé n'est pas une initiative de l'établissement.
#     en: The incident is the failure of an AI system, and the case named is not an initiative of the establishment.
#   remedy:
#     fr: Nommer l'initiative par son dossier, pour qu'elle sache ce qui lui arrive.
#     en: Name the initiative by its case, so that it knows what is happening to it.
#   citation: incident-maison
#   needs: [declaration.initiative]
#   severity: critical
#   regularizable: true
default initiative_named := false

initiative_named if {
	startswith(input.facts.declaration.initiative, concat("", ["initiative:", input.case.establishment, "/"]))
}

# METADATA
# scope: document
# custom:
#   id: INC-018
#   title:
#     fr: On sait si l'incident est grave
#     en: It is known whether the incident is grave
#   message:
#     fr: L'incident est la défaillance d'un système d'IA, et l'on n'a pas dit s'il est grave pour une personne.
#     en: The incident is the failure of an AI system, and nobody has said whether it is grave for a person.
#   remedy:
#     fr: Dire si une personne a subi un préjudice grave ou y est exposée ; dans le doute, dire oui.
#     en: Say whether a person has suffered grave harm or is exposed to it; when in doubt, say yes.
#   citation: incident-maison
#   needs: [declaration.grave]
#   severity: critical
#   regularizable: true
default gravity_told := false

gravity_told if input.facts.declaration.grave in {true, false}
