"""Which days are holidays in Québec: a maintained library's table, corrected where the province's own laws differ.

What is counted is our choice, stated in docs/decisions/0014-deadlines.md. The library is asked when the table is
written, never when a verdict is given.
"""

import json
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any, Final

import holidays

FIRST: Final = 2020
LAST: Final = 2100
"""The last year that the library knows."""

DAY: Final = timedelta(days=1)
MOVED: Final = {(6, 24), (7, 1)}
"""Holidays that their laws move to the Monday when they fall on a Sunday; the library moves New Year's Day besides."""


def table() -> dict[str, Any]:
    """Return the holidays of every year in range, each by its day with its French name."""
    return {
        "from": date(FIRST, 1, 1).isoformat(),
        "until": date(LAST, 12, 31).isoformat(),
        "holidays": {day.isoformat(): name for day, name in sorted(_days())},
    }


def rendered() -> str:
    """Return the table as it is committed."""
    return json.dumps(table(), ensure_ascii=False, indent=2) + "\n"


def _days() -> Iterator[tuple[date, str]]:
    known = holidays.country_holidays(
        "CA",
        subdiv="QC",
        years=range(FIRST, LAST + 1),
        observed=False,
        language="fr",
        categories=("public", "optional"),
    )
    for day, name in known.items():
        yield day, name
        if day.weekday() == 6 and (day.month, day.day) in MOVED:
            yield day + DAY, f"{name} (reporté au lundi)"
