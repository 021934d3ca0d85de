"""What a folder of policies holds, each part read once: rules, texts, gates, facts, terms, clauses."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, Final

from authoring import catalogue as generated
from authoring import reading
from authoring.catalogue import Named
from authoring.written import load
from engines.rego import Opa

TERMS: Final = ["data", "balise", "terms"]
EVERY_DAY: Final = "every_day"
"""Heading of the rules that time alone breaks: posed where a case stands, and before its first stage."""
AT_GATES: Final = ("every_verdict", "every_passage")
"""Headings of the rules that a process poses at each of its gates."""
EVERYWHERE: Final = (*AT_GATES, EVERY_DAY)
"""Headings of the rules that a process poses whatever the gate."""

TEST: Final = re.compile(r"^(test_\w+)", re.MULTILINE)


@dataclass(frozen=True)
class Rule:
    """One rule as it is written: what its METADATA says, and where it stands."""

    named: Named
    custom: dict[str, Any]
    file: str
    line: int

    @property
    def id(self) -> str:
        """Its identifier."""
        return str(self.custom["id"])


@dataclass(frozen=True)
class Policies:
    """A folder of policies and the commands that read it. What was read once is not read again."""

    folder: Path
    opa: Path
    regal: Path | None = None

    @property
    def rego(self) -> Opa:
        """The `opa` command at work on this folder."""
        return Opa(self.opa, self.folder)

    @property
    def docs(self) -> Path:
        """Where the documents made from the policies are written."""
        return self.folder.parent / "docs"

    def named(self, path: Path) -> str:
        """Return how *path* is called when a person is told of it."""
        return f"policies/{path.relative_to(self.folder).as_posix()}"

    def located(self, said: str) -> str:
        """Return how the file that OPA or Regal calls *said* is called when a person is told of it."""
        # OPA's measure of coverage names a file of a bundle twice, the second time below the bundle's own path.
        return f"policies/{said.rpartition(f'{self.folder}/')[2]}"

    @cached_property
    def inspected(self) -> dict[str, Any]:
        """Everything OPA knows of the policies, annotations included."""
        found: dict[str, Any] = json.loads(self.rego.inspect())
        return found

    @cached_property
    def sources(self) -> reading.Sources:
        """Every definition of the policies, and what is needed to follow it."""
        return reading.sources(self.folder, self.opa, self.facts)

    @cached_property
    def rules(self) -> tuple[Rule, ...]:
        """Every rule that has an id, in the order of the files."""
        places = {
            tuple(term["value"] for term in one["path"]): one["location"]
            for one in self.inspected["annotations"]
            if "path" in one
        }
        found = []
        for named, custom in generated.annotated_in(self.inspected):
            place = places[(*generated.FAMILIES, *named)]
            found.append(Rule(named, custom, self.located(place["file"]), place["row"]))
        return tuple(sorted(found, key=lambda rule: (rule.file, rule.line)))

    def rule(self, identifier: str) -> Rule | None:
        """Return the rule *identifier*, if there is one."""
        return next((rule for rule in self.rules if rule.id == identifier), None)

    @cached_property
    def terms(self) -> dict[str, dict[str, Any]]:
        """The terms a gate or a rule may refer to, with what each is called."""
        return {
            f"term.{path[3]}": one["annotations"]
            for one in self.inspected["annotations"]
            for path in ([term["value"] for term in one.get("path", ())],)
            if path[:3] == TERMS and len(path) == 4
        }

    @cached_property
    def citations(self) -> dict[str, Any]:
        """The table of texts."""
        loaded: dict[str, Any] = load(self.folder / "citations" / "data.yaml")
        return loaded

    @cached_property
    def processes(self) -> dict[str, Any]:
        """The gates of every process."""
        return {path.parent.name: load(path) for path in sorted((self.folder / "processes").glob("*/data.yaml"))}

    @cached_property
    def facts(self) -> dict[str, Any]:
        """The shape of every fact, by process and path."""
        loaded: dict[str, Any] = load(self.folder / "facts" / "data.json")
        return loaded

    @cached_property
    def listed(self) -> dict[str, Any]:
        """The catalogue as it was last generated: what each rule's header says, and what each gate judges."""
        loaded: dict[str, Any] = load(self.folder / "catalogue" / "data.json")
        return loaded

    @cached_property
    def bodies(self) -> list[str]:
        """Every body whose opinion an event can give."""
        loaded: list[str] = load(self.folder / "intake.json")["opinions"]
        return loaded

    @cached_property
    def parameters(self) -> dict[str, Any]:
        """The parameters of the machinery: delays by severity, periods of the duties."""
        loaded: dict[str, Any] = load(self.folder / "parameters" / "data.yaml")
        return loaded

    @cached_property
    def clauses(self) -> tuple[tuple[Path, int, dict[str, Any]], ...]:
        """Every clause of the coverage files, with its file and its position there."""
        return tuple(
            (path, position, clause)
            for path in sorted((self.folder / "coverage").glob("*.yaml"))
            for position, clause in enumerate(load(path) or ())
        )

    @cached_property
    def tests(self) -> dict[str, tuple[str, ...]]:
        """The names of the tests of every rule, by id: a test is the rule's whose name, the longest, begins its own."""
        found: dict[str, list[str]] = {rule.id: [] for rule in self.rules}
        for path in sorted((self.folder / "rules").glob("*/*_test.rego")):
            beside = [r for r in self.rules if r.named[:2] == (path.parent.name, path.stem.removesuffix("_test"))]
            for test in TEST.findall(path.read_text(encoding="utf-8")):
                mine = [rule for rule in beside if test.startswith(f"test_{rule.named[2]}_")]
                if mine:
                    found[max(mine, key=lambda rule: len(rule.named[2])).id].append(test)
        return {identifier: tuple(tests) for identifier, tests in found.items()}

    @cached_property
    def posed(self) -> dict[str, list[tuple[str, str, dict[str, Any]]]]:
        """Where every rule is posed: process, gate (as `entries` tells it), and for whom."""
        found: dict[str, list[tuple[str, str, dict[str, Any]]]] = {}
        for process, declared in self.processes.items():
            for gate, entry in entries(declared):
                found.setdefault(entry["rule"], []).append((process, gate, entry.get("when", {})))
        return found


def entries(process: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield every rule that *process* poses, with its gate: `*` for those of every one, or the heading of every day."""
    for heading in EVERYWHERE:
        yield from ((EVERY_DAY if heading == EVERY_DAY else "*", entry) for entry in process.get(heading, ()))
    for gate in generated.places(process):
        yield from ((gate, entry) for entry in process["gates"].get(gate, {}).get("rules", ()))
