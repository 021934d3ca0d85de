"""Record the histories that every later version must be able to replay: `make record`, or those of the headings named.

Real Temporal, Kafka and OPA; the server suggests a new run early, so that one history is that of a second run.
"""

import asyncio
import re
import shutil
import sys
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path

from temporalio.client import Client, ScheduleActionExecutionStartWorkflow, ScheduleHandle
from temporalio.contrib.pydantic import pydantic_data_converter
from temporalio.service import RPCError, RPCStatusCode
from temporalio.testing import WorkflowEnvironment

from activities.names import SEARCH_ATTRIBUTES
from domain.case import Case
from domain.deadlines import ZONE
from domain.initiative import INITIATIVE
from domain.message import Message
from domain.process import Process
from domain.processes import PROCESSES
from engines.enrolment import keep
from engines.stack import Addresses, Stack
from events.handover import Handover
from settings import Settings
from story.giving import Givers
from tests.policies.policy_questions import CLINICAL
from tests.workflows.lives import (
    AT_FIRST_STAGE,
    DATA,
    IN_PRODUCTION,
    NAMED,
    NEED,
    REQUEST,
    example,
    suspended_and_back,
    told,
    whole_life,
)
from tests.workflows.living import CASE_ID, Life, Said, facts, policy_desk, time_skipping
from tests.workflows.living import at_work as at_work_skipping
from worker import run
from workflows import archiving, reevaluation
from workflows.case import CaseShell
from workflows.folder import Folder

HISTORIES = Path(__file__).parent / "histories"


@asynccontextmanager
async def at_work(settings: Settings, at: Addresses) -> AsyncIterator[None]:
    """Run a worker on the engines *at*."""
    stop = asyncio.Event()
    work = asyncio.create_task(run(settings, stop=stop, at=at))
    try:
        yield
    finally:
        stop.set()
        await work


async def settled(client: Client, case_id: str, messages: int) -> None:
    """Wait until the case has settled that many *messages*, and is at rest."""
    handle = client.get_workflow_handle(case_id)
    case: Case | None = None
    while case is None or case.sequence < messages:
        await asyncio.sleep(0.2)
        case = await handle.query(CaseShell.case)
    await asyncio.sleep(1)


async def save(client: Client, case_id: str, name: str, run_id: str | None = None) -> None:
    """Write the history of a run of *case_id*, the current one unless told otherwise, without the paths stacks name."""
    history = await client.get_workflow_handle(case_id, run_id=run_id).fetch_history()
    portable = re.sub(r'"stackTrace": "(?:[^"\\]|\\.)*"', '"stackTrace": ""', history.to_json())
    (HISTORIES / f"{name}.json").write_text(portable + "\n")
    print(f"{name}: {len(history.events)} events")  # noqa: T201 - a tool for people


async def save_runs(client: Client, case_id: str, name: str) -> None:
    """Write the history of every run of *case_id*, those after the first under their number."""
    runs = [one async for one in client.list_workflows(f'WorkflowId = "{case_id}"')]
    for number, one in enumerate(sorted(runs, key=lambda one: one.start_time), 1):
        await save(client, case_id, name if number == 1 else f"{name}-{number}", one.run_id)


async def record(client: Client, settings: Settings, at: Addresses) -> None:
    """Live the lives whose histories are kept."""
    give = Handover(client).give
    refused = told("passage-refused-then-allowed", AT_FIRST_STAGE, NEED, REQUEST, DATA)
    late = told("declared-late", IN_PRODUCTION, NEED, DATA)
    busy = told("second-run", AT_FIRST_STAGE, REQUEST, *[NEED] * 40)
    waiting = told("policy-engine-down", AT_FIRST_STAGE, NEED)
    async with at_work(settings, at.model_copy(update={"opa": "http://127.0.0.1:1"})):
        await give(waiting)
        await asyncio.sleep(3)
    async with at_work(settings, at):
        for messages in (refused, late, busy):
            for message in messages:
                await give([message])
                await asyncio.sleep(0.05)
        for messages in (refused, late, busy, waiting):
            case_id = messages[0].subject
            await settled(client, case_id, len(messages))
            await save(client, case_id, case_id.partition("/")[2])


async def record_whole(client: Client, settings: Settings, at: Addresses, givers: Givers, process: Process) -> None:
    """Live a whole life of *process* to its last stage; every run of it is kept."""
    give = Handover(client).give
    case_id, number = f"{process.name}:cisss-temoin/whole-life", 0
    async with at_work(settings, at):
        await give(NAMED)
        for start, steps in whole_life(process):
            messages = told("whole-life", *steps, process=process, start=start, first=number)
            number += len(messages)
            await give([await given(client, givers, message) for message in messages])
            await settled(client, case_id, number)
        await stands(client, case_id, process.stages[-1])
        await save_runs(client, case_id, f"{process.name}-whole-life")


async def given(client: Client, givers: Givers, message: Message) -> Message:
    """Return *message*; an opinion covers the case as it is, and is signed."""
    if message.type != "opinion.rendered":
        return message
    case: Case = await client.get_workflow_handle(message.subject).query(CaseShell.case)
    said = {**message.data, "covers": case.dossier}
    return message.model_copy(update={"data": givers.signs(case.id, said, message.received_at.astimezone(ZONE).date())})


