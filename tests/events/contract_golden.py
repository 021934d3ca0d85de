"""The golden examples, and ways to spoil them."""

import copy
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import orjson

from events.contract import publication
from events.contract.incoming import INCOMING

NOW = datetime(2026, 11, 2, 9, tzinfo=UTC)
EXAMPLES = publication.examples()
TOPIC = "balise.in.ciusss-des-rives"

Path = tuple[str | int, ...]


def event(name: str = "initiative.declared", /, **attributes: Any) -> bytes:
    """Return the example of *name* with other *attributes*; None leaves one out."""
    changed = EXAMPLES[name] | attributes
    return orjson.dumps({key: value for key, value in changed.items() if value is not None})


def with_data(name: str = "initiative.declared", /, **fields: Any) -> bytes:
    return event(name, data=EXAMPLES[name]["data"] | fields)


def replaced(whole: Any, path: Path, value: Any) -> Any:
    changed = copy.deepcopy(whole)
    parent = changed
    for step in path[:-1]:
        parent = parent[step]
    parent[path[-1]] = value
    return changed


def paths(value: Any, path: Path = ()) -> Iterator[Path]:
    steps = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for step, below in steps:
        yield (*path, step)
        yield from paths(below, (*path, step))


SPOTS = [(name, path) for name in INCOMING for path in paths(EXAMPLES[name])]
"""Every place of every example that comes in."""
