"""What a run has shown, as JSON for machines and as tables for people."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from statistics import median
from typing import Any

import orjson
from rich.console import Console
from rich.table import Table

from bench.drive import BALISE
from bench.figures import GOAL_OF_LIMIT, GOAL_OF_PLAIN, Round, Spread, cpu_medians, percentile, ratios
from bench.server import History
from bench.shape import Shape


@dataclass(frozen=True)
class Machine:
    """What it was measured on, and how busy that was with other things."""

    cores: int
    load_before: tuple[float, float, float]
    load_after: tuple[float, float, float]


@dataclass(frozen=True)
class Latency:
    """Seconds from the moment an event was due to be emitted to its verdict, under a paced load."""

    rate: float
    events: int
    p50: float
    p99: float


@dataclass(frozen=True)
class Measured:
    """Everything about one contender."""

    rounds: Sequence[Round]
    grouped: Round
    history: History
    server_calls: Mapping[str, float]
    """Calls per event, by kind and operation, as the server counts them."""

    @property
    def rate(self) -> Spread:
        """Events per second over the rounds."""
        return Spread.of([each.rate for each in self.rounds])


@dataclass(frozen=True)
class Staged:
    """A round of Balise with a stopwatch at each stage, and what the stopwatch says."""

    round: Round
    counted: Mapping[str, Any]

    def rows(self) -> list[tuple[str, float, float, float]]:
        """Return stage, calls per event, milliseconds per call and processor milliseconds per event."""
        events = self.round.events
        return [
            (name, one["calls"] / events, 1000 * one["seconds"] / one["calls"], 1000 * one["cpu"] / events)
            for name, one in sorted(self.counted["stages"].items())
        ]

    def parts(self) -> dict[str, float]:
        """Return the processor milliseconds per event of the worker's parts, by the threads they run in."""
        workflows = sum(
            one["cpu"] for name, one in self.counted["stages"].items() if name.startswith("workflow:")
        )
        whole, loop = self.counted["process_cpu"], self.counted["event_loop_cpu"]
        parts = {
            "worker: event loop (clients, activities, conversion)": loop,
            "worker: workflow code in its sandbox": workflows,
            "worker: Temporal's core and the rest": whole - loop - workflows,
        }
        return {name: 1000 * seconds / self.round.events for name, seconds in parts.items()}


