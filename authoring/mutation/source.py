"""Where everything stands in a Rego file, as OPA's own parser says it: never a pattern over texts and comments."""

import base64
import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, Final

from engines.rego import command

Node = dict[str, Any]

BESIDE: Final = 3
"""How many characters before its first term a call in parentheses may begin."""


@dataclass(frozen=True)
class Span:
    """The characters of a file from *start* up to *end*."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """Return these characters of *text*."""
        return text[self.start : self.end]

    def replaced(self, text: str, new: str) -> str:
        """Return *text* with *new* in the place of these characters."""
        return text[: self.start] + new + text[self.end :]


class Source:
    """One Rego file: its text, its tree, and the way from one to the other."""

    def __init__(self, name: str, text: str, tree: Node) -> None:
        self.name = name
        self.text = text
        self.tree = tree
        self._lines = [0]
        for line in text.split("\n"):
            self._lines.append(self._lines[-1] + len(line) + 1)

    @property
    def package(self) -> tuple[str, ...]:
        """Return the package, without `data`."""
        return tuple(term["value"] for term in self.tree["package"]["path"][1:])

    @property
    def tests(self) -> bool:
        """Tell whether this file holds tests."""
        return self.name.endswith("_test.rego")

    @cached_property
    def rules(self) -> list[Node]:
        """Return the rules, in the order of the file."""
        found: list[Node] = self.tree.get("rules", [])
        return found

    @cached_property
    def names(self) -> frozenset[str]:
        """Return the names of the rules."""
        return frozenset(named(rule) for rule in self.rules)

    def at(self, node: Node) -> Span | None:
        """Return where *node* is written, or None if it is written nowhere."""
        location = node.get("location")
        if not location or not location.get("text"):
            return None
        written = base64.b64decode(location["text"]).decode()
        start = self.offset(location)
        for before in range(BESIDE):
            if self.text.startswith(written, start - before):
                return Span(start - before, start - before + len(written))
        return None

    def offset(self, location: Node) -> int:
        """Return how many characters stand before *location*."""
        start: int = self._lines[location["row"] - 1] + location["col"] - 1
        return start

    def references(self) -> Iterator[tuple[Node, tuple[str, ...]]]:
        """Return every reference that begins with `data`, and what follows up to the first thing computed."""
        for node in every(self.tree):
            if node.get("type") == "ref":
                head, *rest = node["value"]
                if (head.get("type"), head.get("value")) == ("var", "data"):
                    yield node, tuple(_constants(rest))


def parse(opa: Path, path: Path, name: str) -> Source:
    """Read the Rego file at *path*, called *name* by whoever reads about it.

    Raises:
        RegoRefused: It is not Rego.
    """
    tree = json.loads(command(opa, "parse", "--format", "json", "--json-include", "locations", str(path)))
    return Source(name, path.read_text(encoding="utf-8"), tree)


def named(rule: Node) -> str:
    """Return the name of *rule*."""
    name: str = rule["head"]["ref"][0]["value"]
    return name


def every(node: Any) -> Iterator[Node]:
    """Return *node* and everything below it; not its annotations, which decide nothing."""
    if isinstance(node, dict):
        yield node
        for key, below in node.items():
            if key not in ("location", "annotations"):
                yield from every(below)
    elif isinstance(node, list):
        for below in node:
            yield from every(below)


def _constants(terms: list[Node]) -> Iterator[str]:
    for term in terms:
        if term.get("type") != "string":
            return
        yield term["value"]
