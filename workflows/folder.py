"""What one run of a case hands to the next, and what people read of it: the case, its last verdict, its timeline."""

from datetime import datetime

from pydantic import BaseModel, ConfigDict

from domain.case import Case
from domain.message import Message
from domain.verdict import Verdict


class TimelineEntry(BaseModel):
    """One message in a case's life, and what became of it."""

    model_config = ConfigDict(frozen=True)

    sequence: int
    time: datetime
    received_at: datetime
    source: str
    event_id: str
    type: str
    stage: str | None
    gate: str | None = None
    mode: str | None = None
    outcome: str | None = None
    decision_id: str | None = None
    revision: str | None = None
    rules: tuple[str, ...] = ()


class Folder(BaseModel):
    """Everything a run hands to the next one."""

    model_config = ConfigDict(frozen=True)

    case: Case
    verdict: Verdict | None = None
    """The last one."""
    timeline: tuple[TimelineEntry, ...] = ()


def entry(message: Message, case: Case, verdict: Verdict | None) -> TimelineEntry:
    """Return what the timeline says of *message*, which made *case* what it is."""
    judged = verdict and {
        "gate": verdict.gates[-1],
        "outcome": verdict.outcome,
        "decision_id": verdict.decision_id,
        "revision": verdict.revision,
        "rules": tuple(reason.rule for reason in (*verdict.suspends, *verdict.violations, *verdict.indeterminates)),
    }
    return TimelineEntry(
        sequence=case.sequence,
        time=message.time,
        received_at=message.received_at,
        source=message.source,
        event_id=message.id,
        type=message.type,
        stage=case.stage,
        **(judged or {}),
    )
