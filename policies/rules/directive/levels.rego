# METADATA
# description: What a borrowed federal model asks of a decision by its level of impact - the level, its review, its approval.
package balise.rules.directive.levels

import data.balise.terms

# METADATA
# scope: document
# custom:
#   id: DDM-001
#   title:
#     fr: L'incidence de la décision est décrite
#     en: The impact of the decision is described
#   message:
#     fr: On ne peut pas dire à quel niveau d'incidence se place la décision.
#     en: The level of impact of the decision cannot be told.
#   remedy:
#     fr: Décrire la réversibilité, la durée et l'ampleur des effets de la décision (impact.described).
#     en: Describe the reversibility, the duration and the size of the decision's effects (impact.described).
#   citation: ddm-annexe-b
#   needs: [impact.reversibility, impact.duration, impact.effect]
#   severity: major
#   regularizable: true
default impact_told := false

impact_told if terms.impact_level.value

# METADATA
# scope: document
# custom:
#   id: DDM-006
#   title:
#     fr: Des pairs ont examiné le système
#     en: Peers have reviewed the system
#   message:
#     fr: Trop peu de pairs ont examiné le système pour son niveau d'incidence, ou ce qui en ressort n'est pas publié.
#     en: Too few peers have reviewed the system for its level of impact, or what came out of it is not published.
#   remedy:
#     fr: Faire examiner le système par le nombre de spécialistes que demande son niveau, puis publier ce qui en ressort.
#     en: Have the system reviewed by as many experts as its level asks for, then publish what comes out of it.
#   citation: ddm-annexe-c
#   needs: [peers.reviewers, peers.published, term.impact_level]
#   severity: major
#   regularizable: true
default peers_enough := false

peers_enough if {
	input.facts.peers.reviewers >= data.rules.directive.parameters.peer_reviewers[terms.impact_level.value - 1]
	input.facts.peers.published == true
}

# METADATA
# scope: document
# custom:
#   id: DDM-007
#   title:
#     fr: L'analyse comparative entre les sexes Plus est faite
#     en: The Gender-based Analysis Plus is done
#   message:
#     fr: L'évaluation de l'équité a été menée sans consulter de spécialistes de la diversité et de l'inclusion.
#     en: The equity assessment was carried out without consulting specialists of diversity and inclusion.
#   remedy:
#     fr: Mener l'analyse avec des spécialistes de la diversité et de l'inclusion, et verser de nouveau l'évaluation de l'équité.
#     en: Carry out the analysis with specialists of diversity and inclusion, and file the equity assessment again.
#   citation: ddm-annexe-c
#   needs: [assessment.equity.diversity_experts]
#   severity: major
#   regularizable: true
default diversity_weighed := false

diversity_weighed if input.facts.assessment.equity.diversity_experts == true

# METADATA
# scope: document
# custom:
#   id: DDM-011
#   title:
#     fr: La mise en service est approuvée au rang voulu
#     en: Entry into service is approved at the rank it takes
#   message:
#     fr: La mise en service n'est pas approuvée au rang que demande son niveau d'incidence.
#     en: Entry into service is not approved at the rank that its level of impact asks for.
#   remedy:
#     fr: Faire approuver la mise en service au rang que la table fixe pour ce niveau.
#     en: Have the entry into service approved at the rank that the table sets for this level.
#   citation: ddm-annexe-c
#   needs: [impact.approved_by, term.impact_level]
#   severity: major
#   regularizable: true
default rank_suffices := false

rank_suffices if input.facts.impact.approved_by in data.rules.directive.parameters.approval[terms.impact_level.value - 1]
