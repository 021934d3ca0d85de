"""Histories recorded by earlier versions replay with today's code, runner and converter."""

import json
from collections import defaultdict
from pathlib import Path

import pytest
from temporalio.client import WorkflowHistory
from temporalio.contrib.pydantic import pydantic_data_converter
from temporalio.worker import Replayer
from temporalio.workflow import NondeterminismError

from activities.names import STAGE
from workflows.processes import WORKFLOW_TYPES
from workflows.registered import REGISTERED, ROUNDS
from workflows.runner import workflow_runner

HISTORIES = {path.stem: path.read_text() for path in sorted((Path(__file__).parent / "histories").glob("*.json"))}


def replayer() -> Replayer:
    """Return what replays as production's worker does."""
    return Replayer(
        workflows=REGISTERED,
        workflow_runner=workflow_runner(),
        data_converter=pydantic_data_converter,
    )


@pytest.mark.parametrize("name", HISTORIES)
async def test_recorded_history_replays(name: str) -> None:
    await replayer().replay_workflow(WorkflowHistory.from_json(name, HISTORIES[name]))


def test_every_workflow_type_has_recorded_histories_and_a_case_up_to_its_last_stage() -> None:
    reached: defaultdict[str, set[str]] = defaultdict(set)
    for name, recorded in HISTORIES.items():
        for event in WorkflowHistory.from_json(name, recorded).events:
            shown = event.upsert_workflow_search_attributes_event_attributes.search_attributes.indexed_fields
            if STAGE.name in shown:
                reached[_type(recorded)].add(json.loads(shown[STAGE.name].data))
    assert {each.__name__ for each in ROUNDS} <= {_type(recorded) for recorded in HISTORIES.values()}
    last = {each.__name__: each.process.stages[-1] for each in WORKFLOW_TYPES.values()}
    assert {name: stage for name, stage in last.items() if stage not in reached[name]} == {}


def _type(recorded: str) -> str:
    started = WorkflowHistory.from_json("", recorded).events[0]
    return started.workflow_execution_started_event_attributes.workflow_type.name


async def test_a_history_that_another_code_wrote_does_not_replay() -> None:
    recorded = HISTORIES["policy-engine-down"]
    foreign = recorded.replace('"name": "settle_messages"', '"name": "settle_otherwise"')
    assert foreign != recorded
    with pytest.raises(NondeterminismError):
        await replayer().replay_workflow(WorkflowHistory.from_json("policy-engine-down", foreign))
