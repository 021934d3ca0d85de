"""What the contract promises of writing: what the published schema says, for any CloudEvents reader."""

from datetime import timedelta
from typing import Any

import orjson
import pytest
from cloudevents.core.formats.json import JSONFormat
from jsonschema import Draft202012Validator
from pydantic import TypeAdapter

from domain.case import Case
from domain.decider import question, settle
from domain.initiative import INITIATIVE
from domain.settlement import Announcement
from domain.verdict import Verdict
from events.contract import Coordinates, Fault, Rejected, alerted, entitled, parked, read, write
from events.contract.outgoing import OUTGOING, announced
from events.contract.schemas import schema
from tests.events.contract_golden import EXAMPLES, NOW, TOPIC, event

AT = Coordinates(topic=TOPIC, partition=2, offset=118)


def said() -> list[Announcement]:
    """What the core announces when an initiative is declared and let in, then declared again by the same event."""
    message = read(event(), received_at=NOW)
    case = Case.opened(message.subject)
    asked = question(INITIATIVE, case, message)
    assert asked is not None
    allowed = Verdict.model_validate(
        EXAMPLES["verdict.rendered"]["data"]["verdict"] | {"outcome": "allow", "opinions": [], "gates": ["opportunity"]}
    )
    first = settle(INITIATIVE, case, message, allowed)
    again = settle(INITIATIVE, first.case, message, None)
    return [*first.announcements, *again.announcements]


def rejection(value: bytes, topic: str = TOPIC) -> Rejected:
    with pytest.raises(Rejected) as caught:
        entitled(topic, read(value, received_at=NOW))
    return caught.value


def is_announced(value: bytes, name: str) -> dict[str, Any]:
    """Judge *value* by the published schema, by the model and by a CloudEvents library that is not ours."""
    decoded: dict[str, Any] = orjson.loads(value)
    Draft202012Validator(schema(name)).validate(decoded)
    TypeAdapter(announced(name)).validate_json(value)
    understood = JSONFormat().read(None, value)
    assert understood.get_id() == decoded["id"]
    assert understood.get_source() == "urn:balise:moteur"
    assert understood.get_type() == f"ca.qc.balise.{name}.v1"
    assert understood.get_subject() == decoded.get("subject")
    assert understood.get_data() == decoded["data"]
    return decoded


@pytest.mark.parametrize("name", OUTGOING)
def test_golden_example_goes_out_as_the_schema_says(name: str) -> None:
    is_announced(orjson.dumps(EXAMPLES[name]), name)


def test_golden_example_of_an_announcement_is_what_writing_gives() -> None:
    for name in ("receipt.issued", "verdict.rendered", "stage.entered"):
        example = EXAMPLES[name]
        announcement = Announcement(
            id=example["id"],
            type=name,
            case_id=example["subject"],
            establishment="ciusss-des-rives",
            data=example["data"],
        )
        time = TypeAdapter(announced(name)).validate_json(orjson.dumps(example)).time
        assert orjson.loads(write(announcement, time=time)) == example


def test_what_the_core_announces_is_in_the_contract() -> None:
    announcements = said()
    assert [each.type.value for each in announcements] == [
        "verdict.rendered",
        "stage.entered",
        "receipt.issued",
        "receipt.issued",
    ]
    for each in announcements:
        written = is_announced(write(each, time=NOW), each.type.value)
        assert written["id"] == each.id
        assert written["subject"] == each.case_id
        assert written["data"] == each.data


def test_parked_record_says_everything_and_where() -> None:
    why = rejection(event(data={"stage": "deployed", "titre": "x"}))
    written = is_announced(parked(why, AT, time=NOW), "record.parked")
    data = written["data"]
    assert data["coordinates"] == {"topic": TOPIC, "partition": 2, "offset": 118}
    assert data["event"] == {"source": EXAMPLES["initiative.declared"]["source"], "id": "gouv-ia-2025-0001"}
    assert [data["field"], *[other["field"] for other in data["others"]]] == ["data.title", "data.stage", "data.titre"]
    assert data["reason"] == Fault.INVALID_DATA.value
    assert data["expected"]["fr"] != data["expected"]["en"]


def test_record_that_cannot_be_read_is_parked_without_a_name() -> None:
    written = is_announced(parked(rejection(b"\xff"), AT, time=NOW), "record.parked")
    assert written["data"]["event"] is None
    assert "subject" not in written


def test_parked_record_and_alert_keep_their_ids_however_often_they_are_written() -> None:
    why = rejection(event(), "balise.in.chu-du-fleuve")
    for make in (parked, alerted):
        first, later = (orjson.loads(make(why, AT, time=NOW + timedelta(hours=hours))) for hours in (0, 1))
        assert first["id"] == later["id"]
    assert orjson.loads(parked(why, AT, time=NOW))["id"] != orjson.loads(alerted(why, AT, time=NOW))["id"]


def test_alert_names_the_source_that_was_claimed() -> None:
    why = rejection(event(), "balise.in.chu-du-fleuve")
    written = is_announced(alerted(why, AT, time=NOW), "security.alerted")
    assert written["data"]["reason"] == "source_not_owner"
    assert written["data"]["claimed_source"] == EXAMPLES["initiative.declared"]["source"]
