"""The embedded stack: which engines there are, and how one that cannot be had is said."""

from collections.abc import Callable
from enum import StrEnum

from domain.text import Text

Progress = Callable[[Text], None]
"""Takes one sentence about what is being done, for the person who waits."""


class Engine(StrEnum):
    """The engines Balise stands on."""

    TEMPORAL = "temporal"
    KAFKA = "kafka"
    OPA = "opa"
    JOURNAL = "journal"

    @property
    def label(self) -> str:
        """Return the engine's name as people write it."""
        return {"temporal": "Temporal", "kafka": "Kafka", "opa": "OPA", "journal": "Journal"}[self.value]


class EngineUnavailable(Exception):  # noqa: N818  it is a state of the world, not a mistake
    """An engine, or what it is made of, cannot be had: one sentence says what is missing and what would help."""

    def __init__(self, fr: str, en: str) -> None:
        super().__init__(en)
        self.text = Text(fr=fr, en=en)
