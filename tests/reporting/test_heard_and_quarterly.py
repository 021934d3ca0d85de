"""Announcements are counted once each, whatever their order; a quarter holds what happened in it, and nothing else."""

from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from cli.report import STAGES
from domain.question import Mode
from reporting.heard import heard
from reporting.life import Life
from reporting.quarterly import quarter_of, quarterly
from tests.reporting.lives import Writer, after, owed, reason, refused_then_allowed, verdict

TORONTO = ZoneInfo("America/Toronto")


def announcements(life: Life) -> list[tuple[str, dict[str, Any]]]:
    """Return what Balise announces of *life*."""
    said: list[tuple[str, dict[str, Any]]] = []

    def say(sequence: int, kind: str, at: Any, data: dict[str, Any]) -> None:
        event = {
            "id": f"{life.case.id}/{sequence}/{kind}",
            "subject": life.case.id,
            "time": at.isoformat(),
            "data": data,
        }
        said.append((kind, event))

    for told in life.told:
        say(told.sequence, "receipt.issued", told.at, {"status": "accepted", "sequence": told.sequence})
    for judged in life.judgements:
        data = judged.model_dump(mode="json", include={"passage", "stage", "settled", "verdict"})
        say(judged.sequence, "verdict.rendered", judged.said_at, {**data, "as_of": judged.at.isoformat()})
    for entered in life.entries:
        data = {"stage": entered.stage, "origin": entered.origin, "mode": entered.mode.value, "decision_id": "d"}
        say(entered.sequence, "stage.entered", entered.at, data)
    return said


def test_what_was_announced_gives_the_judgements_and_entries_back() -> None:
    life = refused_then_allowed().life
    told = heard(announcements(life)).of(life.case.id)
    assert told.judgements == life.judgements
    assert told.entries == life.entries
    assert told.announced == life.case.sequence


def test_what_is_announced_twice_and_out_of_order_counts_once() -> None:
    life = refused_then_allowed().life
    said = announcements(life)
    assert heard([*reversed(said), *said]).of(life.case.id) == heard(said).of(life.case.id)


def test_a_duplicate_event_is_no_message_of_the_case() -> None:
    life = refused_then_allowed().life
    again = {"id": f"{life.case.id}/5/receipt.issued/k-5", "subject": life.case.id, "data": {"status": "duplicate"}}
    assert heard([*announcements(life), ("receipt.issued", again)]).of(life.case.id).announced == 5
    assert heard([("receipt.issued", again)]).of(life.case.id).announced == 0


def test_other_announcements_and_other_cases_are_let_by() -> None:
    life = refused_then_allowed().life
    parked = ("record.parked", {"id": "balise.in.chum/0/3", "data": {"reason": "json"}})
    told = heard([parked, *announcements(life)])
    assert told.of("initiative:chum/inconnue").judgements == ()
    assert told.of(life.case.id).announced == 5


def test_a_case_of_which_not_all_was_heard_says_so() -> None:
    life = refused_then_allowed().life
    assert life.whole
    assert not life.model_copy(update={"announced": 4}).whole


@pytest.mark.parametrize(
    ("day", "first", "last"),
    [
        (date(2026, 1, 1), date(2026, 1, 1), date(2026, 3, 31)),
        (date(2026, 6, 30), date(2026, 4, 1), date(2026, 6, 30)),
        (date(2026, 8, 15), date(2026, 7, 1), date(2026, 9, 30)),
        (date(2027, 12, 31), date(2027, 10, 1), date(2027, 12, 31)),
    ],
)
def test_a_quarter_is_three_months(day: date, first: date, last: date) -> None:
    found = quarter_of(day)
    assert (found.first, found.last) == (first, last)
    assert quarter_of(found.end).first == found.end == found.following.first


def test_a_quarter_tells_what_happened_in_it_and_what_comes_after() -> None:
    soon, later = owed("A-1@production", date(2026, 6, 30)), owed("B-1@production", date(2026, 7, 1))
    known = Writer("initiative:iucpq/connue").says(
        90, "initiative.declared", what="declaration", to="production", mode=Mode.RECENSION,
        judged=verdict(obligations=(soon, later)),
    )  # fmt: skip
    lives = [refused_then_allowed().life, known.life]
    first = quarterly(lives, STAGES, quarter_of(date(2026, 2, 1)), after(91), TORONTO)
    (moved,) = first.moved
    assert (moved.opened, moved.entered) == (1, {"opportunity": 1, "planning": 1})
    assert moved.verdicts == {"allow": 2, "deny": 1, "indeterminate": 1, "review": 1}
    assert [one.key for one in first.obstacles] == ["opinion:privacy_officer", "BES-002", "DON-001"]
    assert [each.obligation for each in first.coming] == ["A-1@production"]
    second = quarterly(lives, STAGES, quarter_of(date(2026, 5, 1)), after(91), TORONTO)
    assert (second.moved[0].opened, second.moved[0].entered) == (1, {"production": 1})
    assert second.obstacles == ()
    assert [each.obligation for each in second.coming] == ["A-1@production", "B-1@production"]


def test_a_quarter_tells_of_what_was_suspended() -> None:
    writer = Writer().says(0, "initiative.declared", what="declaration", to="production", mode=Mode.RECENSION,
                           judged=verdict())  # fmt: skip
    writer.says(10, "incident.linked", to="production", mode=Mode.STANDING,
                judged=verdict(suspends=(reason("VIE-001", "production"),)))  # fmt: skip
    state = quarterly([writer.life], STAGES, quarter_of(date(2026, 2, 1)), after(20), TORONTO)
    assert {each.stage: each.count for each in state.standings if each.count} == {"suspended": 1}
    assert state.moved[0].entered == {"production": 1, "suspended": 1}
    assert [(one.key, one.open) for one in state.obstacles] == [("VIE-001", 1)]


def test_a_quarter_ends_at_midnight_in_quebec() -> None:
    # 1 April at 3 h in Greenwich is still 31 March in Québec.
    hours = (3 - 14) / 24
    writer = Writer().says(86 + hours, "initiative.declared", what="declaration", to="opportunity",
                           judged=verdict(reason("BES-001", "opportunity")))  # fmt: skip
    state = quarterly([writer.life], STAGES, quarter_of(date(2026, 3, 1)), after(100), TORONTO)
    assert state.moved[0].opened == 1
