"""What is asked of the policies: the whole input of the one entrypoint, and nothing a policy could fetch itself."""

from enum import StrEnum
from typing import Any

from pydantic import AwareDatetime, BaseModel, ConfigDict

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
    """What a body said of a case. Counts only while *covers* is the dossier's digest."""

    model_config = ConfigDict(frozen=True)

    body: str
    answer: str
    covers: str
    changed: tuple[str, ...] | None = None
    """Topics that are no longer what its giver saw; None when what was seen is not known."""


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
    """Source of each body's opinion."""
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
    heard: AwareDatetime | None = None
    """When its own establishment last spoke."""


class Question(BaseModel):
    """One question to the policies. *as_of* is the only time a rule may know."""

    model_config = ConfigDict(frozen=True)

    as_of: AwareDatetime
    process: str
    case: Subject
    passage: Passage
    facts: dict[str, dict[str, Any]]
    opinions: dict[str, Opinion]
    event_id: str
    provenance: Provenance = Provenance()
