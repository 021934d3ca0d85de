"""How a case is lived for years in seconds: a server that skips the time between, and the real policies.

The server is the one that every other test has, and each of its cases has a clock of its own. Temporal's older server
for tests has one clock for all, and loses a run whose timer it lets ring while the task that cancels it is under way.
"""

import asyncio
import json
import shutil
import subprocess
import sys
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, get_args

from temporalio.client import Client, WorkflowHandle
from temporalio.contrib.pydantic import pydantic_data_converter
from temporalio.service import RPCError, RPCStatusCode
from temporalio.testing import TimeSkippingConfig, WorkflowEnvironment
from temporalio.worker import Worker

from activities.announce import Herald
from activities.names import SEARCH_ATTRIBUTES, TASK_QUEUE
from activities.policy import PolicyDesk
from domain import deadlines
from domain.case import Case
from domain.initiative import INITIATIVE
from domain.message import Message
from domain.question import Question
from domain.settlement import Announcement
from domain.text import Text
from domain.verdict import Verdict
from engines import EngineUnavailable, artifacts, opa
from engines.bundle import build, ensure_key
from engines.ports import free
from events.contract.incoming.any_case import Body
from settings import ROOT, Settings
from tests import opinion_keys
from tests.workflows.keeping import clerk
from worker import opa_client
from workflows.case import CaseShell
from workflows.folder import Folder
from workflows.processes import Initiative
from workflows.runner import workflow_runner
from workflows.search import shown_at_start

CASE_ID = "initiative:ciusss-x/priorisation"
ESTABLISHMENT = "urn:balise:etablissement:ciusss-x"

Saying = tuple[str, dict[str, Any]]


@dataclass
class Said:
    """The real desk, and what it was asked and answered; what was announced is kept instead of published."""

    desk: PolicyDesk
    verdicts: dict[str, Verdict] = field(default_factory=dict)
    announced: list[Announcement] = field(default_factory=list)

    async def ask_policy(self, question: Question) -> Verdict:
        verdict = await self.desk.ask_policy(question)
        self.verdicts[question.model_dump_json()] = verdict
        return verdict

    async def announce(self, announcements: Sequence[Announcement], *, time: datetime) -> None:
        assert time.tzinfo
        self.announced.extend(announcements)


ENROLLED = {
    held: line
    for body in get_args(Body)
    for held, line in opinion_keys.entry(body, body, valid_until="2099-12-31").items()
}
"""One person for each body, for as long as a case lives."""


@asynccontextmanager
async def policy_desk(folder: Path) -> AsyncIterator[PolicyDesk]:
    """Open the desk of production, before an OPA that serves the signed bundle from *folder*."""
    command = artifacts.opa(Settings().cache, _silent)
    private, public = ensure_key(folder / "keys")
    build(ROOT / "policies", folder / "bundle.tar.gz", private, command, ENROLLED)
    config = folder / "config.yaml"
    config.write_text(opa.configuration(folder / "bundle.tar.gz", public.read_text()))
    address = f"127.0.0.1:{free(['opa'], {})['opa']}"
    with _running([str(command), "run", "--server", "--addr", address, "--config-file", str(config)]):
        await _well(f"http://{address}")
        async with opa_client(Settings(), f"http://{address}") as client:
            yield PolicyDesk(client)


@contextmanager
def _running(command: list[str]) -> Iterator[None]:
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)  # noqa: S603 - ours
    try:
        yield
    finally:
        process.terminate()
        process.wait(30)


async def _well(url: str) -> None:
    async with asyncio.timeout(60):
        while True:
            try:
                await opa.probe(Settings(), url)
            except EngineUnavailable:
                await asyncio.sleep(0.05)
            else:
                return


def _silent(_: Text) -> None:
    return None


EVENTS_BEFORE_A_NEW_RUN = 150
"""A run that has so many is told to give way; what it does until it may comes on top."""


@asynccontextmanager
async def time_skipping() -> AsyncIterator[WorkflowEnvironment]:
    """Run a server on which a quarter passes at once, as soon as nothing is under way."""
    said = {
        "frontend.WorkflowTimeSkippingEnabled": True,
        "history.timerProcessorMaxTimeShift": "10ms",  # else the server looks at its timers once a second
        "history.workflowIdReuseMinimalInterval": "0s",  # else a run soon after another waits, and time passes it by
        "limit.historyCount.suggestContinueAsNew": EVENTS_BEFORE_A_NEW_RUN,
    }
    environment = await WorkflowEnvironment.start_time_skipping_v2(
        ts_config=TimeSkippingConfig(enabled=False),
        data_converter=pydantic_data_converter,
        dev_server_existing_path=shutil.which("temporal", path=str(Path(sys.executable).parent)),
        search_attributes=SEARCH_ATTRIBUTES,
        dev_server_log_level="error",
        dev_server_extra_args=[
            each for name, value in said.items() for each in ("--dynamic-config-value", f"{name}={json.dumps(value)}")
        ],
    )
    try:
        yield environment
    finally:
        await environment.shutdown()


