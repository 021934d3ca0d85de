"""What people see is what happened: the page of a case, the inbox and the reports, read by the command itself."""

import asyncio
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from engines.stack import Addresses
from events.contract import topics
from tests.system.outside import DATA, NEED, Command, command, declaration, environment, event, heard, line, of_kind

pytestmark = pytest.mark.engines

WEST = "cisss-de-l-ouest"
REFUSED, OPENED, KNOWN = (f"initiative:{WEST}/{slug}" for slug in ("retenue", "remise-en-marche", "connue"))
CASES = (REFUSED, OPENED, KNOWN)
THERE = ("--establishment", WEST)


@dataclass(frozen=True)
class Told:
    """What was announced of three lives that were told."""

    verdicts: dict[str, list[dict[str, Any]]]
    """By case, in order."""

    @property
    def held(self) -> list[str]:
        """The rules that hold the refused case back."""
        return [reason["rule"] for kind in ("violations", "indeterminates") for reason in self.last(REFUSED)[kind]]

    @property
    def judged(self) -> int:
        """How many verdicts there were."""
        return sum(map(len, self.verdicts.values()))

    def last(self, case_id: str) -> dict[str, Any]:
        """Return the last verdict on a case."""
        return self.verdicts[case_id][-1]


@pytest.fixture(scope="module")
async def told(kafka: dict[str, Any]) -> Told:
    """Three lives: one is refused, one is refused then let in once its data is described, one is known late."""
    known = declaration("production", clinical=False, decision="none", generative=False, supplier="internal")
    async with line(kafka) as phone:
        for case_id in (REFUSED, OPENED):
            await phone.tell(
                event(case_id, 1, "initiative.declared", **declaration(summary="Prévoit l'attente. Et après.")),
                event(case_id, 2, "need.described", **NEED),
                event(case_id, 3, "passage.requested", to="planning"),
            )
        await phone.tell(
            event(OPENED, 4, "data.described", **DATA),
            event(KNOWN, 1, "initiative.declared", **known),
        )
    found = {}
    for case_id in CASES:
        said = of_kind(await heard(kafka, topics.GOVERNANCE_OUT, case_id), "verdict.rendered")
        found[case_id] = [each["data"]["verdict"] for each in said]
    answer = Told(found)
    assert answer.held, "the story needs a refusal"
    return answer


async def test_the_page_of_a_case_says_where_it_stands_and_what_is_missing(told: Told, balise: Command) -> None:
    page = await balise("case", "show", REFUSED)
    assert page["case"]["id"] == REFUSED
    assert page["verdict"]["decision_id"] == told.last(REFUSED)["decision_id"]
    assert page["since"] == page["timeline"][1]["received_at"], "the need let it in as an opportunity"
    assert page["asked_at"] == page["timeline"][2]["received_at"]
    assert {task["rule"] for task in page["tasks"] if task["blocks"] == "planning"} == set(told.held)


async def test_a_committee_member_reads_the_page_in_either_language(told: Told, balise: Command) -> None:
    french = await balise("case", "show", REFUSED, shown=True)
    assert "Prévoit l'attente." in french
    assert "Et après" not in french.partition("Où en est le dossier")[0]
    for part in (
        "Où en est le dossier",
        "(attend : planification)",
        "Ce qui manque, et de qui",
        "Ce qui a été décidé, et pourquoi",
        "Ce qui vient, et quand",
        "Derniers événements",
        *told.held,
    ):
        assert part in french
    english = await balise("case", "show", REFUSED, "--lang", "en", shown=True)
    assert "What is missing, and from whom" in english
    assert "Ce qui manque" not in english
    owing = await balise("case", "show", KNOWN, shown=True)
    assert all(each["due"] in owing for each in told.last(KNOWN)["obligations"])


async def test_a_case_nobody_knows_is_said_so(balise: Command) -> None:
    await balise("case", "show", f"initiative:{WEST}/inconnue", code=1)


async def test_the_inbox_holds_what_waits_for_somebody(told: Told, balise: Command) -> None:
    inbox = (await balise("task", "list", *THERE, "--limit", "1000"))["tasks"]
    owed = {each["id"] for each in told.last(KNOWN)["obligations"]}
    assert owed
    assert {f"{task['rule']}@{task['gate']}" for task in inbox if task["case_id"] == KNOWN} == owed
    assert {task["rule"] for task in inbox if task["case_id"] == REFUSED} == {*told.held, "duty:inventory"}
    assert not any(task["case_id"] == OPENED and task["blocks"] for task in inbox)
    closed = [task["blocks"] is not None for task in inbox]
    assert closed == sorted(closed, reverse=True), "nothing here presses more than what closes a passage"
    told_to = {each["id"]: each["escalations"] for each in told.last(KNOWN)["obligations"]}
    assert all(told_to.values())
    assert {
        f"{each['rule']}@{each['gate']}": each["escalations"] for each in inbox if each["case_id"] == KNOWN
    } == told_to
    assert not any(each["escalated"] for each in inbox), "nothing is late yet"
    assert all(task["consequence"]["fr"] and task["consequence"]["en"] for task in inbox)


