"""What the leaves of one case say, and whether they are all of its entries, in order, each with its contents."""

import json
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from typing import Any, Final

from pydantic import ValidationError

from audit.verifier.destructions import MESSAGE, VERDICT, Gone, of_the_case
from audit.verifier.leaf import Leaf, Tell, where
from audit.verifier.report import Report
from domain.canonical import digest_of
from domain.entry import Entry, Judged
from domain.message import Message
from domain.verdict import Verdict

Contents = Callable[[str], bytes | None]
"""Gives the content of a digest, or what stands in its place; None when there is nothing."""

DIGEST: Final = re.compile(r"sha256:[0-9a-f]{64}")
"""What names a content or a bundle; anything else might name a file that is none of the log's."""


@dataclass(frozen=True)
class Step:
    """One entry with what is left of its contents."""

    index: int
    entry: Entry
    message: Message | None
    """None when what it said is gone."""
    verdict: Verdict | None
    """None when there was none, or it is gone."""


@dataclass(frozen=True)
class Held:
    """What contents are read from, and what the log says was destroyed of them."""

    contents: Contents
    gone: Gone
    report: Report

    def value(self, of: str, digest: str, tell: Tell) -> Any:
        """Return the value of the content called *of*, or None when it is gone or is not what it should be."""
        if not DIGEST.fullmatch(digest):
            tell("content_malformed", of=of, path=digest, why="digest")
            return None
        raw = self.contents(digest)
        whole = raw is not None and digest_of(raw) == digest
        if self.gone.tells(digest, raw, whole=whole, of=of, tell=partial(tell, path=digest)):
            return None
        if raw is None or not whole:
            tell("content_missing" if raw is None else "content_altered", of=of, path=digest)
            return None
        try:
            written = json.loads(raw)
        except (ValueError, RecursionError):
            tell("content_malformed", of=of, path=digest, why="JSON")
            return None
        if not isinstance(written, dict) or set(written) != {"salt", "value"} or written["value"] is None:
            tell("content_malformed", of=of, path=digest, why="salt, value")
            return None
        self.report.proven["contents"] += 1
        return written["value"]


def steps(case_id: str, leaves: Iterable[Leaf], contents: Contents, gone: Gone, report: Report) -> list[Step]:
    """Return the entries of *case_id* in the order of the log, as far as they can be read."""
    held = Held(contents, gone, report)
    known: dict[str, int] = {}
    found: list[Step] = []
    before: Entry | None = None
    for leaf in leaves:
        tell = partial(report.tell, case=case_id, index=leaf.index)
        entry = _read(leaf.raw, tell)
        if entry is None:
            continue
        tell = partial(tell, sequence=entry.sequence)
        if entry.case_id != case_id:
            tell("entry_of_another_case", given=entry.case_id)
            continue
        if _follows(entry, before, tell):
            report.proven["entries"] += 1
        before = entry
        known |= dict.fromkeys((entry.message.content, *([entry.verdict.content] if entry.verdict else ())), leaf.index)
        found.append(_whole(leaf.index, entry, held, tell))
    if before is None:
        report.tell("no_entry", case=case_id)
    of_the_case(case_id, gone, known, report)
    return found


def _read(raw: bytes, tell: Tell) -> Entry | None:
    try:
        entry = Entry.model_validate_json(raw, strict=True)
    except ValidationError as error:
        tell("entry_malformed", why=where(error))
        return None
    if entry.written != raw:
        tell("entry_not_canonical", sequence=entry.sequence)
    return entry


def _follows(entry: Entry, before: Entry | None, tell: Tell) -> bool:
    last = before.sequence if before else 0
    if entry.sequence > last + 1:
        tell("sequence_gap", before=last, given=entry.sequence)
    elif entry.sequence <= last:
        tell("sequence_repeated", before=last, given=entry.sequence)
    chained = entry.previous == (before.digest if before else None)
    if not chained:
        tell("chain_broken")
    return chained and entry.sequence == last + 1


def _whole(index: int, entry: Entry, held: Held, tell: Tell) -> Step:
    data = held.value(MESSAGE, entry.message.content, tell)
    message = verdict = None
    if data is not None:
        header = entry.message.model_dump(exclude={"content"})
        try:
            message = Message.model_validate({**header, "subject": entry.case_id, "data": data})
        except ValidationError as error:
            tell("content_malformed", of=MESSAGE, why=where(error))
    if entry.verdict is not None:
        verdict = _verdict(entry.verdict, held, tell)
    return Step(index, entry, message, verdict)


def _verdict(judged: Judged, held: Held, tell: Tell) -> Verdict | None:
    value = held.value(VERDICT, judged.content, tell)
    if value is None:
        return None
    try:
        verdict = Verdict.model_validate(value)
    except ValidationError as error:
        tell("content_malformed", of=VERDICT, why=where(error))
        return None
    for name in ("decision_id", "revision", "outcome"):
        if getattr(verdict, name) != getattr(judged, name):
            tell("verdict_not_its_content", path_=name)
    return verdict
