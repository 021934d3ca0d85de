"""`balise contract`: the published forms of the event contract, against the models they are generated from."""

import typer
from rich.console import Console
from rich.table import Table

from cli.screen import Exit, screen
from domain.text import Text
from events.contract import publication, schemas
from events.contract.asyncapi import french_of
from events.contract.envelope import qualified
from events.contract.incoming import BODIES_ONLY, INCOMING
from events.contract.outgoing import OUTGOING
from settings import ROOT

INSTITUTION = Text(fr="établissement → Balise", en="establishment → Balise")
BODY = Text(fr="instance → Balise", en="body → Balise")
BALISE = Text(fr="Balise → réseau", en="Balise → network")


def add_to(app: typer.Typer) -> None:
    """Add the group to *app*."""
    group = typer.Typer(
        no_args_is_help=True,
        help=screen.text(
            "Le contrat d'événements : types, schémas JSON, AsyncAPI.",
            "The event contract: types, JSON Schemas, AsyncAPI.",
        ),
    )
    group.command("list", help=screen.text("Les types d'événements.", "The event types."))(list_types)
    group.command(
        "check",
        help=screen.text(
            "Vérifie que les fichiers générés disent encore la même chose que les modèles.",
            "Check that the generated files still say what the models say.",
        ),
    )(check)
    group.command("write", help=screen.text("Écrit les fichiers générés.", "Write the generated files."))(write)
    app.add_typer(group, name="contract")


def list_types() -> None:
    """Print every event type, who gives it, and what it says."""
    types = [
        {"type": qualified(name), "direction": screen.say(_direction(name)), "says": _summary(name)}
        for name in schemas.NAMES
    ]

    def render(console: Console) -> None:
        table = Table(screen.text("nom", "name"), screen.text("sens", "direction"), screen.text("ce qu'il dit", "says"))
        table.columns[0].no_wrap = True
        for name, row in zip(schemas.NAMES, types, strict=True):
            table.add_row(name, row["direction"], row["says"])
        console.print(table)
        full = qualified(screen.text("<nom>", "<name>"))
        console.print(screen.text(f"Le type d'un événement s'écrit {full}.", f"An event's type is written {full}."))

    screen.answer(types, render)


def check() -> None:
    """Leave with an error when a generated file is stale."""
    stale = [str(path.relative_to(ROOT)) for path in publication.stale()]

    def render(console: Console) -> None:
        if not stale:
            console.print(screen.text("Le contrat publié est à jour.", "The published contract is up to date."))
        for path in stale:
            console.print(f"[red]{path}[/red]")
        if stale:
            console.print(
                screen.text(
                    "Ces fichiers ne disent plus la même chose que les modèles ; « balise contract write » les récrit.",
                    "These files no longer say what the models say; `balise contract write` rewrites them.",
                )
            )

    screen.answer({"stale": stale}, render)
    if stale:
        raise typer.Exit(int(Exit.REFUSED))


def write() -> None:
    """Write every generated file that is stale."""
    written = [str(path.relative_to(ROOT)) for path in publication.write()]

    def render(console: Console) -> None:
        for path in written:
            console.print(path)
        console.print(screen.text(f"Fichiers écrits : {len(written)}.", f"Files written: {len(written)}."))

    screen.answer({"written": written}, render)


def _direction(name: str) -> Text:
    if name in OUTGOING:
        return BALISE
    return BODY if name in BODIES_ONLY else INSTITUTION


def _summary(name: str) -> str:
    return screen.text(french_of(name), (INCOMING | OUTGOING)[name].__doc__ or "")
