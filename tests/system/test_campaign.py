"""A campaign is run by its four commands, on what cases were really told, and ends with a report."""

import asyncio
import json
import os
from collections.abc import Callable, Coroutine
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from temporalio.client import Client

from domain.asking import asked
from engines.stack import Addresses
from events.contract import topics
from tests.command import balise as typed
from tests.system.outside import DATA, NEED, Line, declaration, event, heard, of_kind, until
from workflows.case import CaseShell

pytestmark = pytest.mark.engines

EAST, SOUTH, MUTE = "cisss-de-l-est", "cisss-du-sud", "cisss-muet"
CAMPAIGN = "campaign:msss/recension-a-l-essai"
MINISTRY = "urn:balise:gouvernance:msss"
ONLY = tuple(word for code in (EAST, SOUTH, MUTE) for word in ("--establishment", code))

Command = Callable[..., Coroutine[Any, Any, Any]]


def day(offset: int = 0) -> str:
    return (datetime.now(ZoneInfo("America/Toronto")).date() + timedelta(days=offset)).isoformat()


def now(told: dict[str, Any]) -> dict[str, Any]:
    return told | {"time": datetime.now(UTC).isoformat()}


@pytest.fixture(scope="module")
def balise(working: Addresses) -> Command:
    """The command on the session's engines, as a scheduler would run it."""
    environment = {
        "TEMPORAL_ADDRESS": working.temporal,
        "KAFKA_BOOTSTRAP_SERVERS": working.kafka,
        "OPA_URL": working.opa,
        "JOURNAL_URL": working.journal,
        "PATH": os.environ.get("PATH", ""),
    }

    async def run(*arguments: str, code: int = 0) -> Any:
        done = await asyncio.to_thread(typed, "campaign", *arguments, "--json", environment=environment)
        assert done.returncode == code, done.stderr
        return json.loads(done.stdout) if done.stdout else json.loads(done.stderr)

    return run


def tool(establishment: str, number: int, **more: Any) -> list[dict[str, Any]]:
    """Return what declares an initiative that already runs."""
    case_id = f"initiative:{establishment}/outil-{number}"
    return [
        event(case_id, 1, "need.described", **NEED),
        event(case_id, 2, "data.described", **DATA),
        event(case_id, 3, "initiative.declared", **declaration("production", clinical=False, decision="none", **more)),
    ]


async def told(kafka: dict[str, Any], establishment: str, kind: str) -> list[dict[str, Any]]:
    """Return what the establishment reads of that *kind* on its own topic."""
    return [each["data"] for each in of_kind(await heard(kafka, topics.outgoing(establishment)), kind)]


async def listed(client: Client, count: int) -> None:
    """Wait until the server's list shows that many initiatives of the two establishments in production."""
    query = f'BaliseStage = "production" AND (BaliseEstablishment = "{EAST}" OR BaliseEstablishment = "{SOUTH}")'

    async def there() -> bool:
        return (await client.count_workflows(query)).count == count

    await until(there)


async def answered_to_itself(phone: Line, kafka: dict[str, Any], client: Client, balise: Command) -> None:
    """One without a case answers the campaign: it counts once, is told so, and the campaign's case is as it was."""
    before = await client.get_workflow_handle(CAMPAIGN).query(CaseShell.case)
    nothing = now(event(CAMPAIGN, 90, "question.answered", source=f"urn:balise:etablissement:{MUTE}",
                        answer="nothing_to_declare"))  # fmt: skip
    await phone.tell(nothing, nothing)
    two = await balise("follow", CAMPAIGN)
    assert (two["answered"], two["unanswered"]) == (2, 1)
    (mute,) = [each for each in two["answers"] if each["whom"] == MUTE]
    assert (mute["case_id"], mute["said"], mute["on"]) == (CAMPAIGN, "nothing_to_declare", day())
    (receipt, *_) = await told(kafka, MUTE, "receipt.issued")
    assert (receipt["event"]["id"], receipt["status"]) == (nothing["id"], "accepted")
    case = await client.get_workflow_handle(CAMPAIGN).query(CaseShell.case)
    assert case.sequence == before.sequence + 1  # the figures
    assert case.facts["answers"].data == {"answered": 2, "unanswered": 1, "counted_on": day()}
    assert (await balise("remind", CAMPAIGN))["recalled"] == []


