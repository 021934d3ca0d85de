# METADATA
# description: The dates of an incident could all have happened, in the order they are told.
package balise.rules.incident.dates

import data.balise.question

# Days are written so that the order of the texts is the order of the days.
since_awareness(day) if {
	input.facts.declaration.aware_on <= day
	day <= question.today
}

not_given(topic, field) if object.get(input.facts, [topic, field], null) == null

# METADATA
# scope: document
# custom:
#   id: INC-005
#   title:
#     fr: La prise de connaissance suit l'incident
#     en: Awareness follows the incident
#   message:
#     fr: La date de la prise de connaissance (declaration.aware_on) précède celle de l'incident (declaration.occurred_on), ou elle est à venir.
#     en: The date of awareness (declaration.aware_on) comes before that of the incident (declaration.occurred_on), or is yet to come.
#   remedy:
#     fr: Corriger declaration.aware_on ou declaration.occurred_on.
#     en: Correct declaration.aware_on or declaration.occurred_on.
#   citation: incident-maison
#   needs: [declaration.aware_on]
#   reads: [declaration.occurred_on]
#   severity: major
#   regularizable: true
default awareness_date_possible := false

awareness_date_possible if {
	not_given("declaration", "occurred_on")
	input.facts.declaration.aware_on <= question.today
}

awareness_date_possible if {
	input.facts.declaration.occurred_on <= input.facts.declaration.aware_on
	input.facts.declaration.aware_on <= question.today
}

# METADATA
# scope: document
# custom:
#   id: INC-006
#   title:
#     fr: La date de l'évaluation du préjudice est possible
#     en: The date of the assessment of the injury is possible
#   message:
#     fr: La date de l'évaluation du préjudice (injury.assessed_on) précède la prise de connaissance (declaration.aware_on), ou elle est à venir.
#     en: The date of the assessment of the injury (injury.assessed_on) comes before the awareness (declaration.aware_on), or is yet to come.
#   remedy:
#     fr: Corriger injury.assessed_on, ou declaration.aware_on.
#     en: Correct injury.assessed_on, or declaration.aware_on.
#   citation: incident-maison
#   needs: [declaration.aware_on, injury.assessed_on]
#   severity: major
#   regularizable: true
default assessed_date_possible := false

assessed_date_possible if since_awareness(input.facts.injury.assessed_on)

# METADATA
# scope: document
# custom:
#   id: INC-007
#   title:
#     fr: La date de l'avis au ministre est possible
#     en: The date of the notice to the Minister is possible
#   message:
#     fr: La date de l'avis au ministre (notices.minister_on) précède la prise de connaissance (declaration.aware_on), ou elle est à venir.
#     en: The date of the notice to the Minister (notices.minister_on) comes before the awareness (declaration.aware_on), or is yet to come.
#   remedy:
#     fr: Corriger notices.minister_on, ou declaration.aware_on.
#     en: Correct notices.minister_on, or declaration.aware_on.
#   citation: incident-maison
#   needs: [declaration.aware_on]
#   reads: [notices.minister_on]
#   severity: major
#   regularizable: true
default minister_date_possible := false

minister_date_possible if not_given("notices", "minister_on")

minister_date_possible if since_awareness(input.facts.notices.minister_on)

# METADATA
# scope: document
# custom:
#   id: INC-008
#   title:
#     fr: La date de l'avis à la Commission est possible
#     en: The date of the notice to the Commission is possible
#   message:
#     fr: La date de l'avis à la Commission (notices.commission_on) précède la prise de connaissance (declaration.aware_on), ou elle est à venir.
#     en: The date of the notice to the Commission (notices.commission_on) comes before the awareness (declaration.aware_on), or is yet to come.
#   remedy:
#     fr: Corriger notices.commission_on, ou declaration.aware_on.
#     en: Correct notices.commission_on, or declaration.aware_on.
#   citation: incident-maison
#   needs: [declaration.aware_on]
#   reads: [notices.commission_on]
#   severity: major
#   regularizable: true
default commission_date_possible := false

commission_date_possible if not_given("notices", "commission_on")

commission_date_possible if since_awareness(input.facts.notices.commission_on)

# METADATA
# scope: document
# custom:
#   id: INC-009
#   title:
#     fr: La date de l'avis aux personnes est possible
#     en: The date of the notice to the persons is possible
#   message:
#     fr: La date de l'avis aux personnes (notices.persons_on) précède la prise de connaissance (declaration.aware_on), ou elle est à venir.
#     en: The date of the notice to the persons (notices.persons_on) comes before the awareness (declaration.aware_on), or is yet to come.
#   remedy:
#     fr: Corriger notices.persons_on, ou declaration.aware_on.
#     en: Correct notices.persons_on, or declaration.aware_on.
#   citation: incident-maison
#   needs: [declaration.aware_on]
#   reads: [notices.persons_on]
#   severity: major
#   regularizable: true
default persons_date_possible := false

persons_date_possible if not_given("notices", "persons_on")

persons_date_possible if since_awareness(input.facts.notices.persons_on)

# METADATA
# scope: document
# custom:
#   id: INC-010
#   title:
#     fr: La date de l'inscription au registre est possible
#     en: The date of the entry in the register is possible
#   message:
#     fr: La date de l'inscription au registre (register.entered_on) précède la prise de connaissance (declaration.aware_on), ou elle est à venir.
#     en: The date of the entry in the register (register.entered_on) comes before the awareness (declaration.aware_on), or is yet to come.
#   remedy:
#     fr: Corriger register.entered_on, ou declaration.aware_on.
#     en: Correct register.entered_on, or declaration.aware_on.
#   citation: incident-maison
#   needs: [declaration.aware_on, register.entered_on]
#   severity: major
#   regularizable: true
default entered_date_possible := false

entered_date_possible if since_awareness(input.facts.register.entered_on)

# METADATA
# scope: document
# custom:
#   id: INC-011
#   title:
#     fr: La date de la première mesure est possible
#     en: The date of the first measure is possible
#   message:
#     fr: La première mesure (measures.taken_on) précède l'incident (declaration.occurred_on), ou elle est à venir.
#     en: The first measure (measures.taken_on) comes before the incident (declaration.occurred_on), or is yet to come.
#   remedy:
#     fr: Corriger measures.taken_on ou declaration.occurred_on.
#     en: Correct measures.taken_on or declaration.occurred_on.
#   citation: incident-maison
#   needs: [measures.taken_on]
#   reads: [declaration.occurred_on]
#   severity: major
#   regularizable: true
default taken_date_possible := false

taken_date_possible if {
	not_given("declaration", "occurred_on")
	input.facts.measures.taken_on <= question.today
}

taken_date_possible if {
	input.facts.declaration.occurred_on <= input.facts.measures.taken_on
	input.facts.measures.taken_on <= question.today
}
