"""Balise as those outside see it: records sent to Kafka and read back from it, cases that Temporal keeps."""

import asyncio
import os
import signal
import subprocess
import sys
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from subprocess import CompletedProcess
from typing import Any

import orjson
from aiokafka import AIOKafkaConsumer, ConsumerRecord, TopicPartition
from temporalio.client import Client

from domain.text import Text
from engines.stack import Addresses, Stack
from events.contract import topics
from events.contract.envelope import ESTABLISHMENT, qualified
from events.follow import Follower, Sent, emit
from events.publish import Publisher
from events.subscription import GROUP
from settings import ROOT
from tests.command import balise

Event = dict[str, Any]

Command = Callable[..., Coroutine[Any, Any, Any]]
"""The command on some engines: what it answers to programs, or as people read it when it is *shown*."""

FIRST_DAY = datetime(2026, 9, 1, 13, tzinfo=UTC)

PATIENCE = 90.0
"""Seconds without a word before a test gives up; the machine may be busy with something else."""

NEED: dict[str, Any] = {
    "problem": "Les listes d'attente sont tenues à la main.",
    "alternatives_considered": True,
    "expected_value": "Trois jours d'attente de moins.",
    "indicators": ["Jours d'attente"],
}
WHY: dict[str, Any] = {"reasons": "Le besoin est établi.", "language": "fr"}
"""Reasons of an opinion, which the contract asks of each."""
DATA: dict[str, Any] = {
    "personal_information": False,
    "health_information": False,
    "sources": ["Horaires des cliniques"],
}


def event(case_id: str, number: int, kind: str, /, *, source: str | None = None, **data: Any) -> Event:
    """Return the event of that *number* in the life of a case; its establishment says it unless *source* does."""
    establishment, _, slug = case_id.partition(":")[2].partition("/")
    return {
        "specversion": "1.0",
        "id": f"{slug}-{number}",
        "source": source or f"{ESTABLISHMENT}{establishment}",
        "type": qualified(kind),
        "subject": case_id,
        "time": (FIRST_DAY + timedelta(minutes=number)).isoformat(),
        "datacontenttype": "application/json",
        "data": data,
    }


def declaration(stage: str = "opportunity", **more: Any) -> dict[str, Any]:
    """Return the data of a declaration at *stage*."""
    return {"title": "Listes d'attente", "stage": stage, "responsible": ["p-0123456789ab"], **more}


@dataclass(frozen=True)
class Line:
    """A line to Kafka, with an ear on the governance topic."""

    publisher: Publisher
    follower: Follower

    async def send(self, *events: Event) -> list[Sent]:
        """Send *events*, each on its source's topic."""
        return await emit(self.publisher, events)

    async def tell(self, *events: Event) -> list[Sent]:
        """Send *events*, and wait until each has come to its end."""
        sent = await self.send(*events)
        await self.ended(sent)
        return sent

    async def ended(self, sent: Iterable[Sent]) -> None:
        """Wait until each of *sent* has come to its end."""
        records = list(sent)
        came = await self.follower.until_ended(records, silence=PATIENCE)
        assert came, f"{self.follower.heard.ended(records)} of {len(records)} records came to their end"


@asynccontextmanager
async def line(kafka: dict[str, Any]) -> AsyncIterator[Line]:
    """Open a line to *kafka*."""
    async with Publisher(kafka) as publisher, Follower(kafka) as follower:
        yield Line(publisher, follower)


async def records(kafka: dict[str, Any], topic: str) -> list[ConsumerRecord]:
    """Return all that stands in *topic*, from its first record to its last."""
    consumer = AIOKafkaConsumer(**kafka, enable_auto_commit=False, max_partition_fetch_bytes=8 * 1024 * 1024)
    await consumer.start()
    try:
        partition = TopicPartition(topic, 0)
        consumer.assign([partition])
        await consumer.seek_to_beginning(partition)
        end = (await consumer.end_offsets([partition]))[partition]
        found: list[ConsumerRecord] = []
        async with asyncio.timeout(PATIENCE):
            while await consumer.position(partition) < end:
                for batch in (await consumer.getmany(timeout_ms=200)).values():
                    found.extend(batch)
        return found
    finally:
        await consumer.stop()


