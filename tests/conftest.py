"""What tests stand on: real engines, started once per session in a folder of their own, and one worker."""

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck
from hypothesis import settings as properties

from domain.text import Text
from engines.enrolment import keep
from engines.stack import Addresses, Stack
from settings import Settings
from story.giving import Givers

# How fast examples are made and tried says how busy the machine is, not whether a property holds.
properties.register_profile("balise", deadline=None, suppress_health_check=[HealthCheck.too_slow])
properties.load_profile("balise")


@pytest.fixture(scope="session")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """Settings of this session: its own data folder, whatever runs on this machine."""
    return Settings(
        BALISE_DATA=tmp_path_factory.mktemp("balise"),
        BALISE_JOURNAL_DIR=None,
        temporal_address=None,
        kafka_bootstrap_servers=None,
        opa_url=None,
        journal_url=None,
    )


@pytest.fixture(scope="session")
def givers(settings: Settings) -> Givers:
    """Those who give opinions, enrolled before the engines start."""
    drawn = Givers.drawn()
    keep(settings.enrolled, drawn.table(datetime.now(UTC).date()))
    return drawn


@pytest.fixture(scope="session")
async def stack(settings: Settings, givers: Givers) -> AsyncIterator[Addresses]:
    """The embedded engines, stopped at the end of the session."""
    assert settings.enrolled.exists(), givers
    engines = Stack(settings, settings.data)
    try:
        yield await engines.up(_silent)
    finally:
        await engines.down()


@pytest.fixture(scope="session")
async def working(settings: Settings, stack: Addresses) -> AsyncIterator[Addresses]:
    """The engines with a worker on them, in this process."""
    from worker import run

    stop = asyncio.Event()
    work = asyncio.create_task(run(settings, stop=stop, at=stack))
    try:
        yield stack
    finally:
        stop.set()
        await work


@pytest.fixture
def shared_data() -> Path:
    """Public data that lies beside the checkout on some machines."""
    folder = Path(__file__).resolve().parents[2] / "shared" / "data"
    if not folder.is_dir():
        pytest.skip("the public inventory is not beside this checkout")
    return folder


def _silent(_: Text) -> None:
    return None
