"""What intake promises of the records it is given, on a real Kafka: order, patience, and what it commits."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any
from uuid import uuid4

import orjson
import pytest
from aiokafka import AIOKafkaConsumer, AIOKafkaProducer, ConsumerRecord, TopicPartition
from temporalio.service import RPCError, RPCStatusCode

from domain.message import Message
from engines.stack import Addresses
from events.connection import connection
from events.contract import topics
from events.handover import UnknownCase
from events.intake import HANDED_OVER_AT_ONCE, Intake
from events.parking import Parking
from events.publish import Publisher
from events.topics import Topics
from settings import Settings
from tests.events.contract_golden import EXAMPLES
from tests.system.outside import records as everything

pytestmark = pytest.mark.engines

ESTABLISHMENT = "cisss-du-banc"
TOPIC = topics.incoming(ESTABLISHMENT)
WAITING = RPCError("unavailable", RPCStatusCode.UNAVAILABLE, b"")


@dataclass
class Desk:
    """Takes what intake hands over, and may be closed; Temporal itself is the system tests' subject."""

    refusals: list[Exception] = field(default_factory=list)
    given: list[list[Message]] = field(default_factory=list)
    busy: int = 0
    busiest: int = 0

    async def give(self, messages: Sequence[Message]) -> None:
        self.busy += 1
        self.busiest = max(self.busiest, self.busy)
        await asyncio.sleep(0.01)
        self.busy -= 1
        if self.refusals:
            raise self.refusals.pop()
        self.given.append(list(messages))


@dataclass
class Bench:
    """Intake on a topic of a real Kafka, one batch at a time."""

    kafka: dict[str, Any]
    consumer: AIOKafkaConsumer
    producer: AIOKafkaProducer
    publisher: Publisher
    desk: Desk

    async def send(self, *values: bytes | None) -> None:
        for value in values:
            await self.producer.send_and_wait(TOPIC, value, key=b"k")

    async def read(self, count: int) -> list[ConsumerRecord]:
        found: list[ConsumerRecord] = []
        async with asyncio.timeout(60):
            while len(found) < count:
                for records in (await self.consumer.getmany(timeout_ms=200, max_records=count - len(found))).values():
                    found.extend(records)
        return found

    async def take(self, records: Sequence[ConsumerRecord]) -> None:
        await Intake(self.desk, Parking(self.publisher)).take(records, self.consumer)

    async def committed(self) -> int | None:
        offset: int | None = await self.consumer.committed(TopicPartition(TOPIC, 0))
        return offset

    async def parked(self, among: Sequence[ConsumerRecord]) -> list[int]:
        """Return the offsets of those records *among* these that are parked; a worker of the session may do it too."""
        await Topics(self.kafka).ensure([topics.PARKED])
        keys = {record.key for record in await everything(self.kafka, topics.PARKED)}
        return [record.offset for record in among if f"{TOPIC}/0/{record.offset}".encode() in keys]


@pytest.fixture
async def bench(settings: Settings, stack: Addresses) -> AsyncIterator[Bench]:
    kafka = connection(settings, stack.kafka)
    await Topics(kafka).ensure([TOPIC])
    consumer = AIOKafkaConsumer(TOPIC, **kafka, group_id=f"bench-{uuid4().hex}", enable_auto_commit=False)
    await consumer.start()
    await consumer.seek_to_end()
    assert await consumer.position(TopicPartition(TOPIC, 0)) >= 0
    async with Publisher(kafka) as publisher, AIOKafkaProducer(**kafka) as producer:
        yield Bench(kafka, consumer, producer, publisher, Desk())
    await consumer.stop()


def said(slug: str, number: int) -> bytes:
    return orjson.dumps(
        EXAMPLES["need.described"]
        | {
            "id": f"{slug}-{number}",
            "source": f"urn:balise:etablissement:{ESTABLISHMENT}",
            "subject": f"initiative:{ESTABLISHMENT}/{slug}",
        }
    )


async def test_messages_of_a_case_are_given_together_and_in_order(bench: Bench) -> None:
    await bench.send(*(said(slug, number) for number in range(3) for slug in ("b", "a", "c")))
    await bench.take(await bench.read(9))
    assert {tuple(message.id for message in messages) for messages in bench.desk.given} == {
        ("a-0", "a-1", "a-2"),
        ("b-0", "b-1", "b-2"),
        ("c-0", "c-1", "c-2"),
    }


async def test_no_more_cases_are_given_at_once_than_the_server_can_take(bench: Bench) -> None:
    await bench.send(*(said(f"cas-{number}", 0) for number in range(100)))
    await bench.take(await bench.read(100))
    assert len(bench.desk.given) == 100
    assert 1 < bench.desk.busiest <= HANDED_OVER_AT_ONCE


async def test_exactly_the_records_taken_are_committed(bench: Bench) -> None:
    await bench.send(*(said("a", number) for number in range(4)))
    first = await bench.read(2)
    await bench.read(2)  # the consumer's own position is ahead of what was taken
    await bench.take(first)
    assert await bench.committed() == first[-1].offset + 1


