"""How what is owed ends, begins again and is put off: a due date once given moves by a decision that policy admits."""

from collections.abc import Iterable
from datetime import date

from domain.case import Case
from domain.message import Message
from domain.process import Process
from domain.verdict import Escalation, Obligation, Postponement, Verdict


def done(process: Process, case: Case, message: Message, verdict: Verdict) -> frozenset[str]:
    """Return the ids of what *message* does of what *case* owes, which has taken the message in.

    A message that came after a later one on the same topic tells nothing new, and does nothing. Of several things due
    under one duty, and of what it takes more than a message to do, the *verdict* says which are done: what it imposes
    again was never done, and keeps its due date.
    """
    left = {owed.id for owed in verdict.obligations if owed.judged}
    touched_by = _touched(process, case, message)
    return frozenset(owed.id for owed in touched_by if owed.item is None and owed.id not in left)


def touched(process: Process, case: Case, message: Message) -> bool:
    """Return whether *message* is one by which something that *case* owes is done."""
    return bool(_touched(process, case, message))


def _touched(process: Process, case: Case, message: Message) -> list[Obligation]:
    topic = process.topic(message.type, message.data)
    fact = case.facts.get(topic) if topic is not None else None
    if fact is None or (fact.event_id, fact.source) != (message.id, message.source):
        return []
    return [owed for owed in case.obligations if message.type in owed.fulfilled_by]


def without(case: Case, ids: frozenset[str]) -> Case:
    """Return *case* as it is without what it owed under *ids*."""
    if not ids:
        return case
    return case.model_copy(update={"obligations": tuple(owed for owed in case.obligations if owed.id not in ids)})


def again(imposed: Obligation, before: Obligation | None, today: date) -> Obligation:
    """Return *imposed*, as it was *before* if it was: owed since then, due on that day when it comes first.

    What is told of it goes with its due date. Imposed for the first time, it is owed since *today*.
    """
    imposed = imposed.model_copy(update={"since": before.since if before else imposed.since or today})
    if before is None or imposed.due < (before.postponed.first if before.postponed else before.due):
        return imposed
    kept = before if before.reminders or before.escalations else _moved(imposed, before.due)
    return imposed.model_copy(
        update={
            "due": kept.due,
            "reminders": kept.reminders,
            "escalations": kept.escalations,
            "postponed": before.postponed,
        }
    )


def put_off(obligations: Iterable[Obligation], decided: Iterable[Postponement]) -> list[Obligation]:
    """Return *obligations*, those that were *decided* to be put off being due on their new day."""
    decisions = {each.obligation: each for each in decided}
    return [
        _moved(owed, decision.until).model_copy(update={"postponed": decision})
        if (decision := decisions.get(owed.id))
        else owed
        for owed in obligations
    ]


def _moved(owed: Obligation, due: date) -> Obligation:
    """Return what is *owed* as due on another day, with what is told of it at the same distance."""
    by = due - owed.due
    return owed.model_copy(
        update={
            "due": due,
            "reminders": tuple(day + by for day in owed.reminders),
            "escalations": tuple(Escalation(on=each.on + by, to=each.to) for each in owed.escalations),
        }
    )
