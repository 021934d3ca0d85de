"""What is late, by how much and by whom; how much was settled in time; how long an answer takes."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, timedelta, tzinfo

from domain.question import Mode
from domain.text import Text
from domain.verdict import Obligation
from reporting.holds import holds, opinions
from reporting.life import Judgement, Life, Record
from reporting.settled import lateness
from reporting.spread import Spread, spread

SOON = timedelta(days=30)
"""What is due within so many days is told with what is late. Our own choice."""


class Owed(Record):
    """Something that is due."""

    case_id: str
    title: str
    obligation: str
    kind: str
    what: Text
    by: str
    due: date
    days_late: int
    """Below zero: so many days remain."""


class Debtor(Record):
    """What one body or establishment owes."""

    by: str
    owes: int
    late: int
    longest_days_late: int
    due_soon: int


class Opening(Record):
    """How long the passages to one gate took, from the request to the entry."""

    process: str
    gate: str
    opened: Spread
    waiting: Spread


class Answering(Record):
    """How long one body takes to give the opinions that gates wait for."""

    body: str
    given: Spread
    awaited: Spread


class Delays(Record):
    """All that is told of time."""

    late: tuple[Owed, ...]
    soon: tuple[Owed, ...]
    debtors: tuple[Debtor, ...]
    settled_in_time: int
    settled_late: int
    lateness: Spread
    """By how much what was settled late was late."""
    verdicts: Spread
    """From the moment an event was received to the announcement of its verdict."""
    openings: tuple[Opening, ...]
    answers: tuple[Answering, ...]


def delays(lives: Sequence[Life], now: datetime, zone: tzinfo) -> Delays:
    """Return what *lives* tell of time as of *now*; due dates are days of *zone*."""
    due = owed(lives, now.astimezone(zone).date())
    settled = [days for life in lives for _, days in lateness(life, zone)]
    return Delays(
        late=tuple(each for each in due if each.days_late > 0),
        soon=tuple(each for each in due if -SOON.days <= each.days_late <= 0),
        debtors=tuple(_debtors(due)),
        settled_in_time=sum(days <= 0 for days in settled),
        settled_late=sum(days > 0 for days in settled),
        lateness=spread(timedelta(days=days) for days in settled if days > 0),
        verdicts=spread(each.said_at - each.at for life in lives for each in life.judgements),
        openings=tuple(_openings(lives, now)),
        answers=tuple(_answers(lives, now)),
    )


def owed(lives: Iterable[Life], today: date) -> list[Owed]:
    """Return what is due in *lives*, the earliest first."""
    return sorted(
        (_owed(life, each, today) for life in lives for each in life.case.obligations),
        key=lambda each: (each.due, each.case_id, each.obligation),
    )


def _owed(life: Life, obligation: Obligation, today: date) -> Owed:
    return Owed(
        case_id=life.case.id,
        title=life.case.title or life.case.id,
        obligation=obligation.id,
        kind=obligation.kind,
        what=obligation.what,
        by=obligation.by,
        due=obligation.due,
        days_late=(today - obligation.due).days,
    )


def _debtors(due: Iterable[Owed]) -> Iterator[Debtor]:
    by: defaultdict[str, list[Owed]] = defaultdict(list)
    for each in due:
        by[each.by].append(each)
    found = [
        Debtor(
            by=name,
            owes=len(each),
            late=sum(one.days_late > 0 for one in each),
            longest_days_late=max(0, *(one.days_late for one in each)),
            due_soon=sum(-SOON.days <= one.days_late <= 0 for one in each),
        )
        for name, each in by.items()
    ]
    yield from sorted(found, key=lambda debtor: (-debtor.late, -debtor.owes, debtor.by))


def _openings(lives: Iterable[Life], now: datetime) -> Iterator[Opening]:
    opened: defaultdict[tuple[str, str], list[timedelta]] = defaultdict(list)
    waiting: defaultdict[tuple[str, str], list[timedelta]] = defaultdict(list)
    for life in lives:
        for gate, took in _passages(life):
            opened[life.case.process, gate].append(took)
        if life.case.passage is not None and life.asked_at is not None:
            waiting[life.case.process, life.case.passage.to].append(now - life.asked_at)
    for process, gate in sorted(opened.keys() | waiting.keys()):
        yield Opening(
            process=process,
            gate=gate,
            opened=spread(opened[process, gate]),
            waiting=spread(waiting[process, gate]),
        )


def _passages(life: Life) -> Iterator[tuple[str, timedelta]]:
    """Yield each gate that opened, and how long after it was first judged for this passage."""
    asked: Judgement | None = None
    for judgement in life.judgements:
        if judgement.passage.mode is not Mode.PASSAGE:
            continue
        if asked is None or asked.passage != judgement.passage or life.withdrew(asked.sequence, judgement.sequence):
            asked = judgement
        if judgement.verdict.outcome == "allow":
            yield judgement.passage.to, judgement.at - asked.at
            asked = None


def _answers(lives: Iterable[Life], now: datetime) -> Iterator[Answering]:
    given: defaultdict[str, list[timedelta]] = defaultdict(list)
    awaited: defaultdict[str, list[timedelta]] = defaultdict(list)
    for life in lives:
        for hold in holds(life, opinions):
            body = hold.key.removeprefix("opinion:")
            if hold.ending == "open":
                awaited[body].append(now - hold.since)
            elif hold.ending == "lifted" and hold.until is not None:
                given[body].append(hold.until - hold.since)
    for body in sorted(given.keys() | awaited.keys()):
        yield Answering(body=body, given=spread(given[body]), awaited=spread(awaited[body]))
