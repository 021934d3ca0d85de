"""What comes round by a schedule: open cases are told of other policies once, and of the same ones never."""

import asyncio
from collections import Counter
from dataclasses import dataclass

import pytest
from temporalio.api.enums.v1 import EventType
from temporalio.client import (
    Client,
    Schedule,
    ScheduleActionExecutionStartWorkflow,
    ScheduleActionStartWorkflow,
    ScheduleHandle,
    ScheduleSpec,
)
from temporalio.testing import WorkflowEnvironment
from temporalio.worker import Worker

from activities.names import TASK_QUEUE
from activities.reevaluate import Reevaluator
from domain.case import Case
from tests.workflows.keeping import clerk
from tests.workflows.living import Said
from workflows.folder import Folder
from workflows.processes import Initiative
from workflows.reevaluation import Reevaluation
from workflows.runner import workflow_runner
from workflows.search import shown_at_start

pytestmark = pytest.mark.engines

CASES = ("initiative:ciusss-x/reevaluee-1", "initiative:ciusss-x/reevaluee-2")


@dataclass
class InForce:
    """Says which policies answer, where OPA is not what the test is about."""

    now: str

    async def revision(self) -> str:
        return self.now


async def opened(client: Client) -> None:
    for case_id in CASES:
        case = Case.opened(case_id)
        await client.start_workflow(
            Initiative.run, Folder(case=case), id=case_id, task_queue=TASK_QUEUE, search_attributes=shown_at_start(case)
        )


async def looked(client: Client, schedule: ScheduleHandle) -> tuple[str, Counter[int]]:
    """Have the schedule look once, and return what it found and the events of its run."""
    before = (await schedule.describe()).info.num_actions
    await schedule.trigger()
    while (info := (await schedule.describe()).info).num_actions == before:
        await asyncio.sleep(0.05)
    action = info.recent_actions[-1].action
    assert isinstance(action, ScheduleActionExecutionStartWorkflow)
    run = client.get_workflow_handle(action.workflow_id, run_id=action.first_execution_run_id, result_type=str)
    found: str = await run.result()
    return found, Counter(event.event_type for event in (await run.fetch_history()).events)


async def told(client: Client) -> dict[str, int]:
    """Return how often each case was told of policies."""
    signals = {}
    for case_id in CASES:
        history = await client.get_workflow_handle(case_id).fetch_history()
        names = [event.workflow_execution_signaled_event_attributes.signal_name for event in history.events]
        signals[case_id] = names.count("policies_replaced")
    return signals


async def test_each_revision_is_told_to_every_open_case_once(temporal: WorkflowEnvironment) -> None:
    client, desk = temporal.client, InForce("sha256:one")
    reevaluator = Reevaluator(client, desk, apart=0.01)
    said = Said(desk)  # type: ignore[arg-type]  # nothing is asked here
    async with Worker(
        client,
        task_queue=TASK_QUEUE,
        workflows=[Initiative, Reevaluation],
        activities=[clerk(said, said).settle_messages, reevaluator.policies_in_force, reevaluator.reevaluate_cases],
        workflow_runner=workflow_runner(),
    ):
        await opened(client)
        action = ScheduleActionStartWorkflow(Reevaluation.run, id="reevaluation-essai", task_queue=TASK_QUEUE)
        schedule = await client.create_schedule("reevaluation-essai", Schedule(action=action, spec=ScheduleSpec()))
        try:
            async with asyncio.timeout(60):
                found = [await looked(client, schedule), await looked(client, schedule)]
                assert await told(client) == dict.fromkeys(CASES, 1)
                desk.now = "sha256:two"
                found.append(await looked(client, schedule))
                assert await told(client) == dict.fromkeys(CASES, 2)
        finally:
            await schedule.delete()
            for case_id in CASES:
                await client.get_workflow_handle(case_id).terminate()
    assert [revision for revision, _ in found] == ["sha256:one", "sha256:one", "sha256:two"]
    asked = [events[EventType.EVENT_TYPE_ACTIVITY_TASK_SCHEDULED] for _, events in found]
    assert asked == [2, 1, 2]
