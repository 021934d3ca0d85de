"""What is destroyed is said first, by a leaf under a signed checkpoint; nothing else is, and death changes nothing."""

import shutil
import sqlite3
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

import pytest

from audit.log.deciding import Disagrees, Kept
from audit.log.destroying import Order, give, orders_of
from audit.log.index import Index
from audit.log.keeper import Keeper
from audit.log.store import Folder, Store
from audit.ordering import NoSuchEntry, left, planned
from audit.sources import Folder as Log
from audit.verifier.destructions import MARK, Destruction, destroyed
from audit.verifier.notes import Checkpoint, Note
from audit.verifier.tiles import CHECKPOINT, content_path, history_path
from tests.audit.offers import offer
from tests.audit.test_crashes import Deadly, Died

ORIGIN = "balise.test/journal"
CASE = "initiative:ciusss-cn/tri"
OTHER = "initiative:chum/autre"
RULE, BY = "calendrier 02-301", "MANDAT-2031-014"
NEVER = 1_000_000


def lived(folder: Path) -> None:
    """A case of three entries and two archived runs, and another of two and one."""
    with Keeper(folder, ORIGIN) as keeper:
        keeper.accept([offer(CASE, 1, 3), offer(OTHER, 1, 2)])
        keeper.integrate()
        for case_id, run in ((CASE, "run-1"), (CASE, "run-2"), (OTHER, "run-1")):
            assert keeper.shelve(case_id, run, f"history of {case_id} {run}".encode()) == "kept"


