"""One at a time, across processes: a lock on a file, which ends with the process that holds it."""

import asyncio
import fcntl
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from io import TextIOWrapper
from pathlib import Path

POLL = 0.1


@contextmanager
def locked(path: Path, waiting: Callable[[], None]) -> Iterator[None]:
    """Hold the lock *path*; call *waiting* first when another process holds it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a", encoding="utf-8") as file:
        if not _taken(file):
            waiting()
            fcntl.flock(file, fcntl.LOCK_EX)
        yield


@asynccontextmanager
async def alone(path: Path, waiting: Callable[[], None]) -> AsyncIterator[None]:
    """Do the same without blocking the event loop, nor a thread that Ctrl-C could not end."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a", encoding="utf-8") as file:
        if not _taken(file):
            waiting()
            while not _taken(file):  # noqa: ASYNC110  another process holds it, which can set no event here
                await asyncio.sleep(POLL)
        yield


def _taken(file: TextIOWrapper) -> bool:
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
