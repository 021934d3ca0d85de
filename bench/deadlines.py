"""Thousands of cases due on one day, beside the events of the others: `python -m bench.deadlines`.

The four hours over which a day's deadlines are spread are shortened, so that the same road is driven at the rate of
ten thousand cases, many times faster, and with no window at all. Each time, other cases live at one steady rate, and
what matters is how long their events take beside a moment without any deadline. Takes about five minutes. With
`--open`, all ten thousand are opened besides, due over the real four hours, of which that many minutes are lived.
"""

import argparse
import asyncio
import os
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import AsyncExitStack
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Final

import orjson
from rich.console import Console
from rich.table import Table
from temporalio.client import Client

from activities.names import TASK_QUEUE
from bench.drive import Driven, driven
from bench.figures import percentile
from bench.footing import WIDTH, footing, progress
from bench.hastened import instant, tomorrow
from bench.listening import GovernanceEar, on_topic
from bench.shape import ESTABLISHMENT, Shape
from domain import deadlines
from domain.case import Case
from events.contract import topics
from workflows.case import CaseShell
from workflows.folder import Folder
from workflows.search import shown_at_start

IN_LIFE: Final = 10_000
"""Cases whose deadlines fall on one day."""
RATE: Final = IN_LIFE / deadlines.WINDOW.total_seconds()

LEAST: Final = 40
"""Seconds of steady load in a phase, however short its window."""

PATIENCE: Final = 180.0
"""Seconds without a word before it is given up: what waits behind a thousand deadlines waits long."""

STARTED_AT_ONCE: Final = 32


@dataclass(frozen=True)
class Phase:
    """One stretch of steady load, and the deadlines that come meanwhile."""

    name: str
    cases: int
    window: int
    """Seconds over which they come."""
    lasts: int = LEAST
    """Seconds that are lived, of that window or longer."""


@dataclass(frozen=True)
class Found:
    """What one phase has shown, in seconds."""

    phase: Phase
    deadlines: int
    """That came while it was lived."""
    events: int
    p50: float
    p99: float
    lag_p50: float | None
    """From the instant of a deadline to the announcement that something is late."""
    lag_p99: float | None
    told_in: float | None
    """From the first deadline's instant to the last announcement."""
    others: float
    by_minute: tuple[tuple[float, float], ...] = ()
    """p50 and p99 of what was emitted in each minute: a stall at the beginning is another thing than a slow road."""


class LateEar(GovernanceEar):
    """Hears, besides, which cases were said to be late."""

    def note(self, value: bytes) -> None:
        """Take one record into account."""
        super().note(value)
        said = orjson.loads(value)
        if said["type"].endswith("obligation.overdue.v1"):
            self.hear(said["subject"])


def batched(values: Sequence[float], size: int) -> Iterator[Sequence[float]]:
    """Yield *values* in their order, so many at a time."""
    return (values[first : first + size] for first in range(0, len(values), size))


def spread(cases: int) -> dict[str, float]:
    """Return how the window spreads so many *cases* that are due together: the fullest second and minute."""
    day = date(2026, 7, 1)
    moments = sorted(
        deadlines._instant(Case.opened(f"initiative:cn/dossier-{number}"), day)  # noqa: SLF001 - what a day becomes
        for number in range(cases)
    )
    seconds = [moment.replace(microsecond=0) for moment in moments]
    minutes = [moment.replace(second=0, microsecond=0) for moment in moments]
    return {
        "cases": cases,
        "hours": (moments[-1] - moments[0]) / timedelta(hours=1),
        "per_second": cases / deadlines.WINDOW.total_seconds(),
        "fullest_second": max(Counter(seconds).values()),
        "fullest_minute": max(Counter(minutes).values()),
    }


