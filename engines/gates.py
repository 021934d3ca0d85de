"""What may be written in a gate: only what exists, in both languages, and no rule forgotten."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Names:
    """What a gate may refer to."""

    rules: frozenset[str]
    citations: frozenset[str]
    terms: frozenset[str]
    periods: frozenset[str]


def problems(processes: dict[str, Any], names: Names) -> list[str]:
    """Return what is wrong with the gates of *processes*, the rules that no gate asks for included."""
    found, used = [], set[str]()
    for name, process in processes.items():
        if sorted(process["order"]) != sorted(process["gates"]):
            found.append(f"{name}: order")
        for gate, declared in process["gates"].items():
            everywhere = [*process.get("every_verdict", ()), *process["every_passage"]]
            asked = [entry["rule"] for entry in [*everywhere, *declared["rules"]]]
            used.update(asked)
            found += [f"{name}.{gate}: {problem}" for problem in _gate(declared, asked, process["order"], names)]
    return found + [f"{rule}: -" for rule in sorted(names.rules - used)]


def bilingual(text: Any) -> bool:
    """Tell whether *text* says something in both languages."""
    return isinstance(text, dict) and all(str(text.get(language) or "").strip() for language in ("fr", "en"))


def _gate(declared: dict[str, Any], asked: list[str], order: list[str], names: Names) -> Iterator[str]:
    yield from (rule for rule in asked if rule not in names.rules)
    yield from (f"{rule} x{asked.count(rule)}" for rule in sorted(set(asked)) if asked.count(rule) > 1)
    yield from (f"from {stage}" for stage in declared["from"] if stage not in [*order, None])
    for entry in [*declared["rules"], *declared["opinions"], *declared["duties"]]:
        yield from (p for p in entry.get("when", {}) if p.startswith("term.") and p not in names.terms)
    for opinion in declared["opinions"]:
        yield from _said(opinion, opinion["body"], ("title", "message", "remedy"), names)
    for duty in declared["duties"]:
        yield from _said(duty, duty["id"], ("what", "remedy"), names)
        if duty["period"] not in names.periods:
            yield f"{duty['id']}: period {duty['period']}"


def _said(entry: dict[str, Any], label: str, parts: tuple[str, ...], names: Names) -> Iterator[str]:
    yield from (f"{label}: {part}" for part in parts if not bilingual(entry.get(part)))
    if entry.get("citation") not in names.citations:
        yield f"{label}: citation {entry.get('citation')}"
