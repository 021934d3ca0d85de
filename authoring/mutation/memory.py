"""What became of trials already made: a run that was stopped goes on, and an edit tries again only what can see it.

A fate is kept under the digest of everything it follows from: the policies, the change, the tests that looked.
"""

import hashlib
import json
from pathlib import Path
from threading import Lock
from typing import Final

from authoring.mutation.mutant import Fate

NAME: Final = "mutants.jsonl"


class Memory:
    """The fates kept in *folder*; without a folder, they last as long as the run."""

    def __init__(self, folder: Path | None = None) -> None:
        self._path = folder and folder / NAME
        self._fates: dict[str, Fate] = {}
        self._lock = Lock()
        self.recalled = 0
        if self._path and self._path.exists():
            for line in self._path.read_text(encoding="utf-8").splitlines():
                self._fates.update(_fate(line))

    def fate(self, key: str) -> Fate | None:
        """Return what became of the trial *key*, if it was made."""
        found = self._fates.get(key)
        self.recalled += found is not None
        return found

    def keep(self, fates: dict[str, Fate]) -> None:
        """Keep *fates*; a run that is stopped right after has them."""
        with self._lock:
            self._fates |= fates
            if self._path:
                self._path.parent.mkdir(parents=True, exist_ok=True)
                with self._path.open("a", encoding="utf-8") as file:
                    file.writelines(f"{json.dumps([key, fate])}\n" for key, fate in fates.items())

    def forget(self) -> None:
        """Forget everything."""
        self._fates.clear()
        if self._path:
            self._path.unlink(missing_ok=True)


def key(*parts: str) -> str:
    """Return the digest of *parts*."""
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()


def _fate(line: str) -> dict[str, Fate]:
    try:
        name, fate = json.loads(line)
    except ValueError:
        return {}  # the last line of a run that was killed while it wrote
    return {name: Fate(fate)}
