# METADATA
# description: A release says what it is, and was tried as it is.
package balise.rules.release.proposal

# METADATA
# scope: document
# custom:
#   id: POL-001
#   title:
#     fr: Une version des règles entre par degrés
#     en: A release of the rules comes in by degrees
#   message:
#     fr: L'étape où se trouve la version ne mène pas à l'étape demandée.
#     en: The stage the release is at does not lead to the stage asked for.
#   remedy:
#     fr: 'Demander l''étape qui suit : proposition, essais, approbation, observation, avertissement, entrée en vigueur.'
#     en: 'Ask for the stage that follows: proposed, tested, approved, recording, warning, in force.'
#   citation: balise-politiques
#   needs: []
#   severity: critical
#   regularizable: false
default sequence_respected := false

sequence_respected if {
	input.case.stage in data.processes["policy-release"].gates[input.passage.to].from
}

# METADATA
# scope: document
# custom:
#   id: POL-002
#   title:
#     fr: Une version retirée ne va pas plus loin
#     en: A release that was reverted goes no further
#   message:
#     fr: 'On est revenu au paquet précédent : cette version est close.'
#     en: 'The previous bundle was put back: this release is over.'
#   remedy:
#     fr: Proposer une nouvelle version, qui corrige ce qui a fait revenir en arrière.
#     en: Propose a new release, which corrects what made it be reverted.
#   citation: balise-politiques
#   needs: []
#   reads: [reversal.reason, reversal.reverted_on]
#   severity: critical
#   regularizable: false
default not_reverted := false

not_reverted if not input.facts.reversal

# METADATA
# scope: document
# custom:
#   id: POL-003
#   title:
#     fr: On sait ce qui change, et pourquoi
#     en: What changes is known, and why
#   message:
#     fr: La proposition ne dit pas ce qui change, pourquoi, ou quelle fonction l'a écrite.
#     en: The proposal does not say what changes, why, or which function wrote it.
#   remedy:
#     fr: Écrire chaque changement, sa raison et la fonction qui l'a écrit.
#     en: Write down every change, its reason and the function that wrote it.
#   citation: balise-politiques
#   needs: [declaration.title, declaration.reason, declaration.changes, declaration.author_function, declaration.proposed_on]
#   severity: major
#   regularizable: true
default change_told := false

change_told if {
	is_string(input.facts.declaration.proposed_on)
	every field in ["title", "reason", "author_function"] {
		trim_space(input.facts.declaration[field]) != ""
	}
	some change in input.facts.declaration.changes
	trim_space(change) != ""
}

# METADATA
# scope: document
# custom:
#   id: POL-004
#   title:
#     fr: Le paquet est nommé par son empreinte
#     en: The bundle is named by its digest
#   message:
#     fr: 'Le paquet proposé est le paquet en vigueur : il n''y a rien à publier.'
#     en: 'The bundle proposed is the bundle in force: there is nothing to release.'
#   remedy:
#     fr: Construire le paquet proposé et donner son empreinte, puis celle du paquet en vigueur.
#     en: Build the bundle proposed and give its digest, then that of the bundle in force.
#   citation: balise-politiques
#   needs: [declaration.bundle, declaration.previous]
#   severity: critical
#   regularizable: true
default bundle_named := false

bundle_named if {
	trim_space(input.facts.declaration.bundle) != ""
	trim_space(input.facts.declaration.previous) != ""
	input.facts.declaration.bundle != input.facts.declaration.previous
}

# METADATA
# scope: document
# custom:
#   id: POL-010
#   title:
#     fr: Vérifications et essais passent
#     en: Checks and tests pass
#   message:
#     fr: Une vérification ou un essai échoue sur le paquet proposé, ou rien n'a été essayé.
#     en: A check or a test fails on the bundle proposed, or nothing was tested.
#   remedy:
#     fr: Corriger les règles, reconstruire le paquet et refaire tous les essais.
#     en: Correct the rules, build the bundle again and run every test again.
#   citation: balise-politiques
#   needs: [tests.checks_passed, tests.passed, tests.failed]
#   severity: critical
#   regularizable: true
default tests_passed := false