async def test_a_campaign_from_its_invitations_to_its_report(
    phone: Line, kafka: dict[str, Any], client: Client, balise: Command, tmp_path: Path
) -> None:
    for establishment, number in ((EAST, 1), (EAST, 2), (SOUTH, 1)):
        await phone.tell(*tool(establishment, number))
    await listed(client, 3)
    opened: dict[str, Any] = {
        "title": "Recension à l'essai",
        "kind": "recension",
        "period_started_on": day(-364),
        "period_ended_on": day(-1),
        "questions": ["Quelles initiatives, à quelle étape ?"],
        "asked_of": "establishments",
        "asked": 34,
        "opened_on": day(),
        "closes_on": day(30),
    }
    await phone.tell(now(event(CAMPAIGN, 1, "campaign.opened", source=MINISTRY, **opened)))

    # Shown first, and nothing is said.
    shown = await balise("invite", CAMPAIGN, *ONLY, "--dry-run")
    assert (shown["asked"], shown["announced"]) == (sorted([EAST, SOUTH, MUTE]), 0)
    assert await told(kafka, EAST, "question.asked") == []

    # Each is told once, on its own topic, though an earlier run was interrupted after the first one. The figure that
    # was foreseen gives way to the one counted.
    await phone.publisher.announce([asked(CAMPAIGN, opened, SOUTH)], time=datetime.now(UTC))
    invited = await balise("invite", CAMPAIGN, *ONLY)
    assert sorted(invited["told"]) == sorted([EAST, MUTE])
    again = await balise("invite", CAMPAIGN, *ONLY)
    assert (again["announced"], again["events"]) == (0, [])
    for establishment in (EAST, SOUTH, MUTE):
        (question,) = await told(kafka, establishment, "question.asked")
        assert (question["campaign"], question["whom"], question["closes_on"]) == (CAMPAIGN, establishment, day(30))
    case = await client.get_workflow_handle(CAMPAIGN).query(CaseShell.case)
    assert (case.stage, case.facts["declaration"].data["asked"]) == ("collecting", 3)
    assert case.facts["invitations"].data == {"sent": 3, "sent_on": day()}

    # What was said before anyone asked is no answer; what is said since is.
    nobody = await balise("follow", CAMPAIGN)
    assert (nobody["answered"], nobody["unanswered"]) == (0, 3)
    await phone.tell(now(event(f"initiative:{EAST}/outil-2", 4, "initiative.declared", **declaration("production"))))
    one = await balise("follow", CAMPAIGN)
    assert (one["answered"], one["unanswered"]) == (1, 2)
    (answered,) = [each for each in one["answers"] if each["on"]]
    assert (answered["whom"], answered["case_id"], answered["on"]) == (EAST, f"initiative:{EAST}/outil-2", day())
    case = await client.get_workflow_handle(CAMPAIGN).query(CaseShell.case)
    assert case.facts["answers"].data == {"answered": 1, "unanswered": 2, "counted_on": day()}

    # Only the silent are reminded, once a day however often it is run.
    reminded = await balise("remind", CAMPAIGN)
    assert sorted(reminded["recalled"]) == sorted([SOUTH, MUTE])
    assert (await balise("remind", CAMPAIGN))["recalled"] == []
    assert await told(kafka, EAST, "question.recalled") == []
    (recall,) = await told(kafka, SOUTH, "question.recalled")
    assert (recall["round"], recall["on"]) == (1, day())
    case = await client.get_workflow_handle(CAMPAIGN).query(CaseShell.case)
    assert case.facts["reminders"].data == {"rounds": 1, "last_on": day()}

    await answered_to_itself(phone, kafka, client, balise)

    # Nobody closes ahead of time on silences: the gate says so, as often as it is asked.
    for _ in range(2):
        await balise("close", CAMPAIGN, "--out", str(tmp_path), code=1)
    case = await client.get_workflow_handle(CAMPAIGN).query(CaseShell.case)
    assert (case.stage, case.outcome) == ("collecting", "deny")
    report = (tmp_path / "rapport-recension-a-l-essai.md").read_text()
    assert "2 réponses sur 3" in report
    assert "1 qui n'ont rien à déclarer" in report


