"""What an operator sees with the engines' own tools, which know nothing of Balise."""

import asyncio
import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from engines import artifacts
from engines.stack import Addresses
from events.contract import topics
from settings import Settings
from tests.system.outside import DATA, NEED, declaration, event, heard, line, of_kind, silent, until

pytestmark = pytest.mark.engines

CENTRE = "cisss-du-centre"


async def run(command: Path | str, *arguments: str) -> str:
    """Return what *command* prints."""
    done = await asyncio.to_thread(
        subprocess.run, [str(command), *arguments], capture_output=True, text=True, check=False, timeout=60
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(scope="module")
async def planned(kafka: dict[str, Any]) -> str:
    """The id of a case that has reached planning."""
    case_id = f"initiative:{CENTRE}/vue-par-les-outils"
    async with line(kafka) as phone:
        await phone.tell(
            event(case_id, 1, "initiative.declared", **declaration()),
            event(case_id, 2, "need.described", **NEED),
            event(case_id, 3, "data.described", **DATA),
            event(case_id, 4, "passage.requested", to="planning"),
        )
    return case_id


async def test_temporal_lists_cases_by_their_stage(planned: str, working: Addresses) -> None:
    query = f"BaliseStage='planning' AND BaliseEstablishment='{CENTRE}'"

    async def listed() -> list[str]:
        arguments = ("workflow", "list", "--address", working.temporal, "--query", query, "-o", "json")
        found = json.loads(await run(artifacts.temporal(), *arguments))
        assert all(each["type"]["name"] == "Initiative" for each in found)
        return [each["execution"]["workflowId"] for each in found]

    async def shown() -> bool:
        return await listed() == [planned]

    await until(shown)


async def test_temporal_shows_the_history_of_a_case(planned: str, working: Addresses) -> None:
    arguments = ("workflow", "show", "--address", working.temporal, "--workflow-id", planned)
    told = await run(artifacts.temporal(), *arguments)
    assert "WorkflowExecutionSignaled" in told
    assert "UpsertWorkflowSearchAttributes" in told
    as_json = json.loads(await run(artifacts.temporal(), *arguments, "-o", "json"))
    assert as_json["events"][0]["eventType"] == "EVENT_TYPE_WORKFLOW_EXECUTION_STARTED"


async def test_temporal_answers_what_a_case_is(planned: str, working: Addresses) -> None:
    arguments = ("--address", working.temporal, "--workflow-id", planned, "--type", "case", "-o", "json")
    answer = json.loads(await run(artifacts.temporal(), "workflow", "query", *arguments))
    (case,) = answer["queryResult"]
    assert (case["id"], case["stage"], case["outcome"]) == (planned, "planning", "allow")


async def test_opa_inspects_the_bundle_that_decided(planned: str, kafka: dict[str, Any], settings: Settings) -> None:
    bundle = settings.data / "opa" / "bundle.tar.gz"
    told = json.loads(await run(artifacts.opa(settings.cache, silent), "inspect", "--format", "json", str(bundle)))
    verdicts = of_kind(await heard(kafka, topics.outgoing(CENTRE), planned), "verdict.rendered")
    assert {each["data"]["verdict"]["revision"] for each in verdicts} == {told["manifest"]["revision"]}


@pytest.mark.skipif(shutil.which("kcat") is None, reason="kcat is not on PATH")
async def test_kcat_reads_a_verdict(planned: str, working: Addresses) -> None:
    arguments = ("-C", "-b", working.kafka, "-t", topics.GOVERNANCE_OUT, "-o", "beginning", "-e", "-q")
    told = [json.loads(each) for each in (await run("kcat", *arguments)).splitlines()]
    assert planned in {each.get("subject") for each in of_kind(told, "verdict.rendered")}
