"""A passage that is waited for hides nothing: what bears on the stage is judged first, then the passage, then time."""

from datetime import timedelta
from typing import Any

import pytest

from domain import deadlines
from domain.case import Case
from domain.decider import question, settle
from domain.initiative import INITIATIVE
from domain.message import Message
from domain.question import Mode
from domain.settlement import Announcement, Settlement
from domain.verdict import Obligation, Outcome
from tests.domain.test_links import IN_PRODUCTION, START, TOOL, WORDS, linked, message, running, step, verdict

STATUS = Obligation(
    id="duty:project_status@production",
    kind="duty",
    rule="duty:project_status",
    gate="production",
    what=WORDS,
    remedy=WORDS,
    by="cn",
    due=(START + timedelta(days=90)).date(),
    fulfilled_by=("status.reported",),
    reminders=((START + timedelta(days=60)).date(),),
)
WATCHED = message(TOOL, "data.described", 3, personal_information=True)
REPORTED = message(TOOL, "status.reported", 3, quarter="2026-T4")
FOR_THE_PASSAGE = message(TOOL, "retirement.planned", 3, lessons="x")


def leaving(**more: Any) -> Case:
    """Return a case in production that waits to retire, and was refused."""
    case = running(watches=("data",), obligations=(STATUS,), **more)
    request = message(TOOL, "passage.requested", 2, to="retirement")
    return step(case, request, Outcome.DENY, obligations=(STATUS,))[0]


def asked(case: Case, received: Message) -> tuple[Mode, str] | None:
    found = question(INITIATIVE, case, received)
    return (found.passage.mode, found.passage.to) if found else None


def rung(case: Case, at: int = 4, kind: str = deadlines.REACHED) -> Message:
    return deadlines.message(case, START + timedelta(minutes=at), kind)


BEARS = [WATCHED, REPORTED, rung(leaving()), rung(leaving(), kind=deadlines.REPLACED)]


@pytest.mark.parametrize("received", BEARS)
def test_what_bears_on_the_stage_comes_before_the_passage_that_is_waited_for(received: Message) -> None:
    case = leaving()
    assert asked(case, received) == (Mode.STANDING, "production")
    after, _ = step(case, received, Outcome.DENY)
    assert after.passage == case.passage
    assert after.put_aside == received.received_at
    assert deadlines.next_instant(after) == received.received_at


@pytest.mark.parametrize("received", BEARS)
def test_the_passage_is_asked_next_by_time_alone_and_may_open(received: Message) -> None:
    after, _ = step(leaving(), received)
    assert asked(after, rung(after)) == (Mode.PASSAGE, "retirement")
    refused, _ = step(after, rung(after), Outcome.DENY)
    assert (refused.stage, refused.put_aside) == ("production", None)
    assert refused.passage is not None
    opened, _ = step(after, rung(after))
    assert (opened.stage, opened.passage, opened.put_aside) == ("retirement", None, None)


def test_what_only_the_passage_needs_is_judged_at_its_gate() -> None:
    case = leaving()
    assert asked(case, FOR_THE_PASSAGE) == (Mode.PASSAGE, "retirement")
    put_aside, _ = step(case, WATCHED)
    assert asked(put_aside, FOR_THE_PASSAGE.model_copy(update={"id": "e4"})) == (Mode.PASSAGE, "retirement")
    assert step(put_aside, FOR_THE_PASSAGE.model_copy(update={"id": "e4"}), Outcome.DENY)[0].put_aside is None


def test_what_another_case_tells_does_not_ask_the_passage_again() -> None:
    after, _ = step(leaving(), linked(3))
    assert (after.put_aside, after.passage is not None) == (None, True)


def test_a_passage_that_is_withdrawn_or_asked_anew_is_not_asked_twice() -> None:
    after, _ = step(leaving(), WATCHED)
    assert step(after, message(TOOL, "passage.withdrawn", 5))[0].put_aside is None
    assert step(after, message(TOOL, "passage.requested", 5, to="retirement"), Outcome.DENY)[0].put_aside is None


def test_a_day_that_comes_while_the_passage_is_put_aside_is_judged_where_the_case_stands() -> None:
    after, _ = step(leaving(), WATCHED, obligations=(STATUS,))
    days_later = 60 * 24 * 61
    assert asked(after, rung(after, days_later)) == (Mode.STANDING, "production")
    told, _ = step(after, rung(after, days_later), obligations=(STATUS,))
    assert asked(told, rung(told, days_later)) == (Mode.PASSAGE, "retirement")


def test_the_stage_and_the_passage_are_asked_again_on_the_sooner_of_their_days() -> None:
    sooner, later = (START + timedelta(days=10)).date(), (START + timedelta(days=20)).date()
    for stage, passage in ((sooner, later), (later, sooner), (sooner, None), (None, sooner)):
        after, _ = step(leaving(), WATCHED, again_on=stage)
        assert step(after, rung(after), Outcome.DENY, again_on=passage)[0].again_on == sooner
    assert step(leaving(), FOR_THE_PASSAGE, Outcome.DENY, again_on=later)[0].again_on == later


