"""Where reports read: the cases as Temporal keeps them, and all that was announced of them, from the first word."""

import asyncio
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from aiokafka.errors import KafkaError
from temporalio.client import Client

from activities.names import ESTABLISHMENT, PROCESS
from cli.case import PATIENCE, folders_of, visibility_query, with_client
from cli.lives import life_of
from cli.progress import counted, measured
from cli.screen import Exit, screen
from domain.text import Text
from engines import EngineUnavailable
from engines.stack import addresses
from events.connection import connection
from events.replay import ReplayInterruptedError, announced
from reporting.heard import Hearing
from reporting.life import Life
from settings import Settings


@dataclass(frozen=True)
class Read:
    """What was read, and how long it took."""

    lives: list[Life]
    hearing_seconds: float
    asking_seconds: float

    @property
    def incomplete(self) -> list[str]:
        """Cases of which not all was heard: their history is longer than what the topic still holds."""
        return sorted(life.case.id for life in self.lives if not life.whole)


def read(process: str | None, establishment: str | None) -> Read:
    """Return the lives of the cases of that *process* and *establishment*, or leave with what cannot be had."""
    settings = Settings()
    wanted = {PROCESS.name: process, ESTABLISHMENT.name: establishment}
    query = visibility_query({name: value for name, value in wanted.items() if value is not None})

    async def gather(client: Client) -> Read:
        began = time.monotonic()
        listed = [one.id async for one in client.list_workflows(query, rpc_timeout=PATIENCE)]
        with counted(Text(fr="Dossiers", en="Cases"), len(listed)) as one_more:
            folders = await folders_of(client, listed, one_more)
        asked = time.monotonic()
        hearing = await _heard(settings, frozenset(folders))
        lives = [life_of(folder, hearing.of(case_id)) for case_id, folder in sorted(folders.items())]
        return Read(lives, hearing_seconds=time.monotonic() - asked, asking_seconds=asked - began)

    return asyncio.run(with_client(gather))


async def _heard(settings: Settings, cases: frozenset[str]) -> Hearing:
    hearing = Hearing()

    def note(kind: str, event: Mapping[str, Any]) -> None:
        if event.get("subject") in cases:
            hearing.note(kind, event)

    await heard_by(note, settings)
    return hearing


async def heard_by(note: Callable[[str, Mapping[str, Any]], None], settings: Settings | None = None) -> None:
    """Tell *note* of every announcement there is, its short kind and the event, or leave with what cannot be had."""
    settings = settings or Settings()
    try:
        kafka = connection(settings, addresses(settings).kafka)
        with measured(Text(fr="Annonces", en="Announcements")) as progress:
            async for kind, event in announced(kafka, progress):
                note(kind, event)
    except EngineUnavailable as unavailable:
        screen.fail(unavailable.text, Exit.UNAVAILABLE)
    except (KafkaError, ReplayInterruptedError):
        screen.fail(
            Text(
                fr="Kafka ne répond pas : lancez « balise status », puis « balise up ».",
                en='Kafka does not answer: run "balise status", then "balise up".',
            ),
            Exit.UNAVAILABLE,
        )
