"""Who is asked to notice a mutant, in which order: those who read it, the reference questions, then everyone."""

import os
import shutil
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Protocol

from authoring.mutation import serving
from authoring.mutation.asking import Questions
from authoring.mutation.data import Change
from authoring.mutation.memory import Memory, key
from authoring.mutation.mutant import Fate
from authoring.mutation.namespace import Modules
from authoring.mutation.rules import Copy
from authoring.mutation.trial import PATIENT, Ground, Trial, ground, read_by_opa
from engines.rego import Opa


class Untestable(Exception):  # noqa: N818  named after what happened
    """Those who would notice a change of *name* complain while nothing is changed."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


class Bar(Protocol):
    """Hears how many looks there are to take, and how many are taken."""

    def more(self, number: int) -> None:
        """Hear of *number* more to take."""

    def told(self, number: int) -> None:
        """Hear of *number* more that were taken."""


class Looks:
    """The looks at the mutants of *opa*'s policies; *scratch* is a folder of theirs."""

    def __init__(self, opa: Opa, modules: Modules, scratch: Path, memory: Memory, bar: Bar) -> None:
        self._opa = opa
        self._modules = modules
        self._scratch = scratch
        self._memory = memory
        self._bar = bar
        self._deciding = ground(opa, scratch / "deciding", read_by_opa(opa.policies, tests=False), memory)
        self._tested = ground(opa, scratch / "tested", read_by_opa(opa.policies, tests=True), memory)

    def rego(self, copies: list[Copy]) -> list[tuple[Copy, Fate]]:
        """Return what the tests that can see each mutant say of it, then the reference questions."""
        controls = {copy.source.name: copy for copy in copies if not copy.mutant}
        mutants = [copy for copy in copies if copy.mutant]
        fates = dict.fromkeys(range(len(mutants)), Fate.SURVIVED)
        near = {at: copy.near for at, copy in enumerate(mutants) if copy.near}
        self._unchanged(self._deciding, {name: copy.near.tests for name, copy in controls.items() if copy.near})
        fates |= dict(zip(near, self._fates(self._deciding, [copy.tests for copy in near.values()]), strict=True))
        left = [at for at, fate in fates.items() if fate is Fate.SURVIVED]
        self._unchanged(
            self._deciding, {name: controls[name].tests for name in {mutants[at].source.name for at in left}}
        )
        fates |= dict(zip(left, self._fates(self._deciding, [mutants[at].tests for at in left]), strict=True))
        unseen = [at for at, fate in fates.items() if fate is Fate.SURVIVED]
        if unseen:
            questions = Questions(self._opa, self._scratch / "questions", self._memory)
            trials = {at: trial for at in unseen if (trial := questions.trial(mutants[at]))}
            asked = {mutants[at].source.name for at in trials}
            of_controls = {name: questions.trial(controls[name]) for name in asked}
            self._unchanged(questions.ground, {name: trial for name, trial in of_controls.items() if trial})
            for at, fate in zip(trials, self._fates(questions.ground, list(trials.values())), strict=True):
                fates[at] = fate
        return [(copy, fates[at]) for at, copy in enumerate(mutants)]

    def data(self, changes: list[Change]) -> list[tuple[Change, Fate]]:
        """Return what becomes of each change: its schema, the tests that read it, the reference questions."""
        if not changes:
            return []
        fates = dict.fromkeys(changes, Fate.SURVIVED)
        fates |= dict.fromkeys(serving.refused(self._opa, changes), Fate.REFUSED)
        read = [one for one in _surviving(fates) if serving.read_by_rules(one)]
        self._unchanged(self._tested, serving.unchanged(self._opa, self._modules, read))
        trials = [serving.tests(self._opa, self._modules, change) for change in read]
        fates |= dict(zip(read, self._fates(self._tested, trials), strict=True))
        left = _surviving(fates)
        self._bar.more(len(left))
        noticed = serving.noticed(self._opa, self._deciding, left, self._bar.told)
        fates |= dict.fromkeys(noticed, Fate.KILLED)
        return list(fates.items())

    def last(self, changed: list[tuple[str, str]]) -> list[Fate]:
        """Return what all the tests say of each file, by its name, with its new text; nobody was shown these alone."""
        self._bar.more(len(changed))
        with ThreadPoolExecutor(os.cpu_count()) as pool:
            return list(pool.map(lambda one: self._whole(*one), changed))

    def _whole(self, file: str, text: str) -> Fate:
        name = key(self._tested.digest, file, text)
        fate = self._memory.fate(name)
        if fate is None:
            with tempfile.TemporaryDirectory(dir=self._scratch) as scratch:
                folder = Path(shutil.copytree(self._opa.policies, Path(scratch) / "policies"))
                (folder / file).write_text(text, encoding="utf-8")
                results = Opa(self._opa.binary, folder).test(*PATIENT)
            fate = Fate.KILLED if any(one.get("fail") or one.get("error") for one in results) else Fate.SURVIVED
            self._memory.keep({name: fate})
        self._bar.told(1)
        return fate

    def _fates(self, where: Ground, trials: list[Trial]) -> list[Fate]:
        self._bar.more(len(trials))
        return where.fates(trials, self._bar.told)

    def _unchanged(self, where: Ground, controls: dict[str, Trial]) -> None:
        """Make sure that nobody complains while nothing is changed."""
        for name, fate in zip(controls, self._fates(where, list(controls.values())), strict=True):
            if fate is not Fate.SURVIVED:
                raise Untestable(name)


def _surviving(fates: dict[Change, Fate]) -> list[Change]:
    return [change for change, fate in fates.items() if fate is Fate.SURVIVED]
