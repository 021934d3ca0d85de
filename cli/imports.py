"""`balise import`: what exists already becomes cases, by the road that everybody's own events take."""

import asyncio
import logging
import time
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeElapsedColumn
from rich.progress import Progress as Bar

from cli import import_plan
from cli.import_report import plan, show_plan, show_report
from cli.screen import Exit, screen
from domain.text import Text
from engines import EngineUnavailable
from engines.stack import addresses
from events.connection import connection
from events.inventory import describe, shelf
from events.inventory.reading import Inventory, read_inventory
from events.inventory.refusal import FileRefused, MappingRefused
from events.inventory.table import decoded
from settings import Settings

if TYPE_CHECKING:
    from events.inventory.sending import Progress
    from events.inventory.tally import Report

QUIET = 20.0
"""Seconds without news after which a person is told why nothing moves."""


def add_to(app: typer.Typer) -> None:
    """Add the group to *app*."""
    group = typer.Typer(
        no_args_is_help=True, help=screen.text("Importer ce qui existe déjà.", "Import what exists already.")
    )
    group.command(
        "inventory",
        help=screen.text(
            "Lit un inventaire public (CSV, UTF-8) et émet, ligne par ligne, ce que l'établissement aurait émis. "
            "Chaque ligne devient un dossier, ou est refusée avec sa raison. L'importer de nouveau ne change rien.",
            "Read a public inventory (CSV, UTF-8) and emit, row by row, what the establishment would have emitted. "
            "Every row becomes a case, or is refused with its reason. Importing it again changes nothing.",
        ),
    )(inventory)
    group.command(
        "mapping",
        help=screen.text(
            "Montre où va chaque colonne d'un inventaire (Markdown) ; sans nom, nomme les mappages fournis.",
            "Show where each column of an inventory goes (Markdown); without a name, list the mappings shipped.",
        ),
    )(mapping)
    import_plan.add_to(group)
    app.add_typer(group, name="import")


def mapping(
    name: Annotated[str | None, typer.Argument(metavar="NAME|PATH", show_default=False)] = None,
) -> None:
    """Show one mapping, or name those that are shipped."""
    try:
        chosen = [shelf.take(each) for each in ([name] if name else shelf.shipped())]
    except MappingRefused as refused:
        screen.fail(refused.text)
    if name:
        text = describe.markdown(chosen[0], screen.language)
        value = [{"header": line.header, "to": line.to, "why": line.why} for line in describe.lines(chosen[0])]
    else:
        text = "\n".join(f"{each.name}: {screen.say(each.title)}" for each in chosen)
        value = [{"name": each.name, "title": each.title} for each in chosen]
    screen.answer(value, lambda console: console.print(text, markup=False, soft_wrap=True))


def inventory(
    file: Annotated[Path, typer.Argument(metavar="FILE", show_default=False)],
    *,
    mapping: Annotated[
        str | None,
        typer.Option(
            metavar="NAME|PATH",
            help=screen.text(
                "Mappage fourni, ou chemin du vôtre ; à défaut, celui dont les en-têtes sont ceux du fichier.",
                "A mapping shipped, or the path of yours; else the one whose headers are the file's.",
            ),
        ),
    ] = None,
    published: Annotated[
        datetime | None,
        typer.Option(
            formats=["%Y-%m-%d"],
            help=screen.text(
                "Date de cette édition, si ce n'est pas celle du mappage. Une édition corrigée en demande une "
                "plus récente : de deux choses dites, la dernière compte.",
                "Date of this edition, when it is not the mapping's. A corrected edition needs a later one: of two "
                "things said, the last counts.",
            ),
        ),
    ] = None,
    dry_run: Annotated[
        bool,
        typer.Option(
            "--dry-run", help=screen.text("Lire et valider sans rien émettre.", "Read and check, emit nothing.")
        ),
    ] = False,
    timeout: Annotated[
        float,
        typer.Option(
            min=1,
            help=screen.text(
                "Secondes de silence total au bout desquelles on cesse d'attendre.",
                "Seconds of complete silence after which waiting ends.",
            ),
        ),
    ] = 300,
) -> None:
    """Import *file*."""
    name, read = _read(file, mapping, published.date() if published else None)
    if dry_run:
        planned = plan(name, read)
        screen.answer(planned, lambda console: show_plan(console, planned))
        raise typer.Exit(int(Exit.OK if planned["exact"] else Exit.REFUSED))
    report = _imported(name, read, timeout)
    screen.answer(report, lambda console: show_report(console, report))
    if not report.complete:
        screen.note(
            f"Rien entendu depuis {timeout:.0f} s : on cesse d'attendre. Relancez la même commande quand le worker "
            "sera de retour ; ce qui est déjà reçu sera reconnu.",
            f"Nothing heard for {timeout:.0f} s: waiting ends. Run the same command again when the worker is back; "
            "what has been received already will be recognized.",
        )
        raise typer.Exit(int(Exit.UNAVAILABLE))
    raise typer.Exit(int(Exit.OK if report.exact else Exit.REFUSED))


