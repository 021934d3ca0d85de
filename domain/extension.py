"""A due date that a body puts off: what policy is asked of it, as the case knows what is owed.

The bounds of policy are counted from the day on which a thing was first due, so that no date is put off little by
little without end.
"""

from typing import Final

from domain.case import Case
from domain.message import Message
from domain.question import Extension, Owed

EXTENDED: Final = "deadline.extended"


def asked(case: Case, message: Message) -> Extension | None:
    """Return what *message* asks of a due date of *case*, or None when it asks nothing of one."""
    if message.type != EXTENDED:
        return None
    return Extension(
        obligation=message.data["obligation"],
        until=message.data["until"],
        reasons=message.data["reasons"],
        source=message.source,
        time=message.time,
        received_at=message.received_at,
        owed=_owed(case, message.data["obligation"]),
    )


def _owed(case: Case, name: str) -> Owed | None:
    for each in case.obligations:
        if each.id == name:
            before = each.postponed
            return Owed(
                kind=each.kind,
                rule=each.rule,
                by=each.by,
                due=before.first if before else each.due,
                put_off_at=before.time if before else None,
            )
    return None
