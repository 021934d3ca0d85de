"""A journal of its own, started on a folder and offered settlements over HTTP, as many at once as workers would."""

import asyncio
import sys
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any, Final

import aiohttp
import psutil

from engines import process
from engines.ports import LOOPBACK, free
from settings import ROOT

AT_ONCE: Final = 64
"""Offers under way at once."""

Offers = Sequence[bytes]


class Journal:
    """The journal's own process, and a client of it in this one."""

    def __init__(self, http: aiohttp.ClientSession, url: str, pid: int) -> None:
        self._http = http
        self._url = url
        self._process = psutil.Process(pid)

    async def offer(self, body: bytes) -> None:
        """Return once what *body* offers is durable."""
        async with self._http.post(f"{self._url}/settlements", data=body) as answer:
            if answer.status != 200:
                raise RuntimeError(f"HTTP {answer.status}: {await answer.text()}")
            await answer.read()

    async def status(self) -> dict[str, Any]:
        """Return how far it is."""
        async with self._http.get(f"{self._url}/status") as answer:
            found: dict[str, Any] = await answer.json()
            return found

    async def signed(self) -> None:
        """Return once all that was accepted is under a checkpoint."""
        while (status := await self.status())["size"] < status["accepted"]:  # noqa: ASYNC110  in another process
            await asyncio.sleep(0.02)

    async def take(self, load: Offers) -> None:
        """Offer *load*, so many at once."""
        left = iter(load)

        async def one() -> None:
            for body in left:
                await self.offer(body)

        await asyncio.gather(*(one() for _ in range(AT_ONCE)))

    async def paced(self, load: Offers, per_second: float) -> list[float]:
        """Offer *load* evenly; return the milliseconds each took to be durable since it was due."""
        began = time.perf_counter()

        async def one(number: int, body: bytes) -> float:
            due = began + number / per_second
            await asyncio.sleep(max(0.0, due - time.perf_counter()))
            await self.offer(body)
            return 1000 * (time.perf_counter() - due)

        return await asyncio.gather(*(one(number, body) for number, body in enumerate(load)))

    @property
    def cpu(self) -> float:
        """Seconds of processor time so far."""
        times = self._process.cpu_times()
        return times.user + times.system

    @property
    def rss_mb(self) -> float:
        """Resident memory."""
        return float(self._process.memory_info().rss) / 1e6


@asynccontextmanager
async def started(folder: Path) -> AsyncIterator[Journal]:
    """Start the journal on *folder*."""
    port = free(["journal"], {})["journal"]
    child = process.start(
        [sys.executable, "-m", "audit.log", "--folder", str(folder), "--origin", "bench", "--port", str(port)],
        folder.parent / "journal.log",
        {"PYTHONPATH": str(ROOT)},
    )
    connector = aiohttp.TCPConnector(limit=0)
    try:
        async with aiohttp.ClientSession(connector=connector, timeout=aiohttp.ClientTimeout(total=120)) as http:
            running = Journal(http, f"http://{LOOPBACK}:{port}", child.pid)
            while True:
                try:
                    await running.status()
                    break
                except aiohttp.ClientConnectionError:
                    if not process.alive(child):
                        raise
                    await asyncio.sleep(0.05)
            yield running
    finally:
        await asyncio.to_thread(process.stop, child, 60.0)
