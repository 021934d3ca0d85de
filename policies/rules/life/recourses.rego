# METADATA
# description: What the reviews of decisions tell of the tool that rendered or aided them.
package balise.rules.life.recourses

# METADATA
# scope: document
# custom:
#   id: VIE-003
#   title:
#     fr: Peu de décisions sont changées en révision
#     en: Few decisions are changed on review
#   message:
#     fr: Trop de décisions révisées depuis la dernière évaluation de l'incidence ont été changées.
#     en: Too many of the decisions reviewed since the last impact assessment were changed.
#   remedy:
#     fr: Réévaluer l'incidence de l'outil et verser l'évaluation. Le nombre et la part sont notre choix.
#     en: Assess the tool's impact again and file the assessment. The number and the share are our own choice.
#   citation: balise-liens
#   needs: []
#   severity: major
#   regularizable: true
default few_changed := false

few_changed if below(data.rules.life.parameters.recourses.reassess_share)

# METADATA
# scope: document
# custom:
#   id: VIE-004
#   title:
#     fr: Les décisions tiennent le plus souvent en révision
#     en: Decisions mostly stand on review
#   message:
#     fr: Les décisions révisées depuis la dernière évaluation de l'incidence ont été changées si souvent que l'outil ne peut plus servir.
#     en: The decisions reviewed since the last impact assessment were changed so often that the tool can no longer be used.
#   remedy:
#     fr: Arrêter l'outil, en réévaluer l'incidence, puis redemander le passage en production. La part est notre choix.
#     en: Stop the tool, assess its impact again, then ask again for the passage to production. The share is our own choice.
#   citation: balise-liens
#   needs: []
#   severity: critical
#   regularizable: true
#   suspends: true
default mostly_maintained := false

mostly_maintained if below(data.rules.life.parameters.recourses.suspend_share)

below(_) if count(reviewed) < data.rules.life.parameters.recourses.minimum_reviewed

below(share) if {
	changed := [told | some told in reviewed; told.outcome == "changed"]
	count(changed) < share * count(reviewed)
}

# An assessment completed since answers for the reviews before it.
reviewed := [told |
	some told in object.get(input.facts, ["recourses", "cases"], [])
	told.status != "withdrawn"
	told.outcome in {"maintained", "changed"}
	not reassessed(told)
]

reassessed(told) if {
	kind := data.rules.life.parameters.recourses.reassessment
	input.facts.assessment[kind].completed_on >= told.reviewed_on
}
