"""The contract as an AsyncAPI 3.0 document: which event on which topic, in which direction, seen from Balise."""

from collections.abc import Iterable
from typing import Any, Final

from events.contract.envelope import GOVERNANCE, qualified
from events.contract.expectation import Schema
from events.contract.incoming import BODIES_DECLARE, BODIES_ONLY, INCOMING, from_bodies
from events.contract.outgoing import OUTGOING
from events.contract.rejection import Fault
from events.contract.schemas import NAMES, file_name, schema
from events.contract.topics import GOVERNANCE_IN, GOVERNANCE_OUT, IN_PREFIX, OUT_PREFIX, PARKED

_SCHEMA_FORMAT: Final = "application/schema+json;version=draft-2020-12"
_BINDING: Final = "0.5.0"
_TO_GOVERNANCE_ONLY: Final = frozenset({"security.alerted"})
_DESCRIPTION = f"""\
Every event is a CloudEvents 1.0 event in structured JSON, in a Kafka record whose key is the id of its case.

Security. Each establishment has its own topic in and its own topic out: the broker's access control lists say who may
write to the one and read from the other. Balise checks again: the source of an event must be the owner of the topic,
its case must belong to that owner, and what only bodies may say, opinions first, comes from them on
`{GOVERNANCE_IN}`. What fails is parked and announced to security. No event identifies a patient: no field is meant for
it, and a free text that looks as if it did is refused.

Delivery is at least once in both directions. An event is known again by its source and id, an announcement by its id.

Chaque champ porte sa description française dans `x-description-fr`.
"""

_CHANNELS: Final[dict[str, dict[str, Any]]] = {
    "establishmentIn": {
        "address": f"{IN_PREFIX}{{establishment}}",
        "description": "What one establishment tells of its own cases. Only it may write here.",
        "messages": [name for name in INCOMING if name not in BODIES_ONLY],
    },
    "governanceIn": {
        "address": GOVERNANCE_IN,
        "description": f"What bodies say, of any case. Only a source `{GOVERNANCE}<code>` may write here.",
        "messages": sorted(BODIES_ONLY.union(*map(from_bodies, BODIES_DECLARE))),
    },
    "establishmentOut": {
        "address": f"{OUT_PREFIX}{{establishment}}",
        "description": "What is announced about one establishment's cases and records. Only it may read here.",
        "messages": [name for name in OUTGOING if name not in _TO_GOVERNANCE_ONLY],
    },
    "governanceOut": {
        "address": GOVERNANCE_OUT,
        "description": "Everything that is announced.",
        "messages": list(OUTGOING),
    },
}


def document(examples: dict[str, Any]) -> Schema:
    """Return the AsyncAPI document, with the golden *examples* by short name."""
    return {
        "asyncapi": "3.0.0",
        "id": "urn:balise:contract",
        "info": {
            "title": "Balise",
            "version": "1.0.0",
            "description": _DESCRIPTION,
        },
        "defaultContentType": "application/cloudevents+json",
        "servers": {"network": _server()},
        "channels": {**{name: _channel(channel) for name, channel in _CHANNELS.items()}, "parked": _parked_channel()},
        "operations": dict(_operations()),
        "components": {
            "messages": {
                **{name: _message(name, examples[name]) for name in NAMES},
                "parkedRecord": _parked_record(),
            },
            "parameters": {
                "establishment": {"description": "Code of the establishment, in lower case, digits and hyphens."}
            },
            "securitySchemes": {
                "account": {"type": "scramSha512", "description": "One account per establishment and per body."}
            },
        },
    }


def _server() -> Schema:
    return {
        "host": "{bootstrap}",
        "protocol": "kafka-secure",
        "description": "The network's Kafka cluster.",
        "variables": {"bootstrap": {"description": "Host and port of a broker.", "default": "localhost:9093"}},
        "security": [{"$ref": "#/components/securitySchemes/account"}],
    }


def _channel(channel: dict[str, Any]) -> Schema:
    described = {key: channel[key] for key in ("address", "description")}
    described["messages"] = {name: {"$ref": f"#/components/messages/{name}"} for name in channel["messages"]}
    if "{establishment}" in channel["address"]:
        described["parameters"] = {"establishment": {"$ref": "#/components/parameters/establishment"}}
    return described


def _parked_channel() -> Schema:
    return {
        "address": PARKED,
        "description": "Records that could not be handed over, kept whole. For operators.",
        "messages": {"parkedRecord": {"$ref": "#/components/messages/parkedRecord"}},
    }


def _operations() -> Iterable[tuple[str, Schema]]:
    for name, verb, action in (
        ("establishmentIn", "hearEstablishment", "receive"),
        ("governanceIn", "hearGovernance", "receive"),
        ("establishmentOut", "tellEstablishment", "send"),
        ("governanceOut", "tellGovernance", "send"),
        ("parked", "park", "send"),
    ):
        yield verb, {"action": action, "channel": {"$ref": f"#/channels/{name}"}}


def _message(name: str, example: Any) -> Schema:
    data = (INCOMING | OUTGOING)[name]
    return {
        "name": qualified(name),
        "title": name,
        "summary": data.__doc__,
        "x-summary-fr": french_of(name),
        "contentType": "application/cloudevents+json",
        "payload": {"schemaFormat": _SCHEMA_FORMAT, "schema": {"$ref": f"./schemas/{file_name(name)}"}},
        "bindings": {"kafka": {"key": {"type": "string"}, "bindingVersion": _BINDING}},
        "examples": [{"name": name, "payload": example}],
    }


def french_of(name: str) -> str:
    """Return in French what the event of the short *name* says; its model's docstring says it in English."""
    return str(schema(name)["$defs"][(INCOMING | OUTGOING)[name].__name__]["x-description-fr"])


def _parked_record() -> Schema:
    return {
        "name": "parkedRecord",
        "title": "Parked record",
        "summary": "The record's value as it came, byte for byte; headers that begin with `balise-` say why.",
        "contentType": "application/octet-stream",
        "headers": {
            "type": "object",
            "properties": {"balise-fault": {"type": "string", "enum": [fault.value for fault in Fault]}},
            "required": ["balise-fault"],
        },
        "payload": {},
        "bindings": {"kafka": {"key": {"type": "string"}, "bindingVersion": _BINDING}},
    }
