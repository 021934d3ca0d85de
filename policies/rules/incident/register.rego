# METADATA
# description: What remains of an incident once it is closed.
package balise.rules.incident.register

# What section 15 of the regulation lists.
items_required := {
	"information",
	"circumstances",
	"incident_date",
	"awareness_date",
	"numbers",
	"injury_elements",
	"notices",
	"measures",
}

# METADATA
# scope: document
# custom:
#   id: RAS-015-1
#   title:
#     fr: L'inscription au registre est complète
#     en: The entry in the register is complete
#   message:
#     fr: Au moins un des huit éléments que doit montrer le registre des incidents manque.
#     en: At least one of the eight elements that the register of incidents must show is missing.
#   remedy:
#     fr: Compléter l'inscription (renseignements, circonstances, dates, nombre de personnes, éléments du préjudice, avis, mesures).
#     en: Complete the entry (information, circumstances, dates, number of persons, elements of injury, notices, measures).
#   citation: r1-15
#   needs: [register.items]
#   severity: major
#   regularizable: true
default entry_complete := false

entry_complete if {
	every item in items_required {
		item in input.facts.register.items
	}
}

# METADATA
# scope: document
# custom:
#   id: INC-016
#   title:
#     fr: Le réseau en apprend quelque chose
#     en: The network learns something from it
#   message:
#     fr: Rien n'est dit de ce que d'autres peuvent apprendre de cet incident.
#     en: Nothing is said of what others can learn from this incident.
#   remedy:
#     fr: Écrire ce que le réseau peut en apprendre, sans nommer personne.
#     en: Write what the network can learn from it, naming nobody.
#   citation: s3-echecs
#   needs: [measures.lessons]
#   severity: minor
#   regularizable: true
default learned_from := false

learned_from if trim_space(input.facts.measures.lessons) != ""
