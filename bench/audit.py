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
import tempfile
import time
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from statistics import median
from typing import Final

from rich.console import Console

from audit.log.store import Folder
from audit.log.tree import Tree
from audit.verifier import merkle
from audit.verifier.tiles import Tiles
from bench.audit_figures import Figures, table
from bench.audit_floor import floor
from bench.audit_journal import Journal, started
from bench.audit_offers import PER_OFFER, kept_bytes, offers
from bench.figures import Spread, percentile
from settings import Settings

ROUNDS: Final = 3
MILLION: Final = 1_000_000
PROOFS: Final = 500


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
            Console(width=130, highlight=False).print(table(figures))
    finally:
        tell.print("  removing what was written")
        shutil.rmtree(folder)


if __name__ == "__main__":
    main()
