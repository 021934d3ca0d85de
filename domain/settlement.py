"""What one message changed: the new case, and what must be said about it."""

from enum import StrEnum
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict

from domain.case import Case
from domain.message import Message


class Announced(StrEnum):
    """The kinds of announcement; each is an event type of the contract."""

    RECEIPT = "receipt.issued"
    VERDICT = "verdict.rendered"
    STAGE = "stage.entered"
    REMINDER = "obligation.reminded"
    LATENESS = "obligation.overdue"
    ESCALATION = "obligation.escalated"
    QUESTION = "question.asked"
    RECALL = "question.recalled"
    ANSWER = "answer.noted"


class Announcement(BaseModel):
    """Something to be published about a case. *id* is the same however often it is computed or sent."""

    model_config = ConfigDict(frozen=True)

    id: str
    type: Announced
    case_id: str
    establishment: str
    data: dict[str, Any]


class Settlement(BaseModel):
    """The whole effect of one message."""

    model_config = ConfigDict(frozen=True)

    case: Case
    status: Literal["accepted", "duplicate", "passed_on"]
    announcements: tuple[Announcement, ...]
    told: tuple[Message, ...] = ()
    """What other cases must hear of it."""
