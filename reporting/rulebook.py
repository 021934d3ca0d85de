"""What the policies say of rules, gates and due dates: how grave a thing is, and how long it can wait."""

from collections.abc import Mapping
from typing import Final, Literal

from domain.verdict import Obligation
from reporting.life import Record

Severity = Literal["critical", "major", "minor"]
SEVERITIES: Final[tuple[Severity, ...]] = ("critical", "major", "minor")
"""The gravest first."""


class Rulebook(Record):
    """What the policies say, where a case only names it."""

    patience: Mapping[Severity, int]
    """Days that they leave to put right what is of that severity."""
    tolerance: Mapping[Severity, int]
    """Days after its due date until they have its lateness told to others; of what is told to nobody, nothing."""
    severities: Mapping[str, Severity] = {}
    """By rule."""
    order: Mapping[str, tuple[str, ...]] = {}
    """The stages of each process."""
    returns: Mapping[str, Mapping[str, str]] = {}
    """By process: for each stage outside the order, the one it is left for."""
    asked: Mapping[str, Mapping[str, frozenset[str]]] = {}
    """By process and gate: the rules, and the opinions as `opinion:<body>`, that a passage through it asks."""

    def severity(self, rule: str) -> Severity:
        """Return how grave it is to break *rule*. An opinion decides of a gate."""
        if rule.startswith("opinion:"):
            return "critical"
        return self.severities.get(rule, "major")

    def severity_owed(self, owed: Obligation) -> Severity:
        """Return how grave it is not to do what is *owed*.

        A duty is under no rule that would say so: it is as grave as what the policies press as it is pressed, the
        sooner its lateness is told to others the graver. What is told to nobody is minor.
        """
        if not owed.rule.startswith("duty:"):
            return self.severity(owed.rule)
        told_after = min(((step.on - owed.due).days for step in owed.escalations), default=None)
        if told_after is None:
            return "minor"
        return next((severity for severity in SEVERITIES if told_after <= self.tolerance.get(severity, -1)), "minor")

    def weight(self, severity: Severity) -> float:
        """Return how many times longer than what is critical the policies let what is *severity* wait."""
        return self.patience[severity] / self.patience["critical"]

    def asked_later(self, process: str, stage: str | None, rule: str) -> tuple[str, ...]:
        """Return the gates after *stage* that ask *rule*."""
        order = self.order.get(process, ())
        back = self.returns.get(process, {}).get(stage or "")
        first = order.index(back) if back in order else order.index(stage) + 1 if stage in order else 0
        return tuple(gate for gate in order[first:] if rule in self.asked.get(process, {}).get(gate, frozenset()))
