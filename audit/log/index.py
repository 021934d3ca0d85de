"""What was accepted, durable from the moment it is said to be, and where each settlement is: SQLite."""

import sqlite3
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from audit.log.forming import Formed
from audit.verifier.destructions import Destruction

SCHEMAS: Final = (
    """
CREATE TABLE state (accepted INTEGER NOT NULL) STRICT;
INSERT INTO state VALUES (0);
CREATE TABLE entries (
  case_id TEXT NOT NULL, sequence INTEGER NOT NULL, place INTEGER NOT NULL, digest BLOB NOT NULL,
  PRIMARY KEY (case_id, sequence)
) STRICT, WITHOUT ROWID;
CREATE TABLE pending (place INTEGER PRIMARY KEY, leaf BLOB NOT NULL) STRICT;
CREATE TABLE contents (digest BLOB PRIMARY KEY, place INTEGER NOT NULL, content BLOB NOT NULL) STRICT;
CREATE INDEX contents_by_place ON contents (place);
""",
    """
CREATE TABLE destructions (
  place INTEGER PRIMARY KEY, case_id TEXT NOT NULL, digest BLOB NOT NULL, done INTEGER NOT NULL
) STRICT;
CREATE INDEX destructions_by_case ON destructions (case_id);
""",
)
"""The tables, and what each later version added to them."""

WAL_PAGES: Final = 8192
"""From so many pages on, a commit folds the write-ahead log back itself; until then, whoever integrates does."""

PRAGMAS: Final = (
    "journal_mode = WAL",
    "synchronous = FULL",
    "secure_delete = ON",  # what leaves the index may be destroyed some day: it leaves no trace here
    f"wal_autocheckpoint = {WAL_PAGES}",
)


@dataclass(frozen=True)
class Held:
    """Where an entry is."""

    sequence: int
    place: int
    digest: str


class Index:
    """The index of one log. One thread accepts, in transactions; another may read what is pending meanwhile."""

    def __init__(self, path: Path) -> None:
        self._writer = self._connect(path)
        self._lock = threading.Lock()
        for version, tables in enumerate(SCHEMAS, start=1):
            if self._value("PRAGMA user_version") < version:
                self._writer.executescript(f"BEGIN; {tables} PRAGMA user_version = {version}; COMMIT;")
        self._reader = self._connect(path)
        self.accepted = int(self._value("SELECT accepted FROM state"))
        """How many entries were accepted, durably."""
        self.commits = 0
        """How many transactions it took since this object was made."""

    def close(self) -> None:
        """Fold everything back into one file, and let go of it."""
        self._reader.close()
        self._writer.close()

    @contextmanager
    def transaction(self) -> Iterator["Accepting"]:
        """Accept entries, all of them durable when the block ends, or none when it raises."""
        with self._lock:
            accepting = Accepting(self._writer, self.accepted)
            self._writer.execute("BEGIN IMMEDIATE")
            try:
                yield accepting
                if accepting.size == self.accepted:
                    self._writer.execute("ROLLBACK")
                    return
                self._writer.execute("UPDATE state SET accepted = ?", (accepting.size,))
                self._writer.execute("COMMIT")
            except BaseException:
                if self._writer.in_transaction:
                    self._writer.execute("ROLLBACK")
                raise
            self.accepted = accepting.size
            self.commits += 1

    def held(self, case_id: str, sequence: int) -> Held | None:
        """Return where that entry is."""
        return _held(self._reader, case_id, sequence)

    def destruction(self, place: int) -> str | None:
        """Return the digest of the destruction that is at *place*."""
        row = self._reader.execute("SELECT digest FROM destructions WHERE place = ?", (place,)).fetchone()
        return _said(row[0]) if row else None

    def owed(self, size: int) -> list[int]:
        """Return the places, among the first *size*, of the destructions that are not known to be carried out."""
        rows = self._reader.execute(
            "SELECT place FROM destructions WHERE done = 0 AND place < ? ORDER BY place", (size,)
        )
        return [place for (place,) in rows.fetchall()]

    def destroyed_of(self, case_id: str) -> bool:
        """Return whether anything of that case was ordered to be destroyed."""
        return self._reader.execute("SELECT 1 FROM destructions WHERE case_id = ?", (case_id,)).fetchone() is not None

    def carried_out(self, places: Sequence[int]) -> None:
        """Know that those destructions are carried out, once the index's files hold nothing of what left it."""
        with self._lock:
            self._reader.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
            self._writer.execute("BEGIN IMMEDIATE")
            self._writer.executemany("UPDATE destructions SET done = 1 WHERE place = ?", [(place,) for place in places])
            self._writer.execute("COMMIT")

    def pending(self, first: int, most: int) -> list[bytes]:
        """Return at most *most* leaves that wait to be integrated, from place *first* on, up to the first gap."""
        rows = self._reader.execute(
            "SELECT place, leaf FROM pending WHERE place >= ? ORDER BY place LIMIT ?", (first, most)
        ).fetchall()
        return [leaf for due, (place, leaf) in enumerate(rows, first) if place == due]

    def contents(self, first: int, last: int) -> dict[str, bytes]:
        """Return, by digest, the contents of the entries from *first* up to *last*."""
        rows = self._reader.execute(
            "SELECT digest, content FROM contents WHERE place >= ? AND place < ?", (first, last)
        )
        return {_said(digest): content for digest, content in rows}

    def integrated(self, size: int) -> None:
        """Forget what is pending of the first *size* entries: the log has it now."""
        with self._lock:
            self._writer.execute("BEGIN IMMEDIATE")
            self._writer.execute("DELETE FROM pending WHERE place < ?", (size,))
            self._writer.execute("DELETE FROM contents WHERE place < ?", (size,))
            self._writer.execute("COMMIT")
        self._reader.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchall()

    def _connect(self, path: Path) -> sqlite3.Connection:
        connection = sqlite3.connect(path, isolation_level=None, check_same_thread=False, timeout=30)
        for pragma in PRAGMAS:
            connection.execute(f"PRAGMA {pragma}")
        return connection

    def _value(self, query: str) -> int:
        return int(self._writer.execute(query).fetchone()[0])


