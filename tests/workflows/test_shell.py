"""What the shell adds to the core: order, waiting, memory across runs, and what operators see."""

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from aiokafka.errors import KafkaConnectionError
from temporalio.client import WorkflowHandle
from temporalio.exceptions import ApplicationError
from temporalio.testing import WorkflowEnvironment
from temporalio.worker import Worker

from activities.announce import Herald
from activities.names import TASK_QUEUE
from domain.case import Case
from domain.decider import question, settle
from domain.initiative import INITIATIVE
from domain.message import Message
from domain.question import Mode, Passage, Question
from domain.settlement import Announcement
from domain.text import Text
from domain.verdict import Citation, Obligation, Outcome, Reason, Verdict
from tests.workflows.keeping import Memory, clerk
from workflows.case import CaseShell
from workflows.folder import Folder
from workflows.processes import Initiative
from workflows.runner import workflow_runner
from workflows.search import shown_at_start

pytestmark = pytest.mark.engines

WORDS = Text(fr="mot", en="word")
CITATION = Citation(key="S0", instrument="Plan", article=None, confidence="verified")
START = datetime(2026, 11, 2, 9, tzinfo=UTC)


def judge(asked: Question, *, allows: bool = False) -> Verdict:
    """Allow what has a need described; owe a plan from production on. The policies are not the subject here."""
    gate = asked.passage.to
    met = allows or "need" in asked.facts or gate == "opportunity"
    lacking = Reason(
        rule="BES-001", gate=gate, title=WORDS, message=WORDS, remedy=WORDS, citation=CITATION, cause="violated"
    )
    owing = Obligation(
        id=f"SUI-001@{gate}",
        kind="duty",
        rule="SUI-001",
        gate=gate,
        what=WORDS,
        remedy=WORDS,
        by="cn",
        due=date(2027, 3, 1),
    )
    return Verdict(
        decision_id=f"d/{asked.event_id}",
        path="balise/verdict",
        revision="sha256:0",
        outcome=Outcome.ALLOW if met else Outcome.DENY,
        violations=() if met else (lacking,),
        obligations=(owing,) if met else (),
        gates=(gate,),
        evaluated=("BES-001", "SUI-001"),
    )


def need_owed() -> Obligation:
    """Return a duty of the first stage that describing the need does."""
    return Obligation(
        id="duty:need@opportunity",
        kind="duty",
        rule="duty:need",
        gate="opportunity",
        what=WORDS,
        remedy=WORDS,
        by="cn",
        due=date(2027, 3, 1),
        fulfilled_by=("need.described",),
    )


@dataclass
class Effects:
    """The two effects, with engines that can be told to be down."""

    policy_down: bool = False
    allows: bool = False
    broker_down: bool = False
    journal: Memory = field(default_factory=Memory)
    asked: list[Question] = field(default_factory=list)
    said: list[Announcement] = field(default_factory=list)

    async def ask_policy(self, question: Question) -> Verdict:
        if self.policy_down:
            raise ApplicationError("down", type="PolicyEngineUnavailable")
        self.asked.append(question)
        return judge(question, allows=self.allows)

    async def announce(self, announcements: Sequence[Announcement], *, time: datetime) -> None:
        if self.broker_down:
            raise KafkaConnectionError(f"down at {time}")
        self.said.extend(announcements)


@asynccontextmanager
async def at_work(temporal: WorkflowEnvironment, effects: Effects, **options: Any) -> AsyncIterator[None]:
    async with Worker(
        temporal.client,
        task_queue=TASK_QUEUE,
        workflows=[Initiative],
        activities=[clerk(effects, effects, effects.journal).settle_messages, Herald(effects).announce],
        workflow_runner=workflow_runner(),
        **options,
    ):
        yield


def message(case: Case, kind: str, number: int, **data: Any) -> Message:
    at = START + timedelta(minutes=number)
    return Message(
        id=f"e{number}",
        source="urn:balise:etablissement:cn",
        type=kind,
        subject=case.id,
        time=at,
        received_at=at,
        data=data,
    )


