"""The mutants of the Rego, and what each is tried by: the tests that can see it, then the reference questions."""

import os
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path

from authoring.mutation.memory import key
from authoring.mutation.mutant import READ, Mutant, shown
from authoring.mutation.namespace import MARK, Modules
from authoring.mutation.operators import Edit, edits
from authoring.mutation.source import Source, named, parse
from authoring.mutation.trial import Trial
from engines.rego import Opa


@dataclass(frozen=True)
class Copy:
    """The modules that can see a change of *source*, and the mutant among them; no mutant for a control."""

    source: Source
    reach: tuple[Source, ...]
    texts: dict[str, str]
    upon: str
    """What tells the modules that these look at."""
    mutant: Mutant | None
    near: "Copy | None" = None
    """The same, among the modules of its own folder: most changes are noticed there."""

    @property
    def text(self) -> str:
        """Return the changed module under its usual name."""
        return self.texts[self.source.name].replace(f"{MARK}.", "")

    @property
    def tests(self) -> Trial:
        """Return the tests that can see the change: the module's own, then those that say the most."""
        own = self.source.name.removesuffix(".rego")
        found = [
            (not source.name.startswith(own), -len(text), f"data.{MARK}.{name}")
            for source in self.reach
            if source.tests
            for name, text in tests_of(source).items()
        ]
        return Trial(self.texts, tuple(name for _, _, name in sorted(found)), upon=self.upon)


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


def tests_of(source: Source) -> dict[str, str]:
    """Return the tests of *source*, each by its package and name, with their text."""
    places = {named(rule): source.at(rule) for rule in source.rules if named(rule).startswith("test_")}
    return {
        ".".join((*source.package, name)): place.of(source.text) if place else ""
        for name, place in sorted(places.items())
    }


def _copies(opa: Opa, modules: Modules, source: Source, wanted: Callable[[Mutant], bool]) -> Iterator[Copy]:
    reach = tuple(modules.reach(source.name))
    near = tuple(one for one in reach if Path(one.name).parts[0] == Path(source.name).parts[0])
    made = _within(opa, modules, source, reach)
    nearest = _within(opa, modules, source, near) if near != reach else made
    pairs = [
        replace(copy, near=None if other is copy else other)
        for copy, other in zip(made, nearest, strict=True)
        if copy.mutant is None or wanted(copy.mutant)
    ]
    if len(pairs) > 1:
        yield from pairs


def _within(opa: Opa, modules: Modules, source: Source, reach: tuple[Source, ...]) -> list[Copy]:
    """Return the control of *source* among *reach*, then every mutant."""
    texts = {one.name: modules.template(one, reach) for one in reach}
    upon = key(*(one.text for one in modules.below(reach)))
    identifiers = _identifiers(source)
    marked = _parsed(opa, source.name, texts[source.name])
    control = Copy(source, reach, texts, upon, None)
    made = list(edits(marked))
    mutants = _numbered(_mutant(marked, rule, edit, identifiers.get(rule)) for rule, edit in made)
    changed = [{**texts, source.name: edit.span.replaced(marked.text, edit.new)} for _, edit in made]
    return [
        control,
        *(replace(control, texts=one, mutant=mutant) for one, mutant in zip(changed, mutants, strict=True)),
    ]


def _numbered(mutants: Iterable[Mutant]) -> Iterator[Mutant]:
    """Tell apart those that read the same in one rule: what excuses one says nothing of the others."""
    seen: Counter[tuple[str, ...]] = Counter()
    for mutant in mutants:
        seen[mutant.key] += 1
        again = seen[mutant.key]
        yield mutant if again == 1 else replace(mutant, before=f"{mutant.before} ({again})")


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
