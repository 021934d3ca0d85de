"""Who was asked and who has answered, on announcements and lives of which every figure is known."""

from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from cli.campaign import views
from domain.asking import ASKS
from domain.case import Fact
from reporting.campaign import Asked, Followed, Register, Tally, followed
from reporting.life import Life
from tests.reporting.lives import Writer, after

TORONTO = ZoneInfo("America/Toronto")
CAMPAIGN = "campaign:msss/recension"
DECLARATION: dict[str, Any] = {
    "title": "Recension | [2026]",
    "kind": "recension",
    "asked_of": "establishments",
    "opened_on": "2026-01-06",
    "closes_on": "2026-02-02",
}
ANSWER = "initiative.declared"


def day_of(moment: datetime) -> date:
    return moment.astimezone(TORONTO).date()


def announced(kind: str, whom: str, days: float, campaign: str = CAMPAIGN, **more: Any) -> tuple[str, dict[str, Any]]:
    return kind, {"time": after(days).isoformat(), "data": {"campaign": campaign, "whom": whom, **more}}


def answered(case_id: str, *days: float) -> Life:
    writer = Writer(case_id)
    for each in days:
        writer.says(each, ANSWER, what="declaration")
    return writer.life


def counted(
    *lives: Life, kind: str = "recension", asked: tuple[Asked, ...], until: str = "2026-12-31"
) -> dict[str, Any]:
    tally = Tally(ASKS[kind], asked, date.fromisoformat(until), day_of)
    for life in lives:
        tally.note(life)
    return tally.answers


def test_each_is_asked_once_at_the_first_time_it_was_told() -> None:
    register = Register(CAMPAIGN)
    for kind, event in (
        announced("question.asked", "iucpq", 3),
        announced("question.asked", "chum", 1),
        announced("question.asked", "chum", 2),
        announced("question.asked", "cisss-x", 1, campaign="campaign:msss/autre"),
        announced("question.recalled", "chum", 9, round=2, on="2026-01-20"),
        announced("question.recalled", "chum", 5, round=1, on="2026-01-10"),
        announced("question.recalled", "chum", 6, round=1, on="2026-01-11"),
    ):
        register.note(kind, event)
    register.note("verdict.rendered", {"time": after(1).isoformat(), "data": {}})
    assert register.asked == (
        Asked(whom="chum", at=after(1), recalled=(date(2026, 1, 10), date(2026, 1, 20))),
        Asked(whom="iucpq", at=after(3)),
    )
    assert register.told_in(1) == {"chum"}
    assert register.told_in(3) == frozenset()


def test_only_what_is_said_after_being_asked_is_an_answer() -> None:
    asked = (Asked(whom="chum", at=after(1)), Asked(whom="iucpq", at=after(1)))
    before, since = answered("initiative:chum/a", 0.9), answered("initiative:iucpq/a", 0.5, 4, 2)
    assert counted(before, since, asked=asked) == {"iucpq": (day_of(after(2)), "initiative:iucpq/a")}
    assert counted(since, asked=asked, until="2026-01-06") == {}


def test_an_establishment_answers_by_the_first_of_its_cases_and_an_initiative_by_itself() -> None:
    first, second = answered("initiative:chum/a", 5), answered("initiative:chum/b", 3)
    one = (Asked(whom="chum", at=after(1)), Asked(whom="initiative:chum/a", at=after(1)))
    assert counted(first, second, asked=one) == {
        "chum": (day_of(after(3)), "initiative:chum/b"),
        "initiative:chum/a": (day_of(after(5)), "initiative:chum/a"),
    }
    assert counted(second, first, asked=one) == counted(first, second, asked=one)


def test_other_events_other_processes_and_those_not_asked_answer_nothing() -> None:
    asked = (Asked(whom="chum", at=after(1)),)
    status = Writer("initiative:chum/a").says(3, "status.reported", what="status.q1").life
    assert counted(status, answered("recourse:chum/a", 3), answered("initiative:iucpq/a", 3), asked=asked) == {}


def test_an_answer_that_the_case_remembers_as_a_fact_only_still_counts() -> None:
    life = answered("initiative:chum/a")
    kept = Fact(data={}, event_id="old", time=after(4), type=ANSWER)
    forgotten = life.model_copy(update={"case": life.case.model_copy(update={"facts": {"declaration": kept}})})
    assert counted(forgotten, asked=(Asked(whom="chum", at=after(1)),)) == {
        "chum": (day_of(after(4)), "initiative:chum/a")
    }


@pytest.mark.parametrize(("kind", "counts"), [("expertise_centre", True), ("project", False)])
def test_maturity_is_answered_by_centres_of_expertise_only(kind: str, counts: bool) -> None:  # noqa: FBT001
    writer = Writer("mandate:iucpq/centre", kind=kind).says(0, "mandate.described", what="declaration")
    life = writer.says(3, "maturity.diagnosed", what="maturity").life
    assert bool(counted(life, kind="maturity", asked=(Asked(whom="iucpq", at=after(1)),))) is counts


