"""What a journal promises: one entry per settlement, in order, chained, under a root, and nothing else ever."""

import random
from collections.abc import Iterator
from pathlib import Path

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from audit.log.deciding import Disagrees, Gap, Kept, Malformed, Offer, Otherwise
from audit.log.forming import formed
from audit.log.keeper import Keeper
from audit.log.refusal import LogRefused
from audit.log.tree import Tree
from audit.verifier import merkle
from audit.verifier.notes import Checkpoint, Note, VerifierKey
from audit.verifier.tiles import CHECKPOINT, KEYS, WIDTH, Tiles, content_path
from domain.canonical import digest_of, dumps
from domain.entry import Entry
from domain.message import Message
from domain.verdict import Outcome, Verdict
from tests.audit.offers import offer, settled, verdict

ORIGIN = "balise.test/journal"
CASE = "initiative:ciusss-cn/tri"


@pytest.fixture
def keeper(tmp_path: Path) -> Iterator[Keeper]:
    with Keeper(tmp_path, ORIGIN) as opened:
        yield opened


def entries(keeper: Keeper) -> list[Entry]:
    while keeper.integrate():
        pass
    return [Entry.model_validate_json(each) for each in keeper.tiles.entries()]


def one(keeper: Keeper, given: Offer) -> object:
    return keeper.accept([given])[0]


def test_entries_are_chained_case_by_case_and_under_a_signed_root(keeper: Keeper) -> None:
    kept = one(keeper, offer(CASE, 1, 3))
    other = one(keeper, offer("initiative:chum/b", 1))
    assert isinstance(kept, Kept)
    assert isinstance(other, Kept)
    held = entries(keeper)
    assert [each.place for each in [*kept.entries, *other.entries]] == [0, 1, 2, 3]
    assert [each.digest for each in held] == [each.digest for each in [*kept.entries, *other.entries]]
    assert [each.previous for each in held] == [None, held[0].digest, held[1].digest, None]
    note = Note.parse(keeper.store.read(CHECKPOINT))
    checkpoint = Checkpoint.parse(note.text)
    keys = [VerifierKey.parse(line) for line in keeper.store.read(KEYS).decode().splitlines()]
    assert list(note.signers(keys)) == keys
    assert (checkpoint.origin, checkpoint.size, checkpoint.root) == (ORIGIN, 4, keeper.tiles.root)
    assert list(keeper.tiles.altered()) == []


@given(st.text(), st.text(max_size=40), st.none() | st.text(max_size=40), st.none() | st.text(max_size=40))
def test_what_is_written_is_canonical(words: str, name: str, said: str | None, contract: str | None) -> None:
    judged = verdict(1).model_copy(update={"decision_id": name, "path": words})
    offered = settled(CASE, 1, judged=judged, problem=words).model_copy(
        update={"told": said, "engine": name, "contract": contract}
    )
    made = formed(CASE, offered, said)
    entry = Entry.model_validate_json(made.leaf)
    assert entry.written == made.leaf
    assert entry.digest == made.digest
    assert (entry.contract, b'"contract":' in made.leaf) == (contract, contract is not None)
    for digest, raw in made.contents.items():
        assert digest == digest_of(raw)
        assert dumps(orjson.loads(raw)) == raw


def test_contents_make_the_message_and_the_verdict_again(keeper: Keeper) -> None:
    given = offer(CASE, 1)
    one(keeper, given)
    (entry,) = entries(keeper)
    said = keeper.store.read(content_path(entry.message.content))
    assert digest_of(said) == entry.message.content
    header = entry.message.model_dump(exclude={"content"})
    assert Message(**header, subject=entry.case_id, data=orjson.loads(said)["value"]) == given.settled[0].message
    assert entry.verdict is not None
    judged = keeper.store.read(content_path(entry.verdict.content))
    assert Verdict.model_validate(orjson.loads(judged)["value"]) == given.settled[0].verdict
    salts = {orjson.loads(each)["salt"] for each in (said, judged)}
    assert len(salts) == 2
    assert all(len(each) == 32 for each in salts)


@pytest.mark.parametrize("integrated", [False, True])
def test_what_is_offered_again_is_appended_once(keeper: Keeper, *, integrated: bool) -> None:
    first = one(keeper, offer(CASE, 1, 2))
    if integrated:
        keeper.integrate()
    again = one(keeper, offer(CASE, 1, 2))
    longer = one(keeper, offer(CASE, 2, 3))
    assert first == again
    assert isinstance(again, Kept)
    assert isinstance(longer, Kept)
    assert longer.entries[0] == again.entries[1]
    assert [each.sequence for each in entries(keeper)] == [1, 2, 3]


def test_what_is_offered_twice_at_once_is_appended_once(keeper: Keeper) -> None:
    first, second = keeper.accept([offer(CASE, 1, 2), offer(CASE, 1, 3)])
    assert isinstance(first, Kept)
    assert isinstance(second, Kept)
    assert list(first.entries) == list(second.entries)[:2]
    assert len(entries(keeper)) == 3


def test_a_gap_is_refused_whole(keeper: Keeper) -> None:
    assert one(keeper, offer(CASE, 2, 3)) == Gap(1)
    one(keeper, offer(CASE, 1))
    assert one(keeper, offer(CASE, 3, 5)) == Gap(2)
    assert len(entries(keeper)) == 1


