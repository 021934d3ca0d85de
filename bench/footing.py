"""What a measurement stands on: engines of its own in a folder of its own, of which nothing is left behind."""

import asyncio
import signal
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from rich.console import Console
from temporalio.client import Client

from bench.drive import Bench, needed_topics
from engines.stack import Stack
from events.connection import connection
from events.publish import Publisher
from events.topics import Topics
from settings import Settings
from worker import temporal_client

WIDTH = 130
"""Columns of the tables, in a terminal or in a file."""

progress = Console(stderr=True, highlight=False)


@asynccontextmanager
async def footing() -> AsyncIterator[tuple[Bench, Client]]:
    """Start the engines, and stop them; Ctrl-C and SIGTERM stop them too."""
    running = asyncio.current_task()
    assert running is not None  # noqa: S101 - a coroutine that runs is a task
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, running.cancel)
    settings = Settings(temporal_address=None, kafka_bootstrap_servers=None, opa_url=None, journal_url=None)
    with tempfile.TemporaryDirectory(prefix="balise-bench-") as name:
        folder = Path(name)
        stack = Stack(settings, folder)
        progress.print("starting the engines")
        try:
            at = await stack.up(lambda text: progress.print(f"  {text.en}"))
            kafka = connection(settings, at.kafka)
            await Topics(kafka).ensure(needed_topics())
            client = await temporal_client(settings, at.temporal)
            async with Publisher(kafka) as publisher:
                yield Bench(at, folder, kafka, publisher), client
        finally:
            await stack.down()
