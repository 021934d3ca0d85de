"""Send the story act by act, wait until each record has come to its end, and remember what was announced."""

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from events.contract import topics
from events.follow import Coordinates, Follower, Heard, Sent
from events.publish import Publisher
from events.topics import Topics
from story.telling import Record, Story

FIRST_SILENCE = 90.0
"""Seconds without a word before the first act is given up: the worker is only starting."""

SILENCE = 30.0

Progress = Callable[[int, int], None]
"""Takes the number of the act under way and how many records have ended."""


class StoryInterruptedError(Exception):
    """Nothing was said for too long: *ended* of *sent* records had come to their end."""

    def __init__(self, ended: int, sent: int) -> None:
        super().__init__(f"{ended} of {sent} records came to their end")
        self.ended = ended
        self.sent = sent


@dataclass
class Witness(Heard):
    """What was announced, every verdict of every case included."""

    history: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    """Data of each verdict, by case, in order."""

    def note(self, event: Mapping[str, Any]) -> None:
        """Take one announcement into account."""
        super().note(event)
        if event["type"].endswith("verdict.rendered.v1"):
            self.history.setdefault(event["subject"], []).append(event["data"])


@dataclass(frozen=True)
class Performance:
    """What became of the story."""

    heard: Witness
    records: Mapping[Coordinates, Record]
    """Each record that was sent, by where it stands."""
    seconds: float


async def prepare(story: Story, kafka: Mapping[str, Any]) -> None:
    """Create the topics of those who speak, so that nobody waits for them to be noticed."""
    own = [name(code) for code in story.establishments for name in (topics.incoming, topics.outgoing)]
    await Topics(dict(kafka)).ensure([*own, topics.GOVERNANCE_IN, topics.GOVERNANCE_OUT, topics.PARKED])


async def perform(story: Story, kafka: Mapping[str, Any], progress: Progress) -> Performance:
    """Tell the whole story to whoever works on *kafka*.

    Raises:
        StoryInterruptedError: nothing was announced for too long.
    """
    sent: dict[Coordinates, Record] = {}
    follower = Follower(kafka)
    witness = follower.heard = Witness()
    async with follower, Publisher(kafka) as publisher:
        began = time.monotonic()
        for number, act in enumerate(story.acts, start=1):
            sent |= await _send(publisher, act)
            expected = [Sent(at, record.event) for at, record in sent.items()]
            silence = FIRST_SILENCE if number == 1 else SILENCE

            def told(ended: int, act: int = number) -> None:
                progress(act, ended)

            if not await follower.until_ended(expected, silence=silence, progress=told):
                raise StoryInterruptedError(witness.ended(expected), len(expected))
        return Performance(witness, sent, time.monotonic() - began)


async def _send(publisher: Publisher, act: Sequence[Record]) -> dict[Coordinates, Record]:
    stand = await publisher.send((record.topic, record.key or None, record.value, ()) for record in act)
    return {(at.topic, at.partition, at.offset): record for at, record in zip(stand, act, strict=True)}
