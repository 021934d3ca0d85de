# METADATA
# description: Health information that had to be asked for comes from accesses that hold.
package balise.rules.life.accesses

import data.balise.question

# METADATA
# scope: document
# custom:
#   id: VIE-005
#   title:
#     fr: L'accès aux renseignements est accordé et tient toujours
#     en: The access to the information is granted and still holds
#   message:
#     fr: Des renseignements de santé viennent d'un accès qu'il a fallu demander, et aucun accès lié à l'initiative n'est accordé aujourd'hui, ou l'un d'eux est refusé ou interdit.
#     en: Health information comes from an access that had to be asked for, and no access linked to the initiative is granted today, or one of them is refused or forbidden.
#   remedy:
#     fr: Mener la demande d'accès jusqu'à l'accord en y nommant l'initiative, ou la renouveler à temps. Ne plus nommer l'initiative dans un accès refusé ou interdit dont elle se passe.
#     en: Bring the access request to its grant, naming the initiative in it, or renew it in time. No longer name the initiative in an access that is refused or forbidden if it does without.
#   citation: balise-liens
#   needs: [data.through_access]
#   severity: critical
#   regularizable: true
default granted := false

granted if input.facts.data.through_access == false

granted if {
	every told in linked {
		not told.status in {"refused", "forbidden"}
	}
	some told in linked
	told.status == "granted"
	object.get(told, "starts_on", question.today) <= question.today
	told.ends_on >= question.today
}

# What an access is for does not tell it from another: one that holds for the same purpose is not the one refused.
linked := object.get(input.facts, ["accesses", "cases"], [])
