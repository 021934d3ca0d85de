"""Ten years of an initiative, on the real shell and the real policies: the server skips the time between."""

from collections import Counter
from datetime import datetime, timedelta
from typing import Any

import pytest
from temporalio.contrib.pydantic import pydantic_data_converter
from temporalio.testing import WorkflowEnvironment
from temporalio.worker import Replayer

from activities.policy import PolicyDesk
from domain import deadlines, links
from domain.case import Case
from domain.decider import question, settle
from domain.initiative import INITIATIVE
from domain.settlement import Announced, Announcement
from tests.policies.policy_questions import CLINICAL, RETIRING
from tests.workflows.living import CASE_ID, EVENTS_BEFORE_A_NEW_RUN, Life, Said, Saying, at_work, facts
from workflows.processes import Initiative
from workflows.runner import workflow_runner

pytestmark = [pytest.mark.engines, pytest.mark.timeout(300)]

QUARTER = 85
"""Days between two reports: each comes a few days before it is due."""

QUARTERS = 42
BODIES = ("privacy_officer", "scientific_committee", "comite_ia_sante", "professional_order")
OPINIONS = {
    "opinion:privacy_officer@planning",
    "opinion:scientific_committee@realization",
    "opinion:comite_ia_sante@production",
    "opinion:professional_order@production",
}
INCIDENT = "incident:ciusss-x/panne"


async def day_of(life: Life) -> str:
    return (await life.now()).date().isoformat()


async def status(life: Life, quarter: int) -> Saying:
    day = await day_of(life)
    said = {"period_ended_on": day, "reported_on": day, "progress": "Rien à signaler."}
    return "status.reported", {"quarter": f"q{quarter % 4 + 1}", **said}


async def results(life: Life, value: float = 0.95, **rest: str) -> Saying:
    day = await day_of(life)
    measures = [{"name": "sensibilité", "value": value}]
    return "monitoring.reported", {"period_ended_on": day, "reported_on": day, "measures": measures, **rest}


async def assessed(life: Life, kind: str) -> Saying:
    return "assessment.filed", {**CLINICAL["assessment"][kind], "completed_on": await day_of(life)}


async def the_year(life: Life) -> list[Saying]:
    reassessed = {"completed_on": await day_of(life), "conclusion": "continue"}
    return [
        ("initiative.declared", CLINICAL["declaration"]),
        ("personnel.prepared", CLINICAL["personnel"]),
        ("reassessment.completed", reassessed),
    ]


async def into_production(life: Life) -> None:
    told = list(facts(CLINICAL))
    await life.say(*told)
    for stage in INITIATIVE.stages[1:4]:
        await life.say(("passage.requested", {"to": stage}))
        await life.opine(*BODIES)
        assert (await life.case()).stage == stage


async def owed(life: Life) -> set[str]:
    """Return what is to be regularized."""
    return {owing.id for owing in (await life.case()).obligations if owing.kind != "duty"}


async def late_status(life: Life) -> None:
    await life.wait(20)


async def other_data(life: Life) -> None:
    """Change what every opinion was given on: each lapses, and is given anew."""
    await life.say(("data.described", {**CLINICAL["data"], "sources": ["archive d'imagerie", "dossier clinique"]}))
    assert await owed(life) == OPINIONS
    await life.opine(*BODIES)


async def another_model(life: Life) -> None:
    """Change the tool itself: it is also assessed anew."""
    await life.say(("change.declared", {"what": "model", "changed_on": await day_of(life)}))
    assert await owed(life) == {*OPINIONS, "VIE-006@production"}
    await life.wait(5)
    await life.say(await assessed(life, "algorithmic_impact"))
    assert await owed(life) == OPINIONS
    await life.opine(*BODIES)


async def incident(life: Life) -> None:
    """Stop at once for a grave incident, take stock, and come back once it is closed and the tool assessed again."""
    harm: dict[str, Any] = {"case": INCIDENT, "grave": True, "aware_on": await day_of(life)}
    await life.say(("incident.linked", {**harm, "status": "open"}), source=links.source(INCIDENT))
    assert (await life.case()).stage == INITIATIVE.suspended
    await life.wait(25)
    await life.say(await status(life, 0))
    await life.wait(25)
    await life.say(("incident.linked", {**harm, "status": "closed"}), source=links.source(INCIDENT))
    await life.say(("passage.requested", {"to": "production"}))
    assert await owed(life) == {"VIE-002@production"}
    await life.say(await assessed(life, "security"))
    assert (await life.case()).stage == "production"


async def out_of_bounds(life: Life) -> None:
    await life.say(await results(life, 0.8))
    assert await owed(life) == {"SUI-004@production"}
    await life.wait(2)
    await life.say(await results(life, 0.8, action="Deux lectures jusqu'au nouvel entraînement."))


async def silence(life: Life) -> None:
    await life.wait(120)
    assert await owed(life) == {"SUI-006"}


