# METADATA
# description: What binds an attached researcher to the body that gives access.
package balise.rules.lrsss.agreement

# What the agreement must forbid or reserve.
stipulations := {
	"authorized_persons_only",
	"no_identifying_publication",
	"no_other_purpose",
	"no_pairing",
}

# What it must also say.
contents := {
	"destruction_notice",
	"not_directly_identifying_form",
	"preservation_period",
	"security_measures",
	"solicitation_information",
}

# What the authority and the Commission d'accès à l'information are to be told without delay.
alerts := {
	"confidentiality_event_notice",
	"noncompliance_notice",
	"security_failure_notice",
}

# METADATA
# scope: document
# custom:
#   id: LRSSS-048-2
#   title:
#     fr: L'entente de recherche est écrite
#     en: The research agreement is in writing
#   message:
#     fr: Le chercheur recevrait des renseignements sans entente écrite avec l'organisme.
#     en: The researcher would receive information without a written agreement with the body.
#   remedy:
#     fr: Conclure l'entente par écrit avant toute communication.
#     en: Make the agreement in writing before any communication.
#   citation: lrsss-48
#   needs: [agreement.written]
#   severity: critical
#   regularizable: true
default put_in_writing := false

put_in_writing if input.facts.agreement.written == true

# METADATA
# scope: document
# custom:
#   id: LRSSS-048-3
#   title:
#     fr: L'entente stipule les quatre limites d'utilisation
#     en: The agreement stipulates the four limits on use
#   message:
#     fr: "Au moins une des quatre stipulations obligatoires manque : personnes autorisées, aucune autre fin, aucun jumelage, aucune publication qui identifie."
#     en: "At least one of the four required stipulations is missing: authorized persons, no other purpose, no pairing, no identifying publication."
#   remedy:
#     fr: Ajouter à l'entente les stipulations qui manquent.
#     en: Add the missing stipulations to the agreement.
#   citation: lrsss-48
#   needs: [agreement.terms]
#   severity: critical
#   regularizable: true
default use_restrained := false

use_restrained if {
	every term in stipulations {
		term in input.facts.agreement.terms
	}
}

# METADATA
# scope: document
# custom:
#   id: LRSSS-048-4
#   title:
#     fr: L'entente dit tout ce qu'elle doit dire
#     en: The agreement says all that it must
#   message:
#     fr: "Il manque à l'entente au moins un de ces éléments : sollicitation, forme qui n'identifie pas directement, mesures de sécurité, durée de conservation, avis de destruction."
#     en: "The agreement lacks at least one of these: solicitation, form that does not directly identify, security measures, preservation period, notice of destruction."
#   remedy:
#     fr: Ajouter à l'entente les éléments qui manquent.
#     en: Add the missing elements to the agreement.
#   citation: lrsss-48
#   needs: [agreement.terms]
#   severity: critical
#   regularizable: true
default contents_complete := false

contents_complete if {
	every term in contents {
		term in input.facts.agreement.terms
	}
}

# METADATA
# scope: document
# custom:
#   id: LRSSS-048-5
#   title:
#     fr: L'entente oblige à signaler sans délai
#     en: The agreement requires reporting without delay
#   message:
#     fr: L'entente n'oblige pas à signaler sans délai, à l'autorité et à la Commission d'accès à l'information, les manquements, les défaillances de sécurité et les menaces à la confidentialité.
#     en: The agreement does not require reporting without delay, to the authority and the Commission d'accès à l'information, non-compliance, security failures and threats to confidentiality.
#   remedy:
#     fr: Ajouter à l'entente les trois obligations d'avis.
#     en: Add the three duties of notice to the agreement.
#   citation: lrsss-48
#   needs: [agreement.terms]
#   severity: critical
#   regularizable: true
default alerts_promised := false

alerts_promised if {
	every term in alerts {
		term in input.facts.agreement.terms
	}
}

# METADATA
# scope: document
# custom:
#   id: LRSSS-048-6
#   title:
#     fr: L'organisme est informé de la destruction
#     en: The body is told of the destruction
#   message:
#     fr: L'organisme qui a donné accès n'a pas été informé du sort des renseignements, ce que l'entente exige.
#     en: The body that gave access was not told what became of the information, as the agreement requires.
#   remedy:
#     fr: Informer l'organisme de la destruction des renseignements.
#     en: Tell the body that the information was destroyed.
#   citation: lrsss-48
#   needs: [destruction.holder_informed]
#   severity: major
#   regularizable: true
default destruction_reported := false

destruction_reported if input.facts.destruction.holder_informed == true
