# METADATA
# description: What no gate and no waiver can open.
package balise.rules.lrsss.prohibitions

# METADATA
# scope: document
# custom:
#   id: LRSSS-001-1
#   title:
#     fr: Les renseignements ne sont pas vendus
#     en: Information is not sold
#   message:
#     fr: Le dossier prévoit la vente ou une autre forme d'aliénation de renseignements, ce que la loi exclut.
#     en: The case provides for the sale or another alienation of information, which the law excludes.
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
#   id: LRSSS-160-1
#   title:
#     fr: Personne n'est réidentifié
#     en: Nobody is re-identified
#   message:
#     fr: Le dossier prévoit de réidentifier des personnes à partir de renseignements dépersonnalisés ou anonymisés.
#     en: The case intends to re-identify people from de-identified or anonymized information.
#   remedy:
#     fr: Retirer toute réidentification. Aucune dérogation n'est possible.
#     en: Remove any re-identification. No exemption is possible.
#   citation: lrsss-160
#   needs: [data.reidentification]
#   severity: critical
#   regularizable: false
default reidentification_excluded := false

reidentification_excluded if input.facts.data.reidentification == false
