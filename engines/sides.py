"""Proof that a rule's tests look at both of its sides: a rule that always says yes, or always no, must break one."""

import json
import shutil
import tempfile
from collections.abc import Iterable
from pathlib import Path

from engines.rego import Opa


def unguarded(policies: Path, opa: Path, rules: Iterable[tuple[str, str]]) -> list[tuple[str, str, bool]]:
    """Return the (family, rule, value) whose tests all pass while the rule is forced to that value.

    Every rule is forced at once, so a test counts for the rule it names: `test_<rule>_…`, in the family's tests.
    """
    known = sorted(rules)
    return [
        (family, name, value)
        for value in (True, False)
        for broken in (_broken(policies, opa, known, value=value),)
        for family, name in known
        if not any(package == family and test.startswith(f"test_{name}_") for package, test in broken)
    ]


def _broken(policies: Path, opa: Path, rules: list[tuple[str, str]], *, value: bool) -> set[tuple[str, str]]:
    with tempfile.TemporaryDirectory() as scratch:
        forced = Path(scratch) / "policies"
        shutil.copytree(policies, forced)
        for family in {family for family, _ in rules}:
            names = [name for of, name in rules if of == family]
            module = "\n\n".join([f"package balise.rules.{family}", *(f"{n} := {json.dumps(value)}" for n in names)])
            (forced / "rules" / family / f"{family}.rego").write_text(module + "\n", encoding="utf-8")
        results = Opa(opa, forced).test("--run", r"^data\.balise\.rules\.")
    return {
        (result["package"].removeprefix("data.balise.rules.").removesuffix("_test"), result["name"])
        for result in results
        if result.get("fail") or result.get("error")
    }
