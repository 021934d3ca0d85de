"""The lives whose histories are kept: what is said of each case, by whom, and when."""

import json
from datetime import UTC, datetime, timedelta
from typing import Any

from domain.case import Case, Fact
from domain.data_access import DATA_ACCESS
from domain.incident import INCIDENT
from domain.initiative import INITIATIVE
from domain.mandate import MANDATE
from domain.message import Message
from domain.policy_release import POLICY_RELEASE
from domain.process import Process
from domain.recourse import RECOURSE
from events.contract.incoming import BODIES_ONLY
from settings import ROOT

EXAMPLES = ROOT / "events" / "examples"
ESTABLISHMENT = "urn:balise:etablissement:cisss-temoin"
BODY = "urn:balise:gouvernance:msss"
AUTHORITY = "urn:balise:gouvernance:cisss-temoin-pdg"
"""The direction of the establishment itself: it decides of an access, and signs for a mandatary."""
START = datetime(2026, 9, 1, 13, tzinfo=UTC)


Step = tuple[str, dict[str, Any]]
"""Type and data of one message."""


def told(
    slug: str, *steps: Step, process: Process = INITIATIVE, start: datetime = START, first: int = 0
) -> list[Message]:
    """Return the messages of one case, from its number *first* on, a minute apart."""
    return [
        Message(
            id=f"{slug}-{number}",
            source=_speaker(process, kind, data),
            type=kind,
            subject=f"{process.name}:cisss-temoin/{slug}",
            time=start + timedelta(minutes=number),
            received_at=start + timedelta(minutes=number),
            data=data,
        )
        for number, (kind, data) in enumerate(steps, first)
    ]


def _speaker(process: Process, kind: str, data: dict[str, Any]) -> str:
    if kind not in BODIES_ONLY:
        return ESTABLISHMENT
    return AUTHORITY if process is DATA_ACCESS or data.get("body") == "mandatary" else BODY


def example(kind: str, **more: Any) -> Step:
    """Return the golden example of a type, with *more* said."""
    return kind, {**json.loads((EXAMPLES / f"{kind}.json").read_bytes())["data"], **more}


WHY = {"reasons": "Le besoin est établi.", "language": "fr"}


def asked(stage: str) -> Step:
    """Return the request to enter *stage*."""
    return "passage.requested", {"to": stage}


def favourable(body: str) -> Step:
    """Return the opinion of *body*: what it covers and its signature are known when it is given."""
    return "opinion.rendered", {"body": body, "answer": "favourable", **WHY}


Act = tuple[datetime, list[Step]]
"""What is said at once, and when."""


def whole_life(process: Process) -> list[Act]:
    """Return a life of *process* in which every type of fact is told once, and every stage asked for in turn."""
    if process.name in LIVES:
        return LIVES[process.name]()
    types = [process.declaration, *(kind for kind in process.facts if kind != process.declaration)]
    return [(START, [example(kind)]) for kind in types] + [(START, [asked(stage)]) for stage in process.stages[1:]]


def recourse() -> list[Act]:
    """Return the life of a recourse that is received today: its review has a timer, which the review stops."""
    now = datetime.now(UTC) - timedelta(hours=1)
    opened = example("recourse.opened", initiative=NAMED[0].subject, received_on=now.date().isoformat())
    return [
        (now, [opened]),
        (now, [example("answer.given"), asked("answered")]),
        (now, [example("observations.heard"), example("review.rendered"), asked("reviewed")]),
        (now, [asked("closed")]),
    ]


def data_access() -> list[Act]:
    """Return the life of an access for research, which the highest authority grants and which ends before its day."""
    requested = example("access.requested", initiative=NAMED[0].subject)
    later = {requested[0], "communication.registered", "access.ended", "destruction.attested"}
    return [
        (START, [requested, *(example(kind) for kind in DATA_ACCESS.facts if kind not in later)]),
        (START, [asked("examined")]),
        (START, [asked("granted")]),
        (START, [favourable("highest_authority")]),
        (START, [example("communication.registered")]),
        (START, [example("access.ended"), asked("expired")]),
        (START, [example("destruction.attested"), asked("destroyed")]),
    ]


def policy_release() -> list[Act]:
    """Return the life of a release on its own days, which nothing skips; it is reverted once it is in force."""

    def on(month: int, day: int, *steps: Step) -> Act:
        return datetime(2025, month, day, 13, tzinfo=UTC), list(steps)

    watched = example("observation.completed", mode="warning", ended_on="2025-11-02")
    return [
        on(9, 2, example("release.proposed")),
        on(9, 3, example("release.tested"), example("backtest.completed"), asked("tested")),
        on(9, 10, example("release.approved")),
        on(9, 10, favourable("comite_ia_sante"), asked("approved")),
        on(9, 15, example("release.staged"), example("rollback.rehearsed"), asked("recording")),
        on(10, 1, example("observation.completed"), asked("warning")),
        on(11, 3, watched, asked("in_force")),
        on(11, 20, example("release.reverted")),
    ]


