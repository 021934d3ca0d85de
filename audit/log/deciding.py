"""What becomes of an offer: appended, known already, or refused, because one settlement has one entry and no other."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

import orjson
from pydantic import BaseModel, ConfigDict, Field

from audit.log.forming import formed, same_message, same_outcome
from audit.log.index import Accepting, Held
from audit.verifier.destructions import destroyed
from audit.verifier.tiles import LONGEST
from domain.entry import Entry, Settled
from domain.verdict import Verdict


class Offer(BaseModel):
    """Settlements of one case, in their order."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    case_id: str = Field(min_length=1)
    settled: tuple[Settled, ...] = Field(min_length=1)

    @property
    def flaw(self) -> str | None:
        """The field that cannot be right, each value being right by itself."""
        for place, each in enumerate(self.settled):
            if each.sequence != self.settled[0].sequence + place or each.sequence < 1:
                return f"settled.{place}.sequence"
            if each.message.subject != self.case_id:
                return f"settled.{place}.message.subject"
        return None


@dataclass(frozen=True)
class Kept:
    """All of it is in the journal."""

    entries: Sequence[Held]


@dataclass(frozen=True)
class Otherwise:
    """The journal holds the same messages, settled otherwise: these verdicts are what happened."""

    verdicts: Mapping[int, Verdict | None]


@dataclass(frozen=True)
class Gap:
    """What comes before was never offered."""

    expected: int


@dataclass(frozen=True)
class Disagrees:
    """The journal holds another message at that sequence, or its content no longer exists to compare."""

    sequence: int


@dataclass(frozen=True)
class Malformed:
    """No entry can be made of it."""

    field: str


Answer = Kept | Otherwise | Gap | Disagrees | Malformed


class Reads(Protocol):
    """What reads the part of the log that is no longer in the index."""

    def leaf(self, place: int) -> bytes:
        """Return a leaf that was integrated."""

    def content(self, digest: str) -> bytes:
        """Return a content that was stored.

        Raises:
            FileNotFoundError: it was destroyed.
        """


def decide(offer: Offer, accepting: Accepting, log: Reads) -> Answer:
    """Take *offer* in, all of it, or nothing."""
    flaw = offer.flaw
    if flaw is not None:
        return Malformed(flaw)
    held: list[Held] = []
    verdicts: dict[int, Verdict | None] = {}
    same = True
    for each in offer.settled:
        found = accepting.held(offer.case_id, each.sequence)
        if found is None:
            break
        entry = Entry.model_validate_json(accepting.leaf(found.place) or log.leaf(found.place))
        try:
            data = _value(entry.message.content, accepting, log)
            verdict = Verdict.model_validate(_value(entry.verdict.content, accepting, log)) if entry.verdict else None
        except FileNotFoundError:
            return Disagrees(each.sequence)
        if not same_message(entry, data, each.message):
            return Disagrees(each.sequence)
        same = same and same_outcome(entry, verdict, each)
        held.append(found)
        verdicts[each.sequence] = verdict
    if not same:
        return Otherwise(verdicts)
    return _appended(offer, held, accepting)


def _appended(offer: Offer, held: list[Held], accepting: Accepting) -> Answer:
    new = offer.settled[len(held) :]
    if not new:
        return Kept(held)
    last = accepting.last(offer.case_id)
    expected = last.sequence + 1 if last else 1
    if new[0].sequence != expected:
        return Gap(expected)
    previous = last.digest if last else None
    made = []
    for place, each in enumerate(new, len(held)):
        entry = formed(offer.case_id, each, previous)
        if len(entry.leaf) > LONGEST:
            return Malformed(f"settled.{place}.message")
        previous = entry.digest
        made.append(entry)
    return Kept([*held, *map(accepting.add, made)])


def _value(digest: str, accepting: Accepting, log: Reads) -> Any:
    raw = accepting.content(digest) or log.content(digest)
    if destroyed(raw) is not None:
        raise FileNotFoundError(digest)
    return orjson.loads(raw)["value"]
