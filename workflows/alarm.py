"""One durable timer per case, for the earliest instant at which something must be told of what it owes.

A timer that is set again costs two events of the history, so it is left alone for as long as the instant is the same.
"""

import asyncio

from temporalio import workflow

with workflow.unsafe.imports_passed_through():
    from datetime import datetime

    from domain.case import Case
    from domain.deadlines import next_instant


class Alarm:
    """Rings when the earliest deadline of a case comes, whatever the number of its obligations."""

    def __init__(self) -> None:
        self._at: datetime | None = None
        self._timer: asyncio.Task[None] | None = None

    @property
    def rings(self) -> bool:
        """Whether the instant it was set for has come."""
        return self._at is not None and self._timer is None

    def set_for(self, case: Case) -> None:
        """Wait for the next deadline of *case*; nothing is started again when that is the one waited for."""
        instant = next_instant(case)
        if instant == self._at and not self.rings:
            return
        if self._timer is not None:
            self._timer.cancel()
        self._at, self._timer = instant, None
        if instant is not None and instant > workflow.now():
            self._timer = asyncio.create_task(self._wait(instant))

    async def stop(self) -> None:
        """Leave no timer behind: the run that takes over sets its own."""
        if self._timer is not None:
            self._timer.cancel()
            await asyncio.wait([self._timer])

    async def _wait(self, instant: datetime) -> None:
        await workflow.sleep(instant - workflow.now())
        self._timer = None
