"""The mutants of the Rego, and which of them no test notices."""

import json
import os
import re
import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from authoring.mutation.mutant import READ, Fate, Mutant, shown
from authoring.mutation.namespace import MARK, Modules
from authoring.mutation.operators import Edit, edits
from authoring.mutation.source import Source, named, parse
from engines.rego import Opa, RegoRefused, command

MODULES: Final = 160
"""How many modules one run of OPA compiles at most: beyond, starting is cheap and memory is not."""
TOGETHER: Final = "together_test.rego"
TEST: Final = ("--format", "json", "--parallel", "1", "--max-errors", "100000", "--run", r"\.test_together$")
ROOMY: Final = {"GOGC": "400"}
"""OPA is written in Go, and would otherwise spend a third of its time collecting what ends with it in a second."""
CULPRIT: Final = re.compile(rf"{MARK}_(\d+)/")


class Untestable(Exception):  # noqa: N818  named after what happened
    """The tests that can see the module *name* fail while nothing is changed."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


@dataclass(frozen=True)
class Copy:
    """The modules that can see a change of the module *name*, and the mutant among them; no mutant for a control."""

    name: str
    texts: dict[str, str]
    together: str
    mutant: Mutant | None

    @property
    def text(self) -> str:
        """Return the changed module under its usual name."""
        return self.texts[self.name].replace(f"{MARK}.", "")


def read(opa: Opa) -> Modules:
    """Read every module of the policies."""
    paths = sorted(opa.policies.rglob("*.rego"))
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        names = [path.relative_to(opa.policies).as_posix() for path in paths]
        return Modules(pool.map(lambda path, name: parse(opa.binary, path, name), paths, names))


def copies(opa: Opa, modules: Modules, wanted: Callable[[Mutant], bool]) -> list[Copy]:
    """Return a copy for every wanted mutant, after a control for each module."""
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        sources = [source for source in modules.sources.values() if not source.tests]
        made = pool.map(lambda source: list(_copies(opa, modules, source, wanted)), sources)
        return [copy for of_one in made for copy in of_one]


def judge(opa: Opa, tried: list[Copy], told: Callable[[int], None]) -> Iterator[tuple[Copy, Fate]]:
    """Run the tests on every copy and yield what became of each; *told* hears how many are done.

    Raises:
        Untestable: A control's tests fail.
    """
    with tempfile.TemporaryDirectory() as scratch, ThreadPoolExecutor(os.cpu_count()) as pool:
        base = staged(opa.policies, Path(scratch) / "base")
        batches = list(_batches(tried))
        for batch, fates in pool.map(lambda batch: (batch, _fates(opa, base, batch)), batches):
            told(len(batch))
            for copy, fate in zip(batch, fates, strict=True):
                if copy.mutant is None and fate is not Fate.SURVIVED:
                    raise Untestable(copy.name)
                yield copy, fate


def staged(policies: Path, folder: Path) -> Path:
    """Copy what decides among *policies* to *folder*: no tests, and no roots, which would refuse our modules."""
    for path in policies.rglob("*"):
        kept = path.name in ("data.yaml", "data.json") or (
            path.suffix == ".rego" and not path.name.endswith("_test.rego")
        )
        if kept:
            target = folder / path.relative_to(policies)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, target)
    return folder


def _copies(opa: Opa, modules: Modules, source: Source, wanted: Callable[[Mutant], bool]) -> Iterator[Copy]:
    reach = modules.reach(source.name)
    texts = {one.name: modules.template(one, reach) for one in reach}
    identifiers, together = _identifiers(source), _together(reach)
    marked = _parsed(opa, source.name, texts[source.name])
    mutants = [
        Copy(source.name, {**texts, source.name: edit.span.replaced(marked.text, edit.new)}, together, mutant)
        for rule, edit in edits(marked)
        if wanted(mutant := _mutant(marked, rule, edit, identifiers.get(rule)))
    ]
    if mutants:
        yield Copy(source.name, texts, together, None)
        yield from mutants


def _together(reach: list[Source]) -> str:
    """Return a module with one test that asks for all the others, and that stops at the first that fails."""
    asked = [
        f"\tdata.{MARK}.{'.'.join(source.package)}.{name}"
        for source in reach
        if source.tests
        for name in sorted(source.names)
        if name.startswith("test_")
    ]
    return "\n".join([f"package {MARK}", "", "test_together if {", *(asked or ["\ttrue"]), "}", ""])


def _parsed(opa: Opa, name: str, text: str) -> Source:
    with tempfile.TemporaryDirectory() as scratch:
        path = Path(scratch) / "module.rego"
        path.write_text(text, encoding="utf-8")
        return parse(opa.binary, path, name)


def _identifiers(source: Source) -> dict[str, str]:
    """Return the ids of the rules of *source*, and for what serves one rule alone, that rule's."""
    return {
        named(rule): annotation["custom"]["id"]
        for rule in source.rules
        for annotation in rule.get("annotations", ())
        if "id" in annotation.get("custom", {})
    }


def _mutant(source: Source, rule: str, edit: Edit, identifier: str | None) -> Mutant:
    sentence = edit.sentence
    inside = sentence.start <= edit.span.start and edit.span.end <= sentence.end
    if not inside or len(sentence.of(source.text)) > READ:
        sentence = edit.span
    before = sentence.of(source.text)
    after = source.text[sentence.start : edit.span.start] + edit.new + source.text[edit.span.end : sentence.end]
    before, after = (shown(text.replace(f"{MARK}.", "")) for text in (before, after))
    return Mutant(source.name, rule, edit.operator, before, after, identifier)


def _batches(tried: Iterable[Copy]) -> Iterator[list[Copy]]:
    batch: list[Copy] = []
    for copy in tried:
        if batch and sum(len(one.texts) for one in batch) + len(copy.texts) > MODULES:
            yield batch
            batch = []
        batch.append(copy)
    if batch:
        yield batch


def _fates(opa: Opa, base: Path, batch: list[Copy]) -> list[Fate]:
    refused: set[int] = set()
    with tempfile.TemporaryDirectory(dir=base.parent) as scratch:
        folder = Path(shutil.copytree(base, Path(scratch) / "policies", copy_function=os.link))
        for number, copy in enumerate(batch):
            for name, text in {**copy.texts, TOGETHER: copy.together}.items():
                path = folder / f"{MARK}_{number}" / name
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(text.replace(MARK, f"{MARK}_{number}"), encoding="utf-8")
        arguments = ("test", "--bundle", str(folder), *opa.capabilities(), *TEST)
        while True:
            try:
                failed = _failed(json.loads(command(opa.binary, *arguments, answers=(0, 2), environment=ROOMY)))
                break
            except RegoRefused as refusal:
                new = {int(number) for number in CULPRIT.findall(refusal.output)}
                if not new:
                    raise
                refused |= new
                for number in new:
                    shutil.rmtree(folder / f"{MARK}_{number}")
    return [
        Fate.REFUSED if number in refused else Fate.KILLED if number in failed else Fate.SURVIVED
        for number in range(len(batch))
    ]


def _failed(results: list[dict[str, Any]]) -> set[int]:
    """Return the numbers of the copies of which a test failed."""
    return {
        int(result["package"].rpartition("_")[2]) for result in results if result.get("fail") or result.get("error")
    }
