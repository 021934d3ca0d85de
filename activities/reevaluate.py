"""Have every open case judged again when other policies come into force, at a pace that leaves room for events.

A shorter period would otherwise reach a case that nothing happens to only on the day that the longer one ends.
"""

import asyncio
from typing import Final, Protocol

from temporalio import activity
from temporalio.client import Client
from temporalio.service import RPCError, RPCStatusCode

from domain.processes import PROCESSES

OPEN: Final = "ExecutionStatus = 'Running' AND BaliseProcess IN ({})"

APART: Final = 1.0
"""Seconds between two cases: ten thousand take less than three hours, at the pace at which their deadlines come."""

REPLACED: Final = "policies_replaced"
"""The signal by which `workflows.case.CaseShell` is told."""


class InForce(Protocol):
    """Who knows which policies answer: `activities.policy.PolicyDesk`."""

    async def revision(self) -> str:
        """Return the revision of the bundle in force."""


class Reevaluator:
    """Where open cases are told of other policies. Telling one again is harmless: it knows who judged it last."""

    def __init__(self, client: Client, desk: InForce, *, apart: float = APART) -> None:
        self._client = client
        self._desk = desk
        self._apart = apart

    @activity.defn
    async def policies_in_force(self) -> str:
        """Return the revision of the policies in force.

        Raises:
            ApplicationError: of one of the `FailureType`s, when OPA does not say.
        """
        return await self._desk.revision()

    @activity.defn
    async def reevaluate_cases(self, revision: str) -> int:
        """Tell every open case that the policies of *revision* are in force; return how many were told.

        Raises:
            RPCError: when Temporal cannot be read, or take a signal, now.
        """
        told = 0
        processes = ", ".join(f"'{name}'" for name in sorted(PROCESSES))
        async for run in self._client.list_workflows(OPEN.format(processes)):
            try:
                await self._client.get_workflow_handle(run.id).signal(REPLACED, revision)
            except RPCError as error:
                if error.status is not RPCStatusCode.NOT_FOUND:  # it has ended since
                    raise
                continue
            told += 1
            activity.heartbeat(told)
            await asyncio.sleep(self._apart)
        return told
