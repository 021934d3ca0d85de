# METADATA
# description: Whether the incident may cause serious injury, and what is done about it at once.
package balise.rules.incident.injury

# Each of these alone makes a person ask why nothing serious is feared.
alarming if input.facts.injury.ill_intentioned_use == "known"

alarming if input.facts.injury.consequences == "grave"

alarming if {
	input.facts.injury.sensitivity == "high"
	input.facts.injury.likelihood == "high"
}

# METADATA
# scope: document
# custom:
#   id: LRSSS-108-1
#   title:
#     fr: Des mesures raisonnables sont prises
#     en: Reasonable measures are taken
#   message:
#     fr: Aucune mesure n'est prise pour réduire le risque de préjudice et éviter qu'un incident de même nature se produise.
#     en: No measure is taken to reduce the risk of injury and prevent an incident of the same nature.
#   remedy:
#     fr: Prendre des mesures raisonnables et les consigner.
#     en: Take reasonable measures and record them.
#   citation: lrsss-108
#   needs: [measures.measures]
#   severity: critical
#   regularizable: true
default measures_reasonable := false

measures_reasonable if {
	some measure in input.facts.measures.measures
	trim_space(measure) != ""
}

# METADATA
# scope: document
# custom:
#   id: INC-012
#   title:
#     fr: Une défaillance d'IA est corrigée
#     en: An AI failure is corrected
#   message:
#     fr: Aucune mesure n'est prise pour que la défaillance du système d'IA cesse et ne revienne pas.
#     en: No measure is taken to stop the failure of the AI system and keep it from coming back.
#   remedy:
#     fr: Prendre des mesures (corriger, limiter ou suspendre le système) et les consigner.
#     en: Take measures (correct, restrict or suspend the system) and record them.
#   citation: incident-maison
#   needs: [measures.measures]
#   severity: critical
#   regularizable: true
default failure_corrected := false

failure_corrected if {
	some measure in input.facts.measures.measures
	trim_space(measure) != ""
}

# METADATA
# scope: document
# custom:
#   id: RAS-015-2
#   title:
#     fr: Le risque de préjudice sérieux est évalué sur ses quatre éléments
#     en: The risk of serious injury is assessed on its four elements
#   message:
#     fr: La conclusion sur le préjudice sérieux ne repose pas sur les quatre éléments que le registre doit montrer.
#     en: The conclusion on serious injury does not rest on the four elements that the register must show.
#   remedy:
#     fr: Évaluer la sensibilité, l'utilisation malveillante, les conséquences et la probabilité, puis conclure.
#     en: Assess sensitivity, ill-intentioned use, consequences and likelihood, then conclude.
#   citation: r1-15
#   needs: [injury.sensitivity, injury.ill_intentioned_use, injury.consequences, injury.likelihood, injury.serious]
#   severity: critical
#   regularizable: true
default elements_weighed := false

elements_weighed if {
	is_boolean(input.facts.injury.serious)
	every element in ["sensitivity", "ill_intentioned_use", "consequences", "likelihood"] {
		is_string(input.facts.injury[element])
	}
}

# METADATA
# scope: document
# custom:
#   id: INC-013
#   title:
#     fr: Une conclusion rassurante est motivée
#     en: A reassuring conclusion is reasoned
#   message:
#     fr: Les éléments évalués sont parmi les plus élevés et la conclusion (injury.serious) écarte le préjudice sérieux sans motif.
#     en: The elements assessed are among the highest, and the conclusion (injury.serious) rules out serious injury without a reason.
#   remedy:
#     fr: Donner les motifs de la conclusion, ou la revoir.
#     en: Give the reasons for the conclusion, or review it.
#   citation: incident-maison
#   needs: [injury.serious]
#   reads: [injury.reasons, injury.sensitivity, injury.ill_intentioned_use, injury.consequences, injury.likelihood]
#   severity: major
#   regularizable: true
default conclusion_reasoned := false

conclusion_reasoned if input.facts.injury.serious == true

conclusion_reasoned if trim_space(input.facts.injury.reasons) != ""

conclusion_reasoned if {
	input.facts.injury.serious == false
	not alarming
}
