"""When open cases are judged again: once for each time that other policies are found in force."""

from temporalio import workflow

with workflow.unsafe.imports_passed_through():
    from datetime import timedelta

    from temporalio.common import RetryPolicy

    from activities.reevaluate import Reevaluator

SCHEDULE = "balise-reevaluation"
EVERY = timedelta(minutes=15)
"""Due dates are days: a quarter of an hour is soon."""


@workflow.defn(name="Reevaluation")
class Reevaluation:
    """One look at the policies in force, and, when they are not those of the look before, at every open case."""

    @workflow.run
    async def run(self) -> str:
        """Return the revision by which open cases are judged from now on.

        The schedule hands what the last completed look returned to the next. One that finds none was the first here:
        cases may be older than it.
        """
        before = workflow.get_last_completion_result(str) if workflow.has_last_completion_result() else None
        now: str = await workflow.execute_activity_method(
            Reevaluator.policies_in_force,
            start_to_close_timeout=timedelta(seconds=30),
            retry_policy=RetryPolicy(maximum_interval=timedelta(minutes=1)),
        )
        if now != before:
            await workflow.execute_activity_method(
                Reevaluator.reevaluate_cases,
                now,
                start_to_close_timeout=timedelta(hours=24),
                heartbeat_timeout=timedelta(minutes=2),
                retry_policy=RetryPolicy(maximum_interval=timedelta(minutes=5)),
            )
        return now
