"""Whether the files of a log are the tree that was signed, and which leaves are of which case.

A log may be larger than a machine's memory: of each leaf, only its place and its hash are kept. The leaves themselves
are read again, a share of the cases at a time, and held to these hashes.
"""

import json
from array import array
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from audit.verifier import merkle
from audit.verifier.cases import Evidence, check
from audit.verifier.checkpoint import Trust, checkpoint, goes_on
from audit.verifier.leaf import Leaf
from audit.verifier.notes import Checkpoint
from audit.verifier.report import Report
from audit.verifier.tiles import CHECKPOINT, KEYS, WIDTH, Read, TileRefused, Tiles, content_path, entry_bundle

Places = tuple[str, "array[int]"]
"""A case, and where its leaves stand in the log, in order."""
MOST: Final = 20_000
"""Leaves that are held at once."""
Progress = Callable[[int, int], None]
"""Takes how many leaves were looked at, of how many."""


@dataclass(frozen=True)
class Looked:
    """A log whose tree was looked at."""

    raw: bytes
    """Its checkpoint as it was read."""
    top: Checkpoint
    cases: dict[str, "array[int]"]
    """Where the leaves of each case stand, in the order of the log."""
    hashes: bytearray
    """Of each leaf as it was read, one after the other."""

    def share(self, cases: Iterable[Places]) -> "Share":
        """Return *cases* with what holds their leaves to be those that were looked at."""
        length, found = merkle.LENGTH, list(cases)
        hashes = [self.hashes[index * length : (index + 1) * length] for index in _in_order(found)]
        return Share(found, b"".join(hashes), self.top.size)


