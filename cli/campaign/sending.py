"""What a campaign command sends: what it tells each one asked, then its own events, whose end it waits for."""

import asyncio
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, Final

import orjson
from aiokafka.errors import KafkaError

from cli import report_words
from cli.campaign.sources import Campaign
from cli.emission import emitted, row_of
from cli.progress import counted
from cli.screen import Exit, screen
from domain.canonical import digest
from domain.case import CASE_ID
from domain.settlement import Announcement
from domain.text import Text
from engines import EngineUnavailable
from engines.stack import addresses
from events.connection import connection
from events.contract import Rejected, entitled, read
from events.contract.envelope import GOVERNANCE, qualified
from events.contract.topics import GOVERNANCE_IN
from events.publish import Publisher
from settings import Settings

AT_ONCE: Final = 200
"""Announcements published together: what an interruption leaves undone is told the next time."""


@dataclass(frozen=True)
class Done:
    """What was sent, and what became of it."""

    told: int = 0
    rows: list[dict[str, Any]] = field(default_factory=list)
    ended: bool = True

    def as_json(self) -> dict[str, Any]:
        """Return it for a program."""
        return {"announced": self.told, "events": self.rows, "ended": self.ended}


def nothing() -> Done:
    """Return what is done when nothing is sent."""
    return Done()


def send(
    campaign: Campaign, announcements: Sequence[Announcement], events: Sequence[tuple[str, dict[str, Any]]]
) -> Done:
    """Publish *announcements*, then send the *events* (type and data) of the *campaign* and wait for their end."""
    said = [_event(campaign, kind, data) for kind, data in events]
    try:
        asyncio.run(_announced(announcements))
        if not said:
            return Done(len(announcements))
        sent, heard, ended = asyncio.run(emitted(said, wait=True))
    except EngineUnavailable as unavailable:
        screen.fail(unavailable.text, Exit.UNAVAILABLE)
    except KafkaError:
        screen.fail(
            Text(
                fr="Kafka ne répond pas : lancez « balise status », puis recommencez ; rien ne sera dit deux fois.",
                en='Kafka does not answer: run "balise status", then begin again; nothing will be told twice.',
            ),
            Exit.UNAVAILABLE,
        )
    rows = [row_of(event, record, heard) for event, record in zip(said, sent, strict=True)]
    return Done(len(announcements), rows, ended)


async def _announced(announcements: Sequence[Announcement]) -> None:
    if not announcements:
        return
    settings = Settings()
    async with Publisher(connection(settings, addresses(settings).kafka)) as publisher:
        with counted(Text(fr="Annonces", en="Announcements"), len(announcements)) as one_more:
            for batch in _batches(announcements):
                await publisher.announce(batch, time=datetime.now(UTC))
                for _ in batch:
                    one_more()


def _batches(announcements: Sequence[Announcement]) -> Iterator[Sequence[Announcement]]:
    for start in range(0, len(announcements), AT_ONCE):
        yield announcements[start : start + AT_ONCE]


def _event(campaign: Campaign, kind: str, data: Mapping[str, Any]) -> dict[str, Any]:
    """Return the event of that *kind*, held to the contract.

    Its id is made of the campaign, the day and what it says: said again on the same day, it is recognized.
    """
    parts = CASE_ID.fullmatch(campaign.id)
    if parts is None:
        raise ValueError(campaign.id)
    now = datetime.now(UTC)
    mark = digest(dict(data)).removeprefix("sha256:")[:12]
    event = {
        "specversion": "1.0",
        "id": f"{parts['slug'][:60]}-{kind}-{report_words.day(now)}-{mark}",
        "source": f"{GOVERNANCE}{parts['establishment']}",
        "type": qualified(kind),
        "subject": campaign.id,
        "time": now.isoformat(),
        "datacontenttype": "application/json",
        "data": dict(data),
    }
    try:
        entitled(GOVERNANCE_IN, read(orjson.dumps(event), received_at=now))
    except Rejected as rejected:
        problem = rejected.problems[0]
        where = f"{problem.field} : " if problem.field else ""
        screen.fail(Text(fr=f"{where}{problem.text.fr}", en=f"{where}{problem.text.en}"), Exit.USAGE)
    return event
