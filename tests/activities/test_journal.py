"""What a worker hears from the journal: kept, held otherwise, or nothing it can go on with."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import aiohttp
import pytest
from aiohttp.test_utils import TestServer
from temporalio.exceptions import ApplicationError

from activities.journal import HistoryShelf, Journal
from audit.log.destroying import give
from audit.log.keeper import Keeper
from audit.log.service import application
from audit.ordering import left, planned
from audit.sources import Folder as Log
from domain.verdict import Outcome
from engines.ports import free
from tests.audit.offers import settled, verdict

CASE = "initiative:cn/tri"


@pytest.fixture
async def session() -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=4)) as opened:
        yield opened


@pytest.fixture
async def url(tmp_path: Path) -> AsyncIterator[str]:
    """Where the real journal answers."""
    async with TestServer(application(Keeper(tmp_path / "journal", "balise.test/journal"))) as server:
        yield str(server.make_url("/"))


@pytest.fixture
def journal(session: aiohttp.ClientSession, url: str) -> Journal:
    return Journal(session, url)


async def test_what_is_offered_twice_is_kept_once(journal: Journal, session: aiohttp.ClientSession, url: str) -> None:
    offered = [settled(CASE, 1), settled(CASE, 2)]
    assert await journal.append(CASE, offered) == {}
    assert await journal.append(CASE, offered) == {}
    async with session.get(f"{url}status") as answer:
        assert (await answer.json())["accepted"] == 2


async def test_what_is_held_otherwise_comes_back_and_nothing_is_kept(journal: Journal) -> None:
    held = settled(CASE, 1, judged=verdict(1, Outcome.DENY))
    await journal.append(CASE, [held])
    otherwise = settled(CASE, 1, judged=verdict(1, Outcome.ALLOW))
    assert await journal.append(CASE, [otherwise, settled(CASE, 2)]) == {1: held.verdict}
    assert await journal.append(CASE, [held, settled(CASE, 2)]) == {}


async def test_a_sequence_that_skips_one_is_no_settlement(journal: Journal) -> None:
    with pytest.raises(ApplicationError, match="gap") as refused:
        await journal.append(CASE, [settled(CASE, 2)])
    assert refused.value.type == "JournalDisagrees"


async def test_another_message_where_one_is_held_needs_people(journal: Journal) -> None:
    await journal.append(CASE, [settled(CASE, 1)])
    with pytest.raises(ApplicationError, match="disagrees") as refused:
        await journal.append(CASE, [settled(CASE, 1, title="Autre chose")])
    assert refused.value.type == "JournalDisagrees"


async def test_an_offer_that_cannot_be_read_is_not_offered_for_ever_in_silence(journal: Journal) -> None:
    with pytest.raises(ApplicationError, match="422") as refused:
        await journal.append("initiative:cn/autre", [settled(CASE, 1)])
    assert refused.value.type == "JournalDisagrees"


async def test_a_journal_that_is_down_is_unavailable(session: aiohttp.ClientSession) -> None:
    nowhere = f"http://127.0.0.1:{free(['journal'], {})['journal']}"
    with pytest.raises(ApplicationError) as refused:
        await Journal(session, nowhere).append(CASE, [settled(CASE, 1)])
    assert refused.value.type == "JournalUnavailable"
    with pytest.raises(ApplicationError) as refused:
        await HistoryShelf(session, nowhere).has(CASE, "run")
    assert refused.value.type == "JournalUnavailable"


async def test_a_history_whose_texts_were_destroyed_is_passed_over(
    session: aiohttp.ClientSession, url: str, journal: Journal, tmp_path: Path
) -> None:
    shelf = HistoryShelf(session, url)
    await journal.append(CASE, [settled(CASE, 1)])
    log = Log(tmp_path / "journal" / "log")
    while not any(path.is_file() for path in (tmp_path / "journal" / "log" / "content").rglob("*")):
        await asyncio.sleep(0.05)
    while b"\n1\n" not in log("checkpoint"):
        await asyncio.sleep(0.05)
    order = planned(log, CASE, (), rule="RET-7", by="MANDAT-1")
    give(tmp_path / "journal", order)
    while left(log, order):
        await asyncio.sleep(0.05)
    assert await shelf.has(CASE, "run-1")
    await shelf.keep(CASE, "run-1", b"history")
    async with session.get(f"{url}histories/{CASE}/run-1.json.gz") as kept:
        assert kept.status == 410
    assert not await shelf.has("initiative:cn/autre", "run-1")


async def test_a_history_is_kept_by_its_case_and_run_and_never_replaced(
    session: aiohttp.ClientSession, url: str
) -> None:
    shelf = HistoryShelf(session, url)
    assert not await shelf.has(CASE, "run-1")
    await shelf.keep(CASE, "run-1", b"history")
    await shelf.keep(CASE, "run-1", b"history")
    assert await shelf.has(CASE, "run-1")
    assert not await shelf.has(CASE, "run-2")
    async with session.get(f"{url}histories/{CASE}/run-1.json.gz") as kept:
        assert await kept.read() == b"history"
    with pytest.raises(ApplicationError) as refused:
        await shelf.keep(CASE, "run-1", b"another history")
    assert refused.value.type == "JournalUnavailable"
