"""Whether what rules listen to can be said: by an event that brings the fact, and by somebody entitled to."""

from authoring import catalogue, entitlements, reading
from authoring.policies import Policies
from authoring.problem import Problem


def brought(policies: Policies) -> list[Problem]:
    """Check that rules wait for no fact that no event brings, and need nothing they do not read."""
    rules = {
        rule.id: {
            "family": rule.named[0],
            "subject": rule.named[1],
            "name": rule.named[2],
            "needs": rule.custom.get("needs") or [],
        }
        for rule in policies.rules
    }
    shapes = catalogue.shapes(policies.folder)
    found = reading.sources(policies.folder, policies.opa, shapes)
    places = {rule.id: {"file": rule.file, "line": rule.line} for rule in policies.rules}
    return [
        problem.model_copy(update=places.get(problem.rule or "", {}))
        for problem in reading.problems(found, rules, policies.processes, shapes)
    ]


def entitled(policies: Policies) -> list[Problem]:
    """Check that the table of who may say what names everything that can be said, and agrees with intake."""
    return entitlements.problems(policies.folder)
