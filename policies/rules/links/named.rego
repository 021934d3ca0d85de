# METADATA
# description: A case that names an initiative names one that can hear it.
package balise.rules.links.named

# METADATA
# scope: document
# custom:
#   id: LIE-001
#   title:
#     fr: L'initiative nommée est de l'établissement
#     en: The initiative named is the establishment's own
#   message:
#     fr: Le dossier nomme une initiative qui n'est pas de son établissement ; elle n'en saura rien.
#     en: The case names an initiative that is not of its own establishment, and that will know nothing of it.
#   remedy:
#     fr: Nommer l'initiative de l'établissement qui est touchée, ou n'en nommer aucune et prévenir l'autre établissement.
#     en: Name the establishment's own initiative that is affected, or name none and tell the other establishment.
#   citation: balise-liens
#   needs: []
#   severity: major
#   regularizable: true
default initiative_own := false

initiative_own if object.get(input.facts, ["declaration", "initiative"], null) == null

initiative_own if startswith(input.facts.declaration.initiative, concat("", ["initiative:", input.case.establishment, "/"]))

# METADATA
# scope: document
# custom:
#   id: LIE-002
#   title:
#     fr: L'initiative nommée est déclarée
#     en: The initiative named is declared
#   message:
#     fr: Le dossier nomme une initiative que personne n'a déclarée.
#     en: The case names an initiative that nobody has declared.
#   remedy:
#     fr: Corriger le nom de l'initiative dans le dossier, ou la déclarer sous ce nom.
#     en: Correct the initiative's name in the case, or declare it under that name.
#   citation: balise-liens
#   needs: []
#   severity: major
#   regularizable: true
default initiative_declared := false

# What was reported too early is let in: it owes the correction, and is not stopped by it.
initiative_declared if input.passage.mode == "passage"

initiative_declared if object.get(input.facts, ["named", "status"], null) != "undeclared"
