# METADATA
# description: Information that leaves Québec.
package balise.rules.lrsss.outside

# METADATA
# scope: document
# custom:
#   id: LRSSS-078-1
#   title:
#     fr: La protection hors du Québec est adéquate
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
