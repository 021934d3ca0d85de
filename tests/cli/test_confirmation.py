"""What is asked before what cannot be undone, and which answers agree to it."""

import sys
from io import StringIO

import pytest

from cli.confirmation import confirm
from cli.screen import Exit, screen
from domain.text import Text

QUESTION, OTHERWISE = Text(fr="Détruire ?", en="Destroy?"), Text(fr="Rien n'est fait.", en="Nothing is done.")


class Terminal(StringIO):
    """What somebody types at a terminal."""

    def isatty(self) -> bool:
        return True


def asked(monkeypatch: pytest.MonkeyPatch, typed: StringIO, *, language: str = "fr", sure: bool = False) -> int:
    """Return the code that *typed* leads the command to leave with, 0 when it goes on."""
    monkeypatch.setattr(sys, "stdin", typed)
    monkeypatch.setattr(screen, "language", language)
    try:
        confirm(QUESTION, sure=sure, otherwise=OTHERWISE)
    except SystemExit as left:
        return int(left.code or 0)
    return 0


@pytest.mark.parametrize("typed", ["o\n", "OUI\n", " y \n", "yes\n"])
@pytest.mark.parametrize("language", ["fr", "en"])
def test_yes_is_said_in_either_language(monkeypatch: pytest.MonkeyPatch, typed: str, language: str) -> None:
    assert asked(monkeypatch, Terminal(typed), language=language) == 0


@pytest.mark.parametrize("typed", ["\n", "n\n", "non\n", "okay\n", "?\n"])
def test_anything_else_is_no_and_says_what_did_not_happen(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], typed: str
) -> None:
    assert asked(monkeypatch, Terminal(typed)) == Exit.REFUSED
    told = capsys.readouterr().err
    assert "Détruire ? [o/N]" in told
    assert "Rien n'est fait." in told
    assert asked(monkeypatch, Terminal(typed), language="en") == Exit.REFUSED
    assert "Destroy? [y/N]" in capsys.readouterr().err


def test_nobody_there_is_no_answer_unless_it_was_given_beforehand(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert asked(monkeypatch, StringIO("oui\n")) == Exit.USAGE
    assert "--yes" in capsys.readouterr().err
    assert asked(monkeypatch, StringIO(), sure=True) == 0
    assert capsys.readouterr().err == ""
