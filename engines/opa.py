"""How OPA is started on the signed bundle of policies, and how any OPA is asked whether it is well."""

import asyncio
import hashlib
import json
from collections.abc import Mapping
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from pathlib import Path
from urllib.parse import urlsplit

import yaml

from engines import Engine, EngineUnavailable, Progress, artifacts
from engines.bundle import build, contents, ensure_key
from engines.enrolment import Keys, enrolled
from engines.launch import Launch, unanswered
from engines.ports import LOOPBACK
from engines.rego import RegoRefused
from settings import ROOT, Settings

ENGINE = Engine.OPA
PORTS: tuple[str, ...] = ("opa",)
EXECUTABLE = "opa"
KEY_ID = "balise"
BUNDLE = "bundle.tar.gz"
SOURCES = "sources.sha256"
"""Beside the bundle: the digest of what it was built from."""


def marker(data: Path) -> str:
    """Return the path that the embedded engine of *data* is given on its command line."""
    return str(data / "opa" / "config.yaml")


def prepare(settings: Settings, data: Path, ports: Mapping[str, int], progress: Progress) -> Launch:
    """Build and sign the bundle, and say how OPA is started on it."""
    command = artifacts.opa(settings.cache, progress)
    try:
        config = furnish(
            data / "opa", data / "opa" / "keys", command, enrolled(settings.model_copy(update={"data": data}).enrolled)
        )
    except RegoRefused as refusal:
        raise EngineUnavailable(
            "OPA ne peut pas démarrer, car les politiques ne forment pas un ensemble valide : lancez « balise policy "
            "check », qui dit où.",
            'OPA cannot start because the policies do not make a valid bundle: run "balise policy check", which '
            "says where.",
        ) from refusal
    return Launch(
        command=[
            *(str(command), "run", "--server", "--addr", f"{LOOPBACK}:{ports['opa']}", "--config-file", str(config)),
            # Bundles are read thousands of times for each time they are written.
            "--optimize-store-for-read-speed",
            # The log level error leaves requests out of the log, and with them the facts of a case.
            *("--log-format", "json", "--log-level", "error", "--skip-version-check", "--shutdown-grace-period", "1"),
        ],
        address=f"http://{LOOPBACK}:{ports['opa']}",
        # A verdict leaves half a megabyte behind: collecting less often takes a fifth off its processor time.
        environment={"GOGC": "400"},
    )


def served(data: Path) -> Path:
    """Return the bundle that the embedded engine of *data* reads."""
    return data / "opa" / BUNDLE


def furnish(folder: Path, keys: Path, command: Path, givers: Keys | None = None) -> Path:
    """Put the signed bundle and the configuration of an OPA that reads it into *folder*; return the latter.

    The private key stays in *keys*, where OPA has nothing to look for. *givers* are the public keys of those who give
    opinions here.
    """
    folder.mkdir(parents=True, exist_ok=True)
    bundle = folder.resolve() / BUNDLE
    private, public = ensure_key(keys)
    made_of = sources(givers)
    build(ROOT / "policies", bundle, private, command, givers)
    (folder / SOURCES).write_text(made_of, encoding="utf-8")
    config = folder / "config.yaml"
    config.write_text(configuration(bundle, public.read_text(encoding="utf-8")), encoding="utf-8")
    return config


def outdated(settings: Settings, data: Path) -> bool:
    """Return whether the embedded engine of *data* was started on other policies, or other keys, than there are now."""
    kept = data / "opa" / SOURCES
    now = sources(enrolled(settings.model_copy(update={"data": data}).enrolled))
    return not kept.exists() or kept.read_text(encoding="utf-8") != now


def sources(givers: Keys | None) -> str:
    """Return the digest of all that the bundle is made of, which takes no time where building it takes seconds."""
    total = hashlib.sha256(json.dumps(givers or {}, sort_keys=True).encode())
    for path in contents(ROOT / "policies"):
        total.update(path.as_posix().encode() + b"\0" + path.read_bytes())
    return total.hexdigest()


def configuration(bundle: Path, public_key: str) -> str:
    """Return OPA's configuration: one bundle from a file, refused unless *public_key* verifies its signature.

    OPA reads such a file when it starts, and never again.
    """
    return yaml.safe_dump(
        {
            "keys": {KEY_ID: {"algorithm": "ES256", "key": public_key}},
            "bundles": {
                "balise": {
                    "resource": bundle.as_uri(),
                    "signing": {"keyid": KEY_ID},
                }
            },
        },
        sort_keys=False,
    )


async def probe(settings: Settings, address: str) -> str | None:
    """Ask whether the bundle is active, then for the version, which an OPA that guards its data may not tell."""
    try:
        status, _ = await asyncio.to_thread(_get, settings, address, "/health?bundles=true")
        if status != 200:
            raise unanswered(ENGINE, address, f"health {status}")
        _, body = await asyncio.to_thread(_get, settings, address, "/v1/data/system/version?provenance=true")
    except (OSError, HTTPException) as refusal:
        raise unanswered(ENGINE, address, refusal) from refusal
    version = json.loads(body).get("provenance", {}).get("version")
    return str(version) if version else None


def configured(settings: Settings) -> str | None:
    """Return OPA_URL."""
    return settings.opa_url


def version() -> None:
    """Leave it to the engine, which says it."""


def _get(settings: Settings, address: str, path: str) -> tuple[int, bytes]:
    url = urlsplit(address)
    kind = HTTPSConnection if url.scheme == "https" else HTTPConnection
    connection = kind(url.netloc, timeout=3)
    headers = {"Authorization": f"Bearer {settings.opa_token.get_secret_value()}"} if settings.opa_token else {}
    try:
        connection.request("GET", url.path.rstrip("/") + path, headers=headers)
        answer = connection.getresponse()
        return answer.status, answer.read()
    finally:
        connection.close()
