"""One case's life as figures are computed from it: what it is, what it was told, how it was judged, what it entered.

What it is now and what it was told come from the case itself; judgements and entries from what was announced. The
case keeps its last events only, and the announcements hold no facts: neither says it all without the other.
"""

from collections.abc import Iterator
from datetime import datetime
from itertools import pairwise

from pydantic import AwareDatetime, BaseModel, ConfigDict

from domain.case import Case
from domain.mandate import MANDATE
from domain.question import Mode, Passage
from domain.verdict import Verdict

REQUESTED, WITHDRAWN = "passage.requested", "passage.withdrawn"
REQUESTS = frozenset({REQUESTED, WITHDRAWN})
"""Types of messages that change what is asked, and nothing that is known."""


class Record(BaseModel):
    """Something that is only read."""

    model_config = ConfigDict(frozen=True)


class Told(Record):
    """One message that the case remembers."""

    sequence: int
    at: AwareDatetime
    """When Balise received it."""
    event_id: str
    type: str
    what: str
    """Topic of the fact it brought while that fact is the latest on its topic, else its type."""
    stage: str | None
    """Where the case stood once it was settled."""
    gate: str | None = None
    outcome: str | None = None
    rules: tuple[str, ...] = ()


class Judgement(Record):
    """One verdict that was announced."""

    sequence: int
    at: AwareDatetime
    """When the message that asked for it was received."""
    said_at: AwareDatetime
    """When it was announced."""
    passage: Passage
    stage: str | None
    settled: tuple[str, ...]
    verdict: Verdict


class Entered(Record):
    """One stage that was entered."""

    sequence: int
    at: AwareDatetime
    stage: str
    origin: str | None
    mode: Mode


class Life(Record):
    """Everything that is known of one case."""

    case: Case
    verdict: Verdict | None = None
    told: tuple[Told, ...] = ()
    judgements: tuple[Judgement, ...] = ()
    entries: tuple[Entered, ...] = ()
    announced: int = 0
    """How many of the messages it remembers were announced as received."""

    @property
    def whole(self) -> bool:
        """Whether everything that was announced of it is here."""
        return self.announced >= self.case.sequence

    @property
    def since(self) -> datetime | None:
        """When it entered the stage it stands at; None when the event that tells it is forgotten."""
        if self.case.stage is None:
            return self._began
        if self.entries:
            return self.entries[-1].at
        changes = [after.at for before, after in pairwise(self.told) if before.stage != after.stage]
        if changes:
            return changes[-1]
        return self._began

    @property
    def asked_at(self) -> datetime | None:
        """When the passage it waits for was asked for: by a request, or by its declaration."""
        if self.case.passage is None:
            return None
        asked = [told.at for told in self.told if told.type == REQUESTED]
        if self.case.stage is not None:
            return asked[-1] if asked else None
        declared = [told.at for told in self.told if told.what == "declaration" or told.gate is not None]
        return declared[0] if declared else self._began

    @property
    def withdrawn(self) -> bool:
        """Whether the request that the last verdict was about was withdrawn since."""
        judged = max((told.sequence for told in self.told if told.outcome is not None), default=0)
        return any(told.type == WITHDRAWN and told.sequence > judged for told in self.told)

    @property
    def refused(self) -> bool:
        """Whether the ministry said no to a mandate: nothing is left to do, unless it is answered anew."""
        decision = self.case.facts.get("decision") if self.case.process == MANDATE.name else None
        return decision is not None and decision.data.get("answer") == "refused"

    def withdrew(self, first: int, last: int) -> bool:
        """Return whether a request was withdrawn after the message number *first* and before the message *last*."""
        return any(told.type == WITHDRAWN and first < told.sequence < last for told in self.told)

    @property
    def _began(self) -> datetime | None:
        return self.told[0].at if self.told and self.told[0].sequence == 1 else None

    def stays(self) -> Iterator[tuple[str, datetime, datetime | None]]:
        """Yield each stage it has stood at: since when, and until when; None for the one it stands at."""
        for entered, left in pairwise((*self.entries, None)):
            if entered is not None:
                yield entered.stage, entered.at, left.at if left else None
