"""Engines hang, die and come back, the worker is killed: cases wait, nothing is lost, nothing counts twice."""

import asyncio
import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from domain.case import Case
from domain.decider import question, settle
from domain.initiative import INITIATIVE
from domain.message import Message
from domain.verdict import Verdict
from engines import Engine, process, state
from events.contract import topics
from events.topics import Topics
from tests.system.outside import (
    DATA,
    NEED,
    PATIENCE,
    WHY,
    Event,
    Fragile,
    declaration,
    event,
    heard,
    lag,
    line,
    of_kind,
    records,
    silent,
    until,
)
from workflows.case import CaseShell
from workflows.folder import Folder

pytestmark = [pytest.mark.engines, pytest.mark.timeout(300)]

OUTAGE = 6.0
"""Seconds an engine is out."""

EAST = "ciusss-de-l-est"


def child(fragile: Fragile, engine: Engine) -> process.Child:
    return state.read(fragile.stack.data).running[engine].child


@contextmanager
def hanging(fragile: Fragile, engine: Engine) -> Iterator[None]:
    """Stop *engine* as a debugger would: its connections stay open, and nothing answers."""
    pid = child(fragile, engine).pid
    os.kill(pid, signal.SIGSTOP)
    try:
        yield
    finally:
        os.kill(pid, signal.SIGCONT)


def lives(slug: str, count: int) -> list[list[Event]]:
    """Return the same four events of *count* initiatives, ending with a passage to planning."""
    found = []
    for number in range(count):
        case_id = f"initiative:{EAST}/{slug}-{number}"
        found.append(
            [
                event(case_id, 1, "initiative.declared", **declaration()),
                event(case_id, 2, "need.described", **NEED),
                event(case_id, 3, "data.described", **DATA),
                event(case_id, 4, "passage.requested", to="planning"),
            ]
        )
    return found


def turns(told: list[list[Event]]) -> list[Event]:
    """Return the events of all lives, the first of each before the second of any."""
    return [told_now for turn in zip(*told, strict=True) for told_now in turn]


async def announced(fragile: Fragile, told: list[list[Event]]) -> list[Event]:
    subjects = {life[0]["subject"] for life in told}
    return [each for each in await heard(fragile.kafka, topics.GOVERNANCE_OUT) if each.get("subject") in subjects]


async def parked(fragile: Fragile) -> int:
    await Topics(fragile.kafka).ensure([topics.PARKED])
    return len(await records(fragile.kafka, topics.PARKED))


async def folder(fragile: Fragile, case_id: str) -> Folder:
    return await fragile.client.get_workflow_handle(case_id).query(CaseShell.folder)


def settled_once(said: list[Event], told: list[list[Event]]) -> None:
    """Check that each event was accepted once, and each life led to planning."""
    accepted = [each["data"]["event"]["id"] for each in of_kind(said, "receipt.issued")]
    assert sorted(accepted) == sorted(each["id"] for life in told for each in life)
    assert [each["data"]["stage"] for each in of_kind(said, "stage.entered")].count("planning") == len(told)


@pytest.mark.parametrize("way", ["hangs", "is killed"])
@pytest.mark.parametrize("engine", [Engine.OPA, Engine.JOURNAL])
async def test_cases_wait_for(fragile: Fragile, engine: Engine, way: str) -> None:
    told = lives(f"{engine.value}-{way.replace(' ', '-')}", 4)
    before = await parked(fragile)

    async def nobody_heard() -> bool:
        stages = {(await folder(fragile, life[0]["subject"])).case.stage for life in told}
        return stages == {None} and of_kind(await announced(fragile, told), "verdict.rendered") == []

    async with line(fragile.kafka) as phone:
        if way == "hangs":
            with hanging(fragile, engine):
                sent = await phone.send(*turns(told))
                await asyncio.sleep(OUTAGE)
                assert await nobody_heard()
        else:
            killed = child(fragile, engine)
            os.kill(killed.pid, signal.SIGKILL)
            sent = await phone.send(*turns(told))
            await asyncio.sleep(OUTAGE)
            assert not process.alive(killed)
            assert await nobody_heard()
            assert await fragile.stack.up(silent) == fragile.at
        assert await parked(fragile) == before
        await phone.ended(sent)
    settled_once(await announced(fragile, told), told)
    assert await parked(fragile) == before


async def test_events_wait_while_temporal_hangs(fragile: Fragile) -> None:
    told = lives("temporal-hangs", 4)
    before = await parked(fragile)
    async with line(fragile.kafka) as phone:
        with hanging(fragile, Engine.TEMPORAL):
            sent = await phone.send(*turns(told))
            await asyncio.sleep(5)
            assert await announced(fragile, told) == []
        await phone.ended(sent)
    settled_once(await announced(fragile, told), told)
    assert await parked(fragile) == before


async def test_events_wait_while_temporal_is_dead(fragile: Fragile) -> None:
    told = lives("temporal-dies", 4)
    before = await parked(fragile)
    async with line(fragile.kafka) as phone:
        os.kill(child(fragile, Engine.TEMPORAL).pid, signal.SIGKILL)
        sent = await phone.send(*turns(told))
        await asyncio.sleep(2)
        assert await announced(fragile, told) == []
        assert await fragile.stack.up(silent) == fragile.at
        await phone.ended(sent)
    settled_once(await announced(fragile, told), told)
    assert await parked(fragile) == before


