"""`balise demo`: the bundled story on real engines, from the first event to the decision table."""

import asyncio
import logging
import shutil
import signal
import time
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeElapsedColumn
from temporalio.client import Client

from cli import attendant
from cli.case import folders_of
from cli.program import Told, show
from cli.screen import Exit, screen
from domain.text import Text
from engines import EngineUnavailable, enrolment, process
from engines.process import Child
from engines.stack import Addresses, Stack
from events.connection import connection
from settings import Settings
from story.ending import mismatches, unheard, unparked
from story.giving import Givers
from story.performing import StoryInterruptedError, perform, prepare
from story.telling import Story, told
from workflows.folder import Folder

HEARING = 30.0
"""Seconds that cases have, once all is told, to hear what others told them."""


class WorkerEndedError(Exception):
    """The worker ended before the story did."""


def add_to(app: typer.Typer) -> None:
    """Add this subject's command."""
    app.command(
        "demo",
        help=screen.text(
            "Raconter l'histoire fournie sur de vrais moteurs et montrer les verdicts.",
            "Tell the bundled story on real engines and show the verdicts.",
        ),
    )(_demo)


def _demo(
    *,
    keep: Annotated[
        bool,
        typer.Option(
            "--keep",
            help=screen.text("Laisser tourner les moteurs et le worker.", "Leave the engines and the worker running."),
        ),
    ] = False,
) -> None:
    settings = Settings()
    # The story needs cases that nobody has told of yet: a folder of its own, emptied every time.
    settings = settings.model_copy(update={"data": (settings.data / "demo").resolve(), "opinion_keys": None})
    try:
        wrong = asyncio.run(_until_told(lambda: _run(settings, keep=keep)))
    except EngineUnavailable as unavailable:
        screen.fail(unavailable.text, Exit.UNAVAILABLE)
    except (StoryInterruptedError, WorkerEndedError) as interrupted:
        screen.fail(_interrupted(interrupted, settings))
    except asyncio.CancelledError:
        raise typer.Exit(128 + signal.SIGTERM) from None
    for text in wrong:
        screen.note(f"[red]{text.fr}[/red]", f"[red]{text.en}[/red]")
    if wrong:
        raise typer.Exit(Exit.REFUSED)


async def _until_told(work: Callable[[], Awaitable[list[Text]]]) -> list[Text]:
    """Do *work*; SIGTERM ends it as Ctrl-C does, with everything stopped that was started."""
    task = asyncio.ensure_future(work())
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, task.cancel)
    return await task


async def _run(settings: Settings, *, keep: bool) -> list[Text]:
    began = time.monotonic()
    stack = Stack(settings)
    await _sweep(settings, stack)
    givers = _enrolled(settings)
    try:
        at = await stack.up(_note)
        _log_to(settings.data / "logs")
        worker = attendant.start(settings.data)
        wrong = await _tell(settings, at, worker, told(_suffix(settings), givers.signs), began, keep=keep)
    except BaseException:
        keep = False
        raise
    finally:
        if not keep:
            screen.note("Arrêt du worker et des moteurs…", "Stopping the worker and the engines…")
            await asyncio.to_thread(attendant.stop, settings.data)
            await stack.down()
    return wrong


def _log_to(folder: Path) -> None:
    """Keep what client libraries say for a file: nobody watching needs to know it."""
    folder.mkdir(exist_ok=True)
    logging.basicConfig(filename=folder / "demo.log", level=logging.WARNING)


def _enrolled(settings: Settings) -> Givers:
    """Enrol, in the demonstration's own folder, keys drawn for those who give its opinions."""
    givers = Givers.drawn()
    enrolment.keep(settings.enrolled, givers.table(datetime.now(UTC).date()))
    if settings.opa_url:
        screen.note(
            f"OPA est servi ailleurs : sans les clés de {settings.enrolled}, il ne comptera pas les avis.",
            f"OPA is served elsewhere: without the keys of {settings.enrolled}, it will not count the opinions.",
        )
    return givers


async def _tell(  # noqa: PLR0913 - what the command has prepared
    settings: Settings, at: Addresses, worker: Child, story: Story, began: float, *, keep: bool
) -> list[Text]:
    from worker import temporal_client  # brings the worker's dependencies in, which help does without

    kafka = connection(settings, at.kafka)
    await prepare(story, kafka)
    with _bar(story, worker) as progress:
        performance = await perform(story, kafka, progress)
    client = await temporal_client(settings, at.temporal)
    folders = await folders_once_heard(client, story)
    wrong = mismatches(story, folders, performance.heard.history) + unparked(performance.records, performance.heard)
    summary = Told(
        story=story,
        performance=performance,
        folders=folders,
        addresses=at,
        data=settings.data,
        kept=keep,
        seconds=time.monotonic() - began,
        mismatches=wrong,
    )
    screen.answer(summary.as_json(), lambda console: show(console, summary))
    return wrong


async def folders_once_heard(client: Client, story: Story) -> dict[str, Folder]:
    """Return the folder of each case: what a case tells another is on its way when its own record has ended."""
    patience = time.monotonic() + HEARING
    while True:
        folders = await folders_of(client, [story.case_id(life) for life in story.lives])
        if not unheard(folders) or time.monotonic() > patience:
            return folders
        await asyncio.sleep(0.2)


async def _sweep(settings: Settings, stack: Stack) -> None:
    """Stop what an earlier demonstration left running, and forget it."""
    if settings.data.exists():
        await asyncio.to_thread(attendant.stop, settings.data)
        await stack.down()
        await asyncio.to_thread(shutil.rmtree, settings.data)


def _suffix(settings: Settings) -> str:
    """Return what ends the slugs: engines that are not started here may have heard the story before."""
    elsewhere = settings.temporal_address or settings.kafka_bootstrap_servers
    return f"-{datetime.now(UTC):%y%m%d%H%M%S}" if elsewhere else ""


@contextmanager
def _bar(story: Story, worker: Child) -> Iterator[Callable[[int, int], None]]:
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=screen.err) as bar:
        task: TaskID = bar.add_task(_act(1, story), total=len(story.records))

        def told_so_far(act: int, ended: int) -> None:
            if not process.alive(worker):
                raise WorkerEndedError
            bar.update(task, description=_act(act, story), completed=ended)

        yield told_so_far


def _act(number: int, story: Story) -> str:
    return screen.text(f"Acte {number} sur {len(story.acts)}", f"Act {number} of {len(story.acts)}")


def _interrupted(interrupted: Exception, settings: Settings) -> Text:
    log = attendant.log(settings.data)
    if isinstance(interrupted, StoryInterruptedError):
        return Text(
            fr=f"L'histoire s'est arrêtée : {interrupted.ended} enregistrements sur {interrupted.sent} ont abouti, "
            f"puis plus rien. Voyez {log}.",
            en=f"The story stopped: {interrupted.ended} of {interrupted.sent} records came to their end, "
            f"then nothing. See {log}.",
        )
    word = process.last_word(log)
    return Text(
        fr=f"Le worker s'est arrêté : voyez {log}, où ses derniers mots sont « {word} ».",
        en=f'The worker ended: see {log}, where its last words are "{word}".',
    )


def _note(text: Text) -> None:
    screen.note(text.fr, text.en)
