"""The policy about the policies: each way of spoiling them is seen by the check that is there for it."""

from pathlib import Path

import pytest

from engines.policies import Policies, problems_of
from engines.rego import Opa
from settings import ROOT

pytestmark = pytest.mark.engines


def replaced(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_policies_of_the_house_pass_every_check(opa: Path, regal: Path) -> None:
    problems = {
        check.what.en: check.problems for check in Policies(ROOT / "policies", opa, regal).check() if check.problems
    }
    assert problems == {}


def test_house_has_rules_enough_and_their_tests_cover_them_whole(opa: Path) -> None:
    rego = Opa(opa, ROOT / "policies")
    assert not [result["name"] for result in rego.test() if result.get("fail") or result.get("error")]
    assert rego.coverage() == (100.0, [])


SPOILED: dict[str, tuple[str, str, str, str]] = {
    # what is spoiled: the check that sees it, the file, what is replaced, by what
    "id used twice": ("Documentation of the rules", "rules/gates/need.rego", "BES-002", "BES-001"),
    "English left out": ("Documentation of the rules", "rules/gates/need.rego", "en: The problem first", "en: ''"),
    "unknown citation": ("Documentation of the rules", "rules/gates/need.rego", "s0-valeur", "s0-value"),
    "unknown severity": ("Documentation of the rules", "rules/gates/need.rego", "severity: major", "severity: grave"),
    "YAML date": (
        "Documentation of the rules",
        "rules/gates/need.rego",
        "  needs: [need.problem]",
        "  needs: 2026-01-01",
    ),
    "unknown term": (
        "Documentation of the rules",
        "rules/directive/diagnosis.rego",
        "[term.exclusively",
        "[term.mostly",
    ),
    "rule without an id": ("Documentation of the rules", "rules/gates/need.rego", "#   id: BES-002\n", ""),
    "rule without a default": (
        "Documentation of the rules",
        "rules/gates/need.rego",
        "default problem_comes_first := false",
        "problem_comes_first if input.x",
    ),
    "unknown confidence": ("Table of citations", "citations/data.yaml", "confidence: recalled", "confidence: sure"),
    "date that is none": ("Table of citations", "citations/data.yaml", '"2023-09-22"', '"2023-09-31"'),
    "gate names a ghost": ("Gates", "processes/initiative/data.yaml", "rule: BES-003", "rule: BES-333"),
    "gate uses an unknown term": (
        "Gates",
        "processes/initiative/data.yaml",
        "term.sensitive_use: true",
        "term.risky: true",
    ),
    "duty without a period": ("Gates", "processes/initiative/data.yaml", "period: reassessment", "period: someday"),
    "need that the rule does not read": (
        "Facts read by the rules",
        "rules/gates/need.rego",
        "needs: [need.problem]",
        "needs: [need.problem, need.beneficiaries]",
    ),
    "fact that no event brings": (
        "Facts read by the rules",
        "rules/lrsss/vendor.rego",
        "input.facts.contract.supplier_is_body",
        "input.facts.contract.supplier_is_a_body",
    ),
    "parameter out of bounds": (
        "Parameters",
        "rules/gates/parameters/data.yaml",
        "minimum_share: 0.8",
        "minimum_share: 80",
    ),
    "parameter misspelt": ("Parameters", "rules/gates/parameters/data.yaml", "minimum_share", "minimal_share"),
    "band out of order": (
        "Questionnaires",
        "assessment/questionnaires/besoin-et-valeur/data.yaml",
        "at_least: 50",
        "at_least: 90",
    ),
    "catalogue stale": ("Catalogue up to date", "rules/gates/need.rego", "The problem first", "The problem before"),
    "capabilities widened": ("List of allowed built-ins", "capabilities.json", '"abs"', '"http.send"'),
    "one side untested": (
        "Rules tested on both sides",
        "rules/gates/training_test.rego",
        "test_users_trained_met",
        "test_nothing_met",
    ),
    "badly formatted": ("Formatting (opa fmt)", "rules/gates/need.rego", "default value", "default  value"),
    "type error": ("Types and allowed built-ins", "rules/gates/need.rego", "trim_space(", "trim_spaces("),
    "bad style": (
        "Style (Regal)",
        "rules/gates/need.rego",
        "package balise.rules.gates.need",
        "package balise.rules.gates.need_Bad",
    ),
}


@pytest.mark.parametrize("spoiling", SPOILED)
def test_spoiled_policies_are_seen(opa: Path, regal: Path, policies: Path, spoiling: str) -> None:
    expected, path, old, new = SPOILED[spoiling]
    replaced(policies / path, old, new)
    (check,) = [check for what, check in Policies(policies, opa, regal).checks() if what.en == expected]
    assert problems_of(check)
