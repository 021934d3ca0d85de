"""Publish what a case has to say; the only effect of a settlement that others see."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Protocol

from aiokafka.errors import KafkaError
from temporalio import activity
from temporalio.exceptions import ApplicationError

from activities.names import FailureType
from domain.settlement import Announcement


class Publishes(Protocol):
    """What publishes announcements: `events.publish.Publisher`."""

    async def announce(self, announcements: Sequence[Announcement], *, time: datetime) -> None:
        """Publish *announcements*, in order per case, and return once the broker has them all."""


class Herald:
    """Where announcements leave the house. Sending again is harmless: ids are the case's own sequence."""

    def __init__(self, publisher: Publishes) -> None:
        self._publisher = publisher

    @activity.defn
    async def announce(self, announcements: list[Announcement]) -> None:
        """Publish *announcements*.

        Raises:
            ApplicationError: `AnnouncementFailed`, when the broker did not acknowledge them all.
        """
        try:
            await self._publisher.announce(announcements, time=datetime.now(UTC))
        except KafkaError as error:
            raise ApplicationError(type(error).__name__, type=FailureType.ANNOUNCEMENT_FAILED) from None
