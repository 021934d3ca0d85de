"""What is published of the contract holds together, and is not left behind by the models."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator, ValidationError

from events.contract import publication, schemas, topics
from events.contract.incoming import INCOMING
from events.contract.outgoing import OUTGOING
from tests.events.contract_golden import EXAMPLES, replaced

EVENTS = publication.EXAMPLES.parent
ASYNCAPI: dict[str, Any] = yaml.safe_load((EVENTS / "asyncapi.yaml").read_text("utf-8"))


def references(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        if isinstance(value.get("$ref"), str):
            yield value["$ref"]
        for below in value.values():
            yield from references(below)
    elif isinstance(value, list):
        for below in value:
            yield from references(below)


def pointed_at(document: dict[str, Any], pointer: str) -> Any:
    here: Any = document
    for step in pointer.removeprefix("#/").split("/"):
        here = here[step.replace("~1", "/").replace("~0", "~")]
    return here


def descriptions(schema: dict[str, Any], ours: set[str]) -> Iterator[tuple[str, dict[str, Any]]]:
    yield from schema["properties"].items()
    for name, definition in schema["$defs"].items():
        if name in ours:
            yield from definition.get("properties", {}).items()


def test_nothing_committed_is_stale() -> None:
    assert publication.stale() == []


def test_a_changed_file_is_stale_until_it_is_written_again(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    guide = tmp_path / "guide.md"
    text = publication.GUIDE.read_text("utf-8")
    guide.write_text(text.replace("Name of the initiative.", "Something else."), "utf-8")
    monkeypatch.setattr(publication, "GUIDE", guide)
    assert publication.stale() == [guide]
    assert publication.write() == [guide]
    assert publication.stale() == []
    assert guide.read_text("utf-8") == text


@pytest.mark.parametrize("name", schemas.NAMES)
def test_schema_is_valid_and_takes_its_golden_example(name: str) -> None:
    schema = schemas.schema(name)
    Draft202012Validator.check_schema(schema)
    Draft202012Validator(schema).validate(EXAMPLES[name])


@pytest.mark.parametrize("name", schemas.NAMES)
def test_schema_refuses_another_type_and_an_event_without_id(name: str) -> None:
    validator = Draft202012Validator(schemas.schema(name))
    for spoiled in (
        replaced(EXAMPLES[name], ("type",), "ca.qc.balise.other.said.v1"),
        {key: value for key, value in EXAMPLES[name].items() if key != "id"},
    ):
        with pytest.raises(ValidationError):
            validator.validate(spoiled)


@pytest.mark.parametrize("name", schemas.NAMES)
def test_every_field_is_described_in_both_languages(name: str) -> None:
    ours = {model.__name__ for model in (INCOMING | OUTGOING).values()} | {
        "Metric",
        "Coordinates",
        "EventName",
        "Deliverable",
        "ScheduledDeliverable",
    }
    for field, described in descriptions(schemas.schema(name), ours):
        assert described.get("description"), field
        assert described.get("x-description-fr"), field
        assert described["description"] != described["x-description-fr"] or field in {
            "topic",
            "partition",
            "conclusion",
        }


def test_there_is_one_example_per_type_and_no_other() -> None:
    assert {path.stem for path in publication.EXAMPLES.glob("*.json")} == set(schemas.NAMES)


def test_asyncapi_says_what_it_must() -> None:
    assert ASYNCAPI["asyncapi"] == "3.0.0"
    assert set(ASYNCAPI["info"]) >= {"title", "version"}
    addresses = {channel["address"] for channel in ASYNCAPI["channels"].values()}
    assert addresses == {
        topics.incoming("{establishment}"),
        topics.outgoing("{establishment}"),
        topics.GOVERNANCE_IN,
        topics.GOVERNANCE_OUT,
        topics.PARKED,
    }
    for channel in ASYNCAPI["channels"].values():
        assert set(re.findall(r"{(\w+)}", channel["address"])) == set(channel.get("parameters", {}))
        assert channel["messages"]


def test_asyncapi_references_lead_somewhere() -> None:
    found = list(references(ASYNCAPI))
    assert found
    for reference in found:
        if reference.startswith("#/"):
            assert pointed_at(ASYNCAPI, reference)
        else:
            assert (EVENTS / reference).is_file(), reference


def test_every_channel_has_one_operation_in_the_right_direction() -> None:
    directions = {
        operation["channel"]["$ref"].removeprefix("#/channels/"): operation["action"]
        for operation in ASYNCAPI["operations"].values()
    }
    assert set(directions) == set(ASYNCAPI["channels"])
    for name, action in directions.items():
        comes_in = ASYNCAPI["channels"][name]["address"].startswith(topics.IN_PREFIX)
        assert action == ("receive" if comes_in else "send")
        messages = set(ASYNCAPI["channels"][name]["messages"]) - {"parkedRecord"}
        assert messages <= set(INCOMING if comes_in else OUTGOING)


def test_every_type_is_a_message_with_its_example_on_some_channel() -> None:
    carried = {name for channel in ASYNCAPI["channels"].values() for name in channel["messages"]}
    messages = ASYNCAPI["components"]["messages"]
    assert carried == set(messages) == {*schemas.NAMES, "parkedRecord"}
    for name in schemas.NAMES:
        assert messages[name]["examples"][0]["payload"] == EXAMPLES[name]
        assert messages[name]["payload"]["schema"]["$ref"] == f"./schemas/{schemas.file_name(name)}"
