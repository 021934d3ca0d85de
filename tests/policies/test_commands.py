"""`balise policy` as governance staff type it."""

import json
import os
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from authoring.checks import NAMES
from engines.rego import command
from tests import command as typed

pytestmark = [pytest.mark.engines, pytest.mark.usefixtures("opa", "regal")]


def balise(*arguments: str, data: Path) -> CompletedProcess[str]:
    environment = {**os.environ, "BALISE_DATA": str(data), "COLUMNS": "200"}
    return typed.balise("policy", *arguments, environment=environment)


@pytest.fixture(scope="module")
def checked(data: Path) -> tuple[Path, CompletedProcess[str]]:
    """Return what a whole check says to a program, and where it keeps what it remembers."""
    return data, balise("check", "--json", data=data)


def test_check_of_the_house_finds_nothing_to_mend(checked: tuple[Path, CompletedProcess[str]]) -> None:
    done = checked[1]
    assert done.returncode == 0, done.stdout + done.stderr
    told = json.loads(done.stdout)
    assert told["ok"]
    assert [check["what"] for check in told["checks"]] == [name.model_dump() for name in NAMES]
    assert all(check["looked"] and check["problems"] == [] for check in told["checks"])


def test_check_says_what_it_checked_and_what_it_only_remembers(
    checked: tuple[Path, CompletedProcess[str]],
) -> None:
    done = balise("check", data=checked[0])
    assert done.returncode == 0, done.stdout + done.stderr
    *lines, _, end = done.stdout.splitlines()
    remembered = " (de mémoire : rien n'a changé)"
    assert [line.removesuffix(remembered) for line in lines] == [f"✓ {name.fr}" for name in NAMES]
    assert [line.removesuffix(remembered)[2:] for line in lines if line.endswith(remembered)] == [
        "Rego lisible, fonctions permises",
        "Mise en forme (opa fmt)",
        "Style (Regal)",
        "Questions de référence",
        "Essais, toutes les lignes traversées",
        "Fichiers générés à jour",
        "Chaque règle essayée des deux côtés",
    ]
    assert end == "Tout est en ordre."


def test_list_tells_every_rule_its_text_and_its_gates(tmp_path: Path) -> None:
    rules = json.loads(balise("list", "--json", data=tmp_path).stdout)
    assert len(rules) >= 16
    assert all(rule["title"]["fr"] and rule["title"]["en"] and rule["gates"] for rule in rules)
    english = balise("list", "--lang", "en", data=tmp_path).stdout
    assert "The problem first" in english
    assert "Le problème d'abord" in balise("list", data=tmp_path).stdout


def test_build_prints_the_revision_opa_reads(opa: Path, tmp_path: Path) -> None:
    out = tmp_path / "bundle.tar.gz"
    built = json.loads(balise("build", "--out", str(out), "--json", data=tmp_path).stdout)
    found = json.loads(command(opa, "inspect", "--format", "json", str(out)))
    assert found["manifest"]["revision"] == built["revision"]


def test_build_with_a_key_that_is_not_there_is_a_usage_error(tmp_path: Path) -> None:
    done = balise("build", "--out", str(tmp_path / "b.tar.gz"), "--key", str(tmp_path / "none.pem"), data=tmp_path)
    assert done.returncode == 2
    assert "Cette clé n'existe pas" in done.stderr


def test_explain_tells_a_rule_whole(tmp_path: Path) -> None:
    done = balise("explain", "LRSSS-106-1", "--json", data=tmp_path)
    assert done.returncode == 0, done.stderr
    known = json.loads(done.stdout)
    assert known["citation"]["article"] == "106"
    assert known["today"]["fr"] == "oblige depuis le 2024-07-01"
    assert {gate["gate"] for gate in known["gates"]} >= {"realization", "production"}
    assert "renseignements de santé" in known["gates"][0]["for"]["fr"]
    assert [need["path"] for need in known["needs"]]
    assert all(need["label"]["fr"] != need["path"] and need["accepted"]["fr"] != "inconnu" for need in known["needs"])
    assert all(test.startswith("test_") for test in known["tests"])
    assert len(known["tests"]) >= 3
    assert known["clauses"]


@pytest.mark.parametrize(
    ("rule", "language", "words"),
    [
        ("FOR-001", "en", "data.rules.gates.parameters.training.minimum_share = 0.8"),
        (
            "LRSSS-078-1",
            "fr",
            "aujourd'hui : ne peut ni permettre ni refuser : le texte n'a pas été vérifié à sa source",
        ),
        ("LRSSS-078-1", "en", "today: can neither allow nor refuse: the text was not verified at its source"),
        ("LRSSS-001-1", "fr", "refus, même lors d'une recension"),
        ("GOV-001", "fr", "initiative, toute porte : pour tous"),
        ("LRSSS-077-1", "en", '"Who supplies the system" = external or internal and external'),
    ],
)
def test_explain_says_it_in_words(rule: str, language: str, words: str, tmp_path: Path) -> None:
    done = balise("explain", rule, "--lang", language, data=tmp_path)
    assert done.returncode == 0, done.stderr
    assert words in " ".join(done.stdout.split())


def test_explain_proposes_the_rules_whose_id_is_near(tmp_path: Path) -> None:
    done = balise("explain", "LRSSS-77-1", "--lang", "en", data=tmp_path)
    assert done.returncode == 1
    assert "No rule has the id LRSSS-77-1. Nearest: LRSSS-077-1" in done.stderr


def test_coverage_counts_what_it_lists(tmp_path: Path) -> None:
    told = json.loads(balise("coverage", "--json", data=tmp_path).stdout)
    states = [row["state"] for row in told["matrix"]]
    assert told["clauses"] == len(states) > 0
    assert (told["covered"], told["partly"], told["gaps"]) == tuple(map(states.count, ("covered", "partly", "gap")))
    assert sum(told["by_confidence"].values()) == told["clauses"]
    for row in told["matrix"]:
        assert bool(row["rules"]) or row["gap"]
        assert all(rule["tests"] and rule["gates"] for rule in row["rules"])
    french = balise("coverage", data=tmp_path).stdout
    assert f"clauses : {told['clauses']} ; encodées : {told['covered']}" in french
    assert all(row["clause"] in french for row in told["matrix"] if row["gap"])
