"""What a run has shown: every figure, and those that follow from others."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

import orjson

from bench.drive import BALISE
from bench.figures import GOAL_OF_LIMIT, GOAL_OF_PLAIN, GOAL_OF_UNKEPT, Round, Spread, cpu_medians, ratios
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
    others: float
    """Share of the machine that processes other than ours took meanwhile."""


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
        workflows = sum(one["cpu"] for name, one in self.counted["stages"].items() if name.startswith("workflow:"))
        whole, loop = self.counted["process_cpu"], self.counted["event_loop_cpu"]
        parts = {
            "worker: event loop (clients, activities, conversion)": loop,
            "worker: workflow code and its sandbox": workflows,
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
    kept: Sequence[Round]
    unkept: Sequence[Round]
    """Balise before a journal that keeps nothing, round by round beside *kept*."""
    staged: Staged

    def of(self, reference: str) -> Spread:
        """Return Balise's rate as a ratio to that of *reference*."""
        return ratios(self.measured[BALISE].rounds, self.measured[reference].rounds)

    @property
    def keeping(self) -> Spread:
        """Balise's rate as a ratio to its own without a journal."""
        return ratios(self.kept, self.unkept)

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
            "of_unkept": asdict(self.keeping),
            "goal_of_unkept_met": self.keeping.median >= GOAL_OF_UNKEPT,
            "rate": {name: asdict(one.rate) for name, one in self.measured.items()},
            "cpu_ms_per_event": {name: self.cpu(name) for name in self.measured},
            "costs_ms_per_event": self.costs(),
        }
        return orjson.dumps(derived | asdict(self), option=orjson.OPT_INDENT_2).decode()
