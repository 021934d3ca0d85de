"""What the worker logs: lines that a machine reads, and nothing that an event says."""

import json
import os
import signal

import orjson
import pytest

from engines import Engine, state
from events.contract import topics
from events.follow import Sent
from tests.system.outside import PATIENCE, Fragile, declaration, event, line, silent, until

pytestmark = pytest.mark.engines

WEST = "cisss-de-l-ouest"
MARK = "Mystère-Zibeline"


async def test_log_lines_are_json_and_hold_nothing_an_event_says(fragile: Fragile) -> None:
    case_id = f"initiative:{WEST}/discrete"
    marked = event(case_id, 2, "need.described", problem=f"{MARK} : attendre.", indicators=[MARK])
    refused = event(case_id, 3, "need.described", problem=MARK, urgence=MARK)
    personal = event(case_id, 4, "need.described", problem=f"{MARK}, TREM 5503 1412")
    foreign = event(case_id, 5, "need.described", problem=MARK, source="urn:balise:etablissement:cisss-d-ailleurs")
    broken = orjson.dumps(event(case_id, 6, "need.described", problem=MARK))[:-3]
    began = len(fragile.worker.written())
    async with line(fragile.kafka) as phone:
        os.kill(state.read(fragile.stack.data).running[Engine.OPA].child.pid, signal.SIGKILL)
        sent = await phone.send(event(case_id, 1, "initiative.declared", **declaration(summary=MARK)), marked)
        stand = await phone.publisher.send(
            (topics.incoming(WEST), MARK.encode(), value, (("trace", MARK.encode()),))
            for value in (*map(orjson.dumps, (refused, personal, foreign)), broken)
        )
        sent += [Sent((at.topic, at.partition, at.offset), None) for at in stand]

        async def waiting() -> bool:
            return "effect.waits" in fragile.worker.written()[began:]

        await until(waiting, PATIENCE)
        await fragile.stack.up(silent)
        await phone.ended(sent)
    fragile.worker.stop()
    written = fragile.worker.written()
    lines = [json.loads(each) for each in written.splitlines()]
    assert all({"event", "level", "logger", "timestamp"} <= each.keys() for each in lines)
    assert {"records.parked", "effect.waits", "worker.stopping"} <= {each["event"] for each in lines}
    parked = next(each for each in lines[::-1] if each["event"] == "records.parked")
    assert "not_json" in parked["faults"]
    for held in (MARK, "Zibeline", "TREM"):
        assert held not in written
