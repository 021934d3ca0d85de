"""What the tests of the rules show: one that fails, a line none passes through, a rule none would see broken."""

import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from authoring import sides
from authoring.families import Families
from authoring.machinery import Machinery
from authoring.policies import Policies, Rule
from authoring.problem import Problem
from authoring.remembered import Recall, digest
from domain.text import Text
from engines.rego import RegoRefused, command


def tested(policies: Policies, recall: Recall | None = None) -> list[Problem]:  # noqa: PT028  it is not a test
    """Run every test once, measuring what they pass through: the rules' apart, then all if that is not enough."""
    recall = recall or Recall()
    families, machinery = Families(policies), Machinery(policies)
    with ThreadPoolExecutor(2) as pool:
        of_rules = pool.submit(_of_rules, policies, families, recall)
        others = pool.submit(_of_machinery, policies, machinery, recall)
        wrong = [found for found in (of_rules.result(), others.result()) if found is not None]
    failing = [found.failing for found in wrong if found.failing is not None]
    if failing:
        return [problem for tests in failing for problem in _failures(policies, tests)]
    return _whole(policies) if wrong else []


@dataclass(frozen=True)
class _Wrong:
    """What some tests did not show: which ones fail, as an expression that chooses them, or that they miss lines."""

    failing: str | None = None


def _of_rules(policies: Policies, families: Families, recall: Recall) -> _Wrong | None:
    looks = {family: families.seen(family) for family in families.modules}
    left = set(recall.left(looks.values()))
    new = [family for family, look in looks.items() if look in left]
    if new:
        measured = _measured(policies, "--run", families.tests(new))
        if measured is None:
            return _Wrong(failing=families.tests(new))
        if any(families.of(name) in new for name in _uncovered(policies, measured)):
            return _Wrong()
        recall.keep(left)
    return None


def _of_machinery(policies: Policies, machinery: Machinery, recall: Recall) -> _Wrong | None:
    """Look at the tests outside the rules; which rules they passed through the last time tells what they can see."""
    passed = recall.memory.note(machinery.outside())
    if passed is None:
        recall.asked += 1
    elif not recall.left([machinery.seen(passed.split())]):
        return None
    measured = _measured(policies, "--run", machinery.tests)
    if measured is None:
        return _Wrong(failing=machinery.tests)
    if not all(machinery.is_of_rules(name) for name in _uncovered(policies, measured)):
        return _Wrong()
    found = machinery.passed(measured, policies)
    recall.memory.keep({machinery.outside(): " ".join(found), machinery.seen(found): ""})
    return None


def _whole(policies: Policies) -> list[Problem]:
    """Return the lines that none of the tests together passes through."""
    measured = _measured(policies)
    if measured is None:
        raise RegoRefused("tests fail together that pass apart")
    return [problem for name, file in sorted(measured.items()) for problem in _holes(policies, name, file)]


def _failures(policies: Policies, tests: str) -> list[Problem]:
    """Run the *tests* again, some of which fail, for OPA to name them: it names none while it measures."""
    results = policies.rego.test("--run", tests)
    failed = [result for result in results if result.get("fail") or result.get("error")]
    if not failed:
        raise RegoRefused(json.dumps(results)[:2000])
    return [_failure(policies, result) for result in failed]


def _measured(policies: Policies, *flags: str) -> dict[str, Any] | None:
    """Return what the tests pass through, by file, or None when some fail: OPA measures nothing then."""
    rego = policies.rego
    arguments = ("test", "--bundle", str(policies.folder), "--coverage", *rego.capabilities(), *flags)
    try:
        measured: dict[str, Any] = json.loads(command(rego.binary, *arguments, answers=(0, 1, 2)))["files"]
    except json.JSONDecodeError:
        return None
    return measured


def _uncovered(policies: Policies, measured: dict[str, Any]) -> list[str]:
    return [policies.located(name) for name, file in measured.items() if file.get("not_covered")]


