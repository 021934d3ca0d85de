"""What one case tells another, from one Kafka record to the other case's announcements."""

from datetime import datetime
from typing import Any

import orjson
import pytest
from temporalio.client import Client

from domain.case import Case
from domain.deadlines import ZONE
from domain.links import source
from events.contract import topics
from events.contract.envelope import qualified
from story.giving import Givers
from tests.system.outside import DATA, NEED, Event, Line, declaration, event, heard, of_kind, until
from workflows.case import CaseShell

pytestmark = pytest.mark.engines

NORTH = "chu-du-nord"
COMMITTEE = "urn:balise:gouvernance:comite-ia-sante"
QUIET: dict[str, Any] = {"clinical": False, "decision": "none", "generative": False, "supplier": "internal"}


async def entered(kafka: dict[str, Any], case_id: str) -> list[Event]:
    return [each["data"] for each in of_kind(await heard(kafka, topics.outgoing(NORTH), case_id), "stage.entered")]


async def stands(client: Client, case_id: str, stage: str) -> Case:
    async def there() -> bool:
        return (await client.get_workflow_handle(case_id).query(CaseShell.case)).stage == stage

    await until(there)
    case: Case = await client.get_workflow_handle(case_id).query(CaseShell.case)
    return case


async def answered(client: Client, case_id: str, tool: str, answer: dict[str, Any]) -> Case:
    """Wait until the case has heard that *answer* of the initiative it names."""

    async def heard_it() -> bool:
        named = (await client.get_workflow_handle(case_id).query(CaseShell.case)).facts.get(f"named.{tool}")
        return named is not None and (named.source, named.data) == (source(tool), {"case": tool, **answer})

    await until(heard_it)
    case: Case = await client.get_workflow_handle(case_id).query(CaseShell.case)
    return case


async def running(phone: Line, client: Client, givers: Givers, tool: str) -> None:
    """Bring an initiative into production that owes nothing but its duties."""
    await phone.tell(
        event(tool, 1, "initiative.declared", **declaration("production", **QUIET)),
        event(tool, 2, "need.described", **NEED),
        event(tool, 3, "data.described", **DATA),
    )
    dossier = (await stands(client, tool, "production")).dossier
    favourable: dict[str, Any] = {"body": "comite_ia_sante", "answer": "favourable", "covers": dossier}
    signed = givers.signs(tool, favourable, datetime.now(ZONE).date())
    await phone.tell(event(tool, 4, "opinion.rendered", source=COMMITTEE, **signed))
    assert {each.kind for each in (await stands(client, tool, "production")).obligations} == {"duty"}


async def test_a_grave_incident_suspends_its_initiative_and_the_way_back_is_judged(
    phone: Line, kafka: dict[str, Any], client: Client, givers: Givers
) -> None:
    tool, incident = f"initiative:{NORTH}/lits", f"incident:{NORTH}/lits-fantomes"
    await running(phone, client, givers, tool)
    harm: dict[str, Any] = {
        "title": "Des lits fermés étaient offerts.",
        "kind": "ai_system",
        "aware_on": "2026-09-01",
        "occurred_on": "2026-09-01",
        "circumstances": "Une source ne répondait plus.",
        "grave": True,
        "initiative": tool,
    }
    await phone.tell(event(incident, 1, "incident.reported", **harm))
    suspended = await stands(client, tool, "suspended")
    assert suspended.facts[f"incidents.{incident}"].source == source(incident)
    await answered(client, incident, tool, {"status": "declared"})

    await phone.tell(event(tool, 5, "passage.requested", to="production"))
    refused = (await stands(client, tool, "suspended")).outcome
    assert refused == "deny"
    await phone.tell(
        event(incident, 2, "measures.taken", measures=["Source remplacée"], taken_on="2026-09-01", lessons="Veiller."),
        *(event(incident, n, "passage.requested", to=to) for n, to in enumerate(("assessed", "notified", "closed"), 3)),
    )

    async def told_closed() -> bool:
        case = await client.get_workflow_handle(tool).query(CaseShell.case)
        return bool(case.facts[f"incidents.{incident}"].data["status"] == "closed")

    await until(told_closed)
    assert (await stands(client, tool, "suspended")).outcome == "deny"  # nothing was assessed since
    renewed: dict[str, Any] = {
        "kind": "security",
        "conclusion": "favourable",
        "completed_on": "2026-09-02",
        "reference": "EV-2",
    }
    await phone.tell(event(tool, 6, "assessment.filed", **renewed))
    await stands(client, tool, "production")

    moves = await entered(kafka, tool)
    assert [(each["stage"], each["mode"]) for each in moves] == [
        ("production", "recension"),
        ("suspended", "standing"),
        ("production", "passage"),
    ]
    assert [reason["rule"] for reason in moves[1]["reasons"]] == ["VIE-001"]
    told = await heard(kafka, topics.outgoing(NORTH), tool)
    by_the_incident = [
        each for each in of_kind(told, "receipt.issued") if each["data"]["event"]["source"] == source(incident)
    ]
    assert [each["data"]["status"] for each in by_the_incident] == ["accepted", "accepted"]


