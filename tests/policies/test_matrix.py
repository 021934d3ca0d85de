"""The matrix of the law: every clause with its rules, tests and gates, or its gap; and what a day makes of a rule."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from authoring import force, matrix, uses
from authoring.policies import Policies
from engines.bundle import contents

pytestmark = pytest.mark.engines

CLAUSES = """
- clause: essai-entiere
  citation: lrsss-1
  text: {fr: Ne pas vendre., en: Do not sell.}
  rules: [LRSSS-001-1]
- clause: essai-partie
  citation: lrsss-1
  text: {fr: "Ne pas vendre | ni céder.", en: Neither sell nor give away.}
  rules: [LRSSS-001-1, FOR-001]
  gap: {fr: Céder n'est pas défini., en: Giving away is not defined.}
- clause: essai-manque
  citation: lrsss-78
  text: {fr: Garder ici., en: Keep it here.}
  gap: {fr: Le texte n'a pas été lu., en: The text was not read.}
"""


@pytest.fixture
def few(opa: Path, policies: Path) -> Policies:
    """Return policies with these three clauses only."""
    for path in (policies / "coverage").glob("*.yaml"):
        path.unlink()
    (policies / "coverage" / "essai.yaml").write_text(CLAUSES, encoding="utf-8")
    return Policies(policies, opa)


def test_document_tells_each_clause_its_rules_tests_and_gates(few: Policies) -> None:
    text = matrix.written(few, "fr")
    (row,) = [
        line for line in text.splitlines() if line.startswith("| `essai-entiere` | Ne pas vendre. | LRSSS-001-1 |")
    ]
    assert all(f"`{test.removeprefix('test_')}`" in row for test in few.tests["LRSSS-001-1"])
    assert "`initiative.planning`<br>`initiative.production`" in row
    assert "Art. 1 (`lrsss-1`)\n\ntexte vérifié, en vigueur depuis le 2024-07-01." in text
    assert "Art. 78 (`lrsss-78`)\n\ntexte à vérifier, date d'entrée en vigueur inconnue." in text
    assert "Ne pas vendre \\| ni céder." in text


def test_document_names_the_gaps_and_counts_them(few: Policies) -> None:
    text = matrix.written(few, "en")
    named = text.partition("## Named gaps")[2]
    assert "| `essai-partie` | Neither sell nor give away. | Giving away is not defined. |" in named
    assert "| `essai-manque` | Keep it here. | The text was not read. |" in named
    assert "essai-entiere" not in named
    for line in (
        "| clauses | 3 |",
        "| encoded | 1 |",
        "| encoded in part | 1 |",
        "| without a rule | 1 |",
        "| rules | 2 |",
    ):
        assert line in text


def test_document_is_the_same_every_time(few: Policies) -> None:
    assert matrix.written(few, "fr") == matrix.written(Policies(few.folder, few.opa), "fr")


def test_clauses_are_not_in_the_bundle(few: Policies) -> None:
    parts = {path.relative_to(few.folder).parts[0] for path in contents(few.folder)}
    assert "rules" in parts
    assert not parts & {"coverage", "assessment"}


def test_test_belongs_to_the_rule_with_the_longest_name(opa: Path, policies: Path) -> None:
    rego = policies / "rules" / "gates" / "training.rego"
    longer = rego.read_text(encoding="utf-8").partition("# METADATA\n# scope")[2].replace("FOR-001", "FOR-002")
    rego.write_text(
        rego.read_text(encoding="utf-8")
        + "\n# METADATA\n# scope"
        + longer.replace("users_trained", "users_trained_met"),
        encoding="utf-8",
    )
    tests = Policies(policies, opa).tests
    assert tests["FOR-002"] == ("test_users_trained_met_at_the_threshold", "test_users_trained_met_above_it")
    assert "test_users_trained_met_at_the_threshold" not in tests["FOR-001"]


def test_parameters_are_found_through_names_and_imports(opa: Path, policies: Path) -> None:
    rego = policies / "rules" / "gates" / "training.rego"
    text = rego.read_text(encoding="utf-8")
    text = text.replace("gates.training\n", "gates.training\n\nimport data.rules.gates.parameters as set_by_us\n", 1)
    text = text.replace("data.rules.gates.parameters.training.minimum_share", "least")
    rego.write_text(text + "\nleast := set_by_us.training.minimum_share\n\nother := data.parameters.clarify\n", "utf-8")
    found = uses.parameters(Policies(policies, opa), ("gates", "training", "users_trained"))
    assert found == {"data.rules.gates.parameters.training.minimum_share": 0.8}


LAW: dict[str, Any] = {"kind": "statute", "confidence": "verified", "in_force_from": "2024-07-01", "until": None}


@pytest.mark.parametrize(
    ("rule", "text", "day", "said"),
    [
        ({}, LAW, "2024-06-30", "prévient seulement ; refusera à compter du 2024-07-01"),
        ({}, LAW, "2024-07-01", "oblige depuis le 2024-07-01"),
        ({"in_force_from": "2025-01-01"}, LAW, "2024-12-31", "prévient seulement ; refusera à compter du 2025-01-01"),
        ({}, {**LAW, "until": "2025-01-01"}, "2024-12-31", "oblige depuis le 2024-07-01"),
        ({}, {**LAW, "until": "2025-01-01"}, "2025-01-01", "n'oblige plus depuis le 2025-01-01"),
        ({"until": "2024-12-01"}, {**LAW, "until": "2025-01-01"}, "2024-12-01", "n'oblige plus depuis le 2024-12-01"),
        ({}, {**LAW, "confidence": "recalled"}, "2025-01-01", "ne peut ni permettre ni refuser : le texte n'a pas été"),
        ({}, {**LAW, "in_force_from": None}, "2025-01-01", "ne peut ni permettre ni refuser : la date d'entrée"),
        ({}, {**LAW, "kind": "model", "in_force_from": None}, "2025-01-01", "modèle emprunté, sans date d'adoption"),
        ({}, {**LAW, "kind": "orientation", "in_force_from": None}, "2025-01-01", "oblige"),
    ],
)
def test_day_and_text_make_what_a_rule_amounts_to(rule: dict[str, Any], text: Any, day: str, said: str) -> None:
    assert force.meaning(rule, text, date.fromisoformat(day)).fr.startswith(said)
