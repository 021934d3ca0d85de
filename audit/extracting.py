"""How the case file of one case is taken from a log: leaves with their proofs, contents, policies, checkpoint, keys."""

import json
from base64 import b64encode
from collections.abc import Mapping

from audit.sources import Source
from audit.verifier.casefile import CaseFile, Proved, encoded
from audit.verifier.destructions import MARK
from audit.verifier.log import optional
from audit.verifier.notes import Checkpoint, Note
from audit.verifier.tiles import CHECKPOINT, KEYS, Tiles, bundle_path, content_path, schemas_path
from domain.entry import Entry


class NoSuchCase(Exception):  # noqa: N818  named after what was found
    """The log has no entry of the case."""


def case_file(read: Source, case_id: str) -> CaseFile:
    """Return the case file of *case_id*, whatever it proves.

    Raises:
        NoSuchCase: there is nothing of it.
        NoteRefused: the log has no checkpoint that can be read.
        TileRefused: the log's tiles cannot be read.
        FileNotFoundError: the log lacks its checkpoint or a tile.
    """
    raw = read(CHECKPOINT)
    top = Checkpoint.parse(Note.parse(raw).text)
    tiles = Tiles(read, top.size)
    mine = leaves_of(tiles, case_id)
    there = optional(read)
    entries = entries_of(mine)
    digests = [digest for entry in entries for digest in named(entry)]
    revisions = dict.fromkeys(revision for entry in entries for revision in _judged(entry, "revision"))
    contents = {digest: there(content_path(digest)) for digest in digests}
    contracts = dict.fromkeys(entry.contract for entry in entries if entry.contract is not None)
    schemas = {contract: there(schemas_path(contract)) for contract in contracts}
    bundles = {revision: there(bundle_path(revision.removeprefix("sha256:"))) for revision in revisions}
    return CaseFile(
        case_id=case_id,
        checkpoint=raw.decode(),
        keys=tuple((there(KEYS) or b"").decode().split()),
        leaves=tuple(
            Proved(index=index, leaf=leaf.decode(), proof=encoded(tiles.inclusion(index)))
            for index, leaf in mine.items()
        ),
        contents={digest: held.decode() for digest, held in contents.items() if held is not None},
        bundles={name: b64encode(held).decode() for name, held in bundles.items() if held is not None},
        schemas={digest: held.decode() for digest, held in schemas.items() if held is not None},
        histories={
            path.rpartition("/")[2].removesuffix(".json.gz"): b64encode(read(path)).decode()
            for path in read.below(f"histories/{case_id}")
        },
    )


def leaves_of(tiles: Tiles, case_id: str) -> dict[int, bytes]:
    """Return the leaves of *case_id*, each by its place.

    Raises:
        NoSuchCase: there is none.
    """
    mine = {index: leaf for index, leaf in enumerate(tiles.entries()) if _of(leaf) == case_id}
    if not mine:
        raise NoSuchCase(case_id)
    return mine


def entries_of(leaves: Mapping[int, bytes]) -> list[Entry]:
    """Return those of *leaves* that are settlements."""
    return [Entry.model_validate_json(leaf) for leaf in leaves.values() if MARK not in leaf]


def named(entry: Entry) -> list[str]:
    """Return the digests of the contents that *entry* names."""
    return [entry.message.content, *_judged(entry, "content")]


def _of(leaf: bytes) -> str | None:
    try:
        found = json.loads(leaf)["case_id"]
    except (ValueError, KeyError, TypeError):
        return None
    return found if isinstance(found, str) else None


def _judged(entry: Entry, name: str) -> list[str]:
    return [getattr(entry.verdict, name)] if entry.verdict else []
