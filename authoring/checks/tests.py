"""What the tests of the rules show: one that fails, a line none passes through, a rule none would see broken."""

import json
from collections.abc import Iterator
from itertools import groupby
from typing import Any

from authoring import sides
from authoring.policies import Policies, Rule
from authoring.problem import Problem
from domain.text import Text
from engines.rego import RegoRefused, command


def tested(policies: Policies) -> list[Problem]:
    """Run every test once, measuring what they pass through; the failures are named by a second run."""
    rego = policies.rego
    arguments = ("test", "--bundle", str(policies.folder), "--coverage", *rego.capabilities())
    report = command(rego.binary, *arguments, answers=(0, 1, 2))
    try:
        measured = json.loads(report)
    except json.JSONDecodeError:
        failed = [result for result in rego.test() if result.get("fail") or result.get("error")]
        if not failed:
            raise RegoRefused(report[:2000]) from None
        return [_failure(policies, result) for result in failed]
    return [problem for name, file in sorted(measured["files"].items()) for problem in _holes(policies, name, file)]


def both_sides(policies: Policies) -> list[Problem]:
    """Return the rules that could answer always yes, or always no, without a test failing."""
    by_name = {rule.named: rule for rule in policies.rules}
    return [
        Problem(file=rule.file, line=rule.line, rule=rule.id, problem=problem, remedy=remedy)
        for named, value in sides.unguarded(policies.folder, policies.opa, list(by_name))
        for rule in (by_name[named],)
        for problem, remedy in (_unguarded(rule, value=value),)
    ]


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
