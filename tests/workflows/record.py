"""Record the histories that every later version must be able to replay: `make record`, or those of one heading.

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
from domain.case import Case, Fact
from domain.data_access import DATA_ACCESS
from domain.incident import INCIDENT
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


def suspended_and_back() -> tuple[list[Message], list[Message], list[Message], list[Message]]:
    """Return an initiative in production; a grave incident of it; what ends the incident; the way back, and out."""
    tool, incident = "suspended-and-back", "tells-of-itself"
    declared = told(
        tool,
        ("initiative.declared", {**IN_PRODUCTION[1], "generative": False, "clinical": False, "decision": "none"}),
        (
            "need.described",
            {**NEED[1], "alternatives_considered": True, "expected_value": "Un jour", "indicators": ["jours"]},
        ),
        DATA,
    )
    opinion = {"body": "comite_ia_sante", "answer": "favourable", "covers": dossier_of(declared)}
    running = [*declared, *numbered(told(tool, ("opinion.rendered", opinion)), len(declared))]
    harm: dict[str, Any] = {
        "title": "Dictée fausse",
        "kind": "ai_system",
        "aware_on": "2026-09-01",
        "occurred_on": "2026-09-01",
    }
    harm |= {"circumstances": "Une négation a été perdue.", "grave": True, "initiative": running[0].subject}
    reported = told(incident, ("incident.reported", harm), process=INCIDENT)
    measures: dict[str, Any] = {
        "measures": ["Outil arrêté"],
        "taken_on": "2026-09-01",
        "lessons": "Relire les négations.",
    }
    ended: list[tuple[str, dict[str, Any]]] = [
        ("measures.taken", measures),
        *(("passage.requested", {"to": stage}) for stage in INCIDENT.stages[1:]),
    ]
    closed = numbered(told(incident, *ended, process=INCIDENT), 1)
    renewed = {"kind": "security", "conclusion": "favourable", "completed_on": "2026-09-02", "reference": "EV-2"}
    retired: dict[str, Any] = {
        "data_disposition": "destroyed",
        "lessons": "Relire.",
        "users_informed": True,
        "registered": True,
    }
    after: list[tuple[str, dict[str, Any]]] = [
        ("passage.requested", {"to": "production"}),
        ("assessment.filed", renewed),
        ("retirement.planned", {**retired, "what_failed": "Les négations."}),
        ("passage.requested", {"to": "retirement"}),
    ]
    return running, reported, closed, numbered(told(tool, *after), 100)


def numbered(messages: list[Message], first: int) -> list[Message]:
    """Return *messages* as they are told later in the life of their case."""
    later = timedelta(minutes=first)
    return [
        each.model_copy(
            update={"id": f"{each.id}-{first}", "time": each.time + later, "received_at": each.received_at + later}
        )
        for each in messages
    ]


def dossier_of(messages: list[Message]) -> str:
    """Return the digest of what *messages* say."""
    facts = {
        str(INITIATIVE.topic(each.type, each.data)): Fact(data=each.data, event_id=each.id, time=each.time)
        for each in messages
    }
    return Case.opened(messages[0].subject).model_copy(update={"facts": facts}).dossier


async def stands(client: Client, case_id: str, stage: str) -> None:
    """Wait until the case stands at *stage*."""
    async with asyncio.timeout(60):
        while (await client.get_workflow_handle(case_id).query(CaseShell.case)).stage != stage:
            await asyncio.sleep(0.2)


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
            runs = [run async for run in client.list_workflows(f'WorkflowId = "{case_id}"')]
            for number, run in enumerate(sorted(runs, key=lambda run: run.start_time), 1):
                name = case_id.partition("/")[2]
                await save(client, case_id, name if number == 1 else f"{name}-{number}", run.run_id)


HEADINGS = {"lives": record, "links": record_links}


async def main() -> None:
    """Start the engines, record what was asked for, stop them."""
    HISTORIES.mkdir(exist_ok=True)
    asked = sys.argv[1:] or ["deadlines", *HEADINGS]
    if "deadlines" in asked:
        asked.remove("deadlines")
        await record_deadlines()
    if not asked:
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
            for heading in asked:
                await HEADINGS[heading](environment.client, settings, at)
        finally:
            await stack.down()
            await environment.shutdown()


if __name__ == "__main__":
    asyncio.run(main())
