"""`balise import` as a person runs it, as far as no engine is needed."""

import os
import subprocess
import sys
from pathlib import Path

import orjson
import pytest

from settings import ROOT

PORTRAIT = (
    "Nom,Catégorie,Organisme responsable,Portefeuille ministériel,Bienfaits,Statut\n"
    "Aide au triage,Aide à la décision,Santé Québec,Santé,Moins d'attente,En production\n"
    ",Automatisation,Santé Québec,Santé,,En production\n"
)


def balise(*arguments: str | Path, data: Path) -> subprocess.CompletedProcess[str]:
    environment = {
        name: value
        for name, value in os.environ.items()
        if name not in {"KAFKA_BOOTSTRAP_SERVERS", "TEMPORAL_ADDRESS", "OPA_URL", "BALISE_LANG"}
    }
    return subprocess.run(  # noqa: S603 - our own command
        [sys.executable, "-c", "from cli import main; main()", "import", *map(str, arguments)],
        cwd=ROOT,
        env=environment | {"BALISE_DATA": str(data), "PYTHONPATH": str(ROOT), "COLUMNS": "200"},
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )


@pytest.fixture
def portrait(tmp_path: Path) -> Path:
    file = tmp_path / "portrait.csv"
    file.write_text(PORTRAIT, encoding="utf-8-sig")
    return file


def test_a_dry_run_needs_no_engine_and_says_what_would_be_sent(portrait: Path, tmp_path: Path) -> None:
    ran = balise("inventory", portrait, "--dry-run", "--json", data=tmp_path)
    assert ran.returncode == 0, ran.stderr
    assert orjson.loads(ran.stdout) == {
        "mapping": "portrait-quebec",
        "rows": 2,
        "cases": 1,
        "claimed_stages": {"production": 1},
        "events": {"ca.qc.balise.initiative.declared.v1": 1},
        "refused": [{"line": 3, "reason": {"fr": "colonne « Nom » vide", "en": "column “Nom” is blank"}}],
        "exact": True,
    }


@pytest.mark.parametrize(
    ("language", "said"), [("fr", "2 lignes lues = 1 dossiers + 1 refus"), ("en", "2 rows read = 1 cases + 1 refused")]
)
def test_a_person_reads_it_in_their_language(portrait: Path, tmp_path: Path, language: str, said: str) -> None:
    ran = balise("inventory", portrait, "--dry-run", "--lang", language, data=tmp_path)
    assert said in ran.stdout
    assert "ligne 3" in ran.stdout or "line 3" in ran.stdout


def test_without_engines_it_says_what_would_help(portrait: Path, tmp_path: Path) -> None:
    ran = balise("inventory", portrait, data=tmp_path)
    assert ran.returncode == 3
    assert "balise up" in ran.stderr


def test_a_file_that_is_not_there_is_a_usage_error(tmp_path: Path) -> None:
    assert balise("inventory", tmp_path / "rien.csv", "--dry-run", data=tmp_path).returncode == 2


def test_an_edition_of_the_future_is_a_usage_error(portrait: Path, tmp_path: Path) -> None:
    ran = balise("inventory", portrait, "--dry-run", "--published", "2199-01-01", data=tmp_path)
    assert ran.returncode == 2
    assert "--published" in ran.stderr


def test_a_file_in_another_encoding_is_refused_with_its_line(tmp_path: Path) -> None:
    file = tmp_path / "portrait.csv"
    file.write_bytes(PORTRAIT.encode("latin-1"))
    ran = balise("inventory", file, "--dry-run", data=tmp_path)
    assert ran.returncode == 1
    assert "ligne 1" in ran.stderr


def test_a_mapping_that_does_not_fit_is_refused_with_what_differs(portrait: Path, tmp_path: Path) -> None:
    ran = balise("inventory", portrait, "--mapping", "us-federal-2024", "--dry-run", data=tmp_path)
    assert ran.returncode == 1
    assert "62 manquants" in ran.stderr


def test_a_mapping_is_shown_column_by_column(tmp_path: Path) -> None:
    ran = balise("mapping", "portrait-quebec", data=tmp_path)
    assert "| Portefeuille ministériel | Le portefeuille est celui de l'organisme" in ran.stdout
    assert "us-federal-2024" in balise("mapping", data=tmp_path).stdout
