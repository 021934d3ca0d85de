"""What gives a person away in a free text: a Québec health insurance number, or a full name beside a birth date.

The form of the number is public: four letters, then year, month (plus 50 for a woman), day and two more digits, often
in groups of four. Month and day must be possible, and a UUID is never taken for one; a document number that still
looks like one is refused too, because an event cannot be unsaid.
"""

import re
from collections.abc import Iterator
from typing import Any

_NUMBER = re.compile(
    r"(?<![A-Za-z0-9])[A-Za-z]{4}[ \u00a0\u202f-]?[0-9]{2}[ \u00a0\u202f-]?"
    r"(?:0[1-9]|1[0-2]|5[1-9]|6[0-2])[ \u00a0\u202f-]?(?:0[1-9]|[12][0-9]|3[01])[ \u00a0\u202f-]?"
    r"[0-9]{2}(?![A-Za-z0-9])"
)
_YEARS = re.compile(r"\b[a-z]{2,}[ \u00a0\u202f-](?:19|20)[0-9]{2}[ \u00a0\u202f-](?:19|20)[0-9]{2}\b")
"""A word and a span of years: « from 2012-2022 » has the form of a number, and nobody writes a number that way."""
_DIGIT = re.compile("[0-9]")
_UUID = re.compile(r"[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}", re.IGNORECASE)
_BIRTH = re.compile(
    r"(?:\bn[ée]{1,2}(?:\(e\))?\s{1,3}le\b|\bborn\s{1,3}on\b|\bborn(?=\s{1,3}[0-9])|\bDDN\b|\bD\.D\.N\.|\bDOB\b"
    r"|\bdate\s{1,3}de\s{1,3}naissance\b|\bdate\s{1,3}of\s{1,3}birth\b|\bbirth\s?date\b)[^0-9]{0,20}[0-9]",
    re.IGNORECASE,
)
_WORD = r"[A-ZÀ-ÖØ-Þ][A-Za-zÀ-ÖØ-öø-ÿ'’-]{1,30}"  # noqa: RUF001 - the typographic apostrophe is in names
_FULL_NAME = re.compile(rf"(?<!\w){_WORD},?[ \u00a0]{_WORD}")
_NEAR = 60
_SHORTEST = 12


def identifying(data: Any, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """Yield the path of every text in *data* that looks like it identifies a person."""
    if isinstance(data, str):
        if identifies(data):
            yield path
    elif isinstance(data, dict):
        for key, value in data.items():
            yield from identifying(value, (*path, key))
    elif isinstance(data, list):
        for index, value in enumerate(data):
            yield from identifying(value, (*path, index))


def identifies(text: str) -> bool:
    """Return whether *text* looks like it identifies a person."""
    # Neither is without a digit, and most texts are; this spares 30 µs per event.
    if len(text) < _SHORTEST or _DIGIT.search(text) is None:
        return False
    if _NUMBER.search(text) and _NUMBER.search(_YEARS.sub(" ", _UUID.sub(" ", text))):
        return True
    return any(
        _FULL_NAME.search(text[max(0, birth.start() - _NEAR) : birth.start()])
        or _FULL_NAME.search(text[birth.end() : birth.end() + _NEAR])
        for birth in _BIRTH.finditer(text)
    )
