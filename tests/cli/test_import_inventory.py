"""`balise import` as a person runs it, as far as no engine is needed."""

from collections.abc import Callable
from pathlib import Path

import orjson
import pytest
import typer
from typer.testing import CliRunner, Result

from cli import imports
from cli.screen import screen

PORTRAIT = (
    "Nom,Catégorie,Organisme responsable,Portefeuille ministériel,Bienfaits,Statut\n"
    "Aide au triage,Aide à la décision,Santé Québec,Santé,Moins d'attente,En production\n"
    ",Automatisation,Santé Québec,Santé,,En production\n"
)


Run = Callable[..., Result]


@pytest.fixture
def balise(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    for name in ("KAFKA_BOOTSTRAP_SERVERS", "TEMPORAL_ADDRESS", "OPA_URL"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("BALISE_DATA", str(tmp_path / "data"))
    for console in (screen.out, screen.err):
        monkeypatch.setattr(console, "width", 300)

    def run(*arguments: str | Path, language: str = "fr", json: bool = False) -> Result:
        monkeypatch.setattr(screen, "language", language)
        monkeypatch.setattr(screen, "json", json)
        app = typer.Typer()
        app.callback()(lambda: None)
        imports.add_to(app)
        return CliRunner().invoke(app, ["import", *map(str, arguments)])

    return run


@pytest.fixture
def portrait(tmp_path: Path) -> Path:
    file = tmp_path / "portrait.csv"
    file.write_text(PORTRAIT, encoding="utf-8-sig")
    return file


def test_a_dry_run_needs_no_engine_and_says_what_would_be_sent(balise: Run, portrait: Path) -> None:
    ran = balise("inventory", portrait, "--dry-run", json=True)
    assert ran.exit_code == 0, ran.stderr
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
def test_a_person_reads_it_in_their_language(balise: Run, portrait: Path, language: str, said: str) -> None:
    ran = balise("inventory", portrait, "--dry-run", language=language)
    assert said in ran.stdout
    assert "ligne 3" in ran.stdout or "line 3" in ran.stdout


def test_without_engines_it_says_what_would_help(balise: Run, portrait: Path) -> None:
    ran = balise("inventory", portrait)
    assert ran.exit_code == 3
    assert "balise up" in ran.stderr


def test_a_file_that_is_not_there_is_a_usage_error(balise: Run, tmp_path: Path) -> None:
    assert balise("inventory", tmp_path / "rien.csv", "--dry-run").exit_code == 2


def test_an_edition_of_the_future_is_a_usage_error(balise: Run, portrait: Path) -> None:
    ran = balise("inventory", portrait, "--dry-run", "--published", "2199-01-01")
    assert ran.exit_code == 2
    assert "--published" in ran.stderr


def test_a_file_in_another_encoding_is_refused_with_its_line(balise: Run, tmp_path: Path) -> None:
    file = tmp_path / "portrait.csv"
    file.write_bytes(PORTRAIT.encode("latin-1"))
    ran = balise("inventory", file, "--dry-run")
    assert ran.exit_code == 1
    assert "ligne 1" in ran.stderr


def test_a_mapping_that_does_not_fit_is_refused_with_what_differs(balise: Run, portrait: Path) -> None:
    ran = balise("inventory", portrait, "--mapping", "us-federal-2024", "--dry-run")
    assert ran.exit_code == 1
    assert "62 manquants" in ran.stderr


def test_a_mapping_is_shown_column_by_column(balise: Run) -> None:
    ran = balise("mapping", "portrait-quebec")
    assert "| Portefeuille ministériel | Le portefeuille est celui de l'organisme" in ran.stdout
    assert "us-federal-2024" in balise("mapping").stdout
