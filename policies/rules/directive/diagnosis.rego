# METADATA
# description: No machine gives a diagnosis alone.
package balise.rules.directive.diagnosis

# METADATA
# scope: document
# custom:
#   id: DEA-004
#   title:
#     fr: Aucun diagnostic automatisé sans validation humaine
#     en: No automated diagnosis without human validation
#   message:
#     fr: Un acte clinique reposerait exclusivement sur un traitement automatisé.
#     en: A clinical act would rest exclusively on automated processing.
#   remedy:
#     fr: Faire valider chaque résultat par un professionnel qui peut s'en écarter.
#     en: Have each result validated by a professional who may depart from it.
#   citation: s3-diagnostic
#   needs: [term.exclusively_automated]
#   severity: critical
#   regularizable: true
default result_validated := false

result_validated if data.balise.terms.exclusively_automated.value == false
