"""`balise policy diagrams`: the drawing of each process, against the declarations and gates it is made from."""

from pathlib import Path
from typing import Annotated, Final

import typer
from rich.console import Console

from authoring import diagrams
from authoring.checks import shapes
from authoring.diagrams import Names
from cli import labels
from cli.policy import desk
from cli.screen import Exit, screen
from domain.processes import PROCESSES
from domain.text import Text

HELP: Final = Text(
    fr="Dessiner chaque processus, d'après ses étapes et ses portes.",
    en="Draw each process, from its stages and gates.",
)
NAMES: Final = Names(labels.PROCESS_NAMES, labels.STAGES, labels.BODIES)


def draw(
    *,
    check: Annotated[
        bool,
        typer.Option(
            "--check",
            help=screen.text("Ne rien écrire : dire ce qui n'est plus à jour.", "Write nothing: tell what is stale."),
        ),
    ] = False,
) -> None:
    """Write the drawings that are stale, or tell which they are."""
    policies = desk.policies()
    with desk.readable(policies, shapes.declared):
        drawn = {
            policies.docs / name: diagrams.written(policies, PROCESSES.values(), NAMES, language)
            for language, name in diagrams.DOCUMENTS.items()
        }
    stale = [path for path, text in drawn.items() if not _says(path, text)]
    if not check:
        for path in stale:
            path.write_text(drawn[path], encoding="utf-8")
    named = [f"docs/{path.name}" for path in stale]
    screen.answer({"stale" if check else "written": named}, lambda console: _tell(console, named, check=check))
    if check and stale:
        raise typer.Exit(int(Exit.REFUSED))


def _says(path: Path, text: str) -> bool:
    return path.is_file() and path.read_text(encoding="utf-8") == text


def _tell(console: Console, named: list[str], *, check: bool) -> None:
    for path in named:
        console.print(f"[red]{path}[/red]" if check else path)
    if not named:
        console.print(
            screen.text("Les dessins des processus sont à jour.", "The drawings of the processes are current.")
        )
    elif check:
        console.print(
            screen.text(
                "Ces fichiers ne disent plus ce que disent les processus et les portes ; « balise policy diagrams » "
                "les récrit.",
                "These files no longer say what the processes and gates say; `balise policy diagrams` rewrites them.",
            )
        )
