"""What `balise event check` and `balise contract` answer, as a person or a program runs them."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import typer
from typer.testing import CliRunner, Result

from cli import contract as contract_commands
from cli import event as event_commands
from cli.screen import screen
from domain.text import Language
from events.contract import publication
from tests.events.contract_golden import EXAMPLES, event, with_data

Run = Callable[..., Result]

GOLDEN = publication.EXAMPLES / "need.described.json"


@pytest.fixture
def balise(monkeypatch: pytest.MonkeyPatch) -> Run:
    def run(*arguments: str, stdin: bytes = b"", form: str = "text", lang: Language = "fr") -> Result:
        monkeypatch.setattr(screen, "language", lang)
        monkeypatch.setattr(screen, "json", form == "json")
        app = typer.Typer()
        event_commands.add_to(app)
        contract_commands.add_to(app)
        return CliRunner().invoke(app, list(arguments), input=stdin, env={"COLUMNS": "160"})

    return run


def checked(balise: Run, *files: str, stdin: bytes = b"") -> tuple[int, Any]:
    done = balise("event", "check", *files, stdin=stdin, form="json")
    return done.exit_code, json.loads(done.stdout) if done.stdout else None


def test_good_file_is_accepted(balise: Run) -> None:
    code, answer = checked(balise, str(GOLDEN))
    assert code == 0
    assert answer == [{"file": str(GOLDEN), "place": 1, "ok": True, "problems": []}]


def test_refused_event_is_explained_in_the_language_of_the_run(balise: Run) -> None:
    spoiled = with_data(stage="deployed")
    for lang, expected, remedy in (("fr", "Attendu", "À faire"), ("en", "Expected", "To do")):
        done = balise("event", "check", "-", stdin=spoiled, lang=lang)
        said = done.stdout
        assert done.exit_code == 1
        for part in ("data.stage", "invalid_data", "realization", expected, remedy):
            assert part in said
        assert "deployed" not in said


@pytest.mark.parametrize(
    ("content", "verdicts"),
    [
        (event() + b"\n" + event("need.described") + b"\n", {1: True, 2: True}),
        (event() + b"\n\n" + event()[:-5] + b"\n" + event() + b"\n", {1: True, 3: False, 4: True}),
        (event()[:-5] + b"\n" + event(), {1: False, 2: True}),
        (json.dumps([EXAMPLES["need.described"], {"a": 1}], indent=2).encode(), {1: True, 2: False}),
        (b"[" + event().replace(b'"specversion"', b'"id":"x","specversion"') + b"]", {1: False}),
        (b"[]", {}),
        (b"[" * 1100 + b"]" * 1100, {1: False}),
        (b"[" * 1000 + b"]" * 1000, {1: False}),
        (json.dumps(EXAMPLES["need.described"], indent=2).encode()[:-3], {1: False}),
        (b"", {1: False}),
        (event().decode().encode("utf-16"), {1: False}),
    ],
    ids=[
        "lines",
        "broken line",
        "first line broken",
        "array",
        "key twice",
        "no event",
        "too deep",
        "deep",
        "cut",
        "empty",
        "utf-16",
    ],
)
def test_file_holds_one_event_an_array_or_lines(balise: Run, content: bytes, verdicts: dict[int, bool]) -> None:
    code, answer = checked(balise, "-", stdin=content)
    assert {each["place"]: each["ok"] for each in answer} == verdicts
    assert code == (0 if all(verdicts.values()) else 1)


def test_event_its_source_may_not_give_is_refused(balise: Run) -> None:
    code, answer = checked(balise, "-", stdin=event(subject="initiative:chu-du-fleuve/x"))
    assert code == 1
    assert answer[0]["problems"][0]["reason"] == "other_establishment"


def test_file_that_cannot_be_read_is_another_exit_code(balise: Run, tmp_path: Path) -> None:
    for unreadable in (tmp_path / "none[red].json", tmp_path):
        done = balise("event", "check", str(unreadable))
        assert done.exit_code == 2
        assert str(unreadable.name) in done.stderr.replace("\n", "")


def test_contract_lists_every_type_and_is_up_to_date(balise: Run) -> None:
    listed = json.loads(balise("contract", "list", form="json").stdout)
    assert len(listed) == len(EXAMPLES)
    assert all(row["says"] for row in listed)
    done = balise("contract", "check", form="json")
    assert done.exit_code == 0
    assert json.loads(done.stdout) == {"stale": []}
