# METADATA
# description: Recorded first, then warned of, then in force - with the way back open.
package balise.rules.release.staging

import data.balise.question

# METADATA
# scope: document
# custom:
#   id: POL-030
#   title:
#     fr: On sait qui commence
#     en: Who begins is known
#   message:
#     fr: Aucun établissement n'est nommé pour commencer.
#     en: No establishment is named to begin.
#   remedy:
#     fr: Nommer les établissements où la version est d'abord observée.
#     en: Name the establishments where the release is first recorded.
#   citation: balise-politiques
#   needs: [staging.establishments]
#   severity: major
#   regularizable: true
default establishments_named := false

establishments_named if {
	some name in input.facts.staging.establishments
	trim_space(name) != ""
}

# METADATA
# scope: document
# custom:
#   id: POL-031
#   title:
#     fr: Observer, avertir, puis appliquer
#     en: Record, warn, then apply
#   message:
#     fr: L'observation, l'avertissement et l'entrée en vigueur ne se suivent pas, ou laissent moins de jours que prévu.
#     en: Recording, warning and coming into force do not follow one another, or leave fewer days than foreseen.
#   remedy:
#     fr: Reporter l'avertissement ou l'entrée en vigueur.
#     en: Move the warning or the coming into force to a later day.
#   citation: balise-politiques
#   needs: [staging.recording_from, staging.warning_from, staging.effective_on]
#   severity: major
#   regularizable: true
default degrees_in_order := false

degrees_in_order if {
	least := data.rules.release.parameters.staging
	input.facts.staging.warning_from >= after(input.facts.staging.recording_from, least.recording_days)
	input.facts.staging.effective_on >= after(input.facts.staging.warning_from, least.warning_days)
}

# METADATA
# scope: document
# custom:
#   id: POL-032
#   title:
#     fr: Une version n'oblige pas en arrière
#     en: A release does not bind backwards
#   message:
#     fr: L'entrée en vigueur serait déjà passée.
#     en: The coming into force would be in the past already.
#   remedy:
#     fr: Fixer un jour d'entrée en vigueur qui reste à venir.
#     en: Set a day of coming into force that is still to come.
#   citation: balise-politiques
#   needs: [staging.effective_on]
#   severity: critical
#   regularizable: true
default not_retroactive := false

not_retroactive if input.facts.staging.effective_on >= question.today

# METADATA
# scope: document
# custom:
#   id: POL-033
#   title:
#     fr: On peut revenir au paquet précédent
#     en: There is a way back to the previous bundle
#   message:
#     fr: Le paquet en vigueur n'est pas conservé, ou l'on n'a pas essayé d'y revenir.
#     en: The bundle in force is not kept, or going back to it was not tried.
#   remedy:
#     fr: Conserver le paquet en vigueur et s'exercer à y revenir.
#     en: Keep the bundle in force and rehearse going back to it.
#   citation: balise-politiques
#   needs: [declaration.previous, rollback.bundle, rollback.kept, rollback.succeeded]
#   severity: critical
#   regularizable: true
default way_back_kept := false

way_back_kept if {
	trim_space(input.facts.declaration.previous) != ""
	input.facts.rollback.bundle == input.facts.declaration.previous
	input.facts.rollback.kept == true
	input.facts.rollback.succeeded == true
}

# METADATA
# scope: document
# custom:
#   id: POL-034
#   title:
#     fr: L'observation a eu lieu
#     en: The recording took place
#   message:
#     fr: La version n'a pas été observée assez longtemps sur de vrais dossiers, ou c'est un autre paquet qui l'a été.
#     en: The release was not recorded long enough on real cases, or another bundle was.
#   remedy:
#     fr: Poursuivre l'observation jusqu'au jour prévu.
#     en: Go on recording until the day foreseen.
#   citation: balise-politiques
#   needs: [declaration.bundle, staging.recording_from, observation.recording.bundle, observation.recording.ended_on, observation.recording.verdicts]
#   severity: major
#   regularizable: true
default recording_watched := false

recording_watched if {
	trim_space(input.facts.declaration.bundle) != ""
	input.facts.observation.recording.bundle == input.facts.declaration.bundle
	input.facts.observation.recording.verdicts > 0
	lasted(input.facts.staging.recording_from, input.facts.observation.recording.ended_on, data.rules.release.parameters.staging.recording_days)
}

# METADATA
# scope: document
# custom:
#   id: POL-035
#   title:
#     fr: Les écarts observés sont expliqués
#     en: The differences recorded are accounted for
#   message:
#     fr: L'observation a montré des écarts que personne n'a expliqués.
#     en: The recording showed differences that nobody has accounted for.
#   remedy:
#     fr: Expliquer chaque écart, ou corriger les règles et proposer une nouvelle version.
#     en: Account for every difference, or correct the rules and propose a new release.
#   citation: balise-politiques
#   needs: [observation.recording.unexplained]
#   severity: major
#   regularizable: true
default recording_explained := false

recording_explained if input.facts.observation.recording.unexplained == 0

# METADATA
# scope: document
# custom:
#   id: POL-036
#   title:
#     fr: L'avertissement a eu lieu
#     en: The warning took place
#   message:
#     fr: Les établissements n'ont pas été avertis assez longtemps, ou c'est d'un autre paquet qu'ils l'ont été.
#     en: The establishments were not warned long enough, or they were warned of another bundle.
#   remedy:
#     fr: Poursuivre l'avertissement jusqu'au jour prévu.
#     en: Go on warning until the day foreseen.
#   citation: balise-politiques
#   needs: [declaration.bundle, staging.warning_from, observation.warning.bundle, observation.warning.ended_on, observation.warning.verdicts]
#   severity: major
#   regularizable: true
default warning_watched := false

warning_watched if {
	trim_space(input.facts.declaration.bundle) != ""
	input.facts.observation.warning.bundle == input.facts.declaration.bundle
	input.facts.observation.warning.verdicts > 0
	lasted(input.facts.staging.warning_from, input.facts.observation.warning.ended_on, data.rules.release.parameters.staging.warning_days)
}

# METADATA
# scope: document
# custom:
#   id: POL-037
#   title:
#     fr: Les écarts signalés sont expliqués
#     en: The differences warned of are accounted for
#   message:
#     fr: L'avertissement a montré des écarts que personne n'a expliqués.
#     en: The warning showed differences that nobody has accounted for.
#   remedy:
#     fr: Expliquer chaque écart, ou corriger les règles et proposer une nouvelle version.
#     en: Account for every difference, or correct the rules and propose a new release.
#   citation: balise-politiques
#   needs: [observation.warning.unexplained]
#   severity: major
#   regularizable: true
default warning_explained := false

warning_explained if input.facts.observation.warning.unexplained == 0

# METADATA
# scope: document
# custom:
#   id: POL-038
#   title:
#     fr: Le jour de l'entrée en vigueur est venu
#     en: The day of coming into force has come
#   message:
#     fr: La version entrerait en vigueur avant le jour annoncé.
#     en: The release would come into force before the day announced.
#   remedy:
#     fr: Attendre le jour annoncé.
#     en: Wait for the day announced.
#   citation: balise-politiques
#   needs: [staging.effective_on]
#   severity: critical
#   regularizable: false
default day_has_come := false

day_has_come if input.facts.staging.effective_on <= question.today

lasted(since, until, days) if {
	until >= after(since, days)
	until <= question.today
}

# The day that comes some days after a day.
after(day, days) := time.format([later, "UTC", "2006-01-02"]) if {
	from := time.parse_ns("2006-01-02", day)
	later := time.add_date(from, 0, 0, days)
}