async def model(load: Driven, client: Client) -> Folder:
    """Return a case in production, judged by the real policies, that owes what it has to regularize."""
    declared, *others = Shape(1, "grouped").emitted("modele")
    recension = {**declared, "data": {**declared["data"], "stage": "production"}}
    told = [recension, *(each for each in others if "requested" not in each["type"])]
    topic = topics.incoming(ESTABLISHMENT)
    await load.bench.publisher.send((topic, each["subject"].encode(), orjson.dumps(each), ()) for each in told)
    await load.ear.until(each["id"] for each in told)
    return await client.get_workflow_handle(declared["subject"]).query(CaseShell.folder)


@dataclass(frozen=True)
class Road:
    """Balise under way, the case that those with a deadline are like, and the rate at which others live."""

    load: Driven
    late: LateEar
    client: Client
    like: Folder
    rate: float

    async def lived(self, phase: Phase) -> Found:
        """Live through *phase*."""
        # Each case has a first task of its own, in which it sets its timer: the window begins after the last has.
        begins = int(time.time()) + 8 + phase.cases // 20
        cases = await self._opened(phase, begins)
        progress.print(f"{phase.name}: {len(cases)} cases wait; {begins - time.time():.0f} s to go")
        await asyncio.sleep(max(0.0, begins - time.time()))
        shape = Shape(round(self.rate * phase.lasts / 4), "interleaved")
        self.load.meter.reset()
        took = await self.load.paced(shape, f"vie-{begins}", self.rate, silence=PATIENCE)
        _, others = self.load.meter.read()
        day = tomorrow(datetime.fromtimestamp(begins, UTC))
        moments = {case.id: instant(case, day).timestamp() for case in cases}
        due = {case_id: moment for case_id, moment in moments.items() if moment <= begins + phase.lasts}
        lags: list[float] = []
        if due:
            await self.late.until(due, silence=PATIENCE)
            lags = [self.late.ended[case_id] - moment for case_id, moment in due.items()]
        return Found(
            phase=phase,
            deadlines=len(due),
            events=shape.events,
            p50=percentile(took, 0.5),
            p99=percentile(took, 0.99),
            lag_p50=percentile(lags, 0.5) if lags else None,
            lag_p99=percentile(lags, 0.99) if lags else None,
            told_in=max(self.late.ended[each] for each in due) - min(due.values()) if due else None,
            others=others,
            by_minute=tuple(
                (percentile(some, 0.5), percentile(some, 0.99)) for some in batched(took, round(self.rate * 60))
            ),
        )

    async def _opened(self, phase: Phase, begins: int) -> list[Case]:
        """Start the cases of *phase*, due the day before the one that the window that *begins* then stands for."""
        due = tomorrow(datetime.fromtimestamp(begins, UTC)) - timedelta(days=1)
        first, *rest = self.like.case.obligations
        owed = (first.model_copy(update={"due": due, "reminders": ()}), *rest)
        at_once = asyncio.Semaphore(STARTED_AT_ONCE)

        async def start(number: int) -> Case:
            case_id = f"initiative:{ESTABLISHMENT}/echeance-{begins}-{phase.window}-{number}"
            # The journal keeps a case from its first settlement: this one has had none yet.
            case = self.like.case.model_copy(update={"id": case_id, "obligations": owed, "seen": ()})
            async with at_once:
                await self.client.start_workflow(
                    "Initiative",
                    Folder(case=case, verdict=self.like.verdict),
                    id=case_id,
                    task_queue=TASK_QUEUE,
                    search_attributes=shown_at_start(case),
                )
            return case

        return list(await asyncio.gather(*map(start, range(phase.cases))))


def phases(cases: int, minutes: int) -> Sequence[Phase]:
    """Return what is lived through, with so many *cases* in all, then so many *minutes* with ten thousand more."""
    in_life = round(RATE * LEAST)
    fast = (cases - in_life) // 5
    return (
        Phase("no deadline", 0, LEAST),
        Phase(f"{IN_LIFE} in 4 h", in_life, LEAST),
        Phase(f"{fast / LEAST / RATE:.0f} times as fast", fast, LEAST),
        Phase("no window", cases - in_life - fast, 1),
        *([Phase(f"{IN_LIFE} open", IN_LIFE, round(IN_LIFE / RATE), minutes * 60)] if minutes else []),
        Phase("no deadline, again", 0, LEAST),
    )


