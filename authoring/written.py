"""How a YAML or JSON file of the policies is read: whole, without a key twice, and what line says what."""

import json
from collections.abc import Hashable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from authoring import unreadable
from authoring.unreadable import Unreadable

Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""libyaml reads the table of citations ten times faster; not every build of PyYAML carries it."""


class Twice(Exception):  # noqa: N818  named after what happened
    """An object of a JSON text holds the same key twice."""

    def __init__(self, key: str) -> None:
        super().__init__(key)
        self.key = key


class _Unique(Loader):  # type: ignore[misc]
    """YAML keeps the last of two same keys and says nothing: a person who wrote two meant something else."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:  # noqa: FBT001, FBT002  PyYAML's own signature
        seen: set[str] = set()
        for key, _ in node.value:
            if key.value in seen and isinstance(key.value, str):
                raise unreadable.twice(key.value, key.start_mark.line + 1)
            seen.add(str(key.value))
        constructed: dict[Hashable, Any] = super().construct_mapping(node, deep)
        return constructed


def load(path: Path) -> Any:
    """Return what *path* holds.

    Raises:
        Unreadable: It is not YAML (or JSON), says the same key twice, or says nothing at all.
    """
    try:
        return _parsed(path)
    except Unreadable as refusal:
        refusal.path = path
        raise


def text_of(path: Path) -> str:
    """Return the text that *path* holds; a byte order mark is let by.

    Raises:
        Unreadable: It is not UTF-8, or there is nothing in it.
    """
    content = path.read_bytes()
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise unreadable.not_utf8(content[: error.start].count(b"\n") + 1) from error
    if not text.strip():
        raise unreadable.empty()
    return text


def _parsed(path: Path) -> Any:
    text = text_of(path)
    found = _decoded(path, text)
    if found is None:
        raise unreadable.empty()
    return found


def _decoded(path: Path, text: str) -> Any:
    try:
        return json_of(text) if path.suffix == ".json" else yaml.load(text, _Unique)  # noqa: S506  a safe loader
    except Twice as error:
        raise unreadable.twice(error.key, None) from error
    except json.JSONDecodeError as error:
        raise unreadable.misspelt(error.lineno, error.msg, text) from error
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise unreadable.misspelt(mark.line + 1 if mark else None, str(error.problem or error.context), text) from error
    except yaml.YAMLError as error:
        raise unreadable.misspelt(None, str(error), text) from error
    except ValueError as error:  # what PyYAML makes of a day that is in no calendar
        raise unreadable.no_such_day(text) from error


def json_of(text: str) -> Any:
    """Return what the JSON *text* holds.

    Raises:
        json.JSONDecodeError: It is not JSON.
        Twice: One of its objects holds the same key twice: Python would keep the last one and say nothing.
    """
    return json.loads(text, object_pairs_hook=_once_each)


def _once_each(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in pairs:
        if key in found:
            raise Twice(key)
        found[key] = value
    return found


def line_of(path: Path, steps: Sequence[object]) -> int | None:
    """Return the line of *path* where the value at *steps* (keys and positions) is written, or its nearest parent."""
    node = yaml.compose(path.read_text(encoding="utf-8"), Loader)
    line = None
    for step in steps:
        if isinstance(node, yaml.MappingNode):
            found = next((pair for pair in node.value if pair[0].value == str(step)), None)
            key, node = found or (None, None)
            line = key.start_mark.line + 1 if key else line
        elif isinstance(node, yaml.SequenceNode) and str(step).isdigit() and int(str(step)) < len(node.value):
            node = node.value[int(str(step))]
            line = node.start_mark.line + 1
        else:
            break
    return line


def plain(value: Any) -> str:
    """Return *value* as JSON; a date that YAML made of a text without quotes stays recognizable as none."""
    return json.dumps(value, default=_unquoted)


def _unquoted(value: Any) -> Any:
    if isinstance(value, date):
        return {"date": value.isoformat()}
    raise TypeError(type(value).__name__)
