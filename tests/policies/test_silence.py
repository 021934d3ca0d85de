"""What time alone asks of an initiative wherever it is, by the real policies: a word, and a yearly one."""

from datetime import date, timedelta
from typing import Any

import pytest

from domain import deadlines
from domain.case import Case
from domain.initiative import INITIATIVE
from domain.settlement import Settlement
from tests.policies.policy_questions import CLINICAL, RETIRING, Desk
from tests.policies.test_access_ending import NOON, TOOL, declared, kept, live, message, rung_until

pytestmark = pytest.mark.engines

FOUND = NOON.date() + timedelta(days=185)
"""The day after two quarters."""

AFTER = NOON + timedelta(days=200)


def new(desk: Desk, stage: str, dossier: dict[str, Any] = CLINICAL) -> Case:
    return declared(desk, INITIATIVE, TOOL, dossier, stage).case


def violated(settled: Settlement) -> set[str]:
    (rendered,) = (each.data for each in settled.announcements if each.type == "verdict.rendered")
    return {finding["rule"] for finding in rendered["verdict"]["violations"]}


@pytest.mark.parametrize("stage", INITIATIVE.stages[:-1])
def test_it_is_owed_on_its_day_at_any_stage_and_no_more_once_somebody_speaks(desk: Desk, stage: str) -> None:
    case = new(desk, stage)
    assert (case.stage, "SUI-006" in kept(case)) == (stage, False)
    silent = rung_until(desk, case, FOUND).case
    assert (silent.stage, "SUI-006" in kept(silent)) == (stage, True)
    due = {each.id: each.due for each in silent.obligations}["SUI-006"]
    assert due == FOUND + timedelta(days=90)
    heard = live(desk, silent, message(TOOL, "need.described", CLINICAL["need"], AFTER)).case
    assert "SUI-006" not in kept(heard)
    assert heard.again_on is not None


@pytest.mark.parametrize("stage", INITIATIVE.stages[:-1])
def test_the_yearly_inventory_is_owed_at_any_stage_and_again_a_year_after_each_answer(desk: Desk, stage: str) -> None:
    case = new(desk, stage)
    name = f"duty:inventory@{stage}"
    assert {each.id: each.due.isoformat() for each in case.obligations}[name] == "2027-03-01"
    declaration = {**CLINICAL["declaration"], "stage": stage}
    answered = live(desk, case, message(TOOL, "initiative.declared", declaration, NOON + timedelta(days=30)))
    assert {each.id: each.due.isoformat() for each in answered.case.obligations}[name] == "2027-03-31"
    late = rung_until(desk, answered.case, date(2027, 4, 1))
    assert name in {each.data["obligation"]["id"] for each in late.announcements if each.type == "obligation.overdue"}


def test_it_is_found_of_what_the_first_gate_refused(desk: Desk) -> None:
    refused = new(desk, "opportunity", {"declaration": CLINICAL["declaration"]})
    assert (refused.stage, refused.again_on) == (None, FOUND)
    silent = rung_until(desk, refused, FOUND)
    assert "SUI-006" in violated(silent)
    assert deadlines.next_instant(silent.case) is None
    heard = live(desk, silent.case, message(TOOL, "need.described", CLINICAL["need"], AFTER))
    assert "SUI-006" not in violated(heard)


def test_it_is_owed_by_what_waits_before_a_gate_and_does_not_shut_it(desk: Desk) -> None:
    planned = new(desk, "planning", {topic: held for topic, held in CLINICAL.items() if topic != "oversight"})
    waiting = live(desk, planned, message(TOOL, "passage.requested", {"to": "production"}, NOON)).case
    assert waiting.passage is not None
    settled = rung_until(desk, waiting, FOUND)
    assert (settled.case.stage, "SUI-006" in kept(settled.case)) == ("planning", True)
    then = live(desk, settled.case, message(TOOL, "passage.requested", {"to": "production"}, AFTER))
    assert "SUI-006" not in violated(then)


def test_what_is_retired_is_never_silent(desk: Desk) -> None:
    retired = new(desk, "retirement", CLINICAL | RETIRING)
    assert (retired.stage, retired.again_on) == ("retirement", None)
    assert kept(retired) == set()
