# METADATA
# description: Those who use the tool know what it can and cannot do.
package balise.rules.gates.training

# METADATA
# scope: document
# custom:
#   id: FOR-001
#   title:
#     fr: Assez de personnes sont formées
#     en: Enough people are trained
#   message:
#     fr: La part des utilisateurs formés est sous le seuil fixé.
#     en: The share of trained users is below the threshold.
#   remedy:
#     fr: Former les utilisateurs qui ne le sont pas encore et verser la nouvelle part.
#     en: Train the users who are not trained yet, and file the new share.
#   citation: s0-action-16
#   needs: [training.trained_share]
#   severity: major
#   regularizable: true
default users_trained := false

users_trained if input.facts.training.trained_share >= data.rules.gates.parameters.training.minimum_share
