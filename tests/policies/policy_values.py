"""Values a fact may hold and values it may not, made from the shape that the contract gives its path."""

import json
from collections.abc import Callable
from typing import Any, Final

Json = dict[str, Any]

DAYS: Final = (
    *("1998-05-04", "2021-04-01", "2024-02-29", "2025-02-10", "2025-06-01", "2025-09-30", "2025-12-01"),
    *("2026-01-15", "2026-02-15", "2026-02-28", "2026-03-01", "2026-03-02", "2026-03-31", "2026-09-01", "2027-06-01"),
    "2031-01-01",
)
ABSURD_DAYS: Final = ("0001-01-01", "9999-12-31", "2026-02-30", "20260201", "2026-2-1", "2026-03-01T00:00:00Z", "hier")


def allowed(shape: Json) -> list[Any]:
    """Return values that may stand where *shape* is, the empty ones left out."""
    return _ALLOWED[shape["type"]](shape)


def _numbers(shape: Json) -> list[Any]:
    low, high = shape.get("min", 0), shape.get("max", 1000)
    parts = (0, 1, 2, 5, 10, 24, 60, 72, 100) if shape["type"] == "integer" else (0, 0.25, 0.5, 0.8, 0.95, 1, 24, 100)
    return sorted({low, high, *(part for part in parts if low <= part <= high)})


def _whole_records(shape: Json) -> list[Any]:
    whole = [{name: _first(part, choice) for name, part in shape["fields"].items()} for choice in range(3)]
    return [*whole, {name: whole[0][name] for name in shape["required"]}]


def _first(shape: Json, choice: int) -> Any:
    values = allowed(shape)
    return values[choice % len(values)]


def _lists(shape: Json) -> list[Any]:
    """Return the whole, single ones and pairs, all different."""
    items = [item for item in allowed(shape["of"]) if item not in ({}, [])]
    if shape["of"]["type"] == "text":
        items = [text[: shape["of"]["longest"]] for text in ("premier élément", "second élément", "tiers élément")]
    many: list[list[Any]] = [
        items[: shape["most"]],
        *([item] for item in items[:4]),
        *([items[0], item] for item in items[1:3]),
    ]
    return [each for each in many if len(each) >= shape.get("fewest", 0)]


_ALLOWED: Final[dict[str, Callable[[Json], list[Any]]]] = {
    "boolean": lambda _: [True, False],
    "choice": lambda shape: list(shape["values"]),
    "text": lambda shape: [text[: shape["longest"]] for text in ("Décrit en quelques mots", "a", "10.1")],
    "day": lambda _: list(DAYS),
    "integer": _numbers,
    "number": _numbers,
    "list": _lists,
    "record": _whole_records,
}


def empty(shape: Json) -> list[Any]:
    """Return what may stand there and says nothing."""
    nothing: dict[str, list[Any]] = {"text": ["", "  \t"], "list": [[]]}
    return nothing.get(shape["type"], [])


def refused(shape: Json) -> list[Any]:
    """Return values that may not stand where *shape* is, of every kind of JSON."""
    return _REFUSED[shape["type"]](shape)


def _beyond(shape: Json) -> list[Any]:
    beyond = [shape[bound] + step for bound, step in (("min", -1), ("max", 1)) if bound in shape]
    return [*_OTHERS, *beyond, "12", "", True, [1], *([1.5] if shape["type"] == "integer" else [])]


def _wrong_lists(shape: Json) -> list[Any]:
    item = _first(shape["of"], 0)
    wrong = [[value] for value in refused(shape["of"])[:6]]
    return ["texte", "", True, 7, {}, {"a": item}, [None], [item] * (shape["most"] + 1), *wrong]


def _wrong_records(shape: Json) -> list[Any]:
    whole: Json = allowed(shape)[0]
    partial = [{key: value for key, value in whole.items() if key != name} for name in shape["required"]]
    spoiled = [{**whole, name: refused(part)[0]} for name, part in shape["fields"].items()]
    return ["texte", [], True, 7, {"inconnu": 1}, *partial, *spoiled]


_OTHERS: Final[list[Any]] = [{"a": 1}, [[1]], {}]
_REFUSED: Final[dict[str, Callable[[Json], list[Any]]]] = {
    "boolean": lambda _: [*_OTHERS, "true", "", 1, 0, [True]],
    "choice": lambda shape: [*_OTHERS, "inconnu", "", str(shape["values"][0]).upper(), True, 7, [shape["values"][0]]],
    "text": lambda shape: [*_OTHERS, True, 7, ["texte"], "x" * (shape["longest"] + 1)],
    "day": lambda _: [*_OTHERS, *ABSURD_DAYS, "", 20260201, True, ["2026-02-01"]],
    "integer": _beyond,
    "number": _beyond,
    "list": _wrong_lists,
    "record": _wrong_records,
}


def placed(facts: Json, path: str, value: Any) -> Json:
    """Return *facts* with *value* at *path*. What is beside the path is shared, and nobody changes it."""
    first, _, rest = path.partition(".")
    return {**facts, first: placed(facts.get(first, {}), rest, value) if rest else value}


def without(facts: Json, path: str) -> Json:
    """Return *facts* without what is at *path*."""
    first, _, rest = path.partition(".")
    if first not in facts:
        return facts
    if rest:
        return {**facts, first: without(facts[first], rest)}
    return {name: held for name, held in facts.items() if name != first}


def at(facts: Json, path: str) -> Any:
    here: Any = facts
    for step in path.split("."):
        here = here.get(step) if isinstance(here, dict) else None
    return here


def kept(facts: Json, paths: list[str]) -> Json:
    """Return *facts* with nothing but what is at *paths*."""
    only: Json = {}
    for path in paths:
        if at(facts, path) is not None:
            only = placed(only, path, at(facts, path))
    return only


def key(facts: Json) -> str:
    return json.dumps(facts, sort_keys=True)
