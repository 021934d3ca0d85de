# METADATA
# description: Who said the facts of the case.
package balise.rules.entitlement.facts

import data.balise.provenance
import data.balise.rules.entitlement.speakers
import data.balise.terms

# METADATA
# scope: document
# custom:
#   id: ENT-001
#   title:
#     fr: Chacun ne dit que ce qu'il peut dire
#     en: Everyone says only what is theirs to say
#   message:
#     fr: Un fait du dossier, ou la demande de passage, vient d'une source qui n'est pas habilitée à le dire de ce dossier.
#     en: A fact of the case, or the request for passage, comes from a source that is not entitled to say it of this case.
#   remedy:
#     fr: Faire émettre de nouveau ce fait par qui en répond, et aviser la sécurité ; ce que la bonne source dit ensuite remplace ce qui a été dit.
#     en: Have whoever answers for this fact emit it again, and tell security; what the right source says later replaces what was said.
#   citation: balise-habilitations
#   needs: []
#   severity: critical
#   regularizable: false
default said_by_those_entitled := false

said_by_those_entitled if {
	provenance.told_by_its_own
	every said in provenance.requests {
		speakers.may_say(said.type, said.source)
	}
}

said_by_those_entitled if {
	every said in provenance.spoken {
		speakers.may_say(said.type, said.source)
	}
}

# METADATA
# scope: document
# custom:
#   id: ENT-004
#   title:
#     fr: On sait qui a dit chaque chose
#     en: It is known who said each thing
#   message:
#     fr: On ne sait pas qui a dit un des faits, donné un des avis ou demandé le passage.
#     en: It is not known who said one of the facts, gave one of the opinions or asked for the passage.
#   remedy:
#     fr: Faire émettre de nouveau, par qui en répond, chaque fait, avis ou demande dont la source manque.
#     en: Have each fact, opinion or request whose source is missing emitted again by whoever answers for it.
#   citation: balise-habilitations
#   needs: [term.sources_known]
#   severity: critical
#   regularizable: true
default every_source_known := false

every_source_known if terms.sources_known.value == true
