# METADATA
# description: Tried before trusted.
package balise.rules.gates.trial

# METADATA
# scope: document
# custom:
#   id: ESS-001
#   title:
#     fr: L'IA générative est d'abord essayée en lieu sûr
#     en: Generative AI is first tried in a safe place
#   message:
#     fr: L'outil génératif n'a pas été essayé dans un environnement d'expérimentation sécuritaire.
#     en: The generative tool was not tried in a secure experimentation environment.
#   remedy:
#     fr: Mener un essai dans un environnement d'expérimentation sécuritaire avant toute réalisation.
#     en: Run a trial in a secure experimentation environment before building anything.
#   citation: s0-action-9
#   needs: [trial.environment]
#   severity: major
#   regularizable: true
default tried_in_secure_environment := false

tried_in_secure_environment if {
	input.facts.trial.environment in data.rules.gates.parameters.trial.secure_environments
}

# METADATA
# scope: document
# custom:
#   id: ESS-002
#   title:
#     fr: L'essai a atteint ses critères
#     en: The trial met its criteria
#   message:
#     fr: L'essai n'a pas atteint les critères fixés d'avance.
#     en: The trial did not meet the criteria set beforehand.
#   remedy:
#     fr: Corriger la solution et refaire l'essai, ou revenir à l'étape de planification.
#     en: Correct the solution and run the trial again, or go back to planning.
#   citation: s0-action-9
#   needs: [trial.criteria_met]
#   severity: critical
#   regularizable: true
default criteria_met := false

criteria_met if input.facts.trial.criteria_met == true

# METADATA
# scope: document
# custom:
#   id: ESS-003
#   title:
#     fr: L'essai a eu lieu dans un milieu de soins réel
#     en: The trial took place in a real care setting
#   message:
#     fr: L'outil touche un acte clinique et n'a pas été évalué dans un milieu de soins réel.
#     en: The tool touches a clinical act and was not evaluated in a real care setting.
#   remedy:
#     fr: Évaluer l'outil sur un banc d'essai ou dans un projet pilote, dans un milieu de soins réel.
#     en: Evaluate the tool on a test bench or in a pilot, in a real care setting.
#   citation: s0-bancs
#   needs: [trial.care_setting]
#   severity: major
#   regularizable: true
default evaluated_in_care := false

evaluated_in_care if input.facts.trial.care_setting == true
