"""The policy about the policies: each way of spoiling them is seen, and told to someone who can mend it."""

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from authoring import checks, generated
from authoring.checks import (
    NAMES,
    clauses,
    files,
    gates,
    questionnaires,
    rego,
    rules,
    shapes,
    speech,
    style,
    tests,
    texts,
)
from authoring.policies import Policies
from authoring.problem import Check, Problem
from settings import ROOT

pytestmark = pytest.mark.engines

Look = Callable[[Policies], list[Problem]]


def replaced(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def said(problem: Problem) -> str:
    """Return what a French-speaking person reads of *problem*."""
    line = "" if problem.line is None else f":{problem.line}"
    return f"{problem.file}{line} [{problem.rule or ''}] {problem.problem.fr} → {problem.remedy.fr}"


@pytest.fixture(scope="module")
def house(opa: Path, regal: Path) -> Callable[[Look], set[str]]:
    """Return what a look says of the policies as they are, which is asked once."""
    policies = Policies(ROOT / "policies", opa, regal)
    return cache(lambda look: {said(problem) for problem in look(policies)})


def everything(opa: Path, regal: Path, policies: Path) -> dict[str, Check]:
    return {check.what.en: check for check in checks.run(Policies(policies, opa, regal))}


NEED = "rules/gates/need.rego"
TRAINING = "rules/gates/training.rego"
GATES = "processes/initiative/data.yaml"
ACCESS = "processes/data-access/data.yaml"
CITATIONS = "citations/data.yaml"
PARAMETERS = "rules/gates/parameters/data.yaml"
ESS = "rules/gates/trial.rego"

ANOTHER = """\
      - body: privacy_officer
        citation: s3-dpd
        title: {fr: f, en: e}
        message: {fr: f, en: e}
        remedy: {fr: f, en: e}
"""

SPOILED: dict[str, tuple[Look, str, str, str, str]] = {
    "need that the rule does not read": (
        speech.brought,
        *(NEED, "needs: [need.problem]", "needs: [need.problem, need.beneficiaries]"),
        "« need.beneficiaries » est dans needs, mais la règle BES-001 ne le lit jamais. → L'ôter de needs",
    ),
    "fact that no event brings": (
        speech.brought,
        *(
            "rules/lrsss/vendor.rego",
            "input.facts.contract.supplier_is_body",
            "input.facts.contract.supplier_is_a_body",
        ),
        "n'apporte le fait « contract.supplier_is_a_body » que lit LRSSS-077-2. → Corriger le chemin",
    ),
    "manner of pressing a period that does not exist": (
        gates.composed,
        *("parameters/data.yaml", "    recourse_answer: {remind", "    recourse_anser: {remind"),
        "La période « recourse_anser » n'existe pas. → Les plus proches : recourse_answer",
    ),
    "last day that no event tells": (
        gates.composed,
        *(ACCESS, "ends: declaration.ends_on", "ends: declaration.end_on"),
        "declaration.end_on",
    ),
    "period that counts from a day no event tells": (
        gates.composed,
        *(ACCESS, "since: [declaration.ends_on]", "since: [declaration.ends_on, declaration.finish]"),
        "declaration.finish",
    ),
    "watched topic that nobody fills": (
        gates.composed,
        *(ACCESS, "watched: [declaration, data,", "watched: [declarations, data,"),
        "declarations",
    ),
    "duty that no event does": (
        gates.composed,
        *(GATES, "fulfilled_by: [reassessment.completed]", "fulfilled_by: [reassessment.complete]"),
        "Aucun événement « reassessment.complete » n'apporte de fait à ce processus : le devoir ne serait jamais fait.",
    ),
    "duty done by a rule that does not exist": (
        gates.composed,
        *(ACCESS, "done_when: [{rule: LRSSS-016-5}]", "done_when: [{rule: LRSSS-016-9}]"),
        "Aucune règle ne porte l'identifiant LRSSS-016-9.",
    ),
    "duty done by a rule of another process": (
        gates.composed,
        *(ACCESS, "done_when: [{rule: LRSSS-016-5}]", "done_when: [{rule: REC-005}]"),
        "La règle REC-005 n'est posée à aucune porte de ce processus : rien ne dirait ce qui manque au devoir.",
    ),
    "duty done by a rule for those that no event tells apart": (
        gates.composed,
        *(ACCESS, "[{rule: LRSSS-016-5}]", "[{rule: LRSSS-016-5, when: {declaration.kinds: care}}]"),
        "declaration.kinds",
    ),
    # what is spoiled: the check that sees it, the file, what is replaced, by what, words that a person reads
    "id used twice": (
        rules.documented,
        *(NEED, "BES-002", "BES-001"),
        "[BES-001] L'identifiant BES-001 est déjà pris",
    ),
    "id of another form": (
        rules.documented,
        *(NEED, "BES-002", "bes2"),
        "[bes2] L'identifiant « bes2 » n'a pas la bonne forme. → Trois à cinq majuscules",
    ),
    "English left out": (
        rules.documented,
        *(NEED, "en: The problem first", "en: ''"),
        "« title » manque en anglais. → Écrire la phrase en anglais, sous « title », à la ligne « en: ».",
    ),
    "unknown citation": (
        rules.documented,
        *(NEED, "s0-valeur", "s0-valeurs"),
        "La citation « s0-valeurs » n'est pas dans la table des citations. → Le",
    ),
    "unknown severity": (
        rules.documented,
        *(NEED, "severity: major", "severity: majeur"),
        "« severity » est absent ou inconnu (majeur). → Le plus proche : major. Accepté : critical, major, minor.",
    ),
    "suspension that is neither yes nor no": (
        rules.documented,
        *(NEED, "#   severity: major\n", "#   severity: major\n#   suspends: oui\n"),
        "« suspends » est absent ou inconnu (oui).",
    ),
    "suspended from a stage that is not there": (
        gates.composed,
        *(GATES, "suspension: {of: production", "suspension: {of: productions"),
        "« productions » n'est pas une étape de ce processus. → Le",
    ),
    "suspended to a stage without a gate": (
        gates.composed,
        *(GATES, "stage: suspended,", "stage: paused,"),
        "« order » et « gates » ne nomment pas les mêmes étapes (paused, suspended).",
    ),
    "duty that goes on and is not there": (
        gates.composed,
        *(GATES, "keeps: [inventory,", "keeps: [inventaire,"),
        "« inventaire » n'est pas un devoir de cette étape. → Le",
    ),
    "substantial topic that no event brings": (
        gates.composed,
        *(GATES, "substantial: [declaration,", "substantial: [declarations,"),
        "« declarations »",
    ),
    "needs that are no list": (
        rules.documented,
        *(NEED, "  needs: [need.problem]", "  needs: 2026-01-01"),
        "« needs » n'est pas une liste de faits. → Écrire les faits entre crochets",
    ),
    "rule in force on no day": (
        rules.documented,
        *(NEED, "#   severity: major\n", "#   severity: major\n#   in_force_from: 2026-01-32\n"),
        "in_force_from vaut 2026-01-32, qui n'est pas un jour. → Écrire une date qui existe, entre guillemets",
    ),
    "rule without an id": (
        rules.documented,
        *(NEED, "#   id: BES-002\n", ""),
        "décide, mais son entête METADATA n'a pas d'identifiant (id).",
    ),
    "rule without a default": (
        rules.documented,
        *(NEED, "default problem_comes_first := false", "problem_comes_first if input.x"),
        "[BES-001] La règle n'a pas de ligne « default problem_comes_first := false »",
    ),
    "term without a name": (
        rules.documented,
        *("balise/terms.rego", "#     en: personal or health information is involved\n", ""),
        "[term.protected_information] « label » manque en anglais.",
    ),
    "unknown confidence": (
        shapes.declared,
        *(CITATIONS, "confidence: recalled", "confidence: recal"),
        "confidence vaut recal, qui n'est pas accepté. → Le plus proche : recalled. Accepté : verified",
    ),
    "date without quotes": (
        shapes.declared,
        *(CITATIONS, '"2023-09-22"', "2023-09-22"),
        'in_force_from est une date sans guillemets. → Écrire "2023-09-22", entre guillemets.',
    ),
    "field left out of a gate": (
        shapes.declared,
        *(GATES, "        period: reassessment\n", ""),
        "Il manque « period » dans gates.production.duties.2. → Ajouter la ligne « period: … ».",
    ),
    "field of a gate misspelt": (
        shapes.declared,
        *(GATES, "rule: BES-003", "regle: BES-003"),
        "« regle » est inconnu dans gates.planning.rules.",
    ),
    "date that is none": (
        texts.cited,
        *(CITATIONS, '"2023-09-22"', '"2023-09-31"'),
        "in_force_from vaut 2023-09-31, qui n'est pas un jour.",
    ),
    "gate names a ghost": (
        gates.composed,
        *(GATES, "rule: BES-003", "rule: BES-033"),
        "Aucune règle ne porte l'identifiant BES-033. → Les plus proches : BES-003",
    ),
    "rule posed nowhere": (
        gates.composed,
        *(GATES, "      - {rule: BES-003}\n", ""),
        "[BES-003] La règle BES-003 n'est posée à aucune porte : elle ne servirait jamais. → L'ajouter sous « rules »",
    ),
    "rule posed twice": (
        gates.composed,
        *(GATES, "      - {rule: BES-003}\n", "      - {rule: BES-003}\n      - {rule: BES-003}\n"),
        "[BES-003] La règle BES-003 est posée deux fois à la porte « planning ».",
    ),
    "gate uses an unknown term": (
        gates.composed,
        *(GATES, "FOR-001, when: {term.sensitive_use: true}", "FOR-001, when: {term.sensitive: true}"),
        (
            "[FOR-001] Le terme « term.sensitive » n'existe pas. → Les plus proches : term.sensitive_use, "
            "term.reassessed, term.asks_answer."
        ),
    ),
    "gate uses an unknown fact": (
        gates.composed,
        *(
            GATES,
            "{rule: PAR-001, when: {declaration.clinical: true}}",
            "{rule: PAR-001, when: {declaration.clinic: true}}",
        ),
        "[PAR-001] Aucun événement n'apporte le fait « declaration.clinic » au processus « initiative ».",
    ),
    "gate reached from nowhere": (
        gates.composed,
        *(GATES, "from: [opportunity]", "from: [oportunity]"),
        "« oportunity » n'est pas une étape de ce processus. → Le plus proche : opportunity.",
    ),
    "duty without a period": (
        gates.composed,
        *(GATES, "period: reassessment", "period: reassesment"),
        "La période « reassesment » n'existe pas. → Le plus proche : reassessment.",
    ),
    "duty for each of what nothing lists": (
        gates.composed,
        *("processes/mandate/data.yaml", "each: mandate.deliverables", "each: mandate.delivrables"),
        "Rien ne liste ce qui est dû sous « mandate.delivrables ». → Le plus proche : mandate.deliverables.",
    ),
    "rule needs an unknown fact": (
        gates.needed,
        *(TRAINING, "needs: [training.trained_share]", "needs: [training.trained]"),
        "[FOR-001] Aucun événement n'apporte le fait « training.trained » au processus « initiative ».",
    ),
    "rule needs an unknown term": (
        gates.needed,
        *("rules/directive/diagnosis.rego", "[term.exclusively", "[term.exclusivly"),
        "Le terme « term.exclusivly_automated » n'existe pas. → Les plus proches : term.exclusively_automated, ",
    ),
    "parameter out of bounds": (
        shapes.parameters,
        *(PARAMETERS, "minimum_share: 0.8", "minimum_share: 80"),
        "training.minimum_share vaut 80 ; au plus 1. → Écrire une valeur d'au plus 1",
    ),
    "parameter of another kind": (
        shapes.parameters,
        *(PARAMETERS, "minimum_indicators: 1", "minimum_indicators: un"),
        "need.minimum_indicators vaut un ; on attend un nombre entier. → Écrire un nombre entier.",
    ),
    "parameter misspelt": (
        shapes.parameters,
        *(PARAMETERS, "minimum_share", "minimal_share"),
        "Il manque « minimum_share » dans training.",
    ),
    "band out of order": (
        questionnaires.problems,
        *("assessment/questionnaires/besoin-et-valeur/data.yaml", "at_least: 50", "at_least: 90"),
        "bands : les paliers sont en désordre",
    ),
    "catalogue stale": (
        files.current,
        *(NEED, "The problem first", "The problem before"),
        "la même chose que les politiques. → Lancer « balise policy catalogue »",
    ),
    "capabilities widened": (
        files.capable,
        *("capabilities.json", '"abs"', '"http.send"'),
        "policies/capabilities.json [] Ce fichier est généré",
    ),
    "one side untested": (
        tests.both_sides,
        *("rules/gates/training_test.rego", "test_users_trained_met", "test_nothing_met"),
        "→ Ajouter à policies/rules/gates/training_test.rego un essai nommé test_users_trained_met_…",
    ),
    "test that fails": (
        tests.tested,
        *("rules/gates/training_test.rego", "0.79", "0.99"),
        "training_test.rego:17 [FOR-001] L'essai « unmet below it » de gates.training.users_trained échoue.",
    ),
    "line that no test passes through": (
        tests.tested,
        *(TRAINING, "default users_trained", "default users_known := false\n\ndefault users_trained"),
        "policies/rules/gates/training.rego:22 [] Aucun essai ne traverse cette ligne.",
    ),
    "badly formatted": (
        rego.formatted,
        *(NEED, "default value", "default  value"),
        "policies/rules/gates/need.rego [] Les espaces ou les retours à la ligne ne sont pas ceux de la maison.",
    ),
    "function misspelt": (
        rego.compiled,
        *(NEED, "trim_space(", "trim_spaces("),
        "« trim_spaces » n'existe pas, dans « problem_comes_first if trim_spaces(",
    ),
    "function that is not allowed": (
        rego.compiled,
        *(NEED, 'trim_space(input.facts.need.problem) != ""', "time.now_ns() > 0"),
        "Une règle ne peut pas appeler « time.now_ns » : ni réseau, ni horloge, ni hasard. → Ne lire",
    ),
    "name of nothing": (
        rego.compiled,
        *(TRAINING, "input.facts.training.trained_share >=", "trained_share >="),
        "policies/rules/gates/training.rego:24 [] « trained_share » n'existe pas, dans « users_trained if",
    ),
    "line that is no Rego": (
        rego.compiled,
        *(TRAINING, "default users_trained :=", "default users_trained = :="),
        "policies/rules/gates/training.rego:22 [] Cette ligne ne se lit pas : « default users_trained = := false ».",
    ),
    "header that is no YAML": (
        rego.compiled,
        *(TRAINING, "[training.trained_share]", "[training.trained_share"),
        "policies/rules/gates/training.rego:19 [] L'entête ne se lit plus : « #   needs: [training.trained_share ».",
    ),
    "bad style": (
        style.linted,
        *(NEED, "package balise.rules.gates.need", "package balise.rules.gates.need_Bad"),
        "policies/rules/gates/need.rego:3 [] Un nom contient une majuscule. → Écrire en minuscules",
    ),
    "rule that ends before it begins": (
        rules.documented,
        *(
            NEED,
            "#   severity: major\n",
            '#   severity: major\n#   in_force_from: "2027-02-01"\n#   until: "2027-01-01"\n',
        ),
        "le texte cesserait d'obliger (2027-01-01) avant d'obliger (2027-02-01). → « until » est le premier jour",
    ),
    "day without quotes in a header": (
        rules.documented,
        *(NEED, "#   severity: major\n", "#   severity: major\n#   in_force_from: 2027-01-01\n"),
        'in_force_from est une date sans guillemets. → Écrire "2027-01-01", entre guillemets.',
    ),
    "line of a header that nobody knows": (
        rules.documented,
        *(NEED, "#   severity: major\n", "#   severity: major\n#   gravite: majeure\n"),
        "L'entête a une ligne inconnue : « gravite ». → Lignes possibles : id, title,",
    ),
    "citation left out": (
        rules.documented,
        *(NEED, "#   citation: s0-valeur\n", ""),
        "La ligne « citation » manque. → Ajouter « citation: … »",
    ),
    "opinion of a body that nobody speaks for": (
        gates.composed,
        *(GATES, "body: privacy_officer", "body: privacy_oficer"),
        "Aucun événement ne peut donner l'avis de « privacy_oficer » : la porte ne s'ouvrirait jamais. → Le",
    ),
    "opinion asked for twice": (
        gates.composed,
        *(
            GATES,
            "      - body: privacy_officer\n",
            ANOTHER + "      - body: privacy_officer\n",
        ),
        "L'avis de « privacy_officer » est demandé deux fois à la porte « planning ». → Garder un seul",
    ),
    "condition on a yes in French": (
        gates.composed,
        *(GATES, "when: {term.protected_information: true}", "when: {term.protected_information: oui}"),
        '« term.protected_information » ne vaut jamais "oui" : la condition ne serait jamais remplie. → Écrire true',
    ),
    "condition on a value that is not offered": (
        gates.composed,
        *(GATES, "- {rule: BES-002}", "- {rule: BES-002, when: {declaration.decision: automatique}}"),
        '« declaration.decision » ne vaut jamais "automatique"',
    ),
    "condition on a truth in quotes": (
        gates.composed,
        *(GATES, "- {rule: BES-002}", '- {rule: BES-002, when: {declaration.clinical: "true"}}'),
        '« declaration.clinical » ne vaut jamais "true" : la condition ne serait jamais remplie. → Écrire true ou',
    ),
    "gate that nothing leads to": (
        shapes.declared,
        *(GATES, "from: [opportunity]", "from: []"),
        "gates.planning.from : la liste est trop courte (ici : [])",
    ),
    "number in quotes": (
        shapes.parameters,
        *("parameters/data.yaml", "major: 90", 'major: "90"'),
        'regularize.major vaut "90" ; on attend un nombre entier. → Écrire le nombre seul, sans guillemets ni unité',
    ),
    "number with its unit": (
        shapes.parameters,
        *("parameters/data.yaml", "major: 90", "major: 90 jours"),
        "regularize.major vaut 90 jours ; on attend un nombre entier. → Écrire le nombre seul",
    ),
    "number with a comma": (
        shapes.parameters,
        *(PARAMETERS, "minimum_share: 0.8", "minimum_share: 0,8"),
        "avec un point pour les décimales : 0.8",
    ),
    "two units of time": (
        shapes.parameters,
        *("parameters/data.yaml", "reassessment: {months: 12}", "reassessment: {months: 12, days: 3}"),
        "duties.reassessment : il y a trop de lignes",
    ),
    "day in no calendar, without quotes": (
        files.readable,
        *(CITATIONS, 'in_force_from: "2024-07-01"', "in_force_from: 2024-02-30"),
        "Cette date n'existe pas, et n'a pas de guillemets. → Écrire une date qui existe",
    ),
    "reference to nothing": (
        style.linted,
        *(TRAINING, "data.rules.gates.parameters", "data.balise.parameters"),
        "policies/rules/gates/training.rego:24 [] Une référence (data.… ou un import) mène à quelque chose qui",
    ),
    "YAML indented askew": (
        files.readable,
        *(PARAMETERS, "  minimum_share: 0.8", "  minimum_share: 0.8\n minimum: 2"),
        "policies/rules/gates/parameters/data.yaml:15 [] Le fichier ne se lit plus à partir d'ici : « minimum: 2 ».",
    ),
    "JSON that says a key twice": (
        files.readable,
        *("rules/gates/parameters/schema.json", '"type": "object",', '"type": "object", "type": "object",'),
        "policies/rules/gates/parameters/schema.json [] « type » est écrit deux fois au même endroit",
    ),
    "YAML that says a key twice": (
        files.readable,
        *(PARAMETERS, "  minimum_share: 0.8", "  minimum_share: 0.8\n  minimum_share: 0.1"),
        "policies/rules/gates/parameters/data.yaml:15 [] « minimum_share » est écrit deux fois au même endroit",
    ),
}


@pytest.mark.parametrize("spoiling", SPOILED)
def test_spoiled_policies_are_told_in_words(
    opa: Path, regal: Path, policies: Path, house: Callable[[Look], set[str]], spoiling: str
) -> None:
    look, path, old, new, words = SPOILED[spoiling]
    before = house(look)
    replaced(policies / path, old, new)
    found = look(Policies(policies, opa, regal))
    assert any(words in said(problem) for problem in found if said(problem) not in before), [*map(said, found)]
    assert all(problem.problem.en != problem.problem.fr and problem.remedy.en for problem in found)
    assert all(problem.line is None or problem.file for problem in found)


MANGLED: dict[str, tuple[str, Callable[[bytes], bytes], str]] = {
    "YAML in Latin-1": (CITATIONS, lambda text: text.decode().encode("latin-1"), ":1 [] Le fichier n'est pas enreg"),
    "Rego in Latin-1": (TRAINING, lambda text: text.decode().encode("latin-1"), ":10 [] Le fichier n'est pas enreg"),
    "Rego in UTF-16": (
        TRAINING,
        lambda text: text.decode().encode("utf-16"),
        "Le fichier n'est pas enregistré en UTF-8",
    ),
    "empty parameters": (PARAMETERS, lambda _: b"\n", "Le fichier est vide. → Reprendre son contenu"),
    "coverage of comments only": ("coverage/mandate.yaml", lambda _: b"# rien\n", "Le fichier est vide."),
}


@pytest.mark.parametrize("mangling", MANGLED)
def test_files_that_are_no_text_stop_the_rest(opa: Path, regal: Path, policies: Path, mangling: str) -> None:
    path, mangle, words = MANGLED[mangling]
    (policies / path).write_bytes(mangle((policies / path).read_bytes()))
    done = everything(opa, regal, policies)
    assert [what for what, check in done.items() if check.looked] == ["Readable files"]
    (problem,) = done["Readable files"].problems
    assert words in said(problem)


def test_windows_line_ends_and_a_byte_order_mark_are_let_by(opa: Path, policies: Path) -> None:
    for path in (CITATIONS, GATES, PARAMETERS):
        content = (policies / path).read_bytes()
        (policies / path).write_bytes(b"\xef\xbb\xbf" + content.replace(b"\n", b"\r\n"))
    spoiled = Policies(policies, opa)
    looks = (files.readable, shapes.declared, shapes.parameters, gates.composed, texts.cited)
    assert [said(problem) for look in looks for problem in look(spoiled)] == []


def test_copy_of_a_rego_file_is_told_as_a_copy(opa: Path, policies: Path) -> None:
    (policies / "rules/gates/training - Copie.rego").write_bytes((policies / TRAINING).read_bytes())
    found = [said(problem) for problem in rego.compiled(Policies(policies, opa))]
    assert any("Un autre fichier porte le même nom de paquet" in one for one in found), found


def test_needs_that_are_a_text_are_told_once(opa: Path, policies: Path) -> None:
    replaced(policies / NEED, "needs: [need.problem]", "needs: need.problem")
    assert gates.needed(Policies(policies, opa)) == []
    assert ["needs" in said(problem) for problem in rules.documented(Policies(policies, opa))] == [True]


CLAUSE: dict[str, Any] = {
    "a clause twice": (
        "- {clause: a, citation: lrsss-1, text: {fr: f, en: e}, gap: {fr: f, en: e}}\n" * 2,
        "est déjà décrite",
    ),
    "a citation that is not there": (
        "- {clause: a, citation: lrsss-1a, text: {fr: f, en: e}, gap: {fr: f, en: e}}\n",
        "La citation « lrsss-1a » n'est pas dans la table",
    ),
    "a rule that is not there": (
        "- {clause: a, citation: lrsss-1, text: {fr: f, en: e}, rules: [LRSSS-001-7]}\n",
        "Aucune règle ne porte l'identifiant LRSSS-001-7. → Les plus proches : LRSSS-001-1",
    ),
    "neither a rule nor a gap": (
        "- {clause: a, citation: lrsss-1, text: {fr: f, en: e}}\n",
        "La clause « a » n'a ni règle, ni raison de n'en pas avoir.",
    ),
}


@pytest.mark.parametrize("spoiling", CLAUSE)
def test_clauses_are_told_in_words(opa: Path, policies: Path, spoiling: str) -> None:
    text, words = CLAUSE[spoiling]
    (policies / "coverage" / "essai.yaml").write_text(text, "utf-8")
    found = clauses.covered(Policies(policies, opa))
    assert any(words in said(problem) and "essai.yaml" in said(problem) for problem in found), [*map(said, found)]


def test_sentences_exchanged_between_languages_are_told(opa: Path, policies: Path) -> None:
    path = policies / "rules" / "lrsss" / "agreement.rego"
    replaced(path, "fr: L'entente de recherche est écrite", "fr: The research agreement is in writing")
    replaced(path, "en: The research agreement is in writing", "en: L'entente de recherche est écrite")
    found = [said(problem) for problem in rules.documented(Policies(policies, opa))]
    assert [one.partition("[")[2].partition(" →")[0] for one in found] == [
        "LRSSS-048-2] « title » n'est pas en français à sa ligne.",
        "LRSSS-048-2] « title » n'est pas en anglais à sa ligne.",
    ]


def test_rule_that_cites_another_law_than_its_clauses_is_told(opa: Path, policies: Path) -> None:
    path = policies / "rules" / "lrsss" / "agreement.rego"
    replaced(
        path, "citation: lrsss-48\n#   needs: [agreement.written]", "citation: lrsss-47\n#   needs: [agreement.written]"
    )
    (found,) = [said(problem) for problem in clauses.covered(Policies(policies, opa))]
    assert "La règle LRSSS-048-2 cite « lrsss-47 », et les clauses qui la nomment sont d'autres textes." in found


def test_rule_of_a_law_that_no_clause_names_is_told(opa: Path, policies: Path) -> None:
    for path in (policies / "coverage").glob("*.yaml"):
        path.unlink()
    found = [said(problem) for problem in clauses.covered(Policies(policies, opa))]
    assert any(
        "[DEA-001] La règle DEA-001 cite une loi ou un règlement, et aucune clause ne la nomme." in o for o in found
    )
    assert not any("BES-001" in one for one in found)  # a plan is not a law


def test_what_waits_for_something_else_is_not_called_fine(opa: Path, regal: Path, policies: Path) -> None:
    replaced(policies / TRAINING, "default users_trained :=", "default users_trained = :=")
    done = everything(opa, regal, policies)
    assert list(done) == [what.en for what in NAMES]
    assert done["Readable Rego, allowed built-ins"].problems
    assert not done["Gates"].looked
    assert not done["Generated files up to date"].looked


def test_unreadable_file_stops_the_rest(opa: Path, regal: Path, policies: Path) -> None:
    replaced(policies / GATES, "order: [", "order: [[")
    done = everything(opa, regal, policies)
    assert [what for what, check in done.items() if check.looked] == ["Readable files"]


def test_generated_files_are_written_and_then_current(opa: Path, policies: Path) -> None:
    replaced(policies / NEED, "The problem first", "The problem before")
    assert files.current(Policies(policies, opa))
    generated.write(Policies(policies, opa))
    assert files.current(Policies(policies, opa)) == []
    assert "The problem before" in (policies / "catalogue" / "data.json").read_text(encoding="utf-8")
