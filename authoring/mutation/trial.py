"""How dozens of changes are tried in one run of OPA, which compiles the policies once for all of them.

Each trial is modules under a name of its own, and one test that asks everything and stops at the first that fails.
"""

import json
import os
import re
import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any, Final

from authoring.mutation.memory import Memory, key
from authoring.mutation.mutant import Fate
from authoring.mutation.namespace import MARK
from engines.bundle import digest
from engines.rego import Opa, RegoRefused, command

MODULES: Final = 300
"""How many modules one run of OPA compiles at most: beyond, starting is cheap and memory is not."""
TRIALS: Final = 80
"""How many trials one run makes at most: what a stopped run loses."""
TOGETHER: Final = "together_test.rego"
PATIENT: Final = ("--timeout", "1h")
"""OPA gives a test five seconds, and calls it an error beyond: on a busy machine, that would count as noticed."""
TEST: Final = (*PATIENT, "--format", "json", "--parallel", "1", "--max-errors", "100000", "--run", r"\.test_together$")
CULPRIT: Final = re.compile(rf"{MARK}_(\d+)/")

Told = Callable[[int], None]
"""Hears how many more are done."""


@dataclass(frozen=True)
class Trial:
    """Modules by name, MARK standing for the trial's own name, and what must hold of them: statements of Rego."""

    texts: dict[str, str]
    asked: tuple[str, ...]
    rest: str = ""
    """What the statements call."""
    upon: str | None = None
    """What tells the other modules it looks at, when these are not all of them."""

    @property
    def together(self) -> str:
        """Return the module with the one test."""
        return self._together(self.asked)

    @property
    def told(self) -> str:
        """Return what tells the trial from others: the order of what is asked is only a matter of haste."""
        return json.dumps(self.texts) + "\0" + self._together(sorted(self.asked))

    def _together(self, asked: Iterable[str]) -> str:
        body = "\n\t".join(asked) or "true"
        return f"package {MARK}\n\n{self.rest}\n\ntest_together if {{\n\t{body}\n}}\n"


@dataclass(frozen=True)
class Ground:
    """The policies in *folder*, on which trials are made."""

    opa: Opa
    folder: Path
    memory: Memory = field(default_factory=Memory)

    @cached_property
    def digest(self) -> str:
        """Return what tells these policies, and the OPA that reads them, from any others."""
        return f"{self.opa.binary.parent.name} {digest(self.folder)}"

    @cached_property
    def _data(self) -> str:
        files = sorted(path for path in self.folder.rglob("data.*") if path.suffix != ".rego")
        held = [f"{path.relative_to(self.folder)} {path.read_text(encoding='utf-8')}" for path in files]
        return key(self.opa.binary.parent.name, *held)

    def _key(self, trial: Trial) -> str:
        where = (self.digest,) if trial.upon is None else (self._data, trial.upon)
        return key(*where, trial.told)

    def fates(self, trials: list[Trial], told: Told) -> list[Fate]:
        """Make every trial that was not made before and return what became of each.

        Raises:
            RegoRefused: OPA refuses these policies, whatever is tried on them.
        """
        keys = [self._key(trial) for trial in trials]
        found = {one: fate for one in keys if (fate := self.memory.fate(one))}
        told(sum(one in found for one in keys))
        new = {one: trial for one, trial in zip(keys, trials, strict=True) if one not in found}
        with ThreadPoolExecutor(os.cpu_count()) as pool:
            for fates in pool.map(self._tried, _batches(new)):
                self.memory.keep(fates)
                found |= fates
                told(sum(one in fates for one in keys))
        return [found[one] for one in keys]

    def _tried(self, batch: dict[str, Trial]) -> dict[str, Fate]:
        refused: set[int] = set()
        with tempfile.TemporaryDirectory(dir=self.folder.parent) as scratch:
            folder = Path(shutil.copytree(self.folder, Path(scratch) / "policies", copy_function=os.link))
            for number, trial in enumerate(batch.values()):
                for name, text in {**trial.texts, TOGETHER: trial.together}.items():
                    path = folder / f"{MARK}_{number}" / name
                    path.parent.mkdir(parents=True, exist_ok=True)
                    path.write_text(text.replace(MARK, f"{MARK}_{number}"), encoding="utf-8")
            arguments = ("test", "--bundle", str(folder), *self.opa.capabilities(), *TEST)
            while True:
                try:
                    failed = _failed(json.loads(command(self.opa.binary, *arguments, answers=(0, 2))))
                    break
                except RegoRefused as refusal:
                    new = {int(number) for number in CULPRIT.findall(refusal.output)}
                    if not new:
                        raise
                    refused |= new
                    for number in new:
                        shutil.rmtree(folder / f"{MARK}_{number}")
        return {
            one: Fate.REFUSED if number in refused else Fate.KILLED if number in failed else Fate.SURVIVED
            for number, one in enumerate(batch)
        }


def ground(opa: Opa, folder: Path, paths: Iterable[Path], memory: Memory) -> Ground:
    """Copy *paths* of *opa*'s policies to *folder*: never the roots, which would refuse our modules."""
    for path in paths:
        target = folder / path.relative_to(opa.policies)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, target)
    return Ground(opa, folder, memory)


def read_by_opa(policies: Path, *, tests: bool) -> list[Path]:
    """Return the files of *policies* that OPA reads, with their tests or without."""
    return [
        path
        for path in sorted(policies.rglob("*"))
        if path.name in ("data.yaml", "data.json")
        or (path.suffix == ".rego" and (tests or not path.name.endswith("_test.rego")))
    ]


def _batches(trials: dict[str, Trial]) -> Iterator[dict[str, Trial]]:
    batch: dict[str, Trial] = {}
    modules = 0
    for one, trial in trials.items():
        if batch and (modules + len(trial.texts) > MODULES or len(batch) == TRIALS):
            yield batch
            batch, modules = {}, 0
        batch[one] = trial
        modules += len(trial.texts)
    if batch:
        yield batch


def _failed(results: list[dict[str, Any]]) -> set[int]:
    """Return the numbers of the trials whose test failed."""
    return {
        int(result["package"].rpartition("_")[2]) for result in results if result.get("fail") or result.get("error")
    }
