"""What stopped a case, for how long, and what lifted it."""

import pytest

from domain.question import Mode
from reporting.holds import Hold, holds
from reporting.obstacles import obstacles
from tests.reporting.lives import Writer, after, awaited, reason, refused_then_allowed, verdict


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
