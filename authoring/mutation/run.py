"""A whole run: the mutants of the Rego and of the data, a second look at what survived, and the exceptions."""

import os
import shutil
import subprocess
import tempfile
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import yaml

from authoring.mutation import data, rules
from authoring.mutation.exceptions import Listed, excused, listed, stale
from authoring.mutation.mutant import Fate, Mutant, Result
from authoring.mutation.rules import Untestable
from authoring.reference import Reference
from engines.rego import Opa

Wanted = Callable[[Mutant], bool]
Progress = Callable[[int, int], None]
"""Hears how many are done, of how many."""

TESTS: Final = "_test.rego"


@dataclass(frozen=True)
class Report:
    """What became of every mutant, and the exceptions that excuse nothing any more."""

    results: list[Result]
    stale: list[Listed]

    @property
    def counts(self) -> dict[str, int]:
        """Return how many met each fate."""
        found = Counter(result.fate for result in self.results)
        return {fate.value: found[fate] for fate in Fate}

    @property
    def survivors(self) -> list[Mutant]:
        """Return the mutants that nothing noticed and nobody excused."""
        return [result.mutant for result in self.results if result.fate is Fate.SURVIVED]


@dataclass(frozen=True)
class Survivor:
    """A mutant that the first look let through, and its file's text."""

    mutant: Mutant
    text: str


def run(opa: Opa, wanted: Wanted, progress: Progress) -> Report:
    """Try every wanted mutant of *opa*'s policies.

    Raises:
        Untestable: The tests fail, or a reference question gets another answer, while nothing is changed.
        RegoRefused: The policies do not compile.
    """
    if Reference(opa).differences():
        raise Untestable("reference")
    copies = rules.copies(opa, rules.read(opa), wanted)
    changes = data.changes(opa.policies, wanted)
    total, done = len(copies) + len(changes), 0

    def told(number: int) -> None:
        nonlocal done
        done += number
        progress(done, total)

    results: list[Result] = []
    survivors: list[Survivor] = []
    for copy, fate in rules.judge(opa, copies, told):
        if copy.mutant and fate is Fate.SURVIVED:
            survivors.append(Survivor(copy.mutant, copy.text))
        elif copy.mutant:
            results.append(Result(copy.mutant, fate))
    judged = list(data.judge(opa, changes)) if changes else []
    told(len(changes))
    for change, result in zip(changes, judged, strict=True):
        if result.fate is Fate.SURVIVED:
            survivors.append(Survivor(change.mutant, _changed(opa.policies, change)))
        else:
            results.append(result)
    exceptions = listed(opa.policies)
    known = {one.key for one in exceptions}
    results += [Result(one.mutant, Fate.SURVIVED) for one in survivors if one.mutant.key in known]
    results += _second_look(opa, [one for one in survivors if one.mutant.key not in known])
    results = excused(results, exceptions)
    return Report(results, [one for one in stale(results, exceptions) if wanted(Mutant(*one.key))])


def changed(policies: Path) -> set[str]:
    """Return the files below *policies* that git does not have as they are now; for tests, what they test."""
    listing = subprocess.run(
        ["git", "status", "--porcelain", "--untracked-files=all", "--", "."],  # noqa: S607  whichever git the person uses
        cwd=policies,
        capture_output=True,
        text=True,
        check=True,
    )
    top = subprocess.run(
        ["git", "rev-parse", "--show-prefix"],  # noqa: S607
        cwd=policies,
        capture_output=True,
        text=True,
        check=True,
    )
    names = [line[3:].rpartition(" -> ")[2].strip('"') for line in listing.stdout.splitlines()]
    below = [name.removeprefix(top.stdout.strip()) for name in names]
    return {name.removesuffix(TESTS) + ".rego" if name.endswith(TESTS) else name for name in below}


def _changed(policies: Path, change: data.Change) -> str:
    document = change.applied(data.loaded(policies / change.mutant.file))
    return yaml.safe_dump(document, allow_unicode=True, sort_keys=False)


def _second_look(opa: Opa, survivors: list[Survivor]) -> list[Result]:
    """Ask the tests that only reach a rule by its name in the catalogue, and the reference questions."""
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        fates = pool.map(lambda one: Fate.KILLED if _noticed(opa, one) else Fate.SURVIVED, survivors)
        return [Result(one.mutant, fate) for one, fate in zip(survivors, fates, strict=True)]


def _noticed(opa: Opa, survivor: Survivor) -> bool:
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(shutil.copytree(opa.policies, Path(scratch) / "policies"))
        (folder / survivor.mutant.file).write_text(survivor.text, encoding="utf-8")
        mutated = Opa(opa.binary, folder)
        failed = [one for one in mutated.test() if one.get("fail") or one.get("error")]
        return bool(failed or Reference(mutated).differences())
