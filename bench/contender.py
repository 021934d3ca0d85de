"""One process under measurement: started, waited for, ended; and what the processes of a run cost."""

import asyncio
import os
import sys
import time
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import psutil

from engines.stack import Addresses
from settings import ROOT

STARTING = 60.0

STOPPING = 40.0
"""Seconds a worker has to finish what is under way; more than its own graceful shutdowns take together."""


@dataclass(frozen=True)
class Contender:
    """A worker process: its name, and the log that says how far it is."""

    name: str
    process: asyncio.subprocess.Process
    log: Path

    @property
    def pid(self) -> int:
        """The number of its process."""
        return self.process.pid


@asynccontextmanager
async def contender(
    name: str, arguments: list[str], at: Addresses, folder: Path, *, heard: bool = False
) -> AsyncIterator[Contender]:
    """Run this environment's Python with *arguments* on the engines *at*, from ready to stopped.

    Its standard output is a pipe when it is *heard*, and goes to its log otherwise: Temporal's core may write there,
    and a pipe that nobody empties stops whoever writes to it.

    Raises:
        RuntimeError: it ended, or was not ready in time.
    """
    log = folder / f"{name}.log"
    environment = {
        **os.environ,
        "TEMPORAL_ADDRESS": at.temporal,
        "KAFKA_BOOTSTRAP_SERVERS": at.kafka,
        "OPA_URL": at.opa,
        "JOURNAL_URL": at.journal,
        "BALISE_LOG_LEVEL": "INFO",
    }
    with log.open("wb") as written:
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            *arguments,
            cwd=ROOT,
            env=environment,
            stdout=asyncio.subprocess.PIPE if heard else written,
            stderr=written,
        )
    running = Contender(name, process, log)
    try:
        await _ready(running)
        yield running
    finally:
        await _end(process)


async def _ready(running: Contender) -> None:
    deadline = time.monotonic() + STARTING
    while b"worker.ready" not in running.log.read_bytes():
        if running.process.returncode is not None or time.monotonic() > deadline:
            last = running.log.read_text(encoding="utf-8", errors="replace")[-2000:]
            raise RuntimeError(f"the worker of {running.name} was never ready; it last said:\n{last}")
        await asyncio.sleep(0.1)


async def _end(process: asyncio.subprocess.Process) -> None:
    if process.returncode is not None:
        return
    process.terminate()
    try:
        async with asyncio.timeout(STOPPING):
            await process.wait()
    except TimeoutError:
        return  # what was measured does not depend on how it ended; `finally` ends it
    finally:
        if process.returncode is None:
            process.kill()


class Meter:
    """Reads what each process, and the whole machine, has spent so far."""

    def __init__(self, pids: Mapping[str, int]) -> None:
        self._processes = {name: psutil.Process(pid) for name, pid in pids.items()}
        self._own = psutil.Process()
        self.reset()

    def reset(self) -> None:
        """Count from now."""
        self._since = self._spent()
        self._busy, self._all = _machine()
        self._driver = _seconds(self._own)

    def read(self) -> tuple[dict[str, float], float]:
        """Return the seconds spent by process since the last reset, and the share of the machine that others took."""
        spent = {name: now - self._since[name] for name, now in self._spent().items()}
        busy, all_ = _machine()
        ours = sum(spent.values()) + _seconds(self._own) - self._driver
        return spent, max(0.0, (busy - self._busy - ours) / (all_ - self._all))

    def _spent(self) -> dict[str, float]:
        return {name: _seconds(process) for name, process in self._processes.items()}


def _seconds(process: psutil.Process) -> float:
    times = process.cpu_times()
    return float(times.user + times.system)


def _machine() -> tuple[float, float]:
    """Return the busy and the total seconds of all processors since the machine started."""
    times = psutil.cpu_times()
    waiting = times.idle + getattr(times, "iowait", 0.0)
    # Guest time is counted in user time already.
    total = sum(times) - getattr(times, "guest", 0.0) - getattr(times, "guest_nice", 0.0)
    return total - waiting, total
