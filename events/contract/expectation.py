"""What was expected somewhere in an event, said from the contract's own JSON Schema: the two can never disagree."""

from collections.abc import Callable, Sequence
from typing import Any, Final

from domain.text import Text

Schema = dict[str, Any]
_MOMENTS: Final = {
    "date": Text(
        fr="une date AAAA-MM-JJ, de 1900 à 2199, par exemple 2026-03-31",
        en="a date YYYY-MM-DD, from 1900 to 2199, such as 2026-03-31",
    ),
    "date-time": Text(
        fr="une date et une heure avec le décalage (RFC 3339), par exemple 2026-03-31T09:30:00-04:00",
        en="a date and time with its offset (RFC 3339), such as 2026-03-31T09:30:00-04:00",
    ),
}


def node(schema: Schema, path: Sequence[str | int]) -> tuple[Schema, tuple[str | int, ...]]:
    """Return what *schema* says at *path*, and the part of *path* that it knows."""
    definitions = schema.get("$defs", {})
    here = _resolved(schema, definitions)
    for depth, step in enumerate(path):
        below = here.get("items") if isinstance(step, int) else here.get("properties", {}).get(step)
        if below is None:
            return here, tuple(path[:depth])
        here = _resolved(below, definitions)
    return here, tuple(path)


def expectation(schema: Schema) -> Text:
    """Return what a value must be according to *schema*, one node of the contract with its references resolved."""
    if "const" in schema or "enum" in schema:
        return _one_of([str(value) for value in schema.get("enum", [schema.get("const")])])
    return _SAID[schema["type"]](schema)


def _resolved(schema: Schema, definitions: Schema) -> Schema:
    """Follow a reference, and look through the null that every optional field allows."""
    while True:
        if "$ref" in schema:
            schema = definitions[schema["$ref"].rpartition("/")[2]]
        elif "anyOf" in schema and any(branch.get("type") == "null" for branch in schema["anyOf"]):
            schema = next(branch for branch in schema["anyOf"] if branch.get("type") != "null")
        else:
            return schema


def _one_of(values: list[str]) -> Text:
    quoted = ", ".join(f'"{value}"' for value in values)
    return Text(fr=quoted, en=quoted) if len(values) == 1 else Text(fr=f"l'un de : {quoted}", en=f"one of: {quoted}")


def _text(schema: Schema) -> Text:
    if schema.get("format") in _MOMENTS:
        return _MOMENTS[schema["format"]]
    longest, form = schema["maxLength"], schema.get("x-form")
    if form is not None:
        return Text(
            fr=f"{form['fr']}, d'au plus {longest} caractères", en=f"{form['en']}, at most {longest} characters"
        )
    return Text(
        fr=f"un texte non vide d'au plus {longest} caractères, sans caractère de commande",
        en=f"a text that is not blank, at most {longest} characters, without control characters",
    )


def _whole(schema: Schema) -> Text:
    return _bounded(schema, Text(fr="un nombre entier", en="a whole number"))


def _number(schema: Schema) -> Text:
    return _bounded(schema, Text(fr="un nombre", en="a number"))


def _bounded(schema: Schema, kind: Text) -> Text:
    lowest, highest = schema.get("minimum"), schema.get("maximum")
    if lowest is None or highest is None:
        return kind
    return Text(fr=f"{kind.fr} de {lowest} à {highest}", en=f"{kind.en} from {lowest} to {highest}")


def _boolean(_: Schema) -> Text:
    return Text(fr="true ou false, sans guillemets", en="true or false, without quotes")


def _list(schema: Schema) -> Text:
    fewest, most = schema.get("minItems", 0), schema["maxItems"]
    fr, en = f"une liste de {fewest} à {most} éléments", f"a list of {fewest} to {most} items"
    if "type" not in schema["items"]:
        return Text(fr=fr, en=en)
    each = expectation(schema["items"])
    return Text(fr=f"{fr}, chacun {each.fr}", en=f"{en}, each {each.en}")


def _object(schema: Schema) -> Text:
    names = ", ".join(schema["properties"])
    if not names:
        return Text(fr="un objet JSON vide : {}", en="an empty JSON object: {}")
    return Text(fr=f"un objet dont les champs sont : {names}", en=f"an object whose fields are: {names}")


_SAID: Final[dict[str, Callable[[Schema], Text]]] = {
    "string": _text,
    "integer": _whole,
    "number": _number,
    "boolean": _boolean,
    "array": _list,
    "object": _object,
}
"""How a value of each JSON type is described. Every node of an incoming event has one of these types."""
