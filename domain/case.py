"""What is known of one thing under governance: a pure value that only `settle` changes."""

import re
from datetime import date
from typing import Any, Self

from pydantic import AwareDatetime, BaseModel, ConfigDict

from domain.canonical import digest
from domain.message import FROM_A_CASE
from domain.question import Fulfilment, Opinion, Passage
from domain.verdict import Obligation, Outcome

CASE_ID = re.compile(
    r"(?P<process>[a-z]+(?:-[a-z]+)*):(?P<establishment>[a-z0-9]+(?:-[a-z0-9]+)*)/(?P<slug>[a-z0-9]+(?:-[a-z0-9]+)*)"
)
"""`<process>:<establishment>/<slug>`, each part in lower-case letters, digits and single hyphens."""


class Fact(BaseModel):
    """The last thing said on one topic."""

    model_config = ConfigDict(frozen=True)

    data: dict[str, Any]
    event_id: str
    time: AwareDatetime
    source: str | None = None
    """Who said it; None when it was recorded before cases remembered that."""
    type: str | None = None
    """The message type that said it."""
    report: bool = False
    """Whether it only tells how things go: the dossier is the same without it."""

    @property
    def linked(self) -> bool:
        """Whether another case told it."""
        return self.source is not None and self.source.startswith(FROM_A_CASE)

    @property
    def weighed(self) -> bool:
        """Whether it is part of the dossier that an opinion covers."""
        return not self.report and not self.linked


class OpinionFact(BaseModel):
    """The last opinion that one body, or one of its seats, gave."""

    model_config = ConfigDict(frozen=True)

    opinion: Opinion
    event_id: str
    time: AwareDatetime
    source: str | None = None
    """Who gave it; None when it was recorded before cases remembered that."""
    seen: dict[str, str] | None = None
    """Digest of each topic of the dossier it covers; None when it did not cover the dossier of the moment."""


class Told(BaseModel):
    """What another case has last been told."""

    model_config = ConfigDict(frozen=True)

    type: str
    data: dict[str, Any]
    time: AwareDatetime


class Case(BaseModel):
    """One case. *stage* is None until a verdict has let it in; *passage* is the one it waits for."""

    model_config = ConfigDict(frozen=True)

    id: str
    process: str
    establishment: str
    stage: str | None = None
    passage: Passage | None = None
    requested_by: str | None = None
    """Who asked for *passage*; None when the declaration did, or when cases did not remember it yet."""
    outcome: Outcome | None = None
    """Outcome of the last verdict."""
    facts: dict[str, Fact] = {}
    opinions: dict[str, OpinionFact] = {}
    """By place: a body, or a body and one of its seats."""
    fulfilled: dict[str, Fulfilment] = {}
    """What was said of the conditions that opinions set, by place."""
    crossed: dict[str, str] = {}
    """Digest of the dossier when each gate was passed, by stage."""
    obligations: tuple[Obligation, ...] = ()
    again_on: date | None = None
    """The day on which the last verdict wants to be asked again."""
    over: bool = False
    """Whether the last verdict found that the last day of what its stage lets happen is past."""
    put_aside: AwareDatetime | None = None
    """Since when *passage* is to be asked, that of whether it may stay having come first; None when it was asked."""
    recalled: tuple[str, ...] = ()
    """Keys of the reminders, lateness and escalations already told of what it still owes."""
    declared: AwareDatetime | None = None
    """When it was first declared, by its source's clock; None when it was before cases remembered that."""
    heard: AwareDatetime | None = None
    """When its own establishment last spoke; None when it has not since cases remember that."""
    watched: tuple[str, ...] = ()
    """Topics of which the last word is judged at once where it stands."""
    told: dict[str, Told] = {}
    """What each other case knows of it, by that case's id."""
    seen: tuple[str, ...] = ()
    """Keys of every message that changed it, in order."""

    @classmethod
    def opened(cls, case_id: str) -> Self:
        """Return the case *case_id* as it is before its first message.

        Raises:
            ValueError: when *case_id* is not of the form `<process>:<establishment>/<slug>`.
        """
        parts = CASE_ID.fullmatch(case_id)
        if parts is None:
            raise ValueError(f"not a case id: {case_id!r}")
        return cls(id=case_id, process=parts["process"], establishment=parts["establishment"])

    @property
    def sequence(self) -> int:
        """How many messages have changed it."""
        return len(self.seen)

    @property
    def title(self) -> str | None:
        """What its establishment calls it."""
        declaration = self.facts.get("declaration")
        return declaration.data.get("title") if declaration else None

    @property
    def initiative(self) -> str | None:
        """The initiative that it says it is about: any one, or no such case at all."""
        declaration = self.facts.get("declaration")
        return declaration.data.get("initiative") if declaration else None

    @property
    def dossier(self) -> str:
        """Digest of what an opinion covers: opinions, reports and what other cases tell are left out."""
        return digest({topic: fact.data for topic, fact in self.facts.items() if fact.weighed})

    @property
    def topics(self) -> dict[str, str]:
        """Digest of each topic of the dossier."""
        return {topic: digest(fact.data) for topic, fact in self.facts.items() if fact.weighed}

    @property
    def next_due(self) -> date | None:
        """The earliest day on which something is due."""
        return min((obligation.due for obligation in self.obligations), default=None)
