"""What one case tells another is of its contract's form, and nobody outside can say it."""

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import orjson
import pytest

from domain import links
from domain.case import Case
from domain.decider import question, settle
from domain.initiative import INITIATIVE
from domain.links import ANSWER
from domain.message import Message
from domain.processes import PROCESSES
from domain.verdict import Outcome, Verdict
from events.contract import Fault, Rejected, entitled, read, topics
from events.contract.entitlement import let_in, may_open
from events.contract.incoming import INCOMING
from events.contract.linked import LINKED
from tests.events.contract_golden import EXAMPLES, NOW, event

TELLER = "incident:ciusss-des-rives/liste-de-travail-visible"
SOURCE = links.source(TELLER)


@pytest.mark.parametrize("name", INCOMING)
def test_a_record_that_claims_to_come_from_a_case_is_refused(name: str) -> None:
    with pytest.raises(Rejected) as refused:
        read(event(name, source=SOURCE), received_at=NOW)
    assert (refused.value.fault, refused.value.field) == (Fault.INVALID_ATTRIBUTE, "source")


@pytest.mark.parametrize("name", LINKED)
@pytest.mark.parametrize("source", [SOURCE, "urn:balise:etablissement:ciusss-des-rives", "urn:balise:gouvernance:msss"])
def test_a_record_of_a_type_that_cases_tell_is_refused(name: str, source: str) -> None:
    data = {"case": TELLER, "status": "open"}
    told = orjson.dumps(
        {**EXAMPLES["need.described"], "type": f"ca.qc.balise.{name}.v1", "source": source, "data": data}
    )
    with pytest.raises(Rejected) as refused:
        read(told, received_at=NOW)
    assert refused.value.fault is Fault.UNKNOWN_TYPE


def message(name: str, source: str, subject: str = "initiative:ciusss-des-rives/tri", **data: Any) -> Message:
    return Message(id="m", source=source, type=name, subject=subject, time=NOW, received_at=NOW, data=data)


@pytest.mark.parametrize("topic", [topics.incoming("ciusss-des-rives"), topics.GOVERNANCE_IN])
@pytest.mark.parametrize("name", ["incident.linked", "initiative.linked", "need.described", "passage.requested"])
def test_no_topic_is_a_cases_own(topic: str, name: str) -> None:
    with pytest.raises(Rejected) as refused:
        entitled(topic, message(name, SOURCE))
    assert refused.value.concerns_security


def test_what_cases_tell_is_said_by_cases_alone() -> None:
    said = let_in()["types"]
    assert (
        {name for name, speakers in said.items() if "case" in speakers} == set(LINKED) == {*INITIATIVE.linked, ANSWER}
    )
    assert {tuple(said[name]) for name in LINKED} == {("case",)}


def test_a_case_that_is_told_something_waits_for_its_declaration() -> None:
    assert may_open(message("incident.linked", SOURCE))


LIFE = {
    "incident": ("incident.reported", "injury.assessed"),
    "recourse": ("recourse.opened", "review.rendered"),
    "data-access": ("access.requested",),
}


@pytest.mark.parametrize("process", LIFE)
def test_everything_that_is_told_has_the_form_that_policies_read(process: str) -> None:
    case = Case.opened(f"{process}:ciusss-des-rives/essai")
    steps: list[tuple[str, dict[str, Any]]] = [(name, dict(EXAMPLES[name]["data"])) for name in LIFE[process]]
    steps[0][1]["initiative"] = "initiative:ciusss-des-rives/tri"
    steps += [("passage.requested", {"to": stage}) for stage in PROCESSES[process].stages[1:]]
    told: list[Message] = []
    for number, (name, data) in enumerate(steps):
        at = datetime(2026, 3, 1, tzinfo=UTC) + timedelta(minutes=number)
        heard = message(name, "urn:balise:etablissement:ciusss-des-rives", case.id, **data)
        heard = heard.model_copy(update={"id": f"m{number}", "time": at, "received_at": at})
        asked = question(PROCESSES[process], case, heard)
        verdict = (
            Verdict(
                decision_id="d",
                path="p",
                revision="r",
                outcome=Outcome.ALLOW,
                gates=(asked.passage.to,),
                evaluated=("X-001",),
            )
            if asked
            else None
        )
        settlement = settle(PROCESSES[process], case, heard, verdict)
        case, told = settlement.case, [*told, *settlement.told]
    assert len(told) > 1
    answering = INITIATIVE, Case.opened("initiative:ciusss-des-rives/tri")
    replied = settle(*answering, told[0], None).told
    assert [(each.type, each.subject) for each in replied] == [(ANSWER, case.id)]
    for each in (*told, *replied):
        assert LINKED[each.type].model_validate_json(json.dumps(each.data)).model_dump(
            mode="json", exclude_none=True
        ) == dict(each.data)
        assert each.source == links.source(each.data["case"])
