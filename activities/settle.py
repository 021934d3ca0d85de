"""Settle messages of one case: ask the policies, keep each settlement in the journal, and only then let it be heard.

The same settlement is worked out here and in the workflow, from the same two pure functions; what an attempt before
this one has left in the journal is what happened, whatever the policies would say now.
"""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, Protocol

from pydantic import BaseModel, ConfigDict
from temporalio import activity
from temporalio.exceptions import ApplicationError

from activities.announce import Herald
from activities.names import FailureType
from domain import standing
from domain.case import Case
from domain.decider import question, settle
from domain.entry import Settled
from domain.message import Message
from domain.processes import PROCESSES
from domain.question import Question
from domain.settlement import Announcement
from domain.verdict import Verdict

AT_ONCE: Final = 2.0
"""Seconds that the broker has to take announcements, while the case waits."""

Verdicts = Mapping[int, Verdict | None]
"""By the sequence of the message they answered; None where nothing was asked."""


class Asks(Protocol):
    """Where questions are asked: `activities.policy.PolicyDesk`."""

    async def ask_policy(self, question: Question) -> Verdict:
        """Return the verdict on *question*."""


class Keeps(Protocol):
    """What keeps settlements: `activities.journal.Journal`."""

    async def append(self, case_id: str, settled: Sequence[Settled]) -> Verdicts:
        """Keep *settled*, and return once they are durable; or keep none, and return the verdicts already held."""


class Batch(BaseModel):
    """Messages to settle in their order, and the case they find."""

    model_config = ConfigDict(frozen=True)

    case: Case
    messages: tuple[Message, ...]


class Done(BaseModel):
    """What settling a batch came to, as far as the workflow cannot work it out itself."""

    model_config = ConfigDict(frozen=True)

    verdicts: tuple[Verdict | None, ...]
    """One for each message that was settled: of those after one that put a passage aside, none is yet."""
    announced: bool


@dataclass
class Outcomes:
    """What settling a batch came to."""

    verdicts: list[Verdict | None] = field(default_factory=list)
    settled: list[Settled] = field(default_factory=list)
    announcements: list[Announcement] = field(default_factory=list)
    tells: bool = False
    """Whether other cases must hear of it, which comes before announcing."""


class Clerk:
    """Where a case's messages take effect. Doing it again is harmless: the journal holds one entry per settlement."""

    def __init__(self, desk: Asks, journal: Keeps, herald: Herald, *, engine: str, contract: str | None = None) -> None:
        self._desk = desk
        self._journal = journal
        self._herald = herald
        self._engine = engine
        self._contract = contract

    @activity.defn
    async def settle_messages(self, batch: Batch) -> Done:
        """Return the verdicts on the messages, once they are in the journal.

        What there is to announce is announced, unless other cases must first be told, or the broker does not answer at
        once: then the workflow sees to it, and the case goes on meanwhile.

        Raises:
            ApplicationError: of one of the `FailureType`s; nothing that is not in the journal was announced.
        """
        outcomes = await self._kept(batch)
        announced = not outcomes.tells and await self._announced(outcomes.announcements)
        return Done(verdicts=tuple(outcomes.verdicts), announced=announced)

    async def _announced(self, announcements: list[Announcement]) -> bool:
        try:
            async with asyncio.timeout(AT_ONCE):
                await self._herald.announce(announcements)
        except (ApplicationError, TimeoutError):
            return False
        return True

    async def _kept(self, batch: Batch) -> Outcomes:
        outcomes = await self._worked_out(batch, {})
        held = await self._journal.append(batch.case.id, outcomes.settled) if outcomes.settled else {}
        if not held:
            return outcomes
        outcomes = await self._worked_out(batch, held)
        if await self._journal.append(batch.case.id, outcomes.settled):
            raise ApplicationError("not settled as the journal holds it", type=FailureType.JOURNAL_DISAGREES)
        return outcomes

    async def _worked_out(self, batch: Batch, held: Verdicts) -> Outcomes:
        process, case, outcomes = PROCESSES[batch.case.process], batch.case, Outcomes()
        for message in batch.messages:
            asked = question(process, case, message)
            sequence = case.sequence + 1
            if held.get(sequence) is None and sequence in held and standing.taken_in_silence(case, message):
                asked = None  # by a version that was stopped before its case heard of it
            verdict = await self._verdict(sequence, asked, held)
            settlement = settle(process, case, message, verdict)
            if settlement.status == "accepted":
                settled = Settled.of(message, asked, verdict, settlement, engine=self._engine)
                outcomes.settled.append(settled.model_copy(update={"contract": self._contract}))
            outcomes.verdicts.append(verdict)
            outcomes.announcements.extend(settlement.announcements)
            outcomes.tells |= bool(settlement.told)
            case = settlement.case
            if case.put_aside is not None:  # what comes next finds the passage asked
                break
        return outcomes

    async def _verdict(self, sequence: int, asked: Question | None, held: Verdicts) -> Verdict | None:
        if asked is None:
            return None
        known = held.get(sequence)
        return known if known is not None else await self._desk.ask_policy(asked)
