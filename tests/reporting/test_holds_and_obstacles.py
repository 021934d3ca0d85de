"""What stopped a case, for how long, and what lifted it."""

import pytest

from domain.question import Mode
from domain.verdict import Obligation
from reporting.holds import Hold, holds, opinions
from reporting.obstacles import obstacles
from tests.reporting.lives import Writer, after, awaited, owed, reason, refused_then_allowed, verdict


def by_key(writer: Writer) -> dict[str, Hold]:
    return {hold.key: hold for hold in holds(writer.life)}


def test_each_rule_is_lifted_by_the_fact_that_came_before_the_first_verdict_without_it() -> None:
    found = by_key(refused_then_allowed())
    assert {key: (hold.ending, hold.worked) for key, hold in found.items()} == {
        "DON-001": ("lifted", ("data",)),
        "BES-002": ("lifted", ("need",)),
        "opinion:privacy_officer": ("lifted", ("opinion.rendered",)),
    }
    assert [found[key].times for key in ("DON-001", "BES-002", "opinion:privacy_officer")] == [1, 2, 3]
    assert (found["BES-002"].since, found["BES-002"].until) == (after(10), after(14))


def test_what_still_stops_a_case_is_open() -> None:
    writer = Writer().says(0, "initiative.declared", what="declaration", to="opportunity", judged=verdict())
    writer.says(1, "passage.requested", to="planning", judged=verdict(reason("DON-001", "planning")))
    (hold,) = holds(writer.life)
    assert (hold.ending, hold.until, hold.worked) == ("open", None, ())


def test_a_request_withdrawn_lifts_nothing() -> None:
    writer = Writer().says(0, "initiative.declared", what="declaration", to="opportunity", judged=verdict())
    writer.says(1, "passage.requested", to="planning", judged=verdict(reason("DON-001", "planning")))
    writer.says(2, "passage.withdrawn")
    writer.says(30, "passage.requested", to="planning", judged=verdict(reason("DON-001", "planning")))
    writer.says(31, "data.described", what="data", to="planning", judged=verdict())
    first, second = holds(writer.life)
    assert (first.ending, first.worked) == ("abandoned", ())
    assert (second.ending, second.since, second.worked) == ("lifted", after(30), ("data",))


def test_a_withdrawal_ends_what_came_before_it_and_nothing_earlier() -> None:
    writer = Writer().says(0, "initiative.declared", what="declaration", to="opportunity", judged=verdict())
    writer.says(1, "passage.requested", to="planning", judged=verdict(reason("DON-001", "planning")))
    writer.says(2, "need.described", what="need", to="planning", judged=verdict(reason("DON-001", "planning")))
    writer.says(3, "passage.withdrawn")
    (hold,) = holds(writer.life)
    assert (hold.ending, hold.times) == ("abandoned", 2)


def test_a_case_that_leaves_by_another_gate_lifts_nothing() -> None:
    writer = Writer().says(0, "initiative.declared", what="declaration", to="opportunity", judged=verdict())
    writer.says(1, "passage.requested", to="planning", judged=verdict(reason("DON-001", "planning")))
    writer.says(2, "passage.requested", to="retirement", judged=verdict())
    (hold,) = holds(writer.life)
    assert hold.ending == "abandoned"


@pytest.mark.parametrize(("revision", "lifted_by"), [("sha256:r2", "policies"), ("sha256:r1", "time")])
def test_what_no_fact_lifted_was_lifted_by_other_policies_or_by_time(revision: str, lifted_by: str) -> None:
    writer = Writer().says(0, "initiative.declared", what="declaration", to="opportunity", judged=verdict())
    writer.says(1, "passage.requested", to="planning", judged=verdict(reason("DON-001", "planning")))
    writer.says(40, "passage.requested", to="planning", judged=verdict(revision=revision))
    (hold,) = holds(writer.life)
    assert hold.worked == (lifted_by,)