async def give(temporal: WorkflowEnvironment, case: Case, *messages: Message) -> WorkflowHandle[Any, Any]:
    return await temporal.client.start_workflow(
        Initiative.run,
        Folder(case=case),
        id=case.id,
        task_queue=TASK_QUEUE,
        start_signal="receive",
        start_signal_args=[list(messages)],
        search_attributes=shown_at_start(case),
    )


async def until(condition: Callable[[], bool], seconds: float = 20) -> None:
    async with asyncio.timeout(seconds):
        while not condition():
            await asyncio.sleep(0.05)


@pytest.fixture
def case() -> Case:
    return Case.opened(f"initiative:cn/{uuid4().hex}")


async def test_messages_given_at_once_are_settled_in_order(temporal: WorkflowEnvironment, case: Case) -> None:
    effects = Effects()
    async with at_work(temporal, effects):
        handle = await give(
            temporal,
            case,
            message(case, "initiative.declared", 1, title="t", stage="opportunity"),
            message(case, "passage.requested", 2, to="planning"),
            message(case, "need.described", 3, problem="x"),
        )
        await until(lambda: len(effects.said) == 8)
        kept = await handle.query(CaseShell.case)
        timeline = await handle.query(CaseShell.timeline)
    assert [said.type for said in effects.said] == [
        *("verdict.rendered", "stage.entered", "receipt.issued"),
        *("verdict.rendered", "receipt.issued"),
        *("verdict.rendered", "stage.entered", "receipt.issued"),
    ]
    assert kept.stage == "planning"
    assert [entry.outcome for entry in timeline] == ["allow", "deny", "allow"]


async def test_passage_put_aside_is_asked_before_what_comes_after(temporal: WorkflowEnvironment, case: Case) -> None:
    effects = Effects()
    waiting = case.model_copy(
        update={
            "stage": "opportunity",
            "obligations": (need_owed(),),
            "passage": Passage(mode=Mode.PASSAGE, origin="opportunity", to="planning"),
        }
    )
    async with at_work(temporal, effects):
        handle = await give(
            temporal,
            waiting,
            message(case, "need.described", 1, problem="x"),
            message(case, "passage.requested", 2, to="realization"),
        )
        await until(lambda: _receipts(effects) == 2)
        kept = await handle.query(CaseShell.case)
    asked = [(each.passage.mode.value, each.passage.to) for each in effects.asked]
    assert asked == [("standing", "opportunity"), ("passage", "planning"), ("passage", "realization")]
    assert (kept.stage, kept.passage, kept.put_aside) == ("realization", None, None)


async def test_redelivered_event_counts_once(temporal: WorkflowEnvironment, case: Case) -> None:
    effects = Effects()
    declared = message(case, "initiative.declared", 1, title="t", stage="opportunity")
    async with at_work(temporal, effects):
        handle = await give(temporal, case, declared)
        await give(temporal, case, declared)
        await until(lambda: len(effects.said) == 4)
        kept = await handle.query(CaseShell.case)
    assert kept.sequence == 1
    assert [said.data["status"] for said in effects.said if said.type == "receipt.issued"] == ["accepted", "duplicate"]


async def test_a_case_waits_for_policy_and_then_settles_everything(temporal: WorkflowEnvironment, case: Case) -> None:
    effects = Effects(policy_down=True)
    async with at_work(temporal, effects):
        handle = await give(temporal, case, message(case, "initiative.declared", 1, title="t", stage="opportunity"))
        await asyncio.sleep(1)
        await give(temporal, case, message(case, "passage.requested", 2, to="planning"))
        undecided = await handle.query(CaseShell.case)
        assert (undecided.stage, effects.said) == (None, [])
        effects.policy_down = False
        await until(lambda: len(effects.said) == 5)
    verdicts = [said.data["verdict"]["decision_id"] for said in effects.said if said.type == "verdict.rendered"]
    assert verdicts == [f"d/{asked.event_id}" for asked in effects.asked]
    assert len(verdicts) == 2


async def test_announcements_wait_for_the_broker(temporal: WorkflowEnvironment, case: Case) -> None:
    effects = Effects(broker_down=True)
    async with at_work(temporal, effects):
        await give(temporal, case, message(case, "initiative.declared", 1, title="t", stage="opportunity"))
        await asyncio.sleep(1)
        effects.broker_down = False
        await until(lambda: len(effects.said) == 3)


