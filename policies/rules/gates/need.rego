# METADATA
# description: The need comes before the technology.
package balise.rules.gates.need

# METADATA
# scope: document
# custom:
#   id: BES-001
#   title:
#     fr: Le problème d'abord
#     en: The problem first
#   message:
#     fr: Aucun problème réel du réseau n'est décrit ; une solution qui cherche son problème ne franchit pas cette porte.
#     en: No real problem of the network is described; a solution in search of a problem does not pass this gate.
#   remedy:
#     fr: Décrire le problème à résoudre, dans les mots de ceux qui le vivent, avant de parler d'outil.
#     en: Describe the problem to be solved, in the words of those who live with it, before any tool.
#   citation: s0-action-4
#   needs: [need.problem]
#   severity: major
#   regularizable: true
default problem_comes_first := false

problem_comes_first if trim_space(input.facts.need.problem) != ""

# METADATA
# scope: document
# custom:
#   id: BES-002
#   title:
#     fr: D'autres solutions ont été envisagées
#     en: Other solutions were considered
#   message:
#     fr: Rien ne montre que des solutions plus simples, ou sans intelligence artificielle, ont été comparées.
#     en: Nothing shows that simpler solutions, or solutions without artificial intelligence, were compared.
#   remedy:
#     fr: Comparer l'initiative à au moins une autre façon de répondre au besoin et le consigner.
#     en: Compare the initiative with at least one other way to meet the need, and record it.
#   citation: s0-action-11
#   needs: [need.alternatives_considered]
#   severity: minor
#   regularizable: true
default alternatives_considered := false

alternatives_considered if input.facts.need.alternatives_considered == true

# METADATA
# scope: document
# custom:
#   id: BES-003
#   title:
#     fr: La valeur attendue est mesurable
#     en: The expected value can be measured
#   message:
#     fr: La valeur attendue n'est pas décrite, ou pas assez d'indicateurs permettront de dire si elle a été obtenue.
#     en: The expected value is not described, or too few indicators will tell whether it was obtained.
#   remedy:
#     fr: Décrire la valeur attendue et nommer les indicateurs qui la mesureront.
#     en: Describe the expected value and name the indicators that will measure it.
#   citation: s0-valeur
#   needs: [need.expected_value, need.indicators]
#   severity: minor
#   regularizable: true
default value_measurable := false

value_measurable if {
	trim_space(input.facts.need.expected_value) != ""
	count(input.facts.need.indicators) >= data.rules.gates.parameters.need.minimum_indicators
}
