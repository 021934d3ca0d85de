"""A window made short keeps the order and the shares of the real one, and leaves every other case alone."""

from datetime import UTC, datetime, timedelta

import pytest

from bench.deadlines import IN_LIFE, phases, spread
from bench.hastened import hastened, instant, real, tomorrow
from domain.case import Case
from domain.deadlines import WINDOW

BEGINS = datetime(2026, 6, 15, 18, tzinfo=UTC)


def named(number: int, seconds: int = 40) -> Case:
    return Case.opened(f"initiative:banc-d-essai/echeance-{int(BEGINS.timestamp())}-{seconds}-{number}")


def test_the_share_of_each_case_is_the_real_one_made_short() -> None:
    day = tomorrow(BEGINS)
    cases = [named(number) for number in range(50)]
    moments = [instant(case, day) for case in cases]
    assert all(BEGINS <= moment < BEGINS + timedelta(seconds=40) for moment in moments)
    shares = [(real(case, day) - datetime(2026, 6, 16, 4, tzinfo=UTC)) / WINDOW for case in cases]
    assert [(moment - BEGINS) / timedelta(seconds=40) for moment in moments] == pytest.approx(shares, abs=1e-6)


def test_other_days_and_other_cases_live_as_ever() -> None:
    case, day = named(1), tomorrow(BEGINS)
    assert instant(case, day + timedelta(days=7)) == real(case, day + timedelta(days=7))
    other = Case.opened("initiative:banc-d-essai/echeance-proche")
    assert hastened(other.id) is None
    assert instant(other, day) == real(other, day)


def test_ten_thousand_are_spread_over_the_window() -> None:
    found = spread(1000)
    assert 3.9 < found["hours"] < 4
    assert found["fullest_minute"] <= 20
    assert sum(each.cases for each in phases(2000, minutes=0)) == 2000
    assert f"{IN_LIFE} in 4 h" in {each.name for each in phases(2000, minutes=0)}
    assert sum(each.cases for each in phases(2000, minutes=20)) == 2000 + IN_LIFE
