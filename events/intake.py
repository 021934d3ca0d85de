"""Take records from Kafka: validate, hand over, commit. Every record ends handed over, recognized, or parked.

An engine that is down is waited for, without committing: what was not handed over is read again. Only what can never
be handed over is parked. The same event handed over twice is recognized by its case, which says so in its receipt.
"""

import asyncio
import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import groupby
from typing import Any, Protocol

import structlog
from aiokafka import AIOKafkaConsumer, ConsumerRecord, TopicPartition
from aiokafka.errors import CommitFailedError, IllegalStateError, KafkaError
from temporalio.service import RPCError

from domain.message import Message
from events.contract import Rejected, case_unknown, entitled, headers_unreadable, read, topics
from events.handover import UnknownCase
from events.parking import Parking
from events.precedence import rewind, unread

log = structlog.get_logger(__name__)

HANDED_OVER_AT_ONCE = 32
"""Cases handed over concurrently. One signal-with-start keeps a server core busy for milliseconds; more only queues."""

LONGEST_PAUSE = 10.0
"""Seconds between two attempts while an engine is down."""


PAUSE_BEFORE_REREADING = 0.1
"""Seconds; what a waiting record waits for is being read meanwhile, by this consumer or another."""


class HandsOver(Protocol):
    """What gives messages to their case: `events.handover.Handover`."""

    async def give(self, messages: Sequence[Message]) -> None:
        """Give *messages*, all of one case and in order.

        Raises:
            UnknownCase: there is no such case, and their source may not open one.
            RPCError: the server cannot take them now.
        """


@dataclass(frozen=True)
class Parked:
    """A record that cannot be handed over, and why."""

    record: ConsumerRecord
    rejected: Rejected


class Intake:
    """Handles one batch of records after another."""

    def __init__(self, handover: HandsOver, parking: Parking) -> None:
        self._handover = handover
        self._parking = parking
        self._at_once = asyncio.Semaphore(HANDED_OVER_AT_ONCE)

    async def take(self, records: Sequence[ConsumerRecord], consumer: AIOKafkaConsumer) -> None:
        """Bring every one of *records* to its end, or leave it to the next batch; commit what was brought there."""
        received_at = datetime.now(UTC)
        # What establishments said comes to its end first: most of what bodies say then has nothing left to wait for.
        for by_bodies in (False, True):
            some = [record for record in records if (record.topic == topics.GOVERNANCE_IN) is by_bodies]
            if some:
                await self._take(some, received_at, consumer)

    async def _take(self, records: Sequence[ConsumerRecord], received_at: datetime, consumer: AIOKafkaConsumer) -> None:
        understood: list[tuple[Message, ConsumerRecord]] = []
        parked: list[Parked] = []
        for record in records:
            try:
                understood.append((_message(record, received_at), record))
            except Rejected as rejected:
                parked.append(Parked(record, rejected))
        waiting = await _early(understood, consumer)
        understood = [pair for pair in understood if not _waits(pair[1], waiting)]
        parked = [each for each in parked if not _waits(each.record, waiting)]
        understood.sort(key=lambda pair: pair[0].subject)  # stable: the order within a case is kept
        cases = [list(pairs) for _, pairs in groupby(understood, key=lambda pair: pair[0].subject)]
        for refused in await asyncio.gather(*(self._give(pairs) for pairs in cases)):
            parked.extend(refused)
        await self._park(parked)
        await _commit([record for record in records if _partition(record) not in waiting], waiting, consumer)
        if waiting:
            rewind(waiting, consumer)
            await asyncio.sleep(PAUSE_BEFORE_REREADING)

    async def _give(self, pairs: Sequence[tuple[Message, ConsumerRecord]]) -> Sequence[Parked]:
        async with self._at_once:
            try:
                await _persist("temporal", lambda: self._handover.give([message for message, _ in pairs]))
            except UnknownCase:
                return [Parked(record, case_unknown(message)) for message, record in pairs]
            return ()

    async def _park(self, parked: Sequence[Parked]) -> None:
        if parked:
            log.warning("records.parked", faults=sorted(each.rejected.fault for each in parked))
            await _persist("kafka", lambda: self._parking.park([(each.record, each.rejected) for each in parked]))


def _message(record: ConsumerRecord, received_at: datetime) -> Message:
    if not all(_readable(name, value) for name, value in record.headers):
        raise headers_unreadable()
    message = read(record.value, received_at=received_at)
    entitled(record.topic, message)
    return message


def _readable(name: str, value: bytes | None) -> bool:
    try:
        return value is not None and isinstance(value.decode(), str) and isinstance(name.encode(), bytes)
    except UnicodeError:
        return False


async def _persist(engine: str, attempt: Any) -> None:
    """Repeat *attempt* until the engine takes it, with bounded and jittered pauses."""
    pause = 0.25
    while True:
        try:
            await attempt()
        except (RPCError, KafkaError, OSError) as error:
            log.warning("engine.waited_for", engine=engine, cause=type(error).__name__, seconds=round(pause, 2))
            await asyncio.sleep(random.uniform(pause / 2, pause))  # noqa: S311 - spreads retries, hides nothing
            pause = min(pause * 2, LONGEST_PAUSE)
        else:
            return


async def _early(
    understood: Sequence[tuple[Message, ConsumerRecord]], consumer: AIOKafkaConsumer
) -> dict[TopicPartition, int]:
    """Return the offset of the first record that came too early, of each partition that has one."""
    waiting: dict[TopicPartition, int] = {}
    by_bodies = [(message, record) for message, record in understood if record.topic == topics.GOVERNANCE_IN]

    async def ask() -> None:
        waiting.clear()
        behind = await unread((message for message, _ in by_bodies), consumer)
        for message, record in by_bodies:
            if _partition(record) not in waiting and await behind.before(message, record.timestamp):
                waiting[_partition(record)] = record.offset

    await _persist("kafka", ask)
    return waiting


def _waits(record: ConsumerRecord, waiting: dict[TopicPartition, int]) -> bool:
    return _partition(record) in waiting and bool(record.offset >= waiting[_partition(record)])


def _partition(record: ConsumerRecord) -> TopicPartition:
    return TopicPartition(record.topic, record.partition)


async def _commit(
    records: Sequence[ConsumerRecord], waiting: dict[TopicPartition, int], consumer: AIOKafkaConsumer
) -> None:
    """Commit the offsets of *records*, and those of partitions up to what is *waiting* there, and no others.

    A bare `commit()` takes the position of every assigned partition, and the assignment may have changed meanwhile
    (aiokafka#929). A refused commit only means that another consumer reads the records again.
    """
    offsets = dict(waiting)
    for record in records:
        offsets[_partition(record)] = max(offsets.get(_partition(record), 0), record.offset + 1)
    try:
        await consumer.commit(offsets)
    except (CommitFailedError, IllegalStateError) as error:
        log.warning("offsets.not_committed", cause=type(error).__name__)
