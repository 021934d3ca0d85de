"""`balise engines fetch`: what the engines are made of, fetched or built before it is needed."""

from collections.abc import Callable, Mapping
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from cli.screen import Exit, screen
from domain.text import Text
from engines import EngineUnavailable, Progress, artifacts, toolchain
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
