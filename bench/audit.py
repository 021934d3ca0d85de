"""What the journal takes: `python -m bench.audit`. Durable entries a second over HTTP, beside SQLite's own inserts.

The floor and the journal take turns on one disk, with the same bytes: what SQLite does when each offer is a synced
transaction of its own. Then durability under half that load, memory as the log grows, and a proof out of a million
entries, from files alone. Takes some three minutes; `--million` lets the running journal grow to a million entries.
"""

import argparse
import asyncio
import json
import os
import shutil
import sqlite3
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from statistics import median
from typing import Any, Final

import aiohttp
import psutil
from rich.console import Console
from rich.table import Table

from audit.log.forming import formed
from audit.log.store import Folder
from audit.log.tree import Tree
from audit.verifier import merkle
from audit.verifier.tiles import Tiles
from bench.figures import Spread, percentile
from domain.entry import Settled
from domain.message import Message
from domain.text import Text
from domain.verdict import Citation, Outcome, Reason, Verdict
from engines import process
from engines.ports import LOOPBACK, free
from settings import ROOT, Settings

GOAL_RATE: Final = 1000
"""Entries a second, sustained."""
GOAL_DURABLE_MS: Final = 250
"""Milliseconds until an entry is durable, 99th percentile, at half the rate reached."""
GOAL_PROOF_MS: Final = 5
"""Milliseconds for a proof, out of a million entries."""

PER_OFFER: Final = 4
"""Entries in an offer: the events of a case that a worker settles at once, when many wait."""
AT_ONCE: Final = 64
"""Offers under way at once."""
ROUNDS: Final = 3
MILLION: Final = 1_000_000
PROOFS: Final = 500

Offers = Sequence[bytes]


@dataclass(frozen=True)
class Figures:
    """A whole run."""

    entry_bytes: float
    """Of a leaf and its contents."""
    floor: Spread
    """Entries a second: SQLite, one synced transaction an offer."""
    accepted: Spread
    """Entries a second, durable."""
    signed: Spread
    """Entries a second, in tiles and under a signed checkpoint."""
    of_floor: Spread
    durable_ms: dict[str, float]
    """At half the median rate: p50 and p99, from the moment an offer was due."""
    cpu_ms: float
    """Milliseconds of the journal's processor time an entry, from its offer to its signature."""
    syncs_per_second: float
    """Commits of the journal while it was loaded."""
    rss_mb: dict[int, float]
    """Resident memory of the journal, by how many entries it has."""
    proof_ms: dict[str, float]
    """Reading the tiles and making the inclusion proof of one entry of a million: median, p99, longest."""
    load: dict[str, tuple[float, float, float]]

    @property
    def goals(self) -> dict[str, bool]:
        """Which goals were met."""
        return {
            "rate": self.signed.median >= GOAL_RATE,
            "durability": self.durable_ms["p99"] < GOAL_DURABLE_MS,
            "proof": self.proof_ms["p99"] < GOAL_PROOF_MS,
        }


def settled(case_id: str, sequence: int) -> Settled:
    """Return a settlement of the usual size: a fact of an initiative, judged."""
    words = Text(
        fr="Aucune évaluation des facteurs relatifs à la vie privée n'a été déposée avant la communication.",
        en="No privacy impact assessment was filed before the communication.",
    )
    citation = Citation(key="a21-63-5", instrument="A-2.1", article="63.5", confidence="verified")
    reason = Reason(
        rule="PRP-001", gate="planning", title=words, message=words, remedy=words, citation=citation, cause="violated"
    )
    at = datetime(2026, 11, 2, 14, tzinfo=UTC)
    verdict = Verdict(
        decision_id=f"{case_id}-{sequence}",
        path="balise/verdict",
        revision="sha256:" + "0" * 64,
        outcome=Outcome.DENY,
        violations=(reason, reason),
        gates=("planning",),
        evaluated=tuple(f"PRP-{number:03}" for number in range(24)),
    )
    data = {"problem": "Les délais d'accès à un rendez-vous dépassent la cible.", "alternatives_considered": True}
    return Settled(
        sequence=sequence,
        message=Message(
            id=f"{case_id}-{sequence}",
            source="urn:balise:etablissement:banc",
            type="need.described",
            subject=case_id,
            time=at,
            received_at=at,
            data=data,
        ),
        question="sha256:" + "1" * 64,
        verdict=verdict,
        case="sha256:" + "2" * 64,
        announcements="sha256:" + "3" * 64,
        told=None,
        engine="bench",
    )


def offers(prefix: str, count: int, per_offer: int = PER_OFFER) -> Iterator[bytes]:
    """Yield *count* offers, each of the first entries of another case."""
    for number in range(count):
        case_id = f"initiative:banc/{prefix}-{number}"
        listed = [settled(case_id, place).model_dump(mode="json") for place in range(1, per_offer + 1)]
        yield json.dumps({"case_id": case_id, "settled": listed}, ensure_ascii=False).encode()


