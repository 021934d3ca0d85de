"""Histories recorded by earlier versions replay with today's code, runner and converter."""

from pathlib import Path

import pytest
from temporalio.client import WorkflowHistory
from temporalio.contrib.pydantic import pydantic_data_converter
from temporalio.worker import Replayer

from events.handover import WORKFLOW_TYPES
from worker import workflow_runner

HISTORIES = sorted((Path(__file__).parent / "histories").glob("*.json"))


@pytest.mark.parametrize("path", HISTORIES, ids=lambda path: path.stem)
async def test_recorded_history_replays(path: Path) -> None:
    replayer = Replayer(
        workflows=list(WORKFLOW_TYPES.values()),
        workflow_runner=workflow_runner(),
        data_converter=pydantic_data_converter,
    )
    await replayer.replay_workflow(WorkflowHistory.from_json(path.stem, path.read_text()))


def test_every_workflow_type_has_a_recorded_history() -> None:
    recorded = "".join(path.read_text() for path in HISTORIES)
    for workflow_type in WORKFLOW_TYPES.values():
        assert f'"name": "{workflow_type.__name__}"' in recorded


async def test_a_history_that_another_code_wrote_does_not_replay() -> None:
    path = next(path for path in HISTORIES if path.stem == "policy-engine-down")
    foreign = path.read_text().replace('"name": "ask_policy"', '"name": "ask_someone_else"')
    assert foreign != path.read_text()
    replayer = Replayer(
        workflows=list(WORKFLOW_TYPES.values()),
        workflow_runner=workflow_runner(),
        data_converter=pydantic_data_converter,
    )
    with pytest.raises(Exception, match="[Nn]ondeterminism"):
        await replayer.replay_workflow(WorkflowHistory.from_json(path.stem, foreign))