async def heard(kafka: dict[str, Any], topic: str, case_id: str | None = None) -> list[Event]:
    """Return the announcements in *topic*, those about *case_id* when it is given.

    The broker may take what an establishment hears after what governance hears of it: the former is waited for.
    """
    own = f":{topic.removeprefix(topics.outgoing(''))}/"
    said = {each["id"] for each in await _announced(kafka, topics.GOVERNANCE_OUT, case_id) if own in subject(each)}
    async with asyncio.timeout(PATIENCE):
        announced = await _announced(kafka, topic, case_id)
        while not said <= {each["id"] for each in announced}:
            await asyncio.sleep(0.2)
            announced = await _announced(kafka, topic, case_id)
    return announced


async def _announced(kafka: dict[str, Any], topic: str, case_id: str | None) -> list[Event]:
    announced = [orjson.loads(record.value) for record in await records(kafka, topic)]
    return [each for each in announced if case_id is None or subject(each) == case_id]


def subject(event: Event) -> str:
    """Return the case that *event* is about; a parked record may have none."""
    return event.get("subject") or ""


def of_kind(announced: Iterable[Event], kind: str) -> list[Event]:
    """Return the announcements of that short *kind*."""
    return [each for each in announced if each["type"] == qualified(kind)]


async def lag(kafka: dict[str, Any], *names: str) -> dict[str, int]:
    """Return how many records of each topic intake has not committed yet."""
    consumer = AIOKafkaConsumer(**kafka, group_id=GROUP, enable_auto_commit=False)
    await consumer.start()
    try:
        partitions = [TopicPartition(name, 0) for name in names]
        ends = await consumer.end_offsets(partitions)
        return {each.topic: ends[each] - (await consumer.committed(each) or 0) for each in partitions}
    finally:
        await consumer.stop()


async def until(condition: Callable[[], Awaitable[bool]], seconds: float = PATIENCE) -> None:
    """Wait until *condition* holds."""
    async with asyncio.timeout(seconds):
        while not await condition():
            await asyncio.sleep(0.2)


def environment(at: Addresses) -> dict[str, str]:
    """Return what tells a process where the engines are."""
    return {
        "TEMPORAL_ADDRESS": at.temporal,
        "KAFKA_BOOTSTRAP_SERVERS": at.kafka,
        "OPA_URL": at.opa,
        "JOURNAL_URL": at.journal,
        "PATH": os.environ.get("PATH", ""),
    }


async def command(known: dict[str, str], *arguments: str) -> CompletedProcess[str]:
    """Run the command under the environment *known*."""
    return await asyncio.to_thread(balise, *arguments, environment=known)


class WorkerProcess:
    """The worker as production runs it: a process of its own, told by its environment where the engines are."""

    def __init__(self, at: Addresses, log: Path) -> None:
        self._environment = environment(at)
        self.log = log
        self._process: subprocess.Popen[bytes] | None = None

    async def start(self) -> None:
        """Start it, and wait until it says that it is ready."""
        began = self.written().count("worker.ready")
        with self.log.open("ab") as log:
            self._process = subprocess.Popen(  # noqa: ASYNC220  spawning takes no time, and the command is ours
                [sys.executable, "-m", "worker"], cwd=ROOT, env=self._environment, stdout=log, stderr=log
            )

        async def ready() -> bool:
            assert self._process is not None
            assert self._process.poll() is None, self.written()
            return self.written().count("worker.ready") > began

        await until(ready)

    def stop(self, number: signal.Signals = signal.SIGTERM) -> int:
        """End it by that signal, and return the code it ended with."""
        assert self._process is not None
        self._process.send_signal(number)
        return self._process.wait(60)

    @property
    def running(self) -> bool:
        """Whether it runs."""
        return self._process is not None and self._process.poll() is None

    def written(self) -> str:
        """Return all it has logged."""
        return self.log.read_text(encoding="utf-8") if self.log.exists() else ""


@dataclass(frozen=True)
class Fragile:
    """Engines that a test may break, as long as it mends them, and the worker process on them."""

    stack: Stack
    at: Addresses
    kafka: dict[str, Any]
    worker: WorkerProcess
    client: Client


def silent(_: Text) -> None:
    """Take progress without showing it."""
