"""The catalogue of the rules: how the METADATA above each rule becomes the data the verdicts are built from."""

import json
from pathlib import Path
from typing import Any, Final

from authoring import reading
from authoring.written import load
from domain.processes import PROCESSES
from engines.rego import Opa

FAMILIES: Final = ("data", "balise", "rules")
"""Where the rules live: `data.balise.rules.<family>.<subject>.<name>`."""


def catalogue(
    policies: Path,
    opa: Path,
    inspected: dict[str, Any] | None = None,
    sources: reading.Sources | None = None,
) -> dict[str, Any]:
    """Return the catalogue of *policies*: the rules by id, what terms read and gates must ask, what tells a topic.

    *inspected* is what OPA already told of them, and *sources* how they read, if they were asked.
    """
    found = sources or reading.sources(policies, opa, shapes(policies))
    rules: dict[str, dict[str, Any]] = {}
    for (family, subject, name), custom in annotated_in(inspected) if inspected else annotated(policies, opa):
        rule = {
            "family": family,
            "subject": subject,
            "name": name,
            **{key: custom[key] for key in sorted(custom) if key != "id"},
        }
        rule["reads"] = reading.catalogued(found, reading.location(rule), list(rule.get("needs") or ()))
        if custom["id"] in rules:
            twin = rules[custom["id"]]
            raise ValueError(f"{custom['id']}: {twin['subject']}.{twin['name']} = {subject}.{name}")
        rules[custom["id"]] = rule
    return {
        "rules": dict(sorted(rules.items())),
        "terms": {name: sorted(read.paths(found.known)) for name, read in found.terms().items()},
        "expected": expected(processes(policies)),
        "topics": topics(),
    }


Named = tuple[str, str, str]
"""Family, subject and name of a rule."""


def annotated(policies: Path, opa: Path) -> list[tuple[Named, dict[str, Any]]]:
    """Return the names and the `custom` metadata of every rule that has an id."""
    return annotated_in(json.loads(Opa(opa, policies).inspect()))


def annotated_in(inspected: dict[str, Any]) -> list[tuple[Named, dict[str, Any]]]:
    """Return the same, from what OPA already told."""
    rules = []
    for annotation in inspected["annotations"]:
        path = tuple(term["value"] for term in annotation.get("path", ()))
        custom = annotation["annotations"].get("custom", {})
        if path[:3] == FAMILIES and len(path) == 6 and "id" in custom:
            rules.append(((path[3], path[4], path[5]), custom))
    return rules


def processes(policies: Path) -> dict[str, Any]:
    """Return the gates of every process, as governance staff wrote them."""
    return {path.parent.name: load(path) for path in sorted((policies / "processes").glob("*/data.yaml"))}


def citations(policies: Path) -> dict[str, Any]:
    """Return the citation table."""
    loaded: dict[str, Any] = load(policies / "citations" / "data.yaml")
    return loaded


def shapes(policies: Path) -> dict[str, Any]:
    """Return what events can bring, as the contract wrote it beside the policies."""
    loaded: dict[str, Any] = json.loads((policies / "facts" / "data.json").read_text(encoding="utf-8"))
    return loaded


def places(process: dict[str, Any]) -> list[str]:
    """Return every stage of *process* that has a gate: in their order, then those that stand beside it."""
    order: list[str] = process["order"]
    return [*order, *(gate for gate in process["gates"] if gate not in order)]


def expected(declared: dict[str, Any]) -> dict[str, Any]:
    """Return the ids a verdict must have evaluated, by process, mode and gate asked.

    Worked out here from the gates alone, apart from the Rego that decides, so that one can contradict the other.
    """
    answer: dict[str, Any] = {}
    for name, process in declared.items():
        order: list[str] = process["order"]
        final = process.get("final", order[-1])
        own = {gate: {entry["rule"] for entry in process["gates"][gate]["rules"]} for gate in places(process)}
        always = {entry["rule"] for entry in process.get("every_verdict", ())}
        crossing = {entry["rule"] for entry in process["every_passage"]}
        lasting = {entry["rule"] for entry in process.get("every_day", ())}
        late = {
            gate: own[gate] if gate == final else set[str]().union(*(own[passed] for passed in order[: index + 1]))
            for index, gate in enumerate(order)
        }
        aside = process.get("suspension")
        if aside is not None:
            late[aside["stage"]] = late[aside["of"]] | own[aside["stage"]]
        standing = {gate: sorted(always | late[gate] | (set() if gate == order[-1] else lasting)) for gate in late}
        answer[name] = {
            "passage": {
                gate: sorted(always | crossing | own[gate] | (lasting if gate == order[0] else set())) for gate in own
            },
            "recension": standing,
            "standing": standing,
        }
    return answer


def topics() -> dict[str, dict[str, list[str]]]:
    """Return, for each process, the message types that tell each of its topics."""
    told: dict[str, dict[str, list[str]]] = {name: {} for name in PROCESSES}
    for name, process in PROCESSES.items():
        for message_type, template in {**process.facts, **process.linked, **process.answered}.items():
            told[name].setdefault(template.partition(".")[0], []).append(message_type)
    return told


def rendered(value: dict[str, Any]) -> str:
    """Return the catalogue as it is committed: the same bytes for the same rules."""
    return json.dumps(value, ensure_ascii=False, indent=2, sort_keys=True) + "\n"