@pytest.fixture
def where() -> Followed:
    asked = (
        Asked(whom="chum", at=after(1), recalled=(date(2026, 1, 20),)),
        Asked(whom="iucpq", at=after(1)),
        Asked(whom="muet", at=after(1), recalled=(date(2026, 1, 20), date(2026, 1, 27))),
    )
    tally = Tally(ASKS["recension"], asked, date(2026, 2, 9), day_of)
    tally.note(answered("initiative:chum/a", 28))
    tally.note(answered("initiative:iucpq/b", 29))
    return followed(CAMPAIGN, DECLARATION, asked, tally, (date(2026, 2, 9), day_of))


def said(whom: str, days: float, answer: str = "nothing_to_declare", number: int = 1) -> tuple[str, dict[str, Any]]:
    kind, event = announced("answer.noted", whom, days, received_at=after(days).isoformat(), answer=answer)
    return kind, {**event, "id": f"{CAMPAIGN}/answer.noted/{whom}/{number}"}


def heard(*told: tuple[str, dict[str, Any]], lives: tuple[Life, ...] = (), until: str = "2026-12-31") -> Tally:
    register = Register(CAMPAIGN)
    for kind, event in (announced("question.asked", "chum", 1), announced("question.asked", "iucpq", 1), *told):
        register.note(kind, event)
    tally = Tally(ASKS["recension"], register.asked, date.fromisoformat(until), day_of)
    for life in lives:
        tally.note(life)
    tally.hear(CAMPAIGN, register.said)
    return tally


def test_an_establishment_without_a_case_answers_the_campaign_itself() -> None:
    tally = heard(said("chum", 3))
    assert (tally.answers, tally.said) == ({"chum": (day_of(after(3)), CAMPAIGN)}, {"chum": "nothing_to_declare"})


def test_an_answer_to_the_campaign_counts_once_however_often_it_is_said_or_received() -> None:
    once = said("chum", 3)
    tally = heard(once, once, said("chum", 5, "cannot_answer", 2))
    assert (tally.answers, tally.said) == ({"chum": (day_of(after(3)), CAMPAIGN)}, {"chum": "nothing_to_declare"})


def test_an_answer_before_being_asked_after_the_counting_or_by_one_not_asked_is_none() -> None:
    assert heard(said("chum", 0.5), said("muet", 3)).answers == {}
    assert heard(said("chum", 9), until="2026-01-06").answers == {}
    other = said("chum", 3)[1]
    assert (
        heard(("answer.noted", {**other, "data": {**other["data"], "campaign": "campaign:msss/autre"}})).answers == {}
    )


def test_a_case_is_the_answer_of_whoever_has_also_answered_the_campaign() -> None:
    tally = heard(said("chum", 3), lives=(answered("initiative:chum/a", 30),))
    assert (tally.answers, tally.said) == ({"chum": (day_of(after(3)), "initiative:chum/a")}, {})
    tally = heard(said("chum", 30), lives=(answered("initiative:chum/a", 3),))
    assert tally.answers == {"chum": (day_of(after(3)), "initiative:chum/a")}


def test_the_report_tells_who_has_nothing_to_declare() -> None:
    tally = heard(said("chum", 3))
    asked = (Asked(whom="chum", at=after(1)), Asked(whom="iucpq", at=after(1)))
    where = followed(CAMPAIGN, DECLARATION, asked, tally, (date(2026, 2, 9), day_of))
    french = views.document(where, "fr")
    assert f"| {CAMPAIGN} | rien à déclarer | oui |" in french
    assert "1 réponses sur 2 interrogés, dont 0 après le dernier jour et 1 qui n'ont rien à déclarer" in french


def test_the_last_day_is_in_time_and_the_next_is_late(where: Followed) -> None:
    assert [(each.whom, each.late) for each in where.answered] == [("chum", False), ("iucpq", True)]
    assert [each.whom for each in where.unanswered] == ["muet"]


def test_the_report_names_who_answered_when_and_who_did_not(where: Followed) -> None:
    french, english = views.document(where, "fr"), views.document(where, "en")
    assert "# Recension \\| \\[2026\\]" in french
    assert "| iucpq | 2026-01-06 | 2026-02-03 | initiative:iucpq/b | - | non |" in french
    assert "| muet | 2026-01-06 | 2026-01-20, 2026-01-27 |" in english
    assert "2 réponses sur 3 interrogés, dont 1 après le dernier jour et 0 qui n'ont rien à déclarer ; 1 sans" in french
    assert "2 answers out of 3 asked, 1 of them after the last day and 0 with nothing to declare; 1 without" in english


def test_a_report_without_answers_says_so(where: Followed) -> None:
    silent = where.model_copy(update={"answers": where.unanswered})
    assert "Personne n'a répondu." in views.document(silent, "fr")
    everyone = where.model_copy(update={"answers": where.answered})
    assert "All have answered." in views.document(everyone, "en")
