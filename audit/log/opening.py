"""Whether a log may be gone on with: its tiles make the root it signed, and its index is of the same entries."""

from audit.log.forming import Formed
from audit.log.index import Index
from audit.log.refusal import LogRefused
from audit.verifier import merkle
from audit.verifier.destructions import MARK, Destruction
from audit.verifier.notes import Checkpoint
from audit.verifier.tiles import TileRefused, Tiles
from domain.canonical import digest_of
from domain.entry import Entry

AT_ONCE = 5_000
"""Entries taken into the index in one transaction, when it is made again."""


def check(tiles: Tiles, checkpoint: Checkpoint, index: Index) -> int:
    """Refuse a log that was altered; complete its index from the tiles, and return how many entries that took.

    Raises:
        LogRefused: what is there is not what was signed, or the index is of another log.
    """
    try:
        root = tiles.root
        last = tiles.entry(tiles.size - 1) if tiles.size else None
        sound = last is None or merkle.leaf(last) == tiles.hash(0, tiles.size - 1)
    except (TileRefused, FileNotFoundError) as refusal:
        said = refusal.text.fr if isinstance(refusal, TileRefused) else f"{refusal} manque"
        raise _altered(tiles.size, said, str(refusal)) from None
    if root != checkpoint.root or not sound:
        raise _altered(tiles.size, "ses tuiles donnent une autre racine", "its tiles make another root")
    known = min(tiles.size, index.accepted)
    if known:
        _same(tiles.entry(known - 1), known - 1, index)
    missing = tiles.size - known
    if missing:
        _complete(tiles, checkpoint, index)
    waiting = index.accepted - tiles.size
    if waiting and len(index.pending(tiles.size, waiting)) != waiting:
        raise LogRefused(
            f"L'index connaît {index.accepted} entrées, le journal en a {tiles.size}, et celles d'entre les deux "
            "manquent : remettez le dossier du journal d'une même copie.",
            f"The index knows {index.accepted} entries, the log has {tiles.size}, and those between are missing: put "
            "back the journal's folder from one and the same copy.",
        )
    return missing


def _complete(tiles: Tiles, checkpoint: Checkpoint, index: Index) -> None:
    frontier = merkle.Frontier.at(index.accepted, tiles.hash)
    while frontier.size < tiles.size:
        with index.transaction() as accepting:
            for leaf in tiles.entries(frontier.size, min(tiles.size, frontier.size + AT_ONCE)):
                frontier.add(merkle.leaf(leaf))
                if MARK in leaf:
                    accepting.know_destroyed(Destruction.model_validate_json(leaf))
                else:
                    accepting.know(Formed.of(Entry.model_validate_json(leaf), {}))
    if frontier.root != checkpoint.root:
        raise _altered(tiles.size, "ses entrées donnent une autre racine", "its entries make another root")


def _same(leaf: bytes, place: int, index: Index) -> None:
    if MARK in leaf:
        known = index.destruction(place)
    else:
        entry = Entry.model_validate_json(leaf)
        held = index.held(entry.case_id, entry.sequence)
        known = held.digest if held else None
    if known != digest_of(leaf):
        raise LogRefused(
            "L'index n'est pas celui de ce journal : écartez index.sqlite, il sera refait à partir des tuiles.",
            "The index is not of this log: move index.sqlite away, it will be made again from the tiles.",
        )


def _altered(size: int, fr: str, en: str) -> LogRefused:
    return LogRefused(
        f"Le journal de {size} entrées n'est plus celui qui a été signé : {fr}. Rien n'y sera ajouté ; remettez-le "
        "d'une copie.",
        f"The log of {size} entries is no longer what was signed: {en}. Nothing will be added to it; put it back from "
        "a copy.",
    )