async def test_announcements_wait_while_kafka_is_dead(fragile: Fragile) -> None:
    told = lives("kafka-meurt", 4)
    async with line(fragile.kafka) as phone:
        with hanging(fragile, Engine.OPA):
            sent = await phone.send(*turns(told))

            async def received() -> bool:
                return set((await lag(fragile.kafka, topics.incoming(EAST))).values()) == {0}

            await until(received)
            os.kill(child(fragile, Engine.KAFKA).pid, signal.SIGKILL)

        async def decided() -> bool:
            return {(await folder(fragile, life[0]["subject"])).case.stage for life in told} == {"planning"}

        await until(decided)
        assert await fragile.stack.up(silent) == fragile.at
        await phone.ended(sent)
    # What the broker took without being able to say so is sent again, under the same id.
    settled_once(list({each["id"]: each for each in await announced(fragile, told)}.values()), told)


async def test_redelivered_event_counts_once_even_for_another_worker(fragile: Fragile) -> None:
    case_id = f"initiative:{EAST}/emise-trois-fois"
    declared = event(case_id, 1, "initiative.declared", **declaration())
    async with line(fragile.kafka) as phone:
        await phone.tell(declared)
        await phone.tell(declared)
        assert fragile.worker.stop() == 0
        await fragile.worker.start()
        await phone.tell(declared)
        # What was counted by sender's id is not enough to tell the three apart: the topic says what was announced.
        await until(lambda: _receipts(fragile, case_id, 3))
    said = await heard(fragile.kafka, topics.outgoing(EAST), case_id)
    assert [each["data"]["status"] for each in of_kind(said, "receipt.issued")] == [
        *("accepted", "duplicate", "duplicate")
    ]
    assert len(of_kind(said, "verdict.rendered")) == 1
    assert (await folder(fragile, case_id)).case.sequence == 1


async def _receipts(fragile: Fragile, case_id: str, count: int) -> bool:
    said = await heard(fragile.kafka, topics.outgoing(EAST), case_id)
    return len(of_kind(said, "receipt.issued")) >= count


async def test_a_declaration_is_not_lost_to_an_opinion_read_with_it(fragile: Fragile) -> None:
    case_id = f"initiative:{EAST}/avis-lu-avec-la-declaration"
    declared = event(case_id, 1, "initiative.declared", **declaration())
    opinion = event(
        case_id,
        2,
        "opinion.rendered",
        source="urn:balise:gouvernance:comite-ia-sante",
        body="comite_ia_sante",
        answer="favourable",
        covers=f"sha256:{'0' * 64}",
        **WHY,
    )
    before = await parked(fragile)
    fragile.worker.stop()
    async with line(fragile.kafka) as phone:
        sent = await phone.send(declared, opinion)
        await fragile.worker.start()
        await phone.ended(sent)
    assert await parked(fragile) == before
    kept = await folder(fragile, case_id)
    assert [each.type for each in kept.timeline] == ["initiative.declared", "opinion.rendered"]
    assert (set(kept.case.facts), kept.case.opinions) == ({"declaration"}, {}), "nobody has signed it: it was refused"


async def test_many_long_events_of_one_case_at_once_are_all_settled(fragile: Fragile) -> None:
    case_id = f"initiative:{EAST}/tres-bavarde"
    long = NEED | dict.fromkeys(("problem", "beneficiaries", "expected_value"), "é" * 4000)
    told = [event(case_id, number, "need.described", **long) for number in range(120)]
    fragile.worker.stop()
    async with line(fragile.kafka) as phone:
        sent = await phone.send(*told)
        await fragile.worker.start()
        await phone.ended(sent)
    assert (await folder(fragile, case_id)).case.sequence == len(told)


async def test_worker_killed_in_the_middle_loses_nothing_and_counts_nothing_twice(fragile: Fragile) -> None:
    told = lives("travailleur-tue", 30)
    events = turns(told)
    async with line(fragile.kafka) as phone:
        sent = await phone.send(*events)

        reached = asyncio.Event()

        def progress(ended: int) -> None:
            if ended > len(sent) // 4:
                reached.set()

        listening = asyncio.create_task(phone.follower.until_ended(sent, silence=PATIENCE, progress=progress))
        await reached.wait()
        fragile.worker.stop(signal.SIGKILL)
        assert phone.follower.heard.ended(sent) < len(sent)
        await fragile.worker.start()
        assert await listening
    said = await announced(fragile, told)
    receipts = of_kind(said, "receipt.issued")
    assert {each["data"]["event"]["id"] for each in receipts} == {each["id"] for each in events}
    # An announcement may be sent again after a crash: its id is the same, and so is what it says.
    once = {each["id"]: each["data"] for each in receipts if each["data"]["status"] == "accepted"}
    assert len(once) == len(events)
    rendered: dict[str, Any] = {}
    for each in of_kind(said, "verdict.rendered"):
        assert rendered.setdefault(each["data"]["event"]["id"], each["data"]) == each["data"]
    for life in told:
        kept = await folder(fragile, life[0]["subject"])
        assert kept.case == folded(life, kept, rendered)
        assert kept.case.stage == "planning"


def folded(life: list[Event], kept: Folder, rendered: dict[str, Any]) -> Case:
    """Return what the pure core makes of a life, with the verdicts that were announced."""
    case = Case.opened(life[0]["subject"])
    for told, entry in zip(life, kept.timeline, strict=True):
        assert entry.event_id == told["id"]
        message = Message(
            id=told["id"],
            source=told["source"],
            type=entry.type,
            subject=told["subject"],
            time=told["time"],
            received_at=entry.received_at,
            data=told["data"],
        )
        asked = question(INITIATIVE, case, message)
        verdict = Verdict.model_validate(rendered[told["id"]]["verdict"]) if asked else None
        case = settle(INITIATIVE, case, message, verdict).case
    return case
