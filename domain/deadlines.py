"""When something must be told of what a case owes: reminders, lateness and escalations, each on its day in Québec.

Policy says the days; here they become instants. A day ends at midnight in Québec, and cases whose days end together
are told of one after the other: each has its own moment within a window after midnight, the same every time.
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from hashlib import sha256
from typing import Final
from zoneinfo import ZoneInfo

from pydantic import BaseModel, ConfigDict

from domain.case import Case
from domain.message import Message
from domain.settlement import Announced
from domain.verdict import Obligation

ZONE: Final = ZoneInfo("America/Toronto")
WINDOW: Final = timedelta(hours=4)
"""Ten thousand cases due the same day wake at less than one per second. A running case's timers follow from it."""
CLOCK: Final = "urn:balise:horloge"
"""Source of the messages by which time comes to a case; no outsider can be it."""
REACHED: Final = "deadline.reached"
REPLACED: Final = "policies.replaced"
"""Other policies are in force than those by which the case was judged last."""

_DAY: Final = timedelta(days=1)


class Step(BaseModel):
    """One thing to tell of one obligation, once."""

    model_config = ConfigDict(frozen=True)

    kind: Announced
    obligation: Obligation
    on: date
    """The day at whose beginning it is told."""
    to: str

    @property
    def key(self) -> str:
        """What the case remembers of it; another due date makes other steps."""
        return f"{self.kind}:{self.obligation.id}:{self.obligation.due}:{self.on}:{self.to}"


def steps(case: Case) -> Iterator[Step]:
    """Return everything there is to tell of what *case* owes, told already or not."""
    for owed in case.obligations:
        if owed.reminders or owed.escalations:
            for on in _still_ahead(owed):
                yield Step(kind=Announced.REMINDER, obligation=owed, on=on, to=owed.by)
            yield Step(kind=Announced.LATENESS, obligation=owed, on=owed.due + _DAY, to=owed.by)
            for escalation in owed.escalations:
                yield Step(kind=Announced.ESCALATION, obligation=owed, on=escalation.on, to=escalation.to)


def _still_ahead(owed: Obligation) -> Iterator[date]:
    """Yield the days on which *owed* is recalled, without those that had come when it was put off."""
    return (on for on in owed.reminders if owed.postponed is None or on > owed.postponed.on)


def next_instant(case: Case) -> datetime | None:
    """Return when something must next be told or asked of *case*; it may be past."""
    day = min(_days(case), default=None)
    instants = [instant for instant in (_instant(case, day) if day else None, case.put_aside) if instant is not None]
    return min(instants, default=None)


def anything_come(case: Case, at: datetime) -> bool:
    """Return whether, by *at*, a day has come on which something must be told or asked of *case*."""
    return any(_instant(case, day) <= at for day in _days(case))


def come(case: Case, at: datetime) -> tuple[Step, ...]:
    """Return the steps that have come by *at* and are not told yet."""
    return tuple(step for step in _untold(case) if _instant(case, step.on) <= at)


def worth_telling(steps_come: tuple[Step, ...]) -> tuple[Step, ...]:
    """Return those of the steps that still tell something: no reminder of what is late, nor of the same thing twice."""
    late = {step.obligation.id for step in steps_come if step.kind is not Announced.REMINDER}
    last = {step.obligation.id: step.on for step in steps_come if step.kind is Announced.REMINDER}
    return tuple(
        step
        for step in steps_come
        if step.kind is not Announced.REMINDER
        or (step.obligation.id not in late and step.on == last[step.obligation.id])
    )


def told(case: Case, newly: tuple[Step, ...], at: datetime) -> Case:
    """Return *case*, settled as of *at*, with the keys of what was told, *newly* too, of what it still owes.

    What is owed no more is forgotten, and so is a day on which to ask again that is there already: neither may ever
    make a case wait for what has come.
    """
    keys = {*case.recalled, *(step.key for step in newly)}
    kept = tuple(sorted(keys & {step.key for step in steps(case)})) if keys else ()
    again = case.again_on if case.again_on is not None and _instant(case, case.again_on) > at else None
    return case.model_copy(update={"recalled": kept, "again_on": again})


def message(case: Case, at: datetime, kind: str = REACHED) -> Message:
    """Return the message by which a deadline, or what else is of that *kind*, comes to *case* at the instant *at*."""
    return Message(
        # A case that has settled a message has counted it: the next deadline has another id, whatever its instant.
        id=f"{case.id}/{case.sequence + 1}",
        source=CLOCK,
        type=kind,
        subject=case.id,
        time=at,
        received_at=at,
        data={},
    )


def _days(case: Case) -> Iterator[date]:
    yield from (step.on for step in _untold(case))
    if case.again_on is not None:
        yield case.again_on


def _untold(case: Case) -> Iterator[Step]:
    told = set(case.recalled)
    return (step for step in steps(case) if step.key not in told)


def _instant(case: Case, day: date) -> datetime:
    """Return the moment of *day* at which *case* is told of: midnight in Québec, and its own share of the window.

    The share is added in UTC: in the night the clocks change, it is as long as in any other.
    """
    midnight = datetime.combine(day, time(), ZONE).astimezone(UTC)
    share = int.from_bytes(sha256(case.id.encode()).digest()[:8]) % int(WINDOW.total_seconds())
    return midnight + timedelta(seconds=share)
