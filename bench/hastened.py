"""Balise's own worker, for which the deadlines of some cases come soon: `python -m bench.hastened`.

It is the process of `worker.py`, with one thing replaced: a case whose name says when its window begins, and how long
it is, waits for its own share of that window instead of tomorrow's. The share itself is the real one.
"""

import asyncio
import re
from datetime import UTC, date, datetime, time, timedelta
from typing import Final

import worker
from domain import deadlines
from domain.case import Case

NAMED: Final = re.compile(r"initiative:[a-z-]+/echeance-(?P<begins>[0-9]+)-(?P<seconds>[0-9]+)-[0-9]+")

real = deadlines._instant  # noqa: SLF001 - what is replaced


def hastened(case_id: str) -> tuple[datetime, timedelta] | None:
    """Return when the window of *case_id* begins, and how long it is; None for a case that lives as any other."""
    named = NAMED.fullmatch(case_id)
    if named is None:
        return None
    return datetime.fromtimestamp(int(named["begins"]), UTC), timedelta(seconds=int(named["seconds"]))


def tomorrow(begins: datetime) -> date:
    """Return the day whose deadlines come in a window that *begins* then."""
    return begins.astimezone(deadlines.ZONE).date() + timedelta(days=1)


def instant(case: Case, day: date) -> datetime:
    """Return when *case* is told of *day*: as ever, unless it is the day its own window stands for."""
    soon = hastened(case.id)
    moment = real(case, day)
    if soon is None or day != tomorrow(soon[0]):
        return moment
    begins, window = soon
    share = moment - datetime.combine(day, time(), deadlines.ZONE).astimezone(UTC)
    return begins + share * (window / deadlines.WINDOW)


if __name__ == "__main__":
    deadlines._instant = instant  # noqa: SLF001
    asyncio.run(worker.main())
