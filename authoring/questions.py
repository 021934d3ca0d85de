"""What the reference questions are: for every gate, what tells its conditions, its texts and its origins apart."""

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any, Final

from authoring import catalogue as generated
from authoring.policies import EVERYWHERE
from authoring.speakers import ON_PAPER, Speakers
from domain.processes import PROCESSES

OURS: Final = "reference"
"""The establishment of every case."""
NOBODY: Final = "nobody"
SPEAKERS: Final = (NOBODY, f"urn:balise:etablissement:{OURS}", "urn:balise:etablissement:another")
"""Who is heard in turn for what the rules of every verdict ask: none, the case's own establishment, a stranger."""
TODAY: Final = "2026-03-01"
"""The day of every question that is not about a day."""
DEEP: Final = 5
"""How many facts a term may rest on."""
WIDE: Final = 400
"""How many sets of facts are tried at once while looking for what makes a term."""

Facts = dict[str, Any]


@dataclass(frozen=True)
class Question:
    """One question: *facts* by path, asked of *process* at *gate*."""

    process: str
    gate: str
    mode: str = "passage"
    stage: str | None = None
    day: str = TODAY
    facts: Facts = field(default_factory=dict)
    opinions: dict[str, Any] = field(default_factory=dict)
    """By body: the answer given before opinions were signed, or all that was given."""
    said_by: str | None = None
    """Source of the request and the opinions, or NOBODY of anything; otherwise those who may say each thing."""

    def asked(self, speakers: Speakers) -> dict[str, Any]:
        """Return the question as the entrypoint takes it, everything being said by who may say it."""
        facts: dict[str, Any] = {}
        for path, value in self.facts.items():
            *topics, name = path.split(".")
            inside = facts
            for topic in topics:
                inside = inside.setdefault(topic, {})
            inside[name] = value
        return {
            "as_of": f"{self.day}T17:00:00Z",
            "process": self.process,
            "case": {
                "id": "reference",
                "establishment": OURS,
                "stage": self.stage,
                "dossier": "reference",
                "heard": f"{self.day}T17:00:00Z",
            },
            "passage": {"mode": self.mode, "origin": self.stage, "to": self.gate},
            "facts": facts,
            "opinions": {
                body: {
                    "body": body,
                    "covers": "reference",
                    "received_at": ON_PAPER,
                    **(given if isinstance(given, dict) else {"answer": given}),
                }
                for body, given in self.opinions.items()
            },
            "event_id": "reference",
            "provenance": self._provenance(speakers, facts),
        }

    def _provenance(self, speakers: Speakers, facts: Facts) -> dict[str, Any] | None:
        if self.said_by == NOBODY:
            return None
        spoken = speakers.drafted(PROCESSES.get(self.process), OURS, facts, self.opinions)
        if self.said_by:
            spoken["passage"]["source"] = self.said_by
            spoken["opinions"] = dict.fromkeys(self.opinions, self.said_by)
        return spoken


Ask = Callable[[list[Question]], list[dict[str, Any]]]
"""Says what each question's terms are."""

Terms = dict[str, dict[str, Facts]]
"""Facts that give each term each of its values."""


