"""What a giver signs: the whole opinion in few words, the same for whoever signs, judges or proves it again.

Texts are there by their digest, so that a case does not keep them twice; each on its own, so that no two of them can
be read as one.
"""

from datetime import date
from hashlib import sha256
from typing import Any, Final

from domain.question import Opinion

TYPE: Final = "balise-opinion+jws"
"""What the signature says it is: a key that also signs other things never signs an opinion by accident."""


def statement(case_id: str, opinion: Opinion, *, person: str, signed_on: date) -> dict[str, Any]:
    """Return what *person* states of *case_id* by giving *opinion*; its signature and receipt are not of it."""
    return {
        "case": case_id,
        "body": opinion.body,
        "seat": opinion.seat,
        "person": person,
        "answer": opinion.answer,
        "covers": opinion.covers,
        "reasons": text_digest(opinion.reasons) if opinion.reasons is not None else None,
        "language": opinion.language,
        "conditions": [text_digest(condition) for condition in opinion.conditions],
        "signed_on": signed_on.isoformat(),
    }


def text_digest(text: str) -> str:
    """Return `sha256:` and the digest of *text* in UTF-8."""
    return f"sha256:{sha256(text.encode()).hexdigest()}"
