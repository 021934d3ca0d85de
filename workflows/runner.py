"""Where workflow code runs: the one sandbox that production, tests, replays and proofs all use."""

from temporalio.worker import WorkflowRunner
from temporalio.worker.workflow_sandbox import SandboxedWorkflowRunner, SandboxRestrictions


def workflow_runner() -> WorkflowRunner:
    """Return a sandbox that loads our own modules once: they are pure, or only referred to."""
    return SandboxedWorkflowRunner(
        restrictions=SandboxRestrictions.default.with_passthrough_modules(
            "domain", "workflows", "activities", "structlog", "aiohttp", "opa_client", "aiokafka"
        )
    )
