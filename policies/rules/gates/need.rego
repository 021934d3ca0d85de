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

# METADATA
# scope: document
# custom:
#   id: BES-004
#   title:
#     fr: On part des pratiques actuelles
#     en: Current practices are the starting point
#   message:
#     fr: Les pratiques des personnes et des équipes que l'outil touchera n'ont pas été observées avant de le concevoir.
#     en: The practices of the persons and teams the tool will affect were not observed before it was designed.
#   remedy:
#     fr: Observer comment les usagers et les cliniciens font aujourd'hui, et en partir.
#     en: Observe how users of services and clinicians work today, and start from there.
#   citation: s2-piste-5
#   needs: [need.practices_observed]
#   severity: minor
#   regularizable: true
default practices_observed := false

practices_observed if input.facts.need.practices_observed == true

# METADATA
# scope: document
# custom:
#   id: EQU-001
#   title:
#     fr: Les personnes moins à l'aise avec le numérique sont prises en compte
#     en: Persons less at ease with digital tools are considered
#   message:
#     fr: Rien ne montre que l'outil tient compte des personnes qui ont moins accès au numérique, ou qui y sont moins à l'aise.
#     en: Nothing shows that the tool considers persons who have less access to digital tools, or are less at ease with them.
#   remedy:
#     fr: Dire qui risque d'être laissé de côté (éloignement, incapacité, littératie numérique) et ce qu'on fait pour l'éviter.
#     en: Say who may be left behind (distance, disability, digital literacy) and what is done to avoid it.
#   citation: s2-piste-5
#   needs: [need.inclusion_considered]
#   severity: major
#   regularizable: true
default inclusion_considered := false

inclusion_considered if input.facts.need.inclusion_considered == true

# METADATA
# scope: document
# custom:
#   id: CHG-001
#   title:
#     fr: Les conséquences sur le travail et les systèmes sont appréciées
#     en: The consequences for work and systems are appraised
#   message:
#     fr: Les conséquences de l'outil sur les systèmes, les processus et le travail des gens n'ont pas été appréciées.
#     en: The consequences of the tool for systems, processes and people's work were not appraised.
#   remedy:
#     fr: Décrire ce qui change pour les systèmes, les façons de travailler et les gens, et comment on les y accompagne.
#     en: Describe what changes for systems, ways of working and people, and how they are supported through it.
#   citation: s0-consequences
#   needs: [need.consequences_appraised]
#   severity: minor
#   regularizable: true
default consequences_appraised := false

consequences_appraised if input.facts.need.consequences_appraised == true
