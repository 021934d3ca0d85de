"""Other policies in force: a case to which nothing happens is judged by them once, and its timer follows."""

import asyncio
import shutil
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest
from temporalio.testing import WorkflowEnvironment

from activities.policy import PolicyDesk
from domain.deadlines import CLOCK, REACHED, REPLACED
from domain.verdict import Obligation
from settings import ROOT
from tests.policies.policy_questions import CLINICAL, RETIRING
from tests.workflows.living import Life, Said, at_work, facts, policy_desk
from tests.workflows.test_alarm import BODIES, in_realization, timers
from workflows.case import CaseShell
from workflows.folder import TimelineEntry

pytestmark = pytest.mark.engines

OWED = "duty:project_status@realization"


@pytest.fixture(scope="module")
async def monthly(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[PolicyDesk]:
    """The desk of policies by which a project gives its status every month, and no more every quarter."""
    folder = tmp_path_factory.mktemp("monthly")
    shutil.copytree(ROOT / "policies", folder / "policies")
    shortened(folder / "policies")
    async with policy_desk(folder, folder / "policies") as opened:
        yield opened


def shortened(policies: Path) -> None:
    """Have *policies* ask for the status of a project every month."""
    parameters = policies / "parameters" / "data.yaml"
    quarterly = parameters.read_text(encoding="utf-8")
    assert "project_status: {months: 3}" in quarterly
    monthly = quarterly.replace("project_status: {months: 3}", "project_status: {months: 1}")
    parameters.write_text(monthly, encoding="utf-8")


async def owed(life: Life) -> Obligation:
    """Return the status that the project owes."""
    [found] = [each for each in (await life.case()).obligations if each.id == OWED]
    return found


async def replaced(life: Life, revision: str) -> list[TimelineEntry]:
    """Tell the case that the policies of *revision* are in force; return what it ever settled of that."""
    await life.handle.signal(CaseShell.policies_replaced, revision)
    settled: list[TimelineEntry] = []
    for _ in range(2):  # what a query answers follows from the tasks before it
        await asyncio.sleep(0.3)
        settled = await life.handle.query(CaseShell.timeline)
    return [entry for entry in settled if entry.type == REPLACED]


async def test_a_shorter_period_moves_the_due_date_and_the_timer_of_a_quiet_case(
    skipping: WorkflowEnvironment, desk: PolicyDesk, monthly: PolicyDesk
) -> None:
    life = Life(skipping, Said(desk), "initiative:ciusss-x/tranquille")
    async with at_work(skipping, life.effects):
        await life.say(*in_realization())
        await life.opine(*BODIES)
        await life.wait(5)
        before = await owed(life)
        count = await timers(life)
        life.effects.desk = monthly
        first = await replaced(life, await monthly.revision())
        again = await replaced(life, await monthly.revision())
        after = await owed(life)
        moved = await timers(life)
        today = (await life.now()).date()
    assert after.due < before.due
    assert after.due <= today + timedelta(days=31)
    assert [(entry.source, entry.stage, entry.revision) for entry in first] == [
        (CLOCK, "realization", await monthly.revision())
    ]
    assert again == first
    assert (moved["STARTED"], moved["CANCELED"]) == (count["STARTED"] + 1, count["CANCELED"] + 1)


async def test_policies_that_judged_the_case_last_ask_it_nothing(
    skipping: WorkflowEnvironment, desk: PolicyDesk
) -> None:
    life = Life(skipping, Said(desk), "initiative:ciusss-x/a-jour")
    async with at_work(skipping, life.effects):
        await life.say(*in_realization())
        assert await replaced(life, await desk.revision()) == []


async def test_what_waits_for_a_passage_is_judged_where_it_stands_and_at_its_gate(
    skipping: WorkflowEnvironment, desk: PolicyDesk
) -> None:
    life = Life(skipping, Said(desk), "initiative:ciusss-x/en-attente")
    async with at_work(skipping, life.effects):
        declared = {**CLINICAL, "declaration": {**CLINICAL["declaration"], "stage": "opportunity"}}
        await life.say(*reversed(list(facts(declared))))
        await life.say(("passage.requested", {"to": "planning"}))
        case = await life.case()
        assert (case.stage, case.passage is not None) == ("opportunity", True)
        await life.handle.signal(CaseShell.policies_replaced, "sha256:other")
        async with asyncio.timeout(30):
            asked: list[TimelineEntry] = []
            while len(asked) < 2:
                await asyncio.sleep(0.05)
                asked = [each for each in await life.handle.query(CaseShell.timeline) if each.source == CLOCK]
    assert [(each.type, each.gate) for each in asked] == [(REPLACED, "opportunity"), (REACHED, "planning")]


async def test_what_is_over_stays_as_it_was_judged(skipping: WorkflowEnvironment, desk: PolicyDesk) -> None:
    life = Life(skipping, Said(desk), "initiative:ciusss-x/finie")
    async with at_work(skipping, life.effects):
        await life.say(*in_realization())
        await life.say(("passage.requested", {"to": "retirement"}))
        await life.say(*facts(RETIRING))
        case = await life.case()
        assert (case.stage, case.obligations) == ("retirement", ())
        assert await replaced(life, "sha256:other") == []
