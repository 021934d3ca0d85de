"""Where the engines answer, and how each one is: what clients and operators ask of a stack that runs."""

from pathlib import Path

from pydantic import BaseModel, ConfigDict

from domain.text import Text
from engines import Engine, EngineUnavailable, journal, kafka, opa, process, state, temporal
from engines.launch import Adapter
from engines.state import Running, State
from settings import Settings

ADAPTERS: tuple[Adapter, ...] = (temporal, kafka, opa, journal)

VARIABLES = {
    Engine.TEMPORAL: "TEMPORAL_ADDRESS",
    Engine.KAFKA: "KAFKA_BOOTSTRAP_SERVERS",
    Engine.OPA: "OPA_URL",
    Engine.JOURNAL: "JOURNAL_URL",
}


class Addresses(BaseModel):
    """Where the engines answer."""

    model_config = ConfigDict(frozen=True)

    temporal: str
    kafka: str
    opa: str
    journal: str
    temporal_ui: str | None = None


class EngineStatus(BaseModel):
    """How one engine is."""

    model_config = ConfigDict(frozen=True)

    engine: Engine
    version: str | None
    address: str | None
    healthy: bool
    why: Text | None
    started_by_us: bool


async def status(adapter: Adapter, settings: Settings, known: State) -> EngineStatus:
    """Ask the engine of *adapter* how it is."""
    engine = adapter.ENGINE
    address = adapter.configured(settings)
    ours = address is None
    why: Text | None = None
    version: str | None = None
    try:
        address = address or _running(engine, known).address
        version = await adapter.probe(settings, address) or (adapter.version() if ours else None)
    except EngineUnavailable as unavailable:
        why = unavailable.text
    return EngineStatus(
        engine=engine, version=version, address=address, healthy=why is None, why=why, started_by_us=ours
    )


def addresses(settings: Settings, data: Path | None = None) -> Addresses:
    """Return where the engines answer: what settings say, else what the running stack has written.

    Raises:
        EngineUnavailable: Settings do not say, and no stack runs.
    """
    known = state.read(data or settings.data)
    found = {adapter.ENGINE: address_of(adapter.ENGINE, settings, data) for adapter in ADAPTERS}
    embedded = None if settings.temporal_address else known.running[Engine.TEMPORAL].ui
    return Addresses(
        temporal=found[Engine.TEMPORAL],
        kafka=found[Engine.KAFKA],
        opa=found[Engine.OPA],
        journal=found[Engine.JOURNAL],
        temporal_ui=embedded,
    )


def address_of(engine: Engine, settings: Settings, data: Path | None = None) -> str:
    """Return where one engine answers, whether or not the others do.

    Raises:
        EngineUnavailable: Settings do not say, and no stack runs it.
    """
    configured = next(adapter for adapter in ADAPTERS if engine is adapter.ENGINE).configured(settings)
    return configured or _running(engine, state.read(data or settings.data)).address


def _running(engine: Engine, known: State) -> Running:
    running = known.running.get(engine)
    if running is None or not process.alive(running.child):
        variable = VARIABLES[engine]
        raise EngineUnavailable(
            f"{engine.label} n'est pas démarré : lancez « balise up », ou donnez son adresse par {variable}.",
            f'{engine.label} is not running: run "balise up", or give its address as {variable}.',
        )
    return running
