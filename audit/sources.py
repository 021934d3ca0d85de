"""Where a log is read from: a folder, or the address at which it is served."""

import json
from dataclasses import dataclass
from functools import cache
from http.client import HTTPException
from pathlib import Path
from typing import TYPE_CHECKING, Protocol
from urllib.error import HTTPError
from urllib.parse import quote, urlsplit
from urllib.request import urlopen

from audit.verifier.tiles import CHECKPOINT

if TYPE_CHECKING:
    from audit.bucket import Bucket

SECONDS = 30


class Unreachable(Exception):  # noqa: N818  named after what happened
    """The log cannot be read now; that says nothing of what is in it."""


class Source(Protocol):
    """Gives what the log has under a path. Goes from one process to another as it is."""

    def __call__(self, path: str) -> bytes:
        """Return what is at *path*.

        Raises:
            FileNotFoundError: nothing.
            Unreachable: nobody can tell.
        """

    def below(self, path: str) -> list[str]:
        """Return the paths of the files right below *path*, as far as they can be listed."""


@dataclass(frozen=True)
class Folder:
    """A log in a folder, or a copy of one."""

    root: Path

    def __call__(self, path: str) -> bytes:
        """Return what the file holds."""
        try:
            return (self.root / path).read_bytes()
        except (FileNotFoundError, IsADirectoryError, NotADirectoryError):
            raise FileNotFoundError(path) from None
        except OSError as error:
            raise Unreachable(f"{path}: {error.strerror or error}") from None

    def below(self, path: str) -> list[str]:
        """Return those that the folder has."""
        return sorted(f"{path}/{each.name}" for each in (self.root / path).glob("*") if each.is_file())


@dataclass(frozen=True)
class Served:
    """A log that a journal serves at *address*."""

    address: str

    def __call__(self, path: str) -> bytes:
        """Return what is served."""
        try:
            with urlopen(f"{self.address.rstrip('/')}/{quote(path)}", timeout=SECONDS) as answer:  # noqa: S310  http(s), see `source`
                held: bytes = answer.read()
        except HTTPError as error:
            if error.code in {404, 410}:
                raise FileNotFoundError(path) from None
            raise Unreachable(f"{path}: HTTP {error.code}") from None
        except (OSError, HTTPException) as error:
            raise Unreachable(f"{path}: {type(error).__name__}") from None
        return held

    def below(self, path: str) -> list[str]:
        """Return those that the journal names; none, when what is served are static files only."""
        try:
            named = json.loads(self(f"{path}/"))
        except FileNotFoundError:
            return []
        except ValueError:
            raise Unreachable(f"{path}/: JSON") from None
        if not isinstance(named, list):
            raise Unreachable(f"{path}/: JSON")
        return [f"{path}/{name}" for name in named if isinstance(name, str) and "/" not in name]


@dataclass(frozen=True)
class Stored:
    """A log in the bucket that *url* names."""

    url: str

    def __call__(self, path: str) -> bytes:
        """Return what the object holds."""
        try:
            return _bucket(self.url).read(path)
        except FileNotFoundError:
            raise
        except OSError as error:
            raise Unreachable(str(error)) from None

    def below(self, path: str) -> list[str]:
        """Return those that the bucket lists."""
        try:
            return [f"{path}/{name}" for name in _bucket(self.url).below(path)]
        except FileNotFoundError:
            return []
        except OSError as error:
            raise Unreachable(str(error)) from None


@cache
def _bucket(url: str) -> "Bucket":
    from audit.bucket import Bucket  # noqa: PLC0415  the library is for those who have a bucket

    return Bucket(url)


def source(where: str) -> Source | None:
    """Return the log that *where* names, by its address, its bucket or its folder; None when it names none."""
    if urlsplit(where).scheme == "s3":
        return Stored(where)
    if urlsplit(where).scheme in {"http", "https"}:
        return Served(where)
    for folder in (Path(where), Path(where) / "log"):
        if (folder / CHECKPOINT).is_file():
            return Folder(folder)
    return Folder(Path(where)) if Path(where).is_dir() else None
