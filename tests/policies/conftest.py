"""What these tests stand on: the pinned OPA and Regal, a server on the signed bundle, a copy to change."""

import json
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from http.client import HTTPConnection
from pathlib import Path
from typing import Any

import pytest
import yaml

from authoring.matrix import DOCUMENTS
from authoring.remembered import NAME
from domain.text import Text
from engines import artifacts
from engines.bundle import build, ensure_key, stage
from engines.opa import configuration
from engines.ports import LOOPBACK, free
from settings import ROOT, Settings
from tests.opinion_keys import ENROLLED
from tests.policies.policy_dossiers import Found, found
from tests.policies.policy_questions import Corrected, Desk
from tests.policies.policy_worlds import Posed, Worlds, once


@pytest.fixture(scope="session")
def opa() -> Path:
    """Return the pinned OPA."""
    return artifacts.opa(Settings().cache, _silent)


@pytest.fixture(scope="session")
def regal() -> Path:
    """Return the pinned Regal."""
    return artifacts.regal(Settings().cache, _silent)


@pytest.fixture(scope="session")
def desk(opa: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """Return the way to ask an OPA that serves the signed bundle of the house."""
    folder = tmp_path_factory.mktemp("opa")
    private, public = ensure_key(folder / "keys")
    build(ROOT / "policies", folder / "bundle.tar.gz", private, opa, ENROLLED)
    config = folder / "config.yaml"
    config.write_text(configuration(folder / "bundle.tar.gz", public.read_text(encoding="utf-8")), encoding="utf-8")
    with _asked(opa, "--config-file", str(config)) as asked:
        yield asked


@pytest.fixture
def corrected(opa: Path, policies: Path, tmp_path: Path) -> Iterator[Corrected]:
    """Return the way to ask the policies as they are once some texts were read, and are known to be in force."""
    with ExitStack() as servers:

        def correct(*keys: str) -> Desk:
            table = policies / "citations" / "data.yaml"
            texts = yaml.safe_load(table.read_text(encoding="utf-8"))
            for key in keys:
                texts[key] |= {"confidence": "verified", "in_force_from": "2024-07-01"}
            table.write_text(yaml.safe_dump(texts, allow_unicode=True), encoding="utf-8")
            staged = stage(policies, tmp_path / "staged", opa)
            return servers.enter_context(_asked(opa, "--bundle", str(staged)))

        yield correct


@contextmanager
def _asked(opa: Path, *what: str) -> Iterator[Desk]:
    port = free(["opa"], {})["opa"]
    flags = ("--server", "--skip-version-check", "--optimize-store-for-read-speed", "--addr", f"{LOOPBACK}:{port}")
    server = subprocess.Popen(  # noqa: S603  our own command, and no shell reads it
        [str(opa), "run", *flags, *what],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        _wait(server, port)
        yield lambda asked: _post(port, asked)
    finally:
        server.terminate()
        server.wait(10)


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a data folder that remembers what the last check of the house found fine, as that of its staff does."""
    folder, known = tmp_path_factory.mktemp("data"), Settings().data / NAME
    if known.exists():
        shutil.copyfile(known, folder / NAME)
    return folder


@pytest.fixture(scope="session")
def worlds(opa: Path, tmp_path_factory: pytest.TempPathFactory) -> Worlds:
    """Return the way to ask about one rule at a time, thousands of times."""
    return Worlds(opa, tmp_path_factory.mktemp("worlds") / "staged")


@pytest.fixture(scope="session")
def dossiers(worlds: Worlds) -> dict[Posed, Found]:
    """Return dossiers that meet every rule under each condition that poses it, and dossiers that violate it."""
    return found(worlds, list(once()))


@pytest.fixture
def policies(tmp_path: Path) -> Path:
    """Return a copy of the policies, to be changed, with the documents made from them beside it."""
    (tmp_path / "docs").mkdir()
    for name in DOCUMENTS.values():
        shutil.copyfile(ROOT / "docs" / name, tmp_path / "docs" / name)
    return Path(shutil.copytree(ROOT / "policies", tmp_path / "policies"))


def _wait(server: subprocess.Popen[bytes], port: int) -> None:
    for _ in range(200):
        assert server.poll() is None, "OPA stopped"
        try:
            if _request(port, "GET", "/health?bundles=true")[0] == 200:
                return
        except ConnectionError:
            pass
        time.sleep(0.05)
    raise TimeoutError("OPA did not load the bundle")


def _post(port: int, asked: Any) -> dict[str, Any] | None:
    status, body = _request(port, "POST", "/v1/data/balise/verdict", json.dumps({"input": asked}).encode())
    assert status == 200, body
    found: dict[str, Any] | None = json.loads(body).get("result")
    return found


def _request(port: int, method: str, path: str, body: bytes | None = None) -> tuple[int, bytes]:
    connection = HTTPConnection(LOOPBACK, port, timeout=10)
    try:
        connection.request(method, path, body)
        answer = connection.getresponse()
        return answer.status, answer.read()
    finally:
        connection.close()


def _silent(_: Text) -> None:
    return None
