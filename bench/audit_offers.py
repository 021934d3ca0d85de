"""What is offered to the journal: settlements of the usual size, and what is kept of each."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Final

from audit.log.forming import formed
from domain.entry import Settled
from domain.message import Message
from domain.text import Text
from domain.verdict import Citation, Outcome, Reason, Verdict

PER_OFFER: Final = 4
"""Entries in an offer: the events of a case that a worker settles at once, when many wait."""


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
