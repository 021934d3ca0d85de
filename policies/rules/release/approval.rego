# METADATA
# description: Another pair of eyes, on the same bundle, having read what it would change.
package balise.rules.release.approval

import data.balise.question

# METADATA
# scope: document
# custom:
#   id: POL-020
#   title:
#     fr: 'Quatre yeux : qui écrit n''approuve pas'
#     en: 'Four eyes: whoever writes does not approve'
#   message:
#     fr: La fonction qui approuve est celle qui a écrit le changement.
#     en: The function that approves is the one that wrote the change.
#   remedy:
#     fr: Faire approuver par une autre fonction.
#     en: Have another function approve.
#   citation: balise-politiques
#   needs: [declaration.author_function, approval.approver_function]
#   severity: critical
#   regularizable: true
default approved_by_another := false

approved_by_another if {
	words(input.facts.approval.approver_function) != words(input.facts.declaration.author_function)
	count(words(input.facts.approval.approver_function)) > 0
	count(words(input.facts.declaration.author_function)) > 0
}

# The same function written with other capitals, hyphens or spaces is the same function.
words(function) := [word | some word in regex.split(`[\s\p{Pd}_.,;:/()'’]+`, lower(function)); word != ""]

# METADATA
# scope: document
# custom:
#   id: POL-021
#   title:
#     fr: L'approbation porte sur ce paquet
#     en: The approval is about this bundle
#   message:
#     fr: Un autre paquet que celui qui est proposé a été approuvé.
#     en: Another bundle than the one proposed was approved.
#   remedy:
#     fr: Faire approuver le paquet proposé.
#     en: Have the bundle proposed approved.
#   citation: balise-politiques
#   needs: [declaration.bundle, approval.bundle]
#   severity: critical
#   regularizable: true
default approved_as_proposed := false

approved_as_proposed if {
	trim_space(input.facts.declaration.bundle) != ""
	input.facts.approval.bundle == input.facts.declaration.bundle
}

# METADATA
# scope: document
# custom:
#   id: POL-022
#   title:
#     fr: Les dossiers qui changeraient ont été lus
#     en: The cases that would change were read
#   message:
#     fr: Le paquet est approuvé sans que la liste des dossiers dont l'issue change ait été lue.
#     en: The bundle is approved without the list of cases whose outcome changes having been read.
#   remedy:
#     fr: Lire la liste des dossiers dont l'issue change avant d'approuver.
#     en: Read the list of cases whose outcome changes before approving.
#   citation: balise-politiques
#   needs: [approval.backtest_read]
#   severity: major
#   regularizable: true
default backtest_read := false

backtest_read if input.facts.approval.backtest_read == true

# METADATA
# scope: document
# custom:
#   id: POL-023
#   title:
#     fr: Proposé, essayé, rejoué, puis approuvé
#     en: Proposed, tested, replayed, then approved
#   message:
#     fr: Le paquet aurait été approuvé avant la fin des essais ou du rejeu, ou essayé avant d'être proposé.
#     en: The bundle would have been approved before the tests or the replay were over, or tested before it was proposed.
#   remedy:
#     fr: Corriger la date qui est fausse, ou refaire l'approbation.
#     en: Correct the date that is wrong, or approve again.
#   citation: balise-politiques
#   needs: [declaration.proposed_on, tests.tested_on, backtest.completed_on, approval.approved_on]
#   severity: major
#   regularizable: true
default dates_in_order := false

dates_in_order if {
	input.facts.declaration.proposed_on <= input.facts.tests.tested_on
	input.facts.tests.tested_on <= input.facts.approval.approved_on
	input.facts.declaration.proposed_on <= input.facts.backtest.completed_on
	input.facts.backtest.completed_on <= input.facts.approval.approved_on
	input.facts.approval.approved_on <= question.today
}
