# METADATA
# description: A human who can really change the outcome.
package balise.rules.gates.oversight

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
