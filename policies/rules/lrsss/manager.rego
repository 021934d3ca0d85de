# METADATA
# description: The authorization of a body, a public body, an order or another government.
package balise.rules.lrsss.manager

import data.balise.opinions
import data.balise.question

# The four grounds on which an authorization may be asked for.
grounds := {"application_of_act", "exceptional", "mission", "person_benefit"}

# Those who may ask for one.
eligible := {"body", "government", "order", "public_body"}

# The clauses without which the agreement with a recipient that is not a body is null.
clauses_on_pain_of_nullity := {
	"holder_authorized_products",
	"incident_notice",
	"individual_confidentiality",
	"intervals",
	"method",
	"nature",
	"protection_measures",
	"purposes",
	"term",
}

# What the public register says of each communication, besides the processing time.
register_items := {
	"conditions",
	"description",
	"duration",
	"names",
	"purposes",
	"security_measures",
	"source",
}

# METADATA
# scope: document
# custom:
#   id: LRSSS-080-1
#   title:
#     fr: La demande repose sur l'un des quatre motifs
#     en: The request rests on one of the four grounds
#   message:
#     fr: La fin de l'accès n'est ni l'application d'une loi, ni la mission, ni le bénéfice manifeste de la personne, ni une circonstance exceptionnelle.
#     en: The purpose of the access is neither the application of an Act, nor the mission, nor the clear benefit of the person, nor an exceptional circumstance.
#   remedy:
#     fr: Fonder la demande sur l'un des quatre motifs, ou employer la voie qui convient à sa fin.
#     en: Rest the request on one of the four grounds, or use the route that fits its purpose.
#   citation: lrsss-80
#   needs: [declaration.purpose]
#   severity: critical
#   regularizable: true
default ground_recognized := false

ground_recognized if input.facts.declaration.purpose in grounds

# METADATA
# scope: document
# custom:
#   id: LRSSS-080-2
#   title:
#     fr: Le demandeur peut demander une autorisation
#     en: The requester may ask for an authorization
#   message:
#     fr: Le demandeur n'est ni un organisme, ni un organisme public, ni un ordre professionnel, ni un organisme d'un autre gouvernement.
#     en: The requester is neither a body, nor a public body, nor a professional order, nor a body of another government.
#   remedy:
#     fr: Faire présenter la demande par une entité qui peut demander l'autorisation.
#     en: Have the request made by an entity that may ask for the authorization.
#   citation: lrsss-80
#   needs: [declaration.requester]
#   severity: critical
#   regularizable: true
default requester_eligible := false

requester_eligible if input.facts.declaration.requester in eligible

# METADATA
# scope: document
# custom:
#   id: LRSSS-084-1
#   title:
#     fr: L'entente de communication est écrite
#     en: The communication agreement is in writing
#   message:
#     fr: Un destinataire qui n'est pas un organisme recevrait des renseignements sans entente écrite.
#     en: A recipient that is not a body would receive information without a written agreement.
#   remedy:
#     fr: Conclure l'entente par écrit avant toute communication.
#     en: Make the agreement in writing before any communication.
#   citation: lrsss-84
#   needs: [agreement.written]
#   severity: critical
#   regularizable: true
default put_in_writing := false

put_in_writing if input.facts.agreement.written == true

# METADATA
# scope: document
# custom:
#   id: LRSSS-084-2
#   title:
#     fr: L'entente contient chaque clause exigée sous peine de nullité
#     en: The agreement holds every clause required on pain of nullity
#   message:
#     fr: Au moins une clause exigée sous peine de nullité manque à l'entente ; elle serait nulle, et non pas seulement incomplète.
#     en: At least one clause required on pain of nullity is missing from the agreement; it would be null, not merely incomplete.
#   remedy:
#     fr: Ajouter les clauses manquantes (fins, nature, mode, mesures, périodicité, durée, engagement de chaque personne, produits autorisés par le détenteur, avis d'incident).
#     en: Add the missing clauses (purposes, nature, method, measures, intervals, term, each person's undertaking, products authorized by the holder, notice of incidents).
#   citation: lrsss-84
#   needs: [agreement.terms]
#   severity: critical
#   regularizable: true
default clauses_complete := false

clauses_complete if {
	every clause in clauses_on_pain_of_nullity {
		clause in input.facts.agreement.terms
	}
}

# METADATA
# scope: document
# custom:
#   id: LRSSS-089-1
#   title:
#     fr: L'inscription au registre public est complète
#     en: The entry in the public register is complete
#   message:
#     fr: "Il manque à l'inscription au moins un de ces éléments : noms, description, provenance, fins, durée, conditions, mesures de sécurité."
#     en: "The entry lacks at least one of these: names, description, source, purposes, duration, conditions, security measures."
#   remedy:
#     fr: Compléter l'inscription au registre des communications autorisées.
#     en: Complete the entry in the register of authorized communications.
#   citation: lrsss-89
#   needs: [communication.items]
#   severity: major
#   regularizable: true
default register_entry_complete := false

register_entry_complete if {
	every item in register_items {
		item in input.facts.communication.items
	}
}

# METADATA
# scope: document
# custom:
#   id: LRSSS-089-2
#   title:
#     fr: Le délai de traitement de la demande est inscrit
#     en: The processing time of the request is entered
#   message:
#     fr: L'inscription au registre public ne donne pas le délai de traitement de la demande, ou en donne un autre que celui qui va de la demande à l'autorisation.
#     en: The entry in the public register does not give the processing time of the request, or gives another than that from the request to the authorization.
#   remedy:
#     fr: Inscrire, en jours, le temps écoulé du jour de la demande à celui de l'autorisation (« balise report communications » le calcule).
#     en: Enter the days from that of the request to that of the authorization ("balise report communications" works it out).
#   citation: lrsss-89
#   needs: [communication.processing_days]
#   severity: minor
#   regularizable: true
default processing_time_published := false

processing_time_published if {
	input.facts.communication.processing_days >= 0
	not misstated
}

misstated if input.facts.communication.processing_days != processing_time

# The days from the request to the authorization, of a case that was followed from its request. One declared later does
# not know when it was asked for.
processing_time := (start(authorized_on) - start(requested_on)) / (((24 * 60) * 60) * 1000000000) if {
	input.case.crossed.requested
}

requested_on := question.legal_day(input.case.declared)

# The authorization is the opinion that counted where the gate opened. Once it is open, one given on another file is not it.
authorized_on := max({question.legal_day(input.opinions[place].received_at) |
	some place, "favourable" in opinions.votes("granted", "information_manager")
	covers := input.opinions[place].covers
	covers == object.get(input.case.crossed, "granted", covers)
})

start(day) := time.parse_ns("2006-01-02", day)
