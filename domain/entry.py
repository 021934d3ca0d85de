"""What the journal keeps of one settlement: the leaf that the log proves, and the contents it names by their digest.

A leaf holds no content, so that what an establishment wrote can be destroyed when its retention ends: the digest
stays, and proves nothing to whoever would guess the content, because each has a salt that goes with it.
"""

from typing import Any, Literal, Self

from pydantic import AwareDatetime, BaseModel, ConfigDict, SerializerFunctionWrapHandler, model_serializer

from domain.canonical import digest, digest_of, dumps
from domain.case import Case
from domain.message import Message
from domain.question import Question
from domain.settlement import Settlement
from domain.verdict import Outcome, Verdict

VERSION = 1
"""Of the form of a leaf."""


class Settled(BaseModel):
    """One settlement, as a worker offers it to the journal, which salts its contents and chains it to the last one."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    sequence: int
    """The first message that changes a case is 1."""
    message: Message
    question: str | None
    """Digest of the question."""
    verdict: Verdict | None
    case: str
    """Digest of the case as this message left it."""
    announcements: str
    """Digest of what is announced."""
    told: str | None
    """Digest of what other cases are told; None when they are told nothing."""
    engine: str
    """Version of the code that settled it."""
    contract: str | None = None
    """Digest of the schemas of what that code lets in; None of those who did not say."""

    @classmethod
    def of(
        cls, message: Message, asked: Question | None, verdict: Verdict | None, settlement: Settlement, *, engine: str
    ) -> Self:
        """Return what the journal keeps of *settlement*."""
        return cls(
            sequence=settlement.case.sequence,
            message=message,
            question=question_digest(asked) if asked else None,
            verdict=verdict,
            case=case_digest(settlement.case),
            announcements=digest([_plain(each) for each in settlement.announcements]),
            told=digest([_plain(each) for each in settlement.told]) if settlement.told else None,
            engine=engine,
        )


class Header(BaseModel):
    """A message without what it says: *content* is the digest of that."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    source: str
    type: str
    time: AwareDatetime
    received_at: AwareDatetime
    content: str


class Judged(BaseModel):
    """A verdict without its reasons: *content* is the digest of the whole."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    decision_id: str
    revision: str
    outcome: Outcome
    content: str


class Entry(BaseModel):
    """One leaf of the log. Its canonical JSON is what is hashed; `uint16` bounds its length where it is stored."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    version: Literal[1] = 1
    case_id: str
    sequence: int
    previous: str | None
    """Digest of the entry before, of the same case; None for the first."""
    message: Header
    question: str | None
    verdict: Judged | None
    case: str
    announcements: str
    told: str | None
    engine: str
    contract: str | None = None
    """Not written when there is none: a leaf from before there was one stays what it was."""

    @model_serializer(mode="wrap")
    def _without_what_was_not(self, form: SerializerFunctionWrapHandler) -> dict[str, Any]:
        written: dict[str, Any] = form(self)
        return {name: value for name, value in written.items() if name != "contract" or value is not None}

    @property
    def written(self) -> bytes:
        """The leaf itself."""
        return dumps(self.model_dump(mode="json"))

    @property
    def digest(self) -> str:
        """By which the next entry of the case names it."""
        return digest_of(self.written)


def content(value: Any, *, salt: str) -> bytes:
    """Return what is stored of *value*, under the digest of these very bytes; *salt* is drawn once and random."""
    return dumps({"salt": salt, "value": value})


def case_digest(case: Case) -> str:
    """Return the digest of *case*, the same whatever fields a later version adds with a default."""
    return digest(_plain(case))


def question_digest(question: Question) -> str:
    """Return the digest of *question*, the same whatever fields a later version adds with a default."""
    return digest(_plain(question))


def _plain(model: BaseModel) -> dict[str, Any]:
    return model.model_dump(mode="json", exclude_defaults=True)
