# METADATA
# description: What is watched once people depend on the tool.
package balise.rules.gates.monitoring

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
