"""How much of the law is in the rules: each clause with the rules that encode it, their tests and gates, or its gap."""

from collections import Counter
from dataclasses import dataclass
from typing import Any, Final

from authoring.policies import Policies
from domain.text import Text

BINDING: Final = ("statute", "regulation")


@dataclass(frozen=True)
class Clause:
    """One thing that a text asks."""

    name: str
    citation: str
    text: Text
    rules: tuple[str, ...]
    gap: Text | None

    @property
    def state(self) -> str:
        """`covered`, `partly` or `gap`."""
        if self.gap is None:
            return "covered"
        return "partly" if self.rules else "gap"


def clauses(policies: Policies) -> list[Clause]:
    """Return every clause, in the order of the table of texts."""
    order = {key: position for position, key in enumerate(policies.citations)}
    found = [
        Clause(
            name=one["clause"],
            citation=one["citation"],
            text=Text.model_validate(one["text"]),
            rules=tuple(one.get("rules", ())),
            gap=Text.model_validate(one["gap"]) if "gap" in one else None,
        )
        for _, _, one in policies.clauses
    ]
    return sorted(found, key=lambda clause: (order.get(clause.citation, len(order)), clause.name))


def summary(policies: Policies) -> dict[str, Any]:
    """Return how many clauses are covered, wholly, in part, or not, by confidence of their text."""
    found = clauses(policies)
    states = Counter(clause.state for clause in found)
    sure = Counter(policies.citations[clause.citation]["confidence"] for clause in found)
    return {
        "clauses": len(found),
        "covered": states["covered"],
        "partly": states["partly"],
        "gaps": states["gap"],
        "rules": len({rule for clause in found for rule in clause.rules}),
        "tests": sum(len(policies.tests[rule]) for rule in {rule for clause in found for rule in clause.rules}),
        "by_confidence": dict(sorted(sure.items())),
    }


def matrix(policies: Policies) -> list[dict[str, Any]]:
    """Return every clause with its rules, their tests and their gates."""
    return [
        {
            "clause": clause.name,
            "citation": {"key": clause.citation, **policies.citations[clause.citation]},
            "text": clause.text.model_dump(),
            "state": clause.state,
            "rules": [
                {"id": rule, "tests": list(policies.tests[rule]), "gates": gates(policies, rule)}
                for rule in clause.rules
            ],
            "gap": clause.gap.model_dump() if clause.gap else None,
        }
        for clause in clauses(policies)
    ]


def gates(policies: Policies, rule: str) -> list[str]:
    """Return where *rule* is posed, as `process.gate`."""
    return list(dict.fromkeys(f"{process}.{gate}" for process, gate, _ in policies.posed.get(rule, ())))
