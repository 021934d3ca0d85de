"""Record the histories that every later version must be able to replay: `make record`.

Real Temporal, Kafka and OPA; the server suggests a new run early, so that one history is that of a second run.
"""

import asyncio
import json
import re
import shutil
import sys
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from temporalio.client import Client
from temporalio.contrib.pydantic import pydantic_data_converter
from temporalio.testing import WorkflowEnvironment

from activities.names import SEARCH_ATTRIBUTES
from domain.case import Case
from domain.data_access import DATA_ACCESS
from domain.initiative import INITIATIVE
from domain.message import Message
from domain.process import Process
from domain.processes import PROCESSES
from engines.stack import Addresses, Stack
from events.contract.incoming import BODIES_ONLY
from events.handover import Handover
from settings import ROOT, Settings
from tests.policies.policy_questions import CLINICAL
from tests.workflows.living import CASE_ID, Life, Said, facts, policy_desk, time_skipping
from tests.workflows.living import at_work as at_work_skipping
from worker import run
from workflows.case import CaseShell

HISTORIES = Path(__file__).parent / "histories"
EXAMPLES = ROOT / "events" / "examples"
ESTABLISHMENT = "urn:balise:etablissement:cisss-temoin"
BODY = "urn:balise:gouvernance:msss"
AUTHORITY = "urn:balise:gouvernance:cisss-temoin-pdg"
"""Who decides of an access: the highest authority of the establishment itself."""
START = datetime(2026, 9, 1, 13, tzinfo=UTC)


def told(slug: str, *steps: tuple[str, dict[str, Any]], process: Process = INITIATIVE) -> list[Message]:
    """Return the messages of one case, a minute apart."""
    body = AUTHORITY if process is DATA_ACCESS else BODY
    return [
        Message(
            id=f"{slug}-{number}",
            source=body if kind in BODIES_ONLY else ESTABLISHMENT,
            type=kind,
            subject=f"{process.name}:cisss-temoin/{slug}",
            time=START + timedelta(minutes=number),
            received_at=START + timedelta(minutes=number),
            data=data,
        )
        for number, (kind, data) in enumerate(steps)
    ]


def whole_life(process: Process) -> list[Message]:
    """Return a life of *process* in which every type of fact is told once, and every stage asked for in turn."""
    types = [process.declaration, *(kind for kind in process.facts if kind != process.declaration)]
    facts = [(kind, json.loads((EXAMPLES / f"{kind}.json").read_bytes())["data"]) for kind in types]
    passages = [("passage.requested", {"to": stage}) for stage in process.stages[1:]]
    return told("whole-life", *facts, *passages, process=process)


NEED = ("need.described", {"problem": "Les listes d'attente sont tenues à la main."})
AT_FIRST_STAGE = ("initiative.declared", {"title": "Listes d'attente", "stage": "opportunity"})
IN_PRODUCTION = ("initiative.declared", {"title": "Dictée vocale", "stage": "production"})
REQUEST = ("passage.requested", {"to": "planning"})
DATA = ("data.described", {"personal_information": False, "sources": ["horaires"]})


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


async def record(client: Client, settings: Settings, at: Addresses) -> None:
    """Live the lives whose histories are kept."""
    give = Handover(client).give
    refused = told("passage-refused-then-allowed", AT_FIRST_STAGE, NEED, REQUEST, DATA)
    late = told("declared-late", IN_PRODUCTION, NEED, DATA)
    busy = told("second-run", AT_FIRST_STAGE, REQUEST, *[NEED] * 40)
    waiting = told("policy-engine-down", AT_FIRST_STAGE, NEED)
    others = [whole_life(process) for process in PROCESSES.values() if process is not INITIATIVE]
    async with at_work(settings, at.model_copy(update={"opa": "http://127.0.0.1:1"})):
        await give(waiting)
        await asyncio.sleep(3)
    async with at_work(settings, at):
        for messages in (refused, late, busy, *others):
            for message in messages:
                await give([message])
                await asyncio.sleep(0.05)
        for messages in (refused, late, busy, waiting):
            case_id = messages[0].subject
            await settled(client, case_id, len(messages))
            await save(client, case_id, case_id.partition("/")[2])
        for messages in others:
            case_id = messages[0].subject
            await settled(client, case_id, len(messages))
            runs = [run async for run in client.list_workflows(f'WorkflowId = "{case_id}"')]
            first = min(runs, key=lambda run: run.start_time)
            await save(client, case_id, case_id.replace(":cisss-temoin/", "-"), first.run_id)


async def record_deadlines() -> None:
    """Live a case whose deadlines come, on a server that skips to them; one is moved before it comes."""
    with tempfile.TemporaryDirectory() as folder:
        async with time_skipping() as environment, policy_desk(Path(folder)) as desk:
            life = Life(environment, Said(desk))
            async with at_work_skipping(environment, life.effects):
                declared = {**CLINICAL, "declaration": {**CLINICAL["declaration"], "stage": "realization"}}
                await life.say(*reversed(list(facts(declared))))
                await life.opine("privacy_officer")
                await life.wait(70)
                await life.say(
                    ("status.reported", json.loads((EXAMPLES / "status.reported.json").read_bytes())["data"])
                )
                await life.wait(120)
                await save(environment.client, CASE_ID, "deadlines")


async def main() -> None:
    """Start the engines, record, stop them."""
    HISTORIES.mkdir(exist_ok=True)
    await record_deadlines()
    if "deadlines" in sys.argv:
        return
    settings = Settings()
    binary = shutil.which("temporal", path=str(Path(sys.executable).parent))
    with tempfile.TemporaryDirectory() as folder:
        stack = Stack(settings, Path(folder))
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
            await record(environment.client, settings, at)
        finally:
            await stack.down()
            await environment.shutdown()


if __name__ == "__main__":
    asyncio.run(main())
