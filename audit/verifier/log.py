"""Whether the files of a log are the tree that was signed, and which leaves are of which case."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from audit.verifier import merkle
from audit.verifier.cases import Evidence, check
from audit.verifier.checkpoint import Trust, checkpoint, goes_on
from audit.verifier.leaf import Leaf
from audit.verifier.notes import Checkpoint
from audit.verifier.report import Report
from audit.verifier.tiles import CHECKPOINT, KEYS, WIDTH, Read, TileRefused, Tiles, content_path, entry_bundle

Cases = dict[str, list[Leaf]]
"""The leaves of each case, in the order of the log."""
Progress = Callable[[int, int], None]
"""Takes how many leaves were looked at, of how many."""


@dataclass(frozen=True)
class Looked:
    """A log whose tree was looked at."""

    raw: bytes
    """Its checkpoint as it was read."""
    top: Checkpoint
    cases: Cases


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
    cases: Cases = {}
    for leaf in _leaves(tiles, report, progress or _silent):
        cases.setdefault(_case_of(leaf, report), []).append(leaf)
    cases.pop("", None)
    return Looked(raw, top, cases)


def verify(read: Read, trust: Trust, opa: Path | None, *, before: Checkpoint | None = None) -> Report:
    """Check all of a log, one case after the other."""
    report = Report()
    looked = look(read, trust, report, before=before)
    if looked is not None:
        report.add([check(looked.cases.items(), evidence(read, opa))])
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


def _silent(_: int, __: int) -> None:
    return None
