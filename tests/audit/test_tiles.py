"""Where a log keeps what, and proofs made from its files alone."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audit.verifier import merkle
from audit.verifier.tiles import WIDTH, TileRefused, Tiles, entry_bundle, hash_tile, pack, unpack, widths

LARGEST = 70_000
ENTRIES = [b"entry %d" % index for index in range(LARGEST)]


def levels(entries: list[bytes]) -> list[list[bytes]]:
    """The hashes of each level of tiles."""
    made = [[merkle.leaf(each) for each in entries]]
    while len(made[-1]) >= WIDTH:
        below = made[-1]
        made.append([merkle.joined(below[at : at + WIDTH]) for at in range(0, len(below) // WIDTH * WIDTH, WIDTH)])
    return made


LEVELS = levels(ENTRIES)


def folder(size: int) -> dict[str, bytes]:
    """The files of a log of *size* entries."""
    files = {}
    for first in range(0, size, WIDTH):
        part = ENTRIES[first : min(size, first + WIDTH)]
        files[entry_bundle(first // WIDTH, len(part))] = pack(part)
    for level, count in widths(size):
        for first in range(0, count, WIDTH):
            part = LEVELS[level][first : min(count, first + WIDTH)]
            files[hash_tile(level, first // WIDTH, len(part))] = b"".join(part)
    return files


def tiles(files: dict[str, bytes], size: int) -> Tiles:
    def read(path: str) -> bytes:
        try:
            return files[path]
        except KeyError:
            raise FileNotFoundError(path) from None

    return Tiles(read, size)


@pytest.mark.parametrize(
    ("path", "due"),
    [
        # The examples of C2SP tlog-tiles.
        (hash_tile(0, 1_234_067), "tile/0/x001/x234/067"),
        (entry_bundle(1_234_067, 1), "tile/entries/x001/x234/067.p/1"),
        (hash_tile(1, 0, 17), "tile/1/000.p/17"),
        (entry_bundle(999), "tile/entries/999"),
        (entry_bundle(1000), "tile/entries/x001/000"),
    ],
)
def test_paths_are_those_of_the_specification(path: str, due: str) -> None:
    assert path == due


@given(st.lists(st.binary(max_size=300), max_size=20))
def test_a_bundle_is_read_as_it_was_written_and_never_when_cut(entries: list[bytes]) -> None:
    packed = pack(entries)
    assert unpack(packed) == entries
    for cut in range(len(packed)):
        try:
            some = unpack(packed[:cut])
        except ValueError:
            continue
        assert some == entries[: len(some)]


def test_an_entry_is_as_long_as_two_bytes_can_say() -> None:
    assert unpack(pack([bytes(65_535)])) == [bytes(65_535)]
    with pytest.raises(ValueError, match="longer"):
        pack([bytes(65_536)])


@pytest.mark.parametrize("size", [1, 2, 255, 256, 257, 511, 512, 600, 65_535, 65_536, 65_537, LARGEST])
def test_files_alone_make_every_proof(size: int) -> None:
    log = tiles(folder(size), size)
    frontier = merkle.Frontier()
    for entry in ENTRIES[:size]:
        frontier.add(merkle.leaf(entry))
    assert log.root == frontier.root
    assert list(log.altered()) == []
    for index in {0, size // 2, size - 1}:
        assert log.entry(index) == ENTRIES[index]
        assert merkle.includes(ENTRIES[index], index, size, log.inclusion(index), log.root)
        old = tiles(folder(index), index).root
        assert merkle.continues(index, size, log.consistency(index), old, log.root)
    first = max(0, size - 300)
    assert list(log.entries(first)) == ENTRIES[first:size]


def test_a_log_that_grew_may_keep_its_full_tiles_only() -> None:
    seen = {path: raw for path, raw in folder(1000).items() if path.startswith("tile/1/")}
    log = tiles(seen | folder(1024), 1000)
    assert log.root == tiles(folder(1000), 1000).root
    assert list(log.entries(990)) == ENTRIES[990:1000]


@settings(max_examples=60, deadline=None)
@given(st.data(), st.integers(1, 1400))
def test_one_altered_byte_is_told_with_the_path_of_a_tile(data: st.DataObject, size: int) -> None:
    files = folder(size)
    path = data.draw(st.sampled_from(sorted(files)))
    place = data.draw(st.integers(0, len(files[path]) - 1))
    files[path] = files[path][:place] + bytes([files[path][place] ^ 1]) + files[path][place + 1 :]
    told = list(tiles(files, size).altered())
    # Nothing lies above the last tile but the root.
    assert told or tiles(files, size).root != tiles(folder(size), size).root


def test_an_absent_or_cut_tile_is_told() -> None:
    for path in folder(600):
        files = folder(600)
        del files[path]
        assert list(tiles(files, 600).altered())
        files = folder(600)
        files[path] = files[path][:-1]
        assert list(tiles(files, 600).altered())
    log = tiles({hash_tile(0, 0, 3): bytes(64)}, 3)
    with pytest.raises(TileRefused, match=r"tile/0/000.p/3: 64 bytes"):
        log.hash(0, 0)


def test_what_the_log_does_not_have_is_not_asked_of_it() -> None:
    with pytest.raises(ValueError, match="entry 3 of 3"):
        tiles(folder(3), 3).entry(3)
