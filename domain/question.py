"""What is asked of the policies: the whole input of the one entrypoint, and nothing a policy could fetch itself."""

from datetime import date
from enum import StrEnum
from typing import Any

from pydantic import AwareDatetime, BaseModel, ConfigDict, SerializerFunctionWrapHandler, model_serializer

ENTRYPOINT = "balise/verdict"
"""Path of the one policy entrypoint, below OPA's `/v1/data/`. A constant: a path is never data."""


class Mode(StrEnum):
    """Why a gate is asked."""

    PASSAGE = "passage"
    """The case waits to enter the stage *to*: what is missing stops it."""

    RECENSION = "recension"
    """The case was declared at the stage *to* it has really reached: what is missing is to be regularized."""

    STANDING = "standing"
    """The case stands at the stage *to*: something new, or a day that has come, may change what it owes."""


class Passage(BaseModel):
    """The stage a case wants to enter, or stands at."""

    model_config = ConfigDict(frozen=True)

    mode: Mode
    origin: str | None
    to: str


class Opinion(BaseModel):
    """What a body said of a case. Counts only while *covers* is the dossier's digest, and as far as it is signed."""

    model_config = ConfigDict(frozen=True)

    body: str
    answer: str
    covers: str
    changed: tuple[str, ...] | None = None
    """Topics that are no longer what its giver saw; None when what was seen is not known."""
    seat: str | None = None
    """Which seat of the body, where several sit; None when the body speaks with one voice."""
    reasons: str | None = None
    language: str | None = None
    conditions: tuple[str, ...] = ()
    signature: str | None = None
    """Compact JWS over the statement (`domain.statement`) by the key of who gave it."""
    received_at: AwareDatetime | None = None
    """When it was handed over, by our clock: whoever signs chooses the day written in the signature, not this one."""

    @property
    def place(self) -> str:
        """Under which name a case keeps it: one word of each seat, the last."""
        return f"{self.body}/{self.seat}" if self.seat else self.body


class Given(BaseModel):
    """The opinion that an event gives, which whoever gave it wants to see answered."""

    model_config = ConfigDict(frozen=True)

    place: str
    kept: bool
    """False when its seat had said something later already, which is what the case keeps."""


class Fulfilment(BaseModel):
    """What an establishment said of a condition that an opinion set: where the evidence is."""

    model_config = ConfigDict(frozen=True)

    body: str
    seat: str | None = None
    condition: str
    """Digest of the condition's text."""
    evidence: str
    """Reference of what shows it."""
    event_id: str
    source: str
    time: AwareDatetime
    received_at: AwareDatetime

    @property
    def place(self) -> str:
        """Under which name a case keeps it: one word on each condition, the last."""
        return f"{self.body}/{self.seat or ''}/{self.condition}"


class Owed(BaseModel):
    """What a case owes, as far as putting it off depends on it."""

    model_config = ConfigDict(frozen=True)

    kind: str
    rule: str
    by: str
    due: date
    """The day on which it was due before anybody put it off."""
    put_off_at: AwareDatetime | None = None
    """When it was last put off, by the clock of whoever did."""


class Extension(BaseModel):
    """What a body asks of a due date."""

    model_config = ConfigDict(frozen=True)

    obligation: str
    until: date
    reasons: str
    source: str
    time: AwareDatetime
    received_at: AwareDatetime
    owed: Owed | None
    """None when the case owes nothing of that id."""


class Spoken(BaseModel):
    """Who said one thing, and with which type of message. Nothing is known of what older versions recorded."""

    model_config = ConfigDict(frozen=True)

    source: str | None
    type: str | None


class Provenance(BaseModel):
    """Who said what the case holds. Apart from the facts: an opinion covers what was said, whoever said it."""

    model_config = ConfigDict(frozen=True)

    facts: dict[str, Spoken] = {}
    """By topic: what `facts.assessment.privacy` holds was said by `assessment.privacy` of this."""
    opinions: dict[str, str | None] = {}
    """Source of each opinion, by its place."""
    passage: Spoken | None = None
    """Who asked for the passage, when a message of its own did."""


class Subject(BaseModel):
    """The case a question is about, as far as policy may know it."""

    model_config = ConfigDict(frozen=True)

    id: str
    establishment: str
    stage: str | None
    dossier: str
    """Digest of the facts, opinions and reports left out: what an opinion covers."""
    declared: AwareDatetime | None = None
    """When it was first declared, by its source's clock."""
    heard: AwareDatetime | None = None
    """When its own establishment last spoke."""
    crossed: dict[str, str] = {}
    """That digest as it was when each gate opened: what opened a gate is not asked again there."""


class Question(BaseModel):
    """One question to the policies. *as_of* is the only time a rule may know."""

    model_config = ConfigDict(frozen=True)

    as_of: AwareDatetime
    process: str
    case: Subject
    passage: Passage
    facts: dict[str, dict[str, Any]]
    opinions: dict[str, Opinion]
    """By place: a body, or a body and one of its seats."""
    event_id: str
    provenance: Provenance = Provenance()
    fulfilled: tuple[Fulfilment, ...] = ()
    extension: Extension | None = None
    """What the event asks of a due date; None for every event that asks nothing of one."""
    opinion: Given | None = None
    """None for every event that gives none; not written then, so that a question of before is named as it was."""

    @model_serializer(mode="wrap")
    def _without_what_was_not(self, form: SerializerFunctionWrapHandler) -> dict[str, Any]:
        written: dict[str, Any] = form(self)
        return {name: value for name, value in written.items() if name != "opinion" or value is not None}
