"""`balise opinion key`: who may sign an opinion here, from which day to which, and until when it was trusted."""

import asyncio
import secrets
from datetime import date, datetime, timedelta
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Final, get_args
from zoneinfo import ZoneInfo

import typer
from rich import box
from rich.console import Console
from rich.table import Table

from cli import labels
from cli.screen import Exit, screen
from cli.seats import Seat, formed, public_part, sidecar
from domain.text import Text
from engines import Engine, EngineUnavailable, process, state
from engines.enrolment import enrolled, keep
from engines.stack import Stack
from events.contract.incoming.any_case import Body
from events.signing import Key, thumbprint
from settings import Settings

QUEBEC: Final = ZoneInfo("America/Toronto")
USUAL_DAYS: Final = 365
"""For how long a key is enrolled when nobody says; no text fixes it."""
BodyName = StrEnum("BodyName", {name: name for name in get_args(Body)})  # type: ignore[misc]
FORM: Final = ["%Y-%m-%d"]


def add_to(app: typer.Typer) -> None:
    """Add the group to *app*."""
    group = typer.Typer(
        no_args_is_help=True, help=screen.text("Les clés de qui donne des avis.", "Keys of those who give opinions.")
    )
    for name, function, fr, en in (
        ("new", new, "Tirer une clé ; la partie privée reste dans son fichier.", "Draw a key; its private part stays."),
        ("enroll", enroll, "Inscrire la partie publique d'une clé.", "Enrol the public part of a key."),
        ("revoke", revoke, "Révoquer une clé à compter d'un jour.", "Revoke a key from a day on."),
        ("list", list_keys, "Dresser la liste des clés inscrites.", "List the enrolled keys."),
    ):
        group.command(name, help=screen.text(fr, en))(function)
    app.add_typer(group, name="key")


def today() -> date:
    """Return the legal day."""
    return datetime.now(QUEBEC).date()


def new(  # noqa: PLR0913 - one option for each thing the table of keys says
    *,
    body: Annotated[BodyName, typer.Option(help=screen.text("Instance.", "Body."))],
    out: Annotated[
        Path | None, typer.Option(help=screen.text("Fichier de la clé privée.", "File of the private key."))
    ] = None,
    seat: Annotated[str | None, typer.Option(help=screen.text("Siège.", "Seat."))] = None,
    person: Annotated[
        str | None,
        typer.Option(
            help=screen.text(
                "Référence de la personne (p-…), si elle en a déjà une ; jamais son nom.",
                "Reference of the person (p-…), if they have one already; never their name.",
            )
        ),
    ] = None,
    establishment: Annotated[
        str | None,
        typer.Option(help=screen.text("Établissement dont elle relève.", "Establishment they belong to.")),
    ] = None,
    until: Annotated[
        datetime | None, typer.Option(formats=FORM, help=screen.text("Dernier jour.", "Last day."))
    ] = None,
) -> None:
    """Draw a key for a seat; what is printed and what is to be enrolled is its public part alone."""
    path = out or Path(f"{body}{f'-{seat}' if seat else ''}.key.pem")
    key = Key.new()
    first = today()
    public = formed(
        {
            "body": str(body),
            "seat": seat,
            "person": person or f"p-{secrets.token_hex(8)}",
            "establishment": establishment,
            "jwk": key.jwk,
            "valid_from": first.isoformat(),
            "valid_until": (until.date() if until else first + timedelta(days=USUAL_DAYS)).isoformat(),
        }
    )
    try:
        key.write(path)
    except FileExistsError:
        screen.fail(
            Text(
                fr=f"{path} existe déjà : une clé n'est jamais remplacée. Donnez un autre nom (--out).",
                en=f"{path} exists already: a key is never replaced. Give another name (--out).",
            )
        )
    except OSError as error:
        screen.fail(
            Text(fr=f"{path} ne peut être écrit : {error.strerror}.", en=f"{path} cannot be written: {error.strerror}.")
        )
    sidecar(path).write_text(public.model_dump_json(indent=2) + "\n", encoding="utf-8")
    told = {"id": key.id, "private": str(path), "public": str(sidecar(path)), "person": public.person}
    screen.answer(
        told,
        lambda console: console.print(
            screen.text(
                f"Clé {key.id}\nprivée   {path} (à garder ; personne d'autre ne la lit)\n"
                f"publique {sidecar(path)} (à faire inscrire)\npersonne {public.person}",
                f"Key {key.id}\nprivate  {path} (keep it; nobody else reads it)\n"
                f"public   {sidecar(path)} (to be enrolled)\nperson   {public.person}",
            ),
            soft_wrap=True,
        ),
    )


