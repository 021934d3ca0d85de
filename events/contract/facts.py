"""The facts policies may read, by process and path, and what each may hold: worked out from the events' own models.

A policy that reads a path which is not here waits for a fact that nobody can give; a value that is not what is said
here counts as not given.
"""

from typing import Any, Final

from pydantic import TypeAdapter

from domain.process import Process
from domain.processes import PROCESSES
from events.contract.expectation import Schema, node
from events.contract.incoming import INCOMING
from events.contract.linked import LINKED, MOST_LINKED

Shape = dict[str, Any]
_KEPT: Final = {
    "minimum": "min",
    "maximum": "max",
    "minItems": "fewest",
    "maxItems": "most",
    "maxLength": "longest",
}


def shapes() -> dict[str, dict[str, Shape]]:
    """Return the shape of every fact: process name, then path such as `data.sale`, then shape."""
    return {name: _of(process) for name, process in PROCESSES.items()}


def _of(process: Process) -> dict[str, Shape]:
    found: dict[str, Shape] = {}
    for message_type, template in process.facts.items():
        schema = TypeAdapter(INCOMING[message_type]).json_schema()
        for topic in _topics(template, schema):
            found.update({f"{topic}.{field}": _shape(schema, (field,)) for field in schema.get("properties", {})})
    declared = TypeAdapter(INCOMING[process.declaration]).json_schema()
    for topic in process.asked.values():
        found.update({f"{topic}.{field}": _shape(declared, (field,)) for field in declared["properties"]})
    for message_type, topic in process.linked.items():
        each = _shape(TypeAdapter(LINKED[message_type]).json_schema(), ())
        found[f"{topic}.cases"] = {"type": "list", "of": each, "most": MOST_LINKED}
    for message_type, topic in process.answered.items():
        schema = TypeAdapter(LINKED[message_type]).json_schema()
        found.update({f"{topic}.{field}": _shape(schema, (field,)) for field in schema["properties"]})
    return dict(sorted(found.items()))


def _topics(template: str, schema: Schema) -> list[str]:
    if "{" not in template:
        return [template]
    field = template.partition("{")[2].partition("}")[0]
    return [template.format_map({field: value}) for value in _shape(schema, (field,))["values"]]


def _shape(schema: Schema, path: tuple[str | int, ...]) -> Shape:
    here, _ = node(schema, path)
    kept = {short: here[long] for long, short in _KEPT.items() if long in here}
    if "enum" in here or "const" in here:
        return {"type": "choice", "values": here.get("enum", [here.get("const")])}
    if here["type"] == "array":
        return {"type": "list", "of": _shape(schema, (*path, 0)), **kept}
    if here["type"] == "object":
        fields = {name: _shape(schema, (*path, name)) for name in here["properties"]}
        return {"type": "record", "fields": fields, "required": here.get("required", [])}
    if here.get("format") == "date":
        return {"type": "day"}
    return {"type": {"string": "text"}.get(here["type"], here["type"]), **kept}
