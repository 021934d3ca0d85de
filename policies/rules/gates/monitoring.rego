# METADATA
# description: What is watched once people depend on the tool.
package balise.rules.gates.monitoring

import data.balise.again
import data.balise.question

# METADATA
# scope: document
# custom:
#   id: SUI-001
#   title:
#     fr: La performance est suivie
#     en: Performance is monitored
#   message:
#     fr: Aucun indicateur de performance n'a de borne qui dirait quand s'inquiéter.
#     en: No performance metric has a bound that would tell when to worry.
#   remedy:
#     fr: Prévoir au moins un indicateur, et donner à chacun une borne basse ou haute.
#     en: Plan at least one metric, and give each of them a lower or an upper bound.
#   citation: s0-suivi
#   needs: [monitoring.metrics]
#   severity: major
#   regularizable: true
default performance_monitored := false

performance_monitored if {
	count(input.facts.monitoring.metrics) > 0
	every metric in input.facts.monitoring.metrics {
		bounded(metric)
	}
}

bounded(metric) if is_number(metric.lower)

bounded(metric) if is_number(metric.upper)

# METADATA
# scope: document
# custom:
#   id: SUI-002
#   title:
#     fr: Le service continue si l'outil s'arrête
#     en: Service goes on if the tool stops
#   message:
#     fr: Aucune solution de rechange n'est prévue si l'outil s'arrête ou doit être arrêté.
#     en: No fallback is planned if the tool stops or must be stopped.
#   remedy:
#     fr: Décrire comment le service continue sans l'outil, et l'exercer.
#     en: Describe how service goes on without the tool, and rehearse it.
#   citation: s0-consequences
#   needs: [contingency.fallback]
#   severity: major
#   regularizable: true
default fallback_ready := false

fallback_ready if trim_space(input.facts.contingency.fallback) != ""

# METADATA
# scope: document
# custom:
#   id: SUI-003
#   title:
#     fr: Chaque indicateur déclaré est mesuré
#     en: Every declared metric is measured
#   message:
#     fr: Les derniers résultats du suivi ne disent pas la valeur de chaque indicateur déclaré.
#     en: The latest results of the monitoring do not tell the value of every metric that was declared.
#   remedy:
#     fr: Transmettre les résultats de la période avec chaque indicateur du plan, sous le nom que le plan lui donne.
#     en: Send the results of the period with every metric of the plan, under the name that the plan gives it.
#   citation: s0-suivi
#   needs: [monitoring.metrics, results.measures]
#   severity: major
#   regularizable: true
default every_metric_measured := false

every_metric_measured if {
	count(input.facts.monitoring.metrics) > 0
	every metric in input.facts.monitoring.metrics {
		some measure in input.facts.results.measures
		measure.name == metric.name
	}
}

# METADATA
# scope: document
# custom:
#   id: SUI-004
#   title:
#     fr: Une mesure hors de ses bornes appelle une action
#     en: A measure out of its bounds asks for action
#   message:
#     fr: Une mesure du suivi est sortie des bornes déclarées, et rien ne dit ce qu'on en fait.
#     en: A measure of the monitoring is out of the declared bounds, and nothing tells what is done about it.
#   remedy:
#     fr: Agir, puis transmettre de nouveau les résultats en disant ce qu'on fait. S'il y a danger, arrêter l'outil.
#     en: Act, then send the results again and tell what is done. If there is danger, stop the tool.
#   citation: s0-suivi
#   needs: [monitoring.metrics, results.measures]
#   severity: critical
#   regularizable: true
default excess_answered := false

excess_answered if count(excesses) == 0

excess_answered if trim_space(input.facts.results.action) != ""

excesses contains measure.name if {
	some metric in input.facts.monitoring.metrics
	some measure in input.facts.results.measures
	measure.name == metric.name
	outside(metric, measure.value)
}

outside(metric, value) if value < metric.lower

outside(metric, value) if value > metric.upper

# METADATA
# scope: document
# custom:
#   id: SUI-005
#   title:
#     fr: La réévaluation permet de continuer
#     en: The reassessment lets the tool go on
#   message:
#     fr: La dernière réévaluation conclut que l'outil doit être arrêté, et il est toujours en production.
#     en: The latest reassessment concludes that the tool must be stopped, and it is still in production.
#   remedy:
#     fr: Préparer le retrait et demander cette étape ; ou corriger l'outil, puis le réévaluer.
#     en: Plan the retirement and ask for that stage; or correct the tool, then reassess it.
#   citation: s0-suivi
#   needs: [reassessment.conclusion]
#   severity: critical
#   regularizable: true
default reassessment_passed := false

reassessment_passed if input.facts.reassessment.conclusion in {"continue", "continue_with_changes"}

# METADATA
# scope: document
# custom:
#   id: SUI-006
#   title:
#     fr: L'établissement donne des nouvelles de l'initiative
#     en: The establishment gives news of the initiative
#   message:
#     fr: L'établissement n'a rien dit de cette initiative depuis plus longtemps qu'on ne le tolère.
#     en: The establishment has said nothing of this initiative for longer than is tolerated.
#   remedy:
#     fr: Transmettre ce qui est en retard, ou confirmer la déclaration. Si l'on y renonce, ou si l'outil ne sert plus, demander le retrait.
#     en: Send what is late, or confirm the declaration. If it is given up, or the tool is no longer used, ask for its retirement.
#   citation: s0-suivi
#   needs: []
#   severity: major
#   regularizable: true
default establishment_heard := false

establishment_heard if question.today <= again.tolerated
