"""Which rules and opinions stop cases most often, and what lifted them (S0, action 4)."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime

from domain.text import Text
from domain.verdict import Citation, Reason
from reporting.holds import Hold, holds
from reporting.life import Life, Record
from reporting.spread import Spread, spread


class Worked(Record):
    """Something that came just before an obstacle was no more, and how often it did."""

    what: str
    """Topic of a fact, type of a message, `policies` or `time`."""
    count: int


class Obstacle(Record):
    """One rule or opinion that stopped cases."""

    key: str
    title: Text
    remedy: Text
    """What the policies say would help."""
    citation: Citation | None
    cases: int
    verdicts: int
    lifted: int
    abandoned: int
    open: int
    time_to_lift: Spread
    worked: tuple[Worked, ...]
    """What did help, most often first."""
    still: tuple[str, ...]
    """The cases it stops now."""


def obstacles(lives: Iterable[Life], first: datetime | None = None, last: datetime | None = None) -> list[Obstacle]:
    """Return what stopped *lives*, the most frequent first; where they are given, only what began in [first, last)."""
    by_key: defaultdict[str, list[Hold]] = defaultdict(list)
    for life in lives:
        for hold in holds(life):
            if (first is None or hold.since >= first) and (last is None or hold.since < last):
                by_key[hold.key].append(hold)
    found = [_obstacle(key, each) for key, each in by_key.items()]
    return sorted(found, key=lambda one: (-one.cases, -one.verdicts, one.key))


def _obstacle(key: str, found: Sequence[Hold]) -> Obstacle:
    latest = max(found, key=lambda hold: hold.since).said
    worked = Counter(what for hold in found for what in hold.worked)
    return Obstacle(
        key=key,
        title=latest.title,
        remedy=latest.remedy,
        citation=latest.citation if isinstance(latest, Reason) else None,
        cases=len({hold.case_id for hold in found}),
        verdicts=sum(hold.times for hold in found),
        lifted=sum(hold.ending == "lifted" for hold in found),
        abandoned=sum(hold.ending == "abandoned" for hold in found),
        open=sum(hold.ending == "open" for hold in found),
        time_to_lift=spread(hold.until - hold.since for hold in found if hold.until and hold.ending == "lifted"),
        worked=tuple(
            Worked(what=what, count=count)
            for what, count in sorted(worked.items(), key=lambda each: (-each[1], each[0]))
        ),
        still=tuple(sorted({hold.case_id for hold in found if hold.ending == "open"})),
    )
