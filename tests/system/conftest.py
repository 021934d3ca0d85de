"""Engines and workers of the system tests: those of the session, and a stack that may be broken."""

import json
from collections.abc import AsyncIterator
from typing import Any

import pytest
from temporalio.client import Client

from engines.stack import Addresses, Stack
from events.connection import connection
from settings import Settings
from tests.system.outside import Command, Fragile, Line, WorkerProcess, command, environment, line, silent
from worker import temporal_client


@pytest.fixture(scope="session")
def kafka(settings: Settings, working: Addresses) -> dict[str, Any]:
    """How to reach the session's Kafka, where a worker is at work."""
    return connection(settings, working.kafka)


@pytest.fixture(scope="session")
async def client(settings: Settings, working: Addresses) -> Client:
    """A client of the session's Temporal."""
    return await temporal_client(settings, working.temporal)


@pytest.fixture
async def phone(kafka: dict[str, Any]) -> AsyncIterator[Line]:
    """A line to the session's Kafka."""
    async with line(kafka) as opened:
        yield opened


@pytest.fixture(scope="session")
def balise(working: Addresses) -> Command:
    """The command on the session's engines."""
    known = environment(working)

    async def run(*arguments: str, shown: bool = False, code: int = 0) -> Any:
        done = await command(known, *arguments, *([] if shown else ["--json"]))
        assert done.returncode == code, done.stderr
        return done.stdout if shown or code else json.loads(done.stdout)

    return run


@pytest.fixture(scope="session")
async def breakable(settings: Settings, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Fragile]:
    """A stack in a folder of its own, so that the session's is untouched."""
    folder = tmp_path_factory.mktemp("breakable")
    stack = Stack(settings, folder)
    try:
        at = await stack.up(silent)
        worker = WorkerProcess(at, folder / "worker.log")
        yield Fragile(stack, at, connection(settings, at.kafka), worker, await temporal_client(settings, at.temporal))
        if worker.running:
            worker.stop()
    finally:
        await stack.down()


@pytest.fixture
async def fragile(breakable: Fragile) -> Fragile:
    """The engines that may be broken, whole again, with a worker at work."""
    assert await breakable.stack.up(silent) == breakable.at
    if not breakable.worker.running:
        await breakable.worker.start()
    return breakable
