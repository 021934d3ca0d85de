"""What JSON text the contract takes: RFC 8259 to the letter, each key once, nesting bounded.

orjson refuses invalid UTF-8, NaN, lone surrogates and numbers that are no double, but keeps the last of two equal
keys without a word; two readers could then understand the same event differently. The standard library's decoder sees
every pair, so it reads the text a second time for that alone.
"""

import json
from json import JSONDecoder
from typing import Any, Final

import orjson

MAX_DEPTH: Final = 32


class NotJsonError(ValueError):
    """The text is not JSON, with no more said of it."""


class DuplicateKeyError(NotJsonError):
    """One object of the text holds the same key twice."""


class TooDeepError(NotJsonError):
    """The text nests deeper than anything the contract knows."""


def loads(text: str) -> Any:
    """Return the value that *text* writes.

    Raises:
        NotJsonError: when it writes none, or one that the contract does not take.
    """
    try:
        value = orjson.loads(text)
    except (orjson.JSONDecodeError, RecursionError):
        raise NotJsonError("not JSON") from None
    # Every level of nesting opens one bracket: most events have too few for the walk to be needed.
    if text.count("{") + text.count("[") > MAX_DEPTH and _depth(value) > MAX_DEPTH:
        raise TooDeepError("nested too deeply")
    _PAIRS.decode(text)
    return value


def _once_each(pairs: list[tuple[str, Any]]) -> None:
    if len({key for key, _ in pairs}) != len(pairs):
        raise DuplicateKeyError("duplicate key")


# Numbers are left as text: the first reading has judged them, and Python refuses to convert 5,000 digits.
_PAIRS: Final[JSONDecoder] = json.JSONDecoder(object_pairs_hook=_once_each, parse_int=len, parse_float=len)


def _depth(value: Any) -> int:
    deepest = 0
    waiting = [(value, 1)]
    while waiting:
        node, depth = waiting.pop()
        if isinstance(node, dict | list):
            deepest = max(deepest, depth)
            waiting.extend((child, depth + 1) for child in (node.values() if isinstance(node, dict) else node))
    return deepest
