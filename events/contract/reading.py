"""How the bytes of a record become a message, or the list of everything that is wrong with them."""

from datetime import datetime, timedelta
from functools import cache
from typing import Any, Final

from pydantic import BaseModel, TypeAdapter, ValidationError

from domain.message import Message
from domain.processes import PROCESSES
from events.contract import jsontext, wording
from events.contract.envelope import DOMAIN, ID, MAX_SOURCE, SOURCE, Envelope, validator
from events.contract.expectation import Schema, expectation, node
from events.contract.incoming import ANY_CASE
from events.contract.personal import identifies, identifying
from events.contract.rejection import MOST_PROBLEMS, Fault, Problem, Rejected

MAX_BYTES: Final = 256 * 1024
"""Twenty times the largest event of the contract's everyday use; below what Kafka and Temporal take without a word."""

CLOCK_SKEW: Final = timedelta(hours=24)
"""How far ahead of ours a source's clock may be: a day, because a local time is easily sent as UTC."""


def read(value: bytes | None, *, received_at: datetime) -> Message:
    """Return the message that *value* holds.

    Raises:
        Rejected: with every problem found, for any bytes whatever that are not an event of the contract.
    """
    decoded = _decoded(value)
    adapter = validator(_type(decoded))
    if adapter is None:
        raise Rejected([wording.unknown_type()], _event(decoded))
    try:
        envelope = adapter.validate_json(value or b"")
    except ValidationError as error:
        problems = _invalid(error, _schema(adapter))
        raise Rejected([*problems, *_personal(decoded)], _event(decoded)) from None
    problems = _personal(decoded)
    if envelope.time > received_at + CLOCK_SKEW:
        problems.insert(0, wording.in_the_future())
    message = _message(envelope, received_at)
    problems.extend(_of_its_process(message))
    if problems:
        raise Rejected(problems, _event(decoded))
    return message


def _of_its_process(message: Message) -> list[Problem]:
    process = PROCESSES[message.subject.partition(":")[0]]
    if message.type not in {*ANY_CASE, *process.facts, *process.passed_on}:
        return [wording.other_process(process)]
    if message.type == "passage.requested" and message.data["to"] not in process.places:
        return [wording.other_stage(process)]
    return []


def _message(envelope: Envelope[BaseModel], received_at: datetime) -> Message:
    return Message(
        id=envelope.id,
        source=envelope.source,
        type=envelope.type.removeprefix(f"{DOMAIN}.").rpartition(".")[0],
        subject=envelope.subject,
        time=envelope.time,
        received_at=received_at,
        data=envelope.data.model_dump(mode="json", exclude_none=True),
    )


def _decoded(value: bytes | None) -> dict[str, Any]:
    if value is None:
        raise Rejected([wording.value_null()])
    if len(value) > MAX_BYTES:
        raise Rejected([wording.too_large(MAX_BYTES)])
    try:
        text = value.decode()
    except UnicodeDecodeError:
        raise Rejected([wording.not_utf8()]) from None
    try:
        decoded = jsontext.loads(text)
    except jsontext.NotJsonError as error:
        raise Rejected([wording.not_json(error)]) from None
    if not isinstance(decoded, dict):
        raise Rejected([wording.not_cloudevents(None)])
    return decoded


def _type(decoded: dict[str, Any]) -> str:
    if decoded.get("specversion") != "1.0":
        raise Rejected([wording.not_cloudevents("specversion")], _event(decoded))
    name = decoded.get("type")
    if not isinstance(name, str):
        raise Rejected([wording.not_cloudevents("type")], _event(decoded))
    return name


def _event(decoded: dict[str, Any]) -> dict[str, str] | None:
    """Return what names the event, when both names have their form; any other text might be about a person."""
    source, event_id = decoded.get("source"), decoded.get("id")
    if not isinstance(source, str) or len(source) > MAX_SOURCE or SOURCE.fullmatch(source) is None:
        return None
    if not isinstance(event_id, str) or ID.fullmatch(event_id) is None or identifies(event_id):
        return None
    return {"source": source, "id": event_id}


@cache
def _schema(adapter: TypeAdapter[Any]) -> Schema:
    return adapter.json_schema()


def _invalid(error: ValidationError, schema: Schema) -> list[Problem]:
    problems: dict[str, Problem] = {}
    for found in error.errors(include_url=False, include_context=False, include_input=False):
        problem = _problem(found["type"], found["loc"], schema)
        problems.setdefault(problem.field or "", problem)
        if len(problems) == MOST_PROBLEMS:
            break
    return list(problems.values())


def _problem(kind: str, path: tuple[str | int, ...], schema: Schema) -> Problem:
    below, known = node(schema, path)
    fault = Fault.INVALID_DATA if path[:1] == ("data",) else Fault.INVALID_ATTRIBUTE
    if kind == "extra_forbidden":
        return wording.unknown_field(fault, _dotted((*known, wording.field_name(path[-1]))), expectation(below))
    if not known:
        return wording.bad_extension(wording.field_name(path[0]) if path else "?")
    return wording.wrong_value(kind, fault, _dotted(known), expectation(below))


def _personal(decoded: dict[str, Any]) -> list[Problem]:
    return [
        wording.personal_identifier(_dotted(tuple(wording.field_name(step) for step in path)))
        for path in identifying(decoded.get("data"), ("data",))
    ]


def _dotted(path: tuple[str | int, ...]) -> str:
    return ".".join(str(step) for step in path)
