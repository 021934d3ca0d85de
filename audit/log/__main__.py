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
from audit.log.service import REFUSED, application
from audit.log.store import Store

LOOPBACK = "127.0.0.1"
CANNOT_GO_ON = 3


async def serve(folder: Path, origin: str, host: str, port: int, url: str | None = None) -> None:
    """Serve the log of *folder*, whose files are at *url* if that is given, until SIGINT or SIGTERM.

    Raises:
        LogRefused: it cannot be gone on with.
    """
    keeper = Keeper(folder, origin, stored(url))
    if keeper.rebuilt:
        logging.getLogger("journal").warning("index made again from the tiles", extra={"entries": keeper.rebuilt})
    app = application(keeper)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=5)
    await runner.setup()
    stop = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    try:
        await web.TCPSite(runner, host, port, backlog=1024).start()
        app[REFUSED].add_done_callback(lambda _: stop.set())
        await stop.wait()
    finally:
        await runner.cleanup()
    if app[REFUSED].done():
        raise app[REFUSED].result()


def stored(url: str | None) -> Store | None:
    """Return the bucket that *url* names; None when the log's files are in its folder."""
    if url is None:
        return None
    from audit.bucket import Bucket  # noqa: PLC0415  the library is for those who have a bucket

    return Bucket(url)


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
    parser.add_argument("--store", help="s3://bucket/prefix: where the log's files are, instead of the folder")
    parser.add_argument("--origin", required=True)
    parser.add_argument("--host", default=LOOPBACK)
    parser.add_argument("--port", type=int, required=True)
    given = parser.parse_args()
    try:
        written("INFO")
        asyncio.run(serve(given.folder, given.origin, given.host, given.port, given.store))
    except LogRefused as refusal:
        sys.stderr.write(f"{refusal.text.fr} / {refusal.text.en}\n")
        raise SystemExit(CANNOT_GO_ON) from None


if __name__ == "__main__":
    main()
