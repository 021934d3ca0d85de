# METADATA
# description: Who gave the opinions on the case.
package balise.rules.entitlement.opinions

import data.balise.provenance
import data.balise.rules.entitlement.speakers

# METADATA
# scope: document
# custom:
#   id: ENT-002
#   title:
#     fr: L'avis d'une instance vient de cette instance
#     en: A body's opinion comes from that body
#   message:
#     fr: Un avis a été donné, au nom d'une instance, par une source qui ne peut pas parler pour elle.
#     en: An opinion was given, in the name of a body, by a source that cannot speak for it.
#   remedy:
#     fr: Demander à l'instance de donner elle-même son avis, et aviser la sécurité ; l'avis donné en son nom n'est pas gardé au dossier.
#     en: Ask the body to give its opinion itself, and tell security; the one given in its name is not kept in the case.
#   citation: balise-habilitations
#   needs: []
#   severity: critical
#   regularizable: false
default given_by_its_body := false

given_by_its_body if {
	every place, source in provenance.opinions {
		speakers.may_opine(input.opinions[place].body, source)
	}
}

# METADATA
# scope: document
# custom:
#   id: ENT-003
#   title:
#     fr: Nul ne donne d'avis sur son propre dossier
#     en: Nobody gives an opinion on their own case
#   message:
#     fr: Un avis vient de l'établissement même dont le dossier est examiné, et ce n'est pas à lui de le donner.
#     en: An opinion comes from the very establishment whose case is examined, and it is not its to give.
#   remedy:
#     fr: Faire donner l'avis par une instance distincte de l'établissement ; seul un avis que la table des habilitations lui réserve peut venir de lui.
#     en: Have the opinion given by a body distinct from the establishment; only an opinion that the table of entitlements reserves for it may come from it.
#   citation: balise-habilitations
#   needs: []
#   severity: critical
#   regularizable: false
default given_by_others := false

given_by_others if {
	every place, source in provenance.opinions {
		speakers.apart(input.opinions[place].body, source)
	}
}
