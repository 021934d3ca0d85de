# METADATA
# description: The initiative is known, and passes its gates in order.
package balise.rules.gates.order

# METADATA
# scope: document
# custom:
#   id: GOV-001
#   title:
#     fr: Les passages se font dans l'ordre
#     en: Gates are passed in order
#   message:
#     fr: L'étape où se trouve le dossier ne mène pas à l'étape demandée.
#     en: The stage the case is at does not lead to the stage asked for.
#   remedy:
#     fr: Demander le passage à l'étape qui suit immédiatement, ou déclarer le dossier à l'étape qu'il a réellement atteinte.
#     en: Ask for the stage that comes next, or declare the case at the stage it has really reached.
#   citation: s0-action-3
#   needs: []
#   severity: critical
#   regularizable: false
default sequence_respected := false

sequence_respected if {
	input.case.stage in data.processes[input.process].gates[input.passage.to].from
}

# METADATA
# scope: document
# custom:
#   id: GOV-002
#   title:
#     fr: L'initiative est déclarée
#     en: The initiative is declared
#   message:
#     fr: La déclaration ne porte pas de titre qui permette de reconnaître l'initiative dans la recension.
#     en: The declaration has no title by which the initiative could be recognized in the inventory.
#   remedy:
#     fr: Déclarer l'initiative avec un titre et l'étape où elle se trouve.
#     en: Declare the initiative with a title and the stage it is at.
#   citation: s0-action-3
#   needs: [declaration.title]
#   severity: major
#   regularizable: true
default initiative_declared := false

initiative_declared if trim_space(input.facts.declaration.title) != ""
