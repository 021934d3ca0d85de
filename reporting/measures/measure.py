"""What a figure of the plan is made of: an action, how it is counted or why it cannot be, and what it aims at."""

from dataclasses import dataclass
from typing import Literal

from domain.text import Text
from reporting.counting import Count

Unit = Literal["share", "count"]


@dataclass(frozen=True)
class Measure:
    """One figure: how it is counted, or why it cannot be."""

    action: int
    name: str
    unit: Unit
    title: Text
    computed_from: Text | None = None
    count: Count | None = None
    target: float | None = None
    why_not: Text | None = None
    """Why *count* is not there."""
