"""What rules wait for in vain: facts that no event brings where they are asked, and needs they never read."""

from collections.abc import Iterator, Mapping
from typing import Any

from authoring import reading
from authoring.problem import Problem
from domain.text import Text


def problems(
    found: reading.Sources,
    rules: Mapping[str, Mapping[str, Any]],
    processes: Mapping[str, Any],
    shapes: reading.Shapes,
) -> list[Problem]:
    """Return what rules wait for in vain: facts that no event brings where they are asked, and needs without use."""
    terms = found.terms()
    reads = {identifier: found.of(reading.location(rule)) for identifier, rule in rules.items()}
    said = [problem for identifier, rule in rules.items() for problem in _rule(identifier, rule["needs"], reads, terms)]
    for process, declared in processes.items():
        for identifier, when in _asked(declared):
            if identifier not in rules:
                continue
            named = {*rules[identifier]["needs"], *when}
            whole = reading.whole(reads[identifier], terms, {name for name in named if name in terms})
            wanted = whole.patterns | {tuple(name.split(".")) for name in named if not name.startswith("term.")}
            said += [
                _unbrought(identifier, ".".join(pattern), process)
                for pattern in sorted(wanted)
                if not any(reading.touches(pattern, tuple(path.split("."))) for path in shapes.get(process, ()))
            ]
    return list(dict.fromkeys(said))


def _rule(
    identifier: str, needs: list[str], reads: dict[str, reading.Read], terms: dict[str, reading.Read]
) -> Iterator[Problem]:
    read = reads[identifier]
    whole = reading.whole(read, terms, {need for need in needs if need in terms})
    if () in whole.patterns:
        yield Problem(
            rule=identifier,
            problem=Text(
                fr=f"La règle {identifier} lit tous les faits à la fois.",
                en=f"The rule {identifier} reads all the facts at once.",
            ),
            remedy=Text(
                fr="Nommer ceux dont elle dépend (input.facts.…).", en="Name those it depends on (input.facts.…)."
            ),
        )
    for need in needs:
        used = need in read.terms if need.startswith("term.") else bool(whole.paths({need}))
        if not used:
            yield Problem(
                rule=identifier,
                problem=Text(
                    fr=f"« {need} » est dans needs, mais la règle {identifier} ne le lit jamais.",
                    en=f'"{need}" is in needs, but the rule {identifier} never reads it.',
                ),
                remedy=Text(
                    fr="L'ôter de needs, ou corriger le chemin dans la règle.",
                    en="Remove it from needs, or correct the path in the rule.",
                ),
            )


def _unbrought(identifier: str, path: str, process: str) -> Problem:
    return Problem(
        rule=identifier,
        problem=Text(
            fr=f"Aucun événement du processus « {process} » n'apporte le fait « {path} » que lit {identifier}.",
            en=f'No event of the process "{process}" brings the fact "{path}" that {identifier} reads.',
        ),
        remedy=Text(
            fr="Corriger le chemin dans la règle, dans needs ou dans when, ou ajouter le champ à l'événement.",
            en="Correct the path in the rule, in needs or in when, or add the field to the event.",
        ),
    )


def _asked(declared: Mapping[str, Any]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    for gate in declared["gates"].values():
        for entry in [*declared["every_passage"], *declared.get("every_day", ()), *gate["rules"]]:
            yield entry["rule"], entry.get("when", {})
