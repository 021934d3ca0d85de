"""Carry closed histories out of Temporal before its retention removes them, and only what is not there yet."""

import gzip
from typing import Protocol

from temporalio import activity
from temporalio.client import Client
from temporalio.service import RPCError, RPCStatusCode

from domain.processes import PROCESSES

CLOSED = "ExecutionStatus != 'Running' AND BaliseProcess IN ({})"
"""Every run of a case that has ended; the one that gave way to the next as well."""


class Shelves(Protocol):
    """Where histories are kept: `activities.journal.HistoryShelf`."""

    async def has(self, case_id: str, run_id: str) -> bool:
        """Return whether the history of that run is kept, or none of that case's may be any more."""

    async def keep(self, case_id: str, run_id: str, history: bytes) -> None:
        """Keep the *history* of that run: Temporal's own JSON, compressed."""


class Archivist:
    """Where histories are carried over. Interrupted, it begins again and passes over what is there."""

    def __init__(self, client: Client, shelf: Shelves) -> None:
        self._client = client
        self._shelf = shelf

    @activity.defn
    async def archive_histories(self) -> int:
        """Archive the history of every closed run that is not archived yet; return how many that was.

        Raises:
            ApplicationError: `JournalUnavailable`, when the shelf cannot take one.
            RPCError: when Temporal cannot be read now.
        """
        kept = 0
        processes = ", ".join(f"'{name}'" for name in sorted(PROCESSES))
        async for run in self._client.list_workflows(CLOSED.format(processes)):
            activity.heartbeat(kept)
            if await self._shelf.has(run.id, run.run_id):
                continue
            try:
                history = await self._client.get_workflow_handle(run.id, run_id=run.run_id).fetch_history()
            except RPCError as error:
                if error.status is not RPCStatusCode.NOT_FOUND:
                    raise
                activity.logger.warning("history.lost", extra={"case_id": run.id, "run_id": run.run_id})
                continue
            await self._shelf.keep(run.id, run.run_id, gzip.compress(history.to_json().encode(), mtime=0))
            kept += 1
        return kept
