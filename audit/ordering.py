"""What an order to destroy comes to, worked out from the log before anybody confirms it: each thing by its name."""

from collections.abc import Collection

from audit.extracting import NoSuchCase, entries_of, leaves_of, named
from audit.log.destroying import Order
from audit.sources import Source
from audit.verifier.destructions import destroyed
from audit.verifier.histories import run_of
from audit.verifier.log import optional
from audit.verifier.notes import Checkpoint, Note
from audit.verifier.tiles import CHECKPOINT, Tiles, content_path, history_path


class NoSuchEntry(Exception):  # noqa: N818  named after what was found
    """The case has no entry of that number."""


def planned(read: Source, case_id: str, sequences: Collection[int], *, rule: str, by: str) -> Order:
    """Return the order to destroy what those entries of *case_id* say (all of them when none is named).

    A history repeats the texts of its case anywhere: all that are archived go with them.

    Raises:
        NoSuchCase: the log has nothing of it.
        NoSuchEntry: one of *sequences* is none of its entries.
        NoteRefused: the log has no checkpoint that can be read.
        TileRefused: the log's tiles cannot be read.
        FileNotFoundError: the log lacks its checkpoint or a tile.
    """
    tiles = Tiles(read, Checkpoint.parse(Note.parse(read(CHECKPOINT)).text).size)
    entries = {entry.sequence: entry for entry in entries_of(leaves_of(tiles, case_id))}
    if not entries:
        raise NoSuchCase(case_id)
    for each in sequences:
        if each not in entries:
            raise NoSuchEntry(each)
    digests = [
        digest for each, entry in entries.items() if not sequences or each in sequences for digest in named(entry)
    ]
    there = optional(read)
    return Order(
        case_id=case_id,
        contents=tuple(digest for digest in digests if _is_there(there(content_path(digest)))),
        histories=tuple(run_of(path) for path in read.below(f"histories/{case_id}") if _is_there(read(path))),
        rule=rule,
        by=by,
    )


def left(read: Source, order: Order) -> int:
    """Return how many of the things that *order* names are still there."""
    there = optional(read)
    paths = [*map(content_path, order.contents), *(history_path(order.case_id, run) for run in order.histories)]
    return sum(_is_there(there(path)) for path in paths)


def _is_there(raw: bytes | None) -> bool:
    return raw is not None and destroyed(raw) is None
