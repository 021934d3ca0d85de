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
#   severity: critical
#   regularizable: true
default clauses_complete := false

clauses_complete if input.facts.contract.supplier_is_body == true

clauses_complete if {
	every clause in clauses_on_pain_of_nullity {
		clause in input.facts.contract.clauses
	}
}
