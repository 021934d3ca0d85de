"""How a settlement becomes a leaf and the contents it names.

The content of a message is its `data`: the header holds the rest, and its subject is the case. The content of a verdict
is the whole of it.
"""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final, Self

import orjson

from domain.canonical import digest_of
from domain.entry import Entry, Header, Judged, Settled, content
from domain.message import Message
from domain.verdict import Verdict

SALT: Final = 16
"""Bytes of chance in the salt of a content."""


@dataclass(frozen=True)
class Formed:
    """An entry, ready to be taken in: each thing is written and digested once."""

    case_id: str
    sequence: int
    leaf: bytes
    digest: str
    contents: Mapping[str, bytes]
    """By digest."""

    @classmethod
    def of(cls, entry: Entry, contents: Mapping[str, bytes]) -> Self:
        """Return *entry* with its *contents*."""
        leaf = _written(entry.model_dump(mode="json"))
        return cls(entry.case_id, entry.sequence, leaf, digest_of(leaf), contents)


def formed(case_id: str, settled: Settled, previous: str | None) -> Formed:
    """Return the entry of *settled*, which follows the one whose digest is *previous*."""
    message, verdict = settled.message, settled.verdict
    said = content(message.data, salt=secrets.token_hex(SALT))
    contents = {(digest := digest_of(said)): said}
    judged = None
    if verdict is not None:
        whole = _written({"salt": secrets.token_hex(SALT), "value": verdict.model_dump(mode="json")})
        judged = Judged(
            decision_id=verdict.decision_id,
            revision=verdict.revision,
            outcome=verdict.outcome,
            content=digest_of(whole),
        )
        contents[judged.content] = whole
    header = Header(
        id=message.id,
        source=message.source,
        type=message.type,
        time=message.time,
        received_at=message.received_at,
        content=digest,
    )
    entry = Entry(
        case_id=case_id,
        sequence=settled.sequence,
        previous=previous,
        message=header,
        question=settled.question,
        verdict=judged,
        case=settled.case,
        announcements=settled.announcements,
        told=settled.told,
        engine=settled.engine,
        contract=settled.contract,
    )
    return Formed.of(entry, contents)


def same_message(entry: Entry, data: Any, message: Message) -> bool:
    """Return whether *message* is the one of *entry*, whose content is *data*."""
    return (entry.message.source, entry.message.id, data) == (message.source, message.id, message.data)


def same_outcome(entry: Entry, verdict: Verdict | None, settled: Settled) -> bool:
    """Return whether *settled*, of the same message, came to what *entry*, with that *verdict*, says."""
    digests = ("question", "case", "announcements", "told")
    return verdict == settled.verdict and all(getattr(entry, name) == getattr(settled, name) for name in digests)


def _written(value: dict[str, Any]) -> bytes:
    """Return the canonical JSON of one of our own models, ten times faster than `domain.canonical`.

    The names of their fields are ASCII, and they hold no number but small integers: all that is left is the order.
    """
    return orjson.dumps(value, option=orjson.OPT_SORT_KEYS)
