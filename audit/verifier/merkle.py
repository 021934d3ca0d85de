"""How leaves make a root (RFC 6962), and what proves a leaf to be under it or it to continue another."""

from collections.abc import Callable, Iterable, Sequence
from hashlib import sha256
from typing import Final, Self

LENGTH: Final = 32
"""Of a hash."""

EMPTY: Final = sha256(b"").digest()
"""The root over no leaf."""

Hashes = Callable[[int, int], bytes]
"""Of (level, index): the hash over the 2^level leaves from index * 2^level on, all of which the tree has."""


def leaf(content: bytes) -> bytes:
    """Return the hash of a leaf."""
    return sha256(b"\x00" + content).digest()


def node(left: bytes, right: bytes) -> bytes:
    """Return the hash over two hashes."""
    return sha256(b"\x01" + left + right).digest()


def root(size: int, hashes: Hashes) -> bytes:
    """Return the root over the first *size* leaves."""
    return _over(0, size, hashes) if size else EMPTY


def inclusion(index: int, size: int, hashes: Hashes) -> list[bytes]:
    """Return the proof that leaf *index* is under the root over the first *size* leaves.

    Raises:
        ValueError: there is no such leaf.
    """
    if not 0 <= index < size:
        raise ValueError(f"leaf {index} of {size}")
    first, last, path = 0, size, []
    while last - first > 1:
        middle = first + _half(last - first)
        if index < middle:
            path.append(_over(middle, last, hashes))
            last = middle
        else:
            path.append(_over(first, middle, hashes))
            first = middle
    return path[::-1]


def includes(content: bytes, index: int, size: int, proof: Sequence[bytes], top: bytes) -> bool:
    """Return whether *proof* proves *content*, hashed as a leaf, to be leaf *index* under *top*, a root over *size*."""
    if not 0 <= index < size or not _are_hashes(proof):
        return False
    place, end, made = index, size - 1, leaf(content)
    for each in proof:
        if end == 0:
            return False
        if place & 1 or place == end:
            made = node(each, made)
            while place and not place & 1:
                place, end = place >> 1, end >> 1
        else:
            made = node(made, each)
        place, end = place >> 1, end >> 1
    return end == 0 and made == top


def consistency(old: int, size: int, hashes: Hashes) -> list[bytes]:
    """Return the proof that the first *size* leaves begin with the first *old*.

    Raises:
        ValueError: there are fewer than *old*.
    """
    if not 0 <= old <= size:
        raise ValueError(f"{old} leaves of {size}")
    if old in {0, size}:
        return []
    first, last, path = 0, size, []
    while last != old:
        middle = first + _half(last - first)
        if old <= middle:
            path.append(_over(middle, last, hashes))
            last = middle
        else:
            path.append(_over(first, middle, hashes))
            first = middle
    if first:
        path.append(_over(first, last, hashes))
    return path[::-1]


def continues(old: int, size: int, proof: Sequence[bytes], old_top: bytes, top: bytes) -> bool:
    """Return whether *proof* proves that what is under *top*, over *size*, begins with what is under *old_top*."""
    if old in {0, size}:
        return not proof and old <= size and old_top == (top if old == size else EMPTY)
    if not 0 < old < size or not proof or not _are_hashes(proof):
        return False
    start, *others = proof if old & (old - 1) else [old_top, *proof]
    place, end = old - 1, size - 1
    while place & 1:
        place, end = place >> 1, end >> 1
    before = now = start
    for each in others:
        if end == 0:
            return False
        if place & 1 or place == end:
            before, now = node(each, before), node(each, now)
            while place and not place & 1:
                place, end = place >> 1, end >> 1
        else:
            now = node(now, each)
        place, end = place >> 1, end >> 1
    return end == 0 and before == old_top and now == top


class Frontier:
    """The few hashes that a growing tree needs in order to go on: one for each power of two in its size."""

    def __init__(self) -> None:
        self.size = 0
        self._peaks: list[bytes] = []

    @classmethod
    def at(cls, size: int, hashes: Hashes) -> Self:
        """Return the frontier of a tree that has *size* leaves already."""
        frontier = cls()
        frontier.size, frontier._peaks = size, [hashes(*each) for each in _complete(0, size)]
        return frontier

    def add(self, hashed: bytes) -> None:
        """Add the hash of a leaf."""
        size = self.size
        while size & 1:
            hashed, size = node(self._peaks.pop(), hashed), size >> 1
        self._peaks.append(hashed)
        self.size += 1

    @property
    def root(self) -> bytes:
        """The root over all that was added."""
        return _joined(self._peaks) if self._peaks else EMPTY


def joined(hashes: Sequence[bytes]) -> bytes:
    """Return the hash over *hashes*, as many as a power of two says."""
    level = list(hashes)
    while len(level) > 1:
        level = [node(level[place], level[place + 1]) for place in range(0, len(level), 2)]
    return level[0]


def _complete(first: int, last: int) -> list[tuple[int, int]]:
    """Return the largest complete subtrees, from the left, of a range that starts where a subtree of its size may."""
    found = []
    while first < last:
        level = (last - first).bit_length() - 1
        found.append((level, first >> level))
        first += 1 << level
    return found


def _over(first: int, last: int, hashes: Hashes) -> bytes:
    return _joined([hashes(*each) for each in _complete(first, last)])


def _joined(peaks: Sequence[bytes]) -> bytes:
    made = peaks[-1]
    for peak in reversed(peaks[:-1]):
        made = node(peak, made)
    return made


def _half(size: int) -> int:
    """Return the largest power of two under *size*."""
    return 1 << ((size - 1).bit_length() - 1)


def _are_hashes(proof: Iterable[bytes]) -> bool:
    return all(len(each) == LENGTH for each in proof)
