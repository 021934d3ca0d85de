"""An access past its last day, of which nobody says a word: time alone has it judged, and the tool that lives on it."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from domain import deadlines, links
from domain.case import Case, Fact
from domain.data_access import DATA_ACCESS
from domain.decider import question, settle
from domain.initiative import INITIATIVE
from domain.message import Message
from domain.process import Process
from domain.processes import PROCESSES
from domain.settlement import Settlement
from domain.verdict import Outcome
from tests.policies.access_questions import DOSSIERS
from tests.policies.policy_questions import CLINICAL, ESTABLISHMENT, Desk
from tests.policies.test_entitlement_verdicts import verdict

pytestmark = pytest.mark.engines

NOON = datetime(2026, 3, 1, 17, tzinfo=UTC)
TOOL, ACCESS = "initiative:ciusss-x/essai", "data-access:ciusss-x/essai"
LAST_DAY = date(2026, 6, 30)
ENDS = {"initiative": TOOL, "ends_on": LAST_DAY.isoformat()}
ENDING = {"ending", "destruction"}
DISPOSITION = "duty:access_disposition@granted"


def live(desk: Desk, case: Case, heard: Message) -> Settlement:
    process = PROCESSES[case.process]
    asked = question(process, case, heard)
    return settle(process, case, heard, verdict(desk, asked) if asked else None)


def message(case_id: str, kind: str, data: dict[str, Any], at: datetime = NOON) -> Message:
    return Message(
        id=f"{kind}-{at:%m%d%H}", source=ESTABLISHMENT, type=kind, subject=case_id, time=at, received_at=at, data=data
    )


def declared(desk: Desk, process: Process, case_id: str, dossier: dict[str, Any], stage: str) -> Settlement:
    topics = {template: kind for kind, template in process.facts.items()}
    facts = {}
    for topic, data in dossier.items():
        each = {f"{topic}.{kind}": held for kind, held in data.items()} if topic == "assessment" else {topic: data}
        kind = topics["assessment.{kind}" if topic == "assessment" else topic]
        for name, held in each.items():
            facts[name] = Fact(data=held, event_id=name, time=NOON - timedelta(days=1), source=ESTABLISHMENT, type=kind)
    opened = Case.opened(case_id).model_copy(update={"facts": facts})
    return live(desk, opened, message(case_id, process.declaration, {**dossier["declaration"], "stage": stage}))


@pytest.fixture(scope="module")
def granted(desk: Desk) -> Settlement:
    """Return what declares a supplier's access, granted until its last day, for a tool."""
    vendor = {topic: data for topic, data in DOSSIERS["vendor"].items() if topic not in ENDING}
    return declared(
        desk, DATA_ACCESS, ACCESS, vendor | {"declaration": {**vendor["declaration"], **ENDS}}, "granted"
    )  # fmt: skip


@pytest.fixture(scope="module")
def tool(desk: Desk, granted: Settlement) -> Case:
    """Return the tool in production that was told of the access."""
    data = {"data": CLINICAL["data"] | {"through_access": True}}
    case = declared(desk, INITIATIVE, TOOL, CLINICAL | data, "production").case
    (heard,) = granted.told
    return live(desk, case, heard).case


def kept(case: Case) -> set[str]:
    return {each.id for each in case.obligations}


def rung_until(desk: Desk, case: Case, day: date) -> Settlement:
    """Live *case* by its timer alone until it is rung on *day*; return that settlement."""
    while (instant := deadlines.next_instant(case)) is not None:
        settled = live(desk, case, deadlines.message(case, instant))
        if instant.astimezone(deadlines.ZONE).date() >= day:
            assert instant.astimezone(deadlines.ZONE).date() == day
            return settled
        case = settled.case
    raise AssertionError("the case was never rung")


def test_the_day_after_its_last_the_access_owes_the_attestation_and_tells_the_tool(
    desk: Desk, granted: Settlement
) -> None:
    assert granted.case.stage == "granted"
    assert granted.case.again_on == LAST_DAY + timedelta(days=1)
    assert DISPOSITION not in kept(granted.case)
    assert [each.data["status"] for each in granted.told] == ["granted"]
    settled = rung_until(desk, granted.case, LAST_DAY + timedelta(days=1))
    assert settled.case.over
    assert settled.case.stage == "granted"
    assert {DISPOSITION, "LRSSS-016-6@granted"} <= kept(settled.case)
    due = {each.id: each.due for each in settled.case.obligations}
    assert due[DISPOSITION] == date(2026, 7, 30)
    assert [(each.subject, each.data["status"]) for each in settled.told] == [(TOOL, "expired")]


