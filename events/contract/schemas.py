"""The contract as JSON Schema 2020-12: one document per event type, the whole event in it, both languages."""

from typing import Any, Final

from pydantic import TypeAdapter
from pydantic.json_schema import GenerateJsonSchema

from events.contract.envelope import VERSION, qualified, validator
from events.contract.expectation import Schema
from events.contract.incoming import INCOMING
from events.contract.outgoing import OUTGOING, announced

NAMES: Final = (*INCOMING, *OUTGOING)
"""Every event type of the contract, by its short name; those that come in first."""


class _Untitled(GenerateJsonSchema):
    """A field's title would only repeat its name."""

    def field_title_should_be_set(self, schema: object) -> bool:
        del schema
        return False


def schema(name: str) -> Schema:
    """Return the JSON Schema of the whole event of the short *name*."""
    known: TypeAdapter[Any] | None = validator(qualified(name))
    adapter = known or TypeAdapter(announced(name))
    generated = adapter.json_schema(schema_generator=_Untitled)
    head: Schema = {
        "$schema": GenerateJsonSchema.schema_dialect,
        "$id": f"urn:balise:schema:{qualified(name)}",
        "title": qualified(name),
    }
    if name in INCOMING:
        head["propertyNames"] = {"pattern": "^[a-z0-9]{1,64}$"}
    return head | {key: value for key, value in generated.items() if key not in head}


def file_name(name: str) -> str:
    """Return the name of the file that holds the schema of the short *name*."""
    return f"{name}.v{VERSION}.json"