@pytest.fixture(scope="module")
def living(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("living") / "journal"
    lived(folder)
    return folder


@pytest.fixture
def folder(living: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(living, tmp_path / "journal"))


def plan(folder: Path, *sequences: int, case_id: str = CASE) -> Order:
    return planned(Log(folder / "log"), case_id, sequences, rule=RULE, by=BY)


def work(folder: Path, store: Store | None = None) -> None:
    with Keeper(folder, ORIGIN, store) as keeper:
        keeper.destroy()
        while keeper.integrate():
            pass
        keeper.destroy()


def said(folder: Path) -> list[tuple[int, Destruction]]:
    with Keeper(folder, ORIGIN) as keeper:
        return said_by(keeper)


def said_by(keeper: Keeper) -> list[tuple[int, Destruction]]:
    leaves = list(keeper.tiles.entries())
    assert list(keeper.tiles.altered()) == []
    assert keeper.tiles.root == keeper.publication.checkpoint.root
    return [(at, Destruction.model_validate_json(leaf)) for at, leaf in enumerate(leaves) if MARK in leaf]


def files(folder: Path) -> dict[str, bytes]:
    log = folder / "log"
    places = [path for name in ("content", "histories") for path in (log / name).rglob("*") if path.is_file()]
    return {str(path.relative_to(log)): path.read_bytes() for path in places}


def paths(order: Order) -> set[str]:
    return {*map(content_path, order.contents), *(history_path(order.case_id, run) for run in order.histories)}


def test_what_is_named_is_destroyed_and_the_log_says_so(folder: Path) -> None:
    before, order = files(folder), plan(folder)
    assert (len(order.contents), order.histories) == (6, ("run-1", "run-2"))
    give(folder, order)
    work(folder)
    ((index, leaf),) = said(folder)
    assert (index, leaf.case_id, leaf.rule, leaf.by) == (5, CASE, RULE, BY)
    assert (leaf.contents, leaf.histories) == (order.contents, order.histories)
    assert abs((datetime.now(UTC) - leaf.at).total_seconds()) < 60
    after = files(folder)
    assert after.keys() == before.keys()
    assert {path for path in before if before[path] != after[path]} == paths(order)
    assert {after[path] for path in paths(order)} == {leaf.tombstone(index)}
    assert left(Log(folder / "log"), order) == 0
    assert list(orders_of(folder).iterdir()) == []


def test_one_entry_goes_alone_with_the_histories_that_repeat_it(folder: Path) -> None:
    order = plan(folder, 2)
    assert (len(order.contents), len(order.histories)) == (2, 2)
    give(folder, order)
    before = files(folder)
    work(folder)
    after = files(folder)
    assert {path for path in before if before[path] != after[path]} == paths(order)
    with pytest.raises(NoSuchEntry):
        plan(folder, 4)


def test_nothing_of_the_words_is_left_anywhere_in_the_folder(tmp_path: Path) -> None:
    folder, words = tmp_path / "journal", "problème 2".encode()

    def holding() -> list[str]:
        return [path.name for path in folder.rglob("*") if path.is_file() and words in path.read_bytes()]

    with Keeper(folder, ORIGIN) as keeper:
        keeper.accept([offer(CASE, 1, 3), offer(OTHER, 1, 2)])
        keeper.integrate()
        assert {"index.sqlite-wal"} < set(holding())
        for case_id in (CASE, OTHER):
            give(folder, plan(folder, case_id=case_id))
        while keeper.destroy() + keeper.integrate():
            pass
        assert len(said_by(keeper)) == 2
        assert holding() == []
    assert holding() == []


def test_what_is_ordered_again_is_said_once(folder: Path) -> None:
    order = plan(folder)
    for _ in range(2):
        give(folder, order)
        work(folder)
    give(folder, order)
    give(folder, order)
    work(folder)
    assert len(said(folder)) == 1
    assert plan(folder).contents == plan(folder).histories == ()


def test_what_was_put_back_is_destroyed_again_and_said_again(folder: Path) -> None:
    order, before = plan(folder), files(folder)
    give(folder, order)
    work(folder)
    (folder / "log" / content_path(order.contents[0])).write_bytes(before[content_path(order.contents[0])])
    again = plan(folder)
    assert again.contents == order.contents[:1]
    give(folder, again)
    work(folder)
    assert [each.contents for _, each in said(folder)] == [order.contents, order.contents[:1]]
    assert left(Log(folder / "log"), order) == 0


@pytest.mark.parametrize("changed", ["contents", "case", "histories", "by", "rule", "json"])
def test_an_order_that_is_wrong_destroys_nothing_and_is_put_aside(folder: Path, changed: str) -> None:
    order, before = plan(folder), files(folder)
    other = plan(folder, case_id=OTHER)
    changes: dict[str, dict[str, object]] = {
        "contents": {"contents": (*order.contents, other.contents[0])},
        "case": {"case_id": "initiative:chum/inconnu", "contents": ()},
        "histories": {"histories": ("../autre/run-1",)},
        "by": {"by": "Jeanne Tremblay"},
        "rule": {"rule": "  "},
        "json": {},
    }
    path = give(folder, order.model_copy(update=changes[changed]))
    if changed == "json":
        path.write_bytes(b"{")
    work(folder)
    assert said(folder) == []
    assert files(folder) == before
    assert [each.name for each in orders_of(folder).iterdir()] == [path.with_suffix(".refused").name]


def test_a_history_that_comes_later_is_not_kept(folder: Path) -> None:
    give(folder, plan(folder, 1))
    work(folder)
    with Keeper(folder, ORIGIN) as keeper:
        assert keeper.shelve(CASE, "run-3", b"history") == "destroyed"
        assert keeper.shelve(OTHER, "run-3", b"history") == "kept"


def test_a_destroyed_settlement_cannot_be_compared_and_the_case_goes_on(folder: Path) -> None:
    give(folder, plan(folder))
    work(folder)
    with Keeper(folder, ORIGIN) as keeper:
        (again, next_) = (keeper.accept([offer(CASE, number)])[0] for number in (2, 4))
        assert again == Disagrees(2)
        assert isinstance(next_, Kept)


def test_a_lost_index_is_made_again_and_knows_what_was_destroyed(folder: Path) -> None:
    order = plan(folder)
    give(folder, order)
    work(folder)
    after = files(folder)
    Keeper(folder, ORIGIN).close()  # the destruction is the last leaf
    for path in folder.glob("index.sqlite*"):
        path.unlink()
    with Keeper(folder, ORIGIN) as keeper:
        assert keeper.rebuilt == 6
        assert keeper.shelve(CASE, "run-3", b"history") == "destroyed"
        assert keeper.destroy() == 1
        assert keeper.destroy() == 0
    assert files(folder) == after


def test_many_things_take_several_leaves(tmp_path: Path) -> None:
    with Keeper(tmp_path, ORIGIN) as keeper:
        keeper.accept([offer(CASE, 1, 400)])
        keeper.integrate()
    give(tmp_path, plan(tmp_path))
    work(tmp_path)
    assert [(at, len(each.contents)) for at, each in said(tmp_path)] == [(400, 600), (401, 200)]
    assert all(destroyed(raw) for raw in files(tmp_path).values())


@pytest.mark.parametrize("before", [True, False])
def test_death_at_any_write_leaves_nothing_destroyed_unsaid_and_is_finished(
    living: Path, tmp_path: Path, *, before: bool
) -> None:
    for moment in range(1, 100):
        folder = Path(shutil.copytree(living, tmp_path / str(moment)))
        order = plan(folder)
        give(folder, order)
        signed: list[bytes] = []
        died = False
        try:
            work(folder, Deadly(Folder(folder / "log"), moment, before=before, signed=signed))
        except Died:
            died = True
            gone = [raw for raw in files(folder).values() if destroyed(raw)]
            checkpoint = Checkpoint.parse(Note.parse((folder / "log" / CHECKPOINT).read_bytes()).text)
            assert not gone or checkpoint.size == 6, "destroyed before it was said"
            work(folder)
        assert [each.contents for _, each in said(folder)] == [order.contents]
        assert left(Log(folder / "log"), order) == 0
        assert sum(destroyed(raw) is not None for raw in files(folder).values()) == 8
        if not died:
            break
    assert 10 < moment < 99


def test_death_between_the_steps_says_it_once(folder: Path) -> None:
    order = plan(folder)
    give(folder, order)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(Path, "unlink", _dies)
        with pytest.raises(Died):
            work(folder)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(Index, "carried_out", _dies)
        with pytest.raises(Died):
            work(folder)
    work(folder)
    assert len(said(folder)) == 1
    assert left(Log(folder / "log"), order) == 0


def _dies(*_: object) -> None:
    raise Died


def test_an_index_of_before_learns_of_destructions(living: Path, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(living, tmp_path / "journal"))
    with sqlite3.connect(folder / "index.sqlite") as base:
        base.executescript("DROP TABLE destructions; PRAGMA user_version = 1;")
    base.close()
    give(folder, plan(folder))
    work(folder)
    assert len(said(folder)) == 1


def test_the_form_of_a_leaf_and_of_what_stands_in_place_is_fixed() -> None:
    leaf = Destruction(
        case_id=CASE,
        contents=("sha256:" + "0" * 64,),
        histories=("run-1",),
        rule=RULE,
        by=BY,
        at=datetime(2031, 4, 2, 23, 30, tzinfo=UTC),
    )
    assert leaf.written == (
        b'{"at":"2031-04-02T23:30:00Z","by":"MANDAT-2031-014","case_id":"initiative:ciusss-cn/tri","contents":["sha256:'
        + b"0" * 64
        + b'"],"histories":["run-1"],"kind":"destruction","rule":"calendrier 02-301","version":1}'
    )
    assert leaf.tombstone(7) == b'{"destroyed":{"entry":7,"on":"2031-04-02","rule":"calendrier 02-301"}}'
    assert destroyed(leaf.tombstone(7)) == {"entry": 7, "on": "2031-04-02", "rule": RULE}
    stored: Mapping[bytes, object] = {b'{"salt":"","value":{"destroyed":{}}}': None, b"\x1f\x8b": None, b"": None}
    assert {raw: destroyed(raw) for raw in stored} == stored