def test_nothing_done_it_is_late_and_only_what_was_really_done_ends_it(desk: Desk, granted: Settlement) -> None:
    over = rung_until(desk, granted.case, LAST_DAY + timedelta(days=1)).case
    late = rung_until(desk, over, date(2026, 7, 31))
    assert [
        each.data["obligation"]["id"] for each in late.announcements if each.type == "obligation.overdue"
    ] == [DISPOSITION]  # fmt: skip
    case = late.case
    for day, kind, data, done in (
        (1, "destruction.attested", {"disposition": "destroyed", "attested_on": "2026-08-01"}, False),
        (2, "access.ended", {"ended_on": "2026-08-02", "access_closed": True}, False),
        (3, "destruction.attested", {"disposition": "destroyed", "attested_on": "2026-08-04"}, False),
        (4, "destruction.attested", {"disposition": "destroyed", "attested_on": "2026-08-03"}, True),
    ):
        settled = live(desk, case, message(ACCESS, kind, data, datetime(2026, 8, day, 16, tzinfo=UTC)))
        case = settled.case
        assert {each.id: each.due for each in case.obligations}.get(DISPOSITION) == (
            None if done else date(2026, 7, 30)
        )
        assert (DISPOSITION in settled.announcements[0].data["settled"]) is done
        # Late since July, it is not told late again.
        assert not any(each.type == "obligation.overdue" for each in settled.announcements)


def test_an_attestation_said_before_the_end_cancels_nothing(desk: Desk, granted: Settlement) -> None:
    early = message(
        ACCESS,
        "destruction.attested",
        {"disposition": "destroyed", "attested_on": "2026-03-02"},
        NOON + timedelta(days=1),
    )
    said = live(desk, granted.case, early).case
    over = rung_until(desk, said, LAST_DAY + timedelta(days=1)).case
    assert {each.id: each.due for each in over.obligations}[DISPOSITION] == date(2026, 7, 30)


def test_asking_late_for_the_next_stage_gains_no_time(desk: Desk, granted: Settlement) -> None:
    over = rung_until(desk, granted.case, LAST_DAY + timedelta(days=1)).case
    at = datetime(2026, 7, 20, 16, tzinfo=UTC)
    ended = message(ACCESS, "access.ended", {"ended_on": "2026-06-30", "access_closed": True}, at)
    asked = message(ACCESS, "passage.requested", {"to": "expired"}, at + timedelta(hours=1))
    expired = live(desk, live(desk, over, ended).case, asked)
    assert expired.case.stage == "expired"
    assert not expired.case.over
    due = {each.id: each.due for each in expired.case.obligations}
    assert due["duty:access_disposition@expired"] == date(2026, 7, 30)


def test_a_request_for_longer_is_judged_at_once_and_the_tool_hears_of_it(desk: Desk, granted: Settlement) -> None:
    over = rung_until(desk, granted.case, LAST_DAY + timedelta(days=1)).case
    longer = {**granted.case.facts["declaration"].data, "ends_on": "2026-12-31"}
    renewed = live(desk, over, message(ACCESS, "access.requested", longer, NOON.replace(month=8)))
    assert (renewed.case.over, renewed.case.again_on) == (False, date(2027, 1, 1))
    assert DISPOSITION not in kept(renewed.case)
    assert [(each.data["status"], each.data["ends_on"]) for each in renewed.told] == [("granted", "2026-12-31")]


def test_a_shorter_time_said_while_nothing_is_owed_moves_the_day(desk: Desk, granted: Settlement) -> None:
    sooner = {**granted.case.facts["declaration"].data, "ends_on": "2026-04-30"}
    told = live(desk, granted.case, message(ACCESS, "access.requested", sooner, NOON + timedelta(days=1)))
    assert told.case.again_on == date(2026, 5, 1)


def test_the_tool_is_judged_when_told_and_by_itself_on_that_day_if_nobody_told_it(desk: Desk, tool: Case) -> None:
    assert tool.again_on == LAST_DAY + timedelta(days=1)
    assert "VIE-005@production" not in kept(tool)
    alone = rung_until(desk, tool, LAST_DAY + timedelta(days=1)).case
    assert "VIE-005@production" in kept(alone)
    at = datetime(2026, 7, 1, 4, tzinfo=UTC)
    told = Message(
        id="t",
        source=links.source(ACCESS),
        type="access.linked",
        subject=TOOL,
        time=at,
        received_at=at,
        data={"case": ACCESS, "status": "expired", **{k: v for k, v in ENDS.items() if k == "ends_on"}},
    )
    assert "VIE-005@production" in kept(live(desk, tool, told).case)


