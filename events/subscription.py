"""Subscribe intake to every incoming topic through FastStream, with a parser that cannot be broken by a record.

FastStream's own parser decodes headers before any middleware runs: one that is null or not UTF-8 would be skipped
without a trace. Ours hands records over as they are, and intake decides.
"""

import asyncio
from typing import Any

import structlog
from aiokafka import ConsumerRecord, TopicPartition
from faststream import AckPolicy
from faststream.kafka import KafkaBroker
from faststream.kafka.annotations import KafkaMessage as AnnotatedMessage
from faststream.kafka.message import FAKE_CONSUMER, KafkaMessage

from events.connection import security
from events.contract import topics
from events.intake import Intake
from events.lenient import read_leniently
from events.precedence import rewind
from settings import Settings

log = structlog.get_logger(__name__)

GROUP = "balise-intake"

RECORDS_AT_ONCE = 200

NEW_TOPICS_SEEN_AFTER_MS = 2_000
"""How long a new establishment's topic may go unnoticed: patterns are matched when metadata is refreshed."""

LONGEST_OUTAGE_MS = 24 * 3_600_000
"""How long an engine may be down before the consumer is thought dead; waiting for one is what intake does then."""


def subscribed(settings: Settings, bootstrap_servers: str, intake: Intake) -> KafkaBroker:
    """Return a broker that feeds *intake* once it is started."""
    read_leniently()
    broker = KafkaBroker(
        bootstrap_servers,
        security=security(settings),
        client_id="balise-worker",
        metadata_max_age_ms=NEW_TOPICS_SEEN_AFTER_MS,
        graceful_timeout=15,
        allow_auto_create_topics=False,
        apply_types=True,
        logger=None,
    )
    subscriber = broker.subscriber(
        pattern=topics.IN_PATTERN,
        batch=True,
        group_id=GROUP,
        ack_policy=AckPolicy.MANUAL,
        auto_offset_reset="earliest",
        isolation_level="read_committed",
        max_records=RECORDS_AT_ONCE,
        batch_timeout_ms=20,
        max_poll_interval_ms=LONGEST_OUTAGE_MS,
        max_partition_fetch_bytes=4 * 1024 * 1024,
        parser=_as_it_is,
        decoder=_undecoded,
    )

    @subscriber
    async def take(message: AnnotatedMessage) -> None:
        records = message.raw_message
        assert subscriber.consumer is not None  # noqa: S101 - a running subscriber has one
        try:
            await intake.take(records, subscriber.consumer)
        except Exception:
            log.exception("batch.failed", records=len(records))
            # What fails for a reason nobody foresaw must stop intake, not be passed by.
            rewind(_first_offsets(records), subscriber.consumer)
            await asyncio.sleep(1)

    return broker


async def _as_it_is(records: tuple[ConsumerRecord, ...]) -> KafkaMessage:
    return KafkaMessage(raw_message=records, body=b"", headers={}, consumer=FAKE_CONSUMER)


async def _undecoded(_: KafkaMessage) -> Any:
    return None


def _first_offsets(records: tuple[ConsumerRecord, ...]) -> dict[TopicPartition, int]:
    first: dict[TopicPartition, int] = {}
    for record in records:
        first.setdefault(TopicPartition(record.topic, record.partition), record.offset)
    return first
