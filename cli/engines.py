"""`balise engines fetch`: what the engines are made of, fetched or built before it is needed."""

from collections.abc import Callable, Mapping
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from cli.screen import Exit, screen
from domain.text import Text
from engines import EngineUnavailable, Progress, artifacts, opa, toolchain
from engines.enrolment import enrolled
from settings import Settings


class Artifact(StrEnum):
    """What can be fetched on its own."""

    TEMPORAL = "temporal"
    KAFKA = "kafka"
    OPA = "opa"
    REGAL = "regal"


def add_to(app: typer.Typer) -> None:
    """Add this subject's commands."""
    engines = typer.Typer(
        no_args_is_help=True, help=screen.text("De quoi les moteurs sont faits.", "What the engines are made of.")
    )
    engines.command(
        "fetch",
        help=screen.text(
            "Récupérer ou compiler les moteurs dans le cache, une fois pour toutes.",
            "Fetch or build the engines into the cache, once and for all.",
        ),
    )(_fetch)
    engines.command(
        "bundle",
        help=screen.text(
            "Bâtir et signer l'ensemble des politiques pour un OPA lancé ailleurs, avec sa configuration.",
            "Build and sign the bundle of policies for an OPA started elsewhere, with its configuration.",
        ),
    )(_bundle)
    app.add_typer(engines, name="engines")


def _fetch(
    only: Annotated[
        list[Artifact] | None,
        typer.Option(help=screen.text("Seulement celui-ci ; peut se répéter.", "This one only; may be repeated.")),
    ] = None,
) -> None:
    cache = Settings().cache
    # Regal is a linter: those who run the engines do without it.
    wanted = only or [Artifact.TEMPORAL, Artifact.KAFKA, Artifact.OPA]
    found: dict[str, Path] = {}
    try:
        for artifact in wanted:
            found[artifact.value] = FETCH[artifact](cache, _note)
    except EngineUnavailable as unavailable:
        screen.fail(unavailable.text, Exit.UNAVAILABLE)
    screen.answer(found, lambda console: _show(console, found))


def _bundle(
    folder: Annotated[Path, typer.Argument(help=screen.text("Le dossier qu'OPA lira.", "The folder OPA will read."))],
    *,
    keys: Annotated[
        Path,
        typer.Option(help=screen.text("Le dossier des clés, qu'OPA ne voit pas.", "The keys' folder, unseen by OPA.")),
    ],
    opa_command: Annotated[
        Path | None, typer.Option("--opa", help=screen.text("La commande opa à utiliser.", "The opa command to use."))
    ] = None,
) -> None:
    try:
        command = opa_command or artifacts.opa(Settings().cache, _note)
    except EngineUnavailable as unavailable:
        screen.fail(unavailable.text, Exit.UNAVAILABLE)
    config = opa.furnish(folder, keys, command, enrolled(Settings().enrolled))
    screen.answer({"config": str(config)}, lambda console: console.print(str(config), soft_wrap=True))


def _show(console: Console, found: Mapping[str, Path]) -> None:
    for name, path in found.items():
        console.print(f"{name:<9} {path}", soft_wrap=True)


def _kafka(cache: Path, progress: Progress) -> Path:
    toolchain.java(cache, progress)
    return artifacts.kafka(cache, progress)


FETCH: dict[Artifact, Callable[[Path, Progress], Path]] = {
    Artifact.TEMPORAL: lambda _cache, _progress: artifacts.temporal(),
    Artifact.KAFKA: _kafka,
    Artifact.OPA: artifacts.opa,
    Artifact.REGAL: artifacts.regal,
}


def _note(text: Text) -> None:
    screen.note(text.fr, text.en)
