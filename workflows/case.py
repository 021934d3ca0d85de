"""The one durable shell: keep a case for years, settle its messages in order, lose none.

Messages that wait are settled together, in one local activity, because a quick one costs a marker instead of three
events and two round trips to the server. When an engine is down it runs again as a regular activity, which waits as
long as it takes without holding a workflow task open.
"""

from collections import deque
from collections.abc import Sequence
from typing import Any, ClassVar

from temporalio import workflow

with workflow.unsafe.imports_passed_through():
    from datetime import timedelta

    from temporalio.common import RetryPolicy
    from temporalio.exceptions import FailureError, is_cancelled_exception

    from activities.announce import Herald
    from activities.settle import Batch, Clerk, Done
    from activities.tell import Courier
    from domain import deadlines
    from domain.case import Case
    from domain.decider import settle
    from domain.message import Message
    from domain.process import Process
    from domain.settlement import Announcement
    from domain.verdict import Verdict
    from workflows.alarm import Alarm
    from workflows.folder import Folder, TimelineEntry, entry
    from workflows.search import shown

TIMELINE_LENGTH = 200
"""Entries a case carries about itself; what is older stands on the governance topic."""

AT_ONCE = 16
"""Messages settled together: what a local activity answers is a part of one workflow task, 4 MiB at most."""

SAID_AT_ONCE = 40
"""Cases told together, or announcements published, where the workflow does it: an argument may have 2 MiB."""

QUICK = workflow.LocalActivityConfig(
    start_to_close_timeout=timedelta(seconds=5),
    schedule_to_close_timeout=timedelta(seconds=8),
    retry_policy=RetryPolicy(maximum_attempts=1),
)
PATIENT = workflow.ActivityConfig(
    start_to_close_timeout=timedelta(seconds=30),
    retry_policy=RetryPolicy(initial_interval=timedelta(seconds=1), maximum_interval=timedelta(seconds=15)),
)


