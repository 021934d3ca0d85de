"""From an event on Kafka to a published verdict, beside the least that could be done: `python -m bench.intake`.

One start of the embedded engines, a worker process for each contender, and the same load for each in turn. Takes four
to six minutes on two quiet cores.
"""

import argparse
import asyncio
import sys

from rich.console import Console

from bench.footing import WIDTH, footing, progress
from bench.session import Plan, Session
from bench.tables import show


async def main() -> None:
    """Measure as the command line says, and report."""
    parser = argparse.ArgumentParser(prog="python -m bench.intake", description=__doc__)
    parser.add_argument("--json", action="store_true", help="report as JSON")
    parser.add_argument("--rounds", type=int, default=3, help="rounds of every contender (%(default)s)")
    parser.add_argument("--cases", type=int, default=200, help="cases in a round, four events each (%(default)s)")
    chosen = parser.parse_args()
    async with footing() as (bench, client):
        report = await Session(Plan(chosen.cases, chosen.rounds), bench, client, progress.print).measure()
    if chosen.json:
        sys.stdout.write(report.as_json() + "\n")
    else:
        show(report, Console(highlight=False, width=WIDTH))


if __name__ == "__main__":
    asyncio.run(main())
