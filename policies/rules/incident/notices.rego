# METADATA
# description: Who is told of an incident that may cause serious injury, and what they are told.
package balise.rules.incident.notices

import data.balise.calendar

# What section 11 of the regulation lists, as far as it was read.
content_required := {
	"body",
	"contact",
	"information",
	"circumstances",
	"incident_date",
	"awareness_date",
	"numbers",
	"injury_elements",
	"measures_for_persons",
	"other_measures",
}

given_days contains day if {
	some field in ["minister_on", "commission_on", "persons_on"]
	day := object.get(input.facts, ["notices", field], null)
	day != null
}

# The last day of the period that the organization has set itself.
last_day := calendar.after(input.facts.declaration.aware_on, data.parameters.duties.incident_notice)

# METADATA
# scope: document
# custom:
#   id: LRSSS-108-2
#   title:
#     fr: Le ministre est avisé
#     en: The Minister is notified
#   message:
#     fr: Le ministre n'est pas avisé d'un incident qui présente un risque de préjudice sérieux.
#     en: The Minister is not notified of an incident that presents a risk of serious injury.
#   remedy:
#     fr: Aviser le ministre avec diligence et en consigner la date.
#     en: Notify the Minister promptly and record the date.
#   citation: lrsss-108
#   needs: [notices.minister_on]
#   severity: critical
#   regularizable: true
default minister_notified := false

minister_notified if is_string(input.facts.notices.minister_on)

# METADATA
# scope: document
# custom:
#   id: LRSSS-108-3
#   title:
#     fr: La Commission est avisée
#     en: The Commission is notified
#   message:
#     fr: La Commission d'accès à l'information n'est pas avisée d'un incident qui présente un risque de préjudice sérieux.
#     en: The Commission d'accès à l'information is not notified of an incident that presents a risk of serious injury.
#   remedy:
#     fr: Aviser la Commission avec diligence et en consigner la date.
#     en: Notify the Commission promptly and record the date.
#   citation: lrsss-108
#   needs: [notices.commission_on]
#   severity: critical
#   regularizable: true
default commission_notified := false

commission_notified if is_string(input.facts.notices.commission_on)

# METADATA
# scope: document
# custom:
#   id: LRSSS-108-4
#   title:
#     fr: Chaque personne concernée est avisée
#     en: Each person concerned is notified
#   message:
#     fr: Les personnes concernées ne sont pas avisées, et rien ne montre qu'un avis entraverait une enquête.
#     en: The persons concerned are not notified, and nothing shows that a notice would hamper an investigation.
#   remedy:
#     fr: Aviser chaque personne avec diligence et en consigner la date, ou dire qu'un avis entraverait une enquête.
#     en: Notify each person promptly and record the date, or say that a notice would hamper an investigation.
#   citation: lrsss-108
#   needs: [notices.persons]
#   reads: [notices.persons_on, notices.investigation]
#   severity: critical
#   regularizable: true
default persons_notified := false

persons_notified if {
	input.facts.notices.persons in {"each", "public"}
	is_string(input.facts.notices.persons_on)
}

persons_notified if {
	input.facts.notices.persons == "delayed"
	input.facts.notices.investigation == true
}

# METADATA
# scope: document
# custom:
#   id: LRSSS-108-5
#   title:
#     fr: Le report de l'avis a pris fin
#     en: The delay of the notice is over
#   message:
#     fr: Les personnes concernées attendent encore l'avis ; le report ne dure que le temps où l'avis entraverait une enquête.
#     en: The persons concerned still await the notice; the delay only lasts while the notice would hamper an investigation.
#   remedy:
#     fr: Aviser les personnes dès que l'enquête n'en serait plus entravée, avant de clore.
#     en: Notify the persons as soon as the investigation would no longer be hampered, before closing.
#   citation: lrsss-108
#   needs: [notices.persons, notices.persons_on]
#   severity: critical
#   regularizable: true
default delay_over := false

delay_over if {
	input.facts.notices.persons != "delayed"
	is_string(input.facts.notices.persons_on)
}

# METADATA
# scope: document
# custom:
#   id: INC-014
#   title:
#     fr: Un avis public peut suffire
#     en: A public notice may be enough
#   message:
#     fr: Les personnes sont avisées par avis public ; le texte qui dit quand cela suffit n'a pas été lu.
#     en: The persons are notified by public notice; the text that says when that is enough has not been read.
#   remedy:
#     fr: Aviser chaque personne, ou faire vérifier le texte sur l'avis public.
#     en: Notify each person, or have the text on public notices verified.
#   citation: r1-avis-public
#   needs: [notices.persons]
#   severity: major
#   regularizable: true
default personally_notified := false

personally_notified if input.facts.notices.persons == "each"

# METADATA
# scope: document
# custom:
#   id: RAS-011-1
#   title:
#     fr: L'avis contient ce qu'il doit contenir
#     en: The notice holds what it must hold
#   message:
#     fr: Au moins un des dix éléments lus de l'avis au ministre et à la Commission manque.
#     en: At least one of the ten elements read of the notice to the Minister and the Commission is missing.
#   remedy:
#     fr: Compléter l'avis (organisme, personne-ressource, renseignements, circonstances, dates, nombres, éléments du préjudice, mesures).
#     en: Complete the notice (body, contact, information, circumstances, dates, numbers, elements of injury, measures).
#   citation: r1-11
#   needs: [notices.content]
#   severity: major
#   regularizable: true
default content_complete := false

content_complete if {
	every item in content_required {
		item in input.facts.notices.content
	}
}

# METADATA
# scope: document
# custom:
#   id: INC-015
#   title:
#     fr: Les avis sont donnés dans notre délai
#     en: Notices are given within our own period
#   message:
#     fr: Un avis a été donné après le délai que l'organisation s'est fixé (la loi dit « avec diligence », sans nombre), et rien ne dit pourquoi.
#     en: A notice was given after the period the organization has set for itself (the law says “promptly”, without a number), and nothing says why.
#   remedy:
#     fr: Dire pourquoi l'avis a tardé. Ce délai est le nôtre, non celui de la loi.
#     en: Say why the notice was late. This period is ours, not the law's.
#   citation: incident-maison
#   needs: [declaration.aware_on, notices.minister_on, notices.commission_on]
#   reads: [notices.persons_on, notices.delay_reason]
#   severity: major
#   regularizable: true
default within_our_period := false

within_our_period if {
	late := {day | some day in given_days; day > last_day}
	count(late) == 0
	count(given_days) > 0
	is_string(last_day)
}

within_our_period if trim_space(input.facts.notices.delay_reason) != ""
