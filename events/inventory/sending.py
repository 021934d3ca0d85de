"""How an inventory goes over Kafka: never more unended records at once than the road can hold, until all have ended."""

import asyncio
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import orjson

from events.contract import topics
from events.follow import EventKey, Follower, Heard, Sent, emit
from events.inventory.reading import Event, Told
from events.publish import Publisher
from events.topics import Topics

AT_ONCE = 2000
"""Records sent and not ended yet. Beyond it the engine's queue only grows, and a timeout says less."""

TOGETHER = 250
"""Events sent in one go."""


@dataclass
class Ledger(Heard):
    """What was heard, and which events opened a case: those are always followed by a verdict."""

    opened: dict[EventKey, str] = field(default_factory=dict)
    verdict_ids: set[str] = field(default_factory=set)
    """Each verdict once: a worker that was killed announces again what it may have announced already."""

    def note(self, event: Mapping[str, Any]) -> None:
        """Take one announcement into account."""
        super().note(event)
        data = event["data"]
        if event["type"].endswith("verdict.rendered.v1"):
            self.verdict_ids.add(event["id"])
        if event["type"].endswith("receipt.issued.v1") and data["status"] == "accepted" and data["sequence"] == 1:
            self.opened[data["event"]["source"], data["event"]["id"]] = event["subject"]

    def over(self, sent: Sent) -> bool:
        """Return whether the record *sent* has come to its end."""
        heard = sent.event is not None and self.receipts[sent.event] + self.duplicates[sent.event] > 0
        return heard or sent.at in self.parked


@dataclass(frozen=True)
class Progress:
    """How far the sending is. *quiet* is for how many seconds nothing at all was heard."""

    ended: int
    sent: int
    events: int
    verdicts: int
    quiet: float


class Silence(Exception):  # noqa: N818 - it is a state of the world, not a mistake
    """Nothing was heard for as long as one was ready to wait."""


class Road(Follower):
    """Sends events and listens until each has ended, and each case that was opened has been judged."""

    def __init__(self, connection: Mapping[str, Any], *, silence: float, progress: Callable[[Progress], None]) -> None:
        super().__init__(connection)
        self.heard: Ledger = Ledger()
        self.sent: list[Sent] = []
        self._silence = silence
        self._progress = progress
        self._open: list[Sent] = []
        self._events = 0
        self._quiet_since = 0.0

    async def carry(self, cases: Sequence[Told], publisher: Publisher, *, at_once: int = AT_ONCE) -> None:
        """Send every event of *cases*, those of one case in their order, and listen until all is over.

        Raises:
            Silence: nothing was heard for too long; *sent* and *heard* tell how far it came.
            KafkaError: the broker refused a record.
        """
        self._events = sum(len(case.events) for case in cases)
        self._quiet_since = asyncio.get_running_loop().time()
        for events in _batches(cases):
            while len(self._open) + len(events) > max(at_once, len(events)):
                await self._listen()
            sent = await emit(publisher, events)
            self.sent += sent
            self._open += sent
        first = {(case.events[0]["source"], case.events[0]["id"]) for case in cases}
        while self._open or self._unjudged(first):
            await self._listen()

    def _unjudged(self, first: set[EventKey]) -> bool:
        return any(case_id not in self.heard.verdicts for event, case_id in self.heard.opened.items() if event in first)

    async def _listen(self) -> None:
        batches = await self._consumer.getmany(timeout_ms=500, max_records=1000)
        now = asyncio.get_running_loop().time()
        for records in batches.values():
            self._quiet_since = now
            for record in records:
                self.heard.note(orjson.loads(record.value))
        self._open = [sent for sent in self._open if not self.heard.over(sent)]
        quiet = now - self._quiet_since
        self._progress(
            Progress(len(self.sent) - len(self._open), len(self.sent), self._events, len(self.heard.verdict_ids), quiet)
        )
        if quiet > self._silence:
            raise Silence


def _batches(cases: Iterable[Told]) -> Iterator[list[Event]]:
    batch: list[Event] = []
    for case in cases:
        batch += case.events
        if len(batch) >= TOGETHER:
            yield batch
            batch = []
    if batch:
        yield batch


async def carried(
    cases: Sequence[Told],
    connection: Mapping[str, Any],
    *,
    silence: float,
    progress: Callable[[Progress], None],
) -> tuple[Road, bool]:
    """Send *cases* through Kafka; return what was heard, and whether all of it came to its end.

    Raises:
        KafkaError: the broker cannot be reached, or refused a record.
    """
    await Topics(dict(connection)).ensure([topics.GOVERNANCE_OUT])
    async with Publisher(connection) as publisher, Road(connection, silence=silence, progress=progress) as road:
        try:
            await road.carry(cases, publisher)
        except Silence:
            return road, False
        return road, True
