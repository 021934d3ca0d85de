"""Canonical JSON is what RFC 8785 says it is: compared with an implementation of others, and with its own examples."""

from typing import Any

import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st

from domain.canonical import LARGEST, digest, dumps

TEXTS = st.text(st.characters(exclude_categories=["Cs"]))
SCALARS = st.none() | st.booleans() | st.integers(-LARGEST, LARGEST) | st.floats(allow_nan=False, allow_infinity=False)
VALUES = st.recursive(
    SCALARS | TEXTS,
    lambda values: st.lists(values, max_size=5) | st.dictionaries(TEXTS, values, max_size=5),
    max_leaves=20,
)


@given(VALUES)
def test_it_writes_what_another_implementation_writes(value: Any) -> None:
    assert dumps(value) == rfc8785.dumps(value)


@pytest.mark.parametrize(
    ("number", "written"),
    [
        (333333333.33333329, b"333333333.3333333"),
        (1e30, b"1e+30"),
        (4.50, b"4.5"),
        (2e-3, b"0.002"),
        (0.000000000000000000000000001, b"1e-27"),
        (-0.0, b"0"),
        (5e-324, b"5e-324"),
        (1e21, b"1e+21"),
        (1e20, b"100000000000000000000"),
        (9.999999999999997e22, b"9.999999999999997e+22"),
        (1e-6, b"0.000001"),
        (1e-7, b"1e-7"),
        (-1.5e300, b"-1.5e+300"),
    ],
)
def test_numbers_are_laid_out_as_the_rfc_has_them(number: float, written: bytes) -> None:
    assert dumps(number) == written == rfc8785.dumps(number)


def test_names_are_sorted_by_their_utf_16_units() -> None:
    names = {"\u20ac": 1, "\r": 2, "\ufb33": 3, "1": 4, "\U0001f600": 5, "\u0080": 6, "\u00f6": 7}
    assert dumps(names) == rfc8785.dumps(names)
    assert list(dumps(names).decode())[-5:-2] == ["\ufb33", '"', ":"]


@pytest.mark.parametrize("value", [float("nan"), float("inf"), LARGEST + 1, {"a": [1.5, -LARGEST - 1]}, "\ud800"])
def test_what_no_reader_would_read_back_is_refused(value: Any) -> None:
    with pytest.raises(ValueError, match=r"."):
        dumps(value)


@pytest.mark.parametrize("value", [{1: "a"}, {1: 0.5}, b"bytes", object(), [{1, 2}]])
def test_what_is_no_json_is_refused(value: Any) -> None:
    with pytest.raises(TypeError):
        dumps(value)


def test_a_digest_names_its_algorithm() -> None:
    assert digest({}) == "sha256:44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a"
