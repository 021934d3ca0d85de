"""How one case's word reaches another: durably, once, whatever the other was doing."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from temporalio.exceptions import ApplicationError
from temporalio.service import RPCError, RPCStatusCode
from temporalio.testing import WorkflowEnvironment
from temporalio.worker import Worker

from activities.announce import Herald
from activities.names import TASK_QUEUE
from activities.tell import Courier
from domain import links
from domain.case import Case
from domain.message import Message
from domain.question import Question
from domain.settlement import Announcement
from domain.text import Text
from domain.verdict import Citation, Outcome, Reason, Verdict
from events.handover import Handover
from tests.workflows.keeping import clerk
from workflows.case import CaseShell
from workflows.processes import Incident, Initiative
from workflows.runner import workflow_runner

pytestmark = pytest.mark.engines

START = datetime(2026, 11, 2, 9, tzinfo=UTC)
WORDS = Text(fr="mot", en="word")
GRAVE = Reason(
    rule="VIE-001",
    gate="production",
    title=WORDS,
    message=WORDS,
    remedy=WORDS,
    citation=Citation(key="S0", instrument="Plan", article=None, confidence="verified"),
    cause="violated",
)


@dataclass
class Effects:
    """Effects that remember; the policies are not the subject here, and only a grave open incident suspends."""

    said: list[Announcement] = field(default_factory=list)

    async def ask_policy(self, question: Question) -> Verdict:
        told = question.facts.get("incidents", {}).get("cases", [])
        grave = any(each["grave"] and each["status"] == "open" for each in told)
        back = question.passage.mode == "passage" and question.passage.to == "production" and grave
        return Verdict(
            decision_id="d",
            path="balise/verdict",
            revision="sha256:0",
            outcome=Outcome.DENY if back else Outcome.ALLOW,
            violations=(GRAVE,) if back else (),
            suspends=(GRAVE,) if grave and question.passage.to == "production" and not back else (),
            gates=(question.passage.to,),
            evaluated=("VIE-001",),
        )

    async def announce(self, announcements: Sequence[Announcement], *, time: datetime) -> None:
        assert time.tzinfo
        self.said.extend(announcements)


@dataclass
class Line:
    """The real hand-over, which can be told to be down, or to answer after the line was cut."""

    handover: Handover
    down: bool = False
    cut: int = 0
    told: list[Message] = field(default_factory=list)

    async def tell(self, messages: Sequence[Message]) -> None:
        if self.down:
            raise RPCError("down", RPCStatusCode.UNAVAILABLE, b"")
        await self.handover.tell(messages)
        self.told.extend(messages)
        if self.cut:
            self.cut -= 1
            raise RPCError("cut", RPCStatusCode.UNAVAILABLE, b"")


@asynccontextmanager
async def at_work(temporal: WorkflowEnvironment, line: Line, effects: Effects) -> AsyncIterator[None]:
    async with Worker(
        temporal.client,
        task_queue=TASK_QUEUE,
        workflows=[Initiative, Incident],
        activities=[clerk(effects, effects).settle_messages, Herald(effects).announce, Courier(line).tell_cases],
        workflow_runner=workflow_runner(),
    ):
        yield


@dataclass
class Pair:
    """An initiative and an incident of it."""

    temporal: WorkflowEnvironment
    line: Line
    tool: str
    incident: str

    async def say(self, subject: str, kind: str, number: int, /, **data: Any) -> None:
        at = START + timedelta(minutes=number)
        source = "urn:balise:etablissement:cn"
        message = Message(
            id=f"e{number}", source=source, type=kind, subject=subject, time=at, received_at=at, data=data
        )
        await self.line.handover.give([message])

    async def report(self, number: int = 1, *, grave: bool = True) -> None:
        data = {"title": "Panne", "kind": "ai_system", "aware_on": "2026-11-01", "initiative": self.tool}
        await self.say(self.incident, "incident.reported", number, **data, grave=grave)

    async def declare(self) -> None:
        await self.say(self.tool, "initiative.declared", 1, title="Tri", stage="production")

    async def case(self, case_id: str) -> Case:
        found: Case = await self.temporal.client.get_workflow_handle(case_id).query(CaseShell.case)
        return found

    async def stands(self, stage: str | None) -> Case:
        async with asyncio.timeout(30):
            while (case := await self.case(self.tool)).stage != stage:
                await asyncio.sleep(0.1)
        return case


@pytest.fixture
def pair(temporal: WorkflowEnvironment) -> Pair:
    slug = uuid4().hex
    line = Line(Handover(temporal.client))
    return Pair(temporal, line, f"initiative:cn/{slug}", f"incident:cn/{slug}")


async def test_a_grave_incident_suspends_its_initiative(pair: Pair) -> None:
    effects = Effects()
    async with at_work(pair.temporal, pair.line, effects):
        await pair.declare()
        await pair.stands("production")
        await pair.report()
        case = await pair.stands("suspended")
    assert case.facts[f"incidents.{pair.incident}"].source == links.source(pair.incident)
    entered = [said.data["stage"] for said in effects.said if said.type == "stage.entered" and said.case_id == case.id]
    assert entered == ["production", "suspended"]


def linked(pair: Pair) -> list[Message]:
    """Return what the incident told the initiative, as often as it did; the initiative answers in between."""
    return [said for said in pair.line.told if said.type == "incident.linked"]


async def test_what_is_told_twice_counts_once(pair: Pair) -> None:
    effects = Effects()
    pair.line.cut = 1
    async with at_work(pair.temporal, pair.line, effects):
        await pair.declare()
        await pair.stands("production")
        await pair.report()
        case = await pair.stands("suspended")
        async with asyncio.timeout(30):
            while len(linked(pair)) < 2:
                await asyncio.sleep(0.1)
            while sum(said.type == "receipt.issued" and said.case_id == case.id for said in effects.said) < 3:
                await asyncio.sleep(0.1)
        case = await pair.case(pair.tool)
    assert linked(pair)[0] == linked(pair)[1]
    assert case.sequence == 2
    statuses = [said.data["status"] for said in effects.said if said.type == "receipt.issued"]
    assert statuses.count("duplicate") == 1


async def test_what_cannot_be_told_now_is_told_later(pair: Pair) -> None:
    effects = Effects()
    pair.line.down = True
    async with at_work(pair.temporal, pair.line, effects):
        await pair.declare()
        await pair.stands("production")
        await pair.report()
        await asyncio.sleep(1)
        assert (await pair.case(pair.tool)).stage == "production"
        pair.line.down = False
        await pair.stands("suspended")


async def test_a_case_told_before_it_is_declared_waits_and_remembers(pair: Pair) -> None:
    async with at_work(pair.temporal, pair.line, Effects()):
        await pair.report()
        async with asyncio.timeout(30):
            while not pair.line.told:
                await asyncio.sleep(0.1)
            while not (waiting := await pair.case(pair.tool)).sequence:
                await asyncio.sleep(0.1)
        assert waiting.stage is None
        assert (waiting.title, waiting.outcome, list(waiting.facts)) == (None, None, [f"incidents.{pair.incident}"])
        await pair.declare()
        await pair.stands("suspended")


async def test_a_case_whose_workflow_was_closed_stops_nobody(pair: Pair) -> None:
    effects = Effects()
    async with at_work(pair.temporal, pair.line, effects):
        await pair.declare()
        await pair.stands("production")
        await pair.temporal.client.get_workflow_handle(pair.tool).terminate("archived")
        await pair.report()
        async with asyncio.timeout(30):
            while not any(said.case_id == pair.incident for said in effects.said):
                await asyncio.sleep(0.1)


async def test_the_courier_says_what_failed() -> None:
    class Broken:
        async def tell(self, messages: Sequence[Message]) -> None:
            raise RPCError(str(len(messages)), RPCStatusCode.UNAVAILABLE, b"")

    with pytest.raises(ApplicationError) as failed:
        await Courier(Broken()).tell_cases([])
    assert (failed.value.type, failed.value.message) == ("TellingFailed", "UNAVAILABLE")
