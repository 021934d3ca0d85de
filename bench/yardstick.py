"""The workflows and the activity of the two references, each the least that answers to its name."""

import itertools
import sys
from collections import deque
from datetime import timedelta

from aiokafka import AIOKafkaProducer
from temporalio import activity, workflow

OUT = "bench.plain.out"
"""Where the plain way publishes one record per event."""

TAKEN = b"taken "
"""What a line of the limit's count begins with; Temporal's core may write lines of its own between them."""

_taken = itertools.count(1)
"""Counts across threads and workflows: the sandbox passes this package through, so there is one of it."""


@workflow.defn(name="BenchLimit")
class Limit:
    """Takes signals, and does nothing."""

    @workflow.signal
    def receive(self, _: str) -> None:
        """Take one event, and tell the driver how many have been taken."""
        if not workflow.unsafe.is_replaying():
            sys.stdout.buffer.write(TAKEN + f"{next(_taken)}\n".encode())
            sys.stdout.flush()

    @workflow.run
    async def run(self) -> None:
        """Live for ever."""
        await workflow.wait_condition(lambda: False)


@workflow.defn(name="BenchPlain")
class Plain:
    """Takes signals, and runs one regular activity for each."""

    def __init__(self) -> None:
        self._inbox: deque[str] = deque()

    @workflow.signal
    def receive(self, event: str) -> None:
        """Take one event."""
        self._inbox.append(event)

    @workflow.run
    async def run(self) -> None:
        """Publish every event, one after the other."""
        while True:
            await workflow.wait_condition(lambda: bool(self._inbox))
            event = self._inbox.popleft()
            await workflow.execute_activity_method(Desk.publish, event, start_to_close_timeout=timedelta(seconds=30))


class Desk:
    """The plain way's one effect."""

    def __init__(self, producer: AIOKafkaProducer) -> None:
        self._producer = producer

    @activity.defn(name="bench_publish")
    async def publish(self, event: str) -> None:
        """Publish *event*, and do nothing else."""
        await self._producer.send_and_wait(OUT, event.encode())
