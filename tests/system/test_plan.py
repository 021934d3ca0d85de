"""The plan's sixteen actions, from the command that entrusts them to the figures that measure them, on real engines."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from io import StringIO
from itertools import count
from typing import Any

import pytest
from rich.console import Console
from temporalio.client import Client

from cli import folder
from domain.case import Case
from domain.deadlines import ZONE
from events.contract import topics
from events.contract.envelope import GOVERNANCE
from events.plan import MINISTRY, mandates
from reporting.actions import ACTIONS
from story.giving import Givers
from tests.system.outside import DATA, NEED, WHY, Command, Line, declaration, event, heard, of_kind, until
from workflows.case import CaseShell
from workflows.folder import Folder

pytestmark = pytest.mark.engines

TODAY = datetime.now(ZONE).date()
FUND = "Fonds des ressources informationnelles"
THERE = ("--establishment", MINISTRY)
GUIDELINES, TOOL = "Lignes directrices publiées", "Outil d'évaluation en usage"
PERSONAL = {**DATA, "personal_information": True, "health_information": True, "sale": False, "reidentification": False}
ASSESSED = {
    "kind": "algorithmic_impact",
    "conclusion": "favourable",
    "completed_on": "2026-09-02",
    "reference": "EIA-4",
}
OWN = {"mandatary": f"{MINISTRY}-pdg"}
"""Codes of the bodies that the ministry itself is, heard by its direction."""


def ago(days: int) -> date:
    return TODAY - timedelta(days=days)


SUBMITTED = ago(500)
MANDATES = [each["subject"] for each in mandates(funding=FUND, submitted_on=SUBMITTED, now=datetime.now(ZONE))]
(DRIVEN,) = (each for each in MANDATES if "action-11" in each)


@dataclass(frozen=True)
class Life:
    """One case that is told of, and whoever is asked about it."""

    case_id: str
    phone: Line
    client: Client
    givers: Givers
    numbers: Iterator[int] = field(default_factory=lambda: count(1))

    async def says(self, kind: str, /, *, source: str | None = None, **data: Any) -> None:
        """Have its establishment say that, or *source*."""
        written = {name: value.isoformat() if isinstance(value, date) else value for name, value in data.items()}
        await self.phone.tell(event(self.case_id, next(self.numbers), kind, source=source, **written))

    async def asks(self, stage: str) -> Case:
        """Ask for *stage*, have the bodies heard, and return the case."""
        await self.says("passage.requested", to=stage)
        return await self.advised()

    async def advised(self) -> Case:
        """Have each body that is waited for say that it is in favour of what is there now, and return the case."""
        kept = await self.folder
        for awaited in kept.verdict.opinions if kept.verdict else ():
            favourable = {"body": awaited.body, "answer": "favourable", "covers": (await self.case).dossier, **WHY}
            signed = self.givers.signs(self.case_id, favourable, TODAY)
            code = OWN.get(awaited.body, awaited.body.replace("_", "-"))
            await self.says("opinion.rendered", source=f"{GOVERNANCE}{code}", **signed)
        return await self.case

    @property
    async def folder(self) -> Folder:
        """All that its case carries."""
        kept: Folder = await self.client.get_workflow_handle(self.case_id).query(CaseShell.folder)
        return kept

    @property
    async def case(self) -> Case:
        """The case itself."""
        return (await self.folder).case

    async def held_by(self) -> list[str]:
        """Return the rules that the last verdict holds against it."""
        last = (await self.folder).verdict
        assert last is not None
        return sorted(each.rule for each in (*last.violations, *last.indeterminates))


Lives = Callable[[str], Life]


@pytest.fixture
def lives(phone: Line, client: Client, givers: Givers) -> Lives:
    """Take the id of a case, and return its life."""
    return lambda case_id: Life(case_id, phone, client, givers)


@pytest.fixture(scope="module")
async def entrusted(balise: Command) -> list[dict[str, Any]]:
    """What became of the sixteen mandates that the ministry's command sent."""
    rows: list[dict[str, Any]] = await balise("import", "plan", *said())
    return rows


