"""What the real road leaves behind is proven again: the whole log, one case's file, and its archived history."""

import asyncio
import json
import os
from collections.abc import Callable
from functools import partial
from pathlib import Path
from subprocess import CompletedProcess
from typing import Any

import aiohttp
import pytest
from temporalio.client import Client
from temporalio.testing import ActivityEnvironment

from activities.archive import Archivist
from activities.journal import HistoryShelf
from engines.stack import Addresses
from settings import Settings
from tests import command
from tests.system.outside import NEED, Line, declaration, event
from workflows.archiving import EVERY, SCHEDULE

pytestmark = pytest.mark.engines

CASE = "initiative:chu-de-la-preuve/tri"
Balise = Callable[..., CompletedProcess[str]]


@pytest.fixture(scope="module")
def balise(settings: Settings, working: Addresses, tmp_path_factory: pytest.TempPathFactory) -> Balise:
    """Return the command, where the journal of this session is."""
    elsewhere = tmp_path_factory.mktemp("auditor")

    environment = {
        "PATH": os.environ.get("PATH", ""),
        "HOME": os.environ.get("HOME", ""),
        "BALISE_DATA": str(settings.data),
        "JOURNAL_URL": working.journal,
    }
    return partial(command.balise, environment=environment, folder=elsewhere)


@pytest.fixture(scope="module")
async def case(settings: Settings, working: Addresses) -> str:
    """A case that was settled on the real road, and is signed in the log."""
    from events.connection import connection
    from tests.system.outside import line

    async with line(connection(settings, working.kafka)) as phone:
        await tell(phone)
    await signed(working.journal)
    return CASE


async def tell(phone: Line) -> None:
    await phone.tell(
        event(CASE, 1, "initiative.declared", **declaration()),
        event(CASE, 2, "need.described", **NEED),
        event(CASE, 3, "passage.requested", to="planning"),
    )


async def signed(journal: str) -> None:
    """Wait until all that the journal accepted is under its checkpoint."""
    async with aiohttp.ClientSession() as session, asyncio.timeout(30):
        while True:
            async with session.get(f"{journal}/status") as answer:
                status = await answer.json()
            if status["size"] == status["accepted"] > 0:
                return
            await asyncio.sleep(0.1)


def said(done: CompletedProcess[str]) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(done.stdout)
    return found


@pytest.mark.usefixtures("case")
def test_the_whole_log_of_the_road_is_proven(balise: Balise) -> None:
    done = balise("audit", "verify", "--again", "--json")
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-3000:]


def test_the_page_of_a_case_proves_itself_where_nothing_runs(balise: Balise, case: str, tmp_path: Path) -> None:
    page = tmp_path / "dossier.html"
    made = balise("audit", "dossier", case, "-o", str(page))
    assert made.returncode == 0, made.stdout + made.stderr
    assert case in page.read_text(encoding="utf-8")
    proven = balise("audit", "verify", str(page), "--json")
    assert proven.returncode == 0, proven.stdout[-3000:] + proven.stderr
    altered = tmp_path / "altered.html"
    altered.write_text(page.read_text(encoding="utf-8").replace('\\"sequence\\":2', '\\"sequence\\":7', 1))
    assert altered.read_text(encoding="utf-8") != page.read_text(encoding="utf-8")
    assert balise("audit", "verify", str(altered), "--json").returncode == 1


async def test_a_closed_history_is_archived_once_and_replays(
    balise: Balise, case: str, client: Client, working: Addresses, settings: Settings
) -> None:
    handle = client.get_workflow_handle(case)
    await handle.terminate("archived by a test")
    run_id = (await handle.describe()).run_id
    async with aiohttp.ClientSession() as session:
        shelf = HistoryShelf(session, working.journal)
        archivist = Archivist(client, shelf)
        async with asyncio.timeout(30):
            while not await shelf.has(case, run_id):
                await ActivityEnvironment().run(archivist.archive_histories)
                await asyncio.sleep(0.2)
        assert await ActivityEnvironment().run(archivist.archive_histories) == 0
    kept = settings.journal / "log" / "histories" / case / f"{run_id}.json.gz"
    replayed = balise("audit", "replay", str(kept), "--workers", "1", "--json")
    assert replayed.returncode == 0, replayed.stdout + replayed.stderr
    [one] = json.loads(replayed.stdout)
    assert (one["workflow_type"], one["cause"]) == ("Initiative", None)
    proven = balise("audit", "verify", str(settings.journal), "--case", case, "--again", "--json")
    assert proven.returncode == 0, proven.stdout[-3000:] + proven.stderr
    assert (said(proven)["proven"]["histories"], said(proven)["proven"]["replays"]) == (1, 1)


async def test_temporal_itself_sweeps_for_histories(client: Client, working: Addresses) -> None:
    assert working.journal
    described = await client.get_schedule_handle(SCHEDULE).describe()
    assert [each.every for each in described.schedule.spec.intervals] == [EVERY]
