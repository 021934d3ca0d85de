# METADATA
# description: What a borrowed federal model asks of the people around a system, by level of impact.
package balise.rules.directive.people

import data.balise.terms

# METADATA
# scope: document
# custom:
#   id: DDM-008
#   title:
#     fr: La formation couvre ce que demande le niveau
#     en: Training covers what the level asks for
#   message:
#     fr: La formation ne couvre pas tout ce que demande le niveau d'incidence, dont la manière de s'écarter du résultat à partir du niveau III.
#     en: Training does not cover all that the level of impact asks for, which from level III includes how to depart from the result.
#   remedy:
#     fr: Compléter la formation selon la table de ce niveau, et verser ce qu'elle couvre.
#     en: Complete the training as the table of this level says, and file what it covers.
#   citation: ddm-annexe-c
#   needs: [training.topics, term.impact_level]
#   severity: major
#   regularizable: true
default training_complete := false

training_complete if {
	every topic in data.rules.directive.parameters.training[terms.impact_level.value - 1] {
		topic in input.facts.training.topics
	}
}

# METADATA
# scope: document
# custom:
#   id: DDM-009
#   title:
#     fr: La formation se répète
#     en: Training is repeated
#   message:
#     fr: Rien ne dit à quel intervalle la formation est reprise.
#     en: Nothing says how often training is given again.
#   remedy:
#     fr: Fixer l'intervalle entre deux formations et le verser.
#     en: Set the interval between trainings, and file it.
#   citation: ddm-annexe-c
#   needs: [training.every_months]
#   severity: major
#   regularizable: true
default training_renewed := false

training_renewed if input.facts.training.every_months > 0

# METADATA
# scope: document
# custom:
#   id: DDM-010
#   title:
#     fr: Une personne rend la décision finale
#     en: A person makes the final decision
#   message:
#     fr: À ce niveau d'incidence, la décision finale n'est pas rendue par une personne.
#     en: At this level of impact, the final decision is not made by a person.
#   remedy:
#     fr: Confier la décision finale à une personne qui pèse les facteurs et la formule elle-même.
#     en: Give the final decision to a person who weighs the factors and formulates it.
#   citation: ddm-annexe-c
#   needs: [oversight.formulates, term.exclusively_automated]
#   severity: critical
#   regularizable: true
default person_decides := false

person_decides if {
	input.facts.oversight.formulates == true
	terms.exclusively_automated.value == false
}
