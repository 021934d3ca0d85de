"""What each kind of campaign asks: the cases it concerns, and the events by which they answer.

An answer is what a case is told anyway, not a form of its own: an establishment says once what it has to say. One that
has no such case, or nothing to tell it, answers the campaign itself; the campaign's case does not grow by it.
"""

from collections.abc import Mapping
from typing import Any, Final

from pydantic import BaseModel, ConfigDict

from domain.initiative import INITIATIVE
from domain.mandate import MANDATE
from domain.message import ESTABLISHMENT, Message
from domain.settlement import Announced, Announcement


class Asks(BaseModel):
    """Which cases a kind of campaign concerns, and what answers it."""

    model_config = ConfigDict(frozen=True)

    process: str
    stages: tuple[str, ...]
    """Where a case must stand for it to be concerned."""
    answered_by: tuple[str, ...]
    """Message types: those that do the recurring duty which the campaign gathers."""
    kind: str | None = None
    """Kind that the case must have been declared of; None when any is concerned."""


_ALIVE: Final = tuple(place for place in INITIATIVE.places if place != INITIATIVE.stages[-1])
"""Where an initiative that was not retired may stand."""

ASKS: Final[dict[str, Asks]] = {
    "declaration": Asks(
        process=INITIATIVE.name,
        stages=_ALIVE,
        answered_by=("initiative.declared",),
    ),
    "recension": Asks(
        process=INITIATIVE.name,
        stages=_ALIVE,
        answered_by=("initiative.declared",),
    ),
    "reassessment": Asks(process=INITIATIVE.name, stages=("production",), answered_by=("reassessment.completed",)),
    "maturity": Asks(
        process=MANDATE.name,
        stages=("running", "accounted"),
        answered_by=("maturity.diagnosed",),
        kind="expertise_centre",
    ),
}
"""By the kind that a campaign is declared of."""

ANSWERED: Final = "question.answered"
"""What an establishment tells the campaign itself."""

Data = Mapping[str, Any]


def asked(campaign: str, declaration: Data, whom: str) -> Announcement:
    """Return what tells *whom* (a code, or the id of an initiative) that the *campaign* so declared asks it."""
    return _announcement(
        Announced.QUESTION, f"{campaign}/{Announced.QUESTION}/{whom}", _data(campaign, declaration, whom)
    )


def recalled(campaign: str, declaration: Data, whom: str, number: int, on: str) -> Announcement:
    """Return what reminds *whom*, for the time of that *number*."""
    data = {**_data(campaign, declaration, whom), "round": number, "on": on}
    return _announcement(Announced.RECALL, f"{campaign}/{Announced.RECALL}/{number}/{whom}", data)


def noted(message: Message) -> Announcement:
    """Return what tells, to whoever follows the campaign, the answer that *message* gives it."""
    whom = message.source.removeprefix(ESTABLISHMENT)
    return Announcement(
        id=f"{message.subject}/{Announced.ANSWER}/{whom}/{message.key}",
        type=Announced.ANSWER,
        case_id=message.subject,
        establishment=whom,
        data={
            "campaign": message.subject,
            "whom": whom,
            "event": {"source": message.source, "id": message.id},
            "received_at": message.received_at.isoformat(),
            **message.data,
        },
    )


def establishment_of(whom: str) -> str:
    """Return the code of the establishment of *whom*."""
    return whom.partition(":")[2].partition("/")[0] or whom


def _data(campaign: str, declaration: Data, whom: str) -> dict[str, Any]:
    return {
        "campaign": campaign,
        "title": declaration["title"],
        "kind": declaration["kind"],
        "whom": whom,
        "questions": list(declaration.get("questions") or ()),
        "answered_by": [*ASKS[declaration["kind"]].answered_by, *([] if ":" in whom else [ANSWERED])],
        "closes_on": declaration.get("closes_on"),
    }


def _announcement(kind: Announced, event_id: str, data: dict[str, Any]) -> Announcement:
    whom = data["whom"]
    return Announcement(
        id=event_id,
        type=kind,
        case_id=whom if ":" in whom else data["campaign"],
        establishment=establishment_of(whom),
        data=data,
    )