def test_what_is_to_be_regularized_stops_nobody() -> None:
    writer = Writer().says(0, "initiative.declared", what="declaration", to="opportunity", judged=verdict())
    writer.says(1, "data.described", what="data", to="opportunity", mode=Mode.STANDING,
                judged=verdict(reason("DON-001", "opportunity")))  # fmt: skip
    assert not list(holds(writer.life))


GRAVE, LEAK = reason("VIE-001", "production"), "incidents.incident:chum/fuite"


def stopped() -> Writer:
    """Return a tool in production that an incident stops: a look at it suspends it."""
    writer = Writer().says(0, "initiative.declared", what="declaration", to="production", mode=Mode.RECENSION,
                           judged=verdict())  # fmt: skip
    judged = verdict(suspends=(GRAVE,), obligations=(owed("VIE-001@production", after(40).date()),))
    return writer.says(10, "incident.linked", what=LEAK, to="production", mode=Mode.STANDING, judged=judged)


def looked_at(writer: Writer, days: float, kind: str, *still: Obligation, what: str) -> Writer:
    return writer.says(days, kind, to="suspended", mode=Mode.STANDING, judged=verdict(obligations=still), what=what)


def test_a_rule_that_suspends_holds_until_a_verdict_no_longer_finds_it() -> None:
    writer = stopped()
    assert writer.life.case.stage == "suspended"
    (hold,) = holds(writer.life)
    assert (hold.key, hold.gate, hold.since, hold.ending) == ("VIE-001", "production", after(10), "open")
    looked_at(writer, 12, "status.reported", owed("VIE-001@production", after(40).date()), what="status.2026-q1")
    looked_at(writer, 15, "incident.linked", what=LEAK)
    (hold,) = holds(writer.life)
    assert (hold.ending, hold.times, hold.until, hold.worked) == ("lifted", 2, after(15), ("incidents",))


def test_what_suspended_a_tool_and_keeps_it_from_coming_back_is_one_hold() -> None:
    writer = stopped().says(12, "passage.requested", to="production", judged=verdict(GRAVE))
    writer.says(13, "passage.withdrawn")
    writer.says(
        20, "passage.requested", to="production", judged=verdict(GRAVE, awaited("comite_ia_sante", "production"))
    )
    writer.says(25, "incident.linked", what=LEAK, to="production",
                judged=verdict(awaited("comite_ia_sante", "production")))  # fmt: skip
    rule, opinion = holds(writer.life)
    assert (rule.key, rule.since, rule.times, rule.ending, rule.worked) == (
        "VIE-001", after(10), 3, "lifted", ("incidents",),
    )  # fmt: skip
    assert (opinion.key, opinion.since, opinion.ending) == ("opinion:comite_ia_sante", after(20), "open")
    assert [hold.key for hold in holds(writer.life, opinions)] == ["opinion:comite_ia_sante"]


def test_a_suspension_leaves_the_holds_at_other_gates_as_they_are() -> None:
    writer = Writer().says(0, "initiative.declared", what="declaration", to="production", mode=Mode.RECENSION,
                           judged=verdict())  # fmt: skip
    writer.says(5, "passage.requested", to="retirement", judged=verdict(reason("RET-003", "retirement")))
    writer.says(10, "incident.linked", what=LEAK, to="production", mode=Mode.STANDING,
                judged=verdict(suspends=(GRAVE,)))  # fmt: skip
    assert {hold.key: hold.ending for hold in holds(writer.life)} == {"RET-003": "open", "VIE-001": "open"}
    writer.says(30, "retirement.planned", what="retirement", to="retirement", judged=verdict())
    assert {hold.key: hold.ending for hold in holds(writer.life)} == {"RET-003": "lifted", "VIE-001": "abandoned"}


def test_what_is_known_late_with_a_grave_incident_is_suspended_at_once() -> None:
    writer = Writer().says(0, "initiative.declared", what="declaration", to="production", mode=Mode.RECENSION,
                           judged=verdict(suspends=(GRAVE,)))  # fmt: skip
    assert [(hold.key, hold.ending) for hold in holds(writer.life)] == [("VIE-001", "open")]


