"""What became of an inventory: exact counts, in which every row read is a case or a refusal."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from pydantic import BaseModel, ConfigDict, computed_field

from domain.text import Text
from events.follow import Sent
from events.inventory.reading import Inventory, Refused, Told
from events.inventory.sending import Ledger

MOST_MISSING = 10
NOT_ENTERED = "none"
"""Stage of a case whose first passage still waits."""


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True)


class RefusedRow(_Part):
    """A row that did not become a case, by the line where it begins."""

    line: int
    reason: Text


class Parked(_Part):
    """An event that intake refused although its case exists."""

    line: int
    event: str
    reason: Text


class Missing(_Part):
    """One rule that cases do not satisfy yet."""

    rule: str
    title: Text
    cases: int
    share: float
    """Of the cases judged in this run."""


class Events(_Part):
    """What became of the events."""

    to_send: int
    sent: int
    accepted: int
    recognized: int
    parked: int
    waiting: int


class Report(_Part):
    """The end of an import."""

    mapping: str
    rows: int
    cases: int
    by_stage: dict[str, int]
    """Cases judged in this run, by the stage they have reached."""
    already_known: int
    """Cases for which nothing new had to be judged."""
    waiting: int
    """Rows whose case has not been judged yet."""
    refused: tuple[RefusedRow, ...]
    events: Events
    verdicts: int
    outcomes: dict[str, int]
    """Last verdict of each case judged in this run."""
    missing: tuple[Missing, ...]
    parked: tuple[Parked, ...]
    seconds: float
    events_per_second: float
    complete: bool

    @computed_field  # type: ignore[prop-decorator]
    @property
    def exact(self) -> bool:
        """Whether rows read are cases and refusals together."""
        return self.rows == self.cases + len(self.refused)


def report(  # noqa: PLR0913 - these are the facts of one import, each from elsewhere
    mapping: str, inventory: Inventory, sent: Sequence[Sent], heard: Ledger, *, seconds: float, complete: bool
) -> Report:
    """Return the account of *inventory* after *sent*, by what was *heard*."""
    ends = _Ends(sent, heard)
    judged = [case for case in inventory.cases if not ends.parked(case) and case.case_id in heard.verdicts]
    known = [case for case in inventory.cases if case.case_id not in heard.verdicts and ends.nothing_due(case)]
    refusals = [Refused(case.line, reason) for case in inventory.cases if (reason := ends.parked(case))]
    verdicts = [heard.verdicts[case.case_id] for case in judged]
    events = ends.events(sum(len(case.events) for case in inventory.cases))
    over = events.sent - events.waiting
    return Report(
        mapping=mapping,
        rows=inventory.rows,
        cases=len(judged) + len(known),
        by_stage=dict(Counter(verdict["stage"] or NOT_ENTERED for verdict in verdicts)),
        already_known=len(known),
        waiting=len(inventory.cases) - len(judged) - len(known) - len(refusals),
        refused=tuple(
            RefusedRow(line=row.line, reason=row.reason)
            for row in sorted((*inventory.refused, *refusals), key=lambda row: row.line)
        ),
        events=events,
        verdicts=len(heard.verdict_ids),
        outcomes=dict(Counter(verdict["verdict"]["outcome"] for verdict in verdicts)),
        missing=tuple(_missing([verdict["verdict"] for verdict in verdicts])),
        parked=tuple(ends.parked_beside(inventory.cases)),
        seconds=round(seconds, 3),
        events_per_second=round(over / seconds, 1) if seconds else 0.0,
        complete=complete,
    )


class _Ends:
    """How each event that was sent has ended."""

    def __init__(self, sent: Sequence[Sent], heard: Ledger) -> None:
        self._sent = sent
        self._heard = heard
        self._at = {record.event: record.at for record in sent}

    def events(self, to_send: int) -> Events:
        """Return how many ended how. An event that is accepted, then recognized when it comes again, is accepted."""
        accepted = sum(self._heard.receipts[key] > 0 for key in self._at if key)
        recognized = sum(self._heard.duplicates[key] > 0 and not self._heard.receipts[key] for key in self._at if key)
        parked = sum(at in self._heard.parked for at in self._at.values())
        return Events(
            to_send=to_send,
            sent=len(self._sent),
            accepted=accepted,
            recognized=recognized,
            parked=parked,
            waiting=len(self._sent) - accepted - recognized - parked,
        )

    def parked(self, case: Told) -> Text | None:
        """Return why the declaration of *case* was not accepted, if it was not."""
        return self._reason(case.declaration)

    def parked_beside(self, cases: Sequence[Told]) -> list[Parked]:
        """Return the other events that were not accepted."""
        return [
            Parked(line=case.line, event=event["type"], reason=reason)
            for case in cases
            if not self.parked(case)
            for event in case.events[:-1]
            if (reason := self._reason(event))
        ]

    def nothing_due(self, case: Told) -> bool:
        """Return whether all of *case* has ended and none of it opened the case, so that no verdict is waited for."""
        keys = [(event["source"], event["id"]) for event in case.events]
        if self.parked(case) or not all(self._over(key) for key in keys):
            return False
        return keys[0] not in self._heard.opened

    def _over(self, key: tuple[str, str]) -> bool:
        heard = self._heard
        return bool(heard.receipts[key] or heard.duplicates[key]) or self._at.get(key) in heard.parked

    def _reason(self, event: Mapping[str, Any]) -> Text | None:
        at = self._at.get((event["source"], event["id"]))
        parked = self._heard.parked.get(at) if at else None
        return Text.model_validate(parked["text"]) if parked else None


def _missing(verdicts: Sequence[Mapping[str, Any]]) -> list[Missing]:
    """Return the rules most cases do not satisfy; a duty that recurs is not something missing."""
    cases: Counter[str] = Counter()
    titles: dict[str, Text] = {}
    for verdict in verdicts:
        reasons = {reason["rule"]: reason["title"] for reason in (*verdict["violations"], *verdict["indeterminates"])}
        owed = {owing["rule"]: owing["what"] for owing in verdict["obligations"] if owing["kind"] != "duty"}
        cases.update({*reasons, *owed})
        titles |= {rule: Text.model_validate(title) for rule, title in {**owed, **reasons}.items()}
    ranked = sorted(cases.items(), key=lambda pair: (-pair[1], pair[0]))[:MOST_MISSING]
    return [
        Missing(rule=rule, title=titles[rule], cases=count, share=round(count / len(verdicts), 4))
        for rule, count in ranked
    ]
