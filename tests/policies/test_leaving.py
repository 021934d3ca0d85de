"""A tool in production that waits to retire: what happens to it there is judged all the same, by the real policies."""

from datetime import date, timedelta
from typing import Any

import pytest

from domain import deadlines, links
from domain.case import Case
from domain.initiative import INITIATIVE
from domain.message import Message
from domain.settlement import Settlement
from tests.policies.policy_questions import CLINICAL, RETIRING, Desk
from tests.policies.test_access_ending import ACCESS, LAST_DAY, NOON, TOOL, declared, kept, live, message, rung_until

pytestmark = pytest.mark.engines

LATER = NOON + timedelta(days=1)
OUT_OF_BOUNDS = {
    "period_ended_on": "2026-02-28",
    "reported_on": "2026-03-02",
    "measures": [{"name": "sensibilité", "value": 0.5}],
}


@pytest.fixture(scope="module")
def leaving(desk: Desk) -> Case:
    """Return the tool, which an access serves until its last day, once its retirement was refused."""
    dossier = {**CLINICAL, "data": CLINICAL["data"] | {"through_access": True}}
    case = declared(desk, INITIATIVE, TOOL, dossier, "production").case
    granted = {"case": ACCESS, "status": "granted", "ends_on": LAST_DAY.isoformat(), "conditions": "Chiffrer.\nÀ deux."}
    case = live(desk, case, told("access.linked", granted)).case
    case = live(desk, case, message(TOOL, "passage.requested", {"to": "retirement"}, NOON + timedelta(hours=1))).case
    assert (case.stage, case.put_aside) == ("production", None)
    assert case.passage is not None
    return case


def told(kind: str, data: dict[str, Any]) -> Message:
    return Message(
        id=f"{kind}-told",
        source=links.source(str(data["case"])),
        type=kind,
        subject=TOOL,
        time=NOON,
        received_at=NOON,
        data=data,
    )


def judged(settled: Settlement) -> str:
    (rendered,) = (each.data for each in settled.announcements if each.type == "verdict.rendered")
    return f"{rendered['passage']['mode']} {rendered['passage']['to']}"


@pytest.mark.parametrize(
    ("kind", "data", "found"),
    [
        ("monitoring.reported", OUT_OF_BOUNDS, "SUI-004@production"),
        ("change.declared", {"what": "model", "changed_on": "2026-03-01"}, "VIE-006@production"),
        ("reassessment.completed", {"completed_on": "2026-03-01", "conclusion": "stop"}, "SUI-005@production"),
    ],
)
def test_what_is_said_of_the_tool_is_judged_then_its_retirement(
    desk: Desk, leaving: Case, kind: str, data: dict[str, Any], found: str
) -> None:
    assert found not in kept(leaving)
    settled = live(desk, leaving, message(TOOL, kind, data, LATER))
    assert judged(settled) == "standing production"
    assert found in kept(settled.case)
    instant = deadlines.next_instant(settled.case)
    assert instant == LATER
    then = live(desk, settled.case, deadlines.message(settled.case, instant))
    assert judged(then) == "passage retirement"
    assert (then.case.stage, then.case.put_aside) == ("production", None)
    assert found in kept(then.case)


def test_silence_is_found_on_its_day(desk: Desk, leaving: Case) -> None:
    assert "SUI-006" not in kept(leaving)
    settled = rung_until(desk, leaving, NOON.date() + timedelta(days=185))
    assert judged(settled) == "standing production"
    assert "SUI-006" in kept(settled.case)


def test_the_end_of_an_access_is_found_though_nobody_tells_of_it(desk: Desk, leaving: Case) -> None:
    assert "VIE-005@production" not in kept(leaving)
    settled = rung_until(desk, leaving, date(2026, 7, 1))
    assert judged(settled) == "standing production"
    assert "VIE-005@production" in kept(settled.case)


def test_what_was_missing_to_retire_lets_it_retire(desk: Desk, leaving: Case) -> None:
    planned = live(desk, leaving, message(TOOL, "retirement.planned", RETIRING["retirement"], LATER))
    assert judged(planned) == "passage retirement"
    assert (planned.case.stage, planned.case.obligations) == ("retirement", ())
