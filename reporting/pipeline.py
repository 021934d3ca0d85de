"""How many cases stand at each stage, for how long, and whose they are."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from reporting.life import Life, Record
from reporting.spread import Spread, between, spread

UNDECLARED = "undeclared"


class Standing(Record):
    """Those who stand at one stage of one process."""

    process: str
    stage: str
    count: int
    establishments: dict[str, int]
    outcomes: dict[str, int]
    """How many were last judged so."""
    waiting: int
    """How many of them have asked for a passage that is not open."""
    here: Spread
    """For how long they have stood there."""
    passed: Spread
    """How long those who have left it stood there."""


def pipeline(lives: Iterable[Life], stages: Mapping[str, Sequence[str]], now: datetime) -> list[Standing]:
    """Return one standing per stage of each process that has a case, in the order of *stages*, which names them all."""
    by_stage: defaultdict[tuple[str, str], list[Life]] = defaultdict(list)
    left: defaultdict[tuple[str, str], list[tuple[datetime, datetime]]] = defaultdict(list)
    for life in lives:
        by_stage[life.case.process, life.case.stage or UNDECLARED].append(life)
        for stage, since, until in life.stays():
            if until is not None:
                left[life.case.process, stage].append((since, until))
    present = {process for process, _ in by_stage}
    return [
        _standing(process, stage, by_stage[process, stage], left[process, stage], now)
        for process, order in stages.items()
        if process in present
        for stage in (UNDECLARED, *order)
        if stage != UNDECLARED or by_stage[process, stage]
    ]


def _standing(
    process: str, stage: str, here: Sequence[Life], left: Sequence[tuple[datetime, datetime]], now: datetime
) -> Standing:
    return Standing(
        process=process,
        stage=stage,
        count=len(here),
        establishments=dict(sorted(Counter(life.case.establishment for life in here).items())),
        outcomes=dict(sorted(Counter(life.case.outcome or "none" for life in here).items())),
        waiting=sum(life.case.passage is not None for life in here),
        here=spread(stay for life in here if (stay := between(life.since, now)) is not None),
        passed=spread(until - since for since, until in left),
    )
