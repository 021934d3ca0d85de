"""The one durable shell: keep a case for years, settle its messages in order, lose none.

A message's effects run as local activities first, because a quick one costs a marker instead of three events and two
round trips to the server. When an engine is down they run again as regular activities, which wait as long as it
takes without holding a workflow task open.
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
    from activities.policy import PolicyDesk
    from activities.tell import Courier
    from domain import deadlines
    from domain.case import Case
    from domain.decider import question, settle
    from domain.message import Message
    from domain.process import Process
    from domain.settlement import Announcement, Settlement
    from domain.verdict import Verdict
    from workflows.alarm import Alarm
    from workflows.folder import Folder, TimelineEntry, entry
    from workflows.search import shown

TIMELINE_LENGTH = 200
"""Entries a case carries about itself; what is older stands on the governance topic."""

SAID_AT_ONCE = 40
"""Announcements published together. Those of a whole outage would not fit the 2 MiB an activity's argument may have."""

TELLS = "tells-other-cases"
"""Runs that began before cases spoke to each other tell nothing; the next one tells all that is due."""

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
        self._untold: list[Message] = []

    @workflow.signal
    def receive(self, messages: list[Message]) -> None:
        """Take *messages* of this case, in their order."""
        self._inbox.extend(messages)

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
            await workflow.wait_condition(lambda: bool(self._inbox) or self._alarm.rings)
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
        return not self._inbox

    async def _settle_some(self) -> None:
        said: list[Announcement] = []
        if self._alarm.rings:
            said.extend(await self._settle(deadlines.message(self._folder.case, workflow.now())))
        while self._inbox and len(said) < SAID_AT_ONCE:
            said.extend(await self._settle(self._inbox.popleft()))
        self._show_operators()
        if self._untold:  # before announcing: a suspension does not wait for Kafka
            await self._done(Courier.tell_cases, self._untold)
            self._untold = []
        if said:
            await self._done(Herald.announce, said)

    async def _settle(self, message: Message) -> Sequence[Announcement]:
        asked = question(self.process, self._folder.case, message)
        verdict: Verdict | None = await self._done(PolicyDesk.ask_policy, asked) if asked else None
        settlement = settle(self.process, self._folder.case, message, verdict)
        if settlement.status == "accepted":
            line = entry(message, settlement.case, verdict)
            self._folder = Folder(
                case=self._telling(settlement),
                verdict=verdict or self._folder.verdict,
                timeline=(*self._folder.timeline, line)[-TIMELINE_LENGTH:],
            )
        return settlement.announcements

    def _telling(self, settlement: Settlement) -> Case:
        """Return the case settled, once what it tells others is on its way."""
        if settlement.told and not workflow.patched(TELLS):
            return settlement.case.model_copy(update={"told": self._folder.case.told})
        self._untold.extend(settlement.told)
        return settlement.case

    async def _done(self, effect: Any, argument: Any) -> Any:
        try:
            return await workflow.execute_local_activity_method(effect, argument, **QUICK)
        except FailureError as error:
            if is_cancelled_exception(error):
                raise
            workflow.logger.warning("effect.waits", extra={"effect": effect.__name__, "cause": str(error)})
            return await workflow.execute_activity_method(effect, argument, **PATIENT)

    def _show_operators(self) -> None:
        """Upsert the search attributes that changed; each upsert is a history event and a write to visibility."""
        known = workflow.info().typed_search_attributes
        changed = [update for update in shown(self._folder.case) if known.get(update.key) != update.value]
        if changed:
            workflow.upsert_search_attributes(changed)
