"""`balise audit replay`: whether recorded histories still replay, before new code is deployed."""

import gzip
import os
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Final

import typer
from rich import box
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from audit.replay import History, Replayed, replay
from audit.verifier.destructions import destroyed
from cli.progress import counted
from cli.screen import Exit, screen
from domain.text import Text
from settings import Settings

CORES: Final = os.cpu_count() or 1
SUFFIXES: Final = (".json", ".json.gz")
HELP: Final = Text(
    fr="Rejoue chaque historique archivé avec le code d'aujourd'hui ; nomme le premier écart : le dossier, "
    "l'événement, la ligne. Un fichier est l'export JSON ordinaire de Temporal, comprimé ou non.",
    en="Replay every archived history with today's code; name the first deviation: the case, the event, the line. A "
    "file is Temporal's ordinary JSON export, compressed or not.",
)

Places = Annotated[list[Path] | None, typer.Argument(metavar="[FILE|DIR]…", show_default=False)]
Workers = Annotated[int, typer.Option(min=1, metavar="N", help="processus / processes", show_default="CPU")]


def replay_histories(places: Places = None, workers: Workers = CORES) -> None:
    """Replay the histories in *places*, by default those of this installation's journal."""
    settings = Settings()
    found = sorted(_files(places or [(settings.journal_dir or settings.data / "journal") / "log" / "histories"]))
    files = [path for path in found if not _is_gone(path)]
    if len(files) < len(found):
        gone = len(found) - len(files)
        screen.note(f"{gone} historique(s) détruit(s), laissé(s) de côté.", f"{gone} destroyed histories, left aside.")
    if not files:
        screen.fail(
            Text(
                fr="Aucun historique : donnez un fichier, un dossier, ou archivez d'abord (un travailleur le fait "
                "chaque heure).",
                en="No history: name a file or a folder, or archive some first (a worker does, every hour).",
            ),
            Exit.UNAVAILABLE,
        )
    done = list(_replayed(files, min(workers, len(files))))
    screen.answer([asdict(each) for each in done], lambda console: _show(console, done))
    if not all(each.accepted for each in done):
        raise typer.Exit(int(Exit.REFUSED))


def _replayed(files: list[Path], workers: int) -> Iterator[Replayed]:
    with counted(Text(fr="Historiques rejoués", en="Histories replayed"), len(files)) as one_more:
        for each in replay(map(_read, files), workers=workers):
            one_more()
            yield each


def _files(places: list[Path]) -> Iterator[Path]:
    for place in places:
        if place.is_dir():
            yield from (path for path in place.rglob("*") if path.name.endswith(SUFFIXES))
        elif place.is_file():
            yield place
        else:
            screen.fail(Text(fr=f"{place} : il n'existe pas.", en=f"{place}: it does not exist."), Exit.USAGE)


def _is_gone(path: Path) -> bool:
    """Return whether the journal destroyed the history that was at *path*."""
    try:
        return destroyed(path.read_bytes()) is not None
    except OSError:
        return False  # which is told when it is read


def _read(path: Path) -> History:
    try:
        content = path.read_bytes()
        return str(path), (gzip.decompress(content) if path.suffix == ".gz" else content).decode()
    except (OSError, EOFError, ValueError) as error:
        return str(path), f"unreadable: {type(error).__name__}"


def _show(console: Console, done: list[Replayed]) -> None:
    deviating = [each for each in done if not each.accepted]
    if deviating:
        table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
        for fr, en in (("historique", "history"), ("type", "type"), ("événement", "event"), ("ligne", "line")):
            table.add_column(screen.text(fr, en), overflow="fold")
        table.add_column(screen.text("ce qui ne va pas", "what is wrong"), overflow="fold")
        for each in deviating:
            event = "" if each.event is None else str(each.event)
            words = (each.name, each.workflow_type, event, each.line or "", each.cause or "")
            table.add_row(*map(escape, words))
        console.print(table)
    events = sum(each.events for each in done)
    console.print(
        screen.text(
            f"{len(done)} historique(s), {events} événements ; {len(deviating)} ne se rejoue(nt) pas.",
            f"{len(done)} histories, {events} events; {len(deviating)} do not replay.",
        )
    )
