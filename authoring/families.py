"""What the tests of one family of rules can see: the modules they lead to, and the documents that these name."""

import re
from collections.abc import Iterable
from functools import cached_property
from pathlib import Path, PurePosixPath
from typing import Final

from authoring.around import PACKAGE, Around
from authoring.mutation.trial import read_by_opa
from authoring.policies import Policies
from authoring.remembered import digest, held
from engines.rego import CAPABILITIES

RULES: Final = "rules"
COMMENT: Final = re.compile(r"^\s*#.*$", re.MULTILINE)
NAMED: Final = re.compile(r"(?<![\w.\"/])data\b(?:\.([a-z_]\w*))?(?:\.([a-z_]\w*))?")
"""A reference to data, as far as two of its steps are written."""


class Families:
    """The families of rules of *policies*, each with its tests; a test beside the families is one of its own."""

    def __init__(self, policies: Policies) -> None:
        self._folder = policies.folder
        self._around = Around(policies.folder)
        self._fixed = (policies.opa.parent.name, held(policies.folder, [policies.folder / CAPABILITIES]))
        self._documents = [path for path in read_by_opa(policies.folder, tests=True) if path.suffix != ".rego"]

    @cached_property
    def modules(self) -> dict[str, list[str]]:
        """Return the names of the files of every family, by the family's name."""
        found: dict[str, list[str]] = {}
        for name in self._around.texts:
            if (family := self.of(name)) is not None:
                found.setdefault(family, []).append(name)
        return found

    def of(self, name: str) -> str | None:
        """Return the family of the file *name*, of the folder or as a person is told of it, if it has one."""
        parts = PurePosixPath(name.removeprefix("policies/")).with_suffix("").parts
        return parts[1] if parts[0] == RULES else None

    def tests(self, families: Iterable[str]) -> str:
        """Return the expression that chooses the tests of *families*."""
        packages = {
            f"{re.escape(found[1])}\\."
            for family in families
            for name in self.modules[family]
            if name.endswith("_test.rego") and (found := PACKAGE.search(self._around.texts[name]))
        }
        return f"^data\\.(?:{'|'.join(sorted(packages))})" if packages else "^$"

    def seen(self, family: str, forced: Iterable[str] = ()) -> str:
        """Return what tells all that the tests of *family* can see from anything else, but for the files *forced*."""
        own = self.modules[family]
        reached = sorted({other for name in own for other in (name, *self._around.below(name))} - set(forced))
        texts = [self._around.texts[name] for name in reached]
        read = held(self._folder, self._read(texts))
        return digest(
            "family", family, *self._fixed, read, *(f"{name} {text}" for name, text in zip(reached, texts, strict=True))
        )

    def _read(self, texts: Iterable[str]) -> list[Path]:
        named = {found for text in texts for found in NAMED.findall(COMMENT.sub("", text))}
        first, everything = {one for one, _ in named}, ("", "") in named
        families = {two for one, two in named if one == RULES}
        return [
            path
            for path in self._documents
            for top, *rest in (path.relative_to(self._folder).parts,)
            if everything or (top in first and (top != RULES or "" in families or rest[0] in families))
        ]
