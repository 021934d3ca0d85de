"""The journal as a process: `python -m audit.log --folder F --origin NAME --port N`."""

import argparse
import asyncio
import logging
import signal
import sys
from pathlib import Path

import structlog
from aiohttp import web

from audit.log.keeper import Keeper
from audit.log.refusal import LogRefused
from audit.log.service import application

LOOPBACK = "127.0.0.1"
REFUSED = 3


async def serve(folder: Path, origin: str, host: str, port: int) -> None:
    """Serve the log of *folder* until SIGINT or SIGTERM.

    Raises:
        LogRefused: it cannot be gone on with.
    """
    keeper = Keeper(folder, origin)
    if keeper.rebuilt:
        logging.getLogger("journal").warning("index made again from the tiles", extra={"entries": keeper.rebuilt})
    runner = web.AppRunner(application(keeper), access_log=None, shutdown_timeout=5)
    await runner.setup()
    stop = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    try:
        await web.TCPSite(runner, host, port, backlog=1024).start()
        await stop.wait()
    finally:
        await runner.cleanup()


def written(level: str) -> None:
    """Write log lines at *level* or above to stderr, each a JSON object, as the worker does."""
    handler = logging.StreamHandler(sys.stderr)
    stamp = structlog.processors.TimeStamper(fmt="iso", utc=True)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=[structlog.stdlib.add_log_level, structlog.stdlib.ExtraAdder(), stamp],
            processors=[
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                structlog.processors.JSONRenderer(ensure_ascii=False),
            ],
        )
    )
    logging.basicConfig(level=level, handlers=[handler])


def main() -> None:
    """Read the command line, and serve."""
    parser = argparse.ArgumentParser(prog="python -m audit.log")
    parser.add_argument("--started-for", help="what tells this process from those of other stacks")
    parser.add_argument("--folder", type=Path, required=True)
    parser.add_argument("--origin", required=True)
    parser.add_argument("--host", default=LOOPBACK)
    parser.add_argument("--port", type=int, required=True)
    given = parser.parse_args()
    try:
        written("INFO")
        asyncio.run(serve(given.folder, given.origin, given.host, given.port))
    except LogRefused as refusal:
        sys.stderr.write(f"{refusal.text.fr} / {refusal.text.en}\n")
        raise SystemExit(REFUSED) from None


if __name__ == "__main__":
    main()