def both_sides(policies: Policies, recall: Recall | None = None) -> list[Problem]:
    """Return the rules that could answer always yes, or always no, without a test failing."""
    recall = recall or Recall()
    families, by_name = Families(policies), {rule.named: rule for rule in policies.rules}
    looks = {
        family: digest("sides", json.dumps(named), families.seen(family, sides.forced(named)))
        for family in families.modules
        for named in (sorted(named for named in by_name if named[0] == family),)
        if named
    }
    left = set(recall.left(looks.values()))
    new = [family for family, look in looks.items() if look in left]
    if not new:
        return []
    asked = [named for named in by_name if named[0] in new]
    problems = [
        Problem(file=rule.file, line=rule.line, rule=rule.id, problem=problem, remedy=remedy)
        for named, value in sides.unguarded(policies.folder, policies.opa, asked, families.tests(new))
        for rule in (by_name[named],)
        for problem, remedy in (_unguarded(rule, value=value),)
    ]
    wrong = {problem.file.split("/")[2] for problem in problems if problem.file}
    recall.keep(look for family, look in looks.items() if look in left and family not in wrong)
    return problems


def _failure(policies: Policies, result: dict[str, Any]) -> Problem:
    package = result["package"].removeprefix("data.balise.").removesuffix("_test")
    family, _, subject = package.removeprefix("rules.").partition(".")
    beside = [rule for rule in policies.rules if rule.named[:2] == (family, subject)]
    mine = [rule for rule in beside if result["name"].startswith(f"test_{rule.named[2]}_")]
    rule = max(mine, key=lambda one: len(one.named[2])) if mine else None
    case = result["name"].removeprefix(f"test_{rule.named[2]}_" if rule else "test_")
    where = f"{package.removeprefix('rules.')}.{rule.named[2]}" if rule else package
    return Problem(
        file=policies.located(result["location"]["file"]),
        line=result["location"]["row"],
        rule=rule.id if rule else None,
        problem=Text(
            fr=f"L'essai « {_words(case)} » de {where} échoue.", en=f'The test "{_words(case)}" of {where} fails.'
        ),
        remedy=Text(
            fr="La règle ne répond plus ce que l'essai attend. Si c'est voulu, corriger l'essai ; sinon, la règle.",
            en="The rule no longer answers what the test expects. If it is meant, correct the test; if not, the rule.",
        ),
        said=str(result.get("error") or "") or None,
    )


def _holes(policies: Policies, name: str, file: dict[str, Any]) -> Iterator[Problem]:
    missed = sorted(
        {row for part in file.get("not_covered", ()) for row in range(part["start"]["row"], part["end"]["row"] + 1)}
    )
    for _, numbered in groupby(enumerate(missed), key=lambda pair: pair[1] - pair[0]):
        rows = [row for _, row in numbered]
        which = Text(fr="Aucun essai ne traverse cette ligne.", en="No test passes through this line.")
        if len(rows) > 1:
            which = Text(
                fr=f"Aucun essai ne traverse les lignes {rows[0]} à {rows[-1]}.",
                en=f"No test passes through lines {rows[0]} to {rows[-1]}.",
            )
        yield Problem(
            file=policies.located(name),
            line=rows[0],
            problem=which,
            remedy=Text(
                fr="Ajouter un essai qui en a besoin, ou retirer ce qui ne sert pas.",
                en="Add a test that needs it, or take out what is not used.",
            ),
        )


def _unguarded(rule: Rule, *, value: bool) -> tuple[Text, Text]:
    name, side = rule.named[2], "unmet" if value else "met"
    file = rule.file.removesuffix(".rego") + "_test.rego"
    return (
        Text(
            fr="Aucun essai ne verrait cette règle laisser passer tout le monde."
            if value
            else "Aucun essai ne verrait cette règle refuser tout le monde.",
            en="No test would see this rule let everyone through."
            if value
            else "No test would see this rule refuse everyone.",
        ),
        Text(
            fr=f"Ajouter à {file} un essai nommé test_{name}_{side}_… où la règle est "
            + ("enfreinte." if value else "satisfaite."),
            en=f"Add to {file} a test named test_{name}_{side}_… in which the rule is "
            + ("violated." if value else "met."),
        ),
    )


def _words(name: str) -> str:
    return name.replace("_", " ")
