"""How many requests become durable by one sync: those that wait while one is written are written together next."""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from typing import Final

from audit.log.deciding import Answer, Offer
from audit.log.keeper import Keeper

TOGETHER: Final = 512
"""Requests in one transaction, at most."""


class Committer:
    """Where requests meet. One thread writes; whoever waits does not hold the others up."""

    def __init__(self, keeper: Keeper) -> None:
        self._keeper = keeper
        self._waiting: asyncio.Queue[tuple[Offer, asyncio.Future[Answer]]] = asyncio.Queue()
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="accept")
        self._work = asyncio.create_task(self._run())

    async def take(self, offer: Offer) -> Answer:
        """Return the answer to *offer* once it is durable.

        Raises:
            sqlite3.Error: it could not be made so; nothing of it is kept.
        """
        answer: asyncio.Future[Answer] = asyncio.get_running_loop().create_future()
        await self._waiting.put((offer, answer))
        return await answer

    async def stop(self) -> None:
        """Answer those who wait, and end."""
        await self._waiting.join()
        self._work.cancel()
        await asyncio.wait([self._work])
        self._thread.shutdown()

    async def _run(self) -> None:
        loop = asyncio.get_running_loop()
        while True:
            group = [await self._waiting.get()]
            while len(group) < TOGETHER and not self._waiting.empty():
                group.append(self._waiting.get_nowait())
            try:
                answers = await loop.run_in_executor(self._thread, self._keeper.accept, [offer for offer, _ in group])
            except Exception as error:  # noqa: BLE001  it is theirs, whichever it is
                for _, answer in group:
                    if not answer.done():
                        answer.set_exception(error)
            else:
                for (_, answer), given in zip(group, answers, strict=True):
                    if not answer.done():  # whoever asked may have left
                        answer.set_result(given)
            for _ in group:
                self._waiting.task_done()
