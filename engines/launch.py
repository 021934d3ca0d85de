"""What the stack knows of any engine, whichever it is."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from engines import Engine, EngineUnavailable, Progress
from settings import Settings


@dataclass(frozen=True)
class Launch:
    """One engine, ready to be started: what to run, and where it will answer."""

    command: list[str]
    address: str
    ui: str | None = None
    environment: Mapping[str, str] = field(default_factory=dict)
    """Besides what it inherits."""


class Adapter(Protocol):
    """The module of one engine."""

    ENGINE: Engine
    PORTS: tuple[str, ...]
    """The ports it needs, by name."""
    EXECUTABLE: str
    """What the command it runs as is called."""

    def marker(self, data: Path) -> str:
        """Return the argument of its command line that names the data folder *data* and no other."""

    def prepare(self, settings: Settings, data: Path, ports: Mapping[str, int], progress: Progress) -> Launch:
        """Fetch what is missing, write its configuration, and say how it is started."""

    async def probe(self, settings: Settings, address: str) -> str | None:
        """Return the version of the engine that answers at *address*, None where it does not say.

        Raises:
            EngineUnavailable: Nothing healthy answers.
        """

    def configured(self, settings: Settings) -> str | None:
        """Return the address of the engine that settings name instead of the embedded one."""

    def version(self) -> str | None:
        """Return the version of the embedded engine, where the engine itself does not say it."""


def unanswered(engine: Engine, address: str, reason: object) -> EngineUnavailable:
    """Say that *engine* does not answer at *address*."""
    said = str(reason).strip().partition("\n")[0] or type(reason).__name__
    return EngineUnavailable(
        f"{engine.label} ne répond pas à {address} ({said}) : vérifiez l'adresse, ou lancez « balise up ».",
        f'{engine.label} does not answer at {address} ({said}): check the address, or run "balise up".',
    )
