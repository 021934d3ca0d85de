"""The single writer of a log: accepts durably, then integrates, and takes up after any crash where it was."""

import fcntl
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import Final, Literal, Self

from audit.log import opening
from audit.log.deciding import Answer, Offer, decide
from audit.log.destroying import Destroyer, orders_of
from audit.log.index import Index
from audit.log.publication import Publication
from audit.log.refusal import LogHeld, LogRefused
from audit.log.signing import Keyring
from audit.log.store import Folder, Store
from audit.log.tree import Tree
from audit.verifier.tiles import CHECKPOINT, Tiles, content_path, history_path

BATCH: Final = 2048
"""Entries integrated under one checkpoint, at most."""

CONTENTS: Final = 256
"""Entries whose contents are in memory at once."""

Shelved = Literal["kept", "held", "otherwise", "destroyed"]
"""What became of a history: new, there already, there in other bytes, or of a case whose texts were destroyed."""


class Keeper:
    """A log at work in *folder*, whose files are in *store*: by default, a folder of that folder."""

    def __init__(self, folder: Path, origin: str, store: Store | None = None) -> None:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        self._locked = (folder / "lock").open("a", encoding="utf-8")
        try:
            fcntl.flock(self._locked, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            self._locked.close()
            raise LogHeld(
                f"Un autre processus tient le journal de {folder} : un journal n'a qu'un seul rédacteur.",
                f"Another process holds the journal in {folder}: a journal has one writer.",
            ) from None
        self._integrating = threading.Lock()
        self._tree = Tree()
        self.store = store or Folder(folder / "log")
        self.index = Index(folder / "index.sqlite")
        self._destroyer = Destroyer(orders_of(folder), self.index, self.store, self)
        try:
            self.rebuilt = self._open(folder, origin)
        except BaseException:
            self.close()
            raise

    @property
    def waiting(self) -> int:
        """How many entries were accepted and are not under the checkpoint yet."""
        return self.index.accepted - self.publication.checkpoint.size

    def accept(self, offers: Sequence[Offer]) -> list[Answer]:
        """Answer each of *offers*; what is kept of all of them is durable, by one sync, when this returns."""
        with self.index.transaction() as accepting:
            return [decide(offer, accepting, self) for offer in offers]

    def integrate(self) -> int:
        """Bring what waits under a new checkpoint, and return how many entries that was.

        The order is what makes it safe to die anywhere: the checkpoint names nothing that is not durable, and the
        index forgets nothing that the checkpoint does not name.
        """
        with self._integrating:
            leaves = self.index.pending(self._tree.size, BATCH)
            if not leaves:
                self.publication.renew()
                return 0
            last = self._tree.size + len(leaves)
            for first in range(self._tree.size, last, CONTENTS):
                contents = self.index.contents(first, min(last, first + CONTENTS))
                self.store.write({content_path(digest): content for digest, content in contents.items()})
            growth = self._tree.grown(leaves)
            self.store.write(growth.files)
            self.publication.publish(growth.tree.size, growth.tree.root)
            self._tree = growth.tree
            self.index.integrated(growth.tree.size)
            for path in growth.outgrown:
                self.store.discard(path)
            return len(leaves)

    def destroy(self) -> int:
        """Take the orders to destroy that there are, carry out those under the checkpoint; return how many leaves."""
        with self._integrating:
            self._destroyer.take()
            return self._destroyer.carry_out(self.publication.checkpoint.size)

    def shelve(self, case_id: str, run: str, history: bytes) -> Shelved:
        """Keep the *history* of a run, once."""
        path = history_path(case_id, run)
        with self._integrating:
            if self.index.destroyed_of(case_id):
                return "destroyed"
            if self.store.has(path):
                return "held" if self.store.read(path) == history else "otherwise"
            self.store.write({path: history})
            return "kept"

    def close(self) -> None:
        """Let go of the log. What waits is durable, and is integrated at the next opening."""
        self.index.close()
        self._locked.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def leaf(self, place: int) -> bytes:
        """Return a leaf that was integrated."""
        return self.tiles.entry(place)

    def content(self, digest: str) -> bytes:
        """Return a content that was stored."""
        return self.store.read(content_path(digest))

    @property
    def tiles(self) -> Tiles:
        """The log under its checkpoint."""
        return Tiles(self.store.read, self.publication.checkpoint.size)

    def _open(self, folder: Path, origin: str) -> int:
        if self.index.accepted and not self.store.has(CHECKPOINT):
            raise LogRefused(
                f"L'index connaît {self.index.accepted} entrées, et il n'y a plus de point de contrôle : remettez le "
                "dossier du journal d'une copie.",
                f"The index knows {self.index.accepted} entries, and there is no checkpoint any more: put back the "
                "journal's folder from a copy.",
            )
        self.publication = Publication(self.store, Keyring(folder / "private", origin), origin, folder / "witnesses")
        tiles = self.tiles
        rebuilt = opening.check(tiles, self.publication.checkpoint, self.index)
        self._tree = Tree.at(tiles)
        self.index.integrated(tiles.size)
        return rebuilt
