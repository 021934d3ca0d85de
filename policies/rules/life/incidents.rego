# METADATA
# description: What the incidents that affect an initiative ask of it.
package balise.rules.life.incidents

# METADATA
# scope: document
# custom:
#   id: VIE-001
#   title:
#     fr: Aucun incident grave n'est en cours
#     en: No grave incident is under way
#   message:
#     fr: Un incident grave touche l'outil et n'est pas clos ; tant qu'il ne l'est pas, l'outil ne sert pas.
#     en: A grave incident affects the tool and is not closed; until it is, the tool is not used.
#   remedy:
#     fr: Arrêter l'outil, mener l'incident jusqu'à sa clôture, puis redemander le passage en production.
#     en: Stop the tool, bring the incident to its closing, then ask again for the passage to production.
#   citation: balise-liens
#   needs: []
#   severity: critical
#   regularizable: true
#   suspends: true
default none_grave_open := false

none_grave_open if count([told | some told in grave; told.status == "open"]) == 0

# METADATA
# scope: document
# custom:
#   id: VIE-002
#   title:
#     fr: L'outil est réévalué après un incident grave
#     en: The tool is reassessed after a grave incident
#   message:
#     fr: Un incident grave est clos, ou n'est plus rattaché à l'outil, et aucune évaluation n'a été terminée depuis qu'on en a pris connaissance.
#     en: A grave incident is closed, or no longer attached to the tool, and no assessment was completed since it became known.
#   remedy:
#     fr: Reprendre l'évaluation que l'incident met en cause et la verser. Si l'incident touchait un autre outil, c'est elle qui montre que celui-ci n'y est pour rien.
#     en: Renew the assessment that the incident calls into question, and file it. If the incident was about another tool, it is what shows that this one has no part in it.
#   citation: balise-liens
#   needs: []
#   severity: critical
#   regularizable: true
default reassessed_after_grave := false

reassessed_after_grave if {
	every told in grave {
		answered(told)
	}
}

# While it is open, the tool is not used. Attached elsewhere, it has stopped this tool all the same: whoever moved it there
# may not by that word alone have it used again.
answered(told) if told.status == "open"

answered(told) if {
	some kind in data.rules.life.parameters.incident
	input.facts.assessment[kind].completed_on >= told.aware_on
}

# Grave by what was suffered or is imminent, or by the serious injury that was concluded to be feared.
grave := [told | some told in object.get(input.facts, ["incidents", "cases"], []); harms(told)]

harms(told) if told.grave == true

harms(told) if told.serious == true
