from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from domain.text import Text
from engines import Progress, process
from engines.process import Child
from engines.stack import Stack
from settings import Settings


@pytest.fixture(scope="module")
def own_settings() -> Settings:
    """Settings of the embedded engines only, whatever the environment points at."""
    names = ("temporal_address", "kafka_bootstrap_servers", "opa_url", "journal_url", "journal_dir")
    return Settings().model_copy(update=dict.fromkeys(names))


@pytest.fixture(scope="session")
def quietly() -> Progress:
    """Takes progress without showing it, when it is a sentence in both languages."""

    def check(text: Text) -> None:
        assert text.fr
        assert text.en

    return check


@pytest.fixture(scope="module")
async def own_stack(
    own_settings: Settings, quietly: Progress, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[Stack]:
    """A stack that these tests may break, in a folder of its own."""
    stack = Stack(own_settings, tmp_path_factory.mktemp("stack"))
    await stack.up(quietly)
    yield stack
    await stack.down()


@pytest.fixture
def sleeper(tmp_path: Path) -> Iterator[Child]:
    """A process that does nothing for a minute."""
    child = process.start(["/bin/sleep", "60"], tmp_path / "sleeper.log")
    yield child
    process.stop(child)
