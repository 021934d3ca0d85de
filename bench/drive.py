"""One contender under load: emit, wait for the end of every event, and read what it took."""

import asyncio
import time
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import orjson

from bench.contender import Contender, Meter, contender
from bench.figures import Round
from bench.listening import SILENCE, Ear, GovernanceEar, LimitEar, PlainEar, on_topic
from bench.reference import case_id, incoming
from bench.shape import ESTABLISHMENT, Shape
from bench.yardstick import OUT
from engines import Engine, state
from engines.stack import Addresses
from events.contract import topics
from events.publish import Publisher

REFERENCES = ("limit", "plain")
BALISE = "balise"


@dataclass(frozen=True)
class Bench:
    """What every contender stands on: the engines of the run, and one way to send to them."""

    at: Addresses
    folder: Path
    """Where the engines keep their data, and contenders their logs."""
    kafka: Mapping[str, Any]
    publisher: Publisher

    def pids(self) -> dict[str, int]:
        """Return the number of each engine's process."""
        running = state.read(self.folder).running
        return {engine.value: running[engine].child.pid for engine in Engine}


@dataclass(frozen=True)
class Driven:
    """A contender with its load's way in and its events' way out."""

    bench: Bench
    process: Contender
    ear: Ear
    meter: Meter

    @property
    def name(self) -> str:
        """Which contender it is."""
        return self.process.name

    def workflow(self, subject: str) -> str:
        """Return the id of the workflow that keeps the case *subject*."""
        return case_id(self.name, subject) if self.name in REFERENCES else subject

    async def saturated(self, shape: Shape, tag: str) -> Round:
        """Emit the whole of *shape* at once, and wait for its end."""
        events = shape.emitted(tag)
        judged_before = len(self.ear.judged)
        self._announce(events)
        self.meter.reset()
        begun = time.time()
        await self._send(events)
        ended = await self.ear.until(event["id"] for event in events)
        cpu, others = self.meter.read()
        verdicts = len(self.ear.judged) - judged_before
        return Round(events=len(events), seconds=ended - begun, verdicts=verdicts, cpu=cpu, others=others)

    async def paced(self, shape: Shape, tag: str, rate: float, *, silence: float = SILENCE) -> list[float]:
        """Emit *shape* at *rate* events per second; return the seconds each took from when it was due to be emitted.

        An emission that is late counts from when it was due: a system that holds its driver back gains nothing by it.
        """
        events = shape.emitted(tag)
        self._announce(events)
        begun = time.time() + 0.1
        due = {event["id"]: begun + number / rate for number, event in enumerate(events)}
        sending = []
        for event in events:
            await asyncio.sleep(max(0.0, due[event["id"]] - time.time()))
            sending.append(asyncio.create_task(self._send([event])))
        await asyncio.gather(*sending)
        await self.ear.until(due, silence=silence)
        return [self.ear.ended[event] - moment for event, moment in due.items()]

    def _announce(self, events: Sequence[Mapping[str, Any]]) -> None:
        if isinstance(self.ear, LimitEar):
            self.ear.expect(event["id"] for event in events)

    async def _send(self, events: Sequence[dict[str, Any]]) -> None:
        topic = incoming(self.name) if self.name in REFERENCES else topics.incoming(ESTABLISHMENT)
        await self.bench.publisher.send((topic, event["subject"].encode(), orjson.dumps(event), ()) for event in events)


@asynccontextmanager
async def driven(name: str, bench: Bench, arguments: list[str] | None = None) -> AsyncIterator[Driven]:
    """Run the contender *name*, ready for load; *arguments* replace those of Python for Balise's own process."""
    ear = {"limit": LimitEar, "plain": PlainEar}.get(name, GovernanceEar)()
    async with AsyncExitStack() as open_:
        if isinstance(ear, LimitEar | PlainEar):
            arguments = ["-m", "bench.reference", name]
        process = await open_.enter_async_context(
            contender(
                name,
                arguments or ["-m", "worker"],
                bench.at,
                bench.folder / "logs",
                heard=isinstance(ear, LimitEar),
            )
        )
        if isinstance(ear, LimitEar):
            assert process.process.stdout is not None  # noqa: S101 - it was started with a pipe
            ear.listening = asyncio.create_task(ear.listen(process.process.stdout))
            open_.callback(ear.listening.cancel)
        elif isinstance(ear, PlainEar | GovernanceEar):
            topic = OUT if isinstance(ear, PlainEar) else topics.GOVERNANCE_OUT
            await open_.enter_async_context(on_topic(ear, topic, bench.kafka))
        meter = Meter({**bench.pids(), "worker": process.pid})
        yield Driven(bench, process, ear, meter)


def needed_topics() -> list[str]:
    """Return every topic of a run, to be made before anyone reads it."""
    return [
        *(incoming(name) for name in REFERENCES),
        *(topics.incoming(ESTABLISHMENT), topics.outgoing(ESTABLISHMENT)),
        *(topics.GOVERNANCE_OUT, topics.GOVERNANCE_IN, OUT),
    ]
