# METADATA
# description: What a person is told when information about them is collected.
package balise.rules.lrsss.collection

# What article 14 lists.
told_at_collection := {
	"body",
	"purposes",
	"means",
	"access_and_rectification",
	"restriction_and_refusal",
	"retention_period",
}

# METADATA
# scope: document
# custom:
#   id: LRSSS-014-1
#   title:
#     fr: La personne sait ce qu'il advient de ce qu'elle confie
#     en: The person knows what becomes of what they confide
#   message:
#     fr: Au moins une information que la personne doit recevoir lors de la collecte ne lui est pas donnée.
#     en: At least one thing the person must be told when information is collected is not told.
#   remedy:
#     fr: Dire l'organisme, les fins, les moyens, les droits d'accès et de rectification, la possibilité de restreindre ou de refuser l'accès et comment le faire, et la durée de conservation.
#     en: Tell the body, the purposes, the means, the rights of access and rectification, the possibility of restricting or refusing access and how to do so, and the retention period.
#   citation: lrsss-14
#   needs: [collection.told]
#   severity: major
#   regularizable: true
default person_told := false

person_told if {
	every item in told_at_collection {
		item in input.facts.collection.told
	}
}
