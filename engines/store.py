"""The per-user cache: each artifact made once, whole or not at all, and checked by its sums whenever it is used."""

import hashlib
import shutil
import tempfile
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import orjson

from domain.text import Text
from engines import Progress
from engines.lock import locked

MANIFEST = "manifest.json"


def once(cache: Path, name: str, make: Callable[[Path], None], progress: Progress) -> Path:
    """Return the folder *name* of *cache*, filled by *make* unless it is there and nothing in it has changed.

    *make* fills a temporary folder that is renamed when complete, so that an interrupted one leaves nothing behind
    that could be taken for the artifact. Two processes that want the same artifact make it once.
    """
    folder = cache / name
    if _intact(folder):
        return folder

    def waiting() -> None:
        progress(
            Text(fr=f"{name} : un autre processus le prépare, attente…", en=f"{name}: another process is making it…")
        )

    with locked(cache / "locks" / f"{name}.lock", waiting):
        if _intact(folder):
            return folder
        if folder.exists():
            progress(
                Text(
                    fr=f"{name} : le contenu en cache est altéré, on le refait",
                    en=f"{name}: the cached content is damaged, making it again",
                )
            )
            shutil.rmtree(folder)
        for abandoned in cache.glob(f".{name}-*"):
            shutil.rmtree(abandoned)  # by a process that was killed: the lock is ours
        workshop = Path(tempfile.mkdtemp(prefix=f".{name}-", dir=cache))
        try:
            made = workshop / "made"
            made.mkdir()
            make(made)
            (made / MANIFEST).write_bytes(orjson.dumps(sums(made), option=orjson.OPT_INDENT_2))
            made.rename(folder)
        finally:
            shutil.rmtree(workshop)
    return folder


def sums(folder: Path) -> dict[str, str]:
    """Return the SHA-256 of every file of *folder* but its manifest, by relative path."""
    files = sorted(path for path in folder.rglob("*") if path.is_file() and path != folder / MANIFEST)
    with ThreadPoolExecutor() as threads:
        digests = threads.map(_digest, files)
    return {str(path.relative_to(folder)): digest for path, digest in zip(files, digests, strict=True)}


def _intact(folder: Path) -> bool:
    try:
        recorded = orjson.loads((folder / MANIFEST).read_bytes())
    except (FileNotFoundError, orjson.JSONDecodeError):
        return False
    return bool(recorded == sums(folder))


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
