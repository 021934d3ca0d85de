"""Balise's own worker with a stopwatch at each stage: `python -m bench.stages FILE`.

It is the process of `worker.py`, composed by the same function; only the parts that are timed are replaced by
subclasses that time them. SIGUSR1 starts the count again, SIGTERM writes it to FILE. Used apart from the rounds that
are compared, because a stopwatch costs something too.
"""

import asyncio
import signal
import sys
import threading
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import orjson
from temporalio import activity
from temporalio.converter import CompositePayloadConverter
from temporalio.worker import WorkflowRunner

import events.intake
import worker
from activities.announce import Herald
from activities.journal import Journal
from activities.policy import PolicyDesk
from domain.entry import Settled
from domain.message import Message
from domain.question import Question
from domain.settlement import Announcement
from domain.verdict import Verdict
from events.contract import read
from events.handover import Handover
from logs import written
from settings import Settings
from workflows.runner import workflow_runner


class Stopwatch:
    """Seconds by stage: on the clock, and of the processor by the thread that was in it."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self.reset()

    def reset(self) -> None:
        """Forget everything."""
        with self._lock:
            self._stages: dict[str, list[float]] = defaultdict(lambda: [0, 0.0, 0.0])
            self._process = time.process_time()
            self._loop = time.thread_time()

    @contextmanager
    def on(self, stage: str) -> Iterator[None]:
        """Time what is done meanwhile; across an `await`, only the clock's time means anything."""
        clock, processor = time.perf_counter(), time.thread_time()
        try:
            yield
        finally:
            clock, processor = time.perf_counter() - clock, time.thread_time() - processor
            with self._lock:
                entry = self._stages[stage]
                entry[0] += 1
                entry[1] += clock
                entry[2] += processor

    def read(self) -> dict[str, Any]:
        """Return calls, seconds and processor seconds by stage; call it from the event loop's thread."""
        with self._lock:
            stages = {
                name: {"calls": calls, "seconds": seconds, "cpu": cpu}
                for name, (calls, seconds, cpu) in self._stages.items()
            }
        return {
            "process_cpu": time.process_time() - self._process,
            "event_loop_cpu": time.thread_time() - self._loop,
            "stages": stages,
        }


stopwatch = Stopwatch()


class TimedDesk(PolicyDesk):
    """Times the questions."""

    async def ask_policy(self, question: Question) -> Verdict:
        """Ask, and time it."""
        with stopwatch.on("ask OPA"):
            return await super().ask_policy(question)


class TimedHerald(Herald):
    """Times the announcements."""

    @activity.defn(name="announce")
    async def announce(self, announcements: list[Announcement]) -> None:
        """Announce, and time it."""
        with stopwatch.on("announce on Kafka"):
            await super().announce(announcements)


class TimedJournal(Journal):
    """Times the keeping of settlements."""

    async def append(self, case_id: str, settled: Sequence[Settled]) -> dict[int, Verdict | None]:
        """Keep, and time it."""
        with stopwatch.on("keep in the journal"):
            return await super().append(case_id, settled)


class TimedHandover(Handover):
    """Times the calls that give messages to Temporal."""

    async def give(self, messages: Sequence[Message]) -> None:
        """Give, and time it."""
        with stopwatch.on("signal with start"):
            await super().give(messages)


class TimedRunner(WorkflowRunner):
    """Times the making of workflow instances, and what they do each time the server wakes them."""

    def __init__(self, runner: WorkflowRunner) -> None:
        self._runner = runner

    def prepare_workflow(self, defn: Any) -> None:
        """Prepare what the worker's own runner prepares."""
        self._runner.prepare_workflow(defn)

    def set_worker_level_failure_exception_types(self, types: Sequence[type[BaseException]]) -> None:
        """Tell the worker's own runner."""
        self._runner.set_worker_level_failure_exception_types(types)

    def create_instance(self, det: Any) -> Any:
        """Make an instance whose activations are timed."""
        with stopwatch.on("workflow: make an instance"):
            instance = self._runner.create_instance(det)
        # Not a subclass: each runner has a class of its own for instances, and keeps it to itself.
        setattr(instance, "activate", _timed("workflow: one activation", instance.activate))  # noqa: B010
        return instance


def _timed(stage: str, call: Callable[..., Any]) -> Callable[..., Any]:
    def timed(*arguments: Any, **options: Any) -> Any:
        with stopwatch.on(stage):
            return call(*arguments, **options)

    return timed


def _runner() -> WorkflowRunner:
    return TimedRunner(production_runner())


production_runner = workflow_runner


def instrument() -> None:
    """Put the stopwatch at every stage of the worker."""
    for name, timed in {
        "PolicyDesk": TimedDesk,
        "Herald": TimedHerald,
        "Journal": TimedJournal,
        "Handover": TimedHandover,
        "workflow_runner": _runner,
    }.items():
        setattr(worker, name, timed)
    vars(events.intake)["read"] = _timed("intake: read and validate", read)
    for name in ("to_payloads", "from_payloads"):
        original = getattr(CompositePayloadConverter, name)
        setattr(CompositePayloadConverter, name, _timed(f"conversion: {name}", original))


async def main(out: Path) -> None:
    """Work until SIGTERM; write what was timed to *out* before stopping, which takes its time under load."""
    settings = Settings()
    instrument()
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    loop.add_signal_handler(signal.SIGUSR1, stopwatch.reset)

    def end() -> None:
        out.write_bytes(orjson.dumps(stopwatch.read()))
        stop.set()

    loop.add_signal_handler(signal.SIGTERM, end)
    with written(settings.log_level):
        await worker.run(settings, stop=stop)


if __name__ == "__main__":
    asyncio.run(main(Path(sys.argv[1])))
