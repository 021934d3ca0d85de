"""When an event has come to its end, for each contender: what is heard of it, and at what moment."""

import asyncio
import time
from collections.abc import AsyncIterator, Iterable, Mapping
from contextlib import asynccontextmanager
from typing import Any

import orjson
from aiokafka import AIOKafkaConsumer, TopicPartition

from bench.yardstick import TAKEN

SILENCE = 30.0
"""Seconds without a word after which what is missing will not come."""


GRACE = 0.3
"""Seconds in which the verdict arrives that follows the last receipt; they are not counted."""


class StalledError(RuntimeError):
    """A contender fell silent before the last event had come to its end."""


class Ear:
    """What has been heard of events, by id; a contender's ear hears it in its own way."""

    def __init__(self) -> None:
        self.ended: dict[str, float] = {}
        """The moment each event came to its end."""
        self.judged: set[str] = set()
        """The events a verdict answered."""
        self.verdict_bytes: list[int] = []
        self.listening: asyncio.Task[None] | None = None

    def hear(self, event: str) -> None:
        """Note that *event* has ended now, if it had not."""
        self.ended.setdefault(event, time.time())

    async def until(self, events: Iterable[str], *, silence: float = SILENCE) -> float:
        """Wait until every one of *events* has ended; return the moment the last one did.

        Raises:
            StalledError: nothing was heard for *silence* seconds.
        """
        wanted = set(events)
        known, since = 0, time.monotonic()
        while missing := wanted - self.ended.keys():
            if len(missing) != known:
                known, since = len(missing), time.monotonic()
            elif time.monotonic() - since > silence:
                raise StalledError(f"{len(missing)} of {len(wanted)} events never came to their end")
            if self.listening is not None and self.listening.done():
                await self.listening
            await asyncio.sleep(0.02)
        await asyncio.sleep(GRACE)
        return max(self.ended[event] for event in wanted)


class GovernanceEar(Ear):
    """Hears Balise on the governance topic: an event ends with its receipt, which is said after the rest."""

    def note(self, value: bytes) -> None:
        """Take one record into account."""
        said = orjson.loads(value)
        kind, data = said["type"], said["data"]
        if kind.endswith("receipt.issued.v1"):
            self.hear(data["event"]["id"])
        elif kind.endswith("verdict.rendered.v1"):
            self.judged.add(data["event"]["id"])
            self.verdict_bytes.append(len(value))
        elif kind.endswith("record.parked.v1"):
            raise StalledError(f"a record was parked: {data['reason']}")


class PlainEar(Ear):
    """Hears the plain way on the topic where it publishes every event as it came."""

    def note(self, value: bytes) -> None:
        """Take one record into account."""
        self.hear(orjson.loads(value)["id"])


class LimitEar(Ear):
    """Hears the limit on its standard output, where it counts; which event was taken does not matter."""

    def __init__(self) -> None:
        super().__init__()
        self._expected: list[str] = []

    def expect(self, events: Iterable[str]) -> None:
        """Say which events are about to be taken, so that each count stands for one."""
        self._expected.extend(events)

    async def listen(self, output: asyncio.StreamReader) -> None:
        """Listen until *output* ends."""
        while line := await output.readline():
            if line.startswith(TAKEN):
                self.hear(self._expected[int(line.removeprefix(TAKEN)) - 1])
        raise StalledError("the limit's process ended")


@asynccontextmanager
async def on_topic(ear: GovernanceEar | PlainEar, topic: str, kafka: Mapping[str, Any]) -> AsyncIterator[None]:
    """Let *ear* hear *topic* from now on."""
    consumer = AIOKafkaConsumer(
        **kafka, enable_auto_commit=False, fetch_max_wait_ms=100, max_partition_fetch_bytes=8 * 1024 * 1024
    )
    await consumer.start()
    try:
        partition = TopicPartition(topic, 0)
        consumer.assign([partition])
        await consumer.seek_to_end(partition)
        await consumer.position(partition)
        ear.listening = asyncio.create_task(_note_all(ear, consumer))
        try:
            yield
        finally:
            ear.listening.cancel()
    finally:
        await consumer.stop()


async def _note_all(ear: GovernanceEar | PlainEar, consumer: AIOKafkaConsumer) -> None:
    async for record in consumer:
        ear.note(record.value)
