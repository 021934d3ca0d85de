"""What a quarterly state says: what happened from one day to another, and how things stand on the day it is written."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta, tzinfo

from reporting.delays import Delays, Owed, delays, owed
from reporting.indicators import Progress, indicators
from reporting.life import Life, Record
from reporting.obstacles import Obstacle, obstacles
from reporting.pipeline import Standing, pipeline
from reporting.settled import lateness


class Quarter(Record):
    """Three months: the first day, and the day after the last one."""

    first: date
    end: date

    @property
    def last(self) -> date:
        """The last day of it."""
        return self.end - timedelta(days=1)

    @property
    def following(self) -> "Quarter":
        """The quarter after it."""
        return quarter_of(self.end)


class Moved(Record):
    """What happened in the quarter to the cases of one process."""

    process: str
    opened: int
    """Cases that said their first word."""
    verdicts: dict[str, int]
    """By outcome."""
    entered: dict[str, int]
    """Stages that were entered, by passage or by recension."""
    settled_in_time: int
    settled_late: int


class Quarterly(Record):
    """The whole of it."""

    quarter: Quarter
    written_on: date
    moved: tuple[Moved, ...]
    standings: tuple[Standing, ...]
    delays: Delays
    obstacles: tuple[Obstacle, ...]
    """Those that first stopped a case in the quarter."""
    progress: tuple[Progress, ...]
    coming: tuple[Owed, ...]
    """What is due by the end of the quarter that follows."""


def quarter_of(day: date) -> Quarter:
    """Return the quarter that holds *day*. Those of the calendar and of the State's year begin on the same days."""
    first = date(day.year, 3 * ((day.month - 1) // 3) + 1, 1)
    beyond = first + timedelta(days=100)
    return Quarter(first=first, end=date(beyond.year, beyond.month, 1))


def quarterly(
    lives: Sequence[Life], stages: Mapping[str, Sequence[str]], quarter: Quarter, now: datetime, zone: tzinfo
) -> Quarterly:
    """Return the state of *quarter* as of *now*, its days being those of *zone*."""
    first, end = (datetime.combine(day, time(), zone).astimezone(UTC) for day in (quarter.first, quarter.end))
    today = now.astimezone(zone).date()
    return Quarterly(
        quarter=quarter,
        written_on=today,
        moved=tuple(
            _moved(process, [life for life in lives if life.case.process == process], first, end, zone)
            for process in stages
            if any(life.case.process == process for life in lives)
        ),
        standings=tuple(pipeline(lives, stages, now)),
        delays=delays(lives, now, zone),
        obstacles=tuple(obstacles(lives, first, end)),
        progress=tuple(indicators(lives)),
        coming=tuple(each for each in owed(lives, today) if today <= each.due < quarter.following.end),
    )


def _moved(process: str, lives: Sequence[Life], first: datetime, end: datetime, zone: tzinfo) -> Moved:
    judged = [judgement for life in lives for judgement in life.judgements if first <= judgement.at < end]
    entered = [entry for life in lives for entry in life.entries if first <= entry.at < end]
    settled = [days for life in lives for at, days in lateness(life, zone) if first <= at < end]
    return Moved(
        process=process,
        opened=sum(first <= life.told[0].at < end for life in lives if life.told and life.told[0].sequence == 1),
        verdicts=dict(sorted(Counter(str(each.verdict.outcome) for each in judged).items())),
        entered=dict(sorted(Counter(entry.stage for entry in entered).items())),
        settled_in_time=sum(days <= 0 for days in settled),
        settled_late=sum(days > 0 for days in settled),
    )