@dataclass(frozen=True)
class Report:
    """A whole run."""

    rounds: int
    shape: Shape
    grouped_shape: Shape
    machine: Machine
    idle: Mapping[str, float]
    measured: Mapping[str, Measured]
    verdict_bytes: Sequence[int]
    latency: Latency
    staged: Staged

    def of(self, reference: str) -> Spread:
        """Return Balise's rate as a ratio to that of *reference*."""
        return ratios(self.measured[BALISE].rounds, self.measured[reference].rounds)

    def cpu(self, name: str) -> dict[str, float]:
        """Return the processor milliseconds per event that the contender *name* takes, by process."""
        return cpu_medians(self.measured[name].rounds)

    def costs(self) -> dict[str, float]:
        """Return processor milliseconds per event, dearest first: the engines, and the worker's parts.

        The parts share out what the worker took in the compared rounds, as the stopwatch saw them.
        """
        engines = self.cpu(BALISE)
        worker = engines.pop("worker")
        parts = self.staged.parts()
        whole = sum(parts.values())
        costs = engines | {name: worker * part / whole for name, part in parts.items()}
        return dict(sorted(costs.items(), key=lambda cost: -cost[1]))

    def as_json(self) -> str:
        """Return everything, derived figures included."""
        derived = {
            "of_limit": asdict(self.of("limit")),
            "of_plain": asdict(self.of("plain")),
            "goal_of_limit_met": self.of("limit").median >= GOAL_OF_LIMIT,
            "goal_of_plain_met": self.of("plain").median >= GOAL_OF_PLAIN,
            "rate": {name: asdict(one.rate) for name, one in self.measured.items()},
            "cpu_ms_per_event": {name: self.cpu(name) for name in self.measured},
            "costs_ms_per_event": self.costs(),
        }
        return orjson.dumps(derived | asdict(self), option=orjson.OPT_INDENT_2).decode()

    def print(self, console: Console) -> None:
        """Print the tables."""
        console.print(self._contenders())
        console.print(self._processes())
        for line in self._sentences():
            console.print(line, soft_wrap=True)
        console.print(self._stages())
        console.print(self._calls())

    def _contenders(self) -> Table:
        table = _table(
            f"{self.rounds} rounds of {self.shape.cases} cases and {self.shape.events} events",
            *("", "events/s", "(min–max)", "of limit", "of plain", "grouped /s", "verdicts"),
            *("history events", "history bytes"),
        )
        for name, one in self.measured.items():
            spread, *_ = (one.rate,)
            table.add_row(
                *(name, f"{spread.median:.1f}", f"{spread.low:.1f}–{spread.high:.1f}"),
                *(f"{ratios(one.rounds, self.measured[other].rounds).median:.2f}" for other in ("limit", "plain")),
                *(f"{one.grouped.rate:.1f}", str(one.rounds[0].verdicts)),
                *(f"{one.history.events:.1f}", f"{one.history.bytes:.0f}"),
            )
        return table

    def _processes(self) -> Table:
        names = list(self.idle)
        table = _table("processor ms per event", "", *names, "all", "others' share of the machine")
        for contender, one in self.measured.items():
            costs = self.cpu(contender)
            table.add_row(
                *(contender, *(f"{costs[name]:.1f}" for name in names), f"{sum(costs.values()):.1f}"),
                f"{median(each.others for each in one.rounds):.0%}",
            )
        return table

    def _sentences(self) -> list[str]:
        goals = [
            f"goal of {goal:g} times the {name}: {self.of(name).median:.2f} "
            f"({self.of(name).low:.2f}–{self.of(name).high:.2f}), {'met' if self.of(name).median >= goal else 'missed'}"
            for name, goal in (("limit", GOAL_OF_LIMIT), ("plain", GOAL_OF_PLAIN))
        ]
        dearest, cost = next(iter(self.costs().items()))
        return [
            *goals,
            f"latency at {self.latency.rate:.1f} events/s ({self.latency.events} events): "
            f"p50 {1000 * self.latency.p50:.0f} ms, p99 {1000 * self.latency.p99:.0f} ms",
            f"bytes of a verdict's record: median {percentile(self.verdict_bytes, 0.5)}, "
            f"largest {self.verdict_bytes[-1]}",
            "idle, share of a core: " + ", ".join(f"{name} {share:.1%}" for name, share in self.idle.items()),
            f"{self.machine.cores} cores, load {self.machine.load_before[0]:.1f} before and "
            f"{self.machine.load_after[0]:.1f} after",
            f"largest cost: {dearest}, {cost:.1f} ms of processor time per event of {sum(self.costs().values()):.1f}",
        ]

    def _stages(self) -> Table:
        table = _table("where the worker's time goes", "stage", "calls/event", "ms/call", "processor ms/event")
        for name, calls, clock, processor in self.staged.rows():
            # Across an await, a thread's processor time is also that of everything else it did meanwhile.
            own = "" if name in AWAITED else f"{processor:.2f}"
            table.add_row(name, f"{calls:.2f}", f"{clock:.2f}", own)
        for name, processor in self.staged.parts().items():
            table.add_row(name, "", "", f"{processor:.2f}")
        return table

    def _calls(self) -> Table:
        table = _table("calls counted by the Temporal server, per event", "", *self.measured)
        shown = {name for one in self.measured.values() for name, count in one.server_calls.items() if count >= 0.05}
        for name in sorted(shown):
            table.add_row(name, *(f"{one.server_calls.get(name, 0):.2f}" for one in self.measured.values()))
        return table


AWAITED = {"ask OPA", "announce on Kafka", "signal with start"}


def _table(title: str, *columns: str) -> Table:
    table = Table(title=title, title_justify="left")
    for number, column in enumerate(columns):
        table.add_column(column, justify="right" if number else "left")
    return table
