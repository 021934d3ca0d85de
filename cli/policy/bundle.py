"""`balise policy build`, `catalogue` and `format`: what is made of the policies, and their own form."""

from pathlib import Path
from typing import Annotated

import typer

from authoring.checks import clauses, rules, shapes
from authoring.generated import write
from cli.policy import desk
from cli.screen import Exit, screen
from domain.text import Text
from engines.bundle import build, ensure_key
from engines.enrolment import enrolled
from engines.rego import command
from settings import Settings


def build_it(
    out: Annotated[Path, typer.Option(help=screen.text("Le paquet à écrire.", "The bundle to write."))],
    key: Annotated[
        Path | None,
        typer.Option(help=screen.text("Clé privée ES256 (PEM).", "ES256 private key (PEM).")),
    ] = None,
) -> None:
    """Build the signed bundle and print its revision."""
    policies = desk.policies()
    if key is not None and not key.is_file():
        screen.fail(Text(fr=f"Cette clé n'existe pas : {key}", en=f"There is no such key: {key}"), Exit.USAGE)
    private = key or ensure_key(Settings().data / "opa" / "keys")[0]
    with desk.readable(policies):
        revision = build(policies.folder, out, private, policies.opa, enrolled(Settings().enrolled))
    screen.answer(
        {"bundle": out, "revision": revision},
        lambda console: console.print(f"{out}\n{revision}", markup=False, soft_wrap=True),
    )


def catalogue() -> None:
    """Write every generated file."""
    policies = desk.policies()
    with desk.readable(policies, shapes.declared, rules.documented, clauses.named):
        write(policies)


def reform() -> None:
    """Write the Rego in the form of the house."""
    policies = desk.policies()
    with desk.readable(policies):
        command(policies.opa, "fmt", "--write", str(policies.folder))