async def measure(cases: int, rate: float, minutes: int) -> list[Found]:
    """Live through every phase."""
    async with footing() as (bench, client), AsyncExitStack() as open_:
        load = await open_.enter_async_context(driven("deadlines", bench, ["-m", "bench.hastened"]))
        late = LateEar()
        await open_.enter_async_context(on_topic(late, topics.GOVERNANCE_OUT, bench.kafka))
        await load.saturated(Shape(20, "interleaved"), "tour-de-chauffe")
        road = Road(load, late, client, await model(load, client), rate)
        found = [await road.lived(phase) for phase in phases(cases, minutes)]
        for line, times in warned(load.process.log.read_bytes()).items():
            progress.print(f"the worker warned {times} times: {line}")
        return found


def warned(log: bytes) -> Counter[str]:
    """Return how often each event of level warning or worse was logged."""
    lines = (orjson.loads(line) for line in log.splitlines() if line.startswith(b"{"))
    return Counter(
        f"{line.get('event')} {line.get('cause', '')}".strip()
        for line in lines
        if line.get("level") not in {"debug", "info"}
    )


def show(found: Sequence[Found], console: Console) -> None:
    """Print what was found."""
    floor = found[0]
    table = Table(title="events of other cases, and what was told of the deadlines (seconds)")
    for name in ("", "deadlines", "p50", "p99", "of the floor", "lag p50", "lag p99", "all told in", "others"):
        table.add_column(name, justify="right" if name else "left")
    for each in found:
        table.add_row(
            *(each.phase.name, str(each.deadlines), f"{each.p50:.3f}", f"{each.p99:.3f}"),
            f"{each.p50 / floor.p50:.1f} / {each.p99 / floor.p99:.1f}",
            *("-" if value is None else f"{value:.2f}" for value in (each.lag_p50, each.lag_p99, each.told_in)),
            f"{each.others:.0%}",
        )
    console.print(table)


async def main() -> None:
    """Measure as the command line says, and report."""
    parser = argparse.ArgumentParser(prog="python -m bench.deadlines", description=__doc__)
    parser.add_argument("--json", action="store_true", help="report as JSON")
    parser.add_argument("--cases", type=int, default=2000, help="cases with a deadline in all (%(default)s)")
    parser.add_argument("--rate", type=float, default=8.0, help="events a second of the others (%(default)s)")
    parser.add_argument("--open", type=int, default=0, metavar="MINUTES", help="with ten thousand open, for so long")
    chosen = parser.parse_args()
    before = os.getloadavg()
    found = await measure(chosen.cases, chosen.rate, chosen.open)
    window = spread(IN_LIFE)
    for each in found:
        minutes = "; ".join(f"{p50:.2f}, {p99:.2f}" for p50, p99 in each.by_minute)
        progress.print(f"{each.phase.name}, p50 and p99 by minute: {minutes}")
    if chosen.json:
        told = {"load": [before, os.getloadavg()], "window": window, "phases": [asdict(each) for each in found]}
        sys.stdout.write(orjson.dumps(told, option=orjson.OPT_INDENT_2).decode() + "\n")
        return
    console = Console(highlight=False, width=WIDTH)
    show(found, console)
    console.print(
        f"{window['cases']:.0f} cases due together come over {window['hours']:.2f} h, {window['per_second']:.2f} "
        f"a second; the fullest second has {window['fullest_second']:.0f}, "
        f"the fullest minute {window['fullest_minute']:.0f}"
    )
    console.print(f"{chosen.rate:g} events a second; load {before[0]:.1f} before, {os.getloadavg()[0]:.1f} after")


if __name__ == "__main__":
    asyncio.run(main())
