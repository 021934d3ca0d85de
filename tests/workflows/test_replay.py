"""Histories recorded by earlier versions replay with today's code, runner and converter."""

from pathlib import Path

import pytest
from temporalio.client import WorkflowHistory
from temporalio.contrib.pydantic import pydantic_data_converter
from temporalio.worker import Replayer
from temporalio.workflow import NondeterminismError

from workflows.processes import WORKFLOW_TYPES
from workflows.runner import workflow_runner

HISTORIES = {path.stem: path.read_text() for path in sorted((Path(__file__).parent / "histories").glob("*.json"))}


@pytest.mark.parametrize("name", HISTORIES)
async def test_recorded_history_replays(name: str) -> None:
    replayer = Replayer(
        workflows=list(WORKFLOW_TYPES.values()),
        workflow_runner=workflow_runner(),
        data_converter=pydantic_data_converter,
    )
    await replayer.replay_workflow(WorkflowHistory.from_json(name, HISTORIES[name]))


def test_every_workflow_type_has_a_recorded_history() -> None:
    recorded = "".join(HISTORIES.values())
    for workflow_type in WORKFLOW_TYPES.values():
        assert f'"name": "{workflow_type.__name__}"' in recorded


async def test_a_history_that_another_code_wrote_does_not_replay() -> None:
    recorded = HISTORIES["policy-engine-down"]
    foreign = recorded.replace('"name": "settle_messages"', '"name": "settle_otherwise"')
    assert foreign != recorded
    replayer = Replayer(
        workflows=list(WORKFLOW_TYPES.values()),
        workflow_runner=workflow_runner(),
        data_converter=pydantic_data_converter,
    )
    with pytest.raises(NondeterminismError):
        await replayer.replay_workflow(WorkflowHistory.from_json("policy-engine-down", foreign))