async def test_a_campaign_that_all_answered_is_closed(
    phone: Line, kafka: dict[str, Any], client: Client, balise: Command, tmp_path: Path
) -> None:
    code, campaign = "cisss-du-large", "campaign:msss/reevaluation-a-l-essai"
    case_id = f"initiative:{code}/outil-1"
    await phone.tell(*tool(code, 1))

    async def there() -> bool:
        query = f'BaliseStage = "production" AND BaliseEstablishment = "{code}"'
        return (await client.count_workflows(query)).count == 1

    await until(there)
    opened: dict[str, Any] = {
        "title": "Réévaluation à l'essai",
        "kind": "reassessment",
        "period_started_on": day(-364),
        "period_ended_on": day(-1),
        "questions": ["L'outil fait-il encore ce qu'on en attend ?"],
        "asked_of": "initiatives",
        "asked": 1,
        "opened_on": day(),
        "closes_on": day(30),
    }
    await phone.tell(now(event(campaign, 1, "campaign.opened", source=MINISTRY, **opened)))
    await balise("invite", campaign, "--establishment", code)
    (question,) = [each for each in await heard(kafka, topics.outgoing(code), case_id) if "question" in each["type"]]
    assert question["data"]["answered_by"] == ["reassessment.completed"]
    done = {"completed_on": day(), "conclusion": "continue"}
    await phone.tell(now(event(case_id, 4, "reassessment.completed", **done)))

    closed = await balise("close", campaign, "--out", str(tmp_path), "--summary", "Un outil, une réponse.")
    assert (closed["answered"], closed["unanswered"]) == (1, 0)
    case = await client.get_workflow_handle(campaign).query(CaseShell.case)
    assert (case.stage, case.facts["report"].data["summary"]) == ("closed", "Un outil, une réponse.")
    for name in ("rapport", "report"):
        assert case_id in (tmp_path / f"{name}-reevaluation-a-l-essai.md").read_text()
    assert len(closed["documents"]) == 2

    # The report can be written again; nothing more is said, and nobody is asked or reminded any more.
    again = await balise("close", campaign, "--out", str(tmp_path))
    assert (again["answered"], again["events"]) == (1, [])
    assert "closing" in (await balise("remind", campaign, code=1))["error"]["en"]


async def test_figures_that_were_typed_in_are_left_alone(phone: Line, client: Client, balise: Command) -> None:
    campaign = "campaign:msss/comptee-a-la-main"
    opened: dict[str, Any] = {
        "title": "Comptée à la main",
        "kind": "declaration",
        "period_started_on": day(-364),
        "period_ended_on": day(-1),
        "questions": ["Quels systèmes employez-vous ?"],
        "asked_of": "establishments",
        "asked": 2,
        "opened_on": day(),
        "closes_on": day(30),
    }
    typed: list[tuple[str, dict[str, Any]]] = [
        ("campaign.opened", opened),
        ("invitations.sent", {"sent": 2, "sent_on": day()}),
        ("passage.requested", {"to": "collecting"}),
        ("answers.counted", {"answered": 1, "unanswered": 1, "counted_on": day()}),
    ]
    await phone.tell(
        *(event(campaign, number, kind, source=MINISTRY, **data) for number, (kind, data) in enumerate(typed))
    )
    for command in ("invite", "follow", "remind", "close"):
        assert "nothing to count" in (await balise(command, campaign, code=1))["error"]["en"]
    case = await client.get_workflow_handle(campaign).query(CaseShell.case)
    assert case.facts["answers"].data["answered"] == 1


async def test_a_campaign_that_is_none_is_refused(balise: Command) -> None:
    assert await balise("follow", "initiative:chum/lits", code=2)
    assert await balise("follow", "campaign:msss/jamais-ouverte", code=1)
