"""Many cases due at the same instant: a worker takes so many as it bears, and each is asked about once."""

import asyncio
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import timedelta

import pytest
from temporalio.api.enums.v1 import EventType
from temporalio.testing import WorkflowEnvironment

from activities.names import TASK_QUEUE
from activities.policy import PolicyDesk
from domain.case import Case
from domain.question import Question
from domain.settlement import Announced
from domain.verdict import Verdict
from tests.policies.policy_questions import CLINICAL
from tests.workflows.living import Life, Said, at_work, facts
from workflows.folder import Folder
from workflows.processes import Initiative
from workflows.search import shown_at_start

pytestmark = pytest.mark.engines

CASES = 24
AT_ONCE = 4


@dataclass
class Crowded(Said):
    """Effects before which questions wait for each other, so that as many meet there as are let in."""

    full: asyncio.Event = field(default_factory=asyncio.Event)
    now: int = 0
    most: int = 0
    asked: Counter[str] = field(default_factory=Counter)

    async def ask_policy(self, question: Question) -> Verdict:
        self.asked[question.case.id] += 1
        self.now += 1
        self.most = max(self.most, self.now)
        if self.now == AT_ONCE:
            self.full.set()
        try:
            with suppress(TimeoutError):
                await asyncio.wait_for(self.full.wait(), 2)
            await asyncio.sleep(0.1)
            return await super().ask_policy(question)
        finally:
            self.now -= 1


async def overdue(environment: WorkflowEnvironment, desk: PolicyDesk) -> Case:
    """Return a case that should have given something the day before yesterday, and whose lateness is not told yet."""
    life = Life(environment, Said(desk), "initiative:ciusss-x/modele")
    async with at_work(environment, life.effects):
        declared = {**CLINICAL, "declaration": {**CLINICAL["declaration"], "stage": "realization"}}
        await life.say(*reversed(list(facts(declared))))
        case = await life.case()
    due = (await life.now()).date() - timedelta(days=2)
    owed, *rest = case.obligations
    return case.model_copy(update={"obligations": (owed.model_copy(update={"due": due}), *rest), "seen": ()})


async def test_what_falls_due_at_once_is_taken_in_turn_and_asked_about_once(
    skipping: WorkflowEnvironment, desk: PolicyDesk
) -> None:
    like = await overdue(skipping, desk)
    cases = [like.model_copy(update={"id": f"initiative:ciusss-x/echeance-{number}"}) for number in range(CASES)]
    effects = Crowded(desk)
    for case in cases:
        await skipping.client.start_workflow(
            Initiative.run,
            Folder(case=case),
            id=case.id,
            task_queue=TASK_QUEUE,
            search_attributes=shown_at_start(case),
        )
    async with at_work(skipping, effects, AT_ONCE), asyncio.timeout(60):
        while not {case.id for case in cases} <= told_late(effects):
            await asyncio.sleep(0.05)
        histories = [await skipping.client.get_workflow_handle(case.id).fetch_history() for case in cases]
    assert effects.most == AT_ONCE
    assert set(effects.asked.values()) == {1}
    done = Counter(event.event_type for history in histories for event in history.events)
    assert EventType.EVENT_TYPE_ACTIVITY_TASK_SCHEDULED not in done


def told_late(effects: Said) -> set[str]:
    """Return the cases of which lateness was told."""
    return {each.case_id for each in effects.announced if each.type is Announced.LATENESS}
