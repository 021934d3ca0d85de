"""Whether what rules listen to can be said: by an event that brings the fact, and by somebody entitled to."""

from collections.abc import Iterator

from authoring import entitlements, vain
from authoring.policies import Policies
from authoring.problem import Problem
from authoring.written import line_of
from domain.text import Text

FAMILY = "entitlement"
HEADING = "every_verdict"


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
    places = {rule.id: {"file": rule.file, "line": rule.line} for rule in policies.rules}
    return [
        problem.model_copy(update=places.get(problem.rule or "", {}))
        for problem in vain.problems(policies.sources, rules, policies.processes, policies.facts)
    ]


def entitled(policies: Policies) -> list[Problem]:
    """Check that the table of who may say what is whole and agrees with intake, and that every process heeds it."""
    return [*entitlements.problems(policies.folder), *_unasked(policies)]


def _unasked(policies: Policies) -> Iterator[Problem]:
    """Yield every process that does not ask, at each verdict and of every case, who said what it holds."""
    rules = sorted(rule.id for rule in policies.rules if rule.named[0] == FAMILY)
    for name, process in policies.processes.items():
        path = policies.folder / "processes" / name / "data.yaml"
        asked = [entry["rule"] for entry in process.get(HEADING, ()) if "when" not in entry]
        missing = ", ".join(rule for rule in rules if rule not in asked)
        if missing:
            yield Problem(
                file=policies.named(path),
                line=line_of(path, (HEADING,)),
                problem=Text(
                    fr=f"Le processus « {name} » ne demande pas à chaque verdict qui a dit ce que le dossier "
                    f"contient : il manque {missing}.",
                    en=f'The process "{name}" does not ask at every verdict who said what the case holds: '
                    f"{missing} missing.",
                ),
                remedy=Text(
                    fr=f"Poser chacune sous « {HEADING} », sans condition, une par ligne : - {{rule: …}}",
                    en=f'Pose each below "{HEADING}", without a condition, one a line: - {{rule: …}}',
                ),
            )
