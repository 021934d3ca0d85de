# METADATA
# description: How long information is kept, and what becomes of it afterwards.
package balise.rules.lrsss.retention

import data.balise.question

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
#     fr: Fixer, en mois, la durée nécessaire aux fins visées.
#     en: Set, in months, the period needed for the purposes at hand.
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

# METADATA
# scope: document
# custom:
#   id: LRSSS-016-3
#   title:
#     fr: L'accès a une fin, et elle n'est pas trop loin
#     en: The access has an end, and it is not too far
#   message:
#     fr: L'accès finit avant de commencer, ou dure plus que la plus longue durée que le réseau admet sans nouvelle demande.
#     en: The access ends before it begins, or lasts more than the longest time the network admits without a new request.
#   remedy:
#     fr: Fixer une fin plus proche ; demander un nouvel accès si les fins durent encore.
#     en: Set a nearer end; ask for a new access if the purposes still last.
#   citation: lrsss-16
#   needs: [declaration.ends_on, declaration.starts_on]
#   severity: major
#   regularizable: true
default duration_reasonable := false

duration_reasonable if {
	input.facts.declaration.ends_on >= input.facts.declaration.starts_on
	start := time.parse_ns("2006-01-02", input.facts.declaration.starts_on)
	end := time.parse_ns("2006-01-02", input.facts.declaration.ends_on)
	end <= time.add_date(start, 0, data.rules.lrsss.parameters.access.longest_months, 0)
}

# METADATA
# scope: document
# custom:
#   id: LRSSS-016-6
#   title:
#     fr: L'accès n'est pas déjà échu
#     en: The access is not already over
#   message:
#     fr: Le dernier jour de l'accès est passé ; rien ne justifie plus de l'ouvrir.
#     en: The last day of the access has passed; nothing justifies opening it any more.
#   remedy:
#     fr: Demander l'accès pour une durée à venir, ou déclarer l'accès terminé.
#     en: Ask for the access for a time to come, or declare the access ended.
#   citation: lrsss-16
#   needs: [declaration.ends_on]
#   severity: major
#   regularizable: true
default still_running := false

still_running if input.facts.declaration.ends_on >= question.today

# METADATA
# scope: document
# custom:
#   id: LRSSS-016-4
#   title:
#     fr: L'accès est fermé
#     en: The access is closed
#   message:
#     fr: L'accès n'a pas encore pris fin, sa fin précède son début, ou des comptes et des copies de travail restent ouverts.
#     en: The access has not ended yet, its end is before its beginning, or accounts and working copies are still open.
#   remedy:
#     fr: Fermer les comptes et retirer les copies de travail, puis dire quel jour l'accès a pris fin.
#     en: Close the accounts and remove the working copies, then say on which day the access ended.
#   citation: lrsss-16
#   needs: [declaration.starts_on, ending.access_closed, ending.ended_on]
#   severity: critical
#   regularizable: true
default access_closed := false

access_closed if {
	input.facts.ending.access_closed == true
	input.facts.ending.ended_on >= input.facts.declaration.starts_on
	input.facts.ending.ended_on <= question.today
}

# METADATA
# scope: document
# custom:
#   id: LRSSS-016-5
#   title:
#     fr: Le sort des renseignements est attesté
#     en: What became of the information is attested
#   message:
#     fr: L'attestation du sort des renseignements est datée d'avant la fin de l'accès, ou d'un jour à venir.
#     en: The attestation of what became of the information is dated before the end of the access, or on a day to come.
#   remedy:
#     fr: Détruire les renseignements, ou les garder comme la loi l'exige, puis l'attester.
#     en: Destroy the information, or keep it as the law requires, then attest it.
#   citation: lrsss-16
#   needs: [destruction.attested_on, destruction.disposition, ending.ended_on]
#   severity: critical
#   regularizable: true
default disposition_attested := false

disposition_attested if {
	input.facts.destruction.disposition in {"destroyed", "anonymized", "retained_by_law"}
	input.facts.destruction.attested_on >= input.facts.ending.ended_on
	input.facts.destruction.attested_on <= question.today
}
