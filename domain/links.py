"""What a case tells other cases: each of them knows the last word on what concerns it, and hears of every change.

A case may only speak to those of its own establishment, and only of what is its own to tell. An initiative answers
those that name it and say that they listen: whether it was ever declared and, to a recourse, how it decides.
"""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any, Final

from domain.case import CASE_ID, Case, Told
from domain.data_access import DATA_ACCESS
from domain.incident import INCIDENT
from domain.initiative import INITIATIVE
from domain.message import FROM_A_CASE, Message
from domain.recourse import RECOURSE

Data = dict[str, Any]

WITHDRAWN: Final = "withdrawn"
"""What a case hears that is no longer concerned."""
FORBIDDEN: Final = "forbidden"
"""What an initiative hears of an access that policy came to forbid after it was granted."""
LONGEST_CONDITIONS: Final = 40_000
"""Most characters of the conditions of an access that are told: what is longer than its form counts as not said."""
LISTENS: Final = "listens"
"""What a case says that takes an answer. Those of before said nothing of it; that alone is no news, until they are
declared again."""


def source(case_id: str) -> str:
    """Return the source of what the case *case_id* tells."""
    return f"{FROM_A_CASE}{case_id}"


def tell(case: Case, message: Message) -> tuple[Case, tuple[Message, ...]]:
    """Return *case*, changed by *message*, as it remembers having told others what they do not know yet; and that."""
    news = {
        target: each
        for target, each in _said(case, message.received_at).items()
        if _differs(each, case, target, message)
    }
    if not news:
        return case, ()
    told = tuple(_message(case, message, target, each) for target, each in sorted(news.items()))
    return case.model_copy(update={"told": {**case.told, **news}}), told


def _said(case: Case, received_at: datetime) -> dict[str, Told]:
    """Return what each case that is concerned, or was, must know of *case* now."""
    return {
        target: Told(type=kind, data=data, time=_after(case.told.get(target), received_at))
        for target, (kind, data) in (_answers(case) if case.process == INITIATIVE.name else _news(case)).items()
    }


def _news(case: Case) -> dict[str, tuple[str, Data]]:
    said = {target: (known.type, {**known.data, "status": WITHDRAWN}) for target, known in case.told.items()}
    target = _concerned(case)
    if target is not None:
        kind, of = _TELLS[case.process]
        said[target] = kind, {"case": case.id, **_known(of(case)), LISTENS: True}
    return said


def _answers(case: Case) -> dict[str, tuple[str, Data]]:
    heard = [fact.data for fact in case.facts.values() if fact.linked]
    return {
        each["case"]: (ANSWER, _answer(case, each["case"]))
        for each in heard
        if each.get(LISTENS) and each["status"] != WITHDRAWN
    }


def _answer(case: Case, target: str) -> Data:
    """Return what *case* answers *target*. How it decided is how it did when it first said so.

    A person asks about a decision already made: what changes afterwards gives or takes nothing, and only what nobody
    had said yet is still taken in.
    """
    answer: Data = {"case": case.id, "status": "declared" if "declaration" in case.facts else "undeclared"}
    if target.partition(":")[0] == RECOURSE.name:
        before = case.told[target].data if target in case.told else {}
        answer |= _known({name: before.get(name, _fact(case, *at)) for name, at in _DECIDES.items()})
    return answer


def _known(data: Data) -> Data:
    return {name: value for name, value in data.items() if value is not None}


def _differs(said: Told, case: Case, target: str, message: Message) -> bool:
    known = case.told.get(target)
    if known is None or message.type in _DECLARES:
        return known is None or known.data != said.data
    return known.data != {name: value for name, value in said.data.items() if name != LISTENS or name in known.data}


def _after(known: Told | None, moment: datetime) -> datetime:
    """Return *moment*, or just after what was told before: what is told later must count as later."""
    return moment if known is None else max(moment, known.time + timedelta(microseconds=1))


