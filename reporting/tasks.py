"""What waits for whom: opinions, refusals to answer, texts to clarify, obligations; and what matters first."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from typing import Final, Literal

from domain.text import Text
from domain.verdict import Citation, Obligation, Reason, RequiredOpinion
from reporting.life import Life, Record

MINISTRY: Final = "msss"
"""Who keeps the table of texts, and settles a doubt about one."""

Severity = Literal["critical", "major", "minor"]
SEVERITIES: Final[tuple[Severity, ...]] = ("critical", "major", "minor")
Kind = Literal["opinion", "remedy", "clarify", "regularize", "cease", "duty"]


class Rulebook(Record):
    """What the policies say of rules and gates, as far as it tells what matters."""

    severities: Mapping[str, Severity] = {}
    """By rule."""
    order: Mapping[str, tuple[str, ...]] = {}
    """The stages of each process."""
    asked: Mapping[str, Mapping[str, frozenset[str]]] = {}
    """By process and gate: the rules, and the opinions as `opinion:<body>`, that a passage through it asks."""

    def severity(self, rule: str) -> Severity:
        """Return how grave it is to break *rule*. An opinion decides of a gate; a duty of a stage stops nothing."""
        if rule.startswith("opinion:"):
            return "critical"
        return self.severities.get(rule, "major")

    def asked_later(self, process: str, stage: str | None, rule: str) -> tuple[str, ...]:
        """Return the gates after *stage* that ask *rule*."""
        order = self.order.get(process, ())
        after = order[order.index(stage) + 1 :] if stage in order else order
        return tuple(gate for gate in after if rule in self.asked.get(process, {}).get(gate, frozenset()))


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
    blocks: str | None
    """Stage that the case waits to enter, and cannot until this is done."""
    closes: tuple[str, ...]
    """Gates still to come that ask the same thing: what is not done by then stops the case there."""


def tasks(lives: Iterable[Life], book: Rulebook, today: date) -> list[Task]:
    """Return what waits for somebody in *lives*: late first, then what blocks a passage, by severity and due date."""
    return sorted((task for life in lives for task in _of(life, book, today)), key=_matters)


def _matters(task: Task) -> tuple[bool, bool, int, date, str, str, str]:
    return (
        task.days_late == 0,
        task.blocks is None,
        SEVERITIES.index(task.severity),
        task.due or date.max,
        task.case_id,
        task.rule,
        task.gate,
    )


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
    if life.verdict is None or life.withdrawn:
        return
    here = life.case.establishment
    for reason in life.verdict.violations:
        yield reason.rule, ("remedy", here, reason)
    for reason in life.verdict.indeterminates:
        yield reason.rule, ("clarify", here if reason.cause == "fact_missing" else MINISTRY, reason)
    for awaited in life.verdict.opinions:
        yield f"opinion:{awaited.body}", ("opinion", awaited.body, awaited)


def _summoned(life: Life, owed: Obligation) -> bool:
    """Return whether what is *owed* is the opinion of a body on the passage waited for."""
    passage = life.case.passage
    return owed.rule == f"opinion:{owed.by}" and passage is not None and passage.to == owed.gate


def _owed(life: Life, book: Rulebook, owed: Obligation, today: date, *, blocks: bool) -> Task:
    began = next((told.at for told in life.told if told.stage is not None), None)
    since = life.asked_at if _summoned(life, owed) else life.since if owed.kind == "duty" else began
    return _task(
        life,
        book,
        kind="opinion" if owed.rule == f"opinion:{owed.by}" else owed.kind,
        whose=owed.by,
        rule=owed.rule,
        said=owed,
        since=since,
        due=owed.due,
        today=today,
        blocks=blocks,
    )


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
        severity="minor" if rule.startswith("duty:") else book.severity(rule),
        since=since,
        due=due,
        postponed=said.postponed.text if isinstance(said, Obligation) and said.postponed else None,
        days_late=max(0, (today - due).days) if due else 0,
        blocks=case.passage.to if blocks and case.passage else None,
        closes=() if blocks else book.asked_later(case.process, case.stage, rule),
    )
