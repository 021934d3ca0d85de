"""What is told of what is owed: each thing on its day in Québec, once, and never so that a case waits for the past."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain import deadlines
from domain.case import Case
from domain.decider import question, settle
from domain.initiative import INITIATIVE
from domain.message import Message
from domain.settlement import Announced, Announcement, Settlement
from domain.text import Text
from domain.verdict import Escalation, Obligation, Outcome, Verdict

ID = "initiative:cn/tri"
SOURCE = "urn:balise:etablissement:cn"
WORDS = Text(fr="mot", en="word")
DAY = timedelta(days=1)
TODAY = date(2026, 3, 2)


def owed(
    name: str, due: date, *, before: tuple[int, ...] = (30, 7), after: tuple[int, ...] = (7, 30), by: str = ""
) -> Obligation:
    return Obligation(
        id=name,
        kind="duty" if by else "regularize",
        rule=f"duty:{name}",
        gate="production",
        what=WORDS,
        remedy=WORDS,
        by="cn",
        due=due,
        fulfilled_by=(by,) if by else (),
        reminders=tuple(sorted(due - days * DAY for days in before)),
        escalations=tuple(Escalation(on=due + days * DAY, to=f"body-{days}") for days in after),
    )


def standing(*obligations: Obligation, again_on: date | None = None) -> Case:
    opened = Case.opened(ID)
    return opened.model_copy(update={"stage": "production", "obligations": obligations, "again_on": again_on})


def verdict(*obligations: Obligation, again_on: date | None = None) -> Verdict:
    return Verdict(
        decision_id="d",
        path="balise/verdict",
        revision="sha256:0",
        outcome=Outcome.ALLOW,
        obligations=obligations,
        gates=("production",),
        evaluated=("SUI-001",),
        again_on=again_on,
    )


def rung(case: Case, at: datetime, *obligations: Obligation, again_on: date | None = None) -> Settlement:
    message = deadlines.message(case, at)
    asked = question(INITIATIVE, case, message)
    assert asked is not None
    return settle(INITIATIVE, case, message, verdict(*obligations, again_on=again_on))


def recalled(announcements: tuple[Announcement, ...]) -> list[tuple[str, str, str]]:
    kinds = (Announced.REMINDER, Announced.LATENESS, Announced.ESCALATION)
    return [(each.type, each.data["on"], each.data["to"]) for each in announcements if each.type in kinds]


def at_work(case: Case) -> list[tuple[str, str, str]]:
    """Live *case* by its deadlines alone, nothing being done of what it owes; return what is told."""
    told = []
    while (instant := deadlines.next_instant(case)) is not None:
        settlement = rung(case, instant, *case.obligations)
        told += recalled(settlement.announcements)
        case = settlement.case
    return told


def test_an_obligation_is_recalled_then_late_then_escalated_each_once() -> None:
    assert at_work(standing(owed("x", date(2026, 6, 15)))) == [
        ("obligation.reminded", "2026-05-16", "cn"),
        ("obligation.reminded", "2026-06-08", "cn"),
        ("obligation.overdue", "2026-06-16", "cn"),
        ("obligation.escalated", "2026-06-22", "body-7"),
        ("obligation.escalated", "2026-07-15", "body-30"),
    ]


def test_what_no_policy_presses_is_not_told_of() -> None:
    legacy = owed("x", date(2026, 6, 15), before=(), after=())
    assert deadlines.next_instant(standing(legacy)) is None


@pytest.mark.parametrize(
    ("due", "midnight"),
    [
        (date(2026, 1, 14), datetime(2026, 1, 15, 5, tzinfo=UTC)),
        (date(2026, 7, 14), datetime(2026, 7, 15, 4, tzinfo=UTC)),
        # The nights before and after the clocks change, and that night itself.
        (date(2026, 3, 7), datetime(2026, 3, 8, 5, tzinfo=UTC)),
        (date(2026, 3, 8), datetime(2026, 3, 9, 4, tzinfo=UTC)),
        (date(2026, 10, 31), datetime(2026, 11, 1, 4, tzinfo=UTC)),
        (date(2026, 11, 1), datetime(2026, 11, 2, 5, tzinfo=UTC)),
    ],
)
def test_a_due_day_ends_at_midnight_in_quebec(due: date, midnight: datetime) -> None:
    instant = deadlines.next_instant(standing(owed("x", due, before=())))
    assert instant is not None
    assert midnight <= instant < midnight + deadlines.WINDOW


@given(st.lists(st.text("abcdefghij0123456789", min_size=1, max_size=12), min_size=200, max_size=200, unique=True))
def test_cases_due_the_same_day_do_not_wake_together(slugs: list[str]) -> None:
    due = owed("x", date(2026, 6, 15))
    instants = sorted(
        instant
        for slug in slugs
        if (instant := deadlines.next_instant(standing(due).model_copy(update={"id": f"initiative:cn/{slug}"})))
    )
    assert instants[-1] - instants[0] < deadlines.WINDOW
    minutes = [(instant - instants[0]) // timedelta(minutes=1) for instant in instants]
    assert max(minutes.count(minute) for minute in minutes) <= 12


def test_what_is_late_is_no_longer_recalled_and_missed_reminders_are_one() -> None:
    late, near = owed("late", date(2026, 6, 1)), owed("near", date(2026, 6, 15))
    settlement = rung(standing(late, near), datetime(2026, 6, 12, 12, tzinfo=UTC), late, near)
    assert recalled(settlement.announcements) == [
        ("obligation.overdue", "2026-06-02", "cn"),
        ("obligation.escalated", "2026-06-08", "body-7"),
        ("obligation.reminded", "2026-06-08", "cn"),
    ]
    instant = deadlines.next_instant(settlement.case)
    assert instant is not None
    assert instant.date() == date(2026, 6, 16)


def test_what_the_verdict_settles_is_not_told_of() -> None:
    due = owed("x", date(2026, 6, 15))
    settlement = rung(standing(due), datetime(2026, 6, 16, 9, tzinfo=UTC))
    assert recalled(settlement.announcements) == []
    assert (settlement.case.obligations, settlement.case.recalled) == ((), ())
    assert settlement.announcements[0].data["settled"] == ["x"]


def test_the_clock_gets_no_receipt() -> None:
    settlement = rung(standing(owed("x", date(2026, 6, 15))), datetime(2026, 6, 16, 9, tzinfo=UTC))
    assert [each.type for each in settlement.announcements] == ["verdict.rendered"]


def test_a_case_is_asked_again_on_the_day_its_verdict_said_and_no_other() -> None:
    case = standing(again_on=date(2026, 6, 15))
    instant = deadlines.next_instant(case)
    assert instant is not None
    assert instant.date() == date(2026, 6, 15)
    settlement = rung(case, instant, again_on=date(2027, 1, 1))
    assert settlement.case.again_on == date(2027, 1, 1)
    # A policy that asks for a day that is already there would wake the case for ever.
    assert rung(case, instant, again_on=date(2026, 6, 15)).case.again_on is None


def fact(kind: str, number: int, at: datetime, **data: object) -> Message:
    return Message(
        id=f"e{number}", source=SOURCE, type=kind, subject=ID, time=at, received_at=at, data={"quarter": "q1", **data}
    )


def test_a_duty_is_done_by_its_message_settled_and_due_again() -> None:
    duty = owed("duty:status@production", date(2026, 6, 15), by="status.reported")
    case = standing(duty)
    report = fact("status.reported", 1, datetime(2026, 6, 20, 12, tzinfo=UTC))
    asked = question(INITIATIVE, case, report)
    assert asked is not None
    assert asked.passage.mode == "standing"
    again = owed("duty:status@production", date(2026, 9, 20), by="status.reported")
    settlement = settle(INITIATIVE, case, report, verdict(again))
    assert settlement.case.obligations == (again.model_copy(update={"since": date(2026, 6, 20)}),)
    assert settlement.announcements[0].data["settled"] == [duty.id]


def notified(number: int, on: int) -> Message:
    return fact("status.reported", number, datetime(2026, 6, on, 12, tzinfo=UTC))


def test_a_message_that_says_too_little_leaves_a_judged_duty_late_since_its_first_day() -> None:
    duty = owed("duty:status@production", date(2026, 6, 15), by="status.reported").model_copy(update={"judged": True})
    late = rung(standing(duty), datetime(2026, 6, 16, 9, tzinfo=UTC), duty).case
    imposed = owed(duty.id, date(2026, 7, 20), by="status.reported").model_copy(update={"judged": True})
    settlement = settle(INITIATIVE, late, notified(1, 18), verdict(imposed))
    assert settlement.case.obligations == (duty,)
    assert settlement.announcements[0].data["settled"] == []
    assert recalled(settlement.announcements) == []
    assert settlement.case.recalled == late.recalled
    # What is told next is the next step, not the lateness again.
    following = rung(settlement.case, datetime(2026, 6, 22, 12, tzinfo=UTC), imposed)
    assert recalled(following.announcements) == [("obligation.escalated", "2026-06-22", "body-7")]


def test_a_judged_duty_is_done_when_the_verdict_says_so() -> None:
    duty = owed("duty:status@production", date(2026, 6, 15), by="status.reported").model_copy(update={"judged": True})
    settlement = settle(INITIATIVE, standing(duty), notified(1, 18), verdict())
    assert settlement.case.obligations == ()
    assert settlement.announcements[0].data["settled"] == [duty.id]


def test_a_duty_owed_from_before_verdicts_judged_it_keeps_its_day_when_one_does() -> None:
    duty = owed("duty:status@production", date(2026, 6, 15), by="status.reported")
    imposed = owed(duty.id, date(2026, 7, 20), by="status.reported").model_copy(update={"judged": True})
    settlement = settle(INITIATIVE, standing(duty), notified(1, 18), verdict(imposed))
    (kept,) = settlement.case.obligations
    assert (kept.due, kept.judged) == (duty.due, True)
    assert settlement.announcements[0].data["settled"] == []


def test_a_duty_that_the_verdict_of_its_stage_no_longer_names_is_owed_no_more() -> None:
    duty = owed("duty:knowledge_update@production", date(2026, 6, 15), by="personnel.prepared")
    assert rung(standing(duty), datetime(2026, 5, 20, 9, tzinfo=UTC)).case.obligations == ()


def test_a_report_that_came_after_a_later_one_does_nothing() -> None:
    duty = owed("duty:status@production", date(2026, 6, 15), by="status.reported")
    newer = fact("status.reported", 1, datetime(2026, 6, 12, 12, tzinfo=UTC))
    case = settle(INITIATIVE, standing(), newer, None).case.model_copy(update={"obligations": (duty,)})
    older = fact("status.reported", 2, datetime(2026, 6, 11, 12, tzinfo=UTC))
    assert question(INITIATIVE, case, older) is None
    assert settle(INITIATIVE, case, older, None).case.obligations == (duty,)


def test_an_obligation_imposed_again_keeps_its_date_and_what_is_told_of_it() -> None:
    first, again = owed("x", date(2026, 6, 15)), owed("x", date(2026, 9, 1), before=(14,))
    settlement = rung(standing(first), datetime(2026, 5, 17, 9, tzinfo=UTC), again)
    assert settlement.case.obligations == (first,)


def test_a_policy_that_brings_a_date_forward_moves_what_is_told() -> None:
    first, sooner = owed("x", date(2026, 9, 1)), owed("x", date(2026, 6, 15))
    settlement = rung(standing(first), datetime(2026, 5, 1, 9, tzinfo=UTC), sooner)
    assert settlement.case.obligations == (sooner,)
    assert deadlines.next_instant(settlement.case) != deadlines.next_instant(standing(first))


def test_what_was_imposed_before_policies_pressed_is_pressed_at_its_own_date() -> None:
    legacy, again = owed("x", date(2026, 6, 15), before=(), after=()), owed("x", date(2026, 9, 13), before=(7,))
    settlement = rung(standing(legacy), datetime(2026, 5, 1, 9, tzinfo=UTC), again)
    (kept,) = settlement.case.obligations
    assert (kept.due, kept.reminders) == (date(2026, 6, 15), (date(2026, 6, 8),))
    assert kept.escalations[0].on == date(2026, 6, 22)


def test_reports_leave_the_dossier_that_opinions_cover_as_it_was() -> None:
    at = datetime(2026, 6, 20, 12, tzinfo=UTC)
    before = standing()
    after = settle(INITIATIVE, before, fact("monitoring.reported", 1, at), None).case
    assert after.facts["results"].report
    assert after.dossier == before.dossier
    described = settle(INITIATIVE, after, fact("need.described", 2, at), None).case
    assert described.dossier != before.dossier


def test_only_the_cases_own_establishment_is_heard() -> None:
    at = datetime(2026, 6, 20, 12, tzinfo=UTC)
    heard = settle(INITIATIVE, standing(), fact("need.described", 1, at), None).case
    assert heard.heard == at
    other = fact("need.described", 2, at + DAY).model_copy(update={"source": "urn:balise:gouvernance:msss"})
    assert settle(INITIATIVE, heard, other, None).case.heard == at
    assert rung(heard, at + DAY).case.heard == at


DUE = st.integers(1, 400).map(lambda days: TODAY + days * DAY)


@given(
    dues=st.lists(DUE, max_size=6),
    before=st.lists(st.integers(1, 60), max_size=3, unique=True).map(tuple),
    after=st.lists(st.integers(1, 60), min_size=1, max_size=3, unique=True).map(tuple),
    late=st.lists(st.integers(0, 90), max_size=8),
)
def test_whatever_is_owed_each_step_is_told_at_most_once_and_the_case_comes_to_rest(
    dues: list[date], before: tuple[int, ...], after: tuple[int, ...], late: list[int]
) -> None:
    obligations = tuple(owed(f"o{number}", due, before=before, after=after) for number, due in enumerate(dues))
    case = standing(*obligations)
    told: list[str] = []
    last = datetime(2026, 3, 2, tzinfo=UTC)
    for turn in range(len(obligations) * (2 + len(before) + len(after)) + 1):
        instant = deadlines.next_instant(case)
        if instant is None:
            break
        # A worker may have been down for days.
        last = max(last, instant) + (late[turn] * DAY if turn < len(late) else timedelta())
        settlement = rung(case, last, *case.obligations)
        told += [each.id.partition("/obligation.")[2] + each.data["on"] for each in settlement.announcements[1:]]
        for each in settlement.announcements[1:]:
            assert each.data["on"] <= last.astimezone(deadlines.ZONE).date().isoformat()
        case = settlement.case
    assert deadlines.next_instant(case) is None
    assert len(told) == len(set(told))
    overdue = [each for each in told if each.startswith("overdue")]
    assert len(overdue) == len(obligations)
    assert sum(each.startswith("escalated") for each in told) == len(obligations) * len(after)


@given(dues=st.lists(DUE, min_size=1, max_size=5), at=st.integers(0, 900))
def test_the_next_instant_is_the_first_at_which_something_has_come(dues: list[date], at: int) -> None:
    case = standing(*(owed(f"o{number}", due) for number, due in enumerate(dues)))
    instant = deadlines.next_instant(case)
    assert instant is not None
    moment = datetime(2026, 1, 1, tzinfo=UTC) + at * DAY
    assert bool(deadlines.come(case, moment)) is (moment >= instant)
    assert deadlines.come(case, instant)