async def record_deadlines() -> None:
    """Live a case whose deadlines come, on a server that skips to them; one is moved before it comes."""
    with tempfile.TemporaryDirectory() as folder:
        async with time_skipping() as environment, policy_desk(Path(folder)) as desk:
            life = Life(environment, Said(desk))
            async with at_work_skipping(environment, life.effects):
                declared = {**CLINICAL, "declaration": {**CLINICAL["declaration"], "stage": "realization"}}
                await life.say(*reversed(list(facts(declared))))
                await life.opine("privacy_officer", "scientific_committee")
                await life.wait(70)
                await life.say(example("status.reported"))
                await life.wait(120)
                await life.handle.signal(CaseShell.policies_replaced, "sha256:others")
                await life.wait(30)
                await save(environment.client, CASE_ID, "deadlines")


async def stands(client: Client, case_id: str, stage: str) -> None:
    """Wait until the case stands at *stage*."""
    for _ in range(100):
        folder: Folder = await client.get_workflow_handle(case_id).query(CaseShell.folder)
        if folder.case.stage == stage:
            return
        await asyncio.sleep(0.2)
    raise AssertionError(f"{case_id} stands at {folder.case.stage}, not at {stage}: {folder.timeline}")


async def record_links(client: Client, settings: Settings, at: Addresses) -> None:
    """Live the life of an initiative that an incident suspends; every run of both cases is kept."""
    give = Handover(client).give
    running, reported, closed, after = suspended_and_back()
    tool, incident = running[0].subject, reported[0].subject
    async with at_work(settings, at):
        for messages, stage in ((running, "production"), (reported, "suspended")):
            await give(messages)
            await stands(client, tool, stage)
        for messages, case_id, stage in ((closed, incident, "closed"), (after, tool, "retirement")):
            for message in messages:
                await give([message])
                await asyncio.sleep(0.3)
            await stands(client, case_id, stage)
        await asyncio.sleep(2)
        for case_id in (tool, incident):
            await save_runs(client, case_id, case_id.partition("/")[2])


async def record_rounds(client: Client, settings: Settings, at: Addresses) -> None:
    """Let what comes round by a schedule do so once each, beside an open case, and keep what it left."""
    async with at_work(settings, at):
        messages = told("rounds", AT_FIRST_STAGE, NEED)
        await Handover(client).give(messages)
        await settled(client, messages[0].subject, len(messages))
        for name, schedule in (("archiving", archiving.SCHEDULE), ("reevaluation", reevaluation.SCHEDULE)):
            handle = client.get_schedule_handle(schedule)
            await worker_has(handle)
            await handle.trigger()
            while not (actions := (await handle.describe()).info.recent_actions):
                await asyncio.sleep(0.2)
            started = actions[-1].action
            assert isinstance(started, ScheduleActionExecutionStartWorkflow)
            await client.get_workflow_handle(started.workflow_id, run_id=started.first_execution_run_id).result()
            await save(client, started.workflow_id, name, started.first_execution_run_id)


async def worker_has(handle: ScheduleHandle) -> None:
    """Wait until the worker, which is there before it is ready, has made that schedule."""
    while True:
        try:
            await handle.describe()
        except RPCError as error:
            if error.status is not RPCStatusCode.NOT_FOUND:
                raise
            await asyncio.sleep(0.2)
        else:
            return


HEADINGS = {"lives": record, "links": record_links, "rounds": record_rounds}
WHOLE = {name: process for name, process in PROCESSES.items() if process is not INITIATIVE}


async def main() -> None:
    """Start the engines, record what was asked for, stop them."""
    HISTORIES.mkdir(exist_ok=True)
    wanted = sys.argv[1:] or ["deadlines", *HEADINGS, *WHOLE]
    if "deadlines" in wanted:
        wanted.remove("deadlines")
        await record_deadlines()
    if not wanted:
        return
    binary = shutil.which("temporal", path=str(Path(sys.executable).parent))
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(BALISE_DATA=Path(folder))
        givers = Givers.drawn()
        keep(settings.enrolled, givers.table(datetime.now(UTC).date()))
        stack = Stack(settings, settings.data)
        environment = await WorkflowEnvironment.start_local(
            data_converter=pydantic_data_converter,
            dev_server_existing_path=binary,
            search_attributes=SEARCH_ATTRIBUTES,
            dev_server_extra_args=["--dynamic-config-value", "limit.historyCount.suggestContinueAsNew=60"],
        )
        try:
            engines = await stack.up(lambda _: None)
            server = environment.client.service_client.config.target_host
            at = engines.model_copy(update={"temporal": server})
            for heading in wanted:
                if heading in WHOLE:
                    await record_whole(environment.client, settings, at, givers, WHOLE[heading])
                else:
                    await HEADINGS[heading](environment.client, settings, at)
        finally:
            await stack.down()
            await environment.shutdown()


if __name__ == "__main__":
    asyncio.run(main())
