"""A due date that is put off: the timer follows it, and nothing is told of the day it had."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from domain import deadlines
from domain.case import Case
from domain.decider import question, settle
from domain.extension import EXTENDED
from domain.initiative import INITIATIVE
from domain.message import Message
from domain.question import Mode, Passage, Question
from domain.settlement import Settlement
from domain.verdict import Obligation, Outcome, Postponement, Verdict
from tests.domain.test_deadlines import DAY, WORDS, at_work, owed, recalled, rung, standing, verdict
from tests.domain.test_decider import verdict as judged

COMMITTEE = "urn:balise:gouvernance:comite-ia-sante"
DUE, LATER = date(2026, 6, 15), date(2026, 7, 1)
NOON = datetime(2026, 5, 20, 16, tzinfo=UTC)


def extension(until: date = LATER, at: datetime = NOON, obligation: str = "x", source: str = COMMITTEE) -> Message:
    data = {"obligation": obligation, "until": until.isoformat(), "reasons": "r"}
    name = f"{obligation}-{until}-{at:%m%dT%H}"
    return Message(id=name, source=source, type=EXTENDED, subject=standing().id, time=at, received_at=at, data=data)


def admitted(asked: Question, *obligations: Obligation) -> Verdict:
    """Return a verdict that lets move what is owed, and imposes *obligations*."""
    wish = asked.extension
    assert wish is not None
    assert wish.owed is not None
    moved = Postponement(
        obligation=wish.obligation,
        first=wish.owed.due,
        until=wish.until,
        by=wish.source,
        time=wish.time,
        on=wish.received_at.astimezone(deadlines.ZONE).date(),
        text=WORDS,
    )
    return verdict(*obligations).model_copy(update={"postponed": (moved,)})


def put_off(case: Case, message: Message, *obligations: Obligation) -> Settlement:
    asked = question(INITIATIVE, case, message)
    assert asked is not None
    return settle(INITIATIVE, case, message, admitted(asked, *obligations))


def test_policy_is_asked_of_what_is_owed_and_when_it_was_first_due() -> None:
    case = put_off(standing(owed("x", DUE)), extension(), owed("x", DUE)).case
    again = extension(date(2026, 7, 10), NOON + DAY)
    asked = question(INITIATIVE, case, again)
    assert asked is not None
    assert (asked.passage.mode, asked.event_id) == (Mode.STANDING, again.key)
    assert asked.extension is not None
    assert asked.extension.owed is not None
    assert (asked.extension.owed.due, asked.extension.owed.put_off_at) == (DUE, NOON)
    other = question(INITIATIVE, case, extension(obligation="y"))
    assert other is not None
    assert other.extension is not None
    assert other.extension.owed is None
    assert rung(case, NOON).status == "accepted"
    asked = question(INITIATIVE, case, deadlines.message(case, NOON))
    assert asked is not None
    assert asked.extension is None


def test_the_timer_and_all_that_is_told_follow_the_new_date() -> None:
    case = standing(owed("x", DUE))
    before = deadlines.next_instant(case)
    case = put_off(case, extension(), owed("x", DUE)).case
    after = deadlines.next_instant(case)
    assert before is not None
    assert after is not None
    assert after - before == (LATER - DUE)
    assert at_work(case) == [
        ("obligation.reminded", "2026-06-01", "cn"),
        ("obligation.reminded", "2026-06-24", "cn"),
        ("obligation.overdue", "2026-07-02", "cn"),
        ("obligation.escalated", "2026-07-08", "body-7"),
        ("obligation.escalated", "2026-07-31", "body-30"),
    ]


def test_a_reminder_whose_day_had_come_is_not_told_again() -> None:
    case = standing(owed("x", DUE))
    case = rung(case, datetime(2026, 6, 8, 12, tzinfo=UTC), owed("x", DUE)).case
    at = datetime(2026, 6, 10, 16, tzinfo=UTC)
    case = put_off(case, extension(date(2026, 6, 17), at), owed("x", DUE)).case
    # Both reminders of the first date had come; at the same distance of the new one, neither is ahead any more.
    assert [kind for kind, _, _ in at_work(case)] == [
        "obligation.overdue",
        "obligation.escalated",
        "obligation.escalated",
    ]


def test_what_is_late_is_late_no_more_until_its_new_day() -> None:
    case = rung(standing(owed("x", DUE)), datetime(2026, 6, 23, 12, tzinfo=UTC), owed("x", DUE)).case
    at = datetime(2026, 6, 24, 16, tzinfo=UTC)
    settled = put_off(case, extension(LATER, at), owed("x", DUE))
    assert recalled(settled.announcements) == []
    assert at_work(settled.case)[0] == ("obligation.overdue", "2026-07-02", "cn")


def test_later_verdicts_leave_the_date_where_it_was_put() -> None:
    case = put_off(standing(owed("x", DUE)), extension(), owed("x", DUE)).case
    (kept,) = case.obligations
    again = rung(case, NOON + DAY, owed("x", date(2026, 6, 20))).case
    assert again.obligations == (kept,)
    assert kept.postponed is not None
    assert (kept.due, kept.postponed.first, kept.postponed.by) == (LATER, DUE, COMMITTEE)


def test_a_policy_that_brings_the_first_date_forward_still_does() -> None:
    case = put_off(standing(owed("x", DUE)), extension(), owed("x", DUE)).case
    sooner = owed("x", date(2026, 6, 14))
    assert rung(case, NOON + DAY, sooner).case.obligations == (sooner,)


def test_a_decision_that_policy_does_not_admit_moves_nothing() -> None:
    case = standing(owed("x", DUE))
    message = extension()
    assert settle(INITIATIVE, case, message, verdict(owed("x", DUE))).case.obligations == case.obligations


def test_what_a_verdict_no_longer_imposes_is_not_owed_on_another_day() -> None:
    assert put_off(standing(owed("x", DUE)), extension()).case.obligations == ()


def test_a_date_is_put_off_while_a_passage_is_waited_for() -> None:
    waiting = Passage(mode=Mode.PASSAGE, origin="production", to="retirement")
    case = standing(owed("x", DUE)).model_copy(update={"passage": waiting})
    asked = question(INITIATIVE, case, extension())
    assert asked is not None
    assert asked.passage == waiting
    review = judged(asked, Outcome.REVIEW).model_copy(update={"postponed": admitted(asked).postponed})
    settled = settle(INITIATIVE, case, extension(), review).case
    assert (settled.stage, settled.passage) == ("production", waiting)
    assert [each.due for each in settled.obligations] == [LATER]


def test_a_duty_done_and_due_again_is_due_on_the_day_policy_says() -> None:
    duty = owed("duty:status@production", DUE, by="status.reported")
    case = put_off(standing(duty), extension(obligation=duty.id), duty).case
    at = datetime(2026, 6, 20, 12, tzinfo=UTC)
    data = {"quarter": "q1"}
    report = Message(
        id="r",
        source="urn:balise:etablissement:cn",
        type="status.reported",
        subject=case.id,
        time=at,
        received_at=at,
        data=data,
    )
    following = owed(duty.id, date(2026, 9, 20), by="status.reported")
    again = following.model_copy(update={"since": at.date()})
    assert settle(INITIATIVE, case, report, verdict(following)).case.obligations == (again,)


@given(days=st.lists(st.integers(1, 40), min_size=1, max_size=5), when=st.integers(0, 60))
def test_put_off_any_number_of_times_each_thing_is_told_once_of_the_last_date(days: list[int], when: int) -> None:
    case = standing(owed("x", DUE))
    at = datetime(2026, 4, 1, 16, tzinfo=UTC) + when * DAY
    told: list[Any] = []
    for number, more in enumerate(days):
        until = max(DUE, at.date()) + more * DAY
        settled = put_off(case, extension(until, at + number * timedelta(hours=1)), owed("x", DUE))
        case, told = settled.case, [*told, *recalled(settled.announcements)]
    last = case.obligations[0].due
    told += at_work(case)
    assert len(told) == len(set(told))
    assert all(on > at.date().isoformat() for _, on, _ in told)
    assert [on for kind, on, _ in told if kind == "obligation.overdue"] == [(last + DAY).isoformat()]
