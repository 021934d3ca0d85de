"""What each definition of the policies mentions - facts, other definitions, texts - read from OPA's own syntax tree."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from engines.rego import command

Path_ = tuple[str, ...]
Node = dict[str, Any]

ANY: Final = "*"
"""Stands in a path for a step that only the evaluation knows."""

_FACTS: Final = ("input", "facts")
_READERS: Final = ("data", "balise", "facts")
"""The module that takes paths of facts as texts."""
_GIVEN: Final = (*_READERS, "given")
"""Facts once more, under another name."""


@dataclass
class Definition:
    """What all the clauses of one name in one package mention."""

    facts: set[Path_] = field(default_factory=set)
    """Paths below `input.facts`; an empty one means all of them at once."""
    data: set[Path_] = field(default_factory=set)
    """Paths below `data`: other definitions, parameters, tables."""
    texts: set[str] = field(default_factory=set)
    asked: set[str] = field(default_factory=set)
    """Paths of facts handed over as texts to the module that reads them."""


def definitions(policies: Path, opa: Path) -> dict[Path_, Definition]:
    """Return every definition of *policies*, its tests left out, by its path below `data`. One OPA parses them all."""
    sources = {
        str(path.relative_to(policies)): path.read_text(encoding="utf-8")
        for path in sorted(policies.rglob("*.rego"))
        if not path.name.endswith("_test.rego")
    }
    query = "{name: rego.parse_module(name, source) | some name, source in input}"
    answer = command(opa, "eval", "--format", "json", "--stdin-input", query, stdin=json.dumps(sources))
    modules = json.loads(answer)["result"][0]["expressions"][0]["value"]
    found: dict[Path_, Definition] = {}
    for module in modules.values():
        _module(module, found)
    return found


def _module(module: Node, found: dict[Path_, Definition]) -> None:
    package = _steps(module["package"]["path"])
    imported = {}
    for line in module.get("imports", ()):
        path = _steps(line["path"]["value"])
        imported[line.get("alias") or path[-1]] = path
    own = {rule["head"]["ref"][0]["value"] for rule in module["rules"]}
    for rule in module["rules"]:
        head = rule["head"]
        name = head["ref"][0]["value"]
        definition = found.setdefault((*package[1:], name), Definition())
        known = {**{each: (*package, each) for each in own}, **imported}
        reader = _Reader(definition, known, _assigned(rule, known))
        reader.read({**rule, "head": {**head, "ref": head["ref"][1:]}})


def _steps(terms: list[Node]) -> Path_:
    return tuple(term["value"] if term["type"] in {"var", "string"} else ANY for term in terms)


@dataclass(frozen=True)
class _Reader:
    """Walks one rule. *known* and *aliases* say what a bare name stands for."""

    definition: Definition
    known: dict[str, Path_]
    aliases: dict[str, Path_]

    def read(self, node: Any) -> None:
        if isinstance(node, list):
            for each in node:
                self.read(each)
        elif isinstance(node, dict):
            if _assignment(node) is not None and node["terms"][1]["value"] in self.aliases:
                return
            kind = node.get("type")
            if kind in {"ref", "var"}:
                self._reference(node["value"] if kind == "ref" else [node])
            elif kind == "string":
                self.definition.texts.add(node["value"])
            elif kind == "call":
                self._call(node["value"])
            else:
                for key, below in node.items():
                    if key == "terms" and isinstance(below, list):
                        self._call(below)
                    else:
                        self.read(below)

    def _call(self, terms: list[Node]) -> None:
        function, *arguments = terms
        name = _resolved(function, self.known | self.aliases)
        if name == ("object", "get") and self._object_get(arguments):
            return
        if name is not None and name[: len(_READERS)] == _READERS:
            self.definition.asked.update(_texts(arguments))
        self.read(terms)

    def _object_get(self, arguments: list[Node]) -> bool:
        base = _resolved(arguments[0], self.known | self.aliases)
        if base is None or base[:2] != _FACTS:
            return False
        keys = arguments[1]["value"] if arguments[1]["type"] == "array" else [arguments[1]]
        self._mention((*base, *_below(keys)))
        self.read([*keys, *arguments[2:]])
        return True

    def _reference(self, terms: list[Node]) -> None:
        first, *rest = terms
        self.read([term for term in rest if term["type"] != "string"])
        if first["type"] != "var":
            self.read(first)
            return
        base = _named(first["value"], self.known | self.aliases)
        if base is not None:
            self._mention((*base, *_below(rest)))

    def _mention(self, path: Path_) -> None:
        if path[: len(_GIVEN)] == _GIVEN:
            self.definition.facts.add(path[len(_GIVEN) :])
        elif path[0] == "data":
            self.definition.data.add(path[1:])
        elif path == ("input",) or path[:2] == _FACTS:
            self.definition.facts.add(path[2:])


def _below(terms: list[Node]) -> Path_:
    return tuple(term["value"] if term["type"] == "string" else ANY for term in terms)


def _named(name: str, known: dict[str, Path_]) -> Path_ | None:
    return (name,) if name in {"input", "data"} else known.get(name)


def _resolved(term: Node, known: dict[str, Path_]) -> Path_ | None:
    """Return the path that a reference stands for; a built-in stands for its own name."""
    if term["type"] not in {"ref", "var"}:
        return None
    first, *rest = term["value"] if term["type"] == "ref" else [term]
    base = _named(first["value"], known) if first["type"] == "var" else None
    return (*(base or (str(first["value"]),)), *_below(rest))


def _assignment(node: Node) -> tuple[str, Node] | None:
    """Return the name and the value of `name := value`, if that is what this expression is."""
    terms = node.get("terms")
    if isinstance(terms, list) and len(terms) == 3 and terms[1]["type"] == "var":
        operator = terms[0]["value"]
        if operator in ([{"type": "var", "value": "assign"}], [{"type": "var", "value": "eq"}]):
            return terms[1]["value"], terms[2]
    return None


def _assigned(rule: Node, known: dict[str, Path_]) -> dict[str, Path_]:
    """Return the names that stand, inside *rule*, for a place among the facts."""
    aliases: dict[str, Path_] = {}
    for node in _nodes(rule):
        pair = _assignment(node)
        if pair is None or pair[1]["type"] != "ref":
            continue
        path = _resolved(pair[1], known | aliases)
        if path is not None and path[:2] == _FACTS and ANY not in path:
            # One name for two places, in two clauses: both are then read where they are written.
            aliases[pair[0]] = path if aliases.get(pair[0], path) == path else ()
    return {name: path for name, path in aliases.items() if path}


def _nodes(node: Any) -> Iterator[Node]:
    if isinstance(node, dict):
        yield node
        for below in node.values():
            yield from _nodes(below)
    elif isinstance(node, list):
        for each in node:
            yield from _nodes(each)


def _texts(node: Any) -> set[str]:
    return {each["value"] for each in _nodes(node) if each.get("type") == "string"}
