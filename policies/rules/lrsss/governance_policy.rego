# METADATA
# description: The policy that every body adopts on the governance of information.
package balise.rules.lrsss.governance_policy

# What article 105 lists.
elements_required := {
	"roles",
	"categories_of_persons",
	"logging_and_security",
	"communications",
	"product_update_calendar",
	"incident_process",
	"complaint_process",
	"training",
}

# METADATA
# scope: document
# custom:
#   id: LRSSS-105-1
#   title:
#     fr: La politique de gouvernance contient ses huit éléments
#     en: The governance policy holds its eight elements
#   message:
#     fr: Au moins un des huit éléments que doit contenir la politique de gouvernance des renseignements y manque.
#     en: At least one of the eight elements that the policy on the governance of information must hold is missing.
#   remedy:
#     fr: Compléter la politique (rôles, catégories de personnes, journalisation et sécurité, communications, calendrier de mise à jour des produits, incidents, plaintes, formation).
#     en: Complete the policy (roles, categories of persons, logging and security, communications, update calendar of products, incidents, complaints, training).
#   citation: lrsss-105
#   needs: [policy.elements]
#   severity: major
#   regularizable: true
default elements_complete := false

elements_complete if {
	every element in elements_required {
		element in input.facts.policy.elements
	}
}

# METADATA
# scope: document
# custom:
#   id: LRSSS-105-2
#   title:
#     fr: La politique de gouvernance est connue et publiée
#     en: The governance policy is known and published
#   message:
#     fr: La politique de gouvernance des renseignements n'est pas à la fois connue du personnel et publiée sur le site Web.
#     en: The policy on the governance of information is not both known to the staff and published on the website.
#   remedy:
#     fr: Faire connaître la politique au personnel et la publier sur le site Web de l'organisme.
#     en: Make the policy known to the staff and publish it on the body's website.
#   citation: lrsss-105
#   needs: [policy.staff_informed, policy.on_website]
#   severity: major
#   regularizable: true
default widely_known := false

widely_known if {
	input.facts.policy.staff_informed == true
	input.facts.policy.on_website == true
}
