"""Death at every write, and everything that may be missing or altered afterwards: repaired or refused, never forked."""

import shutil
import sqlite3
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import pytest

from audit.log.deciding import Kept, Offer
from audit.log.index import Accepting, Index
from audit.log.keeper import Keeper
from audit.log.refusal import LogRefused
from audit.log.signing import Keyring, Signer
from audit.log.store import Folder, Store
from audit.verifier.notes import Checkpoint, Note
from audit.verifier.tiles import CHECKPOINT, entry_bundle, hash_tile
from domain.entry import Entry
from tests.audit.offers import offer, settled

ORIGIN = "balise.test/journal"
CASE = "initiative:ciusss-cn/tri"


NEVER = 1_000_000


class Died(BaseException):
    """The process is no more: nothing may catch it."""


class Deadly:
    """A store that dies at its n-th write, before it or once it is durable; it remembers every checkpoint."""

    def __init__(self, store: Store, dies_at: int, *, before: bool, signed: list[bytes]) -> None:
        self._store = store
        self._left = dies_at
        self._before = before
        self._signed = signed

    def read(self, path: str) -> bytes:
        return self._store.read(path)

    def has(self, path: str) -> bool:
        return self._store.has(path)

    def below(self, path: str) -> list[str]:
        return self._store.below(path)

    def write(self, files: Mapping[str, bytes]) -> None:
        self._act(self._store.write, files)

    def replace(self, files: Mapping[str, bytes]) -> None:
        self._act(self._store.replace, files)

    def _act(self, write: Callable[[Mapping[str, bytes]], None], files: Mapping[str, bytes]) -> None:
        for path, content in files.items():
            self._count(before=True)
            write({path: content})
            if path == CHECKPOINT:
                self._signed.append(content)
            self._count(before=False)

    def discard(self, path: str) -> None:
        self._count(before=True)
        self._store.discard(path)
        self._count(before=False)

    def _count(self, *, before: bool) -> None:
        if before == self._before:
            self._left -= 1
            if self._left == 0:
                raise Died


SHORT = ((1, 1), (2, 2), (3, 5), (2, 3))
"""Cases, and how many entries each has in the end; enough to fill the tile that `filled` leaves six short."""


def work(folder: Path, store: Store, told: dict[tuple[str, int], str]) -> None:
    """A little life; what was said to be kept is written in *told*."""
    with Keeper(folder, ORIGIN, store) as keeper:
        for number, last in SHORT:
            case_id = f"initiative:chum/{number}"
            (answer,) = keeper.accept([bare(case_id, last)])
            assert isinstance(answer, Kept)
            told |= {(case_id, each.sequence): each.digest for each in answer.entries}
            keeper.integrate()