@dataclass(frozen=True)
class Share:
    """Cases that are checked together."""

    cases: list[Places]
    hashes: bytes
    """Of their leaves, in the order of the log."""
    size: int
    """Of the log."""

    def leaves(self, read: Read, report: Report) -> Iterator[tuple[str, list[Leaf]]]:
        """Yield each case with its leaves; tell those that are no longer what they were."""
        tiles = Tiles(read, self.size)
        held: dict[int, bytes] = {}
        # In the order of the log, each bundle is read once.
        for number, index in enumerate(_in_order(self.cases)):
            due = self.hashes[number * merkle.LENGTH : (number + 1) * merkle.LENGTH]
            held.update((index, raw) for raw in self._again(tiles, index, due, report))
        for case_id, places in self.cases:
            yield case_id, [Leaf(index, held[index]) for index in places if index in held]

    def _again(self, tiles: Tiles, index: int, due: bytes, report: Report) -> Iterator[bytes]:
        path = entry_bundle(index // WIDTH, min(WIDTH, self.size - index // WIDTH * WIDTH))
        try:
            raw = tiles.entry(index)
        except FileNotFoundError:
            report.tell("tile_missing", index=index, path=path)
            return
        except TileRefused as refusal:
            report.tell("tile_altered", index=index, path=path, why=refusal.text)
            return
        if merkle.leaf(raw) != due:
            report.tell("leaf_altered", index=index, path=path)
        yield raw


def optional(read: Read) -> Callable[[str], bytes | None]:
    """Return *read*, with None for what is not there."""

    def read_or_none(path: str) -> bytes | None:
        try:
            return read(path)
        except FileNotFoundError:
            return None

    return read_or_none


def evidence(read: Read, opa: Path | None) -> Evidence:
    """Return what the leaves of the log that *read* reads are checked with."""
    there = optional(read)
    return Evidence(lambda digest: there(content_path(digest)), there, opa)


def look(
    read: Read, trust: Trust, report: Report, *, before: Checkpoint | None = None, progress: Progress | None = None
) -> Looked | None:
    """Check the checkpoint and every tile, and, from *before* on, that nothing was rewritten."""
    raw = optional(read)(CHECKPOINT)
    brought = (optional(read)(KEYS) or b"").decode(errors="replace").splitlines()
    top = checkpoint(raw, [line for line in brought if line.strip()], trust, report)
    if raw is None or top is None:
        return None
    tiles = Tiles(read, top.size)
    _check_tree(tiles, top, report)
    if before is not None:
        _check_before(tiles, before, top, report)
    cases: dict[str, array[int]] = {}
    hashes = bytearray(top.size * merkle.LENGTH)
    for leaf in _leaves(tiles, report, progress or _silent):
        cases.setdefault(_case_of(leaf, report), array("Q")).append(leaf.index)
        hashes[leaf.index * merkle.LENGTH : (leaf.index + 1) * merkle.LENGTH] = merkle.leaf(leaf.raw)
    cases.pop("", None)
    return Looked(raw, top, cases, hashes)


def verify(read: Read, trust: Trust, opa: Path | None, *, before: Checkpoint | None = None) -> Report:
    """Check all of a log, one share of its cases after the other."""
    report = Report()
    looked = look(read, trust, report, before=before)
    if looked is not None:
        shares = divided(looked.cases.items(), MOST)
        report.add(checked(looked.share(cases), read, evidence(read, opa)) for cases in shares)
    return report


def divided(cases: Iterable[Places], most: int) -> Iterator[list[Places]]:
    """Divide *cases* so that each part holds about *most* leaves, and those of a case stay together."""
    part: list[Places] = []
    held = 0
    for case in cases:
        part.append(case)
        held += len(case[1])
        if held >= most:
            yield part
            part, held = [], 0
    if part:
        yield part


def checked(share: Share, read: Read, evidence: Evidence) -> Report:
    """Check the cases of *share*, whose leaves *read* gives."""
    report = Report()
    report.add([check(share.leaves(read, report), evidence)])
    return report


def _check_tree(tiles: Tiles, top: Checkpoint, report: Report) -> None:
    for refusal in tiles.altered():
        report.tell("tile_altered", path=refusal.path, why=refusal.text)
    try:
        made = tiles.root
    except FileNotFoundError as missing:
        report.tell("tile_missing", path=str(missing.filename or missing))
        return
    except TileRefused:
        return  # told above
    if made == top.root:
        report.proven["roots"] += 1
    else:
        report.tell("root_differs", path=CHECKPOINT)


def _check_before(tiles: Tiles, before: Checkpoint, top: Checkpoint, report: Report) -> None:
    try:
        proof = tiles.consistency(before.size)
    except (ValueError, FileNotFoundError, TileRefused):
        proof = []
    goes_on(before, top, proof, report)


def _leaves(tiles: Tiles, report: Report, progress: Progress) -> Iterator[Leaf]:
    """Yield every leaf that its bundle gives; tell those that are not the ones of the tree."""
    for first in range(0, tiles.size, WIDTH):
        last = min(first + WIDTH, tiles.size)
        path = entry_bundle(first // WIDTH, last - first)
        try:
            entries = list(tiles.entries(first, last))
            hashes = [tiles.hash(0, index) for index in range(first, last)]
        except FileNotFoundError as missing:
            report.tell("tile_missing", index=first, path=str(missing.filename or missing))
            continue
        except TileRefused as refusal:
            report.tell("tile_altered", index=first, path=refusal.path, why=refusal.text)
            continue
        for index, (raw, due) in enumerate(zip(entries, hashes, strict=True), start=first):
            if merkle.leaf(raw) == due:
                report.proven["leaves"] += 1
            else:
                report.tell("leaf_altered", index=index, path=path)
            yield Leaf(index, raw)
        progress(last, tiles.size)


def _case_of(leaf: Leaf, report: Report) -> str:
    try:
        found = json.loads(leaf.raw)["case_id"]
    except (ValueError, KeyError, TypeError, RecursionError):
        found = None
    if isinstance(found, str) and found:
        return found
    report.tell("entry_malformed", index=leaf.index, why="case_id")
    return ""


def _in_order(cases: Iterable[Places]) -> list[int]:
    return sorted(index for _, places in cases for index in places)


def _silent(_: int, __: int) -> None:
    return None