HAPPENINGS = {
    5: other_data,
    9: late_status,
    13: incident,
    17: out_of_bounds,
    21: another_model,
    25: silence,
}
"""What is out of the ordinary, by the quarter in which it happens, before that quarter's reports."""


async def a_quarter(life: Life, number: int) -> None:
    await life.wait(QUARTER)
    if number in HAPPENINGS:
        await HAPPENINGS[number](life)
    await life.say(await results(life), await status(life, number))
    if number % 4 == 3:
        await life.say(*await the_year(life))
    assert await owed(life) == set()


def pure(life: Life, kept: Case) -> tuple[Case, list[Announcement]]:
    """Settle the same messages and verdicts, in the same order, without any shell."""
    told = {message.key: message for message in life.messages}
    for each in life.effects.announced:
        if each.type is Announced.VERDICT and each.data["event"]["source"] == deadlines.CLOCK:
            at = datetime.fromisoformat(each.data["as_of"])
            rang = deadlines.message(kept, at).model_copy(update={"id": each.data["event"]["id"]})
            told[rang.key] = rang
    case = Case.opened(CASE_ID)
    announced: list[Announcement] = []
    for key in kept.seen:
        asked = question(INITIATIVE, case, told[key])
        verdict = life.effects.verdicts[asked.model_dump_json()] if asked else None
        settlement = settle(INITIATIVE, case, told[key], verdict)
        case = settlement.case
        announced += settlement.announcements
    return case, announced


async def test_ten_years_of_an_initiative(skipping: WorkflowEnvironment, desk: PolicyDesk) -> None:
    life = Life(skipping, Said(desk))
    async with at_work(skipping, life.effects):
        await into_production(life)
        born = await life.now()
        for number in range(QUARTERS):
            await a_quarter(life, number)
        died = await life.now()
        await life.say(*facts(RETIRING), ("passage.requested", {"to": "retirement"}))
        kept = await life.case()
    assert died - born > timedelta(days=3650)
    assert (kept.stage, kept.obligations, kept.recalled, kept.again_on) == ("retirement", (), (), None)
    await every_run_is_short_and_replays(life)

    said = life.effects.announced
    assert len({each.id for each in said}) == len(said)
    assert pure(life, kept) == (kept, said)
    assert stages(said) == [
        "opportunity",
        "planning",
        "realization",
        "production",
        "suspended",
        "production",
        "retirement",
    ]
    told = recalled(said)
    assert len(told) == len(set(told))
    quarterly, yearly = ["monitoring", "project_status"], ["inventory", "knowledge_update", "reassessment"]
    # A report that tarries; an incident left open, in a year whose answers tarry with it; a silence. What is suspended
    # is not reassessed.
    tarried, stopped, silent = quarterly, ["VIE-001", "inventory", "knowledge_update"], [*quarterly, *yearly]
    assert late(told, Announced.LATENESS, "ciusss-x") == [*tarried, *stopped, *silent]
    assert late(told, Announced.ESCALATION, "highest_authority") == [*tarried, *stopped, *silent]
    assert late(told, Announced.ESCALATION, "comite_ia_sante") == ["VIE-001", *silent]
    reminded = Counter(owing.partition("@")[0] for kind, owing, _, _ in told if kind is Announced.REMINDER)
    assert all(reminded[f"duty:{duty}"] >= QUARTERS for duty in quarterly)
    assert all(reminded[f"duty:{duty}"] >= QUARTERS // 4 for duty in yearly)


async def every_run_is_short_and_replays(life: Life) -> None:
    """Look at the history of each run: none grows with the years, and a later worker could take it over."""
    runs = [run async for run in life.client.list_workflows(f'WorkflowId = "{CASE_ID}"')]
    assert len(runs) > 5
    replayer = Replayer(
        workflows=[Initiative], workflow_runner=workflow_runner(), data_converter=pydantic_data_converter
    )
    for run in runs:
        history = await life.client.get_workflow_handle(CASE_ID, run_id=run.run_id).fetch_history()
        assert len(history.events) < 2 * EVENTS_BEFORE_A_NEW_RUN
        await replayer.replay_workflow(history)


def stages(said: list[Announcement]) -> list[str]:
    """Return where the case was said to stand, first to last."""
    return [each.data["stage"] for each in said if each.type is Announced.STAGE]


def recalled(said: list[Announcement]) -> list[tuple[str, str, str, str]]:
    """Return the kind, the obligation with its due date, the day and the addressee of everything recalled."""
    return [
        (
            each.type,
            f"{each.data['obligation']['id']} {each.data['obligation']['due']}",
            each.data["on"],
            each.data["to"],
        )
        for each in said
        if each.type in {Announced.REMINDER, Announced.LATENESS, Announced.ESCALATION}
    ]


def late(told: list[tuple[str, str, str, str]], kind: Announced, to: str) -> list[str]:
    """Return the duties that *to* was told of, first to last, those of one day in order."""
    found = sorted(
        (on, owing.removeprefix("duty:").partition("@")[0]) for k, owing, on, who in told if (k, who) == (kind, to)
    )
    return [duty for _, duty in found]
