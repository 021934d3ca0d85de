"""What waits for whom: opinions, refusals to answer, texts to clarify, obligations; and what matters first."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, time
from math import inf
from typing import Final, Literal

from domain.deadlines import ZONE
from domain.text import Text
from domain.verdict import Citation, Escalation, Obligation, Reason, RequiredOpinion
from reporting.life import Life, Record
from reporting.rulebook import SEVERITIES, Rulebook, Severity

MINISTRY: Final = "msss"
"""Who keeps the table of texts, and settles a doubt about one."""

Kind = Literal["opinion", "remedy", "clarify", "regularize", "cease", "duty"]


class Task(Record):
    """One thing that somebody is waited for."""

    case_id: str
    title: str
    establishment: str
    process: str
    stage: str | None
    kind: Kind
    whose: str
    """A body, or the code of an establishment."""
    rule: str
    gate: str
    what: Text
    remedy: Text
    citation: Citation | None
    severity: Severity
    since: datetime | None
    due: date | None
    postponed: Text | None = None
    """That its due date was put off, by whom and why; None for a date that nobody moved."""
    days_late: int
    """0 when it is not late, or not dated."""
    escalations: tuple[Escalation, ...] = ()
    """Whom its lateness is told to, and from which day on."""
    escalated: tuple[str, ...] = ()
    """Those of them whose day has come: what is late stands in their inbox too, in the order they were told."""
    blocks: str | None
    """Stage that the case waits to enter, and cannot until this is done."""
    asked_at: datetime | None
    """When that passage was asked for; None when it is not known, or when none is."""
    closes: tuple[str, ...]
    """Gates still to come that ask the same thing: what is not done by then stops the case there."""


def tasks(lives: Iterable[Life], book: Rulebook, today: date) -> list[Task]:
    """Return what waits for somebody in *lives*, what matters most first.

    What is late comes first, the longest and gravest before; then what is due, the soonest and gravest before. A day is
    weighed by how long the policies let such things wait: where what is minor may wait six times as long as what is
    critical, five days left for the one press like thirty for the other, and six days late like one. Severity alone
    would bury what is due tomorrow under what is due next year; the date alone, an incident under a yearly formality.

    What closes a passage that is asked for has no due date, but somebody waits: it presses like something critical that
    is owed since the request, and is never late. Of things that press alike, what closes a passage comes first.
    """
    return sorted(
        (task for life in lives for task in _of(life, book, today)), key=lambda each: _matters(each, book, today)
    )


def _matters(task: Task, book: Rulebook, today: date) -> tuple[float, bool, int, date, str, str, str]:
    return (
        _pressing(task, book, today),
        task.blocks is None,
        SEVERITIES.index(task.severity),
        task.due or date.max,
        task.case_id,
        task.rule,
        task.gate,
    )


def _pressing(task: Task, book: Rulebook, today: date) -> float:
    """Return how many days of something critical are left for *task*; below zero for what is late."""
    weight = book.weight(task.severity)
    if task.days_late:
        return -task.days_late / weight
    waited = (today - task.asked_at.astimezone(ZONE).date()).days if task.asked_at else 0
    asked_for = max(0, book.patience["critical"] - waited) if task.blocks else inf
    return min((task.due - today).days * weight if task.due else inf, asked_for)


def _of(life: Life, book: Rulebook, today: date) -> Iterator[Task]:
    held = dict(_held(life))
    for owed in life.case.obligations:
        held_too = held.pop(owed.rule, None) is not None
        yield _owed(life, book, owed, today, blocks=held_too or _summoned(life, owed))
    for key, (kind, whose, said) in held.items():
        yield _task(
            life,
            book,
            kind=kind,
            whose=whose,
            rule=key,
            said=said,
            since=life.asked_at,
            due=None,
            today=today,
            blocks=True,
        )


def _held(life: Life) -> Iterator[tuple[str, tuple[Kind, str, Reason | RequiredOpinion]]]:
    """Yield what the last verdict holds against *life*, and whose it is to do something about it."""
    if life.verdict is None or life.withdrawn or life.refused:
        return
    here = life.case.establishment
    for reason in life.verdict.violations:
        yield reason.rule, ("remedy", reason.by or here, reason)
    for reason in life.verdict.indeterminates:
        yield reason.rule, ("clarify", (reason.by or here) if reason.cause == "fact_missing" else MINISTRY, reason)
    for awaited in life.verdict.opinions:
        yield f"opinion:{awaited.body}", ("opinion", awaited.body, awaited)


def _summoned(life: Life, owed: Obligation) -> bool:
    """Return whether what is *owed* is the opinion of a body on the passage waited for."""
    passage = life.case.passage
    return owed.rule == f"opinion:{owed.by}" and passage is not None and passage.to == owed.gate


def _owed(life: Life, book: Rulebook, owed: Obligation, today: date, *, blocks: bool) -> Task:
    return _task(
        life,
        book,
        kind="opinion" if owed.rule == f"opinion:{owed.by}" else owed.kind,
        whose=owed.by,
        rule=owed.rule,
        said=owed,
        since=_since(life, owed),
        due=owed.due,
        today=today,
        blocks=blocks,
    )


def _since(life: Life, owed: Obligation) -> datetime | None:
    """Return since when it is *owed*; the nearest thing that is known, of what was owed before cases remembered it."""
    if owed.since is not None:
        return datetime.combine(owed.since, time(), ZONE)
    if _summoned(life, owed):
        return life.asked_at
    if owed.kind == "duty":
        return life.since
    return next((told.at for told in life.told if told.stage is not None), None)


def _task(  # noqa: PLR0913 - what one kind of thing says and another does not
    life: Life,
    book: Rulebook,
    *,
    kind: Kind,
    whose: str,
    rule: str,
    said: Reason | RequiredOpinion | Obligation,
    since: datetime | None,
    due: date | None,
    today: date,
    blocks: bool,
) -> Task:
    case = life.case
    escalations = said.escalations if isinstance(said, Obligation) else ()
    return Task(
        case_id=case.id,
        title=case.title or case.id,
        establishment=case.establishment,
        process=case.process,
        stage=case.stage,
        kind=kind,
        whose=whose,
        rule=rule,
        gate=said.gate,
        what=said.what if isinstance(said, Obligation) else said.title,
        remedy=said.remedy,
        citation=None if isinstance(said, RequiredOpinion) else said.citation,
        severity=book.severity_owed(said) if isinstance(said, Obligation) else book.severity(rule),
        since=since,
        due=due,
        postponed=said.postponed.text if isinstance(said, Obligation) and said.postponed else None,
        days_late=max(0, (today - due).days) if due else 0,
        escalations=escalations,
        escalated=tuple(dict.fromkeys(step.to for step in escalations if step.on <= today)),
        blocks=case.passage.to if blocks and case.passage else None,
        asked_at=life.asked_at if blocks else None,
        closes=() if blocks else book.asked_later(case.process, case.stage, rule),
    )
