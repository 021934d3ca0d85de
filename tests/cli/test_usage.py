"""What a command line that cannot be understood is told, in the language asked for, by the real command."""

import json

import pytest

from cli import run
from cli.screen import screen
from tests.command import balise

REFUSED = {
    # what is wrong: the line, what is said in French, what is said in English
    "command": (
        "nope",
        "La commande « nope » n'existe pas. Commandes : up, down,",
        'There is no command "nope". Commands: up, down,',
    ),
    "command misspelt": (
        "policy chek",
        "La commande « chek » n'existe pas. Le plus proche : check. Commandes : check,",
        'There is no command "chek". Nearest: check. Commands: check,',
    ),
    "argument left out": ("case show", "Il manque ID.", "ID is missing."),
    "several left out": ("event emit", "Il manque FILE….", "FILE… is missing."),
    "argument too many": ("case show a b c", "De trop sur la ligne : b c.", "Too much on the line: b c."),
    "day": (
        "case list --due-before hier",
        "--due-before : « hier » n'est pas accepté. Attendu : un jour, AAAA-MM-JJ.",
        '--due-before: "hier" is not accepted. Expected: a day, YYYY-MM-DD.',
    ),
    "number": (
        "case list --limit dix",
        "--limit : « dix » n'est pas accepté. Attendu : un nombre entier d'au moins 1 et d'au plus 1000.",
        '--limit: "dix" is not accepted. Expected: a whole number, at least 1, at most 1000.',
    ),
    "number out of bounds": ("case list --limit 0", "« 0 » n'est pas accepté.", '"0" is not accepted.'),
    "one of several numbers": (
        "import plan --funding F --submitted-on 2026-03-02 --action 99",
        "« 99 » n'est pas accepté. Attendu : un nombre entier d'au moins 1 et d'au plus 16.",
        '"99" is not accepted. Expected: a whole number, at least 1, at most 16.',
    ),
    "choice": (
        "case list --outcome peut-être",
        "« peut-être » n'est pas accepté. Attendu : allow, review, indeterminate, deny.",
        '"peut-être" is not accepted. Expected: allow, review, indeterminate, deny.',
    ),
    "folder": (
        "policy try --bundle nulle-part cas.json",
        "--bundle : « nulle-part » n'est pas accepté. Attendu : un dossier qui existe.",
        '--bundle: "nulle-part" is not accepted. Expected: a folder that exists.',
    ),
    "option": (
        "case list --stge planning",
        "L'option --stge n'existe pas. Le plus proche : --stage.",
        "There is no option --stge. Nearest: --stage.",
    ),
    "option without its value": (
        "case list --stage",
        "L'option --stage attend une valeur.",
        "The option --stage needs a value.",
    ),
    "flag with a value": (
        "event emit --wait=oui f.json",
        "L'option --wait ne prend pas de valeur.",
        "The option --wait takes no value.",
    ),
}

ENGLISH = ("No such", "Missing", "Invalid", "Try '", "Error", "requires", "unexpected", "is not understood")
"""Words of the library that nobody asked for."""


@pytest.mark.parametrize("wrong", REFUSED)
def test_a_line_that_cannot_be_understood_is_told_why(
    wrong: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(screen, "json", True)
    line, *sentences = REFUSED[wrong]
    with pytest.raises(SystemExit) as leaving:
        run(line.split())
    printed = capsys.readouterr()
    error = json.loads(printed.err)["error"]
    assert (leaving.value.code, printed.out) == (2, "")
    for told, sentence in zip((error["fr"], error["en"]), sentences, strict=True):
        assert sentence in told
        assert not [word for word in ENGLISH if word in told]


def test_how_the_command_is_used_is_told_too() -> None:
    done = balise("--json", "case", "shwo")
    error = json.loads(done.stderr)["error"]
    assert done.returncode == 2
    usage = ["Usage : balise case [OPTIONS] COMMANDE [ARGUMENTS]...", "Pour en savoir plus : balise case --help"]
    assert error["fr"].splitlines()[1:] == usage
    assert error["en"].splitlines()[1:] == [
        "Usage: balise case [OPTIONS] COMMAND [ARGS]...",
        "To read more: balise case --help",
    ]


@pytest.mark.parametrize(
    ("language", "said"), [("fr", "La commande « [bold]x » n'existe pas."), ("en", 'There is no command "[bold]x".')]
)
def test_one_language_is_spoken_and_what_was_typed_is_shown_as_it_was(language: str, said: str) -> None:
    done = balise("--lang", language, "case", "[bold]x")
    assert (done.returncode, said in done.stderr, done.stdout) == (2, True, "")


def test_an_unknown_language_is_refused_in_both() -> None:
    error = json.loads(balise("--json", "--lang", "de", "case", "list").stderr)["error"]
    assert error == {"fr": "--lang attend « fr » ou « en ».", "en": '--lang takes "fr" or "en".'}


def test_a_group_without_a_command_shows_its_help() -> None:
    done = balise("case")
    assert (done.returncode, "balise case" in done.stdout + done.stderr) == (2, True)
