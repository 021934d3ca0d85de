"""`balise import plan` as a person runs it, as far as no engine is needed."""

from collections.abc import Callable
from datetime import timedelta

import orjson
import pytest
import typer
from typer.testing import CliRunner, Result

from cli import import_plan
from cli.report_words import now
from cli.screen import screen
from events.contract import read
from reporting.actions import ACTIONS

SAID = ("--funding", "Fonds des ressources informationnelles", "--submitted-on", "2026-03-02")

Run = Callable[..., Result]


@pytest.fixture
def balise(monkeypatch: pytest.MonkeyPatch) -> Run:
    for console in (screen.out, screen.err):
        monkeypatch.setattr(console, "width", 300)

    def run(*arguments: str, language: str = "fr", json: bool = False) -> Result:
        monkeypatch.setattr(screen, "language", language)
        monkeypatch.setattr(screen, "json", json)
        app = typer.Typer()
        app.callback()(lambda: None)
        import_plan.add_to(app)
        return CliRunner().invoke(app, ["plan", *arguments])

    return run


def test_a_dry_run_gives_the_events_to_be_edited_and_emitted(balise: Run) -> None:
    ran = balise(*SAID, "--dry-run", json=True)
    assert ran.exit_code == 0, ran.stderr
    events = orjson.loads(ran.stdout)
    described = [read(orjson.dumps(event), received_at=now()) for event in events]
    assert [each.data["number"] for each in described] == [str(action.number) for action in ACTIONS]
    assert {each.data["funding"] for each in described} == {SAID[1]}
    assert {str(each.data["submitted_on"]) for each in described} == {SAID[3]}


def test_an_action_may_have_a_fund_of_its_own(balise: Run) -> None:
    ran = balise(*SAID, "--action", "9", "--action", "11", "--dry-run", json=True)
    assert [event["data"]["number"] for event in orjson.loads(ran.stdout)] == ["9", "11"]
    assert balise(*SAID, "--action", "17", "--dry-run").exit_code == 2


@pytest.mark.parametrize(
    ("language", "shown"),
    [
        ("fr", ("11. Balises et outil d'évaluation des projets", "Nouveaux projets d'IA", "Rien n'a été envoyé.")),
        ("en", ("11. Guidelines and project assessment tool", "New AI projects that", "Nothing was sent.")),
    ],
)
def test_a_person_sees_what_measures_each_action(balise: Run, language: str, shown: tuple[str, ...]) -> None:
    ran = balise(*SAID, "--dry-run", language=language)
    assert ran.exit_code == 0, ran.stderr
    for words in ("mandate:msss/action-11-balises", "Outil d'évaluation en usage", *shown):
        assert words in ran.stdout


def test_what_the_plan_does_not_say_must_be_said(balise: Run) -> None:
    assert balise("--dry-run").exit_code == 2
    blank = balise("--funding", " ", *SAID[2:], "--dry-run")
    assert (blank.exit_code, "data.funding" in blank.stderr) == (2, True)
    tomorrow = (now().date() + timedelta(days=1)).isoformat()
    ahead = balise(*SAID[:2], "--submitted-on", tomorrow, "--dry-run", language="en")
    assert (ahead.exit_code, ahead.stderr.strip()) == (2, "--submitted-on is in the future.")
