"""What the clauses of the coverage files must be before a matrix is made of them."""

from collections.abc import Iterator
from typing import Any, Final

from authoring.checks.sentences import unknown_rule, unknown_text
from authoring.coverage import BINDING
from authoring.policies import Policies
from authoring.problem import Problem
from authoring.written import line_of
from domain.text import Text

COVERAGE: Final = "policies/coverage/*.yaml"


def covered(policies: Policies) -> list[Problem]:
    """Check that clauses are well named, and that no rule of a law is in none."""
    return [*named(policies), *_uncovered(policies)]


def named(policies: Policies) -> list[Problem]:
    """Check that clauses name only what exists, each once."""
    told: list[Problem] = []
    known = {rule.id for rule in policies.rules}
    first: dict[str, str] = {}
    for path, position, clause in policies.clauses:
        name = clause["clause"]
        told += [
            Problem(
                file=policies.named(path),
                line=line_of(path, (position, field)),
                rule=name,
                problem=problem,
                remedy=remedy,
            )
            for field, (problem, remedy) in _clause(clause, known, policies.citations, first.get(name))
        ]
        first.setdefault(name, policies.named(path))
    return told


def _clause(
    clause: dict[str, Any], known: set[str], citations: dict[str, Any], before: str | None
) -> Iterator[tuple[str, tuple[Text, Text]]]:
    if before:
        yield (
            "clause",
            (
                Text(
                    fr=f"La clause « {clause['clause']} » est déjà décrite ({before}).",
                    en=f'The clause "{clause["clause"]}" is described already ({before}).',
                ),
                Text(fr="Donner un autre nom à l'une des deux.", en="Give one of the two another name."),
            ),
        )
    if clause["citation"] not in citations:
        yield "citation", unknown_text(clause["citation"], citations)
    for rule in clause.get("rules", ()):
        if rule not in known:
            yield (
                "rules",
                unknown_rule(rule, known),
            )
    if "rules" not in clause and "gap" not in clause:
        yield (
            "clause",
            (
                Text(
                    fr=f"La clause « {clause['clause']} » n'a ni règle, ni raison de n'en pas avoir.",
                    en=f'The clause "{clause["clause"]}" has neither a rule, nor a reason to have none.',
                ),
                Text(
                    fr="Ajouter « rules: [...] », ou « gap: » avec la raison dans les deux langues.",
                    en='Add "rules: [...]", or "gap:" with the reason in both languages.',
                ),
            ),
        )


def _uncovered(policies: Policies) -> Iterator[Problem]:
    inside: dict[str, set[str]] = {}
    for _, _, clause in policies.clauses:
        for rule in clause.get("rules", ()):
            inside.setdefault(rule, set()).add(clause["citation"])
    for rule in policies.rules:
        cited = str(rule.custom.get("citation"))
        if policies.citations.get(cited, {}).get("kind") in BINDING and cited not in inside.get(rule.id, ()):
            problem, remedy = _elsewhere(rule.id, cited) if rule.id in inside else _nowhere(rule.id)
            yield Problem(file=rule.file, line=rule.line, rule=rule.id, problem=problem, remedy=remedy)


def _nowhere(rule: str) -> tuple[Text, Text]:
    return (
        Text(
            fr=f"La règle {rule} cite une loi ou un règlement, et aucune clause ne la nomme.",
            en=f"The rule {rule} cites a law or a regulation, and no clause names it.",
        ),
        Text(
            fr=f"L'ajouter sous « rules » de la clause qu'elle encode, dans {COVERAGE}.",
            en=f'Add it below "rules" of the clause it encodes, in {COVERAGE}.',
        ),
    )


def _elsewhere(rule: str, cited: str) -> tuple[Text, Text]:
    return (
        Text(
            fr=f"La règle {rule} cite « {cited} », et les clauses qui la nomment sont d'autres textes.",
            en=f'The rule {rule} cites "{cited}", and the clauses that name it are of other texts.',
        ),
        Text(
            fr=f"Corriger sa citation, ou l'ajouter sous « rules » d'une clause de ce texte, dans {COVERAGE}.",
            en=f'Correct its citation, or add it below "rules" of a clause of that text, in {COVERAGE}.',
        ),
    )
