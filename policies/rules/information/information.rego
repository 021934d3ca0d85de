# METADATA
# description: What the law says of personal and health information.
package balise.rules.information

# METADATA
# scope: document
# custom:
#   id: REN-001
#   title:
#     fr: Les renseignements ne sont pas vendus
#     en: Information is not sold
#   message:
#     fr: L'initiative prévoit la vente ou une autre forme d'aliénation de renseignements, ce que la loi exclut.
#     en: The initiative provides for the sale or another alienation of information, which the law excludes.
#   remedy:
#     fr: Retirer toute vente ou aliénation de renseignements. Aucune dérogation n'est possible.
#     en: Remove any sale or alienation of information. No exemption is possible.
#   citation: lrsss-1
#   needs: [data.sale]
#   severity: critical
#   regularizable: false
default sale_excluded := false

sale_excluded if input.facts.data.sale == false

# METADATA
# scope: document
# custom:
#   id: REN-002
#   title:
#     fr: Personne n'est réidentifié
#     en: Nobody is re-identified
#   message:
#     fr: L'initiative prévoit de réidentifier des personnes à partir de renseignements dépersonnalisés ou anonymisés.
#     en: The initiative intends to re-identify people from de-identified or anonymized information.
#   remedy:
#     fr: Retirer toute réidentification. Aucune dérogation n'est possible.
#     en: Remove any re-identification. No exemption is possible.
#   citation: lrsss-160
#   needs: [data.reidentification]
#   severity: critical
#   regularizable: false
default reidentification_excluded := false

reidentification_excluded if input.facts.data.reidentification == false

# METADATA
# scope: document
# custom:
#   id: REN-003
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
default retention_bounded := false

retention_bounded if input.facts.data.retention_months > 0

# METADATA
# scope: document
# custom:
#   id: REN-004
#   title:
#     fr: La protection hors du Québec est équivalente
#     en: Protection outside Québec is adequate
#   message:
#     fr: Des renseignements sortiraient du Québec sans qu'une évaluation favorable montre qu'ils y seraient protégés.
#     en: Information would leave Québec without a favourable assessment showing that it would be protected there.
#   remedy:
#     fr: Garder les renseignements au Québec, ou faire évaluer la protection dont ils jouiraient ailleurs.
#     en: Keep the information in Québec, or have the protection it would get elsewhere assessed.
#   citation: lrsss-78
#   needs: [assessment.privacy.conclusion]
#   severity: critical
#   regularizable: true
default protected_outside_quebec := false

protected_outside_quebec if input.facts.assessment.privacy.conclusion in {"favourable", "with_conditions"}