def mandate() -> list[Act]:
    """Return the life of a mandate, signed by both sides, up to its accounts, which ask for four quarters."""
    quarters = [
        example(kind, **{"quarter": quarter, "period_ended_on": day, said_on: day})
        for quarter, day in (("q2", "2024-09-30"), ("q3", "2024-12-31"), ("q4", "2025-03-31"))
        for kind, said_on in (("status.reported", "reported_on"), ("spending.reviewed", "reviewed_on"))
    ]
    return [
        (START, [example(kind) for kind in MANDATE.facts]),
        (START, [asked("answered")]),
        (START, [favourable("mandatary")]),
        (START, [asked("accepted")]),
        (START, [favourable("deputy_minister")]),
        (START, [asked("running")]),
        (START, [*quarters, asked("accounted")]),
    ]


LIVES = {
    RECOURSE.name: recourse,
    DATA_ACCESS.name: data_access,
    POLICY_RELEASE.name: policy_release,
    MANDATE.name: mandate,
}
"""The processes whose last stage is only reached by saying things in their time."""

NAMED = told(
    "named",
    ("initiative.declared", {"title": "Rang au guichet", "stage": "opportunity", "decision": "automated"}),
    ("data.described", {"personal_information": True, "sources": ["guichet"]}),
)
"""The initiative that recourses and accesses name: its decisions are exclusively automated."""

NEED = ("need.described", {"problem": "Les listes d'attente sont tenues à la main."})
AT_FIRST_STAGE = ("initiative.declared", {"title": "Listes d'attente", "stage": "opportunity"})
IN_PRODUCTION = ("initiative.declared", {"title": "Dictée vocale", "stage": "production"})
REQUEST = asked("planning")
DATA = ("data.described", {"personal_information": False, "sources": ["horaires"]})


def suspended_and_back() -> tuple[list[Message], list[Message], list[Message], list[Message]]:
    """Return an initiative in production; a grave incident of it; what ends the incident; the way back, and out."""
    tool, incident = "suspended-and-back", "tells-of-itself"
    declared = told(
        tool,
        ("initiative.declared", {**IN_PRODUCTION[1], "generative": False, "clinical": False, "decision": "none"}),
        (
            "need.described",
            {**NEED[1], "alternatives_considered": True, "expected_value": "Un jour", "indicators": ["jours"]},
        ),
        DATA,
    )
    opinion = {"body": "comite_ia_sante", "answer": "favourable", "covers": dossier_of(declared), **WHY}
    running = [*declared, *numbered(told(tool, ("opinion.rendered", opinion)), len(declared))]
    harm: dict[str, Any] = {
        "title": "Dictée fausse",
        "kind": "ai_system",
        "aware_on": "2026-09-01",
        "occurred_on": "2026-09-01",
    }
    harm |= {"circumstances": "Une négation a été perdue.", "grave": True, "initiative": running[0].subject}
    reported = told(incident, ("incident.reported", harm), process=INCIDENT)
    measures: dict[str, Any] = {
        "measures": ["Outil arrêté"],
        "taken_on": "2026-09-01",
        "lessons": "Relire les négations.",
    }
    ended: list[tuple[str, dict[str, Any]]] = [
        ("measures.taken", measures),
        *(("passage.requested", {"to": stage}) for stage in INCIDENT.stages[1:]),
    ]
    closed = numbered(told(incident, *ended, process=INCIDENT), 1)
    renewed = {"kind": "security", "conclusion": "favourable", "completed_on": "2026-09-02", "reference": "EV-2"}
    retired: dict[str, Any] = {
        "data_disposition": "destroyed",
        "lessons": "Relire.",
        "users_informed": True,
        "registered": True,
    }
    after: list[tuple[str, dict[str, Any]]] = [
        ("passage.requested", {"to": "production"}),
        ("assessment.filed", renewed),
        ("retirement.planned", {**retired, "what_failed": "Les négations."}),
        ("passage.requested", {"to": "retirement"}),
    ]
    return running, reported, closed, numbered(told(tool, *after), 100)


def numbered(messages: list[Message], first: int) -> list[Message]:
    """Return *messages* as they are told later in the life of their case."""
    later = timedelta(minutes=first)
    return [
        each.model_copy(
            update={"id": f"{each.id}-{first}", "time": each.time + later, "received_at": each.received_at + later}
        )
        for each in messages
    ]


def dossier_of(messages: list[Message]) -> str:
    """Return the digest of what *messages* say."""
    facts = {
        str(INITIATIVE.topic(each.type, each.data)): Fact(data=each.data, event_id=each.id, time=each.time)
        for each in messages
    }
    return Case.opened(messages[0].subject).model_copy(update={"facts": facts}).dossier
