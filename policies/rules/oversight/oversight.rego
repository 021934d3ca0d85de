# METADATA
# description: A human who can really change the outcome.
package balise.rules.oversight

# METADATA
# scope: document
# custom:
#   id: SUP-001
#   title:
#     fr: La surveillance humaine est réelle
#     en: Human oversight is real
#   message:
#     fr: La personne désignée n'a pas à la fois l'autorité, l'information et le temps de s'écarter du résultat.
#     en: The person designated does not have the authority, the information and the time to depart from the result.
#   remedy:
#     fr: Désigner une fonction qui peut infirmer le résultat, qui comprend l'outil et à qui l'on donne le temps de le faire.
#     en: Designate a function that can overrule the result, understands the tool and is given the time to do so.
#   citation: s0-humain
#   needs: [oversight.authority, oversight.information, oversight.time]
#   severity: critical
#   regularizable: true
default human_control_real := false

human_control_real if {
	input.facts.oversight.authority == true
	input.facts.oversight.information == true
	input.facts.oversight.time == true
}

# METADATA
# scope: document
# custom:
#   id: SUP-002
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
default diagnosis_validated := false

diagnosis_validated if data.balise.terms.exclusively_automated.value == false
