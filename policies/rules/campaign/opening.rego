# METADATA
# description: Before anyone is asked - what, of whom, over which period, until when.
package balise.rules.campaign.opening

# METADATA
# scope: document
# custom:
#   id: CAM-001
#   title:
#     fr: Une campagne s'ouvre, recueille, puis se ferme
#     en: A campaign opens, collects, then closes
#   message:
#     fr: L'étape où se trouve la campagne ne mène pas à l'étape demandée.
#     en: The stage the campaign is at does not lead to the stage asked for.
#   remedy:
#     fr: 'Demander l''étape qui suit : ouverture, collecte, clôture.'
#     en: 'Ask for the stage that follows: opened, collecting, closed.'
#   citation: balise-campagnes
#   needs: []
#   severity: critical
#   regularizable: false
default sequence_respected := false

sequence_respected if {
	input.case.stage in data.processes.campaign.gates[input.passage.to].from
}

# METADATA
# scope: document
# custom:
#   id: CAM-002
#   title:
#     fr: On sait ce qui est demandé
#     en: What is asked is known
#   message:
#     fr: La campagne n'a pas de nom, ou ne dit pas ce qu'elle demande.
#     en: The campaign has no name, or does not say what it asks.
#   remedy:
#     fr: Nommer la campagne et écrire ses questions avant de l'ouvrir.
#     en: Name the campaign and write its questions before opening it.
#   citation: balise-campagnes
#   needs: [declaration.title, declaration.questions]
#   severity: major
#   regularizable: true
default questions_written := false

questions_written if {
	trim_space(input.facts.declaration.title) != ""
	some line in input.facts.declaration.questions
	trim_space(line) != ""
}

# METADATA
# scope: document
# custom:
#   id: CAM-003
#   title:
#     fr: On sait à qui l'on demande, et à combien
#     en: Who is asked is known, and how many
#   message:
#     fr: 'Personne n''est interrogé, ou l''on ne sait pas combien le sont : les absences de réponse ne pourraient pas se compter.'
#     en: 'Nobody is asked, or how many are asked is not known: those who do not answer could not be counted.'
#   remedy:
#     fr: Dire si la campagne s'adresse aux établissements ou aux initiatives, et à combien.
#     en: Say whether establishments or initiatives are asked, and how many.
#   citation: balise-campagnes
#   needs: [declaration.asked_of, declaration.asked]
#   severity: major
#   regularizable: true
default addressees_counted := false

addressees_counted if {
	input.facts.declaration.asked_of in {"establishments", "initiatives"}
	input.facts.declaration.asked > 0
}

# METADATA
# scope: document
# custom:
#   id: CAM-004
#   title:
#     fr: La clôture suit l'ouverture
#     en: The closing follows the opening
#   message:
#     fr: La campagne se fermerait avant de s'ouvrir, ou le jour même.
#     en: The campaign would close before it opens, or on the same day.
#   remedy:
#     fr: Corriger le premier ou le dernier jour pour répondre.
#     en: Correct the first or the last day to answer.
#   citation: balise-campagnes
#   needs: [declaration.opened_on, declaration.closes_on]
#   severity: major
#   regularizable: true
default closes_after_opening := false

closes_after_opening if input.facts.declaration.opened_on < input.facts.declaration.closes_on

# METADATA
# scope: document
# custom:
#   id: CAM-005
#   title:
#     fr: On a le temps de répondre
#     en: There is time to answer
#   message:
#     fr: La campagne laisse moins de temps pour répondre que le minimum que Balise s'est donné.
#     en: The campaign leaves less time to answer than the minimum that Balise has set itself.
#   remedy:
#     fr: Reporter la clôture.
#     en: Move the closing to a later day.
#   citation: balise-campagnes
#   needs: [declaration.opened_on, declaration.closes_on]
#   severity: minor
#   regularizable: true
default time_to_answer := false

time_to_answer if {
	least := data.rules.campaign.parameters.answering.minimum_days
	input.facts.declaration.closes_on >= after(input.facts.declaration.opened_on, 0, least)
}

# METADATA
# scope: document
# custom:
#   id: CAM-006
#   title:
#     fr: La période couverte se tient
#     en: The period covered makes sense
#   message:
#     fr: La période couverte finit avant de commencer.
#     en: The period covered ends before it starts.
#   remedy:
#     fr: Corriger le premier ou le dernier jour de la période.
#     en: Correct the first or the last day of the period.
#   citation: balise-campagnes
#   needs: [declaration.period_started_on, declaration.period_ended_on]
#   severity: major
#   regularizable: true
default period_coherent := false

period_coherent if input.facts.declaration.period_started_on <= input.facts.declaration.period_ended_on

# METADATA
# scope: document
# custom:
#   id: CAM-007
#   title:
#     fr: La recension couvre au plus une année
#     en: The inventory covers a year at most
#   message:
#     fr: La recension couvrirait plus que l'année sur laquelle elle doit revenir.
#     en: The inventory would cover more than the year it is to come back on.
#   remedy:
#     fr: Ramener la période à douze mois, ou mener une recension par année.
#     en: Bring the period back to twelve months, or hold one inventory per year.
#   citation: s1-recension
#   needs: [declaration.period_started_on, declaration.period_ended_on]
#   severity: major
#   regularizable: true
default inventory_is_yearly := false

inventory_is_yearly if {
	input.facts.declaration.period_ended_on < after(input.facts.declaration.period_started_on, data.rules.campaign.parameters.inventory.months, 0)
}

# METADATA
# scope: document
# custom:
#   id: CAM-008
#   title:
#     fr: Le diagnostic de maturité couvre au plus cinq ans
#     en: The maturity diagnosis covers five years at most
#   message:
#     fr: Le diagnostic couvrirait plus que les cinq ans sur lesquels il doit revenir.
#     en: The diagnosis would cover more than the five years it is to come back on.
#   remedy:
#     fr: Ramener la période à cinq ans.
#     en: Bring the period back to five years.
#   citation: s1-livrable-2
#   needs: [declaration.period_started_on, declaration.period_ended_on]
#   severity: major
#   regularizable: true
default maturity_is_five_yearly := false

maturity_is_five_yearly if {
	input.facts.declaration.period_ended_on < after(input.facts.declaration.period_started_on, data.rules.campaign.parameters.maturity.months, 0)
}

# METADATA
# scope: document
# custom:
#   id: CAM-009
#   title:
#     fr: La déclaration s'adresse aux organismes
#     en: The declaration is asked of bodies
#   message:
#     fr: C'est aux organismes qu'il revient de déclarer leurs initiatives, et la campagne n'interroge pas les établissements.
#     en: It is for bodies to declare their initiatives, and the campaign does not ask the establishments.
#   remedy:
#     fr: Adresser la campagne de déclaration aux établissements.
#     en: Address the declaration campaign to the establishments.
#   citation: s0-declaration
#   needs: [declaration.asked_of]
#   severity: major
#   regularizable: true
default declaration_asks_bodies := false

declaration_asks_bodies if input.facts.declaration.asked_of == "establishments"

# The day that comes some months and days after a day.
after(day, months, days) := time.format([later, "UTC", "2006-01-02"]) if {
	from := time.parse_ns("2006-01-02", day)
	later := time.add_date(from, 0, months, days)
}
