"""What a run tells of the journal, beside what is asked of it."""

from dataclasses import dataclass
from typing import Final

from rich.table import Table

from bench.figures import Spread

GOAL_RATE: Final = 1000
"""Entries a second, sustained."""
GOAL_DURABLE_MS: Final = 250
"""Milliseconds until an entry is durable, 99th percentile, at half the rate reached."""
GOAL_PROOF_MS: Final = 5
"""Milliseconds for a proof, out of a million entries."""


@dataclass(frozen=True)
class Figures:
    """A whole run."""

    entry_bytes: float
    """Of a leaf and its contents."""
    floor: Spread
    """Entries a second: SQLite, one synced transaction an offer."""
    accepted: Spread
    """Entries a second, durable."""
    signed: Spread
    """Entries a second, in tiles and under a signed checkpoint."""
    of_floor: Spread
    durable_ms: dict[str, float]
    """At half the median rate: p50 and p99, from the moment an offer was due."""
    cpu_ms: float
    """Milliseconds of the journal's processor time an entry, from its offer to its signature."""
    syncs_per_second: float
    """Commits of the journal while it was loaded."""
    rss_mb: dict[int, float]
    """Resident memory of the journal, by how many entries it has."""
    proof_ms: dict[str, float]
    """Reading the tiles and making the inclusion proof of one entry of a million: median, p99, longest."""
    load: dict[str, tuple[float, float, float]]

    @property
    def goals(self) -> dict[str, bool]:
        """Which goals were met."""
        return {
            "rate": self.signed.median >= GOAL_RATE,
            "durability": self.durable_ms["p99"] < GOAL_DURABLE_MS,
            "proof": self.proof_ms["p99"] < GOAL_PROOF_MS,
        }


def table(figures: Figures) -> Table:
    """Return *figures* for a person."""
    drawn = Table(box=None, pad_edge=False, show_header=False)

    def spread(one: Spread, form: str) -> str:
        return f"{one.median:{form}} ({one.low:{form}}–{one.high:{form}})"  # noqa: RUF001  a range

    each = ", ".join(f"{name} {ms:.2f}" for name, ms in figures.proof_ms.items())
    memory = ", ".join(f"{size:,}: {mb:.0f}" for size, mb in figures.rss_mb.items())
    for name, value in (
        ("bytes kept of an entry", f"{figures.entry_bytes:,.0f}"),
        ("floor: SQLite, entries/s", spread(figures.floor, ",.0f")),
        ("durable, entries/s", spread(figures.accepted, ",.0f")),
        ("signed, entries/s", f"{spread(figures.signed, ',.0f')}, goal {GOAL_RATE:,}"),
        ("durable, of the floor", spread(figures.of_floor, ".2f")),
        ("processor ms an entry", f"{figures.cpu_ms:.2f}"),
        ("syncs/s under load", f"{figures.syncs_per_second:,.0f}"),
        (
            "durable at half that, ms",
            f"p50 {figures.durable_ms['p50']:.0f}, p99 {figures.durable_ms['p99']:.0f}, goal p99 {GOAL_DURABLE_MS}",
        ),
        ("memory by entries, MB", memory),
        ("a proof of a million, ms", f"{each}, goal {GOAL_PROOF_MS}"),
        ("goals", ", ".join(f"{name} {'met' if met else 'missed'}" for name, met in figures.goals.items())),
        ("load before and after", f"{figures.load}"),
    ):
        drawn.add_row(name, value)
    return drawn
