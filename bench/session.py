"""The order of a measurement: what is driven when, and what is read after it."""

import asyncio
import os
import signal
import time
from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import orjson
from temporalio.client import Client

from bench.drive import BALISE, REFERENCES, Bench, Driven, driven
from bench.figures import Round, percentile
from bench.report import Latency, Machine, Measured, Report, Staged
from bench.server import calls, history
from bench.shape import Shape
from engines import state


@dataclass(frozen=True)
class Plan:
    """How much is done; the defaults are what the documented figures were measured with."""

    cases: int = 200
    """As many as intake reads at once, so that no batch of the interleaved shape holds two events of a case."""
    rounds: int = 3
    warm_up: int = 40
    idle: float = 3.0
    paced: float = 20.0
    """Seconds of load at half the saturating rate."""

    @property
    def interleaved(self) -> Shape:
        """The shape that is compared."""
        return Shape(self.cases, "interleaved")

    @property
    def grouped(self) -> Shape:
        """The favourable shape, in which intake gives a case several events at once."""
        return Shape(self.cases // 2, "grouped")


class Session:
    """One measurement, on engines that run."""

    def __init__(self, plan: Plan, bench: Bench, client: Client, progress: Callable[[str], None]) -> None:
        self._plan = plan
        self._bench = bench
        self._client = client
        self._progress = progress
        self._metrics = f"127.0.0.1:{state.read(bench.folder).ports['temporal-metrics']}"

    async def measure(self) -> Report:
        """Drive every contender, then look at where Balise's time goes."""
        load = os.getloadavg()
        async with AsyncExitStack() as open_:
            self._progress("starting the workers, and warming them up")
            contenders = [await open_.enter_async_context(driven(name, self._bench)) for name in (*REFERENCES, BALISE)]
            for each in contenders:
                await each.saturated(Shape(self._plan.warm_up, "interleaved"), f"{each.name}-warm")
            *_, balise = contenders
            idle = await self._idle(balise)
            measured = await self._rounds(contenders)
            latency = await self._latency(balise, measured[BALISE].rate.median / 2)
        kept, unkept = await self._kept()
        staged = await self._staged()
        return Report(
            rounds=self._plan.rounds,
            shape=self._plan.interleaved,
            grouped_shape=self._plan.grouped,
            machine=Machine(cores=os.cpu_count() or 1, load_before=load, load_after=os.getloadavg()),
            idle=idle,
            measured=measured,
            verdict_bytes=sorted(balise.ear.verdict_bytes),
            latency=latency,
            kept=kept,
            unkept=unkept,
            staged=staged,
        )

    async def _idle(self, balise: Driven) -> dict[str, float]:
        """Return the share of a core that each process takes when nothing happens."""
        balise.meter.reset()
        begun = time.monotonic()
        await asyncio.sleep(self._plan.idle)
        spent, _ = balise.meter.read()
        return {name: seconds / (time.monotonic() - begun) for name, seconds in spent.items()}

    async def _rounds(self, contenders: Sequence[Driven]) -> dict[str, Measured]:
        """Drive the contenders in turn; who goes first changes from round to round."""
        rounds: dict[str, list[Round]] = {each.name: [] for each in contenders}
        counted: dict[str, Counter[str]] = {each.name: Counter() for each in contenders}
        for number in range(self._plan.rounds):
            for each in (*contenders[number % 3 :], *contenders[: number % 3]):
                before = await calls(self._metrics)
                done = await each.saturated(self._plan.interleaved, f"{each.name}-{number}")
                counted[each.name] += await calls(self._metrics) - before
                rounds[each.name].append(done)
                self._progress(f"round {number + 1}, {each.name}: {done.rate:.1f} events/s, others {done.others:.0%}")
        return {each.name: await self._measured(each, rounds[each.name], counted[each.name]) for each in contenders}

    async def _measured(self, each: Driven, rounds: Sequence[Round], counted: Counter[str]) -> Measured:
        shape = self._plan.interleaved
        subjects = {event["subject"] for event in shape.emitted(f"{each.name}-0")}
        grouped = await each.saturated(self._plan.grouped, f"{each.name}-grouped")
        self._progress(f"grouped, {each.name}: {grouped.rate:.1f} events/s, others {grouped.others:.0%}")
        return Measured(
            rounds=rounds,
            grouped=grouped,
            history=await history(self._client, map(each.workflow, subjects), shape.events),
            server_calls={name: count / shape.events / len(rounds) for name, count in counted.most_common()},
        )

    async def _latency(self, balise: Driven, rate: float) -> Latency:
        shape = Shape(max(1, round(rate * self._plan.paced / 4)), "interleaved")
        self._progress(f"paced, {balise.name}: {rate:.1f} events/s for {self._plan.paced:.0f} s")
        balise.meter.reset()
        seconds = await balise.paced(shape, "paced", rate)
        _, others = balise.meter.read()
        return Latency(
            rate=rate,
            events=shape.events,
            p50=percentile(seconds, 0.5),
            p99=percentile(seconds, 0.99),
            others=others,
        )

    async def _kept(self) -> tuple[list[Round], list[Round]]:
        """Run Balise with its journal and with one that forgets, in turn: they share a task queue."""
        rounds: dict[str, list[Round]] = {"kept": [], "unkept": []}
        for number in range(self._plan.rounds):
            for name, done in sorted(rounds.items(), reverse=number % 2 == 1):
                arguments = ["-m", "bench.unkept"] if name == "unkept" else None
                async with driven(name, self._bench, arguments) as each:
                    await each.saturated(Shape(self._plan.warm_up, "interleaved"), f"{name}-warm-{number}")
                    done.append(await each.saturated(self._plan.interleaved, f"{name}-{number}"))
                self._progress(
                    f"round {number + 1}, {name}: {done[-1].rate:.1f} events/s, others {done[-1].others:.0%}"
                )
        return rounds["kept"], rounds["unkept"]

    async def _staged(self) -> Staged:
        """Run Balise once more, with a stopwatch at each stage."""
        self._progress("staged: Balise's worker again, with a stopwatch at each stage")
        written = Path(self._bench.folder) / "stages.json"
        async with driven("staged", self._bench, ["-m", "bench.stages", str(written)]) as timed:
            await timed.saturated(Shape(self._plan.warm_up, "interleaved"), "staged-warm")
            os.kill(timed.process.pid, signal.SIGUSR1)
            done = await timed.saturated(self._plan.interleaved, "staged")
        counted: dict[str, Any] = orjson.loads(written.read_bytes())
        return Staged(round=done, counted=counted)
