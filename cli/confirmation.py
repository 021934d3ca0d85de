"""The question before what cannot be undone: a person says yes in their language, or `--yes` has said it beforehand."""

import sys
from typing import Final

import typer

from cli.screen import Exit, screen
from domain.text import Text

AGREED: Final = frozenset({"o", "oui", "y", "yes"})


def confirm(question: Text, *, sure: bool, otherwise: Text) -> None:
    """Return once *question* is agreed to, or at once when *sure*; else leave, *otherwise* said."""
    if sure:
        return
    if not sys.stdin.isatty():
        screen.fail(
            Text(
                fr="Personne n'est là pour confirmer : --yes le fait d'avance.",
                en="Nobody is there to confirm: --yes does it beforehand.",
            ),
            Exit.USAGE,
        )
    choice = screen.text("[o/N]", "[y/N]")
    answer = typer.prompt(
        f"{screen.say(question)} {choice}", default="", show_default=False, prompt_suffix=" ", err=True
    )
    if answer.strip().lower() not in AGREED:
        screen.fail(otherwise)