def _message(case: Case, message: Message, target: str, said: Told) -> Message:
    return Message(
        id=f"{case.id}/{case.sequence}/{said.type}",
        source=source(case.id),
        type=said.type,
        subject=target,
        time=said.time,
        received_at=message.received_at,
        data=said.data,
    )


def _concerned(case: Case) -> str | None:
    """Return the initiative of the same establishment that *case* is about, if it says so."""
    if case.process not in _TELLS:
        return None
    parts = CASE_ID.fullmatch(str(case.initiative))
    if parts is None or (parts["process"], parts["establishment"]) != (INITIATIVE.name, case.establishment):
        return None
    return parts.group()


def _fact(case: Case, topic: str, field: str) -> Any:
    fact = case.facts.get(topic)
    return fact.data.get(field) if fact else None


def _incident(case: Case) -> Data:
    return {
        "status": "closed" if case.stage == INCIDENT.stages[-1] else "open",
        "kind": _fact(case, "declaration", "kind"),
        "aware_on": _fact(case, "declaration", "aware_on"),
        "grave": _fact(case, "declaration", "grave"),
        "serious": _fact(case, "injury", "serious"),
    }


def _recourse(case: Case) -> Data:
    # A review counts once its gate has found it made by someone able to make it.
    reviewed = case.stage in RECOURSE.stages[2:]
    return {
        "status": "closed" if case.stage == RECOURSE.stages[-1] else "open",
        "asks": _fact(case, "declaration", "asks"),
        "outcome": _fact(case, "review", "outcome") if reviewed else None,
        "reviewed_on": _fact(case, "review", "rendered_on") if reviewed else None,
    }


def _access(case: Case) -> Data:
    return {
        "status": _of_access(case),
        "purpose": _fact(case, "declaration", "purpose"),
        "starts_on": _fact(case, "declaration", "starts_on"),
        "ends_on": _fact(case, "declaration", "ends_on"),
        "conditions": _conditions(case),
    }


def _conditions(case: Case) -> str | None:
    """Return what the opinions on an access asked for once it was granted, each thing on its line; None if nothing."""
    if case.stage not in DATA_ACCESS.stages[2:]:
        return None
    opinions = (given.opinion for _, given in sorted(case.opinions.items()))
    asked = (text for each in opinions if each.answer == "with_conditions" for text in each.conditions)
    return "\n".join(asked)[:LONGEST_CONDITIONS] or None


def _of_access(case: Case) -> str:
    """Return how the access is. One that was granted holds no more past its last day, nor once policy forbids it."""
    _, _, granted, expired, _ = DATA_ACCESS.stages
    if case.stage == granted and case.over:
        return expired
    if case.stage == granted and any(owed.kind == "cease" for owed in case.obligations):
        return FORBIDDEN
    if case.stage in DATA_ACCESS.stages[2:]:
        return str(case.stage)
    refused = any(given.opinion.answer == "unfavourable" for given in case.opinions.values())
    return "refused" if refused else "requested"


ANSWER: Final = "initiative.linked"

_DECIDES: Final = {
    "decision": ("declaration", "decision"),
    "effect_on_person": ("declaration", "effect_on_person"),
    "personal_information": ("data", "personal_information"),
    "health_information": ("data", "health_information"),
    "authority": ("oversight", "authority"),
    "information": ("oversight", "information"),
    "time": ("oversight", "time"),
    "formulates": ("oversight", "formulates"),
    "overruled_share": ("oversight", "overruled_share"),
}
"""Where an initiative holds what tells whether its decisions are exclusively automated."""

_DECLARES: Final = frozenset({INCIDENT.declaration, RECOURSE.declaration, DATA_ACCESS.declaration})

_TELLS: Final[dict[str, tuple[str, Callable[[Case], Data]]]] = {
    INCIDENT.name: ("incident.linked", _incident),
    RECOURSE.name: ("recourse.linked", _recourse),
    DATA_ACCESS.name: ("access.linked", _access),
}
"""By process: the type of message, and what of the case it holds."""
