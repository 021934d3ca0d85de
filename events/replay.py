"""Read all that was ever announced, from the first record of the governance topic to the last there is now.

The topic is kept for good. Nothing is committed: whoever reads again begins again.
"""

from collections.abc import AsyncIterator, Callable, Mapping
from typing import Any

import orjson
from aiokafka import AIOKafkaConsumer

from events.contract import topics
from events.contract.envelope import qualified
from events.contract.outgoing import OUTGOING

SHORT = {qualified(name): name for name in OUTGOING}
"""The short name of each type that is announced."""

SILENCE = 30_000
"""Milliseconds after which a broker that gives no record of those it says it has is not waited for any longer."""

Announcement = tuple[str, Mapping[str, Any]]
"""Short name of its type, and the whole event."""


class ReplayInterruptedError(Exception):
    """The broker stopped giving records before the last one."""


async def announced(
    connection: Mapping[str, Any], progress: Callable[[int, int], None] = lambda _read, _all: None
) -> AsyncIterator[Announcement]:
    """Yield every announcement; types that are not known here are let by.

    Raises:
        ReplayInterruptedError: the broker stopped giving records.
        KafkaError: it cannot be reached.
    """
    consumer = AIOKafkaConsumer(
        topics.GOVERNANCE_OUT,
        **connection,
        group_id=None,
        enable_auto_commit=False,
        auto_offset_reset="earliest",
        isolation_level="read_committed",
        max_partition_fetch_bytes=8 * 1024**2,
    )
    await consumer.start()
    try:
        partitions = sorted(consumer.assignment())
        if not partitions:
            return
        first, ends = await consumer.beginning_offsets(partitions), await consumer.end_offsets(partitions)
        await consumer.seek_to_beginning(*partitions)
        total = sum(ends[each] - first[each] for each in partitions)
        while remaining := sum([max(0, ends[each] - await consumer.position(each)) for each in partitions]):
            progress(total - remaining, total)
            batches = await consumer.getmany(timeout_ms=SILENCE)
            if not batches:
                raise ReplayInterruptedError
            for batch in batches.values():
                for record in batch:
                    event = orjson.loads(record.value)
                    if event["type"] in SHORT:
                        yield SHORT[event["type"]], event
        progress(total, total)
    finally:
        await consumer.stop()
