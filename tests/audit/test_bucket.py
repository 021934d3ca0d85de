"""A log in a bucket is the log of a folder: durable, proven from where it is, and never of two writers."""

import asyncio
import itertools
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import obstore
import orjson
import pytest
from obstore.exceptions import GenericError

from audit.bucket import Bucket
from audit.log.deciding import Kept
from audit.log.destroying import give
from audit.log.keeper import Keeper
from audit.log.refusal import LogRefused
from audit.ordering import left, planned
from audit.sources import Stored, Unreachable, source
from audit.verifier.checkpoint import Trust
from audit.verifier.destructions import destroyed
from audit.verifier.log import look
from audit.verifier.report import Report
from audit.verifier.tiles import CHECKPOINT, content_path, entry_bundle, hash_tile
from tests.audit.buckets import s3, said
from tests.audit.offers import offer
from tests.audit.serving import journal
from tests.audit.test_command import typed
from tests.audit.test_crashes import Deadly, Died

ORIGIN = "balise.test/journal"
CASE, OTHER = "initiative:chum/a", "initiative:chum/b"
NEVER = 1_000_000
numbers = itertools.count()


@pytest.fixture(scope="module")
def environment(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    with s3(tmp_path_factory.mktemp("s3")) as found, said(found):
        yield found


@pytest.fixture
def url(environment: dict[str, str]) -> str:
    assert environment
    return f"s3://journal/log-{next(numbers)}"


def lived(folder: Path, url: str, *, upto: int = 300) -> None:
    with Keeper(folder, ORIGIN, Bucket(url)) as keeper:
        for first in range(1, upto, 150):
            keeper.accept([offer(CASE, first, first + 149)])
            while keeper.integrate():
                pass
        assert keeper.shelve(CASE, "run-1", b"history") == "kept"


def looked(url: str) -> Report:
    report = Report()
    assert look(Stored(url), Trust(), report) is not None
    return report


def test_a_log_in_a_bucket_is_proven_from_there_and_taken_up_again(tmp_path: Path, url: str) -> None:
    lived(tmp_path, url)
    assert not (tmp_path / "log").exists()
    report = looked(url)
    assert [each.code for each in report.findings] == ["key_not_given"]
    assert (report.proven["leaves"], report.proven["roots"]) == (300, 1)
    assert Stored(url).below(f"histories/{CASE}") == [f"histories/{CASE}/run-1.json.gz"]
    bucket = Bucket(url)
    assert bucket.has(entry_bundle(0))
    assert not bucket.has(f"{hash_tile(0, 0)}.p"), "what a full tile stands for is gone"
    for path in tmp_path.glob("index.sqlite*"):
        path.unlink()
    with Keeper(tmp_path, ORIGIN, bucket) as keeper:
        assert keeper.rebuilt == 300
        assert isinstance(keeper.accept([offer(CASE, 301)])[0], Kept)
        assert keeper.integrate() == 1
    assert looked(url).proven["leaves"] == 301


def test_two_keepers_do_not_both_go_on(tmp_path: Path, url: str) -> None:
    one, other = tmp_path / "one", tmp_path / "other"
    lived(one, url, upto=10)
    shutil.copytree(one, other)
    with Keeper(one, ORIGIN, Bucket(url)) as first, Keeper(other, ORIGIN, Bucket(url)) as second:
        first.accept([offer(CASE, 151)])
        second.accept([offer(OTHER, 1, 2)])
        first.integrate()
        signed = first.store.read(CHECKPOINT)
        assert second.store.read(CHECKPOINT) == signed, "as it is served: that is no leave to write over it"
        with pytest.raises(LogRefused) as refused:
            second.integrate()
        assert "d'ailleurs" in refused.value.text.fr
        first.accept([offer(CASE, 152)])
        assert first.integrate() == 1
    assert Stored(url)(CHECKPOINT) != signed
    assert looked(url).proven["leaves"] == 152
    assert [each.code for each in looked(url).findings] == ["key_not_given"]
    with pytest.raises(LogRefused) as refused:  # its index holds another entry than the log
        Keeper(other, ORIGIN, Bucket(url))
    assert "not of this log" in refused.value.text.en


def test_two_checkpoints_at_once_are_one(url: str) -> None:
    one, other = Bucket(url), Bucket(url)
    one.replace({CHECKPOINT: b"first"})
    with pytest.raises(LogRefused):
        other.replace({CHECKPOINT: b"founded twice"})
    assert other.read(CHECKPOINT) == b"first"
    other.replace({CHECKPOINT: b"second"})
    assert one.read(CHECKPOINT) == b"second"
    with pytest.raises(LogRefused):
        one.replace({CHECKPOINT: b"second, otherwise"})
    with pytest.raises(LogRefused):
        one.replace({CHECKPOINT: b"again"})
    one.replace({CHECKPOINT: b"second"})  # an answer that was lost, and asked for again
    assert one.read(CHECKPOINT) == b"second"


def test_an_answer_that_is_lost_is_not_another_writer(
    tmp_path: Path, url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    lived(tmp_path, url, upto=10)
    real, lost = obstore.put, [True]

    def put(store: Any, path: str, content: bytes, **how: Any) -> Any:
        put = real(store, path, content, **how)
        if path == CHECKPOINT and lost.pop():
            raise GenericError
        return put

    with Keeper(tmp_path, ORIGIN, Bucket(url)) as keeper:
        keeper.accept([offer(CASE, 151)])
        monkeypatch.setattr(obstore, "put", put)
        with pytest.raises(OSError, match="GenericError"):
            keeper.integrate()
        monkeypatch.setattr(obstore, "put", real)
        keeper.accept([offer(CASE, 152)])  # more has come meanwhile
        assert keeper.integrate() == 2
    assert looked(url).proven["leaves"] == 152


def test_what_was_published_is_not_written_otherwise(url: str) -> None:
    bucket = Bucket(url)
    bucket.write({"tile/0/000": b"one", "tile/0/001": b"two"})
    bucket.write({"tile/0/000": b"one"})
    with pytest.raises(LogRefused):
        bucket.write({"tile/0/002": b"three", "tile/0/001": b"otherwise"})
    assert bucket.read("tile/0/001") == b"two"
    bucket.replace({"tile/0/001": b"destroyed"})
    assert bucket.read("tile/0/001") == b"destroyed"
    assert bucket.below("tile/0") == ["000", "001", "002"]
    bucket.discard("tile")
    assert not bucket.has("tile")
    for path in ("../other/checkpoint", "tile//0", "", "tile/0/000"):
        with pytest.raises(FileNotFoundError):
            bucket.read(path)


def test_what_is_destroyed_in_a_bucket_is_said_there(tmp_path: Path, url: str) -> None:
    lived(tmp_path, url, upto=10)
    order = planned(Stored(url), CASE, (2, 3), rule="02-301", by="MANDAT-1")
    give(tmp_path, order)
    with Keeper(tmp_path, ORIGIN, Bucket(url)) as keeper:
        while keeper.destroy() + keeper.integrate():
            pass
    assert left(Stored(url), order) == 0
    assert all(destroyed(Stored(url)(content_path(each))) for each in order.contents)
    assert looked(url).proven["leaves"] == 151


@pytest.mark.parametrize("before", [True, False])
def test_death_at_any_write_to_a_bucket_is_taken_up(tmp_path: Path, url: str, *, before: bool) -> None:
    for moment in itertools.count(1, 2):
        folder, place = tmp_path / str(moment), f"{url}/{moment}"
        signed: list[bytes] = []
        died = False
        try:
            with Keeper(folder, ORIGIN, Deadly(Bucket(place), moment, before=before, signed=signed)) as keeper:
                for number in (1, 2):
                    keeper.accept([offer(CASE, number)])
                    keeper.integrate()
        except Died:
            died = True
        with Keeper(folder, ORIGIN, Bucket(place)) as keeper:
            keeper.accept([offer(CASE, keeper.index.accepted + 1)])
            while keeper.integrate():
                pass
            assert list(keeper.tiles.altered()) == []
            size = keeper.publication.checkpoint.size
        assert looked(place).proven["leaves"] == size > 0
        if not died:
            break
    assert moment > 10


async def test_the_journal_that_finds_another_writer_ends_and_says_why(tmp_path: Path, url: str) -> None:
    lived(tmp_path / "journal", url, upto=10)
    shutil.copytree(tmp_path / "journal", tmp_path / "other")
    async with journal(tmp_path / "journal", "--store", url) as running:
        with Keeper(tmp_path / "other", ORIGIN, Bucket(url)) as other:
            other.accept([offer(OTHER, 1)])
            other.integrate()
        assert (await running.offer(offer(CASE, 151).model_dump_json()))[0] == 200
        while running.child.pid and "from elsewhere" not in running.log.read_text():
            await asyncio.sleep(0.1)
    assert looked(url).proven["leaves"] == 151


async def test_the_commands_find_a_log_in_its_bucket(tmp_path: Path, url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BALISE_JOURNAL_STORE", url)
    async with journal(tmp_path / "journal", "--store", url) as running:
        await running.offer(offer(CASE, 1, 3).model_dump_json())
        await running.integrated()
        order = "--rule 02-301 --by MANDAT-1 --sequence 2 --yes"
        code, out, err = await asyncio.to_thread(typed, tmp_path, f"--json journal destroy {CASE} {order}")
        assert (code, err.count("02-301")) == (0, 1), err
        assert orjson.loads(out)["entries"] == [3]
        assert (await running.integrated())["size"] == 4
    code, out, err = typed(tmp_path, f"--json audit verify {url} --processes 2")
    told = orjson.loads(out)
    assert (told["log"]["size"], told["proven"]["leaves"], told["proven"]["roots"]) == (4, 4, 1)
    assert told["proven"]["destructions"] == 1
    (first,) = orjson.loads(typed(tmp_path, "--json journal key list")[1])
    assert typed(tmp_path, f"journal key retire {first['id']}")[0] == 1


def test_a_bucket_that_does_not_answer_is_no_answer(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AWS_ENDPOINT", "http://127.0.0.1:1")
    bucket = Bucket(url)
    for act in (lambda: bucket.read("keys"), lambda: bucket.write({"keys": b""}), lambda: bucket.has("keys")):
        with pytest.raises(OSError, match="keys"):
            act()
    found = source(f"{url}/down")
    assert found is not None
    with pytest.raises(Unreachable):
        found("keys")
