"""A real Temporal server that suggests a new run early, and effects that remember what they were asked."""

import shutil
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from temporalio.contrib.pydantic import pydantic_data_converter
from temporalio.testing import WorkflowEnvironment

from activities.names import SEARCH_ATTRIBUTES
from activities.policy import PolicyDesk
from tests.workflows.living import policy_desk, time_skipping

EVENTS_BEFORE_A_NEW_RUN = 40


@pytest.fixture(scope="session")
async def temporal() -> AsyncIterator[WorkflowEnvironment]:
    """A development server of this session's own, in memory."""
    binary = shutil.which("temporal", path=str(Path(sys.executable).parent))
    environment = await WorkflowEnvironment.start_local(
        data_converter=pydantic_data_converter,
        dev_server_existing_path=binary,
        search_attributes=SEARCH_ATTRIBUTES,
        dev_server_log_level="error",
        dev_server_extra_args=[
            "--dynamic-config-value",
            f"limit.historyCount.suggestContinueAsNew={EVENTS_BEFORE_A_NEW_RUN}",
        ],
    )
    try:
        yield environment
    finally:
        await environment.shutdown()


@pytest.fixture(scope="session")
async def desk(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[PolicyDesk]:
    """The real policies, at the desk of production."""
    async with policy_desk(tmp_path_factory.mktemp("opa")) as opened:
        yield opened


@pytest.fixture(scope="session")
async def skipping() -> AsyncIterator[WorkflowEnvironment]:
    """A server on which the time of each case can be skipped."""
    async with time_skipping() as environment:
        yield environment