tests_passed if {
	input.facts.tests.checks_passed == true
	input.facts.tests.passed > 0
	input.facts.tests.failed == 0
}

# METADATA
# scope: document
# custom:
#   id: POL-011
#   title:
#     fr: C'est le paquet proposé qui a été essayé
#     en: The bundle that was tested is the one proposed
#   message:
#     fr: Les essais ou le rejeu portent sur un autre paquet que celui qui est proposé.
#     en: The tests or the replay are about another bundle than the one proposed.
#   remedy:
#     fr: Refaire les essais et le rejeu sur le paquet proposé.
#     en: Run the tests and the replay again on the bundle proposed.
#   citation: balise-politiques
#   needs: [declaration.bundle, tests.bundle, backtest.bundle]
#   severity: critical
#   regularizable: true
default tested_as_proposed := false

tested_as_proposed if {
	trim_space(input.facts.declaration.bundle) != ""
	input.facts.tests.bundle == input.facts.declaration.bundle
	input.facts.backtest.bundle == input.facts.declaration.bundle
}

# METADATA
# scope: document
# custom:
#   id: POL-012
#   title:
#     fr: Les essais couvrent les règles
#     en: The tests cover the rules
#   message:
#     fr: Les essais laissent des lignes de règles sans épreuve.
#     en: The tests leave lines of rules untried.
#   remedy:
#     fr: Écrire les essais qui manquent.
#     en: Write the tests that are missing.
#   citation: balise-politiques
#   needs: [tests.coverage]
#   severity: major
#   regularizable: true
default lines_covered := false

lines_covered if {
	input.facts.tests.coverage >= data.rules.release.parameters.tests.minimum_coverage
}

# METADATA
# scope: document
# custom:
#   id: POL-013
#   title:
#     fr: Les essais voient une règle altérée
#     en: The tests see a rule that was altered
#   message:
#     fr: Des règles altérées passent les essais sans que personne ait dit pourquoi, ou aucune n'a été altérée.
#     en: Altered rules pass the tests and nobody has said why, or none was altered.
#   remedy:
#     fr: Ajouter l'essai qui distingue la règle de son altération, ou écrire pourquoi les deux se valent.
#     en: Add the test that tells the rule from its alteration, or write why the two are the same.
#   citation: balise-politiques
#   needs: [tests.mutants_killed, tests.mutants_unexplained]
#   severity: major
#   regularizable: true
default mutants_seen := false

mutants_seen if {
	input.facts.tests.mutants_killed > 0
	input.facts.tests.mutants_unexplained <= data.rules.release.parameters.tests.mutants_unexplained
}

# METADATA
# scope: document
# custom:
#   id: POL-014
#   title:
#     fr: Les dossiers passés sont rejoués
#     en: The recorded cases are replayed
#   message:
#     fr: Trop peu de dossiers ont été rejoués, ou le compte de ceux dont l'issue change ne se peut pas.
#     en: Too few cases were replayed, or the count of those whose outcome changes cannot be.
#   remedy:
#     fr: Rejouer les dossiers enregistrés avec le paquet proposé.
#     en: Replay the recorded cases with the bundle proposed.
#   citation: balise-politiques
#   needs: [backtest.cases, backtest.changed, backtest.newly_refused, backtest.newly_allowed]
#   severity: major
#   regularizable: true
default cases_replayed := false

cases_replayed if {
	input.facts.backtest.cases >= data.rules.release.parameters.backtest.minimum_cases
	input.facts.backtest.changed <= input.facts.backtest.cases
	input.facts.backtest.newly_refused + input.facts.backtest.newly_allowed <= input.facts.backtest.changed
}
