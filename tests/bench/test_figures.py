"""The arithmetic of a measurement, on figures whose answer is known."""

import pytest

from bench.figures import Round, Spread, cpu_medians, percentile, ratios
from bench.shape import STEPS, Shape


def a_round(seconds: float, **cpu: float) -> Round:
    return Round(events=100, seconds=seconds, verdicts=100, cpu=cpu, others=0.0)


def test_a_rate_is_events_by_the_time_they_took() -> None:
    assert a_round(4.0).rate == 25.0


def test_ratios_compare_rounds_run_beside_each_other() -> None:
    quiet_then_busy = [a_round(1.0), a_round(4.0), a_round(2.0)]
    reference = [a_round(0.5), a_round(3.0), a_round(0.8)]
    assert ratios(quiet_then_busy, reference) == Spread(median=0.5, low=0.4, high=0.75)


def test_ratios_need_as_many_rounds_of_both() -> None:
    with pytest.raises(ValueError, match="shorter"):
        ratios([a_round(1.0), a_round(1.0)], [a_round(1.0)])


def test_processor_time_is_per_event_and_by_process() -> None:
    rounds = [a_round(1.0, temporal=0.5, worker=1.0), a_round(1.0, temporal=0.7, worker=0.9)]
    rounds.append(a_round(1.0, temporal=9.0, worker=0.8))
    assert cpu_medians(rounds) == pytest.approx({"temporal": 7.0, "worker": 9.0})


@pytest.mark.parametrize(("share", "expected"), [(0.5, 50), (0.99, 99), (1.0, 100), (0.001, 1)])
def test_a_percentile_is_one_of_the_values(share: float, expected: int) -> None:
    assert percentile(list(range(100, 0, -1)), share) == expected


def test_no_percentile_of_nothing() -> None:
    with pytest.raises(ValueError, match="no percentile"):
        percentile([], 0.5)


def test_interleaved_events_of_a_case_are_as_far_apart_as_can_be() -> None:
    subjects = [event["subject"] for event in Shape(5, "interleaved").emitted("t")]
    assert subjects[:5] * len(STEPS) == subjects
    assert len(set(subjects)) == 5


def test_grouped_events_of_a_case_follow_each_other() -> None:
    events = Shape(3, "grouped").emitted("t")
    assert [event["subject"] for event in events] == [events[at]["subject"] for at in (0, 4, 8) for _ in STEPS]
    assert len({event["id"] for event in events}) == len(events)
