"""One timer per case: left alone while its instant is the same, moved with the due date, and never heard twice."""

import asyncio
from collections import Counter
from datetime import timedelta

import pytest
from temporalio.api.enums.v1 import EventType
from temporalio.testing import WorkflowEnvironment

from activities.policy import PolicyDesk
from domain.settlement import Announced
from tests.policies.policy_questions import CLINICAL
from tests.workflows.living import Life, Said, Saying, at_work, facts

pytestmark = pytest.mark.engines

STATUS = (
    "status.reported",
    {"quarter": "q1", "period_ended_on": "2026-12-31", "reported_on": "2027-01-08", "progress": "x"},
)
STATUS_DUE, INVENTORY_DUE = "duty:project_status@realization", "duty:inventory@realization"

BODIES = ("privacy_officer", "scientific_committee")


def in_realization() -> list[Saying]:
    """Return what declares a project under way that owes its quarterly status, and opinions."""
    declared = {**CLINICAL, "declaration": {**CLINICAL["declaration"], "stage": "realization"}}
    return list(reversed(list(facts(declared))))


async def timers(life: Life) -> dict[str, int]:
    await life.case()  # answered once the task that told of the last message is over
    history = await life.client.get_workflow_handle(life.case_id).fetch_history()
    found = Counter(EventType.Name(event.event_type).removeprefix("EVENT_TYPE_TIMER_") for event in history.events)
    return {name: found[name] for name in ("STARTED", "CANCELED", "FIRED")}


async def test_messages_that_move_no_deadline_leave_the_timer_alone(
    skipping: WorkflowEnvironment, desk: PolicyDesk
) -> None:
    life = Life(skipping, Said(desk), "initiative:ciusss-x/calme")
    async with at_work(skipping, life.effects):
        await life.say(*in_realization())
        for _ in range(5):
            await life.say(("need.described", CLINICAL["need"]))
        assert await timers(life) == {"STARTED": 1, "CANCELED": 0, "FIRED": 0}


async def test_a_duty_that_is_done_moves_the_timer_to_what_comes_next(
    skipping: WorkflowEnvironment, desk: PolicyDesk
) -> None:
    life = Life(skipping, Said(desk), "initiative:ciusss-x/mobile")
    async with at_work(skipping, life.effects):
        await life.say(*in_realization())
        await life.opine(*BODIES)
        before = await timers(life)
        await life.wait(5)
        await life.say(STATUS)
        case = await life.case()
        # The report changed neither the dossier nor its opinion; only the status is due at another time.
        assert [owed.id for owed in case.obligations] == [STATUS_DUE, INVENTORY_DUE]
        after = await timers(life)
        assert after["CANCELED"] == before["CANCELED"] + 1
        assert after["STARTED"] == before["STARTED"] + 1
        assert after["FIRED"] == 0


async def test_a_date_that_is_put_off_moves_the_timer_and_nothing_is_told_of_the_old_one(
    skipping: WorkflowEnvironment, desk: PolicyDesk
) -> None:
    life = Life(skipping, Said(desk), "initiative:ciusss-x/reportee")
    async with at_work(skipping, life.effects):
        await life.say(*in_realization())
        await life.opine(*BODIES)
        owed, inventory = (await life.case()).obligations
        assert (owed.id, inventory.id) == (STATUS_DUE, INVENTORY_DUE)
        before = await timers(life)
        until = owed.due + timedelta(days=20)
        wish = {"obligation": owed.id, "until": until.isoformat(), "reasons": "Le fournisseur livre plus tard."}
        await life.say(("deadline.extended", wish), source="urn:balise:gouvernance:comite-ia-sante")
        after = await timers(life)
        assert (after["CANCELED"], after["STARTED"]) == (before["CANCELED"] + 1, before["STARTED"] + 1)
        today = (await life.now()).date()
        await life.wait((owed.due - today).days + 10)
        assert Announced.LATENESS not in {each.type for each in life.effects.announced}
        await life.wait(12)
        case = await life.case()
    assert [(each.id, each.due) for each in case.obligations] == [(owed.id, until), (inventory.id, inventory.due)]
    told = [(each.type, each.data["on"]) for each in life.effects.announced if each.data.get("on")]
    assert told == [
        (Announced.REMINDER, (until - timedelta(days=30)).isoformat()),
        (Announced.REMINDER, (until - timedelta(days=7)).isoformat()),
        (Announced.LATENESS, (until + timedelta(days=1)).isoformat()),
    ]


async def test_what_came_while_nobody_worked_is_told_of_at_once_without_a_timer(
    skipping: WorkflowEnvironment, desk: PolicyDesk
) -> None:
    life = Life(skipping, Said(desk), "initiative:ciusss-x/panne")
    async with at_work(skipping, life.effects):
        await life.say(*in_realization(), days_ago=150)
        async with asyncio.timeout(30):
            while Announced.LATENESS not in {each.type for each in life.effects.announced}:
                await asyncio.sleep(0.01)
        case = await life.case()
        count = await timers(life)
    late = [each.data["obligation"]["id"] for each in life.effects.announced if each.type is Announced.LATENESS]
    assert sorted(late) == sorted({owed.id for owed in case.obligations} - {INVENTORY_DUE})
    assert Announced.REMINDER not in {each.type for each in life.effects.announced}
    assert count["FIRED"] == 0
