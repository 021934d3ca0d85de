"""An opinion that a gate waits for: its body owes it by a day, is reminded, and its lateness is told to others."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest

from domain import deadlines
from domain.case import Case
from domain.decider import question, settle
from domain.initiative import INITIATIVE
from domain.message import Message
from domain.settlement import Settlement
from domain.verdict import Obligation
from reporting.life import Life
from reporting.rulebook import Rulebook
from reporting.tasks import tasks
from tests.opinion_keys import signed
from tests.policies.policy_questions import CLINICAL, ESTABLISHMENT, Desk
from tests.policies.test_signed_opinions import NOON, OFFICER, at_planning, favourable, verdict

pytestmark = pytest.mark.engines

AWAITED = "opinion:privacy_officer@planning"
DUE = date(2026, 4, 28)
"""Forty working days after the first of March: Good Friday and Easter Monday are none."""


@pytest.fixture(scope="module")
def waiting(desk: Desk) -> Case:
    """Return a case that waits for the privacy officer alone."""
    return at_planning(desk, "initiative:ciusss-x/essai")


def lived(
    desk: Desk, case: Case, kind: str, data: dict[str, Any], at: datetime, *, source: str = ESTABLISHMENT
) -> Settlement:
    return heard(
        desk,
        case,
        Message(id=f"{kind}-{at:%m%d}", source=source, type=kind, subject=case.id, time=at, received_at=at, data=data),
    )


def heard(desk: Desk, case: Case, message: Message) -> Settlement:
    asked = question(INITIATIVE, case, message)
    return settle(INITIATIVE, case, message, verdict(desk, asked) if asked else None)


def owed(case: Case) -> Obligation | None:
    return next((each for each in case.obligations if each.id == AWAITED), None)


def rung(desk: Desk, case: Case, until: date) -> tuple[Case, list[tuple[str, str, str]]]:
    """Live *case* by its timer alone before the day *until*; return what was told of the opinion."""
    told = []
    while (instant := deadlines.next_instant(case)) and instant.astimezone(deadlines.ZONE).date() < until:
        settled = heard(desk, case, deadlines.message(case, instant))
        told += [
            (each.type.removeprefix("obligation."), each.data["on"], each.data["to"])
            for each in settled.announcements
            if each.type.startswith("obligation.") and each.data["obligation"]["id"] == AWAITED
        ]
        case = settled.case
    return case, told


def test_the_body_owes_it_by_a_day_that_later_verdicts_leave_where_it_was(desk: Desk, waiting: Case) -> None:
    first = owed(waiting)
    assert first is not None
    assert (first.by, first.due, first.kind) == ("privacy_officer", DUE, "regularize")
    later = lived(desk, waiting, "need.described", CLINICAL["need"], NOON + timedelta(days=10)).case
    assert owed(later) == first


def test_it_is_reminded_late_and_told_to_others_each_once(desk: Desk, waiting: Case) -> None:
    case, told = rung(desk, waiting, date(2026, 7, 1))
    assert told == [
        ("reminded", "2026-04-18", "privacy_officer"),
        ("overdue", "2026-04-29", "privacy_officer"),
        ("escalated", "2026-05-05", "msss"),
        ("escalated", "2026-05-28", "comite_ia_sante"),
    ]
    left = owed(case)
    assert left is not None
    assert (left.due, case.passage is not None, case.stage) == (DUE, True, "opportunity")


def test_the_inbox_shows_when_it_is_due_and_what_it_closes(waiting: Case) -> None:
    patience = {"critical": 30, "major": 90, "minor": 180}
    book = Rulebook(patience=patience, tolerance={"critical": 1, "major": 7, "minor": 30})
    (task,) = (each for each in tasks([Life(case=waiting)], book, date(2026, 4, 30)) if each.gate == "planning")
    assert (task.whose, task.kind, task.due, task.days_late, task.blocks) == (
        "privacy_officer",
        "opinion",
        DUE,
        2,
        "planning",
    )


@pytest.mark.parametrize("answer", ["favourable", "unfavourable"])
def test_once_it_is_given_it_is_owed_no_more(desk: Desk, waiting: Case, answer: str) -> None:
    given = signed(waiting.id, favourable(waiting, answer=answer), "officer")
    settled = lived(desk, waiting, "opinion.rendered", given, NOON + timedelta(days=1), source=OFFICER)
    assert settled.case.stage == ("planning" if answer == "favourable" else "opportunity")
    assert owed(settled.case) is None
    (rendered,) = (each.data for each in settled.announcements if each.type == "verdict.rendered")
    left = ["duty:inventory@opportunity"] if answer == "favourable" else []
    assert sorted(rendered["settled"]) == sorted([AWAITED, *left])
    assert rung(desk, settled.case, date(2026, 7, 1))[1] == []


def test_one_that_does_not_count_is_still_owed_on_the_same_day(desk: Desk, waiting: Case) -> None:
    forged = favourable(waiting, signature="forged")
    after = lived(desk, waiting, "opinion.rendered", forged, NOON + timedelta(days=5), source=OFFICER).case
    left = owed(after)
    assert left is not None
    assert left.due == DUE


def test_a_passage_that_is_withdrawn_is_owed_no_opinion_and_asked_anew_gives_all_its_time(
    desk: Desk, waiting: Case
) -> None:
    settled = lived(desk, waiting, "passage.withdrawn", {}, NOON + timedelta(days=5))
    assert (settled.case.passage, owed(settled.case)) == (None, None)
    (rendered,) = (each.data for each in settled.announcements if each.type == "verdict.rendered")
    assert (rendered["passage"]["mode"], rendered["settled"]) == ("standing", [AWAITED])
    assert rung(desk, settled.case, date(2026, 7, 1))[1] == []
    again = lived(desk, settled.case, "passage.requested", {"to": "planning"}, NOON + timedelta(days=31)).case
    anew = owed(again)
    assert anew is not None
    assert anew.due > DUE


def test_another_passage_is_asked_for_instead(desk: Desk, waiting: Case) -> None:
    retiring = lived(desk, waiting, "passage.requested", {"to": "retirement"}, NOON + timedelta(days=5)).case
    assert retiring.passage is not None
    assert (retiring.passage.to, owed(retiring)) == ("retirement", None)
