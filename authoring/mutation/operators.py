"""Which small changes of Rego are worth trying: each is a mistake a person could make, and a test should notice."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Final

from authoring.mutation.source import Node, Source, Span, every, named

COMPARED: Final = {
    "equal": ("!=",),
    "neq": ("==",),
    "lt": ("<=", ">"),
    "lte": ("<", ">"),
    "gt": (">=", "<"),
    "gte": (">", "<"),
}
ORDERED: Final = ("lt", "lte", "gt", "gte")
CALCULATED: Final = {
    "plus": ("-",),
    "minus": ("+", "|"),
    "mul": ("/",),
    "div": ("*",),
    "rem": ("/",),
    "and": ("|",),
    "or": ("&",),
}
EXCHANGED: Final = {
    "min": "max",
    "max": "min",
    "union": "intersection",
    "intersection": "union",
    "startswith": "endswith",
    "endswith": "startswith",
    "all": "any",
    "any": "all",
}
UNWRAPPED: Final = ("trim_space", "lower", "upper", "floor", "sort", "trim_suffix", "trim_prefix")
BINDING: Final = ("assign", "eq")
INFIX: Final = frozenset({*COMPARED, *CALCULATED, *BINDING, "internal.member_2", "internal.member_3"})
NUMBER: Final = re.compile(r"-?\d+(\.\d+)?")
OTHER_TEXT: Final = '"mutant"'


@dataclass(frozen=True)
class Edit:
    """One change: *operator* puts *new* where *span* is; *sentence* is what a person reads around it."""

    operator: str
    span: Span
    new: str
    sentence: Span


@dataclass(frozen=True)
class _Place:
    """What surrounds a node: the sentence it is in, and what else uses the names its body binds."""

    sentence: Span
    outside: tuple[Any, ...]


def edits(source: Source) -> Iterator[tuple[str, Edit]]:
    """Return every change worth trying on *source*, each with the name of its rule and each once."""
    seen = set()
    for rule in source.rules:
        for edit in _of_rule(source, rule):
            key = (edit.span, edit.new)
            if edit.span.of(source.text) != edit.new and key not in seen:
                seen.add(key)
                yield named(rule), edit


def _of_rule(source: Source, rule: Node) -> Iterator[Edit]:
    whole = source.at(rule)
    if rule.get("default"):
        head = source.at(rule["head"])
        if head:
            yield from (Edit("default", e.span, e.new, head) for e in _constant(source, rule["head"]["value"], head))
        return
    if whole and "else" not in rule:
        yield Edit("clause", whole, "", whole)
    branch: Node | None = rule
    while branch:
        yield from _of_branch(source, branch, chained="else" in rule)
        branch = branch.get("else")


def _of_branch(source: Source, branch: Node, *, chained: bool) -> Iterator[Edit]:
    head, body = branch["head"], branch["body"]
    said = source.at(head) or source.at(branch)
    if said is None:
        return
    real = [expression for expression in body if not expression.get("generated")]
    if chained:
        yield from _never(source, branch, real)
    place = _Place(said, (head,))
    for part in ("args", "key", "value"):
        yield from _terms(source, head.get(part), place)
    yield from _of_body(source, real, (head,))


def _never(source: Source, branch: Node, body: list[Node]) -> Iterator[Edit]:
    """Take one branch out of a chain: its body never holds, or its `else` is gone."""
    if body:
        first, last = source.at(body[0]), source.at(body[-1])
        if first and last:
            single = "false" if len(body) == 1 else f"false\n\t{first.of(source.text)}"
            yield Edit("branch", first, single, first)
    elif (span := source.at(branch)) and source.text.startswith("else", span.start):
        rest = source.at(branch["else"]) if "else" in branch else None
        cut = Span(span.start, rest.start if rest else span.end)
        yield Edit("branch", cut, "", cut)


def _of_body(source: Source, body: list[Node], outside: tuple[Any, ...]) -> Iterator[Edit]:
    for position, expression in enumerate(body):
        span = source.at(expression)
        if span is None:
            continue
        place = _Place(span, outside)
        terms = expression["terms"]
        if isinstance(terms, dict) and "domain" in terms:
            yield from _every(source, terms, span)
            yield from _terms(source, terms["domain"], place)
            yield from _of_body(source, terms["body"], ())
            yield Edit("expression", span, "true", span)
        elif isinstance(terms, dict) and "symbols" in terms:
            yield from _some(source, terms, span, body[position + 1 :], outside)
            yield from _terms(source, [call["value"][-1] for call in terms["symbols"] if call["type"] == "call"], place)
        else:
            yield from _expression(source, expression, place)


def _expression(source: Source, expression: Node, place: _Place) -> Iterator[Edit]:
    span, terms = place.sentence, expression["terms"]
    binds = isinstance(terms, list) and _name(terms[0]) in BINDING
    if not binds:
        yield Edit("expression", span, "true", span)
        if expression.get("negated"):
            yield Edit("negation", span, span.of(source.text).removeprefix("not").lstrip(), span)
        else:
            yield Edit("negation", span, f"not {span.of(source.text)}", span)
    if isinstance(terms, list):
        yield from _call(source, terms, place)
    else:
        yield from _terms(source, terms, place)


def _call(source: Source, call: list[Node], place: _Place) -> Iterator[Edit]:
    operator, *arguments = call
    name, sign = _name(operator), source.at(operator)
    if sign:
        for new in COMPARED.get(name, ()):
            yield Edit("comparison", sign, new, place.sentence)
        for new in CALCULATED.get(name, ()):
            yield Edit("calculation", sign, new, place.sentence)
        if name in EXCHANGED:
            yield Edit("function", sign, EXCHANGED[name], place.sentence)
    if name in ORDERED and not any(term["type"] == "number" for term in arguments):
        yield from _shifted(source, arguments[1], place)
    if name not in INFIX:
        yield from _arguments(source, name, sign, arguments, place)
    yield from _terms(source, arguments, place)


def _shifted(source: Source, bound: Node, place: _Place) -> Iterator[Edit]:
    if span := source.at(bound):
        for by in ("+ 1", "- 1"):
            yield Edit("shift", span, f"({span.of(source.text)}) {by}", place.sentence)


def _arguments(source: Source, name: str, sign: Span | None, arguments: list[Node], place: _Place) -> Iterator[Edit]:
    spans = [source.at(argument) for argument in arguments]
    for one, other in pairwise(spans):
        if one and other and one.end <= other.start:
            between = source.text[one.end : other.start]
            swapped = other.of(source.text) + between + one.of(source.text)
            yield Edit("arguments", Span(one.start, other.end), swapped, place.sentence)
    if name in UNWRAPPED and sign and spans[0] and spans[-1]:
        close = source.text.index(")", spans[-1].end) + 1
        yield Edit("function", Span(sign.start, close), spans[0].of(source.text), place.sentence)


def _terms(source: Source, node: Any, place: _Place) -> Iterator[Edit]:
    if isinstance(node, list):
        for term in node:
            yield from _terms(source, term, place)
        return
    if not isinstance(node, dict) or "type" not in node:
        return
    kind: str = node["type"]
    value: Any = node.get("value")
    if kind == "call":
        yield from _call(source, value, place)
    elif kind == "object":
        yield from _members(source, [(key, held) for key, held in value], "{}", place)
        yield from _terms(source, [held for _, held in value], place)
    elif kind in ("array", "set"):
        yield from _members(source, [(term, term) for term in value], "[]" if kind == "array" else "set()", place, node)
        yield from _terms(source, value, place)
    elif kind.endswith("comprehension"):
        made = [value[part] for part in ("term", "key", "value") if part in value]
        yield from _terms(source, made, place)
        yield from _of_body(source, value["body"], tuple(made))
    elif kind == "ref":
        yield from _terms(source, [term for term in value[1:] if term["type"] != "var"], place)
    else:
        yield from _constant(source, node, place.sentence)


def _constant(source: Source, node: Node, sentence: Span) -> Iterator[Edit]:
    span = source.at(node)
    if span is None:
        return
    written = span.of(source.text)
    if node["type"] == "boolean" and written in ("true", "false"):
        yield Edit("boolean", span, "false" if node["value"] else "true", sentence)
    elif node["type"] == "number" and (digits := NUMBER.match(source.text, span.start)):
        for by in (1, -1):
            yield Edit("number", Span(*digits.span()), str(node["value"] + by), sentence)
    elif node["type"] == "string" and written[:1] in ('"', "`"):
        yield Edit("text", span, OTHER_TEXT, sentence)


def _members(
    source: Source, members: list[tuple[Node, Node]], empty: str, place: _Place, node: Node | None = None
) -> Iterator[Edit]:
    spans = [
        Span(first.start, last.end)
        for one, other in members
        if (first := source.at(one)) and (last := source.at(other))
    ]
    spans.sort(key=lambda span: span.start)
    if len(spans) == 1 and node is not None and (whole := source.at(node)):
        yield Edit("member", whole, empty, place.sentence)
    for before, span, after in zip([None, *spans], spans, [*spans[1:], None], strict=False):
        if after:
            yield Edit("member", Span(span.start, after.start), "", place.sentence)
        elif before:
            yield Edit("member", Span(before.end, span.end), "", place.sentence)


def _every(source: Source, terms: Node, span: Span) -> Iterator[Edit]:
    """Ask it of one where it is asked of all."""
    inside = [place for place in map(source.at, terms["body"]) if place]
    if inside:
        opening = source.text[span.start : inside[0].start].rstrip().removesuffix("{").rstrip()
        asked = source.text[inside[0].start : inside[-1].end]
        yield Edit("quantifier", span, f"some{opening.removeprefix('every')}\n{asked}", span)


def _some(source: Source, terms: Node, span: Span, rest: list[Node], outside: tuple[Any, ...]) -> Iterator[Edit]:
    """Ask it of all where it is asked of one, if nothing else uses the one that was found."""
    bound = {node["value"] for node in every(terms["symbols"]) if node.get("type") == "var"}
    used = {node["value"] for node in every(list(outside)) if node.get("type") == "var"}
    places = [place for place in map(source.at, rest) if place]
    if places and not bound & used:
        asked = source.text[span.end : places[-1].end].lstrip(" \t\n;")
        new = f"every{span.of(source.text).removeprefix('some')} {{\n{asked}\n}}"
        yield Edit("quantifier", Span(span.start, places[-1].end), new, span)


def _name(operator: Node) -> str:
    return ".".join(str(term["value"]) for term in operator["value"]) if operator["type"] == "ref" else ""
