"""What the disk and SQLite alone take: the floor that the journal is measured beside, on the same bytes."""

import sqlite3
import time
from pathlib import Path

from bench.audit_offers import PER_OFFER, kept_bytes


def floor(folder: Path, seconds: float) -> float:
    """Return how many entries a second SQLite inserts, each offer a transaction of its own, synced."""
    parts, path = kept_bytes(), folder / "floor.sqlite"
    connection = sqlite3.connect(path, isolation_level=None)
    for statement in ("PRAGMA journal_mode = WAL", "PRAGMA synchronous = FULL", "CREATE TABLE kept (content BLOB)"):
        connection.execute(statement)
    began, count = time.perf_counter(), 0
    while time.perf_counter() - began < seconds:
        connection.execute("BEGIN")
        connection.executemany("INSERT INTO kept VALUES (?)", [(part,) for part in parts * PER_OFFER])
        connection.execute("COMMIT")
        count += PER_OFFER
    rate = count / (time.perf_counter() - began)
    connection.close()
    for left in folder.glob("floor.sqlite*"):
        left.unlink()
    return rate
