"""Where the log's files are: what was written is durable and whole, or is not there."""

import ctypes
import itertools
import os
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final, Protocol

MANY: Final = 8
"""From so many files on, one sync of the whole file system costs less than one of each file."""


class Store(Protocol):
    """Files by path. Nothing that was published is ever written otherwise, but for the checkpoint."""

    def read(self, path: str) -> bytes:
        """Return what *path* holds.

        Raises:
            FileNotFoundError: nothing.
        """

    def write(self, files: Mapping[str, bytes]) -> None:
        """Write *files*, each whole or not at all, and return once all of them are durable.

        Raises:
            LogRefused: another writer put something else in the place of one.
        """

    def replace(self, files: Mapping[str, bytes]) -> None:
        """Write *files* over what is there, in the same way; a checkpoint, only over the one it opened or wrote.

        Raises:
            LogRefused: another writer has published a checkpoint.
        """

    def has(self, path: str) -> bool:
        """Return whether there is a file at *path*, or any file below it."""

    def below(self, path: str) -> list[str]:
        """Return the names of the files right below *path*, in their order."""

    def discard(self, path: str) -> None:
        """Forget what is at *path*, and all that is below it."""


class Folder:
    """A store in a local folder."""

    def __init__(self, root: Path) -> None:
        self._root = str(root)
        self._writing = str(root / ".writing")
        shutil.rmtree(self._writing, ignore_errors=True)  # what a crash left half written, which nobody has seen
        root.mkdir(parents=True, exist_ok=True, mode=0o700)
        Path(self._writing).mkdir()
        self._drafts = itertools.count()
        self._known = {self._root}
        self._sync_all = _syncfs()

    def read(self, path: str) -> bytes:
        """Return what the file holds."""
        try:
            return Path(self._place(path)).read_bytes()
        except (IsADirectoryError, NotADirectoryError):
            raise FileNotFoundError(path) from None

    def write(self, files: Mapping[str, bytes]) -> None:
        """Write the files beside the folder's others, sync them, and only then give them their names."""
        drafts = {f"{self._writing}/{next(self._drafts)}": self._place(path) for path in files}
        together = self._sync_all if len(drafts) > MANY else None
        for draft, content in zip(drafts, files.values(), strict=True):
            _write(draft, content, sync=together is None)
        if together is not None:
            together(self._root)
        touched = {folder for place in drafts.values() for folder in self._made(place.rpartition("/")[0])}
        for draft, place in drafts.items():
            os.replace(draft, place)  # noqa: PTH105  thousands a second: a Path costs more than the call
        if together is not None:
            together(self._root)
        else:
            for folder in touched:
                sync(folder)

    def replace(self, files: Mapping[str, bytes]) -> None:
        """Write the files over those there are: whoever writes to the folder holds its lock."""
        self.write(files)

    def has(self, path: str) -> bool:
        """Return whether there is something."""
        return Path(self._place(path)).exists()

    def below(self, path: str) -> list[str]:
        """Return the names of the folder's files."""
        return sorted(each.name for each in Path(self._place(path)).glob("*") if each.is_file())

    def discard(self, path: str) -> None:
        """Remove the file, or the folder with what is in it."""
        place = Path(self._place(path))
        if place.is_dir():
            shutil.rmtree(place)
            self._known = {each for each in self._known if not f"{each}/".startswith(f"{place}/")}
        else:
            place.unlink(missing_ok=True)

    def _place(self, path: str) -> str:
        if any(part in {"", ".", ".."} for part in path.split("/")) or "\0" in path:
            raise FileNotFoundError(path)
        return f"{self._root}/{path}"

    def _made(self, folder: str) -> list[str]:
        """Make *folder*, and return it with each folder that now holds a new one: all of them must be synced."""
        if folder in self._known:
            return [folder]
        above = self._made(folder.rpartition("/")[0])
        Path(folder).mkdir(exist_ok=True)
        self._known.add(folder)
        return [folder, *above]


def _write(path: str, content: bytes, *, sync: bool) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        left = memoryview(content)
        while left:
            left = left[os.write(descriptor, left) :]
        if sync:
            os.fsync(descriptor)
    finally:
        os.close(descriptor)


def sync(folder: str) -> None:
    """Make the names in *folder* durable."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _syncfs() -> Callable[[str], None] | None:
    """Return what syncs the file system of a folder, where the system can: Python does not offer it."""
    library = ctypes.CDLL(None, use_errno=True)
    if not hasattr(library, "syncfs"):
        return None

    def whole(folder: str) -> None:
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            if library.syncfs(descriptor):
                raise OSError(ctypes.get_errno(), "syncfs", folder)
        finally:
            os.close(descriptor)

    return whole