def said(funding: str = FUND) -> tuple[str, ...]:
    return ("--funding", funding, "--submitted-on", SUBMITTED.isoformat())


async def test_each_action_is_accepted_as_a_mandate_and_shown(
    entrusted: list[dict[str, Any]], lives: Lives, balise: Command
) -> None:
    assert [row["case"] for row in entrusted] == MANDATES
    assert {(row["status"], row["stage"], row["outcome"]) for row in entrusted} == {("accepted", "described", "allow")}
    listed = (await balise("case", "list", "--process", "mandate", *THERE, "--limit", "100"))["cases"]
    titles = {each["id"]: each["title"] for each in listed}
    assert [titles[case_id] for case_id in MANDATES] == [action.title.fr for action in ACTIONS]
    for case_id, action in zip(MANDATES, ACTIONS, strict=True):
        kept = await lives(case_id).folder
        assert kept.verdict is not None
        assert {"MAN-002", "MAN-003", "MAN-004", "MAN-005", "MAN-026"} <= set(kept.verdict.evaluated)
        assert [owed.id for owed in kept.case.obligations] == ["duty:mandate_answer@described"]
        page = Console(width=150, record=True, file=StringIO())
        folder.show(page, kept)
        read = page.export_text()
        for words in (case_id, action.title.fr, "description", kept.verdict.decision_id):
            assert words in read
    assert "Fonds des ressources" in await balise("case", "show", DRIVEN, shown=True)


async def test_the_same_said_again_changes_nothing_and_a_correction_counts(
    entrusted: list[dict[str, Any]], lives: Lives, balise: Command
) -> None:
    before = [await lives(case_id).folder for case_id in MANDATES]
    again = await balise("import", "plan", *said())
    assert [row["event"]["id"] for row in again] == [row["event"]["id"] for row in entrusted]
    assert {row["status"] for row in again} == {"duplicate"}
    assert [await lives(case_id).folder for case_id in MANDATES] == before

    (corrected,) = await balise("import", "plan", *said("Un autre fonds"), "--action", "16")
    assert (corrected["case"], corrected["status"]) == (MANDATES[-1], "accepted")
    last = await lives(MANDATES[-1]).case
    assert (last.stage, last.facts["declaration"].data["funding"]) == ("described", "Un autre fonds")


