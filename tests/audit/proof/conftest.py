"""A journal of the story's cases, lived once for all of these tests, and the OPA that is asked again."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from engines import artifacts
from settings import Settings
from tests.audit.proof.journals import Journal, lived


@pytest.fixture(scope="session")
async def journal(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Journal]:
    """Return the journal of the story, told twice: it has more entries than one tile."""
    async with lived(tmp_path_factory.mktemp("journal"), "", "-deux") as made:
        yield made


@pytest.fixture(scope="session")
def opa() -> Path:
    """Return the pinned OPA."""
    return artifacts.opa(Settings().cache, lambda _: None)