async def test_a_case_goes_on_while_the_broker_is_away(temporal: WorkflowEnvironment, case: Case) -> None:
    effects = Effects(broker_down=True)
    async with at_work(temporal, effects):
        handle = await give(temporal, case, message(case, "initiative.declared", 1, title="t", stage="opportunity"))
        async with asyncio.timeout(20):
            while (await handle.query(CaseShell.case)).stage != "opportunity":
                await asyncio.sleep(0.05)
        assert effects.said == []
        effects.broker_down = False
        await until(lambda: len(effects.said) == 3)


async def test_what_the_journal_holds_is_what_happened_though_the_policies_changed_since(
    temporal: WorkflowEnvironment, case: Case
) -> None:
    effects = Effects(journal=Memory(cut=1))
    async with at_work(temporal, effects):
        handle = await give(
            temporal,
            case,
            message(case, "initiative.declared", 1, title="t", stage="opportunity"),
            message(case, "passage.requested", 2, to="planning"),
        )
        await until(lambda: not effects.journal.cut)
        effects.allows = True  # a new bundle comes into force between two attempts
        await until(lambda: len(effects.said) == 5)
        kept = await handle.query(CaseShell.case)
    assert [judge(each, allows=True).outcome for each in effects.asked[-2:]] == ["allow", "allow"]
    outcomes = [said.data["verdict"]["outcome"] for said in effects.said if said.type == "verdict.rendered"]
    assert outcomes == ["allow", "deny"]
    assert (kept.stage, kept.outcome) == ("opportunity", "deny")
    assert [each.sequence for each in effects.journal.entries[case.id]] == [1, 2]
    assert {each.contract for each in effects.journal.entries[case.id]} == {"tests"}


@pytest.mark.parametrize("cached", [0, 100])
async def test_a_new_run_takes_over_with_everything(temporal: WorkflowEnvironment, case: Case, cached: int) -> None:
    effects = Effects()
    told = [message(case, "initiative.declared", 1, title="t", stage="opportunity")]
    told += [message(case, "need.described", number, problem=f"p{number}") for number in range(2, 50)]
    async with at_work(temporal, effects, max_cached_workflows=cached):
        handle = await give(temporal, case, told[0])
        first_run = (await handle.describe()).run_id
        for each in told[1:]:
            await give(temporal, case, each)
        await until(lambda: _receipts(effects) == len(told))
        async with asyncio.timeout(20):
            while (await handle.describe()).run_id == first_run:
                await asyncio.sleep(0.1)
        await give(temporal, case, told[3])
        await until(lambda: _receipts(effects) == len(told) + 1)
        folder = await handle.query(CaseShell.folder)
        described = await handle.describe()
    ids = [said.id for said in effects.said]
    assert len(ids) == len(set(ids))
    assert described.history_length < 200
    pure = case
    for each in told:
        asked = question(INITIATIVE, pure, each)
        pure = settle(INITIATIVE, pure, each, judge(asked) if asked else None).case
    assert folder.case == pure
    assert len(folder.timeline) == len(told)


async def test_operators_find_a_case_by_what_it_is(temporal: WorkflowEnvironment, case: Case) -> None:
    effects = Effects()
    async with at_work(temporal, effects):
        await give(temporal, case, message(case, "initiative.declared", 1, title="t", stage="opportunity"))
        await until(lambda: len(effects.said) == 3)
        query = (
            "WorkflowType = 'Initiative' AND BaliseEstablishment = 'cn' AND BaliseStage = 'opportunity' "
            f"AND BaliseOutcome = 'allow' AND BaliseNextDue < '2027-12-31T00:00:00Z' AND WorkflowId = '{case.id}'"
        )

        async def found() -> list[str]:
            return [each.id async for each in temporal.client.list_workflows(query)]

        async with asyncio.timeout(10):
            while await found() != [case.id]:
                await asyncio.sleep(0.1)


def _receipts(effects: Effects) -> int:
    return sum(said.type == "receipt.issued" for said in effects.said)