async def test_a_mandate_is_answered_accepted_with_changes_late_and_accounted_for(
    entrusted: list[dict[str, Any]], lives: Lives, kafka: dict[str, Any], balise: Command
) -> None:
    assert DRIVEN in {row["case"] for row in entrusted}
    mandate = lives(DRIVEN)
    ministry = f"{GOVERNANCE}{MINISTRY}"
    schedule = [
        {"name": GUIDELINES, "proposed_on": ago(300).isoformat()},
        {"name": TOOL, "proposed_on": ago(100).isoformat()},
    ]
    await mandate.says(
        "mandate.answered",
        understanding="Doter le réseau d'un outil commun pour évaluer ses projets d'IA.",
        set_up_on=ago(450),
        schedule=schedule,
        resources=["une équipe de trois personnes"],
        organization="La direction de l'analyse mène les travaux et en rend compte.",
        budget=300_000,
        signing_function="direction de l'analyse",
        answered_on=ago(480),
    )
    assert (await mandate.asks("answered")).stage == "answered"

    decided = {"answer": "accepted_with_changes", "signing_function": "sous-ministre adjoint", "decided_on": ago(470)}
    await mandate.says("mandate.decided", source=ministry, **decided)
    assert (await mandate.asks("accepted")).stage == "answered"
    assert await mandate.held_by() == ["MAN-010"]
    await mandate.says("mandate.decided", source=ministry, changes="Essayer l'outil dans deux régions.", **decided)
    accepted = await mandate.advised()
    assert accepted.stage == "accepted"

    # The schedule that was accepted is past: both are late, and said so.
    late = {each.what.fr: each for each in accepted.obligations if each.rule == "duty:deliverable"}
    (tool,) = (each for what, each in late.items() if TOOL in what)
    assert (len(late), tool.due, tool.by) == (2, ago(100), MINISTRY)

    async def overdue() -> list[dict[str, Any]]:
        announced = of_kind(await heard(kafka, topics.GOVERNANCE_OUT, DRIVEN), "obligation.overdue")
        return [each["data"] for each in announced if each["data"]["obligation"]["id"] == tool.id]

    async def told() -> bool:
        return bool(await overdue())

    await until(told)
    ((on, to),) = ((each["on"], each["to"]) for each in await overdue())
    assert (on, to) == (ago(99).isoformat(), MINISTRY)

    await mandate.says(
        "plan.filed",
        year_started_on=ago(400),
        year_ended_on=ago(40),
        actions=["Éprouver l'outil", "Le diffuser"],
        indicators=["part des nouveaux projets évalués"],
        shared_on=ago(410),
    )
    assert (await mandate.asks("running")).stage == "running"
    in_time = [{"name": GUIDELINES, "submitted_on": ago(305).isoformat()}]
    await mandate.says("deliverables.submitted", submitted=in_time)
    for quarter, ended in (("q1", 310), ("q2", 220), ("q3", 130), ("q4", 40)):
        of: dict[str, Any] = {"quarter": quarter, "period_ended_on": ago(ended)}
        await mandate.says("status.reported", **of, reported_on=ago(ended - 5), progress="L'outil est à l'essai.")
        await mandate.says("spending.reviewed", **of, reviewed_on=ago(ended - 10), spent=60_000)
    await mandate.says(
        "accountability.submitted",
        year_started_on=ago(400),
        year_ended_on=ago(40),
        submitted_on=ago(20),
        budget_requested=True,
    )
    assert (await mandate.asks("accounted")).stage == "running"
    assert await mandate.held_by() == ["MAN-048"]
    assert tool.id in {each["id"] for each in (await balise("case", "show", DRIVEN))["case"]["obligations"]}

    await mandate.says(
        "deliverables.submitted", submitted=[*in_time, {"name": TOOL, "submitted_on": TODAY.isoformat()}]
    )
    accounted = await mandate.case
    assert (accounted.stage, accounted.outcome) == ("accounted", "allow")
    assert not any(each.rule == "duty:deliverable" for each in accounted.obligations)


async def test_the_indicators_are_counted_from_what_was_just_told(
    entrusted: list[dict[str, Any]], lives: Lives, balise: Command
) -> None:
    for slug, facts in (("tri-des-appels", True), ("rappels", True), ("resumes", False)):
        project = lives(f"initiative:{MINISTRY}/{slug}")
        await project.says("initiative.declared", **declaration())
        await project.says("need.described", **NEED)
        await project.says("data.described", **PERSONAL)
        if facts:
            await project.says("assessment.filed", **ASSESSED)
        # The privacy officer is waited for, and says it.
        assert (await project.asks("planning")).stage == "planning"
    # One that was found in service, assessed too, is not a new project.
    found = lives(f"initiative:{MINISTRY}/ancienne")
    await found.says("initiative.declared", **declaration("production", clinical=False, decision="none"))
    await found.says("assessment.filed", **ASSESSED)

    actions = (await balise("report", "indicators", *THERE))["actions"]
    assert [(each["action"], each["title"]["fr"]) for each in actions] == [
        (action.number, action.title.fr) for action in ACTIONS
    ]
    carried = {each["case_id"]: each["stage"] for action in actions for each in action["mandates"]}
    assert [each["mandates"][0]["case_id"] for each in actions] == MANDATES
    kept = [await lives(case_id).case for case_id in MANDATES]
    assert carried == {case.id: case.stage for case in kept}
    figures = {one["name"]: one for action in actions for one in action["indicators"]}
    tool = figures["assessment_tool"]
    assert (tool["numerator"], tool["denominator"], tool["value"]) == (2, 3, 0.6667)
    assert (tool["target"], tool["reached"]) == (0.9, False)
    assert figures["initiatives_known"]["value"] == 4
    assert all((one["value"] is None) == (one["why_not"] is not None) for one in figures.values())
    french = await balise("report", "indicators", *THERE, shown=True)
    assert "(2 sur 3)" in french
    assert entrusted[10]["case"] in french
