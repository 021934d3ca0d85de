"""How the journal is started in a process of its own, asked whether it is well, and given the policies to keep."""

import asyncio
import json
import os
import sys
from collections.abc import Mapping
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from pathlib import Path
from urllib.parse import urlsplit

from domain.revision import claimed, unpacked
from engines import Engine, EngineUnavailable, Progress
from engines.launch import Launch, unanswered
from engines.ports import LOOPBACK
from settings import ROOT, Settings

ENGINE = Engine.JOURNAL
PORTS: tuple[str, ...] = ("journal",)
EXECUTABLE = Path(sys.executable).name


def marker(data: Path) -> str:
    """Return the path that the embedded engine of *data* is given on its command line."""
    return str(data / "journal")


def prepare(settings: Settings, data: Path, ports: Mapping[str, int], progress: Progress) -> Launch:
    """Say how the journal is started on its folder."""
    del progress  # it is part of Balise: nothing to fetch
    path = os.pathsep.join(filter(None, [str(ROOT), os.environ.get("PYTHONPATH")]))
    return Launch(
        command=[
            *(sys.executable, "-m", "audit.log", "--started-for", marker(data)),
            *("--folder", str(settings.journal_dir or data / "journal"), "--origin", settings.log_origin),
            *(("--store", settings.journal_store) if settings.journal_store else ()),
            *("--port", str(ports["journal"])),
        ],
        address=f"http://{LOOPBACK}:{ports['journal']}",
        environment={"PYTHONPATH": path},
    )


async def probe(settings: Settings, address: str) -> str | None:
    """Ask how far the log is, which it says once it may be written to, and the version."""
    del settings
    try:
        status, body = await asyncio.to_thread(_ask, "GET", address, "/status")
    except (OSError, HTTPException) as refusal:
        raise unanswered(ENGINE, address, refusal) from refusal
    if status != 200:
        raise unanswered(ENGINE, address, f"status {status}")
    return str(json.loads(body)["version"])


def configured(settings: Settings) -> str | None:
    """Return JOURNAL_URL."""
    return settings.journal_url


def version() -> None:
    """Leave it to the engine, which says it."""


def keep_bundle(address: str, bundle: Path) -> str:
    """Have the journal at *address* keep the policies that OPA serves, and return their revision.

    No verdict is proved again without them.

    Raises:
        NotABundle: it is none.
        EngineUnavailable: it does not take them.
    """
    archive = bundle.read_bytes()
    revision = (claimed(unpacked(archive)) or "").removeprefix("sha256:")
    try:
        status, _ = _ask("HEAD", address, f"/bundles/{revision}.tar.gz")
        if status == 404:
            status, _ = _ask("PUT", address, f"/bundles/{revision}", archive)
    except (OSError, HTTPException) as refusal:
        raise unanswered(ENGINE, address, refusal) from refusal
    if status not in {200, 201, 204}:
        raise EngineUnavailable(
            f"Le journal de {address} n'a pas gardé les politiques {revision} (HTTP {status}) : sans elles, aucun "
            "verdict ne se prouve. Voyez son journal de bord.",
            f"The journal at {address} did not keep the policies {revision} (HTTP {status}): without them, no verdict "
            "can be proved. See what it logged.",
        )
    return f"sha256:{revision}"


def _ask(method: str, address: str, path: str, content: bytes | None = None) -> tuple[int, bytes]:
    url = urlsplit(address)
    kind = HTTPSConnection if url.scheme == "https" else HTTPConnection
    connection = kind(url.netloc, timeout=10)
    try:
        connection.request(method, url.path.rstrip("/") + path, body=content)
        answer = connection.getresponse()
        return answer.status, answer.read()
    finally:
        connection.close()
