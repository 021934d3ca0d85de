"""How several durations are told by a few numbers."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from statistics import median

from reporting.life import Record

DAY = timedelta(days=1)


class Spread(Record):
    """So many durations, in days: the middle one and the longest. Neither is there when there is none."""

    count: int = 0
    median: float | None = None
    longest: float | None = None


def spread(durations: Iterable[timedelta]) -> Spread:
    """Return the spread of *durations*."""
    days = [days_of(each) for each in durations]
    if not days:
        return Spread()
    return Spread(count=len(days), median=round(median(days), 6), longest=max(days))


def days_of(duration: timedelta) -> float:
    """Return *duration* in days."""
    return round(duration / DAY, 6)


def between(first: datetime | None, last: datetime) -> timedelta | None:
    """Return the time from *first* to *last*, if the former is known."""
    return last - first if first else None