def kept_bytes() -> list[bytes]:
    """Return what is kept of one entry: the leaf and its contents."""
    entry = formed("initiative:banc/0-0", settled("initiative:banc/0-0", 1), None)
    return [entry.leaf, *entry.contents.values()]


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


class Journal:
    """The journal's own process, and a client of it in this one."""

    def __init__(self, http: aiohttp.ClientSession, url: str, pid: int) -> None:
        self._http = http
        self._url = url
        self._process = psutil.Process(pid)

    async def offer(self, body: bytes) -> None:
        """Return once what *body* offers is durable."""
        async with self._http.post(f"{self._url}/settlements", data=body) as answer:
            if answer.status != 200:
                raise RuntimeError(f"HTTP {answer.status}: {await answer.text()}")
            await answer.read()

    async def status(self) -> dict[str, Any]:
        """Return how far it is."""
        async with self._http.get(f"{self._url}/status") as answer:
            found: dict[str, Any] = await answer.json()
            return found

    async def signed(self) -> None:
        """Return once all that was accepted is under a checkpoint."""
        while (status := await self.status())["size"] < status["accepted"]:  # noqa: ASYNC110  in another process
            await asyncio.sleep(0.02)

    async def take(self, load: Offers) -> None:
        """Offer *load*, so many at once."""
        left = iter(load)

        async def one() -> None:
            for body in left:
                await self.offer(body)

        await asyncio.gather(*(one() for _ in range(AT_ONCE)))

    async def paced(self, load: Offers, per_second: float) -> list[float]:
        """Offer *load* evenly; return the milliseconds each took to be durable since it was due."""
        began = time.perf_counter()

        async def one(number: int, body: bytes) -> float:
            due = began + number / per_second
            await asyncio.sleep(max(0.0, due - time.perf_counter()))
            await self.offer(body)
            return 1000 * (time.perf_counter() - due)

        return await asyncio.gather(*(one(number, body) for number, body in enumerate(load)))

    @property
    def cpu(self) -> float:
        """Seconds of processor time so far."""
        times = self._process.cpu_times()
        return times.user + times.system

    @property
    def rss_mb(self) -> float:
        """Resident memory."""
        return float(self._process.memory_info().rss) / 1e6


@asynccontextmanager
async def started(folder: Path) -> AsyncIterator[Journal]:
    """Start the journal on *folder*."""
    port = free(["journal"], {})["journal"]
    child = process.start(
        [sys.executable, "-m", "audit.log", "--folder", str(folder), "--origin", "bench", "--port", str(port)],
        folder.parent / "journal.log",
        {"PYTHONPATH": str(ROOT)},
    )
    connector = aiohttp.TCPConnector(limit=0)
    try:
        async with aiohttp.ClientSession(connector=connector, timeout=aiohttp.ClientTimeout(total=120)) as http:
            running = Journal(http, f"http://{LOOPBACK}:{port}", child.pid)
            while True:
                try:
                    await running.status()
                    break
                except aiohttp.ClientConnectionError:
                    if not process.alive(child):
                        raise
                    await asyncio.sleep(0.05)
            yield running
    finally:
        await asyncio.to_thread(process.stop, child, 60.0)


