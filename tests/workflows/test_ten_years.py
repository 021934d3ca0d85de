"""Ten years of an initiative, on the real shell and the real policies: the server skips the time between."""

import os
from datetime import datetime, timedelta

import pytest
from temporalio import workflow
from temporalio.contrib.pydantic import pydantic_data_converter
from temporalio.testing import WorkflowEnvironment
from temporalio.worker import (
    Interceptor,
    Replayer,
    WorkflowInboundInterceptor,
    WorkflowInterceptorClassInput,
    WorkflowOutboundInterceptor,
)

from activities.policy import PolicyDesk
from domain import deadlines
from domain.case import Case
from domain.decider import question, settle
from domain.initiative import INITIATIVE
from domain.settlement import Announced, Announcement
from tests.policies.policy_questions import CLINICAL, RETIRING
from tests.workflows.living import CASE_ID, Life, Said, Saying, at_work, facts
from workflows.processes import Initiative
from workflows.runner import workflow_runner

pytestmark = [
    pytest.mark.engines,
    pytest.mark.timeout(600),
    pytest.mark.skipif(
        "BALISE_TEN_YEARS" not in os.environ,
        reason="the server that skips time hangs in about half the runs, when one run of the case gives way to the "
        "next while time leaps; BALISE_TEN_YEARS=1 lives the ten years all the same",
    ),
]

EVENTS_BEFORE_A_NEW_RUN = 150
QUARTER = 85
"""Days between two reports: each comes a few days before it is due."""


class SuggestingInfo(workflow.Info):
    """A run as seen on a server that suggests a new one early: the one that skips time has no such setting."""

    def is_continue_as_new_suggested(self) -> bool:
        return self.get_current_history_length() >= EVENTS_BEFORE_A_NEW_RUN


class Outbound(WorkflowOutboundInterceptor):
    def info(self) -> workflow.Info:
        found = super().info()
        object.__setattr__(found, "__class__", SuggestingInfo)
        return found


class Inbound(WorkflowInboundInterceptor):
    def init(self, outbound: WorkflowOutboundInterceptor) -> None:
        super().init(Outbound(outbound))


class Suggesting(Interceptor):
    def workflow_interceptor_class(self, input: WorkflowInterceptorClassInput) -> type[WorkflowInboundInterceptor]:  # noqa: A002, ARG002 - Temporal's own signature
        return Inbound


async def day_of(life: Life) -> str:
    return (await life.environment.get_current_time()).date().isoformat()


async def status(life: Life, quarter: int) -> Saying:
    day = await day_of(life)
    said = {"period_ended_on": day, "reported_on": day, "progress": "Rien à signaler."}
    return "status.reported", {"quarter": f"q{quarter % 4 + 1}", **said}


async def results(life: Life, value: float = 0.95, **rest: str) -> Saying:
    day = await day_of(life)
    measures = [{"name": "sensibilité", "value": value}]
    return "monitoring.reported", {"period_ended_on": day, "reported_on": day, "measures": measures, **rest}


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
        await life.opine("privacy_officer", "comite_ia_sante", "professional_order")
        assert (await life.case()).stage == stage


async def owed(life: Life) -> set[str]:
    """Return what is to be regularized."""
    return {owing.id for owing in (await life.case()).obligations if owing.kind != "duty"}


async def late_status(life: Life) -> None:
    await life.wait(20)


async def out_of_bounds(life: Life) -> None:
    await life.say(await results(life, 0.8))
    assert await owed(life) == {"SUI-004@production"}
    await life.wait(2)
    await life.say(await results(life, 0.8, action="Deux lectures jusqu'au nouvel entraînement."))


async def silence(life: Life) -> None:
    await life.wait(120)
    assert await owed(life) == {"SUI-006@production"}


HAPPENINGS = {9: late_status, 17: out_of_bounds, 25: silence}
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
    handle = skipping.client.get_workflow_handle(CASE_ID)
    runs: dict[str, int] = {}
    async with at_work(skipping, life.effects, (Suggesting(),)):
        await into_production(life)
        born = await skipping.get_current_time()
        for number in range(42):
            await a_quarter(life, number)
            run = await handle.describe()
            runs[run.run_id] = run.history_length
        died = await skipping.get_current_time()
        await life.say(*facts(RETIRING), ("passage.requested", {"to": "retirement"}))
        kept = await life.case()
        history = await handle.fetch_history()
    assert died - born > timedelta(days=3650)
    assert (kept.stage, kept.obligations, kept.recalled, kept.again_on) == ("retirement", (), (), None)

    assert len(runs) > 5
    assert max(runs.values()) < 2 * EVENTS_BEFORE_A_NEW_RUN
    await Replayer(
        workflows=[Initiative],
        workflow_runner=workflow_runner(),
        data_converter=pydantic_data_converter,
        interceptors=[Suggesting()],
    ).replay_workflow(history)

    said = life.effects.announced
    assert len({each.id for each in said}) == len(said)
    assert pure(life, kept) == (kept, said)
    told = recalled(said)
    assert len(told) == len(set(told))
    quarterly, yearly = ["monitoring", "project_status"], ["inventory", "knowledge_update", "reassessment"]
    assert late(told, Announced.LATENESS, "ciusss-x") == [*quarterly, *quarterly, *yearly]
    assert late(told, Announced.ESCALATION, "highest_authority") == [*quarterly, *quarterly, *yearly]
    assert late(told, Announced.ESCALATION, "comite_ia_sante") == [*quarterly, *yearly]


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
