"""What the leaves of one case say, and whether they are all of its entries, in order, each with its contents."""

import json
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any, Final

from pydantic import ValidationError

from audit.verifier.report import Report
from domain.canonical import digest_of
from domain.entry import Entry
from domain.message import Message
from domain.verdict import Verdict

Contents = Callable[[str], bytes | None]
"""Gives the content of a digest, or what stands in its place; None when there is nothing."""
Tell = Callable[..., None]

DIGEST: Final = re.compile(r"sha256:[0-9a-f]{64}")
"""What names a content or a bundle; anything else might name a file that is none of the log's."""
MESSAGE: Final = "message"
VERDICT: Final = "verdict"


@dataclass(frozen=True)
class Leaf:
    """One leaf of the log, where it stands."""

    index: int
    raw: bytes


@dataclass(frozen=True)
class Step:
    """One entry with what is left of its contents."""

    index: int
    entry: Entry
    message: Message | None
    """None when what it said is gone."""
    verdict: Verdict | None
    """None when there was none, or it is gone."""


def steps(case_id: str, leaves: Iterable[Leaf], contents: Contents, report: Report) -> list[Step]:
    """Return the entries of *case_id* in the order of the log, as far as they can be read."""
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
        found.append(_whole(leaf.index, entry, contents, report, tell))
    if before is None:
        report.tell("no_entry", case=case_id)
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


def _whole(index: int, entry: Entry, contents: Contents, report: Report, tell: Tell) -> Step:
    data = _content(MESSAGE, entry.message.content, contents, report, tell)
    message = verdict = None
    if data is not None:
        header = entry.message.model_dump(exclude={"content"})
        try:
            message = Message.model_validate({**header, "subject": entry.case_id, "data": data})
        except ValidationError as error:
            tell("content_malformed", of=MESSAGE, why=where(error))
    if entry.verdict is not None:
        verdict = _verdict(entry, contents, report, tell)
    return Step(index, entry, message, verdict)


def _verdict(entry: Entry, contents: Contents, report: Report, tell: Tell) -> Verdict | None:
    if entry.verdict is None:
        return None
    held = _content(VERDICT, entry.verdict.content, contents, report, tell)
    if held is None:
        return None
    try:
        verdict = Verdict.model_validate(held)
    except ValidationError as error:
        tell("content_malformed", of=VERDICT, why=where(error))
        return None
    for name in ("decision_id", "revision", "outcome"):
        if getattr(verdict, name) != getattr(entry.verdict, name):
            tell("verdict_not_its_content", path_=name)
    return verdict


def _content(of: str, digest: str, contents: Contents, report: Report, tell: Tell) -> Any:
    """Return the value of the content called *of*, or None when it is gone or is not what it should be."""
    if not DIGEST.fullmatch(digest):
        tell("content_malformed", of=of, path=digest, why="digest")
        return None
    raw = contents(digest)
    if raw is None:
        tell("content_missing", of=of, path=digest)
        return None
    if digest_of(raw) != digest:
        _instead(of, raw, partial(tell, path=digest))
        return None
    try:
        written = json.loads(raw)
    except (ValueError, RecursionError):
        tell("content_malformed", of=of, path=digest, why="JSON")
        return None
    if not isinstance(written, dict) or set(written) != {"salt", "value"} or written["value"] is None:
        tell("content_malformed", of=of, path=digest, why="salt, value")
        return None
    report.proven["contents"] += 1
    return written["value"]


def _instead(of: str, raw: bytes, tell: Tell) -> None:
    """Tell what stands in the place of a content: what says that it was destroyed, or anything else."""
    try:
        told = json.loads(raw)
    except (ValueError, RecursionError):
        told = None
    destroyed = told.get("destroyed") if isinstance(told, dict) and set(told) == {"destroyed"} else None
    if destroyed is None:
        tell("content_altered", of=of)
        return
    rule, on = (destroyed.get(name) for name in ("rule", "on")) if isinstance(destroyed, dict) else (None, None)
    if not isinstance(rule, str) or not rule.strip():
        tell("destroyed_without_rule", of=of, why="rule")
    elif not isinstance(on, str) or not _is_day(on):
        tell("destroyed_without_rule", of=of, why="on")
    else:
        tell("content_destroyed", of=of, rule=rule, on=on)


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def where(error: ValidationError) -> str:
    """Return the places that *error* is about, without what stood there."""
    problems = error.errors(include_input=False, include_url=False, include_context=False)
    return ", ".join(".".join(map(str, problem["loc"])) or problem["type"] for problem in problems[:5])
