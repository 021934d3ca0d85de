"""Settlements to offer to a journal, made by the core itself."""

from datetime import UTC, datetime, timedelta
from typing import Any

from audit.log.deciding import Offer
from domain.entry import Settled
from domain.message import Message
from domain.text import Text
from domain.verdict import Citation, Outcome, Reason, Verdict

START = datetime(2026, 11, 2, 9, tzinfo=UTC)
WORDS = Text(
    fr="Il manque l'évaluation des facteurs relatifs à la vie privée.", en="The privacy assessment is missing."
)
CITATION = Citation(key="a21-63-5", instrument="A-2.1", article="63.5", confidence="verified")


def verdict(number: int, outcome: Outcome = Outcome.DENY, reasons: int = 2) -> Verdict:
    reason = Reason(
        rule="VIE-001", gate="planning", title=WORDS, message=WORDS, remedy=WORDS, citation=CITATION, cause="violated"
    )
    return Verdict(
        decision_id=f"d{number}",
        path="balise/verdict",
        revision="sha256:" + "0" * 64,
        outcome=outcome,
        violations=(reason,) * reasons if outcome is Outcome.DENY else (),
        gates=("planning",),
        evaluated=("VIE-001",),
    )


def settled(case_id: str, number: int, *, judged: Verdict | None = None, **data: Any) -> Settled:
    at = START + timedelta(minutes=number)
    return Settled(
        sequence=number,
        message=Message(
            id=f"{case_id}-e{number}",
            source="urn:balise:etablissement:ciusss-cn",
            type="need.described",
            subject=case_id,
            time=at,
            received_at=at,
            data={"problem": f"problème {number}", **data},
        ),
        question="sha256:" + "1" * 64 if judged else None,
        verdict=judged,
        case="sha256:" + f"{number:064x}",
        announcements="sha256:" + "2" * 64,
        told=None,
        engine="0.1.0",
    )


def offer(case_id: str, first: int = 1, last: int | None = None) -> Offer:
    numbers = range(first, (last or first) + 1)
    return Offer(case_id=case_id, settled=tuple(settled(case_id, each, judged=verdict(each)) for each in numbers))
