"""How a hundred mutants are tried in one run of OPA: each is a copy of the modules it can reach, under its own name.

A mutant of one module can only be seen by the modules that refer to it, by those that refer to these, and so on up to
tests. These are copied together, and every reference among them is given a first segment that is the mutant's own.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from authoring.mutation.source import Source

MARK: Final = "balise_mutant"
"""Stands, in a template, for the first segment that will be a mutant's own."""


class Modules:
    """Every module of a folder of policies, and who refers to whom."""

    def __init__(self, sources: Iterable[Source]) -> None:
        self.sources = {source.name: source for source in sources}
        self._packages: dict[tuple[str, ...], list[Source]] = {}
        for source in self.sources.values():
            self._packages.setdefault(source.package, []).append(source)
        self._users: dict[str, set[str]] = {name: set() for name in self.sources}
        for source in self.sources.values():
            for used in self._used(source):
                self._users[used].add(source.name)

    def reach(self, name: str) -> list[Source]:
        """Return the module *name* and the modules that can see a change in it, directly or not."""
        found, waiting = {name}, [name]
        while waiting:
            for user in self._users[waiting.pop()] - found:
                found.add(user)
                waiting.append(user)
        return [self.sources[one] for one in sorted(found)]

    def below(self, reach: Iterable[Source]) -> list[Source]:
        """Return the other modules that *reach* can look at, directly or not: what its tests' answers follow from."""
        within = {one.name for one in reach}
        found, waiting = set(within), list(within)
        while waiting:
            source = self.sources[waiting.pop()]
            paths = [source.package, *(path for _, path in source.references())]
            looked = {name for path in paths for name in self._under(path)} - found
            found |= looked
            waiting += looked
        return [self.sources[one] for one in sorted(found - within)]

    def template(self, source: Source, reach: Sequence[Source]) -> str:
        """Return the text of *source* with what it shares with *reach* under a name to be given."""
        packages = {one.package for one in reach}
        text = source.text
        package = source.tree["package"]["path"][1]["location"]
        places = [(source.offset(package), f"{MARK}.")]
        places += [(at, f"{MARK}.") for at, target in self._targets(source) if target in packages]
        for at, new in sorted(set(places), reverse=True):
            text = text[:at] + new + text[at:]
        return text

    def _targets(self, source: Source) -> Iterator[tuple[int, tuple[str, ...]]]:
        """Return the package of ours that each reference of *source* names, and where its first segment begins."""
        for node, path in source.references():
            span, target = source.at(node), self._package(path)
            if span and target and span.of(source.text).startswith("data."):
                yield span.start + len("data."), target

    def _used(self, source: Source) -> Iterator[str]:
        for _, target in self._targets(source):
            yield from (module.name for module in self._packages[target])
        yield from (module.name for module in self._packages[source.package])

    def _under(self, path: tuple[str, ...]) -> list[str]:
        """Return the modules of the package *path* is in; all those below it when the rest is computed."""
        package = self._package(path)
        packages = [package] if package else [one for one in self._packages if one[: len(path)] == path]
        return [module.name for one in packages for module in self._packages[one]]

    def _package(self, path: tuple[str, ...]) -> tuple[str, ...] | None:
        """Return the package *path* is in: the longest there is, and not a document that only begins like one."""
        for length in range(len(path), 0, -1):
            package = path[:length]
            if package in self._packages and (
                length == len(path) or any(path[length] in one.names for one in self._packages[package])
            ):
                return package
        return None
