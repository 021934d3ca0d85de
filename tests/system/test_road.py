"""The whole road: from an establishment's event to a verdict that it reads."""

import json
from datetime import date
from typing import Any
from urllib.request import urlopen

import pytest
from cloudevents.core.bindings.kafka import KafkaMessage, from_structured_event

from engines.stack import Addresses
from events.contract import topics
from events.contract.envelope import qualified
from tests.system.outside import DATA, NEED, Line, declaration, event, heard, of_kind, records

pytestmark = pytest.mark.engines

SOUTH = "chu-du-sud"


def loaded_revision(at: Addresses) -> str:
    """Return the revision OPA itself gives for the bundle it has loaded."""
    with urlopen(f"{at.opa}/v1/data/system/version?provenance=true", timeout=10) as answer:  # noqa: S310 - our own OPA
        return str(json.load(answer)["provenance"]["bundles"]["balise"]["revision"])


async def test_an_initiative_declared_at_opportunity_reaches_planning(
    phone: Line, kafka: dict[str, Any], working: Addresses
) -> None:
    case_id = f"initiative:{SOUTH}/du-besoin-au-plan"
    told = [
        event(case_id, 1, "initiative.declared", **declaration()),
        event(case_id, 2, "need.described", **NEED),
        event(case_id, 3, "data.described", **DATA),
        event(case_id, 4, "passage.requested", to="planning"),
    ]
    await phone.tell(*told)

    own = await heard(kafka, topics.outgoing(SOUTH), case_id)
    assert own == await heard(kafka, topics.GOVERNANCE_OUT, case_id)
    assert [each["data"]["event"]["id"] for each in of_kind(own, "receipt.issued")] == [each["id"] for each in told]
    assert [each["data"]["status"] for each in of_kind(own, "receipt.issued")] == ["accepted"] * 4
    assert [each["data"]["stage"] for each in of_kind(own, "stage.entered")] == ["opportunity", "planning"]
    verdicts = [each["data"]["verdict"] for each in of_kind(own, "verdict.rendered")]
    assert [verdict["outcome"] for verdict in verdicts] == ["indeterminate", "allow", "allow"]
    assert {verdict["revision"] for verdict in verdicts} == {loaded_revision(working)}
    assert [reason["rule"] for reason in verdicts[0]["indeterminates"]] == ["BES-001"]


async def test_announcements_are_cloud_events_that_another_library_reads(phone: Line, kafka: dict[str, Any]) -> None:
    case_id = f"initiative:{SOUTH}/lue-par-d-autres"
    await phone.tell(
        event(case_id, 1, "initiative.declared", **declaration()), event(case_id, 2, "need.described", **NEED)
    )
    for topic in (topics.outgoing(SOUTH), topics.GOVERNANCE_OUT):
        kinds = set()
        for record in await records(kafka, topic):
            headers = dict(record.headers)
            # The Kafka binding of CloudEvents tells structured from binary by this header alone.
            assert headers["content-type"] == b"application/cloudevents+json; charset=utf-8"
            read = from_structured_event(KafkaMessage(headers=headers, key=None, value=record.value))
            assert read.get_source() == "urn:balise:moteur"
            assert read.get_time() is not None
            if read.get_subject() == case_id:
                assert record.key == case_id.encode()
                kinds.add(read.get_type())
        assert kinds == {qualified(kind) for kind in ("receipt.issued", "verdict.rendered", "stage.entered")}


async def test_an_initiative_declared_late_enters_production_with_what_is_missing_to_regularize(
    phone: Line, kafka: dict[str, Any]
) -> None:
    case_id = f"initiative:{SOUTH}/deja-en-service"
    declared = event(
        case_id,
        1,
        "initiative.declared",
        **declaration("production", clinical=False, decision="none", generative=False, supplier="internal"),
    )
    await phone.tell(declared)
    told = await heard(kafka, topics.outgoing(SOUTH), case_id)
    (entered,) = of_kind(told, "stage.entered")
    assert (entered["data"]["stage"], entered["data"]["mode"]) == ("production", "recension")
    (rendered,) = of_kind(told, "verdict.rendered")
    assert rendered["data"]["verdict"]["gates"] == ["opportunity", "planning", "realization", "production"]
    owed = rendered["data"]["verdict"]["obligations"]
    judged_on = date.fromisoformat(rendered["data"]["as_of"][:10])
    assert all(date.fromisoformat(obligation["due"]) > judged_on for obligation in owed)
    missing = {each["id"] for each in owed if each["kind"] == "regularize"}
    assert {"BES-001@opportunity", "BES-002@planning", "BES-003@planning", "DON-001@planning"} <= missing

    await phone.tell(event(case_id, 2, "need.described", **NEED), event(case_id, 3, "data.described", **DATA))
    told = await heard(kafka, topics.outgoing(SOUTH), case_id)
    by_need, by_data = (each["data"] for each in of_kind(told, "verdict.rendered")[1:])
    assert by_need["passage"]["mode"] == by_data["passage"]["mode"] == "standing"
    assert set(by_need["settled"]) == {"BES-001@opportunity", "BES-002@planning", "BES-003@planning"}
    assert "DON-001@planning" in by_data["settled"]
    assert [each["data"]["stage"] for each in of_kind(told, "stage.entered")] == ["production"]