class Accepting:
    """A transaction: what it takes in is visible to itself at once, to others when it is durable."""

    def __init__(self, connection: sqlite3.Connection, size: int) -> None:
        self._connection = connection
        self.size = size
        """How many entries there will be."""

    def held(self, case_id: str, sequence: int) -> Held | None:
        """Return where that entry is."""
        return _held(self._connection, case_id, sequence)

    def last(self, case_id: str) -> Held | None:
        """Return the last entry of a case."""
        row = self._connection.execute(
            "SELECT sequence, place, digest FROM entries WHERE case_id = ? ORDER BY sequence DESC LIMIT 1", (case_id,)
        ).fetchone()
        return _row(row)

    def leaf(self, place: int) -> bytes | None:
        """Return a leaf that waits to be integrated."""
        row = self._connection.execute("SELECT leaf FROM pending WHERE place = ?", (place,)).fetchone()
        return row[0] if row else None

    def content(self, digest: str) -> bytes | None:
        """Return a content that waits to be stored."""
        row = self._connection.execute("SELECT content FROM contents WHERE digest = ?", (_raw(digest),)).fetchone()
        return row[0] if row else None

    def add(self, entry: Formed) -> Held:
        """Take in *entry* and its contents, at the end."""
        held = self.know(entry)
        self._connection.execute("INSERT INTO pending VALUES (?, ?)", (held.place, entry.leaf))
        self._connection.executemany(
            "INSERT INTO contents VALUES (?, ?, ?)",
            [(_raw(digest), held.place, content) for digest, content in entry.contents.items()],
        )
        return held

    def places(self, case_id: str) -> list[int]:
        """Return where the entries of a case are."""
        rows = self._connection.execute("SELECT place FROM entries WHERE case_id = ? ORDER BY sequence", (case_id,))
        return [place for (place,) in rows.fetchall()]

    def owed(self, case_id: str) -> list[int]:
        """Return the places of that case's destructions that are not known to be carried out."""
        rows = self._connection.execute("SELECT place FROM destructions WHERE case_id = ? AND done = 0", (case_id,))
        return [place for (place,) in rows.fetchall()]

    def destroy(self, destruction: Destruction) -> int:
        """Take in *destruction*, at the end, and return its place."""
        place = self.know_destroyed(destruction)
        self._connection.execute("INSERT INTO pending VALUES (?, ?)", (place, destruction.written))
        return place

    def know_destroyed(self, destruction: Destruction) -> int:
        """Know the place of *destruction*, at the end of what is known; it may not be carried out."""
        place = self.size
        self._connection.execute(
            "INSERT INTO destructions VALUES (?, ?, ?, 0)", (place, destruction.case_id, _raw(destruction.digest))
        )
        self.size += 1
        return place

    def know(self, entry: Formed) -> Held:
        """Know the place of *entry*, which the log holds already, at the end of what is known."""
        held = Held(entry.sequence, self.size, entry.digest)
        self._connection.execute(
            "INSERT INTO entries VALUES (?, ?, ?, ?)", (entry.case_id, held.sequence, held.place, _raw(held.digest))
        )
        self.size += 1
        return held


def _held(connection: sqlite3.Connection, case_id: str, sequence: int) -> Held | None:
    row = connection.execute(
        "SELECT sequence, place, digest FROM entries WHERE case_id = ? AND sequence = ?", (case_id, sequence)
    ).fetchone()
    return _row(row)


def _row(row: tuple[int, int, bytes] | None) -> Held | None:
    return Held(row[0], row[1], _said(row[2])) if row else None


def _raw(digest: str) -> bytes:
    return bytes.fromhex(digest.removeprefix("sha256:"))


def _said(digest: bytes) -> str:
    return f"sha256:{digest.hex()}"
