"""What tests stand on: real engines, started once per session in a folder of their own, and one worker."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck
from hypothesis import settings as properties

from domain.text import Text
from engines.enrolment import keep
from engines.stack import Addresses, Stack
from settings import Settings
from story.giving import Givers
from tests.system.outside import WorkerProcess
from tests.together import Together, place

# How fast examples are made and tried says how busy the machine is, not whether a property holds.
properties.register_profile("balise", deadline=None, suppress_health_check=[HealthCheck.too_slow])
properties.load_profile("balise")


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put groups in the order in which they begin."""
    items.sort(key=lambda item: place(item.nodeid)[0])


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Together:
    """Keep groups together when several run at once."""
    return Together(config, log)


@pytest.fixture(scope="session")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """Settings of this session: its own data folder, whatever runs on this machine."""
    return Settings(
        BALISE_DATA=tmp_path_factory.mktemp("balise"),
        BALISE_JOURNAL_DIR=None,
        BALISE_JOURNAL_STORE=None,
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
    """The engines with a worker on them: a process of its own, as in production."""
    worker = WorkerProcess(stack, settings.data / "worker.log")
    await worker.start()
    try:
        yield stack
    finally:
        worker.stop()


@pytest.fixture
def shared_data() -> Path:
    """Public data that lies beside the checkout on some machines."""
    folder = Path(__file__).resolve().parents[2] / "shared" / "data"
    if not folder.is_dir():
        pytest.skip("the public inventory is not beside this checkout")
    return folder


def _silent(_: Text) -> None:
    return None
