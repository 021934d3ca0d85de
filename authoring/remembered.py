"""Which looks had nothing to say, under the digest of all that they read: the same look is not taken twice.

Only what was fine is remembered, and never what was wrong with the rest. The digest holds the code of the checks and
the tools' versions too, so that a newer check asks again.
"""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from threading import Lock
from typing import Final, Literal

from settings import ROOT

NAME: Final = "checks.txt"
CODE: Final = ("authoring", "domain", "engines")
"""Folders of the code that looks, and of what it stands on."""


class Memory:
    """The digests kept in *folder*; without a folder, they last as long as the run."""

    def __init__(self, folder: Path | None = None, *, fresh: bool = False) -> None:
        self._path = folder and folder / NAME
        self._lock = Lock()
        if self._path and fresh:
            self._path.unlink(missing_ok=True)
        lines = self._path.read_text(encoding="utf-8").splitlines() if self._path and self._path.exists() else []
        # A run that was killed while it wrote leaves a line without its end, which names no look.
        self._known = {name: note for line in lines for name, _, note in (line.partition(" "),)}

    def note(self, digest: str) -> str | None:
        """Return what was noted of the look of that *digest*, if it had nothing to say."""
        return self._known.get(digest)

    def keep(self, notes: Mapping[str, str]) -> None:
        """Remember that the looks of these digests had nothing to say, with a *note* of one line for each."""
        with self._lock:
            new = {name: note for name, note in sorted(notes.items()) if self._known.get(name) != note}
            self._known |= new
            if self._path and new:
                self._path.parent.mkdir(parents=True, exist_ok=True)
                with self._path.open("a", encoding="utf-8") as file:
                    file.writelines(f"{name} {note}\n" for name, note in new.items())


@dataclass
class Recall:
    """What one check found in *memory*, so that it can be said."""

    memory: Memory = field(default_factory=Memory)
    recalled: int = 0
    asked: int = 0

    @property
    def how_much(self) -> Literal["nothing", "part", "all"]:
        """Return how much of what there was to look at is remembered."""
        if not self.recalled:
            return "nothing"
        return "part" if self.asked else "all"

    def left(self, digests: Iterable[str]) -> list[str]:
        """Return those of *digests* that are not remembered."""
        looks = list(digests)
        left = [one for one in looks if self.memory.note(one) is None]
        self.recalled += len(looks) - len(left)
        self.asked += len(left)
        return left

    def keep(self, digests: Iterable[str]) -> None:
        """Remember that these looks had nothing to say."""
        self.memory.keep(dict.fromkeys(digests, ""))


def digest(*parts: str | bytes) -> str:
    """Return what tells *parts* from any others, under this code."""
    total = hashlib.sha256(_code())
    for part in parts:
        content = part.encode() if isinstance(part, str) else part
        total.update(f"{len(content)}\0".encode())
        total.update(content)
    return total.hexdigest()


def held(folder: Path, paths: Iterable[Path]) -> str:
    """Return what tells the content of *paths*, below *folder*, from any other."""
    return digest(*(part for path in sorted(paths) for part in (str(path.relative_to(folder)), path.read_bytes())))


@cache
def _code() -> bytes:
    total = hashlib.sha256()
    for path in sorted(path for part in CODE for kind in ("*.py", "*.rego") for path in (ROOT / part).rglob(kind)):
        content = path.read_bytes()
        total.update(f"{path.relative_to(ROOT)}\0{len(content)}\0".encode())
        total.update(content)
    return total.digest()