REFUSALS: dict[str, Any] = {"refusals": 13, "refusals_in_form": 13}
FORBIDDEN = "LRSSS-008-2@examined"


@pytest.fixture(scope="module")
def lent(desk: Desk) -> Settlement:
    """Return what declares the access of a researcher attached to no body, granted until its last day, for a tool."""
    research = {topic: data for topic, data in DOSSIERS["other_research"].items() if topic not in ENDING}
    return declared(
        desk, DATA_ACCESS, ACCESS, research | {"declaration": {**research["declaration"], **ENDS}}, "granted"
    )  # fmt: skip


def noticed(case: Case, at: datetime = NOON + timedelta(days=1), **counted: int) -> Message:
    return message(ACCESS, "objections.examined", {**case.facts["objections"].data, **counted}, at)


def leaving(desk: Desk, case: Case) -> Case:
    """Return *case* once it was refused that the access is over: nothing says yet that it is closed."""
    asked = live(desk, case, message(ACCESS, "passage.requested", {"to": "expired"}, NOON + timedelta(hours=1))).case
    assert (asked.stage, asked.passage is not None) == ("granted", True)
    return asked


@pytest.mark.parametrize("waits_to_leave", ["stays", "leaves"])
def test_refusals_that_are_not_honoured_forbid_the_access_at_once_and_the_tool_hears_of_it(
    desk: Desk, lent: Settlement, tool: Case, waits_to_leave: str
) -> None:
    case = leaving(desk, lent.case) if waits_to_leave == "leaves" else lent.case
    assert FORBIDDEN not in kept(case)
    settled = live(desk, case, noticed(case, **REFUSALS))
    assert (settled.case.stage, settled.case.outcome) == ("granted", Outcome.DENY)
    (owed,) = (each for each in settled.case.obligations if each.id == FORBIDDEN)
    assert (owed.kind, owed.by, owed.due) == ("cease", "ciusss-x", date(2026, 3, 9))
    (heard,) = settled.told
    assert (heard.subject, heard.data["status"]) == (TOOL, "forbidden")
    assert "VIE-005@production" in kept(live(desk, tool, heard).case)


def test_it_is_forbidden_until_they_are_honoured(desk: Desk, lent: Settlement) -> None:
    case = live(desk, leaving(desk, lent.case), noticed(lent.case, **REFUSALS)).case
    case = live(desk, case, deadlines.message(case, NOON + timedelta(days=1))).case
    assert (case.put_aside, case.outcome) == (None, Outcome.INDETERMINATE)
    assert FORBIDDEN in kept(case)
    honoured = live(desk, case, noticed(case, NOON + timedelta(days=2), **REFUSALS, refusals_honoured=13))
    assert FORBIDDEN not in kept(honoured.case)
    assert [each.data["status"] for each in honoured.told] == ["granted"]


def test_nothing_done_it_is_late_and_told_to_others_each_once(desk: Desk, lent: Settlement) -> None:
    case, said = live(desk, leaving(desk, lent.case), noticed(lent.case, **REFUSALS)).case, []
    while (instant := deadlines.next_instant(case)) is not None and instant.astimezone(deadlines.ZONE).month < 4:
        settled = live(desk, case, deadlines.message(case, instant))
        said += [
            (each.type, each.data["on"], each.data["to"])
            for each in settled.announcements
            if each.type.startswith("obligation.") and each.data["obligation"]["id"] == FORBIDDEN
        ]
        case = settled.case
    assert said == [
        ("obligation.reminded", "2026-03-06", "ciusss-x"),
        ("obligation.overdue", "2026-03-10", "ciusss-x"),
        ("obligation.escalated", "2026-03-10", "highest_authority"),
        ("obligation.escalated", "2026-03-17", "comite_ia_sante"),
    ]


def test_it_may_be_closed_while_it_is_forbidden(desk: Desk, lent: Settlement) -> None:
    case = live(desk, leaving(desk, lent.case), noticed(lent.case, **REFUSALS)).case
    ended = {"ended_on": "2026-03-02", "access_closed": True}
    closed = live(desk, case, message(ACCESS, "access.ended", ended, NOON + timedelta(days=2)))
    assert closed.case.stage == "expired"
    assert [each.data["status"] for each in closed.told] == ["expired"]
