"""From an event on Kafka to a published verdict, beside the least that could be done: `python -m bench.intake`.

One start of the embedded engines in a folder of its own, a worker process for each contender, and the same load for
each in turn. Nothing is left behind. Takes four to six minutes on two quiet cores.
"""

import argparse
import asyncio
import signal
import sys
import tempfile
from pathlib import Path

from rich.console import Console

from bench.drive import Bench, needed_topics
from bench.report import Report
from bench.session import Plan, Session
from bench.tables import show
from engines.stack import Stack
from events.connection import connection
from events.publish import Publisher
from events.topics import Topics
from settings import Settings
from worker import temporal_client

WIDTH = 130
"""Columns of the tables, in a terminal or in a file."""

progress = Console(stderr=True, highlight=False)


async def measure(plan: Plan, folder: Path) -> Report:
    """Start the engines in *folder*, measure on them, and stop them."""
    settings = Settings(temporal_address=None, kafka_bootstrap_servers=None, opa_url=None, journal_url=None)
    stack = Stack(settings, folder)
    progress.print("starting the engines")
    try:
        at = await stack.up(lambda text: progress.print(f"  {text.en}"))
        kafka = connection(settings, at.kafka)
        await Topics(kafka).ensure(needed_topics())
        client = await temporal_client(settings, at.temporal)
        async with Publisher(kafka) as publisher:
            return await Session(plan, Bench(at, folder, kafka, publisher), client, progress.print).measure()
    finally:
        await stack.down()


async def main() -> None:
    """Measure as the command line says, and report; Ctrl-C and SIGTERM stop everything that was started."""
    parser = argparse.ArgumentParser(prog="python -m bench.intake", description=__doc__)
    parser.add_argument("--json", action="store_true", help="report as JSON")
    parser.add_argument("--rounds", type=int, default=3, help="rounds of every contender (%(default)s)")
    parser.add_argument("--cases", type=int, default=200, help="cases in a round, four events each (%(default)s)")
    chosen = parser.parse_args()
    running = asyncio.current_task()
    assert running is not None  # noqa: S101 - a coroutine that runs is a task
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, running.cancel)
    with tempfile.TemporaryDirectory(prefix="balise-bench-") as folder:
        report = await measure(Plan(cases=chosen.cases, rounds=chosen.rounds), Path(folder))
    if chosen.json:
        sys.stdout.write(report.as_json() + "\n")
    else:
        show(report, Console(highlight=False, width=WIDTH))


if __name__ == "__main__":
    asyncio.run(main())