class Gates:
    """What distinguishes one gate's conditions, texts and origins from any other's."""

    def __init__(self, policies: Path, process: str, terms: Terms) -> None:
        self._process = process
        self._declared = generated.processes(policies)[process]
        self._always = [entry for heading in EVERYWHERE for entry in self._declared.get(heading, ())]
        self._shapes = _shapes(policies)[process]
        self._rules = json.loads((policies / "catalogue" / "data.json").read_text(encoding="utf-8"))["rules"]
        self._citations = generated.citations(policies)
        self._terms = terms

    def questions(self) -> Iterator[Question]:
        """Return the questions about every gate."""
        order = self._declared["order"]
        given = {"privacy_officer": "favourable"}
        yield from (self._ask(order[0], stage=order[0], opinions=given, said_by=one) for one in SPEAKERS)
        for gate in generated.places(self._declared):
            declared = self._declared["gates"][gate]
            origin = declared["from"][0]
            yield from (self._ask(gate, stage=stage) for stage in [None, *generated.places(self._declared)])
            whole: Facts = {}
            for when in self._conditions(declared):
                holding, *others = self._around(when)
                whole |= holding
                yield from (self._ask(gate, stage=origin, facts=facts) for facts in (holding, *others))
            for when, day in self._days(declared):
                facts = self._around(when)[0]
                yield from (self._ask(gate, stage=origin, facts=facts, day=one) for one in (day, _eve(day)))
            yield self._ask(gate, mode="recension")
            yield self._ask(gate, mode="recension", facts=whole)

    def _ask(self, gate: str, **rest: Any) -> Question:
        return Question(process=self._process, gate=gate, **rest)

    def _conditions(self, declared: dict[str, Any]) -> list[Facts]:
        """Return the distinct conditions of what a gate asks for."""
        entries = [*self._always, *(e for part in ("rules", "opinions", "duties") for e in declared[part])]
        return [json.loads(one) for one in dict.fromkeys(json.dumps(e.get("when", {})) for e in entries)]

    def _around(self, when: Facts) -> list[Facts]:
        """Return facts for which all of *when* holds, then facts for which it holds otherwise, or all of it but one."""
        holding = {path: self._options(path, value, holds=True) for path, value in when.items()}
        first = {path: options[0] for path, options in holding.items() if options}
        found = [_merged(first)]
        for path, value in when.items():
            varied = [*holding[path][1:], *self._options(path, value, holds=False)]
            others = {one: facts for one, facts in first.items() if one != path}
            found += [_merged({**others, path: facts}) for facts in varied]
        return found

    def _options(self, path: str, accepted: Any, *, holds: bool) -> list[Facts]:
        listed = accepted if isinstance(accepted, list) else [accepted]
        if path.startswith("term."):
            known = self._terms.get(path.removeprefix("term."), {})
            return [facts for value, facts in known.items() if (json.loads(value) in listed) is holds]
        values = _samples(self._shapes.get(path, {}))
        return [{path: value} for value in (listed if holds else values) if (value in listed) is holds]

    def _days(self, declared: dict[str, Any]) -> list[tuple[Facts, str]]:
        """Return the days on which a rule of the gate begins or ends to bind, each with the rule's conditions."""
        found = {}
        for entry in [*self._always, *declared["rules"]]:
            rule = self._rules[entry["rule"]]
            for text in (rule, self._citations[rule["citation"]]):
                for day in (text.get("in_force_from"), text.get("until")):
                    if day:
                        when = entry.get("when", {})
                        found[json.dumps(when), day] = (when, day)
        return list(found.values())


def explored(policies: Path, processes: Iterable[str], ask: Ask) -> dict[str, Terms]:
    """Return, for each of *processes*, each term and each value it can take, the fewest facts that give it."""
    declared, shapes = generated.processes(policies), _shapes(policies)
    found: dict[str, Terms] = {process: {} for process in processes}
    tried: dict[str, list[Facts]] = {process: [{}] for process in found}
    for _ in range(DEEP):
        pairs = [(process, facts) for process, sets in tried.items() for facts in sets]
        known = ask([Question(process, declared[process]["order"][0], facts=facts) for process, facts in pairs])
        longer: dict[str, dict[str, Facts]] = {process: {} for process in found}
        for (process, facts), given in zip(pairs, known, strict=True):
            for name, term in given.items():
                if isinstance(term, dict) and "value" in term:
                    found[process].setdefault(name, {}).setdefault(json.dumps(term["value"]), facts)
                elif isinstance(term, dict):
                    more = [
                        {**facts, path: value}
                        for path in term.get("missing", ())
                        for value in _samples(shapes[process].get(path, {}))
                    ]
                    longer[process] |= {json.dumps(one, sort_keys=True): one for one in more}
        tried = {process: list(sets.values())[:WIDE] for process, sets in longer.items() if sets}
        if not tried:
            break
    return found


def _shapes(policies: Path) -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = json.loads((policies / "facts" / "data.json").read_text(encoding="utf-8"))
    return found


def _samples(shape: dict[str, Any]) -> list[Any]:
    """Return values that a fact of this shape may have: all of them when they can be counted."""
    of_kind: dict[str, list[Any]] = {
        "boolean": [True, False],
        "choice": shape.get("values", []),
        "text": ["texte", " "],
        "integer": [shape.get("min", 0), shape.get("max", 100)],
        "number": [shape.get("min", 0), shape.get("max", 100)],
        "day": ["2026-01-01"],
        "list": [[]],
    }
    return of_kind.get(shape.get("type", ""), [])


def _merged(parts: dict[str, Facts]) -> Facts:
    return {path: value for facts in parts.values() for path, value in facts.items()}


def _eve(day: str) -> str:
    return (date.fromisoformat(day) - timedelta(days=1)).isoformat()
