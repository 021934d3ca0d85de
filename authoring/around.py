"""Which modules a module refers to, directly or through others: what Regal compares it with, and nothing beyond."""

import re
from functools import cached_property
from pathlib import Path
from typing import Final

PACKAGE: Final = re.compile(r"^package ([\w.]+)", re.MULTILINE)
IMPORT: Final = re.compile(r"^import data\.([\w.]+)", re.MULTILINE)
NAMED: Final = re.compile(r"\bdata\.([a-z_]\w*(?:\.[a-z_]\w*)*)")
DEFINED: Final = re.compile(r"^(?:default )?([a-z_]\w*)", re.MULTILINE)
ENTRYPOINT: Final = re.compile(r"^# entrypoint: true", re.MULTILINE)


class Around:
    """The modules of the folder of *policies*, by the name of their file, and which refer to which."""

    def __init__(self, policies: Path) -> None:
        paths = sorted(policies.rglob("*.rego"))
        self.texts = {path.relative_to(policies).as_posix(): path.read_text(encoding="utf-8") for path in paths}
        self._defined = {name: frozenset(DEFINED.findall(text)) for name, text in self.texts.items()}
        self._packages = {
            name: found[1] if (found := PACKAGE.search(text)) else "" for name, text in self.texts.items()
        }

    @property
    def names(self) -> str:
        """Return which files and packages there are: whether a path leads anywhere may depend on it."""
        return "\n".join(f"{name} {package}" for name, package in self._packages.items())

    @property
    def entrypoints(self) -> list[str]:
        """Return the files that say where the policies are asked: Regal looks for one in all it is given."""
        return [name for name, text in self.texts.items() if ENTRYPOINT.search(text)]

    def below(self, name: str) -> list[str]:
        """Return the other files that *name* refers to, and those that these refer to."""
        found, waiting = {name}, [name]
        while waiting:
            new = self._direct[waiting.pop()] - found
            found |= new
            waiting += new
        return sorted(found - {name})

    @cached_property
    def _direct(self) -> dict[str, frozenset[str]]:
        return {name: frozenset(self._referred(name)) for name in self.texts}

    def _referred(self, name: str) -> set[str]:
        text, own = self.texts[name], self._packages[name]
        imported = set(IMPORT.findall(text))
        named = {*NAMED.findall(text), own}
        return {
            other
            for other, package in self._packages.items()
            if any(self._leads(path, package, other) for path in named)
            # What is imported short of a package is followed under its own name.
            or any(f"{package}.".startswith(f"{path}.") for path in imported)
        }

    def _leads(self, path: str, package: str, name: str) -> bool:
        """Tell whether *path* names the *package* of the file *name*, or a definition that stands there."""
        below = path.removeprefix(package)
        return path.startswith(package) and (
            not below or (below[0] == "." and below[1:].split(".")[0] in self._defined[name])
        )
