"""Send records as an establishment would, and follow on the governance topic what became of each."""

import asyncio
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from types import TracebackType
from typing import Any, Self

import orjson
from aiokafka import AIOKafkaConsumer, TopicPartition

from events.contract import topics
from events.publish import STRUCTURED, Publisher
from events.topics import Topics

Coordinates = tuple[str, int, int]
EventKey = tuple[str, str]


@dataclass(frozen=True)
class Sent:
    """A record that was sent: where it stands, and which event it holds when that is known."""

    at: Coordinates
    event: EventKey | None


@dataclass
class Heard:
    """What the governance topic has said since following began."""

    receipts: Counter[EventKey] = field(default_factory=Counter)
    duplicates: Counter[EventKey] = field(default_factory=Counter)
    parked: dict[Coordinates, dict[str, Any]] = field(default_factory=dict)
    verdicts: dict[str, dict[str, Any]] = field(default_factory=dict)
    """Data of the last verdict, by case."""
    stages: dict[str, str] = field(default_factory=dict)
    judged: int = 0

    def note(self, event: Mapping[str, Any]) -> None:
        """Take one announcement into account."""
        kind, data = event["type"], event["data"]
        if kind.endswith("receipt.issued.v1"):
            key = (data["event"]["source"], data["event"]["id"])
            (self.duplicates if data["status"] == "duplicate" else self.receipts)[key] += 1
        elif kind.endswith("verdict.rendered.v1"):
            self.verdicts[event["subject"]] = data
            self.judged += 1
        elif kind.endswith("stage.entered.v1"):
            self.stages[event["subject"]] = data["stage"]
        elif kind.endswith("record.parked.v1"):
            at = data["coordinates"]
            self.parked[(at["topic"], at["partition"], at["offset"])] = data

    def ended(self, sent: Iterable[Sent]) -> int:
        """Return how many of *sent* have come to their end: accepted, recognized or parked."""
        records = list(sent)
        wanted = Counter(record.event for record in records if record.at not in self.parked)
        parked = sum(record.at in self.parked for record in records)
        return parked + sum(
            min(times, self.receipts[event] + self.duplicates[event]) for event, times in wanted.items() if event
        )


class Follower:
    """Follows the governance topic from the moment it is opened, without a consumer group of its own."""

    def __init__(self, connection: Mapping[str, Any]) -> None:
        self._consumer = AIOKafkaConsumer(
            **connection, enable_auto_commit=False, fetch_max_wait_ms=100, max_partition_fetch_bytes=8 * 1024 * 1024
        )
        self._topics = Topics(dict(connection))
        self.heard = Heard()

    async def __aenter__(self) -> Self:
        await self._topics.ensure([topics.GOVERNANCE_OUT])
        await self._consumer.start()
        partitions = [
            TopicPartition(topics.GOVERNANCE_OUT, number)
            for number in self._consumer.partitions_for_topic(topics.GOVERNANCE_OUT) or {0}
        ]
        self._consumer.assign(partitions)
        await self._consumer.seek_to_end(*partitions)
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._consumer.stop()

    async def until_ended(
        self,
        sent: Iterable[Sent],
        *,
        silence: float,
        progress: Callable[[int], None] = lambda _: None,
    ) -> bool:
        """Listen until all of *sent* have ended; return False after *silence* seconds in which nothing was said."""
        records = list(sent)
        quiet_since = asyncio.get_running_loop().time()
        while (ended := self.heard.ended(records)) < len(records):
            progress(ended)
            batches = await self._consumer.getmany(timeout_ms=500, max_records=1000)
            now = asyncio.get_running_loop().time()
            for batch in batches.values():
                quiet_since = now
                for record in batch:
                    self.heard.note(orjson.loads(record.value))
            if now - quiet_since > silence:
                return False
        progress(len(records))
        return True


def destination(source: str) -> str:
    """Return the topic that *source* may write to."""
    kind, _, code = source.removeprefix("urn:balise:").partition(":")
    return topics.GOVERNANCE_IN if kind == "gouvernance" else topics.incoming(code)


async def emit(publisher: Publisher, events: Iterable[Mapping[str, Any]]) -> list[Sent]:
    """Send *events* (CloudEvents), each to its source's own topic and keyed by its case."""
    events = list(events)
    stand = await publisher.send(
        (destination(event["source"]), event["subject"].encode(), orjson.dumps(event), STRUCTURED) for event in events
    )
    return [
        Sent((at.topic, at.partition, at.offset), (event["source"], event["id"]))
        for at, event in zip(stand, events, strict=True)
    ]