@asynccontextmanager
async def at_work(environment: WorkflowEnvironment, effects: Said, at_once: int | None = None) -> AsyncIterator[None]:
    """Run a worker with these *effects*, which has so many cases *at_once* under way."""
    async with Worker(
        environment.client,
        task_queue=TASK_QUEUE,
        workflows=[Initiative],
        activities=[clerk(effects, effects).settle_messages, Herald(effects).announce],
        workflow_runner=workflow_runner(),
        max_concurrent_workflow_tasks=at_once,
    ):
        yield


@dataclass
class Life:
    """One case being lived: what was said to it, day after day."""

    environment: WorkflowEnvironment
    effects: Said
    case_id: str = CASE_ID
    messages: list[Message] = field(default_factory=list)

    @property
    def client(self) -> Client:
        return self.environment.client

    @property
    def handle(self) -> WorkflowHandle[Any, Any]:
        """The case's workflow, whichever run of it."""
        return self.client.get_workflow_handle(self.case_id)

    async def case(self) -> Case:
        """Ask for the case as it is; a run that has just taken over cannot answer before its first task."""
        async with asyncio.timeout(60):
            while True:
                try:
                    return await self.handle.query(CaseShell.case)
                except RPCError as error:
                    if error.status is not RPCStatusCode.FAILED_PRECONDITION:
                        raise
                    await asyncio.sleep(0.05)

    async def now(self) -> datetime:
        """Return the instant in which the case lives; one that is not there yet lives in ours."""
        try:
            return await self.environment.get_current_time(self.handle)
        except RPCError as error:
            if error.status is not RPCStatusCode.NOT_FOUND:
                raise
            return datetime.now(UTC)

    async def say(self, *said: Saying, source: str = ESTABLISHMENT, days_ago: int = 0) -> None:
        """Say *said*, received now or some *days_ago*, and wait until the case has settled it."""
        now = await self.now() - timedelta(days=days_ago)
        for number, (kind, data) in enumerate(said):
            at = now + timedelta(milliseconds=number)
            self.messages.append(
                Message(
                    id=f"e{len(self.messages)}",
                    source=source,
                    type=kind,
                    subject=self.case_id,
                    time=at,
                    received_at=at,
                    data=data,
                )
            )
        given = self.messages[-len(said) :]
        opened = Case.opened(self.case_id)
        await self.client.start_workflow(
            Initiative.run,
            Folder(case=opened),
            id=self.case_id,
            task_queue=TASK_QUEUE,
            start_signal="receive",
            start_signal_args=[given],
            search_attributes=shown_at_start(opened),
        )
        ids = {message.id for message in given}
        async with asyncio.timeout(60):
            while not ids <= {
                each.data["event"]["id"] for each in self.effects.announced if each.type == "receipt.issued"
            }:
                await asyncio.sleep(0.01)

    async def opine(self, *bodies: str) -> None:
        """Let *bodies* give their opinion of the dossier as it is now."""
        for body in bodies:
            covers = (await self.case()).dossier
            today = (await self.now()).astimezone(deadlines.ZONE).date()
            given = {"body": body, "answer": "favourable", "covers": covers}
            opinion = opinion_keys.signed(self.case_id, given, body, on=today)
            await self.say(("opinion.rendered", opinion), source=f"urn:balise:gouvernance:{body.replace('_', '-')}")

    async def wait(self, days: int) -> None:
        """Let *days* pass; everything that falls due in them is told in its turn."""
        assert await self.environment.fast_forward(self.handle, timedelta(days=days))


def facts(dossier: dict[str, dict[str, Any]]) -> Iterator[Saying]:
    """Return what tells *dossier*, in the order of the process's events."""
    for kind, template in INITIATIVE.facts.items():
        topic, _, by_kind = template.partition(".")
        if topic in dossier:
            yield from ((kind, data) for data in (dossier[topic].values() if by_kind else [dossier[topic]]))
