"""How what is ordered to be destroyed comes to be: said by a leaf, under a checkpoint, and only then destroyed.

Orders are files in a folder of the journal's own, which is not served: reaching the journal is not enough to give one.
"""

import json
import logging
import os
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Final
from uuid import uuid4

from pydantic import BaseModel, ConfigDict, ValidationError

from audit.log.deciding import Reads
from audit.log.index import Accepting, Index
from audit.log.store import Store, sync
from audit.verifier.destructions import MARK, Destruction, destroyed
from audit.verifier.tiles import content_path, history_path
from domain.entry import Entry

log = logging.getLogger("journal")

TOGETHER: Final = 600
"""Things that one leaf names, at most: it has 65,535 bytes for them."""


class Order(BaseModel):
    """What is to be destroyed of one case, each thing by its name, and why."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    case_id: str
    contents: tuple[str, ...]
    histories: tuple[str, ...]
    rule: str
    by: str

    def leaves(self, at: datetime) -> Iterator[Destruction]:
        """Yield the leaves that say so."""
        whole = [*(("contents", each) for each in self.contents), *(("histories", each) for each in self.histories)]
        for first in range(0, len(whole), TOGETHER):
            named: dict[str, list[str]] = {"contents": [], "histories": []}
            for kind, name in whole[first : first + TOGETHER]:
                named[kind].append(name)
            yield Destruction.model_validate(
                {"case_id": self.case_id, **named, "rule": self.rule, "by": self.by, "at": at}
            )


class OrderRefused(Exception):  # noqa: N818  named after what was decided
    """It names what is not of its case, or says too little."""


class Destroyer:
    """Where orders to destroy are taken and carried out. Dying anywhere, it goes on at the next start."""

    def __init__(
        self, folder: Path, index: Index, store: Store, log_: Reads, clock: Callable[[], datetime] | None = None
    ) -> None:
        self._folder = folder
        self._index = index
        self._store = store
        self._log = log_
        self._clock = clock or (lambda: datetime.now(UTC))

    def take(self) -> int:
        """Accept each order there is, durably, and return how many leaves that made. One that is wrong is put aside."""
        made = 0
        for path in sorted(self._folder.glob("*.json")):
            try:
                order = Order.model_validate_json(path.read_bytes())
                with self._index.transaction() as accepting:
                    left = self._left(order, accepting)
                    made += len([accepting.destroy(each) for each in left.leaves(self._clock())])
            except (ValidationError, OrderRefused) as refusal:
                # Its words may hold anything: what is wrong is told by its kind.
                log.error("order refused", extra={"order": path.name, "error": type(refusal).__name__})  # noqa: TRY400
                path.rename(path.with_suffix(".refused"))
            else:
                path.unlink()
        return made

    def carry_out(self, size: int) -> int:
        """Destroy what the first *size* leaves say is destroyed, and return how many leaves that was."""
        owed = self._index.owed(size)
        for place in owed:
            said = Destruction.model_validate_json(self._log.leaf(place))
            tombstone = said.tombstone(place)
            paths = [
                *map(content_path, said.contents),
                *(history_path(said.case_id, run) for run in said.histories),
            ]
            self._store.replace({path: tombstone for path in paths if self._stands(path) != tombstone})
        if owed:
            self._index.carried_out(owed)
        return len(owed)

    def _left(self, order: Order, accepting: Accepting) -> Order:
        """Return *order* without what is destroyed, or about to be.

        Raises:
            OrderRefused: it names what is not of the case.
        """
        about = {name for place in accepting.owed(order.case_id) for name in _names(self._leaf(place, accepting))}
        known = {
            name
            for place in accepting.places(order.case_id)
            for name in _named(Entry.model_validate_json(self._leaf(place, accepting)))
        }
        if not known or not known.issuperset(order.contents):
            raise OrderRefused("contents")
        there = [name for name in order.contents if name not in about and self._is_there(content_path(name))]
        if any(not run or "/" in run for run in order.histories):
            raise OrderRefused("histories")
        runs = [run for run in order.histories if run not in about and self._is_there(history_path(order.case_id, run))]
        return order.model_copy(update={"contents": tuple(there), "histories": tuple(runs)})

    def _leaf(self, place: int, accepting: Accepting) -> bytes:
        return accepting.leaf(place) or self._log.leaf(place)

    def _stands(self, path: str) -> bytes | None:
        try:
            return self._store.read(path)
        except FileNotFoundError:
            return None

    def _is_there(self, path: str) -> bool:
        raw = self._stands(path)
        return raw is not None and destroyed(raw) is None


def give(folder: Path, order: Order) -> Path:
    """Leave *order*, durably, where the journal of *folder* looks for them; return where that is."""
    orders = orders_of(folder)
    orders.mkdir(exist_ok=True, mode=0o700)
    path = orders / f"{uuid4().hex}.json"
    draft = path.with_suffix(".new")
    with draft.open("xb") as file:
        file.write(json.dumps(order.model_dump(mode="json"), ensure_ascii=False).encode())
        file.flush()
        os.fsync(file.fileno())
    draft.rename(path)
    sync(str(orders))
    return path


def orders_of(folder: Path) -> Path:
    """Return where the journal of *folder* looks for orders."""
    return folder / "destructions"


def _named(entry: Entry) -> list[str]:
    return [entry.message.content, *([entry.verdict.content] if entry.verdict else [])]


def _names(leaf: bytes) -> list[str]:
    said = Destruction.model_validate_json(leaf) if MARK in leaf else None
    return [*said.contents, *said.histories] if said else []