def bare(case_id: str, last: int) -> Offer:
    return Offer(case_id=case_id, settled=tuple(settled(case_id, each) for each in range(1, last + 1)))


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a log of 250 entries, whose contents were destroyed."""
    folder = tmp_path_factory.mktemp("filled") / "journal"
    with Keeper(folder, ORIGIN) as keeper:
        keeper.accept([bare(CASE, 250)])
        keeper.integrate()
        keeper.store.discard("content")
    return folder


def roots(signed: list[bytes]) -> dict[int, bytes]:
    found: dict[int, bytes] = {}
    for raw in signed:
        checkpoint = Checkpoint.parse(Note.parse(raw).text)
        assert found.setdefault(checkpoint.size, checkpoint.root) == checkpoint.root, "two histories of one size"
    return found


@pytest.mark.parametrize("before", [True, False])
@pytest.mark.parametrize("from_nothing", [True, False])
def test_death_at_any_write_loses_nothing_and_forks_nothing(
    tmp_path: Path, filled: Path, *, before: bool, from_nothing: bool
) -> None:
    there = 0 if from_nothing else 250
    for moment in range(1, 100):
        folder = tmp_path / str(moment)
        if not from_nothing:
            shutil.copytree(filled, folder)
        told: dict[tuple[str, int], str] = {}
        signed: list[bytes] = []
        died = False
        try:
            work(folder, Deadly(Folder(folder / "log"), moment, before=before, signed=signed), told)
        except Died:
            died = True
            work(folder, Deadly(Folder(folder / "log"), NEVER, before=True, signed=signed), told)
        with Keeper(folder, ORIGIN) as keeper:
            assert keeper.integrate() == 0
            held = [Entry.model_validate_json(each) for each in keeper.tiles.entries(there)]
            assert {(each.case_id, each.sequence): each.digest for each in held} == told
            assert len(held) == len(told) == 9
            assert list(keeper.tiles.altered()) == []
            assert roots(signed)[there + 9] == keeper.tiles.root
        if not died:
            break
    assert 20 < moment < 99


@contextmanager
def dying_in_a_transaction(monkeypatch: pytest.MonkeyPatch, adds: int) -> Iterator[None]:
    real, left = Accepting.add, [adds]

    def add(self: Accepting, *given: object) -> object:
        left[0] -= 1
        if left[0] < 0:
            raise Died
        return real(self, *given)  # type: ignore[arg-type]

    with monkeypatch.context() as patched:
        patched.setattr(Accepting, "add", add)
        yield


def test_death_inside_a_transaction_keeps_nothing_of_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for adds in range(5):
        with Keeper(tmp_path, ORIGIN) as keeper:
            with dying_in_a_transaction(monkeypatch, adds), pytest.raises(Died):
                keeper.accept([offer(CASE, 1, 3), offer("initiative:chum/b", 1, 3)])
            assert keeper.index.accepted == 0
        with Keeper(tmp_path, ORIGIN) as keeper:
            assert keeper.integrate() == 0


def test_death_between_checkpoint_and_index_is_taken_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def dies(*_: object) -> None:
        raise Died

    with Keeper(tmp_path, ORIGIN) as keeper, monkeypatch.context() as patched:
        keeper.accept([offer(CASE, 1, 3)])
        patched.setattr(Index, "integrated", dies)
        with pytest.raises(Died):
            keeper.integrate()
    with Keeper(tmp_path, ORIGIN) as keeper:
        assert (keeper.publication.checkpoint.size, keeper.waiting, keeper.integrate()) == (3, 0, 0)
        keeper.accept([offer(CASE, 4)])
        assert keeper.integrate() == 1


@pytest.fixture
def written(tmp_path: Path, filled: Path) -> Path:
    """The folder of a log of 260 entries."""
    folder = tmp_path / "journal"
    shutil.copytree(filled, folder)
    with Keeper(folder, ORIGIN) as keeper:
        keeper.accept([bare("initiative:chum/a", 10)])
        keeper.integrate()
    return folder


def flipped(path: Path, place: int = -1) -> None:
    raw = bytearray(path.read_bytes())
    raw[place] ^= 1
    path.write_bytes(raw)


def refused(folder: Path, *, origin: str = ORIGIN) -> str:
    with pytest.raises(LogRefused) as refusal:
        Keeper(folder, origin)
    assert refusal.value.text.fr != refusal.value.text.en
    return refusal.value.text.en


def test_an_altered_checkpoint_is_refused(written: Path) -> None:
    original = (written / "log" / CHECKPOINT).read_bytes()
    for place in range(len(original)):
        flipped(written / "log" / CHECKPOINT, place)
        refused(written)
        (written / "log" / CHECKPOINT).write_bytes(original)
    Keeper(written, ORIGIN).close()


@pytest.mark.parametrize("path", [hash_tile(0, 1, 4), hash_tile(1, 0, 1), entry_bundle(1, 4)])
def test_an_altered_or_lost_right_edge_is_refused(written: Path, path: str) -> None:
    flipped(written / "log" / path)
    assert "260 entries" in refused(written)
    (written / "log" / path).unlink()
    assert "260 entries" in refused(written)


def test_an_older_checkpoint_is_refused_by_what_the_index_knows(tmp_path: Path) -> None:
    with Keeper(tmp_path, ORIGIN) as keeper:
        keeper.accept([offer(CASE, 1, 3)])
        keeper.integrate()
        older = keeper.store.read(CHECKPOINT)
        keeper.accept([offer(CASE, 4, 5)])
        keeper.integrate()
    (tmp_path / "log" / CHECKPOINT).write_bytes(older)
    assert "the log has 3" in refused(tmp_path)


def test_a_lost_checkpoint_is_refused(written: Path) -> None:
    (written / "log" / CHECKPOINT).unlink()
    assert "no checkpoint" in refused(written)
    for path in written.glob("index.sqlite*"):
        path.unlink()
    assert "no checkpoint" in refused(written)


def test_a_lost_log_is_refused(written: Path) -> None:
    shutil.rmtree(written / "log")
    assert "The index knows 260 entries" in refused(written)


def test_a_lost_or_spoiled_key_is_refused(written: Path) -> None:
    (key,) = (written / "private").glob("*.pem")
    raw = key.read_bytes()
    key.write_text("no key")
    assert "no Ed25519 private key" in refused(written)
    key.unlink()
    Signer.new(ORIGIN).write(key)
    assert "signed by none of the keys" in refused(written)
    key.write_bytes(raw)
    Keeper(written, ORIGIN).close()


def test_another_name_is_refused(written: Path) -> None:
    assert "signed by none" in refused(written, origin="balise.test/other")


def test_the_index_of_another_log_is_refused(written: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    with Keeper(other, ORIGIN) as keeper:
        keeper.accept([bare("initiative:chum/a", 2)])
        keeper.integrate()
    shutil.copyfile(other / "index.sqlite", written / "index.sqlite")
    assert "not of this log" in refused(written)


def test_an_index_from_a_backup_is_completed(written: Path) -> None:
    shutil.copytree(written, written.parent / "backup")
    with Keeper(written, ORIGIN) as keeper:
        keeper.accept([bare("initiative:chum/b", 9)])
        keeper.integrate()
    shutil.copyfile(written.parent / "backup" / "index.sqlite", written / "index.sqlite")
    with Keeper(written, ORIGIN) as keeper:
        assert (keeper.rebuilt, keeper.index.accepted) == (9, 269)
        held = keeper.index.held("initiative:chum/b", 9)
        assert held is not None
        assert held.place == 268


def test_entries_lost_with_the_index_are_refused(tmp_path: Path) -> None:
    with Keeper(tmp_path, ORIGIN) as keeper:
        keeper.accept([offer(CASE, 1, 3)])
    with sqlite3.connect(tmp_path / "index.sqlite") as base:
        base.execute("DELETE FROM pending WHERE place = 1")
    base.close()
    assert "those between are missing" in refused(tmp_path)


def test_keys_overlap_and_a_retired_one_still_verifies_what_it_signed(tmp_path: Path) -> None:
    with Keeper(tmp_path, ORIGIN) as keeper:
        keeper.accept([offer(CASE, 1)])
        keeper.integrate()
        ring = Keyring(tmp_path / "private", ORIGIN)
        (first,) = ring.signers
        second = ring.draw()
        keeper.integrate()
        both = Note.parse(keeper.store.read(CHECKPOINT))
        assert both.signers([first.verifier, second.verifier]).keys() == {first.verifier, second.verifier}
        ring.retire(first.verifier.id.hex())
        keeper.integrate()
        assert Note.parse(keeper.store.read(CHECKPOINT)).signers([first.verifier]) == {}
        assert keeper.store.read("keys").decode().splitlines() == [str(first.verifier), str(second.verifier)]
        with pytest.raises(KeyError):
            ring.retire(second.verifier.id.hex())
        keeper.accept([offer(CASE, 2)])
        keeper.integrate()
    with Keeper(tmp_path, ORIGIN) as keeper:
        assert keeper.publication.checkpoint.size == 2
    assert all(path.stat().st_mode & 0o077 == 0 for path in (tmp_path / "private").iterdir())
