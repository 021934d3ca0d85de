"""The process of a reference, to be compared with Balise's: `python -m bench.reference limit|plain`.

Both read Kafka as intake does (batches of at most 200 records, at most 32 hand-overs at once, offsets committed after)
and give each record, unread but for its key, to the workflow of its case with one signal-with-start. The limit's
workflow does nothing with it: an engine that does anything for an event costs more. The plain way's runs one regular
activity per event, which does nothing but publish one record with an idempotent producer. All three connect to Temporal
and to Kafka in the same way.
"""

import asyncio
import signal
import sys

import structlog
from aiokafka import AIOKafkaConsumer, AIOKafkaProducer, ConsumerRecord, TopicPartition
from temporalio.client import Client
from temporalio.worker import Worker
from temporalio.worker.workflow_sandbox import SandboxedWorkflowRunner, SandboxRestrictions

from bench.yardstick import Desk, Limit, Plain
from engines.stack import addresses
from events.connection import connection
from events.intake import HANDED_OVER_AT_ONCE
from events.subscription import RECORDS_AT_ONCE
from logs import written
from settings import Settings
from worker import temporal_client

log = structlog.get_logger(__name__)

WORKFLOW_TYPES = {"limit": "BenchLimit", "plain": "BenchPlain"}


def incoming(reference: str) -> str:
    """Return the topic that *reference* reads."""
    return f"bench.{reference}.in"


def case_id(reference: str, subject: str) -> str:
    """Return the id of the workflow that *reference* keeps for the case *subject*."""
    return f"bench-{reference}:{subject}"


async def run(reference: str, settings: Settings, stop: asyncio.Event) -> None:
    """Work as *reference* until *stop* is set."""
    at = addresses(settings)
    client = await temporal_client(settings, at.temporal)
    kafka = connection(settings, at.kafka)
    queue = f"bench-{reference}"
    producer = AIOKafkaProducer(**kafka, enable_idempotence=True, acks="all", linger_ms=2)
    consumer = AIOKafkaConsumer(
        incoming(reference),
        **kafka,
        group_id=queue,
        enable_auto_commit=False,
        auto_offset_reset="earliest",
    )
    worker = Worker(
        client,
        task_queue=queue,
        workflows=[Limit, Plain],
        activities=[Desk(producer).publish],
        workflow_runner=SandboxedWorkflowRunner(
            restrictions=SandboxRestrictions.default.with_passthrough_modules("bench")
        ),
        max_concurrent_workflow_tasks=200,
    )
    async with producer, worker, consumer:
        log.info("worker.ready", task_queue=queue)
        reading = asyncio.create_task(_read(consumer, client, reference))
        stopping = asyncio.create_task(stop.wait())
        await asyncio.wait([reading, stopping], return_when=asyncio.FIRST_COMPLETED)
        if reading.done():
            await reading
        reading.cancel()


async def _read(consumer: AIOKafkaConsumer, client: Client, reference: str) -> None:
    at_once = asyncio.Semaphore(HANDED_OVER_AT_ONCE)

    async def give(record: ConsumerRecord) -> None:
        async with at_once:
            await client.start_workflow(
                WORKFLOW_TYPES[reference],
                id=case_id(reference, record.key.decode()),
                task_queue=f"bench-{reference}",
                start_signal="receive",
                start_signal_args=[record.value.decode()],
            )

    while True:
        batches = await consumer.getmany(timeout_ms=20, max_records=RECORDS_AT_ONCE)
        records = [record for batch in batches.values() for record in batch]
        await asyncio.gather(*map(give, records))
        if records:
            await consumer.commit({TopicPartition(each.topic, each.partition): each.offset + 1 for each in records})


async def main() -> None:
    """Run the reference that the command line names, until SIGTERM."""
    settings = Settings()
    stop = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    with written(settings.log_level):
        await run(sys.argv[1], settings, stop)


if __name__ == "__main__":
    asyncio.run(main())