async def test_the_inbox_of_one_body_holds_its_own(told: Told, balise: Command) -> None:
    everything = (await balise("task", "list", *THERE, "--limit", "1000"))["tasks"]
    (body, *_) = sorted({each["by"] for each in told.last(KNOWN)["obligations"]} - {WEST})
    theirs = await balise("task", "list", *THERE, "--body", body, "--limit", "1000")
    assert {task["whose"] for task in theirs["tasks"]} == {body}
    assert theirs["count"] == sum(task["whose"] == body for task in everything)
    assert len(everything) > theirs["count"]
    await balise("task", "list", *THERE, "--body", "nobody_at_all", code=2)
    assert "sinon" in await balise("task", "list", *THERE, shown=True)


@pytest.mark.usefixtures("told")
async def test_the_pipeline_counts_where_cases_stand(balise: Command) -> None:
    report = await balise("report", "pipeline", *THERE)
    assert (report["cases"], report["incomplete"]) == (3, [])
    standing = {each["stage"]: each for each in report["stages"]}
    assert {stage: each["count"] for stage, each in standing.items() if each["count"]} == {
        "opportunity": 1,
        "planning": 1,
        "production": 1,
    }
    assert standing["opportunity"]["passed"]["count"] == 1
    assert standing["opportunity"]["waiting"] == 1


async def test_delays_count_what_is_owed_and_how_long_answers_took(told: Told, balise: Command) -> None:
    delays = (await balise("report", "delays", *THERE))["delays"]
    assert delays["late"] == []
    owed = [each for case_id in CASES for each in told.last(case_id)["obligations"]]
    assert sum(each["owes"] for each in delays["debtors"]) == len(owed) > 0
    assert delays["verdicts"]["count"] == told.judged
    planning = next(each for each in delays["openings"] if each["gate"] == "planning")
    assert (planning["opened"]["count"], planning["waiting"]["count"]) == (1, 1)


async def test_obstacles_tell_which_fact_lifted_them(told: Told, balise: Command) -> None:
    found = {each["key"]: each for each in (await balise("report", "obstacles", *THERE))["obstacles"]}
    for rule in told.held:
        assert (found[rule]["cases"], found[rule]["lifted"], found[rule]["open"]) == (2, 1, 1)
        assert found[rule]["worked"] == [{"what": "data", "count": 1}]
        assert found[rule]["still"] == [REFUSED]
    assert "Données décrites (1)" in await balise("report", "obstacles", *THERE, shown=True)


@pytest.mark.usefixtures("told")
async def test_indicators_are_counted_from_the_cases(balise: Command) -> None:
    actions = (await balise("report", "indicators", *THERE))["actions"]
    figures = {one["name"]: one for action in actions for one in action["indicators"]}
    assert len(actions) == 16
    assert figures["initiatives_known"]["value"] == 3
    tool = figures["assessment_tool"]
    assert (tool["numerator"], tool["denominator"], tool["target"], tool["reached"]) == (0, 1, 0.9, False)


async def test_the_quarterly_state_is_written_in_both_languages(told: Told, balise: Command, tmp_path: Path) -> None:
    state = await balise("report", "quarterly", *THERE, "--out", str(tmp_path))
    (moved,) = state["moved"]
    assert moved["opened"] == 3
    assert sum(moved["verdicts"].values()) == told.judged
    assert moved["entered"] == {"opportunity": 2, "planning": 1, "production": 1}
    first = state["quarter"]["first"]
    written = {Path(path).name: await asyncio.to_thread(Path(path).read_text) for path in state["documents"]}
    assert written.keys() == {
        f"{name}-{first}.{suffix}" for name in ("etat-de-situation", "quarterly-state") for suffix in ("md", "html")
    }
    assert all("Listes d&#x27;attente" in text or "Listes d'attente" in text for text in written.values())
    before = await balise("report", "quarterly", *THERE, "--out", str(tmp_path), "--day", "2020-01-15")
    assert (before["moved"][0]["opened"], before["obstacles"]) == (0, [])


async def test_an_engine_that_cannot_be_had_is_said_so(working: Addresses) -> None:
    unreachable = environment(working) | {"KAFKA_BOOTSTRAP_SERVERS": "127.0.0.1:1"}
    done = await command(unreachable, "report", "pipeline")
    assert done.returncode == 3
    assert "Kafka ne répond pas" in done.stderr