class CaseShell:
    """What every process's workflow type inherits. A subclass names its *process* and restates `run`."""

    process: ClassVar[Process]

    @workflow.init
    def __init__(self, folder: Folder) -> None:
        self._folder = folder
        self._inbox: deque[Message] = deque()
        self._alarm = Alarm()
        self._in_force: str | None = None

    @workflow.signal
    def receive(self, messages: list[Message]) -> None:
        """Take *messages* of this case, in their order."""
        self._inbox.extend(messages)

    @workflow.signal
    def policies_replaced(self, revision: str) -> None:
        """Have what the case owes judged by the policies of *revision*, unless they judged it last."""
        self._in_force = revision
        self._judged_by(self._folder.verdict)

    @workflow.query
    def case(self) -> Case:
        """Return the case as it is now."""
        return self._folder.case

    @workflow.query
    def folder(self) -> Folder:
        """Return the case, its last verdict and its timeline."""
        return self._folder

    @workflow.query
    def timeline(self) -> list[TimelineEntry]:
        """Return what happened to the case, oldest first."""
        return list(self._folder.timeline)

    async def live(self) -> None:
        """Settle messages and deadlines as they come, until the server suggests that a new run take over."""
        while not await self._may_hand_over():
            self._alarm.set_for(self._folder.case)
            await workflow.wait_condition(lambda: bool(self._inbox) or self._alarm.rings or self._outdated)
            await self._settle_some()
        await workflow.wait_condition(workflow.all_handlers_finished)
        await self._alarm.stop()
        workflow.continue_as_new(self._folder)

    async def _may_hand_over(self) -> bool:
        """Return whether a new run should take over now, in a workflow task of its own.

        A signal that arrives while a run ends fails the workflow task, which is then done again together with the
        local activities in it: the timer closes the task that announced something before the one that ends the run.
        """
        if not workflow.info().is_continue_as_new_suggested() or self._inbox:
            return False
        await workflow.sleep(timedelta(milliseconds=1))
        return not self._inbox and not self._outdated

    @property
    def _outdated(self) -> bool:
        """Whether other policies are in force than those that judged the case last; what is over stays as judged."""
        case = self._folder.case
        over = case.stage == self.process.final and not case.obligations
        return self._in_force is not None and self._folder.verdict is not None and not over

    def _judged_by(self, verdict: Verdict | None) -> None:
        if verdict is not None and not verdict.refuses and verdict.revision == self._in_force:
            self._in_force = None

    def _clock_says(self) -> list[Message]:
        """Return what the clock has to say now: one thing, whose id follows from what the case has counted."""
        if self._alarm.rings or self._folder.case.put_aside is not None:
            return [deadlines.message(self._folder.case, workflow.now())]
        if self._outdated:
            self._in_force = None  # whatever is answered, by policies newer still or not, it was asked
            return [deadlines.message(self._folder.case, workflow.now(), deadlines.REPLACED)]
        return []

    async def _settle_some(self) -> None:
        messages = self._clock_says()
        while self._inbox and len(messages) < AT_ONCE:
            messages.append(self._inbox.popleft())
        await self._settle(messages)

    async def _settle(self, messages: list[Message]) -> None:
        batch = Batch(case=self._folder.case, messages=tuple(messages))
        try:
            done = await workflow.execute_local_activity_method(Clerk.settle_messages, batch, **QUICK)
        except FailureError as error:
            self._waits(Clerk.settle_messages, error)
            for count, message in enumerate(messages, 1):  # one by one: the server records what a patient one is given
                alone = Batch(case=self._folder.case, messages=(message,))
                done = await workflow.execute_activity_method(Clerk.settle_messages, alone, **PATIENT)
                await self._take([message], done)
                if self._folder.case.put_aside is not None:
                    self._inbox.extendleft(reversed(messages[count:]))
                    return
        else:
            await self._take(messages[: len(done.verdicts)], done)
            self._inbox.extendleft(reversed(messages[len(done.verdicts) :]))

    async def _take(self, messages: Sequence[Message], done: Done) -> None:
        """Settle *messages* here as they were settled there, and see to what is left to tell and to announce."""
        told: list[Message] = []
        said: list[Announcement] = []
        for message, verdict in zip(messages, done.verdicts, strict=True):
            settlement = settle(self.process, self._folder.case, message, verdict)
            self._judged_by(verdict)
            said.extend(settlement.announcements)
            told.extend(settlement.told)
            if settlement.status == "accepted":
                line = entry(message, settlement.case, verdict)
                self._folder = Folder(
                    case=settlement.case,
                    verdict=verdict if verdict is not None and not verdict.refuses else self._folder.verdict,
                    timeline=(*self._folder.timeline, line)[-TIMELINE_LENGTH:],
                )
        self._show_operators()
        for first in range(0, len(told), SAID_AT_ONCE):
            await self._done(Courier.tell_cases, told[first : first + SAID_AT_ONCE])
        if not done.announced:
            for first in range(0, len(said), SAID_AT_ONCE):
                await self._done(Herald.announce, said[first : first + SAID_AT_ONCE])

    async def _done(self, effect: Any, argument: Any) -> Any:
        try:
            return await workflow.execute_local_activity_method(effect, argument, **QUICK)
        except FailureError as error:
            self._waits(effect, error)
            return await workflow.execute_activity_method(effect, argument, **PATIENT)

    def _waits(self, effect: Any, error: FailureError) -> None:
        if is_cancelled_exception(error):
            raise error
        workflow.logger.warning("effect.waits", extra={"effect": effect.__name__, "cause": str(error)})

    def _show_operators(self) -> None:
        """Upsert the search attributes that changed; each upsert is a history event and a write to visibility."""
        known = workflow.info().typed_search_attributes
        changed = [update for update in shown(self._folder.case) if known.get(update.key) != update.value]
        if changed:
            workflow.upsert_search_attributes(changed)
