"""Send to Kafka: the idempotent producer, and who hears what."""

import asyncio
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from types import TracebackType
from typing import Any, Self

from aiokafka import AIOKafkaProducer
from aiokafka.structs import RecordMetadata

from domain.settlement import Announcement
from events.contract import topics, write
from events.topics import Topics

Headers = Sequence[tuple[str, bytes]]

STRUCTURED: Headers = (("content-type", b"application/cloudevents+json; charset=utf-8"),)
"""What tells a CloudEvents library that the whole event is in the value; some refuse a record that does not say so."""


class Publisher:
    """One idempotent producer for the whole process; acknowledged by all replicas, in order per key."""

    def __init__(self, connection: Mapping[str, Any]) -> None:
        self._connection = dict(connection)
        self._topics = Topics(self._connection)
        self._producer: AIOKafkaProducer | None = None

    async def __aenter__(self) -> Self:
        self._producer = AIOKafkaProducer(
            **self._connection, enable_idempotence=True, acks="all", linger_ms=2, max_request_size=8 * 1024 * 1024
        )
        await self._producer.start()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._producer is not None:
            await self._producer.stop()

    async def announce(self, announcements: Sequence[Announcement], *, time: datetime) -> None:
        """Publish *announcements* to their establishment and to governance, keyed by case."""
        records = []
        for announcement in announcements:
            value = write(announcement, time=time)
            key = announcement.case_id.encode()
            records.append((topics.outgoing(announcement.establishment), key, value, STRUCTURED))
            records.append((topics.GOVERNANCE_OUT, key, value, STRUCTURED))
        await self.send(records)

    async def send(self, records: Iterable[tuple[str, bytes | None, bytes | None, Headers]]) -> list[RecordMetadata]:
        """Publish *records* (topic, key, value, headers); return where each stands, once the broker has them all."""
        if self._producer is None:
            raise RuntimeError("the publisher is not open")
        records = list(records)
        await self._topics.ensure(topic for topic, *_ in records)
        sent = [
            await self._producer.send(topic, value, key=key, headers=list(headers))
            for topic, key, value, headers in records
        ]
        return list(await asyncio.gather(*sent))
