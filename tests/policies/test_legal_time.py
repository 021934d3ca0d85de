"""A rule binds from the first second of its day in Québec to the last second before its end, and not a second more."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

import pytest

from tests.policies.policy_dossiers import Found
from tests.policies.policy_worlds import (
    CATALOGUE,
    CITATIONS,
    LONG_AGO,
    SETTLED,
    Answer,
    Asked,
    Json,
    Posed,
    Worlds,
    timeless,
)

pytestmark = pytest.mark.engines

QUEBEC: Final = ZoneInfo("America/Toronto")
CHOSEN: Final = ("2026-03-01", "2026-03-08", "2026-11-01", "2027-01-01", "2028-02-29")
"""Days on which a text could begin or end: an ordinary one, both on which clocks change, a new year, a leap day."""


def instants(day: str) -> Iterator[str]:
    """Yield the seconds on each side of both midnights of *day*, in Québec's time within it and in UTC around it."""
    first = date.fromisoformat(day)
    for on, at in (
        (first - timedelta(1), time(23, 59, 59)),
        (first, time(0, 0, 0)),
        (first, time(23, 59, 59)),
        (first + timedelta(1), time(0, 0, 0)),
    ):
        moment = datetime.combine(on, at, QUEBEC)
        here = on == first
        yield moment.isoformat() if here else moment.astimezone(UTC).isoformat().replace("+00:00", "Z")


def day_in_quebec(moment: str) -> str:
    return datetime.fromisoformat(moment).astimezone(QUEBEC).date().isoformat()


@dataclass(frozen=True)
class Term:
    """The days that bound a rule: from its text, from itself, or from both."""

    text_from: str = LONG_AGO
    text_until: str | None = None
    rule_from: str | None = None
    rule_until: str | None = None

    @property
    def first(self) -> str:
        return max(self.text_from, self.rule_from or "")

    @property
    def end(self) -> str:
        return min(self.text_until or "9999", self.rule_until or "9999")

    def asked(self, rule: Posed, facts: Json, moment: str) -> Asked:
        entry = timeless(CATALOGUE["rules"][rule.rule])
        own = {"in_force_from": self.rule_from, "until": self.rule_until}
        text = {**SETTLED[entry["citation"]], "in_force_from": self.text_from, "until": self.text_until}
        return Asked(
            rule,
            facts,
            as_of=moment,
            texts={entry["citation"]: text},
            rule={**entry, **{name: day for name, day in own.items() if day is not None}},
        )


@dataclass(frozen=True)
class Moment:
    """One dossier judged at one moment, under bounded texts and, to compare, under texts in force all along."""

    rule: Posed
    facts: Json
    moment: str
    term: Term

    def expected(self, always: Answer) -> tuple[str, list[tuple[str, str | None]]]:
        """Return the outcome and the causes, from what the same rule says when no day bounds it."""
        today = day_in_quebec(self.moment)
        if today >= self.term.end or always.state == "met":
            return "allow", []
        if today < self.term.first:
            return "allow", [("not_yet_in_force", self.term.first)]
        return (
            ("deny", [("violated", None)])
            if always.state == "violated"
            else ("indeterminate", [("fact_missing", None)])
        )


def judged(worlds: Worlds, moments: list[Moment]) -> list[str]:
    """Return the moments at which the verdict is not the one that the days call for."""
    bounded = worlds.ask([each.term.asked(each.rule, each.facts, each.moment) for each in moments])
    always = worlds.ask([Term().asked(each.rule, each.facts, each.moment) for each in moments])
    wrong = []
    for each, answer, control in zip(moments, bounded, always, strict=True):
        assert control.state in {"met", "violated", "fact_missing"}
        assert answer.verdict is not None
        found = answer.found("violations", "indeterminates", "notices")
        said = (answer.verdict["outcome"], [(one["cause"], one.get("effective")) for one in found])
        if said != each.expected(control):
            wrong.append(f"{each.rule} {each.moment} {each.term}: {said}")
    return wrong