def _read(file: Path, mapping_name: str | None, published: date | None) -> tuple[str, Inventory]:
    now = datetime.now(UTC)
    if published and published > now.date():
        screen.fail(Text(fr="--published est dans l'avenir.", en="--published is in the future."), Exit.USAGE)
    try:
        text = decoded(file.read_bytes())
        candidates = [shelf.take(each) for each in ([mapping_name] if mapping_name else shelf.shipped())]
        chosen, header_and_rows = shelf.fitting(text, candidates)
        return chosen.name, read_inventory(header_and_rows, chosen, now=now, published=published)
    except OSError as error:
        name = escape(str(file))
        screen.fail(
            Text(
                fr=f"{name} ne peut être lu (erreur {error.errno}).", en=f"{name} cannot be read (error {error.errno})."
            ),
            Exit.USAGE,
        )
    except (FileRefused, MappingRefused) as refused:
        screen.fail(refused.text)


def _imported(name: str, read: Inventory, timeout: float) -> "Report":
    # Kafka's client is slow to import, and a dry run or a usage error has no need of it.
    from aiokafka.errors import KafkaError

    from events.inventory.sending import carried
    from events.inventory.tally import report

    # The client logs every retry, those that succeed too; what does not succeed is raised, or heard of as silence.
    logging.getLogger("aiokafka").setLevel(logging.CRITICAL)
    settings = Settings()
    try:
        kafka = connection(settings, addresses(settings).kafka)
        began = time.monotonic()
        with _bar() as bar:
            road, complete = asyncio.run(carried(read.cases, kafka, silence=timeout, progress=_Shown(bar).update))
        seconds = time.monotonic() - began
    except EngineUnavailable as unavailable:
        screen.fail(unavailable.text, Exit.UNAVAILABLE)
    except (KafkaError, OSError) as error:
        kind = type(error).__name__
        screen.fail(
            Text(
                fr=f"Kafka ne répond pas ({kind}). Voyez « balise status ».",
                en=f'Kafka does not answer ({kind}). See "balise status".',
            ),
            Exit.UNAVAILABLE,
        )
    return report(name, read, road.sent, road.heard, seconds=seconds, complete=complete)


def _bar() -> Bar:
    return Bar(
        TextColumn(screen.text("événements", "events")),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[detail]}"),
        TimeElapsedColumn(),
        console=screen.err,
    )


class _Shown:
    """The bar, and the one sentence a person gets when nothing moves."""

    def __init__(self, bar: Bar) -> None:
        self._bar = bar
        self._task = bar.add_task("", total=None, detail="")
        self._began = time.monotonic()
        self._told = False

    def update(self, progress: "Progress") -> None:
        rate = progress.ended / max(time.monotonic() - self._began, 0.001)
        detail = screen.text(
            f"{progress.sent} émis, {progress.verdicts} verdicts, {rate:.0f}/s",
            f"{progress.sent} sent, {progress.verdicts} verdicts, {rate:.0f}/s",
        )
        self._bar.update(self._task, completed=progress.ended, total=progress.events, detail=detail)
        silent = progress.quiet > QUIET
        if silent and not self._told:
            self._bar.console.print(
                screen.text(
                    f"Rien depuis {QUIET:.0f} s : le worker ne répond pas ; l'importation continuera dès son retour.",
                    f"Nothing for {QUIET:.0f} s: the worker does not answer; the import will go on when it is back.",
                )
            )
        self._told = silent
