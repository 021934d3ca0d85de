"""How an announcement becomes the bytes of a record; the same announcement always has the same id."""

from datetime import datetime
from typing import Any

import orjson

from domain.settlement import Announcement
from events.contract.envelope import qualified
from events.contract.outgoing import ENGINE, Coordinates, EventName, ProblemFound, RecordParked, SecurityAlerted
from events.contract.rejection import Problem, Rejected

__all__ = ["Coordinates", "alerted", "parked", "write"]


def write(announcement: Announcement, *, time: datetime) -> bytes:
    """Return the event that says *announcement*, made at *time*."""
    return _event(announcement.type, announcement.id, announcement.case_id, announcement.data, time)


def parked(rejected: Rejected, at: Coordinates, *, time: datetime) -> bytes:
    """Return the receipt of the record *at* these coordinates, which was *rejected*."""
    headline, *others = (_found(problem) for problem in rejected.problems)
    data = RecordParked(
        **dict(headline), coordinates=at, event=_name(rejected), others=[ProblemFound(**dict(each)) for each in others]
    )
    return _event("record.parked", f"parked:{_place(at)}", None, data.model_dump(mode="json"), time)


def alerted(rejected: Rejected, at: Coordinates, *, time: datetime) -> bytes:
    """Return what security must know of the record *at* these coordinates, which was *rejected*."""
    data = SecurityAlerted(
        reason=rejected.fault,
        text=rejected.text,
        coordinates=at,
        claimed_source=rejected.event["source"] if rejected.event else None,
        event=_name(rejected),
    )
    return _event("security.alerted", f"alerted:{_place(at)}", None, data.model_dump(mode="json"), time)


def _event(name: str, event_id: str, subject: str | None, data: dict[str, Any], time: datetime) -> bytes:
    envelope = {
        "specversion": "1.0",
        "id": event_id,
        "source": ENGINE,
        "type": qualified(name),
        "subject": subject,
        "time": time.isoformat(),
        "datacontenttype": "application/json",
        "data": data,
    }
    if subject is None:
        del envelope["subject"]
    return orjson.dumps(envelope)


def _found(problem: Problem) -> ProblemFound:
    return ProblemFound(
        reason=problem.fault,
        text=problem.text,
        field=problem.field,
        expected=problem.expected,
        remedy=problem.remedy,
    )


def _name(rejected: Rejected) -> EventName | None:
    return EventName(**rejected.event) if rejected.event else None


def _place(at: Coordinates) -> str:
    return f"{at.topic}/{at.partition}/{at.offset}"