async def test_a_record_that_pretends_to_be_another_case_is_parked(
    phone: Line, kafka: dict[str, Any], client: Client, givers: Givers
) -> None:
    tool, incident = f"initiative:{NORTH}/file", f"incident:{NORTH}/jamais-arrive"
    await running(phone, client, givers, tool)
    before = (await stands(client, tool, "production")).sequence
    forged = event(tool, 90, "data.described", **DATA) | {"source": source(incident)}
    linked = event(tool, 91, "need.described", **NEED) | {
        "type": qualified("incident.linked"),
        "data": {"case": incident, "status": "open", "grave": True},
    }
    sent = await phone.publisher.send(
        [(topics.incoming(NORTH), tool.encode(), orjson.dumps(each), ()) for each in (forged, linked)]
    )
    offsets = [each.offset for each in sent]

    async def reasons() -> list[str]:
        parked = [each["data"] for each in of_kind(await heard(kafka, topics.outgoing(NORTH)), "record.parked")]
        by_offset = {each["coordinates"]["offset"]: each["reason"] for each in parked}
        return [by_offset[offset] for offset in offsets if offset in by_offset]

    async def both() -> bool:
        return len(await reasons()) == len(sent)

    await until(both)
    assert await reasons() == ["invalid_attribute", "unknown_type"]
    assert (await stands(client, tool, "production")).sequence == before


async def test_what_is_told_before_the_declaration_waits_for_it_and_both_are_answered(
    phone: Line, kafka: dict[str, Any], client: Client
) -> None:
    tool, recourse = f"initiative:{NORTH}/rang", f"recourse:{NORTH}/rec-2026-1"
    opened: dict[str, Any] = {
        "reference": "REC-2026-1",
        "initiative": tool,
        "asks": "reasons",
        "received_on": "2026-09-01",
    }
    await phone.tell(event(recourse, 1, "recourse.opened", **opened))

    async def waiting() -> bool:
        cases = [each.id async for each in client.list_workflows(f'WorkflowId = "{tool}"')]
        return bool(cases) and bool((await client.get_workflow_handle(tool).query(CaseShell.case)).facts)

    await until(waiting)
    case: Case = await client.get_workflow_handle(tool).query(CaseShell.case)
    assert (case.stage, case.outcome) == (None, None)
    names = await answered(client, recourse, tool, {"status": "undeclared"})
    assert {each.rule for each in names.obligations} == {"LIE-002", "duty:recourse_answer"}
    await phone.tell(event(tool, 1, "initiative.declared", **declaration("production", **QUIET)))
    case = await stands(client, tool, "production")
    assert case.facts[f"recourses.{recourse}"].data["asks"] == "reasons"

    # Nobody decides there without a person: what is owed to whoever asks is another thing.
    names = await answered(client, recourse, tool, {"status": "declared", "decision": "none"})
    assert {each.rule for each in names.obligations} == {"duty:recourse_scope"}
    told = await heard(kafka, topics.outgoing(NORTH), recourse)
    by_the_tool = {
        each["data"]["event"]["id"]: each["data"]["status"]
        for each in of_kind(told, "receipt.issued")
        if each["data"]["event"]["source"] == source(tool)
    }
    assert list(by_the_tool.values()) == ["accepted", "accepted"]
    verdicts = [each["data"] for each in of_kind(told, "verdict.rendered")]
    (*_, by_its_answer) = [each for each in verdicts if each["event"]["id"] in by_the_tool]
    assert set(by_its_answer["settled"]) == {"LIE-002@opened", "duty:recourse_answer@opened"}


async def test_too_many_changed_decisions_ask_for_a_reassessment_then_suspend(
    phone: Line, kafka: dict[str, Any], client: Client, givers: Givers
) -> None:
    tool = f"initiative:{NORTH}/priorite"
    await running(phone, client, givers, tool)

    async def reviewed(number: int, outcome: str) -> None:
        recourse = f"recourse:{NORTH}/priorite-{number}"
        opened: dict[str, Any] = {"reference": f"REC-{number}", "initiative": tool, "asks": "review"}
        review: dict[str, Any] = {
            "outcome": outcome,
            "function": "Coordination",
            "able_to_review": True,
            "rendered_on": "2026-09-01",
        }
        await phone.tell(
            event(recourse, 1, "recourse.opened", received_on="2026-08-20", **opened),
            event(recourse, 2, "observations.heard", result="heard"),
            event(recourse, 3, "review.rendered", **review),
            event(recourse, 4, "passage.requested", to="reviewed"),
        )

        async def known() -> bool:
            case = await client.get_workflow_handle(tool).query(CaseShell.case)
            fact = case.facts.get(f"recourses.{recourse}")
            return fact is not None and fact.data.get("outcome") == outcome

        await until(known)

    async def owed() -> set[str]:
        case: Case = await client.get_workflow_handle(tool).query(CaseShell.case)
        return {each.rule for each in case.obligations if each.kind != "duty"}

    for number in range(1, 5):
        await reviewed(number, "maintained")
    assert await owed() == set()
    await reviewed(5, "changed")  # one in five
    assert await owed() == {"VIE-003"}
    assert (await stands(client, tool, "production")).outcome == "allow"
    for number in range(6, 9):
        await reviewed(number, "changed")  # half of eight
    await stands(client, tool, "suspended")
    (*_, suspended) = await entered(kafka, tool)
    assert [reason["rule"] for reason in suspended["reasons"]] == ["VIE-004"]

    await phone.tell(event(tool, 20, "passage.requested", to="production"))
    assert (await stands(client, tool, "suspended")).outcome == "deny"
    renewed: dict[str, Any] = {"conclusion": "favourable", "completed_on": "2026-09-02", "reference": "EIA-2"}
    await phone.tell(event(tool, 21, "assessment.filed", kind="algorithmic_impact", **renewed))
    await stands(client, tool, "production")
    assert "VIE-003" not in await owed()
