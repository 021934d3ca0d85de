"""The embedded stack as one thing: up, down, and how it is. Engines that already run elsewhere are used as they are."""

import asyncio
import time
from collections.abc import Collection, Mapping
from contextlib import AbstractAsyncContextManager
from pathlib import Path

from domain.text import Text
from engines import Engine, EngineUnavailable, Progress, journal, opa, process, state
from engines.directory import ADAPTERS, Addresses, EngineStatus, addresses, status
from engines.launch import Adapter
from engines.lock import alone
from engines.ports import free
from engines.state import Running, State
from settings import Settings

__all__ = ["Addresses", "EngineStatus", "Stack", "addresses"]

POLL = 0.05
IN_USE = "address already in use"

STARTING = 60.0
"""Seconds an engine has to be ready; each takes a few on two cores."""


class Stack:
    """The engines of one data folder."""

    def __init__(self, settings: Settings, data: Path | None = None) -> None:
        self._settings = settings
        self.data = (data or settings.data).resolve()
        self.started: set[Engine] = set()
        """The engines that this object started, and not one before it."""

    async def up(self, progress: Progress) -> Addresses:
        """Start what does not run yet, wait until all of it is well, and return where it answers.

        What a crashed run left behind is cleaned up first. When an engine cannot be had, those that were started
        here are stopped again.

        Raises:
            EngineUnavailable: An engine cannot be had.
        """
        try:
            async with self._alone(progress):
                known = state.read(self.data)
                try:
                    await self._bring_all_up(known, progress)
                    await self._archive()
                except BaseException:
                    await self._stop(known, frozenset(self.started))
                    raise
        except OSError as refusal:
            raise EngineUnavailable(
                f"Les moteurs ne peuvent pas démarrer ({refusal}) : vérifiez que {self.data} et {self._settings.cache} "
                "sont accessibles en écriture, ou donnez d'autres dossiers par BALISE_DATA et BALISE_CACHE.",
                f"The engines cannot start ({refusal}): check that {self.data} and {self._settings.cache} can be "
                "written to, or name other folders as BALISE_DATA and BALISE_CACHE.",
            ) from refusal
        return addresses(self._settings, self.data)

    async def down(self, only: Collection[Engine] = tuple(Engine)) -> None:
        """Stop what the stack started, what a crashed run left behind included."""
        async with self._alone(lambda _: None):
            await self._stop(state.read(self.data), only)

    async def status(self) -> list[EngineStatus]:
        """Tell of each engine which version answers where, and whether it is well or why not."""
        known = state.read(self.data)
        return list(await asyncio.gather(*(status(adapter, self._settings, known) for adapter in ADAPTERS)))

    def _alone(self, progress: Progress) -> AbstractAsyncContextManager[None]:
        def waiting() -> None:
            progress(
                Text(
                    fr="Une autre commande démarre ou arrête les moteurs : attente…",
                    en="Another command is starting or stopping the engines: waiting…",
                )
            )

        # Cases are kept here: not for the other users of the machine.
        self.data.mkdir(parents=True, exist_ok=True, mode=0o700)
        return alone(self.data / "stack.lock", waiting)

    async def _bring_all_up(self, known: State, progress: Progress) -> None:
        if opa.configured(self._settings) is None and opa.outdated(self._settings, self.data):
            await asyncio.to_thread(self._sweep, opa, known)
        ports = free((name for adapter in ADAPTERS for name in adapter.PORTS), known.ports)
        answers = await asyncio.gather(
            *(self._bring_up(adapter, known, ports, progress) for adapter in ADAPTERS), return_exceptions=True
        )
        for answer in answers:
            if isinstance(answer, BaseException):
                raise answer

    async def _archive(self) -> None:
        """Have the journal keep the policies that the embedded OPA serves; another's are its own to keep."""
        if opa.configured(self._settings) is None:
            at = addresses(self._settings, self.data).journal
            await asyncio.to_thread(journal.keep_bundle, at, opa.served(self.data))

    async def _bring_up(self, adapter: Adapter, known: State, ports: Mapping[str, int], progress: Progress) -> None:
        label = adapter.ENGINE.label
        elsewhere = adapter.configured(self._settings)
        if elsewhere is not None:
            await adapter.probe(self._settings, elsewhere)
            progress(Text(fr=f"{label} : celui de {elsewhere}", en=f"{label}: the one at {elsewhere}"))
            return
        if await self._still_well(adapter, known):
            progress(Text(fr=f"{label} : déjà démarré", en=f"{label}: already running"))
            return
        await asyncio.to_thread(self._sweep, adapter, known)
        try:
            await self._start(adapter, known, ports, progress)
        except EngineUnavailable:
            if not self._taken_meanwhile(adapter, ports):
                raise
            await asyncio.to_thread(self._sweep, adapter, known)
            await self._start(adapter, known, free(adapter.PORTS, {}), progress)

    async def _still_well(self, adapter: Adapter, known: State) -> bool:
        running = known.running.get(adapter.ENGINE)
        if running is None or not process.alive(running.child):
            return False
        try:
            await self._ready(adapter, running, patience=5)
        except EngineUnavailable:
            return False
        return True

    async def _start(self, adapter: Adapter, known: State, ports: Mapping[str, int], progress: Progress) -> None:
        began = time.monotonic()
        engine = adapter.ENGINE
        launch = await asyncio.to_thread(adapter.prepare, self._settings, self.data, ports, progress)
        child = process.start(launch.command, self._log(engine), launch.environment)
        self.started.add(engine)
        running = Running(child=child, address=launch.address, ui=launch.ui)
        known.running[engine] = running
        known.ports |= {name: ports[name] for name in adapter.PORTS}
        state.write(self.data, known)
        await self._ready(adapter, running, patience=STARTING)
        seconds = time.monotonic() - began
        progress(
            Text(
                fr=f"{engine.label} : prêt à {launch.address} ({seconds:.1f} s)",
                en=f"{engine.label}: ready at {launch.address} ({seconds:.1f} s)",
            )
        )

    async def _ready(self, adapter: Adapter, running: Running, patience: float) -> None:
        deadline = time.monotonic() + patience
        while True:
            try:
                await adapter.probe(self._settings, running.address)
            except EngineUnavailable:
                if not process.alive(running.child):
                    raise self._died(adapter.ENGINE) from None
                if time.monotonic() > deadline:
                    raise
                await asyncio.sleep(POLL)
            else:
                return

    def _died(self, engine: Engine) -> EngineUnavailable:
        log = self._log(engine)
        word = process.last_word(log)
        return EngineUnavailable(
            f"{engine.label} s'est arrêté en démarrant : voyez {log}, où ses derniers mots sont « {word} ».",
            f'{engine.label} ended while starting: see {log}, where its last words are "{word}".',
        )

    async def _stop(self, known: State, engines: Collection[Engine]) -> None:
        chosen = [adapter for adapter in ADAPTERS if adapter.ENGINE in engines]
        await asyncio.gather(*(asyncio.to_thread(self._sweep, adapter, known) for adapter in chosen))
        for adapter in chosen:
            known.running.pop(adapter.ENGINE, None)
        self.started.difference_update(engines)
        state.write(self.data, known)

    def _sweep(self, adapter: Adapter, known: State) -> None:
        running = known.running.get(adapter.ENGINE)
        if running is not None:
            process.stop(running.child)
        for child in process.orphans(adapter.EXECUTABLE, adapter.marker(self.data)):
            process.stop(child)

    def _taken_meanwhile(self, adapter: Adapter, ports: Mapping[str, int]) -> bool:
        wanted = {name: ports[name] for name in adapter.PORTS}
        if free(adapter.PORTS, wanted) != wanted:
            return True
        # Temporal's development server draws ports besides those it is given, and can lose one of them too.
        log = self._log(adapter.ENGINE)
        return log.exists() and IN_USE in log.read_text(encoding="utf-8", errors="replace")

    def _log(self, engine: Engine) -> Path:
        return self.data / "logs" / f"{engine}.log"