def cases(dossiers: dict[Posed, Found]) -> Iterator[tuple[Posed, Json]]:
    """Yield, for each rule once, a dossier that meets it and one that violates it."""
    seen = set()
    for rule, found in dossiers.items():
        if rule.rule not in seen and (found.met or found.violated):
            seen.add(rule.rule)
            yield from ((rule, facts) for facts in [*found.met[:1], *found.violated[:1]])


def written(rule: str) -> Term:
    """Return the days that the house wrote for *rule*."""
    entry = CATALOGUE["rules"][rule]
    text = CITATIONS[entry["citation"]]
    return Term(text["in_force_from"] or LONG_AGO, text["until"], entry.get("in_force_from"), entry.get("until"))


def test_every_dated_rule_binds_from_its_day_and_to_its_end(worlds: Worlds, dossiers: dict[Posed, Found]) -> None:
    moments = []
    for rule, facts in cases(dossiers):
        term = written(rule.rule)
        days = {day for day in (term.text_from, term.text_until, term.rule_from, term.rule_until) if day}
        moments += [Moment(rule, facts, moment, term) for day in days - {LONG_AGO} for moment in instants(day)]
    assert len({each.rule.rule for each in moments}) > 5
    assert judged(worlds, moments) == []


@pytest.mark.parametrize("day", CHOSEN)
def test_any_rule_begins_and_ends_at_midnight_in_quebec(worlds: Worlds, dossiers: dict[Posed, Found], day: str) -> None:
    terms = [Term(text_from=day), Term(rule_from=day), Term(text_until=day), Term(rule_until=day)]
    turns = {rule: turn + CHOSEN.index(day) for turn, rule in enumerate(sorted(CATALOGUE["rules"]))}
    # Each rule meets two of the days, the next rule the next two.
    moments = [
        Moment(rule, facts, moment, terms[turns[rule.rule] % len(terms)])
        for rule, facts in cases(dossiers)
        if turns[rule.rule] % len(CHOSEN) < 2
        for moment in instants(day)
    ]
    assert len(moments) > 500
    assert judged(worlds, moments) == []


def test_later_beginning_and_earlier_end_count_when_rule_and_text_differ(
    worlds: Worlds, dossiers: dict[Posed, Found]
) -> None:
    terms = [
        Term(text_from="2026-03-01", rule_from="2026-03-08"),
        Term(text_from="2026-03-08", rule_from="2026-03-01"),
        Term(text_until="2026-03-01", rule_until="2026-03-08"),
        Term(text_until="2026-03-08", rule_until="2026-03-01"),
        Term(text_from="2026-03-01", text_until="2026-03-08"),
    ]
    turns = {rule: turn for turn, rule in enumerate(sorted(CATALOGUE["rules"]))}
    moments = [
        Moment(rule, facts, moment, term)
        for rule, facts in cases(dossiers)
        for term in [terms[turns[rule.rule] % len(terms)]]
        for day in ("2026-03-01", "2026-03-08")
        for moment in instants(day)
    ]
    assert judged(worlds, moments) == []


def test_notice_of_a_text_to_come_is_owed_by_nobody_yet(worlds: Worlds, dossiers: dict[Posed, Found]) -> None:
    term = Term(text_from="2026-03-08")
    violated = [(rule, found.violated[0]) for rule, found in dossiers.items() if found.violated]
    asked = [term.asked(rule, facts, "2026-03-07T23:59:59-05:00") for rule, facts in violated]
    later = [term.asked(rule, facts, "2026-03-08T00:00:00-05:00") for rule, facts in violated]
    early = worlds.ask(
        [Asked(each.posed, each.facts, each.as_of, "recension", each.texts, each.rule) for each in asked]
    )
    bound = worlds.ask(
        [Asked(each.posed, each.facts, each.as_of, "recension", each.texts, each.rule) for each in later]
    )
    for (rule, _), before, after in zip(violated, early, bound, strict=True):
        assert before.state in {"not_yet_in_force", "met"}, rule
        assert before.found("violations", "indeterminates", "obligations") == []
        assert after.found("violations", "obligations") or after.state == "met"
