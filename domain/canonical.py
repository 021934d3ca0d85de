"""The one form in which a value is digested or signed: canonical JSON, RFC 8785.

Written here because whoever proves a case again has no library but the core's own; a test compares it, value by value,
with an implementation of others. C's encoder does the work wherever Python and ECMAScript agree.
"""

import json
from collections.abc import Iterable
from decimal import Decimal
from hashlib import sha256
from math import isfinite
from typing import Any, Final

LARGEST: Final = 2**53 - 1
"""Beyond it, two integers may be the same number to a reader that knows floats only."""

_ENCODER: Final = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), sort_keys=True, allow_nan=False)


def dumps(value: Any) -> bytes:
    """Return the canonical JSON of *value*, in UTF-8.

    Raises:
        ValueError: what no JSON reader would read back the same: a NaN, an integer beyond 2^53, a lone surrogate.
        TypeError: something that is no JSON at all.
    """
    return _written(value).encode()


def digest(value: Any) -> str:
    """Return `sha256:` and the digest of the canonical JSON of *value*."""
    return digest_of(dumps(value))


def digest_of(content: bytes) -> str:
    """Return `sha256:` and the digest of *content*."""
    return f"sha256:{sha256(content).hexdigest()}"


def _agreed(value: Any) -> bool:
    """Return whether Python writes and sorts all of *value* as ECMAScript does. Of no subclass is anything known."""
    kind = type(value)
    if kind is str or kind is bool or value is None:
        return True
    if kind is dict:
        return all(type(name) is str and name.isascii() for name in value) and _all_agreed(value.values())
    if kind is list or kind is tuple:
        return _all_agreed(value)
    return kind is int and -LARGEST <= value <= LARGEST


def _all_agreed(values: Iterable[Any]) -> bool:
    # Most values are texts, and a settlement digests thousands of them.
    for each in values:  # noqa: SIM110  a generator would take twice the time
        if type(each) is not str and not _agreed(each):
            return False
    return True


def _written(value: Any) -> str:
    if _agreed(value):
        return _ENCODER.encode(value)
    if isinstance(value, dict):
        if not all(isinstance(name, str) for name in value):
            raise TypeError("a name that is no text")
        names = sorted(value, key=lambda name: name.encode("utf-16-be"))
        return "{" + ",".join(f"{_ENCODER.encode(name)}:{_written(value[name])}" for name in names) + "}"
    if isinstance(value, list | tuple):
        return "[" + ",".join(map(_written, value)) + "]"
    if isinstance(value, int) and abs(value) > LARGEST:
        raise ValueError(f"an integer beyond {LARGEST}")
    return _number(value) if isinstance(value, float) else _ENCODER.encode(value)


def _number(value: float) -> str:
    """Return *value* as ECMAScript's Number::toString: the same shortest digits as Python's, laid out otherwise."""
    if not isfinite(value):
        raise ValueError("a number that is not finite")
    if value == 0:
        return "0"
    number = Decimal(repr(value)).normalize()
    digits, point = "".join(map(str, number.as_tuple().digits)), number.adjusted() + 1
    if len(digits) <= point <= 21:
        laid = digits + "0" * (point - len(digits))
    elif 0 < point <= 21:
        laid = f"{digits[:point]}.{digits[point:]}"
    elif -6 < point <= 0:
        laid = f"0.{'0' * -point}{digits}"
    else:
        fraction = f".{digits[1:]}" if len(digits) > 1 else ""
        laid = f"{digits[0]}{fraction}e{point - 1:+d}"
    return f"-{laid}" if number.is_signed() else laid
