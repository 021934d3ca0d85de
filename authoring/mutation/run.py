"""A whole run: every mutant is looked for by the cheapest first, and by everything there is before it is a survivor."""

import tempfile
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import yaml

from authoring.mutation import data, rules
from authoring.mutation.exceptions import Listed, excused, listed, stale
from authoring.mutation.looks import Looks, Untestable
from authoring.mutation.memory import Memory, key
from authoring.mutation.mutant import Fate, Mutant, Result
from authoring.reference import JUDGE, Reference
from engines.bundle import digest
from engines.rego import Opa

Wanted = Callable[[Mutant], bool]
Progress = Callable[[int, int], None]
"""Hears how many looks are done, of how many."""


@dataclass(frozen=True)
class Report:
    """What became of every mutant, and the exceptions that excuse nothing any more."""

    results: list[Result]
    stale: list[Listed]
    recalled: int
    """How many looks were already taken by an earlier run."""

    @property
    def counts(self) -> dict[str, int]:
        """Return how many met each fate."""
        found = Counter(result.fate for result in self.results)
        return {fate.value: found[fate] for fate in Fate}

    @property
    def survivors(self) -> list[Mutant]:
        """Return the mutants that nothing noticed and nobody excused."""
        return [result.mutant for result in self.results if result.fate is Fate.SURVIVED]


class _Bar:
    def __init__(self, progress: Progress) -> None:
        self._progress = progress
        self._done = self._total = 0

    def more(self, number: int) -> None:
        self._total += number
        self._progress(self._done, self._total)

    def told(self, number: int) -> None:
        self._done += number
        self._progress(self._done, self._total)


def run(opa: Opa, wanted: Wanted, progress: Progress, memory: Memory | None = None) -> Report:
    """Try every wanted mutant of *opa*'s policies; *memory* has what became of those tried before.

    Raises:
        Untestable: The tests fail, or a reference question gets another answer, while nothing is changed.
        RegoRefused: The policies do not compile.
    """
    memory = memory or Memory()
    _answered(opa, memory)
    modules = rules.read(opa)
    copies = rules.copies(opa, modules, wanted)
    changes = data.changes(opa.policies, wanted)
    bar = _Bar(progress)
    with tempfile.TemporaryDirectory() as scratch:
        looks = Looks(opa, modules, Path(scratch), memory, bar)
        seen = [(copy.mutant, fate, copy.text) for copy, fate in looks.rego(copies) if copy.mutant]
        seen += [(change.mutant, fate, _text(opa, change)) for change, fate in looks.data(changes)]
        exceptions = listed(opa.policies)
        excusable = {one.key for one in exceptions}
        left = [(mutant, text) for mutant, fate, text in seen if fate is Fate.SURVIVED and mutant.key not in excusable]
        results = [
            Result(mutant, fate)
            for mutant, fate, _ in seen
            if not (fate is Fate.SURVIVED and mutant.key not in excusable)
        ]
        fates = looks.last([(mutant.file, text) for mutant, text in left])
        results += [Result(mutant, fate) for (mutant, _), fate in zip(left, fates, strict=True)]
    results = excused(results, exceptions)
    return Report(results, [one for one in stale(results, exceptions) if wanted(Mutant(*one.key))], memory.recalled)


def _answered(opa: Opa, memory: Memory) -> None:
    """Make sure that every reference question has its answer while nothing is changed."""
    name = key("reference", opa.binary.parent.name, digest(opa.policies), JUDGE.read_text("utf-8"))
    if memory.fate(name):
        return
    if Reference(opa).differences():
        raise Untestable("reference")
    memory.keep({name: Fate.SURVIVED})


def _text(opa: Opa, change: data.Change) -> str:
    document = change.applied(data.loaded(opa.policies / change.mutant.file))
    return yaml.safe_dump(document, allow_unicode=True, sort_keys=False)
