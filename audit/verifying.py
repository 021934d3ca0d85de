"""How a whole log is verified by every core, and goes on from what was proven of it before."""

import gzip
import json
import os
import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import dataclass, replace
from multiprocessing import get_context
from pathlib import Path
from typing import Final

from audit.replay import replay
from audit.sources import Source
from audit.verifier import log
from audit.verifier.checkpoint import Trust
from audit.verifier.destructions import destroyed
from audit.verifier.notes import Checkpoint, Note, NoteRefused
from audit.verifier.report import Report, Standing

LEAST: Final = 150
"""Leaves of the cases that one process takes at once: it starts an OPA for them, which takes a second."""

Progress = Callable[[str, int, int], None]
"""Takes what is being done (`leaves`, `cases`, then `histories`), how much is done, and of how much."""


@dataclass(frozen=True)
class Asked:
    """What to verify, and with whose word."""

    read: Source
    trust: Trust
    opa: Path | None
    case_id: str | None = None
    """One case only; the tree is checked whole all the same."""
    processes: int | None = None
    """As many as there are cores by default."""


@dataclass(frozen=True)
class Memory:
    """The last checkpoint of each log up to which all was proven, in a file of the auditor's own."""

    path: Path

    def last(self, origin: str) -> tuple[Checkpoint, str] | None:
        """Return that checkpoint of the log called *origin*, and its note as it was signed."""
        note = self._held().get(origin)
        if note is None:
            return None
        try:
            return Checkpoint.parse(Note.parse(note.encode()).text), note
        except NoteRefused:
            return None

    def keep(self, top: Checkpoint, raw: bytes) -> None:
        """Remember that all was proven up to *top*."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        written = json.dumps({**self._held(), top.origin: raw.decode()}, ensure_ascii=False, indent=1)
        draft = self.path.with_suffix(".new")
        draft.write_text(written, encoding="utf-8")
        draft.replace(self.path)

    def evidence(self, top: Checkpoint, raw: bytes) -> Path | None:
        """Keep both checkpoints when they tell different histories, and return where."""
        last = self.last(top.origin)
        if last is None:
            return None
        folder = self.path.parent / f"evidence-{top.root.hex()[:16]}"
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "seen-before").write_text(last[1], encoding="utf-8")
        (folder / "shown-now").write_bytes(raw)
        return folder

    def _held(self) -> dict[str, str]:
        if not self.path.exists():
            return {}
        try:
            held = json.loads(self.path.read_text(encoding="utf-8"))
        except ValueError:
            return {}
        return {name: note for name, note in held.items() if isinstance(note, str)} if isinstance(held, dict) else {}


@dataclass(frozen=True)
class Verified:
    """What came of it."""

    report: Report
    top: Checkpoint | None = None
    since: int = 0
    """How many entries were proven before, and taken as such."""
    evidence: Path | None = None
    """Where two histories of the log are kept."""


def verify(asked: Asked, memory: Memory | None, progress: Progress, *, again: bool = False) -> Verified:
    """Verify what is *asked*; cases that were proven up to the last time are left aside, unless *again*."""
    report = Report()
    before = _before(asked, memory)
    looked = log.look(
        asked.read, asked.trust, report, before=before, progress=lambda done, of: progress("leaves", done, of)
    )
    if looked is None:
        return Verified(report)
    rewritten = {"two_histories", "log_rewritten", "log_shrunk"} & {finding.code for finding in report.findings}
    since = before.size if before and not again and not rewritten and asked.case_id is None else 0
    cases = [
        (case_id, places)
        for case_id, places in looked.cases.items()
        if places[-1] >= since and asked.case_id in (None, case_id)
    ]
    if asked.case_id is not None and not cases:
        report.tell("no_entry", case=asked.case_id)
    report.add(_checked(asked, looked, cases, lambda done, of: progress("cases", done, of)))
    _replay(asked, [case_id for case_id, _ in cases], report, lambda done, of: progress("histories", done, of))
    evidence = memory.evidence(looked.top, looked.raw) if memory and rewritten else None
    if memory and asked.case_id is None and report.standing is Standing.PROVEN:
        memory.keep(looked.top, looked.raw)
    return Verified(report, looked.top, since, evidence)


def _before(asked: Asked, memory: Memory | None) -> Checkpoint | None:
    try:
        top = Checkpoint.parse(Note.parse(asked.read("checkpoint")).text)
    except (FileNotFoundError, NoteRefused):
        return None
    last = memory.last(top.origin) if memory else None
    return last[0] if last else None


def _checked(
    asked: Asked, looked: log.Looked, cases: list[log.Places], progress: Callable[[int, int], None]
) -> Iterator[Report]:
    processes = asked.processes or os.cpu_count() or 1
    # Every process has work, and none starts OPA for a few questions.
    most = min(log.MOST, max(LEAST, sum(len(places) for _, places in cases) // (processes * 4)))
    shares = list(log.divided(cases, most))
    done = 0
    if processes == 1 or len(shares) <= 1:
        for share in shares:
            yield _check(looked.share(share), asked.read, asked.opa)
        progress(len(cases), len(cases))
        return
    # A process of its own that is started anew: nothing of this one's threads or connections goes along.
    with ProcessPoolExecutor(processes, mp_context=get_context("spawn")) as pool:
        waiting = {pool.submit(_check, looked.share(share), asked.read, asked.opa): len(share) for share in shares}
        for each in as_completed(waiting):
            yield each.result()
            done += waiting[each]
            progress(done, len(cases))


def _replay(asked: Asked, case_ids: Sequence[str], report: Report, progress: Callable[[int, int], None]) -> None:
    """Have Temporal's own replayer say whether today's code does what the archived histories of these cases hold."""
    case_of = {path: case_id for case_id in case_ids for path in asked.read.below(f"histories/{case_id}")}
    workers = min(asked.processes or os.cpu_count() or 1, len(case_of)) or 1
    for done, each in enumerate(replay(_left(asked.read, case_of), workers=workers), 1):
        case_id, path = case_of[each.name], each.name
        if each.accepted:
            report.proven["replays"] += 1
        elif each.deviates:
            event, line = each.event or "?", each.line or "?"
            report.tell("history_deviates", case=case_id, path=path, why=each.cause, event=event, line=line)
        else:
            report.tell("history_not_replayed", case=case_id, path=path, why=each.cause)
        progress(done, len(case_of))


def _left(read: Source, paths: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield the histories at *paths* that were not destroyed."""
    for path in paths:
        packed = read(path)
        if destroyed(packed) is None:
            yield path, _unpacked(packed)


def _unpacked(packed: bytes) -> str:
    try:
        return gzip.decompress(packed).decode()
    except (OSError, EOFError, ValueError, zlib.error):
        return ""  # which is no history: it is told as such


def _check(share: log.Share, read: Source, opa: Path | None) -> Report:
    evidence = replace(log.evidence(read, opa), histories=lambda case_id: _histories(read, case_id))
    return log.checked(share, read, evidence)


def _histories(read: Source, case_id: str) -> dict[str, bytes]:
    return {path: read(path) for path in read.below(f"histories/{case_id}")}