def enroll(
    public: Annotated[Path, typer.Argument(help=screen.text("La partie publique.", "The public part."))],
    *,
    since: Annotated[
        datetime | None, typer.Option("--from", formats=FORM, help=screen.text("Premier jour.", "First day."))
    ] = None,
    until: Annotated[
        datetime | None, typer.Option(formats=FORM, help=screen.text("Dernier jour.", "Last day."))
    ] = None,
) -> None:
    """Enrol a key: what it signs while it holds counts from now on."""
    seat = public_part(public)
    days = {"valid_from": since, "valid_until": until}
    seat = seat.model_copy(update={name: day.date().isoformat() for name, day in days.items() if day})
    if seat.valid_from > seat.valid_until:
        screen.fail(
            Text(fr="La clé finirait avant de commencer.", en="The key would end before it begins."), Exit.USAGE
        )
    path = Settings().enrolled
    known = enrolled(path)
    identifier = thumbprint(seat.jwk.model_dump())
    if identifier in known:
        screen.fail(
            Text(
                fr="Cette clé est déjà inscrite. Pour en changer les jours, révoquez-la et inscrivez-en une autre.",
                en="This key is enrolled already. To change its days, revoke it and enrol another.",
            )
        )
    keep(path, {**known, identifier: seat.model_dump(mode="json")})
    _serve()
    _tell(identifier, seat)


def revoke(
    identifier: Annotated[str, typer.Argument(metavar="ID", help=screen.text("Clé inscrite.", "Enrolled key."))],
    *,
    since: Annotated[
        datetime | None,
        typer.Option("--from", formats=FORM, help=screen.text("Jour ; aujourd'hui à défaut.", "Day; today if none.")),
    ] = None,
) -> None:
    """Revoke a key: what was received before that day still counts, and nothing after."""
    path = Settings().enrolled
    known = enrolled(path)
    if identifier not in known:
        screen.fail(
            Text(
                fr="Aucune clé inscrite ici ne porte cet identifiant (« balise opinion key list »).",
                en='No key enrolled here has this id ("balise opinion key list").',
            )
        )
    day = (since.date() if since else today()).isoformat()
    before = known[identifier].get("revoked_from")
    if before is not None and before <= day:
        screen.fail(
            Text(
                fr=f"Cette clé est déjà révoquée depuis le {before}.", en=f"This key was revoked from {before} already."
            )
        )
    seat = formed({**known[identifier], "revoked_from": day})
    keep(path, {**known, identifier: seat.model_dump(mode="json")})
    _serve()
    _tell(identifier, seat)


def list_keys() -> None:
    """List the keys enrolled here."""
    seats = {identifier: formed(line) for identifier, line in enrolled(Settings().enrolled).items()}
    screen.answer(
        {identifier: seat.model_dump(mode="json") for identifier, seat in seats.items()},
        lambda console: _print(console, seats),
    )


def _serve() -> None:
    """Have the embedded OPA of this data folder, if it runs, read the keys: it reads its bundle only as it starts."""
    settings = Settings()
    running = state.read(settings.data.resolve()).running.get(Engine.OPA)
    if settings.opa_url:
        screen.note(
            "Les politiques qu'un autre OPA sert ne connaîtront cette clé qu'une fois leur paquet reconstruit et relu.",
            "Policies that another OPA serves will know this key once their bundle is built and read again.",
        )
    elif running is not None and process.alive(running.child):
        try:
            asyncio.run(_restart(settings))
        except EngineUnavailable as unavailable:
            screen.fail(unavailable.text, Exit.UNAVAILABLE)


async def _restart(settings: Settings) -> None:
    """Start OPA again on a bundle that knows the keys. What is asked of it meanwhile waits."""
    stack = Stack(settings)
    await stack.down(only=(Engine.OPA,))
    await stack.up(lambda text: screen.note(text.fr, text.en))


def _tell(identifier: str, seat: Seat) -> None:
    screen.answer(
        {"id": identifier, **seat.model_dump(mode="json")}, lambda console: _print(console, {identifier: seat})
    )


def _print(console: Console, seats: dict[str, Seat]) -> None:
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for fr, en in (
        ("clé", "key"),
        ("instance", "body"),
        ("siège", "seat"),
        ("personne", "person"),
        ("du", "from"),
        ("au", "until"),
        ("révoquée dès le", "revoked from"),
    ):
        table.add_column(screen.text(fr, en), overflow="fold")
    for identifier, seat in sorted(seats.items(), key=lambda pair: (pair[1].body, pair[1].seat or "", pair[0])):
        table.add_row(
            identifier,
            screen.say(labels.BODIES[seat.body]),
            seat.seat or "-",
            seat.person,
            seat.valid_from,
            seat.valid_until,
            seat.revoked_from or "-",
        )
    console.print(table)
