"""`balise event`: what an establishment does with an event file before and when it emits it."""

import sys
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any

import orjson
import typer
from rich.console import Console
from rich.table import Table

from cli.screen import Exit, screen
from domain.text import Text
from events.contract import Rejected, entitled, read
from events.contract.entitlement import own_topic

STDIN = Path("-")
Files = Annotated[list[Path], typer.Argument(metavar="FILE…", show_default=False)]


@dataclass(frozen=True)
class Checked:
    """One event of a file, and what would become of it."""

    file: str
    place: int
    """Rank of the event in its file, from 1; its line number when the file holds one event per line."""
    rejected: Rejected | None


def add_to(app: typer.Typer) -> None:
    """Add the group to *app*."""
    group = typer.Typer(no_args_is_help=True, help=screen.text("Les événements.", "Events."))
    group.command(
        "check",
        help=screen.text(
            "Dit, sans rien envoyer, si chaque événement serait reçu ; sinon le champ, ce qui ne va pas, ce qui est "
            "attendu et quoi faire. Un fichier contient un événement, une liste JSON ou un événement par ligne ; "
            "« - » lit l'entrée standard.",
            "Say, without sending anything, whether each event would be received; if not, the field, what is wrong, "
            "what is expected and what to do. A file holds one event, a JSON array, or one event per line; "
            "`-` reads standard input.",
        ),
    )(check)
    app.add_typer(group, name="event")


def check(files: Files) -> None:
    """Check each event of *files*: its form, and whether its source may give it on its own topic."""
    now = datetime.now(UTC)
    checked = [
        Checked(file=str(file), place=place, rejected=_rejection(value, now))
        for file in files
        for place, value in events_of(file)
    ]
    screen.answer([_plain(each) for each in checked], lambda console: _render(console, checked))
    if any(each.rejected for each in checked):
        raise typer.Exit(int(Exit.REFUSED))


def events_of(file: Path) -> list[tuple[int, bytes]]:
    """Return each event that *file* holds, as the bytes of the record it would be, with its place in the file.

    A file that is neither a JSON array nor one event per line is one event, whatever it holds: judging it is not done
    here. An array's events are written anew, so a key that comes twice in one of them is only seen when the event
    stands alone or on a line.
    """
    content = _content(file)
    try:
        whole = orjson.loads(content)
    except orjson.JSONDecodeError:
        lines = [(number, line) for number, line in enumerate(content.splitlines(), 1) if line.strip()]
        return lines if len(lines) > 1 and _starts_an_object(lines) else [(1, content)]
    if isinstance(whole, list):
        return [(place, orjson.dumps(each)) for place, each in enumerate(whole, 1)]
    return [(1, content)]


def _starts_an_object(lines: list[tuple[int, bytes]]) -> bool:
    """Tell one event per line from a broken event over several lines, by the first line being whole."""
    try:
        return isinstance(orjson.loads(lines[0][1]), dict)
    except orjson.JSONDecodeError:
        return False


def _content(file: Path) -> bytes:
    if file == STDIN:
        return sys.stdin.buffer.read()
    try:
        return file.read_bytes()
    except OSError as error:
        reason = error.strerror or type(error).__name__
        screen.fail(
            Text(fr=f"Le fichier {file} ne peut être lu : {reason}.", en=f"The file {file} cannot be read: {reason}."),
            Exit.USAGE,
        )


def _rejection(value: bytes, now: datetime) -> Rejected | None:
    try:
        message = read(value, received_at=now)
        entitled(own_topic(message), message)
    except Rejected as rejected:
        return rejected
    return None


def _plain(each: Checked) -> dict[str, Any]:
    problems = each.rejected.problems if each.rejected else ()
    return {
        "file": each.file,
        "place": each.place,
        "ok": each.rejected is None,
        "problems": [
            {
                "reason": problem.fault.value,
                "field": problem.field,
                "text": problem.text.model_dump(),
                "expected": problem.expected.model_dump() if problem.expected else None,
                "remedy": problem.remedy.model_dump(),
            }
            for problem in problems
        ],
    }


def _render(console: Console, checked: list[Checked]) -> None:
    refused = [each for each in checked if each.rejected]
    if refused:
        table = Table(
            screen.text("événement", "event"),
            screen.text("champ", "field"),
            screen.text("ce qui ne va pas", "what is wrong"),
            screen.text("attendu", "expected"),
            screen.text("quoi faire", "what to do"),
            show_lines=True,
        )
        for each in refused:
            _add_rows(table, each)
        console.print(table)
    good = len(checked) - len(refused)
    console.print(
        screen.text(
            f"Conformes : {good}. Refusés : {len(refused)}. Rien n'a été envoyé.",
            f"Accepted: {good}. Refused: {len(refused)}. Nothing was sent.",
        )
    )


def _add_rows(table: Table, each: Checked) -> None:
    for problem in each.rejected.problems if each.rejected else ():
        table.add_row(
            f"{each.file}:{each.place}",
            problem.field or "—",
            screen.say(problem.text),
            screen.say(problem.expected) if problem.expected else "—",
            screen.say(problem.remedy),
        )
