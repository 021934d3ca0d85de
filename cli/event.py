"""`balise event`: what an establishment does with an event file before and when it emits it."""

import json
import re
import sys
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any, Final

import orjson
import typer
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from cli.screen import Exit, screen
from domain.text import Text
from events.contract import Problem, Rejected, entitled, read
from events.contract.entitlement import own_topic

STDIN: Final = Path("-")
_ITEM: Final = re.compile(r"[^\s,\]]")
UNREADABLE: Final[dict[type[OSError], Text]] = {
    FileNotFoundError: Text(fr="il n'existe pas", en="it does not exist"),
    IsADirectoryError: Text(fr="c'est un dossier", en="it is a folder"),
    PermissionError: Text(fr="la permission manque", en="permission is missing"),
}
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
    from cli.emission import emit_files  # sends through Kafka, which checking does not need

    group.command(
        "emit",
        help=screen.text(
            "Vérifie les événements puis, si tous sont conformes, envoie chacun sur le topic de sa source et attend "
            "son reçu et son verdict.",
            "Check the events and, if all are fine, send each to its source's topic, then wait for its receipt and "
            "verdict.",
        ),
    )(emit_files)
    app.add_typer(group, name="event")


def check(files: Files) -> None:
    """Check each event of *files*: its form, and whether its source may give it on its own topic."""
    checked = check_all(files, datetime.now(UTC))
    screen.answer([_plain(each) for each in checked], lambda console: render_checks(console, checked))
    if any(each.rejected for each in checked):
        raise typer.Exit(int(Exit.REFUSED))


def check_all(files: list[Path], now: datetime) -> list[Checked]:
    """Return what would become of each event of *files*, were it received *now*."""
    return [
        Checked(file=str(file), place=place, rejected=_rejection(value, now))
        for file in files
        for place, value in events_of(file)
    ]


def events_of(file: Path) -> list[tuple[int, bytes]]:
    """Return each event that *file* holds, byte for byte, with its place in the file.

    A file that is neither a JSON array nor one event per line is one event, whatever it holds: judging it is not done
    here.
    """
    content = _content(file)
    try:
        whole = orjson.loads(content)
    except orjson.JSONDecodeError:
        lines = [(number, line) for number, line in enumerate(content.splitlines(), 1) if line.strip()]
        return lines if _one_per_line(lines) else [(1, content)]
    return list(enumerate(_items(content.decode()), 1)) if isinstance(whole, list) else [(1, content)]


def _one_per_line(lines: list[tuple[int, bytes]]) -> bool:
    """Tell one event per line from a broken event over several lines: only there is an outer line whole."""
    return len(lines) > 1 and any(_is_object(line) for _, line in (lines[0], lines[-1]))


def _is_object(line: bytes) -> bool:
    try:
        return isinstance(orjson.loads(line), dict)
    except orjson.JSONDecodeError:
        return False


def _items(array: str) -> list[bytes]:
    """Return the items of a valid JSON *array* as they are written: a key that comes twice must still be seen."""
    decoder = json.JSONDecoder()
    items: list[bytes] = []
    end = array.index("[")
    try:
        while found := _ITEM.search(array, end + 1):
            _, end = decoder.raw_decode(array, found.start())
            items.append(array[found.start() : end].encode())
    except RecursionError:
        return [array.encode()]
    return items


def _content(file: Path) -> bytes:
    if file == STDIN:
        return sys.stdin.buffer.read()
    try:
        return file.read_bytes()
    except OSError as error:
        why = UNREADABLE.get(type(error), Text(fr=f"erreur {error.errno}", en=f"error {error.errno}"))
        name = str(file)
        screen.fail(Text(fr=f"{name} ne peut être lu : {why.fr}.", en=f"{name} cannot be read: {why.en}."), Exit.USAGE)


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


def render_checks(console: Console, checked: list[Checked]) -> None:
    """Draw what was *checked*, for a person."""
    table = Table(screen.text("événement", "event"), screen.text("verdict", "verdict"), show_lines=True)
    for each in checked:
        place = escape(f"{each.file}:{each.place}")
        if each.rejected is None:
            table.add_row(place, screen.text("[green]conforme[/green]", "[green]accepted[/green]"))
        else:
            table.add_row(place, "\n\n".join(_sentences(problem) for problem in each.rejected.problems))
    refused = sum(each.rejected is not None for each in checked)
    console.print(table)
    console.print(
        screen.text(
            f"Conformes : {len(checked) - refused}. Refusés : {refused}. Rien n'a été envoyé.",
            f"Accepted: {len(checked) - refused}. Refused: {refused}. Nothing was sent.",
        )
    )


def _sentences(problem: Problem) -> str:
    where = f"[bold]{escape(problem.field)}[/bold] " if problem.field else ""
    said = [f"{where}[red]{problem.fault.value}[/red]", escape(screen.say(problem.text))]
    if problem.expected is not None:
        said.append(screen.text("Attendu : ", "Expected: ") + escape(screen.say(problem.expected)))
    said.append(screen.text("À faire : ", "To do: ") + escape(screen.say(problem.remedy)))
    return "\n".join(said)
