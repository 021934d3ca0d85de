"""What the tests outside the rules can see: the machinery, the data, and the few rules that they happen to judge.

They are dear to measure, and no edit of a rule they never judge can change them. Evaluation is deterministic: until it
first comes to a changed file, nothing differs; and had it come to one, OPA's measure would have shown that file passed
through, as a rule that decides has a default. What their Rego names outright counts in any case.
"""

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Final

from authoring.mutation.trial import read_by_opa
from authoring.policies import Policies
from authoring.remembered import digest, held
from authoring.uses import BEGINS
from authoring.written import load
from engines.rego import CAPABILITIES

RULES: Final = "rules"
BESIDE: Final = ("entitlement",)
"""Families whose tests are of the machinery as well: who may say what is judged at every gate."""
PACKAGE: Final = re.compile(r"^package ([\w.]+)", re.MULTILINE)
NAMED: Final = re.compile(r"\bdata(?:\.[a-z_]\w*)+")


class Machinery:
    """The tests of *policies* that are not the rules', and what tells what they see from anything else."""

    def __init__(self, policies: Policies) -> None:
        self._folder = policies.folder
        files = read_by_opa(policies.folder, tests=True)
        self._fixed = (policies.opa.parent.name, held(policies.folder, [policies.folder / CAPABILITIES]))
        self._files = files
        self._rules = {
            path.relative_to(policies.folder).as_posix(): path.read_text(encoding="utf-8")
            for path in files
            if path.suffix == ".rego" and self._of_rules(path)
        }
        self._machinery = [path for path in files if not self._of_rules(path)]

    @property
    def tests(self) -> str:
        """Return the expression that chooses them."""
        tested = [path for path in self._machinery if path.name.endswith("_test.rego")]
        names = [name for path in tested for name in PACKAGE.findall(path.read_text(encoding="utf-8"))]
        families = [rf"balise\.{RULES}\.{family}\." for family in BESIDE]
        return "^data\\.(?:" + "|".join([*(rf"{re.escape(name)}\." for name in sorted(names)), *families]) + ")"

    def is_of_rules(self, name: str) -> bool:
        """Tell whether the file called *name* is one that the tests of the rules must pass through."""
        return name.startswith(f"policies/{RULES}/")

    def outside(self) -> str:
        """Return what tells all that is outside the rules, and how the rules are called."""
        called = [f"{name} {sorted(set(_names(text)))}" for name, text in sorted(self._rules.items())]
        return digest("outside", *self._fixed, held(self._folder, self._machinery), *called)

    def passed(self, measured: dict[str, Any], policies: Policies) -> list[str]:
        """Return the files of rules that were passed through."""
        found = {
            policies.located(name).removeprefix("policies/") for name, file in measured.items() if "covered" in file
        }
        return sorted(found & set(self._rules))

    def seen(self, passed: Iterable[str]) -> str:
        """Return what tells all that the tests outside the rules can see, when they pass through these files."""
        texts = [path.read_text(encoding="utf-8") for path in self._machinery if path.suffix == ".rego"]
        packages = {name: found[1] for name, text in self._rules.items() if (found := PACKAGE.search(text))}
        reached = {name for name in self._rules if name.split("/")[1] in BESIDE} | (set(passed) & set(self._rules))
        while True:
            named = {
                path for text in (*texts, *(self._rules[name] for name in reached)) for path in NAMED.findall(text)
            }
            more = {
                name for name, package in packages.items() if any(_below(path, f"data.{package}") for path in named)
            }
            if more <= reached:
                break
            reached |= more
        values = [f"{path} {self._value(path)}" for path in sorted(named) if path.startswith(f"data.{RULES}")]
        return digest(self.outside(), held(self._folder, [self._folder / name for name in reached]), *values)

    def _of_rules(self, path: Path) -> bool:
        return path.relative_to(self._folder).parts[0] == RULES

    def _value(self, path: str) -> str:
        """Return the data at *path* (`data.rules.<family>…`), as far as the path is written."""
        steps = path.split(".")[1:]
        found = []
        for file in self._files:
            place = file.parent.relative_to(self._folder).parts
            if file.suffix == ".rego" or not self._of_rules(file):
                continue
            shared = min(len(place), len(steps))
            if list(place[:shared]) == steps[:shared]:
                found.append(repr(_at(load(file), steps[len(place) :])))
        return " ".join(found)


def _names(text: str) -> list[str]:
    return [found[1] for line in text.splitlines() if (found := BEGINS.match(line))]


def _below(path: str, package: str) -> bool:
    return path == package or path.startswith(f"{package}.")


def _at(value: Any, steps: list[str]) -> Any:
    for step in steps:
        if not isinstance(value, dict) or step not in value:
            break
        value = value[step]
    return value
