# METADATA
# description: Confidential unless the person consents; what makes a consent count.
package balise.rules.lrsss.consent

# What a consent must be, besides express.
qualities := ["clear", "free", "informed", "specific"]

# METADATA
# scope: document
# custom:
#   id: LRSSS-005-1
#   title:
#     fr: Les personnes ont consenti expressément
#     en: The persons have consented expressly
#   message:
#     fr: L'accès repose sur le consentement des personnes, qui n'a pas été donné expressément.
#     en: The access rests on the persons' consent, which was not given expressly.
#   remedy:
#     fr: Obtenir le consentement exprès des personnes, ou fonder l'accès sur un cas que la loi prévoit.
#     en: Obtain the persons' express consent, or rest the access on a case that the Act provides for.
#   citation: lrsss-5
#   needs: [consent.express]
#   severity: critical
#   regularizable: true
default given_expressly := false

given_expressly if input.facts.consent.express == true

# METADATA
# scope: document
# custom:
#   id: LRSSS-006-1
#   title:
#     fr: Le consentement est manifeste, libre, éclairé et précis
#     en: The consent is clear, free, informed and specific
#   message:
#     fr: "Il manque au consentement au moins une de ses qualités : manifeste, libre, éclairé, donné à des fins précises."
#     en: "The consent lacks at least one of its qualities: clear, free, informed, given for specific purposes."
#   remedy:
#     fr: Redemander le consentement en donnant l'information qu'il faut, fin par fin.
#     en: Ask for the consent again with the information it takes, purpose by purpose.
#   citation: lrsss-6
#   needs: [consent.clear, consent.free, consent.informed, consent.specific]
#   severity: critical
#   regularizable: true
default qualities_met := false

qualities_met if {
	every quality in qualities {
		input.facts.consent[quality] == true
	}
}