async def rounds(journal: Journal, folder: Path, count: int, tell: Console) -> dict[str, list[float]]:
    """Let the floor and the journal take turns."""
    found: dict[str, list[float]] = {"floor": [], "accepted": [], "signed": [], "syncs": [], "cpu_ms": []}
    for turn in range(ROUNDS):
        found["floor"].append(await asyncio.to_thread(floor, folder, 3.0))
        load = list(offers(f"r{turn}", count // PER_OFFER))
        before, spent, began = (await journal.status())["commits"], journal.cpu, time.perf_counter()
        await journal.take(load)
        took = time.perf_counter() - began
        found["syncs"].append(((await journal.status())["commits"] - before) / took)
        await journal.signed()
        found["accepted"].append(count / took)
        found["signed"].append(count / (time.perf_counter() - began))
        found["cpu_ms"].append(1000 * (journal.cpu - spent) / count)
        tell.print("  " + ", ".join(f"{name} {values[-1]:,.2f}" for name, values in found.items()))
    return found


async def grown(journal: Journal, sizes: Sequence[int], tell: Console) -> dict[int, float]:
    """Return the journal's memory at each of *sizes*, all of it signed."""
    found = {}
    for size in sizes:
        per_offer, prefix = 100, f"g{size}"
        missing = max(0, size - (await journal.status())["accepted"])
        for first in range(0, missing, 20_000):
            count = min(20_000, missing - first) // per_offer
            await journal.take(list(offers(f"{prefix}-{first}", count, per_offer)))
        await journal.signed()
        found[(await journal.status())["size"]] = journal.rss_mb
        tell.print(f"  {size:,} entries: {journal.rss_mb:.0f} MB")
    return found


def proofs(folder: Path, tell: Console) -> dict[str, float]:
    """Make a log of a million entries, then proofs of some of them, each by a reader that knows nothing yet."""
    store, tree, leaf = Folder(folder / "million"), Tree(), kept_bytes()[0]
    for first in range(0, MILLION, 20_000):
        growth = tree.grown([b"%d %s" % (first + number, leaf) for number in range(20_000)])
        store.write(growth.files)
        tree = growth.tree
    tell.print(f"  {MILLION:,} entries in tiles")
    times = []
    for number in range(PROOFS):
        index = number * 7919 * 97 % MILLION
        began = time.perf_counter()
        proof = Tiles(store.read, MILLION).inclusion(index)
        times.append(1000 * (time.perf_counter() - began))
        if not merkle.includes(b"%d %s" % (index, leaf), index, MILLION, proof, tree.root):
            raise RuntimeError(f"the proof of entry {index} proves nothing")
    return {"median": median(times), "p99": percentile(times, 0.99), "longest": max(times)}


async def measured(folder: Path, tell: Console, *, entries: int, million: bool) -> Figures:
    """Measure it all in *folder*."""
    before = os.getloadavg()
    async with started(folder / "journal") as journal:
        memory = await grown(journal, [10_000], tell)
        found = await rounds(journal, folder, entries, tell)
        half = Spread.of(found["signed"]).median / 2 / PER_OFFER
        paced = list(offers("paced", int(half * 10)))
        durable = await journal.paced(paced, half)
        memory |= await grown(journal, [100_000, *([MILLION] if million else [])], tell)
    proof = await asyncio.to_thread(proofs, folder, tell)
    pairs = zip(found["accepted"], found["floor"], strict=True)
    return Figures(
        entry_bytes=sum(map(len, kept_bytes())),
        floor=Spread.of(found["floor"]),
        accepted=Spread.of(found["accepted"]),
        signed=Spread.of(found["signed"]),
        of_floor=Spread.of([ours / theirs for ours, theirs in pairs]),
        durable_ms={"p50": percentile(durable, 0.5), "p99": percentile(durable, 0.99)},
        cpu_ms=median(found["cpu_ms"]),
        syncs_per_second=median(found["syncs"]),
        rss_mb=memory,
        proof_ms=proof,
        load={"before": before, "after": os.getloadavg()},
    )


def _table(figures: Figures) -> Table:
    table = Table(box=None, pad_edge=False, show_header=False)

    def spread(one: Spread, form: str) -> str:
        return f"{one.median:{form}} ({one.low:{form}}–{one.high:{form}})"  # noqa: RUF001  a range

    each = ", ".join(f"{name} {ms:.2f}" for name, ms in figures.proof_ms.items())
    memory = ", ".join(f"{size:,}: {mb:.0f}" for size, mb in figures.rss_mb.items())
    for name, value in (
        ("bytes kept of an entry", f"{figures.entry_bytes:,.0f}"),
        ("floor: SQLite, entries/s", spread(figures.floor, ",.0f")),
        ("durable, entries/s", spread(figures.accepted, ",.0f")),
        ("signed, entries/s", f"{spread(figures.signed, ',.0f')}, goal {GOAL_RATE:,}"),
        ("durable, of the floor", spread(figures.of_floor, ".2f")),
        ("processor ms an entry", f"{figures.cpu_ms:.2f}"),
        ("syncs/s under load", f"{figures.syncs_per_second:,.0f}"),
        (
            "durable at half that, ms",
            f"p50 {figures.durable_ms['p50']:.0f}, p99 {figures.durable_ms['p99']:.0f}, goal p99 {GOAL_DURABLE_MS}",
        ),
        ("memory by entries, MB", memory),
        ("a proof of a million, ms", f"{each}, goal {GOAL_PROOF_MS}"),
        ("goals", ", ".join(f"{name} {'met' if met else 'missed'}" for name, met in figures.goals.items())),
        ("load before and after", f"{figures.load}"),
    ):
        table.add_row(name, value)
    return table


def main() -> None:
    """Measure, and report as the command line says."""
    parser = argparse.ArgumentParser(prog="python -m bench.audit", description=__doc__)
    parser.add_argument("--json", action="store_true", help="report as JSON")
    parser.add_argument("--entries", type=int, default=12_000, help="entries of a round")
    parser.add_argument("--million", action="store_true", help="let the running journal grow to a million entries")
    chosen = parser.parse_args()
    tell = Console(stderr=True, highlight=False)
    data = Settings().data  # a real disk: what is measured is how fast it syncs
    data.mkdir(parents=True, exist_ok=True)
    folder = Path(tempfile.mkdtemp(prefix="bench-", dir=data))
    try:
        figures = asyncio.run(measured(folder, tell, entries=chosen.entries, million=chosen.million))
        if chosen.json:
            print(json.dumps({**asdict(figures), "goals": figures.goals}, indent=2), flush=True)
        else:
            Console(width=130, highlight=False).print(_table(figures))
    finally:
        tell.print("  removing what was written")
        shutil.rmtree(folder)


if __name__ == "__main__":
    main()
