"""`balise up`, `down` and `status`: the embedded engines from the command line."""

import asyncio
import signal
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from cli import attendant
from cli.screen import Exit, screen
from domain.text import Text
from engines import EngineUnavailable
from engines.stack import Addresses, EngineStatus, Stack
from settings import Settings


def add_to(app: typer.Typer) -> None:
    """Add this subject's commands."""
    app.command("up", help=screen.text("Démarrer les moteurs.", "Start the engines."))(_up)
    app.command("down", help=screen.text("Arrêter les moteurs démarrés ici.", "Stop the engines started here."))(_down)
    app.command("status", help=screen.text("Dire comment vont les moteurs.", "Tell how the engines are."))(_status)


def _up(
    *,
    detach: Annotated[
        bool,
        typer.Option(
            "--detach",
            help=screen.text(
                "Rendre la main quand tout est prêt, en laissant les moteurs tourner.",
                "Return when all is ready and leave the engines running.",
            ),
        ),
    ] = False,
) -> None:
    try:
        asyncio.run(_keep_up(Stack(Settings()), detach=detach))
    except EngineUnavailable as unavailable:
        screen.fail(unavailable.text, Exit.UNAVAILABLE)


async def _keep_up(stack: Stack, *, detach: bool) -> None:
    asked_to_end = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, asked_to_end.set)
    end = asyncio.create_task(asked_to_end.wait())
    starting = asyncio.create_task(stack.up(_note))
    await asyncio.wait({starting, end}, return_when=asyncio.FIRST_COMPLETED)
    if not starting.done():
        starting.cancel()
        await asyncio.wait({starting})
        return
    addresses = starting.result()
    screen.answer(addresses, lambda console: _show(console, addresses))
    if detach:
        end.cancel()
        return
    screen.note("Ctrl-C pour arrêter.", "Ctrl-C to stop.")
    await end
    screen.note("Arrêt des moteurs…", "Stopping the engines…")
    await stack.down(only=frozenset(stack.started))


def _down() -> None:
    settings = Settings()
    attendant.stop(settings.data)
    asyncio.run(Stack(settings).down())
    screen.note("Moteurs arrêtés.", "Engines stopped.")


def _status() -> None:
    engines = asyncio.run(Stack(Settings()).status())
    screen.answer(engines, lambda console: console.print(_table(engines)))
    if not all(engine.healthy for engine in engines):
        raise typer.Exit(Exit.UNAVAILABLE)


def _note(text: Text) -> None:
    screen.note(text.fr, text.en)


def _show(console: Console, addresses: Addresses) -> None:
    for name, address in (
        ("Temporal", addresses.temporal),
        (screen.text("Temporal, interface web", "Temporal, web UI"), addresses.temporal_ui),
        ("Kafka", addresses.kafka),
        ("OPA", addresses.opa),
        ("Journal", addresses.journal),
    ):
        if address is not None:
            console.print(f"{name:<24} {address}", soft_wrap=True)


def _table(engines: list[EngineStatus]) -> Table:
    table = Table(box=None, pad_edge=False)
    for fr, en in (("moteur", "engine"), ("version", "version"), ("adresse", "address"), ("état", "state")):
        table.add_column(screen.text(fr, en), overflow="fold")
    for one in engines:
        why = screen.say(one.why) if one.why else ""
        table.add_row(
            one.engine.label,
            one.version or "-",
            one.address or "-",
            f"[green]{screen.text('en santé', 'healthy')}[/green]" if one.healthy else f"[red]{why}[/red]",
        )
    return table