async def test_an_engine_that_is_down_is_waited_for_and_nothing_is_committed_meanwhile(bench: Bench) -> None:
    bench.desk.refusals = [WAITING, ConnectionResetError(), WAITING]
    await bench.send(said("a", 0))
    records = await bench.read(1)
    taking = asyncio.create_task(bench.take(records))
    while len(bench.desk.refusals) == 3:
        await asyncio.sleep(0.01)
    assert bench.desk.given == []
    assert await bench.committed() is None
    await taking
    assert [message.id for (message,) in bench.desk.given] == ["a-0"]
    assert await bench.committed() == records[-1].offset + 1
    assert await bench.parked(records) == []


async def test_a_failure_that_nobody_foresaw_commits_and_parks_nothing(bench: Bench) -> None:
    bench.desk.refusals = [ZeroDivisionError()]
    await bench.send(said("a", 0), said("b", 0))
    records = await bench.read(2)
    with pytest.raises(ZeroDivisionError):
        await bench.take(records)
    assert await bench.committed() is None
    assert await bench.parked(records) == []
    await bench.take(records)
    assert {message.id for messages in bench.desk.given for message in messages} == {"a-0", "b-0"}
    assert await bench.committed() == records[-1].offset + 1


async def test_what_cannot_be_handed_over_is_parked_beside_what_can(bench: Bench) -> None:
    await bench.send(b"", said("a", 0), None, said("a", 1), b"{}")
    records = await bench.read(5)
    await bench.take(records)
    assert [message.id for messages in bench.desk.given for message in messages] == ["a-0", "a-1"]
    assert await bench.parked(records) == [records[index].offset for index in (0, 2, 4)]
    assert await bench.committed() == records[-1].offset + 1


async def test_case_that_may_not_be_opened_is_parked_whole(bench: Bench) -> None:
    bench.desk.refusals = [UnknownCase("initiative:x/y")]
    await bench.send(said("a", 0), said("a", 1))
    records = await bench.read(2)
    await bench.take(records)
    assert bench.desk.given == []
    assert await bench.parked(records) == [record.offset for record in records]
    assert await bench.committed() == records[-1].offset + 1


@pytest.fixture
async def both(bench: Bench) -> AsyncIterator[Bench]:
    """Intake on the establishment's topic and on that of the bodies, from their ends on."""
    await Topics(bench.kafka).ensure([topics.GOVERNANCE_IN])
    consumer = AIOKafkaConsumer(
        TOPIC, topics.GOVERNANCE_IN, **bench.kafka, group_id=f"bench-{uuid4().hex}", enable_auto_commit=False
    )
    await consumer.start()
    await consumer.seek_to_end()
    for partition in consumer.assignment():
        await consumer.commit({partition: await consumer.position(partition)})
    yield replace(bench, consumer=consumer)
    await consumer.stop()


GOVERNANCE = TopicPartition(topics.GOVERNANCE_IN, 0)


async def test_an_opinion_waits_for_what_its_establishment_said_before_it(both: Bench) -> None:
    slug = uuid4().hex
    await both.send(said(slug, 1))
    await both.producer.send_and_wait(topics.GOVERNANCE_IN, opinion(slug), key=b"k")
    read = {record.topic: record for record in await both.read(2)}
    early, older = read[topics.GOVERNANCE_IN], read[TOPIC]
    await both.take([early])
    assert both.desk.given == []
    assert await both.consumer.committed(GOVERNANCE) == early.offset
    assert await both.consumer.position(GOVERNANCE) == early.offset
    await both.take([older])
    await both.take([early])
    assert [message.type for messages in both.desk.given for message in messages] == [
        "need.described",
        "opinion.rendered",
    ]
    assert await both.consumer.committed(GOVERNANCE) == early.offset + 1


async def test_many_opinions_read_with_what_they_wait_for_follow_it_in_one_batch(both: Bench) -> None:
    slugs = [uuid4().hex for _ in range(20)]
    await both.send(*(said(slug, 1) for slug in slugs))
    for slug in slugs:
        await both.producer.send_and_wait(topics.GOVERNANCE_IN, opinion(slug), key=b"k")
    batch = sorted(await both.read(2 * len(slugs)), key=lambda record: record.topic != topics.GOVERNANCE_IN)
    # The broker is asked once for all, though it lets each question wait for half a second.
    async with asyncio.timeout(len(slugs) / 4):
        await both.take(batch)
    given = [message.type for messages in both.desk.given for message in messages]
    assert given == ["need.described"] * len(slugs) + ["opinion.rendered"] * len(slugs)
    assert await both.consumer.committed(GOVERNANCE) == max(each.offset for each in batch if each.topic != TOPIC) + 1


def opinion(slug: str) -> bytes:
    return orjson.dumps(
        EXAMPLES["opinion.rendered"] | {"id": f"{slug}-avis", "subject": f"initiative:{ESTABLISHMENT}/{slug}"}
    )
