# METADATA
# description: How long information is kept, and what becomes of it afterwards.
package balise.rules.lrsss.retention

# METADATA
# scope: document
# custom:
#   id: LRSSS-016-1
#   title:
#     fr: La durée de conservation est fixée
#     en: The retention period is set
#   message:
#     fr: Aucune durée de conservation n'est fixée, alors que les renseignements ne peuvent pas être gardés au-delà du nécessaire.
#     en: No retention period is set, although information may not be kept longer than necessary.
#   remedy:
#     fr: Fixer, en mois, la durée nécessaire aux fins de l'initiative.
#     en: Set, in months, the period needed for the purposes of the initiative.
#   citation: lrsss-16
#   needs: [data.retention_months]
#   severity: major
#   regularizable: true
default period_bounded := false

period_bounded if input.facts.data.retention_months > 0

# METADATA
# scope: document
# custom:
#   id: LRSSS-016-2
#   title:
#     fr: Le sort des renseignements est décidé
#     en: What becomes of the information is decided
#   message:
#     fr: Les renseignements resteraient sans que leurs fins le justifient.
#     en: Information would remain without purposes that justify it.
#   remedy:
#     fr: Prévoir la destruction, l'anonymisation, ou la conservation qu'une loi exige.
#     en: Provide for destruction, anonymization, or the retention that a law requires.
#   citation: lrsss-16
#   needs: [retirement.data_disposition]
#   severity: critical
#   regularizable: true
default information_disposed := false

information_disposed if {
	input.facts.retirement.data_disposition in {"destroyed", "anonymized", "retained_by_law"}
}

# METADATA
# scope: document
# custom:
#   id: LRSSS-111-1
#   title:
#     fr: L'anonymisation est irréversible
#     en: Anonymization is irreversible
#   message:
#     fr: Rien ne montre qu'il sera en tout temps raisonnable de prévoir que personne ne peut être réidentifié.
#     en: Nothing shows that it will at all times be reasonable to expect that nobody can be re-identified.
#   remedy:
#     fr: Verser une évaluation favorable des risques de réidentification, ou détruire les renseignements.
#     en: File a favourable assessment of the re-identification risks, or destroy the information.
#   citation: lrsss-111
#   needs: [assessment.privacy.conclusion]
#   severity: critical
#   regularizable: true
default anonymization_irreversible := false

anonymization_irreversible if input.facts.assessment.privacy.conclusion == "favourable"
