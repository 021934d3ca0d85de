"""What a rule reads of a case: every fact and every term its Rego reaches, whoever wrote down what it needs."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from authoring.definitions import ANY, Definition, Path_, definitions
from authoring.written import load

TERMS: Final = ("balise", "terms")
FACTS: Final = ("balise", "facts")
RULES: Final = ("balise", "rules")

_TERM: Final = re.compile(r"^# METADATA\n(?:#.*\n)*(\w+) :=", re.MULTILINE)

Shapes = Mapping[str, Mapping[str, Any]]
"""What events can bring: process, then path, then shape."""


@dataclass(frozen=True)
class Read:
    """What is read at the end of every road from one definition."""

    patterns: frozenset[Path_]
    """Paths of facts, where `*` stands for a step only the evaluation knows."""
    terms: frozenset[str]

    def paths(self, known: Iterable[str]) -> set[str]:
        """Return those of the *known* paths that are read."""
        return {path for path in known if any(touches(pattern, tuple(path.split("."))) for pattern in self.patterns)}


@dataclass(frozen=True)
class Sources:
    """The policies' definitions, with what is needed to follow them."""

    defined: dict[Path_, Definition]
    parameters: dict[Path_, Any]
    named: frozenset[str]
    """Every term, as gates and rules name it."""
    known: frozenset[str]
    """Every path of facts that some event can bring."""

    def of(self, start: Path_) -> Read:
        """Return what the definition at *start* reads. A term is not entered from outside: it is named."""
        patterns, terms = set[Path_](), set[str]()
        waiting, seen = [start], set[Path_]()
        while waiting:
            name = waiting.pop()
            if name in seen:
                continue
            seen.add(name)
            if name != start and self._term(name) in self.named:
                terms.add(self._term(name))
                continue
            definition = self.defined[name]
            # The machinery may look at a dossier as a whole (who said each topic); a rule may not.
            whole = name[: len(RULES)] != RULES
            patterns |= {path for path in definition.facts if not whole or path[:1] not in ((), (ANY,))}
            patterns |= {tuple(path.split(".")) for path in definition.asked}
            texts = definition.texts | {text for path in definition.data for text in self._parameters(path)}
            patterns |= {tuple(text.split(".")) for text in texts & self.known}
            waiting += [found for path in definition.data for found in self._called(path)]
        return Read(frozenset(patterns), frozenset(terms))

    def terms(self) -> dict[str, Read]:
        """Return what every term reads, through the terms it rests on."""
        direct = {self._term(name): self.of(name) for name in self.defined if self._term(name) in self.named}
        return {name: whole(read, direct) for name, read in sorted(direct.items())}

    @staticmethod
    def _term(name: Path_) -> str:
        return f"term.{name[-1]}" if name[:-1] == TERMS else ""

    def _called(self, path: Path_) -> Iterator[Path_]:
        for depth in range(len(path), 0, -1):
            if path[:depth] in self.defined and path[: len(FACTS)] != FACTS:
                yield path[:depth]
                return

    def _parameters(self, path: Path_) -> Iterator[str]:
        for folder, document in self.parameters.items():
            if path[: len(folder)] == folder:
                yield from _strings(_at(document, path[len(folder) :]))


def sources(policies: Path, opa: Path, shapes: Shapes) -> Sources:
    """Parse *policies* once."""
    return Sources(
        defined=definitions(policies, opa),
        parameters={
            path.parent.relative_to(policies).parts: load(path) for path in (policies / "rules").rglob("data.yaml")
        },
        named=frozenset(named_terms(policies)),
        known=frozenset(path for paths in shapes.values() for path in paths),
    )


def named_terms(policies: Path) -> set[str]:
    """Return the terms a gate or a rule may refer to: those whose meaning is documented."""
    module = (policies / "balise" / "terms.rego").read_text(encoding="utf-8")
    return {f"term.{name}" for name in _TERM.findall(module)}


def catalogued(found: Sources, rule: Path_, needs: list[str]) -> list[str]:
    """Return what *rule* reads without needing it: what may be left out, but not be malformed."""
    read = found.of(rule)
    literal = {".".join(pattern) for pattern in read.patterns if pattern and ANY not in pattern}
    optional = read.paths(found.known) | {path for path in literal if not _prefixes(path, found.known)}
    return sorted((optional | read.terms) - set(needs))


def location(rule: Mapping[str, Any]) -> Path_:
    """Return where a rule of the catalogue is defined, below `data`."""
    return ("balise", "rules", *rule["family"].split("."), *rule["subject"].split("."), rule["name"])


def whole(read: Read, terms: Mapping[str, Read], more: set[str] | frozenset[str] = frozenset()) -> Read:
    """Return *read* with what its terms, and *more* of them, read in turn."""
    waiting, seen, patterns = [*read.terms, *more], set[str](), set(read.patterns)
    while waiting:
        name = waiting.pop()
        if name not in seen and name in terms:
            seen.add(name)
            patterns |= terms[name].patterns
            waiting += terms[name].terms
    return Read(frozenset(patterns), read.terms)


def touches(pattern: Path_, path: Path_) -> bool:
    """Tell whether reading *pattern* reads what is at *path*: the same steps, as far as the shorter goes."""
    return bool(pattern) and all(step in {ANY, there} for step, there in zip(pattern, path, strict=False))


def _prefixes(path: str, known: frozenset[str]) -> bool:
    return any(touches(tuple(path.split(".")), tuple(other.split("."))) for other in known)


def _at(document: Any, path: Path_) -> Any:
    for step in path:
        if step == ANY or not isinstance(document, dict) or step not in document:
            return document
        document = document[step]
    return document


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list | dict):
        for each in value.values() if isinstance(value, dict) else value:
            yield from _strings(each)
