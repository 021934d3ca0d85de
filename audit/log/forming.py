"""How a settlement becomes a leaf and the contents it names.

The content of a message is its `data`: the header holds the rest, and its subject is the case. The content of a verdict
is the whole of it.
"""

import secrets
from typing import Any, Final

from domain.canonical import digest_of
from domain.entry import Entry, Header, Judged, Settled, content
from domain.message import Message
from domain.verdict import Verdict

SALT: Final = 16
"""Bytes of chance in the salt of a content."""


def formed(case_id: str, settled: Settled, previous: str | None) -> tuple[Entry, dict[str, bytes]]:
    """Return the entry of *settled*, which follows the one whose digest is *previous*, and its contents by digest."""
    message, verdict = settled.message, settled.verdict
    said = _salted(message.data)
    contents = [said]
    judged = None
    if verdict is not None:
        whole = _salted(verdict.model_dump(mode="json"))
        contents.append(whole)
        judged = Judged(
            decision_id=verdict.decision_id,
            revision=verdict.revision,
            outcome=verdict.outcome,
            content=digest_of(whole),
        )
    header = Header(
        id=message.id,
        source=message.source,
        type=message.type,
        time=message.time,
        received_at=message.received_at,
        content=digest_of(said),
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
    )
    return entry, {digest_of(each): each for each in contents}


def same_message(entry: Entry, data: Any, message: Message) -> bool:
    """Return whether *message* is the one of *entry*, whose content is *data*."""
    return (entry.message.source, entry.message.id, data) == (message.source, message.id, message.data)


def same_outcome(entry: Entry, verdict: Verdict | None, settled: Settled) -> bool:
    """Return whether *settled*, of the same message, came to what *entry*, with that *verdict*, says."""
    digests = ("question", "case", "announcements", "told")
    return verdict == settled.verdict and all(getattr(entry, name) == getattr(settled, name) for name in digests)


def _salted(value: Any) -> bytes:
    return content(value, salt=secrets.token_hex(SALT))