def test_a_suspending_rule_that_refused_a_passage_suspended_nothing() -> None:
    writer = Writer().says(0, "initiative.declared", what="declaration", to="opportunity", judged=verdict())
    writer.says(1, "passage.requested", to="production", judged=verdict(GRAVE, suspends=(GRAVE,)))
    writer.says(2, "passage.withdrawn")
    assert [(hold.key, hold.ending) for hold in holds(writer.life)] == [("VIE-001", "abandoned")]


def test_a_rule_that_suspends_is_among_the_obstacles() -> None:
    (found,) = obstacles([stopped().life])
    assert (found.key, found.cases, found.verdicts, found.open) == ("VIE-001", 1, 1, 1)
    assert found.still == ("initiative:chum/essai",)


def test_the_most_frequent_obstacle_comes_first_with_the_remedies_that_worked() -> None:
    lives = [refused_then_allowed().life]
    for slug, what in (("deux", "contract"), ("trois", "data")):
        writer = Writer(f"initiative:chum/{slug}")
        writer.says(0, "initiative.declared", what="declaration", to="opportunity", judged=verdict())
        writer.says(1, "passage.requested", to="planning", judged=verdict(reason("DON-001", "planning")))
        lives.append(writer.says(5, f"{what}.said", what=what, to="planning", judged=verdict()).life)
    waiting = Writer("initiative:chum/quatre")
    waiting.says(0, "initiative.declared", what="declaration", to="opportunity", judged=verdict())
    waiting.says(1, "passage.requested", to="planning", judged=verdict(reason("DON-001", "planning")))
    found = obstacles([*lives, waiting.life])
    assert [one.key for one in found] == ["DON-001", "opinion:privacy_officer", "BES-002"]
    first = found[0]
    assert (first.cases, first.verdicts, first.lifted, first.open) == (4, 4, 3, 1)
    assert [(one.what, one.count) for one in first.worked] == [("data", 2), ("contract", 1)]
    assert first.still == ("initiative:chum/quatre",)
    assert (first.time_to_lift.median, first.time_to_lift.longest) == (4.0, 4.0)
    assert first.title.fr == "Titre de DON-001 (fr)"


def test_two_cases_weigh_more_than_many_verdicts_on_one() -> None:
    insisted = Writer("initiative:chum/insiste")
    insisted.says(0, "initiative.declared", what="declaration", to="opportunity", judged=verdict())
    for day in range(1, 6):
        insisted.says(day, "passage.requested", to="planning", judged=verdict(reason("ZZZ-001", "planning")))
    lives = [insisted.life]
    for slug in ("a", "b"):
        writer = Writer(f"initiative:chum/{slug}")
        writer.says(0, "initiative.declared", what="declaration", to="opportunity", judged=verdict())
        lives.append(
            writer.says(1, "passage.requested", to="planning", judged=verdict(reason("AAA-001", "planning"))).life
        )
    assert [(one.key, one.cases, one.verdicts) for one in obstacles(lives)] == [("AAA-001", 2, 2), ("ZZZ-001", 1, 5)]


def test_only_what_began_in_the_time_asked_is_told() -> None:
    lives = [refused_then_allowed().life]
    assert obstacles(lives, after(10), after(11)) != []
    assert obstacles(lives, after(11), after(90)) == []
    assert obstacles(lives, after(0), after(10)) == []


def test_an_opinion_is_an_obstacle_of_its_own() -> None:
    writer = Writer().says(0, "initiative.declared", what="declaration", to="opportunity", judged=verdict())
    writer.says(1, "passage.requested", to="planning", judged=verdict(awaited("comite_ia_sante", "planning")))
    (found,) = obstacles([writer.life])
    assert (found.key, found.citation, found.open) == ("opinion:comite_ia_sante", None, 1)
