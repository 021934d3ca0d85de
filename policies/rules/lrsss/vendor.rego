# METADATA
# description: What a supplier's contract must hold before it receives information.
package balise.rules.lrsss.vendor

# The clauses without which article 77 makes the contract null.
clauses_on_pain_of_nullity := {
	"applicable_provisions",
	"protection_measures",
	"purpose_limitation",
	"individual_confidentiality",
	"authorized_products",
	"incident_notice",
}

# METADATA
# scope: document
# custom:
#   id: LRSSS-077-1
#   title:
#     fr: Le contrat du fournisseur est écrit
#     en: The supplier's contract is in writing
#   message:
#     fr: Un fournisseur recevrait des renseignements sans contrat écrit.
#     en: A supplier would receive information without a written contract.
#   remedy:
#     fr: Conclure un contrat écrit avant toute communication de renseignements.
#     en: Make a written contract before any information is communicated.
#   citation: lrsss-77
#   needs: [contract.written]
#   severity: critical
#   regularizable: true
default put_in_writing := false

put_in_writing if input.facts.contract.written == true

# METADATA
# scope: document
# custom:
#   id: LRSSS-077-2
#   title:
#     fr: Les clauses exigées sous peine de nullité y sont toutes
#     en: Every clause required on pain of nullity is there
#   message:
#     fr: Au moins une clause exigée sous peine de nullité manque au contrat ; il serait nul, et non pas seulement incomplet.
#     en: At least one clause required on pain of nullity is missing; the contract would be null, not merely incomplete.
#   remedy:
#     fr: Ajouter les clauses manquantes (dispositions applicables, mesures de protection, fins limitées, engagement de chaque personne, produits autorisés, avis d'incident).
#     en: Add the missing clauses (applicable provisions, protection measures, limited purposes, each person's undertaking, authorized products, notice of incidents).
#   citation: lrsss-77
#   needs: [contract.clauses]
#   reads: [contract.supplier_is_body]
#   severity: critical
#   regularizable: true
default clauses_complete := false

clauses_complete if input.facts.contract.supplier_is_body == true

clauses_complete if {
	every clause in clauses_on_pain_of_nullity {
		clause in input.facts.contract.clauses
	}
}

# METADATA
# scope: document
# custom:
#   id: LRSSS-077-3
#   title:
#     fr: Le contrat n'est pas un contrat de soins
#     en: The contract is not a contract of care
#   message:
#     fr: Le contrat porte sur des soins ou des services aux personnes ; cette voie ne l'ouvre pas.
#     en: The contract is for care or services to persons; this route does not open to it.
#   remedy:
#     fr: Présenter la demande par la voie des soins.
#     en: Make the request by the route of care.
#   citation: lrsss-77
#   needs: [contract.care]
#   severity: critical
#   regularizable: true
default other_than_care := false

other_than_care if input.facts.contract.care == false

# METADATA
# scope: document
# custom:
#   id: LRSSS-077-4
#   title:
#     fr: Les renseignements sont nécessaires au mandat
#     en: The information is necessary for the mandate
#   message:
#     fr: Le fournisseur recevrait plus que les renseignements nécessaires à son mandat ou à son contrat.
#     en: The supplier would receive more than the information necessary for its mandate or contract.
#   remedy:
#     fr: Limiter la communication aux renseignements nécessaires au mandat.
#     en: Limit the communication to the information necessary for the mandate.
#   citation: lrsss-77
#   needs: [declaration.necessary]
#   severity: critical
#   regularizable: true
default mandate_needs_it := false

mandate_needs_it if input.facts.declaration.necessary == true
