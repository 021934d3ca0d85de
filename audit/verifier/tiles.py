"""Where a log keeps what (C2SP tlog-tiles), and how proofs are made from nothing but those static files.

What is read is only as true as the root it is checked against: an altered tile makes another root, or a proof that
fails.
"""

from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import Final

from audit.verifier import merkle
from domain.text import Text

CHECKPOINT: Final = "checkpoint"
KEYS: Final = "keys"
"""Every verifier key the log has signed with, one a line."""

WIDTH: Final = 256
"""Of a full tile, in hashes or entries."""

HEIGHT: Final = 8
"""Levels of the tree that one tile spans."""

LONGEST: Final = 2**16 - 1
"""Length of an entry that its two bytes of length can say."""

Read = Callable[[str], bytes]
"""Gives what the log has under a path; raises FileNotFoundError when it has nothing there."""


class TileRefused(Exception):  # noqa: N818  it is what was found, not a mistake
    """A tile is not what its path says it is."""

    def __init__(self, path: str, fr: str, en: str) -> None:
        super().__init__(f"{path}: {en}")
        self.path = path
        self.text = Text(fr=f"{path} : {fr}", en=f"{path}: {en}")


def hash_tile(level: int, index: int, width: int = WIDTH) -> str:
    """Return the path of the tile of hashes *index* at *level*, partial when *width* is less than full."""
    return f"tile/{level}/{_number(index)}{_partial(width)}"


def entry_bundle(index: int, width: int = WIDTH) -> str:
    """Return the path of the bundle of entries *index*, partial when *width* is less than full."""
    return f"tile/entries/{_number(index)}{_partial(width)}"


def content_path(digest: str) -> str:
    """Return where the content of *digest* (`sha256:` and hexadecimal) is kept, until it is destroyed."""
    name = digest.removeprefix("sha256:")
    return f"content/{name[:2]}/{name[2:]}"


def bundle_path(revision: str) -> str:
    """Return where the policy bundle of *revision* is kept."""
    return f"bundles/{revision}.tar.gz"


def schemas_path(digest: str) -> str:
    """Return where the schemas of *digest* are kept, which say what was let in."""
    return f"schemas/{digest.removeprefix('sha256:')}.json"


def history_path(case_id: str, run: str) -> str:
    """Return where the archived history of a run is kept, until it is destroyed."""
    return f"histories/{case_id}/{run}.json.gz"


def widths(size: int) -> Iterator[tuple[int, int]]:
    """Yield each level of tiles that a log of *size* entries has, and how many hashes there are on it."""
    level = 0
    while size:
        yield level, size
        level, size = level + 1, size // WIDTH


def pack(entries: list[bytes]) -> bytes:
    """Return the bundle of *entries*.

    Raises:
        ValueError: one is too long.
    """
    if any(len(entry) > LONGEST for entry in entries):
        raise ValueError(f"an entry longer than {LONGEST} bytes")
    return b"".join(len(entry).to_bytes(2, "big") + entry for entry in entries)


def unpack(bundle: bytes) -> list[bytes]:
    """Return the entries of *bundle*.

    Raises:
        ValueError: it ends in the middle of one.
    """
    entries, place = [], 0
    while place < len(bundle):
        start = place + 2
        place = start + int.from_bytes(bundle[place:start], "big")
        if start > len(bundle) or place > len(bundle):
            raise ValueError("it ends in the middle of an entry")
        entries.append(bundle[start:place])
    return entries


