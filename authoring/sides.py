"""Proof that a rule's tests look at both of its sides: a rule that always says yes, or always no, must break one."""

import json
import shutil
import tempfile
from collections.abc import Iterable
from pathlib import Path

from authoring.catalogue import Named
from engines.rego import Opa


def unguarded(policies: Path, opa: Path, rules: Iterable[Named], tests: str) -> list[tuple[Named, bool]]:
    """Return the rules, and the value, whose *tests* all pass while the rule is forced to that value.

    Every one of *rules* is forced at once, so a test counts for the rule it names: `test_<rule>_…`, beside it.
    """
    known = sorted(rules)
    return [
        (rule, value)
        for value in (True, False)
        for broken in (_broken(policies, opa, known, tests, value=value),)
        for rule in known
        if not any(package == rule[:2] and test.startswith(f"test_{rule[2]}_") for package, test in broken)
    ]


def forced(rules: Iterable[Named]) -> set[str]:
    """Return the files that forcing *rules* replaces."""
    return {f"rules/{family}/{subject}.rego" for family, subject, _ in rules}


def _broken(
    policies: Path, opa: Path, rules: list[Named], tests: str, *, value: bool
) -> set[tuple[tuple[str, ...], str]]:
    with tempfile.TemporaryDirectory() as scratch:
        changed = Path(scratch) / "policies"
        shutil.copytree(policies, changed)
        for family, subject in {rule[:2] for rule in rules}:
            names = [name for *of, name in rules if of == [family, subject]]
            module = "\n\n".join(
                [f"package balise.rules.{family}.{subject}", *(f"{name} := {json.dumps(value)}" for name in names)]
            )
            (changed / "rules" / family / f"{subject}.rego").write_text(module + "\n", encoding="utf-8")
        results = Opa(opa, changed).test("--run", tests)
    return {
        (tuple(result["package"].removeprefix("data.balise.rules.").removesuffix("_test").split(".")), result["name"])
        for result in results
        if result.get("fail") or result.get("error")
    }
