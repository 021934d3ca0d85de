"""The journal as the process it is, for tests to speak to and to kill."""

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import aiohttp

from engines import process
from engines.ports import free
from settings import ROOT

ORIGIN = "balise.test/journal"


@dataclass
class Journal:
    """A journal that runs."""

    http: aiohttp.ClientSession
    url: str
    child: process.Child
    log: Path

    async def offer(self, body: bytes | str) -> tuple[int, Any]:
        async with self.http.post(f"{self.url}/settlements", data=body) as answer:
            return answer.status, await answer.json()

    async def get(self, path: str) -> bytes:
        async with self.http.get(f"{self.url}/{path}") as answer:
            if answer.status == 404:
                raise FileNotFoundError(path)
            assert answer.status == 200, path
            return await answer.read()

    async def status(self) -> dict[str, Any]:
        async with self.http.get(f"{self.url}/status") as answer:
            found: dict[str, Any] = await answer.json()
            return found

    async def integrated(self) -> dict[str, Any]:
        while True:
            found = await self.status()
            if found["size"] == found["accepted"]:
                return found
            await asyncio.sleep(0.05)

    async def end(self, number: signal.Signals) -> None:
        os.kill(self.child.pid, number)
        while process.alive(self.child):
            await asyncio.sleep(0.01)


@asynccontextmanager
async def journal(folder: Path, *more: str) -> AsyncIterator[Journal]:
    """Start the journal of *folder*, and end it when it has not been."""
    port = free(["journal"], {})["journal"]
    command = [
        sys.executable,
        "-m",
        "audit.log",
        "--folder",
        str(folder),
        "--origin",
        ORIGIN,
        "--port",
        str(port),
        *more,
    ]
    log = folder.parent / f"{folder.name}.log"
    child = process.start(command, log, {"PYTHONPATH": str(ROOT)})
    async with aiohttp.ClientSession() as http:
        running = Journal(http, f"http://127.0.0.1:{port}", child, log)
        try:
            await _ready(running)
            yield running
        finally:
            await asyncio.to_thread(process.stop, child)


async def _ready(running: Journal) -> None:
    while True:
        try:
            await running.status()
        except aiohttp.ClientConnectionError:
            assert process.alive(running.child), running.log.read_text()
            await asyncio.sleep(0.05)
        else:
            return
