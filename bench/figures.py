"""The arithmetic of a run, apart from the engines it measures."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import median

GOAL_OF_LIMIT = 0.75
GOAL_OF_PLAIN = 1.5
GOAL_OF_UNKEPT = 0.9
"""What Balise must reach: this share of the limit, of the plain way, and of its own rate without a journal."""


@dataclass(frozen=True)
class Round:
    """One contender under one load."""

    events: int
    seconds: float
    """From the first emission to the last event's end."""
    verdicts: int
    cpu: Mapping[str, float]
    """Seconds of processor time, by process."""
    others: float
    """Share of the machine that processes other than ours took meanwhile."""

    @property
    def rate(self) -> float:
        """Events per second."""
        return self.events / self.seconds

    def cpu_per_event(self) -> dict[str, float]:
        """Return milliseconds of processor time per event, by process."""
        return {name: 1000 * seconds / self.events for name, seconds in self.cpu.items()}


@dataclass(frozen=True)
class Spread:
    """A figure over several rounds."""

    median: float
    low: float
    high: float

    @classmethod
    def of(cls, values: Sequence[float]) -> "Spread":
        """Return the spread of *values*."""
        return cls(median=median(values), low=min(values), high=max(values))


def ratios(rounds: Sequence[Round], references: Sequence[Round]) -> Spread:
    """Return how many times faster *rounds* were than the *references* run beside them, round by round.

    A machine that slows down slows both of a pair: the ratio of a pair is steadier than that of two medians.
    """
    return Spread.of([ours.rate / theirs.rate for ours, theirs in zip(rounds, references, strict=True)])


def percentile(values: Sequence[float], share: float) -> float:
    """Return the smallest of *values* that at least *share* of them do not exceed."""
    if not values or not 0 < share <= 1:
        raise ValueError(f"no percentile {share} of {len(values)} values")
    return sorted(values)[math.ceil(share * len(values)) - 1]


def cpu_medians(rounds: Sequence[Round]) -> dict[str, float]:
    """Return the median milliseconds of processor time per event, by process."""
    each = [one.cpu_per_event() for one in rounds]
    return {name: median(costs[name] for costs in each) for name in each[0]}
