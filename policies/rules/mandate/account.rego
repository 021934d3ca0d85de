# METADATA
# description: The account of a year - four quarters told and reviewed, then what the mandate promised to produce.
package balise.rules.mandate.account

import data.balise.question
import data.balise.rules.mandate.deliverables

# METADATA
# scope: document
# custom:
#   id: MAN-040
#   title:
#     fr: La reddition de comptes de l'année est transmise
#     en: The account of the year is submitted
#   message:
#     fr: La reddition de comptes n'est pas celle d'une année écoulée (douze mois au plus), ou la demande budgétaire n'y est pas jointe.
#     en: The account is not that of a year that is over (twelve months at most), or the budget request does not come with it.
#   remedy:
#     fr: Transmettre la reddition de comptes de l'année écoulée avec le formulaire de demande budgétaire.
#     en: Send the account of the past year with the budget request form.
#   citation: s1-suivi
#   needs: [accountability.year_started_on, accountability.year_ended_on, accountability.submitted_on, accountability.budget_requested]
#   severity: major
#   regularizable: true
default filed_for_a_past_year := false

filed_for_a_past_year if {
	input.facts.accountability.year_started_on < input.facts.accountability.year_ended_on
	input.facts.accountability.year_ended_on < after(input.facts.accountability.year_started_on, 12)
	input.facts.accountability.year_ended_on <= input.facts.accountability.submitted_on
	input.facts.accountability.submitted_on <= question.today
	input.facts.accountability.budget_requested == true
}

# METADATA
# scope: document
# custom:
#   id: MAN-041
#   title:
#     fr: Quatre états de situation dans l'année
#     en: Four status reports in the year
#   message:
#     fr: L'état de situation d'un trimestre manque, n'est pas de cette année, ou a été transmis avant la fin de son trimestre.
#     en: The status of a quarter is missing, is not of this year, or was sent before its quarter ended.
#   remedy:
#     fr: Transmettre l'état de situation de chacun des quatre trimestres de l'année.
#     en: Send the status of each of the four quarters of the year.
#   citation: s1-livrable-1
#   needs:
#     - accountability.year_started_on
#     - accountability.year_ended_on
#     - status.q1.period_ended_on
#     - status.q2.period_ended_on
#     - status.q3.period_ended_on
#     - status.q4.period_ended_on
#     - status.q1.reported_on
#     - status.q2.reported_on
#     - status.q3.reported_on
#     - status.q4.reported_on
#   severity: major
#   regularizable: true
default four_statuses_reported := false

four_statuses_reported if {
	distinct(input.facts.status)
	every quarter in quarters {
		within_year(input.facts.status[quarter].period_ended_on)
		input.facts.status[quarter].period_ended_on <= input.facts.status[quarter].reported_on
	}
}

# METADATA
# scope: document
# custom:
#   id: MAN-042
#   title:
#     fr: Les dépenses sont suivies chaque trimestre
#     en: Spending is reviewed every quarter
#   message:
#     fr: Le suivi des dépenses (M050) d'un trimestre manque, n'est pas de cette année, ou précède la fin de son trimestre.
#     en: The spending review (M050) of a quarter is missing, is not of this year, or precedes the end of its quarter.
#   remedy:
#     fr: Faire la revue des dépenses de chacun des quatre trimestres de l'année.
#     en: Review the spending of each of the four quarters of the year.
#   citation: s1-suivi
#   needs:
#     - accountability.year_started_on
#     - accountability.year_ended_on
#     - spending.q1.period_ended_on
#     - spending.q2.period_ended_on
#     - spending.q3.period_ended_on
#     - spending.q4.period_ended_on
#     - spending.q1.reviewed_on
#     - spending.q2.reviewed_on
#     - spending.q3.reviewed_on
#     - spending.q4.reviewed_on
#   severity: major
#   regularizable: true
default spending_reviewed_each_quarter := false

spending_reviewed_each_quarter if {
	distinct(input.facts.spending)
	every quarter in quarters {
		within_year(input.facts.spending[quarter].period_ended_on)
		input.facts.spending[quarter].period_ended_on <= input.facts.spending[quarter].reviewed_on
	}
}

# METADATA
# scope: document
# custom:
#   id: MAN-043
#   title:
#     fr: Les tendances sont dites chaque trimestre
#     en: Trends are told every quarter
#   message:
#     fr: L'état de situation d'un trimestre ne dit rien des tendances et de ce qu'elles apporteraient au réseau.
#     en: The status of a quarter tells nothing of the trends and of what they would bring the network.
#   remedy:
#     fr: Ajouter à chaque état de situation les tendances analysées, au Québec et ailleurs.
#     en: Add to every status the trends that were analysed, in Québec and elsewhere.
#   citation: s1-livrable-2
#   needs: [status.q1.trends, status.q2.trends, status.q3.trends, status.q4.trends]
#   severity: minor
#   regularizable: true
default trends_told_each_quarter := false

trends_told_each_quarter if {
	every quarter in quarters {
		trim_space(input.facts.status[quarter].trends) != ""
	}
}

# METADATA
# scope: document
# custom:
#   id: MAN-044
#   title:
#     fr: Le minimum de publications est atteint
#     en: The minimum of publications is reached
#   message:
#     fr: Le mandat a donné moins de publications que le minimum convenu.
#     en: The mandate has given fewer publications than the minimum agreed.
#   remedy:
#     fr: Publier les articles ou donner les présentations qui manquent, puis refaire le décompte.
#     en: Publish the papers or give the talks that are missing, then count again.
#   citation: s1-livrable-2
#   needs: [publications.count]
#   severity: minor
#   regularizable: true
default enough_publications := false

