"""A journal of the story's cases, lived once for all of these tests, and the OPA that is asked again."""

from pathlib import Path

import pytest

from audit.log.deciding import Kept, Offer
from audit.log.keeper import Keeper
from audit.verifier.tiles import bundle_path
from engines import artifacts
from settings import Settings
from tests.audit.proof.journals import ORIGIN, Journal, Lives, kept, lived

SOME = (
    "initiative:chum/besoins-fournitures",
    "initiative:chum/donnees-sommeil",
    "initiative:cisss-bsl/priorite-medecin-famille",
)


@pytest.fixture(scope="session")
async def lives(tmp_path_factory: pytest.TempPathFactory) -> Lives:
    """Return what the story comes to, told twice: it has more entries than one tile."""
    return await lived(tmp_path_factory.mktemp("journal"), "", "-deux")


@pytest.fixture(scope="session")
def journal(lives: Lives) -> Journal:
    """Return the journal of it, kept in memory."""
    return kept(*lives)


@pytest.fixture(scope="session")
def opa() -> Path:
    """Return the pinned OPA."""
    return artifacts.opa(Settings().cache, lambda _: None)


@pytest.fixture(scope="session")
def folder(lives: Lives, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of the same journal, as its keeper wrote it."""
    folder = tmp_path_factory.mktemp("kept")
    keep(folder, lives)
    return folder


@pytest.fixture(scope="session")
def short(lives: Lives, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of a journal of three cases."""
    folder = tmp_path_factory.mktemp("short")
    keep(folder, ([each for each in lives[0] if each[0] in SOME], lives[1]))
    return folder


def keep(folder: Path, lives: Lives) -> None:
    """Let the keeper write the journal of *lives* to *folder*."""
    settled, bundles = lives
    with Keeper(folder, ORIGIN) as keeper:
        answers = keeper.accept([Offer(case_id=case_id, settled=(one,)) for case_id, one in settled])
        assert all(isinstance(answer, Kept) for answer in answers)
        keeper.store.write({bundle_path(name.removeprefix("sha256:")): held for name, held in bundles.items()})
        while keeper.integrate():
            pass