def test_a_case_comes_to_rest_and_each_thing_is_told_once() -> None:
    case = leaving()
    announced: list[Announcement] = []
    for _ in range(20):
        instant = deadlines.next_instant(case)
        if instant is None:
            break
        received = deadlines.message(case, instant)
        found = question(INITIATIVE, case, received)
        assert found is not None
        settled = settle(INITIATIVE, case, received, verdict(found, Outcome.DENY, obligations=(STATUS,)))
        announced += settled.announcements
        case = settled.case
    else:
        pytest.fail("the case never came to rest")
    told = [each.type for each in announced if each.type.startswith("obligation.")]
    assert told == ["obligation.reminded", "obligation.overdue"]
    assert len({each.id for each in announced}) == len(announced)


def recorded(case: Case, received: Message, outcome: Outcome) -> Settlement:
    """Settle *received* as it was when the passage waited for was asked first."""
    found = question(INITIATIVE, case, received)
    assert found is not None
    assert case.passage is not None
    before = found.model_copy(update={"passage": case.passage})
    return settle(INITIATIVE, case, received, verdict(before, outcome))


def test_a_verdict_that_was_asked_of_the_passage_still_opens_or_refuses_it() -> None:
    case = leaving()
    opened = recorded(case, WATCHED, Outcome.ALLOW)
    assert (opened.case.stage, opened.case.passage) == ("retirement", None)
    refused = recorded(case, WATCHED, Outcome.DENY)
    assert (refused.case.stage, refused.case.put_aside, refused.case.watched) == ("production", None, ("data",))
    assert refused.announcements[0].data["passage"]["to"] == "retirement"


def test_before_it_stands_anywhere_a_case_has_only_its_passage() -> None:
    waiting, _ = step(Case.opened(TOOL), IN_PRODUCTION, Outcome.DENY)
    assert asked(waiting, WATCHED) == (Mode.RECENSION, "production")
    assert asked(waiting, rung(waiting)) == (Mode.RECENSION, "production")
    assert asked(waiting, rung(waiting, kind=deadlines.REPLACED)) == (Mode.RECENSION, "production")


def test_other_policies_are_asked_where_a_case_stands_and_tell_nothing_of_themselves() -> None:
    case = running(obligations=(STATUS,))
    other = rung(case, kind=deadlines.REPLACED)
    assert asked(case, other) == (Mode.STANDING, "production")
    sooner = STATUS.model_copy(update={"due": STATUS.due - timedelta(days=30), "reminders": ()})
    found = question(INITIATIVE, case, other)
    assert found is not None
    settled = settle(INITIATIVE, case, other, verdict(found, Outcome.ALLOW, obligations=(sooner,)))
    assert settled.case.obligations == (sooner.model_copy(update={"since": case.obligations[0].since}),)
    assert [each.type for each in settled.announcements] == ["verdict.rendered"]


SUMMONS = STATUS.model_copy(
    update={
        "id": "opinion:officer@planning",
        "since": START.date(),
        "kind": "regularize",
        "rule": "opinion:officer",
        "gate": "planning",
        "by": "officer",
        "fulfilled_by": (),
    }
)


def summoned() -> Case:
    """Return a case at its first stage that waits for an opinion to go on."""
    admitted, _ = step(Case.opened(TOOL), message(TOOL, "initiative.declared", 1, title="Tri"), watches=("data",))
    request = message(TOOL, "passage.requested", 2, to="planning")
    return step(admitted, request, Outcome.DENY, obligations=(SUMMONS,))[0]


def test_an_opinion_on_a_passage_is_owed_while_that_passage_is_waited_for() -> None:
    case = summoned()
    assert case.obligations == (SUMMONS,)
    assert step(case, WATCHED)[0].obligations == (SUMMONS,)
    assert step(case, rung(case))[0].obligations == (SUMMONS,)
    assert step(case, FOR_THE_PASSAGE, Outcome.DENY)[0].obligations == ()
    assert step(case, message(TOOL, "passage.requested", 4, to="retirement"), Outcome.DENY)[0].obligations == ()


def test_withdrawing_a_passage_says_that_its_opinions_are_owed_no_more_and_asks_nothing_else() -> None:
    withdrawn = message(TOOL, "passage.withdrawn", 4)
    assert asked(summoned(), withdrawn) == (Mode.STANDING, "opportunity")
    assert step(summoned(), withdrawn)[0].obligations == ()
    assert asked(leaving(), withdrawn) is None


def test_an_opinion_owed_where_a_case_stands_outlives_the_passages_it_asks_for() -> None:
    here = SUMMONS.model_copy(update={"gate": "production"})
    case = leaving().model_copy(update={"obligations": (here,)})
    assert step(case, FOR_THE_PASSAGE, Outcome.DENY)[0].obligations == (here,)
    assert asked(case, message(TOOL, "passage.withdrawn", 4)) is None
    suspended, _ = step(case, linked(3), suspends=True, obligations=(here,))
    assert step(suspended, FOR_THE_PASSAGE.model_copy(update={"id": "e5"}), Outcome.DENY)[0].obligations == (here,)
