"""The process that runs in production: wire the engines' clients together, and run until told to stop."""

import asyncio
import logging
import signal
from collections.abc import Awaitable, Callable
from contextlib import AsyncExitStack, suppress
from datetime import timedelta
from typing import TypeVar
from urllib.parse import urlsplit

import aiohttp
import structlog
from aiokafka.errors import KafkaError
from opa_client.opa_async import AsyncOpaClient
from temporalio.client import (
    Client,
    Schedule,
    ScheduleActionStartWorkflow,
    ScheduleAlreadyRunningError,
    ScheduleIntervalSpec,
    ScheduleSpec,
    TLSConfig,
)
from temporalio.contrib.pydantic import pydantic_data_converter
from temporalio.runtime import LogForwardingConfig, LoggingConfig, Runtime, TelemetryConfig
from temporalio.service import RPCError
from temporalio.worker import Worker

from activities.announce import Herald
from activities.archive import Archivist
from activities.journal import HistoryShelf, Journal, keep_contract
from activities.names import TASK_QUEUE
from activities.policy import PolicyDesk
from activities.reevaluate import Reevaluator
from activities.settle import Clerk
from activities.tell import Courier
from domain.engine import engine
from engines.stack import Addresses, addresses
from events.connection import connection
from events.contract import topics
from events.contract.publication import archived
from events.handover import Handover
from events.intake import Intake
from events.parking import Parking
from events.publish import Publisher
from events.subscription import subscribed
from events.topics import Topics
from logs import written
from settings import Settings
from workflows import archiving, reevaluation
from workflows.archiving import Archiving
from workflows.reevaluation import Reevaluation
from workflows.registered import REGISTERED
from workflows.runner import workflow_runner

log = structlog.get_logger(__name__)

OWN_TOPICS = (topics.GOVERNANCE_IN, topics.GOVERNANCE_OUT, topics.PARKED)
"""The topics that exist before any establishment does."""

Ready = TypeVar("Ready")


async def temporal_client(settings: Settings, address: str) -> Client:
    """Connect to Temporal with the credentials of *settings*."""
    certificate, key = settings.temporal_tls_cert, settings.temporal_tls_key
    authority = settings.temporal_tls_ca
    tls = TLSConfig(
        server_root_ca_cert=authority.read_bytes() if authority else None,
        client_cert=certificate.read_bytes() if certificate else None,
        client_private_key=key.read_bytes() if key else None,
    )
    api_key = settings.temporal_api_key
    return await Client.connect(
        address,
        namespace=settings.temporal_namespace,
        data_converter=pydantic_data_converter,
        tls=tls if authority or certificate else bool(api_key),
        api_key=api_key.get_secret_value() if api_key else None,
    )


def opa_client(settings: Settings, url: str) -> AsyncOpaClient:
    """Return a client of OPA at *url*; retries are Temporal's business, not its own."""
    parts = urlsplit(url)
    token = settings.opa_token
    return AsyncOpaClient(
        host=parts.hostname or "localhost",
        port=parts.port or (443 if parts.scheme == "https" else 8181),
        ssl=parts.scheme == "https",
        token=token.get_secret_value() if token else None,
        retries=0,
        timeout=4.0,
    )


async def run(settings: Settings, *, stop: asyncio.Event, at: Addresses | None = None) -> None:
    """Work until *stop* is set, then finish what is under way."""
    at = at or addresses(settings)
    kafka = connection(settings, at.kafka)
    async with AsyncExitStack() as open_:
        client = await _once_up("temporal", lambda: temporal_client(settings, at.temporal))
        opa = await open_.enter_async_context(opa_client(settings, at.opa))
        await _once_up("kafka", lambda: Topics(kafka).ensure(OWN_TOPICS))
        publisher = Publisher(kafka)
        await _once_up("kafka", publisher.__aenter__)
        open_.push_async_exit(publisher.__aexit__)
        session = await open_.enter_async_context(aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=4)))
        handover, herald = Handover(client), Herald(publisher)
        contract, schemas = archived()
        await _once_up("journal", lambda: keep_contract(session, at.journal, contract, schemas))
        desk = PolicyDesk(opa, at_once=settings.at_once)
        clerk = Clerk(desk, Journal(session, at.journal), herald, engine=engine(), contract=contract)
        reevaluator = Reevaluator(client, desk)
        worker = Worker(
            client,
            task_queue=TASK_QUEUE,
            workflows=REGISTERED,
            activities=[
                clerk.settle_messages,
                herald.announce,
                Courier(handover).tell_cases,
                Archivist(client, HistoryShelf(session, at.journal)).archive_histories,
                reevaluator.policies_in_force,
                reevaluator.reevaluate_cases,
            ],
            workflow_runner=workflow_runner(),
            max_concurrent_workflow_tasks=settings.at_once,
            graceful_shutdown_timeout=timedelta(seconds=10),
        )
        await open_.enter_async_context(worker)
        broker = subscribed(settings, at.kafka, Intake(handover, Parking(publisher)))
        await _once_up("temporal", lambda: _scheduled(client))
        await _once_up("kafka", broker.start)
        open_.push_async_callback(broker.stop)
        log.info("worker.ready", task_queue=TASK_QUEUE)
        await stop.wait()
        log.info("worker.stopping")


async def _scheduled(client: Client) -> None:
    """Have Temporal do what comes round again; whoever comes second finds it done."""
    rounds = (
        (archiving.SCHEDULE, Archiving.run, archiving.EVERY),
        (reevaluation.SCHEDULE, Reevaluation.run, reevaluation.EVERY),
    )
    for name, comes_round, every in rounds:
        action = ScheduleActionStartWorkflow(comes_round, id=name, task_queue=TASK_QUEUE)
        timing = ScheduleSpec(intervals=[ScheduleIntervalSpec(every=every)])
        with suppress(ScheduleAlreadyRunningError):
            await client.create_schedule(name, Schedule(action=action, spec=timing))


async def _once_up(engine: str, attempt: Callable[[], Awaitable[Ready]]) -> Ready:
    """Return what *attempt* returns, once the engine is up; one that is down at the start is waited for."""
    while True:
        try:
            return await attempt()
        except (RuntimeError, RPCError, KafkaError, OSError) as error:
            log.warning("engine.waited_for", engine=engine, cause=type(error).__name__)
            await asyncio.sleep(2)


def _core_logs_as_we_do() -> None:
    """Let Temporal's core, which would write lines of its own form to stdout, log through ours."""
    logger = logging.getLogger("temporalio.core")
    logger.addFilter(_without_the_raw_line)
    forwarding = LogForwardingConfig(logger=logger, append_target_to_name=False)
    logs = LoggingConfig(filter=LoggingConfig.default.filter, forwarding=forwarding)
    Runtime.set_default(Runtime(telemetry=TelemetryConfig(logging=logs)))


def _without_the_raw_line(record: logging.LogRecord) -> bool:
    record.__dict__.pop("temporal_log", None)
    return True


async def main() -> None:
    """Run the worker that this machine's settings describe, until SIGTERM or Ctrl-C."""
    settings = Settings()
    with written(settings.log_level):
        _core_logs_as_we_do()
        stop = asyncio.Event()
        for number in (signal.SIGTERM, signal.SIGINT):
            asyncio.get_running_loop().add_signal_handler(number, stop.set)
        await run(settings, stop=stop)


if __name__ == "__main__":
    asyncio.run(main())