enough_publications if {
	input.facts.publications.count >= data.rules.mandate.parameters.publications.minimum
}

# METADATA
# scope: document
# custom:
#   id: MAN-045
#   title:
#     fr: La recension de l'année est faite
#     en: The year's inventory is taken
#   message:
#     fr: Les initiatives québécoises n'ont pas été recensées dans l'année.
#     en: The initiatives of Québec were not inventoried in the year.
#   remedy:
#     fr: Recenser les initiatives du secteur et en donner le nombre.
#     en: Take the inventory of the sector's initiatives, and give their number.
#   citation: s1-livrable-3
#   needs: [accountability.year_started_on, accountability.year_ended_on, inventory.taken_on]
#   severity: major
#   regularizable: true
default inventory_taken_in_the_year := false

inventory_taken_in_the_year if within_year(input.facts.inventory.taken_on)

# METADATA
# scope: document
# custom:
#   id: MAN-046
#   title:
#     fr: Les barrières de l'année sont présentées
#     en: The year's barriers are presented
#   message:
#     fr: Les enjeux et les barrières à la valorisation des données et à l'IA n'ont pas été présentés dans l'année.
#     en: The issues and barriers to the use of data and AI were not presented in the year.
#   remedy:
#     fr: Présenter au ministère les enjeux et les barrières constatés dans l'année.
#     en: Present to the ministry the issues and barriers found in the year.
#   citation: s1-livrable-3
#   needs: [accountability.year_started_on, accountability.year_ended_on, barriers.presented_on]
#   severity: minor
#   regularizable: true
default barriers_presented_in_the_year := false

barriers_presented_in_the_year if within_year(input.facts.barriers.presented_on)

# METADATA
# scope: document
# custom:
#   id: MAN-047
#   title:
#     fr: Le diagnostic de maturité est à jour
#     en: The maturity diagnosis is up to date
#   message:
#     fr: Le diagnostic de maturité des établissements a plus de cinq ans, n'a jamais été fait dans ce délai, ou ne porte pas sur l'intelligence d'affaires et l'intelligence artificielle.
#     en: The maturity diagnosis of the establishments is more than five years old, was never made in that time, or does not cover business intelligence and artificial intelligence.
#   remedy:
#     fr: Faire le diagnostic de maturité des établissements, en intelligence d'affaires et en intelligence artificielle.
#     en: Diagnose the maturity of the establishments, in business intelligence and in artificial intelligence.
#   citation: s1-livrable-2
#   needs: [decision.decided_on, accountability.year_ended_on]
#   reads: [maturity.diagnosed_on, maturity.business_intelligence, maturity.artificial_intelligence]
#   severity: major
#   regularizable: true
default maturity_diagnosed_in_time := false

maturity_diagnosed_in_time if input.facts.accountability.year_ended_on <= lapse(input.facts.decision.decided_on)

maturity_diagnosed_in_time if {
	input.facts.accountability.year_ended_on <= lapse(input.facts.maturity.diagnosed_on)
	input.facts.maturity.business_intelligence == true
	input.facts.maturity.artificial_intelligence == true
}

# METADATA
# scope: document
# custom:
#   id: MAN-048
#   title:
#     fr: Les livrables échus sont remis
#     en: The deliverables that fell due were handed in
#   message:
#     fr: Un livrable dont l'échéance tombait au plus tard à la fin de l'année n'est pas remis.
#     en: A deliverable that was due by the end of the year was not handed in.
#   remedy:
#     fr: Remettre le livrable et verser le jour de sa remise, ou faire accepter une autre échéance.
#     en: Hand the deliverable in and file the day it was, or have another due date accepted.
#   citation: s1-echeancier
#   needs: [declaration.deliverables, accountability.year_ended_on]
#   reads: [answer.schedule, deliverables.submitted]
#   severity: major
#   regularizable: true
default deliverables_handed_in := false

deliverables_handed_in if {
	is_string(input.facts.accountability.year_ended_on)
	count(fallen_due - deliverables.handed_in) == 0
	count(input.facts.declaration.deliverables) > 0
}

fallen_due contains deliverables.named(deliverable) if {
	some deliverable in input.facts.declaration.deliverables
	deliverables.due_on(deliverable) <= input.facts.accountability.year_ended_on
}

quarters := ["q1", "q2", "q3", "q4"]

within_year(day) if {
	input.facts.accountability.year_started_on <= day
	day <= input.facts.accountability.year_ended_on
}

# What is told of the next year takes nothing from the one that was accounted for.
within_year(day) if {
	input.case.stage == "accounted"
	input.facts.accountability.year_ended_on < day
}

# The same quarter sent four times is not a year.
distinct(told) if {
	count({told[quarter].period_ended_on | some quarter in quarters}) == count(quarters)
}

# The last day on which a diagnosis of that day still holds.
lapse(day) := after(day, data.rules.mandate.parameters.maturity.months)

after(day, months) := time.format([later, "UTC", "2006-01-02"]) if {
	from := time.parse_ns("2006-01-02", day)
	later := time.add_date(from, 0, months, 0)
}
