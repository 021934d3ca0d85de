"""Policies are put in place of others: the cases to which nothing happens are judged by them."""

import shutil
from collections.abc import AsyncIterator
from datetime import date
from pathlib import Path

import aiohttp
import pytest
from temporalio.client import ScheduleOverlapPolicy

from activities.names import NEXT_DUE
from domain.case import Case
from engines import opa
from events.contract import topics
from settings import ROOT
from tests.system.outside import Fragile, declaration, event, heard, line, of_kind, silent, until
from tests.workflows.test_policies_replaced import shortened
from workflows.case import CaseShell
from workflows.reevaluation import SCHEDULE

pytestmark = [pytest.mark.engines, pytest.mark.timeout(300)]

CASE = "initiative:cisss-des-regles/tri"
OWED = "duty:project_status@realization"


async def served(fragile: Fragile) -> str:
    """Return the revision of the policies that OPA answers by."""
    address = f"{fragile.at.opa}/v1/data/catalogue/expected?provenance=true"
    async with aiohttp.ClientSession() as session, session.get(address) as answer:
        said = await answer.json()
    revision: str = said["provenance"]["bundles"]["balise"]["revision"]
    return revision


async def put_in_place(fragile: Fragile, monkeypatch: pytest.MonkeyPatch, policies: Path) -> str:
    """Have `balise up` find *policies* where the product has its own; return the revision that OPA then answers by."""
    monkeypatch.setattr(opa, "ROOT", policies.parent)
    assert await fragile.stack.up(silent) == fragile.at
    return await served(fragile)


@pytest.fixture
async def monthly(fragile: Fragile, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> AsyncIterator[Path]:
    """Policies by which a project gives its status every month; those of the product are served again afterwards."""
    shutil.copytree(ROOT / "policies", tmp_path / "policies")
    shortened(tmp_path / "policies")
    yield tmp_path / "policies"
    await put_in_place(fragile, monkeypatch, ROOT / "policies")


async def due(fragile: Fragile) -> date:
    case: Case = await fragile.client.get_workflow_handle(CASE).query(CaseShell.case)
    [found] = [owed.due for owed in case.obligations if owed.id == OWED]
    return found


async def test_a_shorter_period_reaches_a_case_to_which_nothing_happens(
    fragile: Fragile, monkeypatch: pytest.MonkeyPatch, monthly: Path
) -> None:
    handle = fragile.client.get_workflow_handle(CASE)
    async with line(fragile.kafka) as phone:
        await phone.tell(event(CASE, 1, "initiative.declared", **declaration("realization")))
    quarterly, settled, known = await due(fragile), (await handle.query(CaseShell.case)).sequence, await served(fragile)

    revision = await put_in_place(fragile, monkeypatch, monthly)
    assert revision != known
    # Open cases are told newest first: those of other tests here, one a second, are not waited for.
    await fragile.client.get_schedule_handle(SCHEDULE).trigger(overlap=ScheduleOverlapPolicy.ALLOW_ALL)
    await until(lambda: moved(fragile, quarterly))
    case = await handle.query(CaseShell.case)
    assert case.sequence == settled + 1
    shown = (await handle.describe()).typed_search_attributes.get(NEXT_DUE)
    assert shown is not None
    assert shown.date() == case.next_due
    told = of_kind(await heard(fragile.kafka, topics.GOVERNANCE_OUT, CASE), "verdict.rendered")
    assert told[-1]["data"]["verdict"]["revision"] == revision


async def moved(fragile: Fragile, from_day: date) -> bool:
    """Return whether what is owed is due sooner than on *from_day*."""
    return await due(fragile) < from_day
