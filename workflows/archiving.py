"""When histories are archived: as often as a schedule of Temporal's own says, one sweep at a time."""

from temporalio import workflow

with workflow.unsafe.imports_passed_through():
    from datetime import timedelta

    from temporalio.common import RetryPolicy

    from activities.archive import Archivist

SCHEDULE = "balise-archive"
EVERY = timedelta(hours=1)
"""Well below any retention: a history that ends is looked for many times before it is removed."""


@workflow.defn(name="Archiving")
class Archiving:
    """One sweep over the closed runs of every case."""

    @workflow.run
    async def run(self) -> int:
        """Archive what is not archived yet; return how many histories that was."""
        return await workflow.execute_activity_method(
            Archivist.archive_histories,
            start_to_close_timeout=timedelta(hours=6),
            heartbeat_timeout=timedelta(minutes=2),
            retry_policy=RetryPolicy(maximum_interval=timedelta(minutes=5)),
        )
