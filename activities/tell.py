"""Tell other cases what concerns them; the only way from one case to another."""

from collections.abc import Sequence
from typing import Protocol

from temporalio import activity
from temporalio.exceptions import ApplicationError
from temporalio.service import RPCError

from activities.names import FailureType
from domain.message import Message


class Tells(Protocol):
    """What gives messages to the cases they are about: `events.handover.Handover`."""

    async def tell(self, messages: Sequence[Message]) -> None:
        """Give each of *messages* to the case it is about, and return once the server keeps them all."""


class Courier:
    """Where one case speaks to another. Telling again is harmless: a case knows what it has been told."""

    def __init__(self, handover: Tells) -> None:
        self._handover = handover

    @activity.defn
    async def tell_cases(self, messages: list[Message]) -> None:
        """Tell *messages*.

        Raises:
            ApplicationError: `TellingFailed`, when the server did not take them all.
        """
        try:
            await self._handover.tell(messages)
        except RPCError as error:
            raise ApplicationError(error.status.name, type=FailureType.TELLING_FAILED) from None
