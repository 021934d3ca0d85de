"""What the policies answered: reasons first, the outcome derived from them and never set."""

from datetime import date
from enum import StrEnum
from typing import Literal, Self

from pydantic import AwareDatetime, BaseModel, ConfigDict, model_validator

from domain.text import Text


class Outcome(StrEnum):
    """What a verdict amounts to. Only `allow` opens a gate."""

    ALLOW = "allow"
    REVIEW = "review"
    INDETERMINATE = "indeterminate"
    DENY = "deny"


class Citation(BaseModel):
    """Where a rule comes from, and how sure we are of it."""

    model_config = ConfigDict(frozen=True)

    key: str
    instrument: str
    article: str | None
    confidence: Literal["verified", "verified-secondary", "recalled", "interpretation"]


class Reason(BaseModel):
    """One rule's answer, with what it says and what would help."""

    model_config = ConfigDict(frozen=True)

    rule: str
    gate: str
    title: Text
    message: Text
    remedy: Text
    citation: Citation
    missing: tuple[str, ...] = ()
    """Paths of the facts the rule needed and did not find."""
    by: str | None = None
    """The body whose move it is; None for the case's own establishment, and in older verdicts."""
    cause: Literal[
        "violated",
        "fact_missing",
        "text_unverified",
        "text_undated",
        "not_yet_in_force",
        "not_binding",
        "without_effect",
    ]
    """In a notice, one of the last three: the text is still to come, it is a model that binds others, or what was
    just said moves nothing: a decision on a due date, or an opinion."""
    effective: date | None = None
    """First day on which a notice will deny."""


class RequiredOpinion(BaseModel):
    """An opinion still waited for before the gate may open."""

    model_config = ConfigDict(frozen=True)

    body: str
    gate: str
    title: Text
    message: Text
    remedy: Text
    cause: Literal[
        "absent",
        "lapsed",
        "unfavourable",
        "unsigned",
        "signature_invalid",
        "key_unknown",
        "key_not_valid",
        "not_entitled",
        "wrong_case",
        "conflicted",
        "responsible_unknown",
        "conditions_missing",
        "quorum",
    ]


class Escalation(BaseModel):
    """Whom a lateness is told to, and on which day, if it lasts until then."""

    model_config = ConfigDict(frozen=True)

    on: date
    to: str


class Postponement(BaseModel):
    """That a due date was put off, by whom and why."""

    model_config = ConfigDict(frozen=True)

    obligation: str
    first: date
    """The day on which it was due before anybody put it off."""
    until: date
    by: str
    """Source of the decision."""
    time: AwareDatetime
    """When it was decided, by the clock of whoever did."""
    on: date
    """The day in Québec on which it was received."""
    text: Text


class Obligation(BaseModel):
    """What must now be done, by whom, by when. The same *id* names the same duty from one verdict to the next."""

    model_config = ConfigDict(frozen=True)

    id: str
    kind: Literal["regularize", "cease", "clarify", "duty"]
    """What policy forbids whatever is done about it is to `cease`, where a case stands already."""
    rule: str
    gate: str
    what: Text
    remedy: Text
    citation: Citation | None = None
    by: str
    due: date
    since: date | None = None
    """The day in Québec on which it was first imposed; None in what a verdict says, and for what was owed before cases
    remembered it."""
    missing: tuple[str, ...] = ()
    fulfilled_by: tuple[str, ...] = ()
    """Message types by which it is done, then imposed anew if it recurs; of a duty only."""
    judged: bool = False
    """Whether what is said by those types is only looked at: a verdict says if it is done. False in older verdicts."""
    item: str | None = None
    """Of several things due under one duty, the name of this one: what is said of them asks, a verdict says which is
    done."""
    reminders: tuple[date, ...] = ()
    """Days on which it is recalled to who owes it, in order."""
    escalations: tuple[Escalation, ...] = ()
    """Empty, as are the reminders, for what was imposed before policies said so: nobody is told of its lateness."""
    postponed: Postponement | None = None
    """How its due date came to be another than the first; None for the first."""


class Verdict(BaseModel):
    """The whole answer to one question. Built from OPA's result by the caller, which adds what it read back."""

    model_config = ConfigDict(frozen=True)

    decision_id: str
    path: str
    revision: str
    """Content digest of the bundle that decided."""
    outcome: Outcome
    violations: tuple[Reason, ...] = ()
    indeterminates: tuple[Reason, ...] = ()
    notices: tuple[Reason, ...] = ()
    opinions: tuple[RequiredOpinion, ...] = ()
    suspends: tuple[Reason, ...] = ()
    """Why the case may not stay at the stage where it stands. No outcome: a case that is suspended goes on living."""
    watches: tuple[str, ...] = ()
    """Topics of which the last word is to be judged at once while the case stands there."""
    obligations: tuple[Obligation, ...] = ()
    postponed: tuple[Postponement, ...] = ()
    """The due dates that a decision has put off, and that move."""
    gates: tuple[str, ...]
    """The gates that were judged, in the order of the stages."""
    evaluated: tuple[str, ...]
    """Every rule that was looked at: one that is expected and not here went undefined."""
    again_on: date | None = None
    """The day on which time alone may have changed the answer: it is asked again, if nothing else makes it be."""

    over: bool = False
    """Whether the last day of what the stage lets happen is past: time alone has ended it."""
    opened: str | None = None
    """The gate that was asked for and found open: what was owed at it is owed no more. None in older verdicts."""
    refuses: bool = False
    """Whether the opinion that was just given was not its giver's to give: the case stays as it was without it."""

    @model_validator(mode="after")
    def _outcome_is_derived(self) -> Self:
        if self.outcome is not self._derived():
            raise ValueError(f"outcome {self.outcome} does not follow from the reasons given")
        return self

    def _derived(self) -> Outcome:
        if self.violations:
            return Outcome.DENY
        if self.indeterminates:
            return Outcome.INDETERMINATE
        if self.opinions:
            return Outcome.REVIEW
        return Outcome.ALLOW