class Tiles:
    """A log of *size* entries, read through *read*."""

    def __init__(self, read: Read, size: int) -> None:
        self.size = size
        self._read = read
        self._hashes = lru_cache(maxsize=64)(self._read_hashes)
        self._bundle = lru_cache(maxsize=2)(self._read_bundle)

    def hash(self, level: int, index: int) -> bytes:
        """Return the hash over the 2^level leaves from index * 2^level on (what proofs are made of).

        Raises:
            FileNotFoundError: the log lacks the tile.
            TileRefused: the tile is not one.
        """
        height, inside = divmod(level, HEIGHT)
        number, first = divmod(index << inside, WIDTH)
        hashes = self._hashes(height, number)
        return merkle.joined(hashes[first : first + (1 << inside)])

    @property
    def root(self) -> bytes:
        """The root that the tiles make."""
        return merkle.root(self.size, self.hash)

    def inclusion(self, index: int) -> list[bytes]:
        """Return the proof that entry *index* is under the root."""
        return merkle.inclusion(index, self.size, self.hash)

    def consistency(self, old: int) -> list[bytes]:
        """Return the proof that the log begins with what it held when it had *old* entries."""
        return merkle.consistency(old, self.size, self.hash)

    def entry(self, index: int) -> bytes:
        """Return entry *index*, as its bundle has it."""
        if not 0 <= index < self.size:
            raise ValueError(f"entry {index} of {self.size}")
        number, place = divmod(index, WIDTH)
        return self._bundle(number)[place]

    def entries(self, first: int = 0, last: int | None = None) -> Iterator[bytes]:
        """Yield the entries from *first* up to *last*, as their bundles have them."""
        for index in range(first, self.size if last is None else last):
            yield self.entry(index)

    def altered(self) -> Iterator[TileRefused]:
        """Yield what tells each tile that does not follow from those under it, the lowest from the entries."""
        for level, count in widths(self.size):
            for number in range(-(-count // WIDTH)):
                try:
                    self._check(level, number)
                except TileRefused as refusal:
                    yield refusal
                except FileNotFoundError:
                    path = hash_tile(level, number, self._width(level, number))
                    yield TileRefused(path, "absente, ou ce dont elle découle l'est", "absent, or what it follows from")

    def _check(self, level: int, number: int) -> None:
        hashes = self._hashes(level, number)
        if level == 0:
            follow = [merkle.leaf(entry) for entry in self._bundle(number)]
        else:
            below = range(number * WIDTH, number * WIDTH + len(hashes))
            follow = [merkle.joined(self._hashes(level - 1, each)) for each in below]
        for place, (held, due) in enumerate(zip(hashes, follow, strict=True)):
            if held != due:
                raise TileRefused(
                    hash_tile(level, number, len(hashes)),
                    f"l'empreinte {place} n'est pas celle de ce qui est dessous",
                    f"hash {place} is not that of what is under it",
                )

    def _read_hashes(self, level: int, number: int) -> list[bytes]:
        width = self._width(level, number)
        path, raw = self._whole_or_partial(hash_tile(level, number), hash_tile(level, number, width))
        whole = path == hash_tile(level, number)
        if len(raw) != (WIDTH if whole else width) * merkle.LENGTH:
            raise TileRefused(path, f"{len(raw)} octets", f"{len(raw)} bytes")
        return [raw[place : place + merkle.LENGTH] for place in range(0, width * merkle.LENGTH, merkle.LENGTH)]

    def _read_bundle(self, number: int) -> list[bytes]:
        width = self._width(0, number)
        path, raw = self._whole_or_partial(entry_bundle(number), entry_bundle(number, width))
        try:
            entries = unpack(raw)
        except ValueError:
            raise TileRefused(path, "coupée au milieu d'une entrée", "cut in the middle of an entry") from None
        if len(entries) != (WIDTH if path == entry_bundle(number) else width):
            raise TileRefused(path, f"{len(entries)} entrées", f"{len(entries)} entries")
        return entries[:width]

    def _width(self, level: int, number: int) -> int:
        return min(WIDTH, (self.size >> (HEIGHT * level)) - number * WIDTH)

    def _whole_or_partial(self, whole: str, partial: str) -> tuple[str, bytes]:
        """Return what there is: a log that has grown since may have kept the full tile only."""
        try:
            return partial, self._read(partial)
        except FileNotFoundError:
            if partial == whole:
                raise
            return whole, self._read(whole)


def _number(index: int) -> str:
    """Return *index* in groups of three digits, all but the last behind an x."""
    digits = str(index)
    digits = digits.zfill(-(-len(digits) // 3) * 3)
    groups = [digits[place : place + 3] for place in range(0, len(digits), 3)]
    return "/".join([*(f"x{group}" for group in groups[:-1]), groups[-1]])


def _partial(width: int) -> str:
    return "" if width == WIDTH else f".p/{width}"