@pytest.mark.parametrize("integrated", [False, True])
def test_another_message_at_a_held_sequence_is_refused(keeper: Keeper, *, integrated: bool) -> None:
    one(keeper, offer(CASE, 1, 2))
    if integrated:
        keeper.integrate()
    other = settled(CASE, 2, judged=verdict(2), problem="un autre")
    assert one(keeper, Offer(case_id=CASE, settled=(other, settled(CASE, 3)))) == Disagrees(2)
    renamed = other.message.model_copy(update={"id": "x", "data": settled(CASE, 2).message.data})
    again = Offer(case_id=CASE, settled=(other.model_copy(update={"message": renamed}),))
    assert one(keeper, again) == Disagrees(2)
    assert len(entries(keeper)) == 2


@pytest.mark.parametrize("integrated", [False, True])
def test_the_same_messages_settled_otherwise_are_told_what_was_held(keeper: Keeper, *, integrated: bool) -> None:
    given = Offer(case_id=CASE, settled=(settled(CASE, 1, judged=verdict(1)), settled(CASE, 2)))
    one(keeper, given)
    if integrated:
        keeper.integrate()
    changed = settled(CASE, 1, judged=verdict(7, Outcome.ALLOW))
    retried = Offer(case_id=CASE, settled=(changed, settled(CASE, 2), settled(CASE, 3)))
    assert one(keeper, retried) == Otherwise({1: verdict(1), 2: None})
    for name in ("question", "case", "announcements", "told"):
        spoiled = given.settled[0].model_copy(update={name: "sha256:" + "e" * 64})
        assert one(keeper, Offer(case_id=CASE, settled=(spoiled,))) == Otherwise({1: verdict(1)})
    newer = given.settled[0].model_copy(update={"engine": "9.9"})
    assert isinstance(one(keeper, Offer(case_id=CASE, settled=(newer,))), Kept)
    assert len(entries(keeper)) == 2


def test_a_destroyed_content_cannot_be_compared(keeper: Keeper) -> None:
    one(keeper, offer(CASE, 1))
    (entry,) = entries(keeper)
    keeper.store.discard(content_path(entry.message.content))
    assert one(keeper, offer(CASE, 1)) == Disagrees(1)
    assert list(keeper.tiles.altered()) == []


@pytest.mark.parametrize(
    ("given", "field"),
    [
        (Offer(case_id=CASE, settled=(settled(CASE, 1), settled(CASE, 3))), "settled.1.sequence"),
        (Offer(case_id=CASE, settled=(settled(CASE, 0),)), "settled.0.sequence"),
        (Offer(case_id=CASE, settled=(settled("initiative:chum/b", 1),)), "settled.0.message.subject"),
        (offer("x" * 70_000), "settled.0.message"),
    ],
)
def test_what_makes_no_entry_is_refused_by_its_field(keeper: Keeper, given: Offer, field: str) -> None:
    fine, malformed = keeper.accept([offer(CASE, 1), given])
    assert isinstance(fine, Kept)
    assert malformed == Malformed(field)
    assert len(entries(keeper)) == 1


def test_many_are_durable_by_one_commit(keeper: Keeper) -> None:
    keeper.accept([offer(f"initiative:chum/{number}") for number in range(200)])
    assert (keeper.index.accepted, keeper.index.commits) == (200, 1)


def test_a_tree_that_grows_by_any_steps_is_the_same_tree() -> None:
    chance = random.Random(6962)  # noqa: S311  the same steps each time
    leaves = [b"leaf %d" % number for number in range(WIDTH * WIDTH + WIDTH + 3)]
    files: dict[str, bytes] = {}
    tree = Tree()
    while tree.size < len(leaves):
        growth = tree.grown(leaves[tree.size : tree.size + chance.choice([1, 2, 255, 256, 257, 700, 3000])])
        files |= growth.files
        for path in growth.outgrown:
            files = {name: raw for name, raw in files.items() if not name.startswith(f"{path}/")}
        tree = growth.tree
        frontier = merkle.Frontier()
        for leaf in leaves[: tree.size] if tree.size < 2000 else ():
            frontier.add(merkle.leaf(leaf))
        assert tree.size >= 2000 or tree.root == frontier.root
        assert Tree.at(_tiles(files, tree.size)) == tree
    assert list(_tiles(files, tree.size).altered()) == []
    assert _tiles(files, tree.size).root == tree.root


def _tiles(files: dict[str, bytes], size: int) -> Tiles:
    def read(path: str) -> bytes:
        if path not in files:
            raise FileNotFoundError(path)
        return files[path]

    return Tiles(read, size)


def test_one_journal_has_one_writer(keeper: Keeper, tmp_path: Path) -> None:
    with pytest.raises(LogRefused) as refusal:
        Keeper(tmp_path, ORIGIN)
    assert "un seul rédacteur" in refusal.value.text.fr
    keeper.close()
    Keeper(tmp_path, ORIGIN).close()


def test_a_lost_index_is_made_again_and_still_knows_every_entry(keeper: Keeper, tmp_path: Path) -> None:
    for number in range(300):
        one(keeper, offer(f"initiative:chum/{number}", 1, 2))
    assert len(entries(keeper)) == 600
    again = one(keeper, offer("initiative:chum/7", 2))
    keeper.close()
    for path in tmp_path.glob("index.sqlite*"):
        path.unlink()
    assert isinstance(again, Kept)
    with Keeper(tmp_path, ORIGIN) as reopened:
        assert reopened.rebuilt == 600
        assert one(reopened, offer("initiative:chum/7", 2)) == again
        assert one(reopened, offer("initiative:chum/7", 4)) == Gap(3)
        assert isinstance(one(reopened, offer("initiative:chum/7", 3)), Kept)
        assert entries(reopened)[-1].previous == again.entries[0].digest
