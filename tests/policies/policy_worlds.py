"""Many small questions to the real OPA at once: one rule at one gate, under texts and on a day chosen by the test."""

import json
import re
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import yaml

from authoring import speakers
from authoring.speakers import ON_PAPER
from domain import processes
from engines.bundle import PLAN, stage
from engines.rego import Opa
from settings import ROOT

POLICIES: Final = ROOT / "policies"
ESTABLISHMENT: Final = "urn:balise:etablissement:ciusss-x"
AS_OF: Final = "2026-03-01T12:00:00Z"
LONG_AGO: Final = "1990-01-01"
FAVOURABLE: Final = {"answer": "favourable", "covers": "sha256:dossier", "received_at": ON_PAPER}
SAID: Final = {"what": {"fr": "témoin", "en": "witness"}, "remedy": {"fr": "aucun", "en": "none"}}
_BATCH: Final = 1500

Json = dict[str, Any]


def loaded(path: str) -> Json:
    found: Json = yaml.load((POLICIES / path).read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    return found


PROCESSES: Final[dict[str, Json]] = {
    path.parent.name: loaded(str(path.relative_to(POLICIES)))
    for path in sorted((POLICIES / "processes").glob("*/data.yaml"))
}
CATALOGUE: Final[Json] = json.loads((POLICIES / "catalogue" / "data.json").read_text(encoding="utf-8"))
SHAPES: Final[dict[str, dict[str, Json]]] = json.loads((POLICIES / "facts" / "data.json").read_text(encoding="utf-8"))
CITATIONS: Final = loaded("citations/data.yaml")
READINGS: Final = set(
    re.findall(r'"reading": "([^"]+)"', (POLICIES / "balise" / "terms.rego").read_text(encoding="utf-8"))
)
"""The texts that terms rest on."""
PERIOD: Final = min(loaded("parameters/data.yaml")["duties"])


def settled(text: Json) -> Json:
    """Return a text as it would be if nothing about it were in doubt, and it had been in force for long."""
    return {**text, "confidence": "verified", "in_force_from": LONG_AGO, "until": None}


def timeless(rule: Json) -> Json:
    return {key: value for key, value in rule.items() if key not in {"in_force_from", "until"}}


OTHERWISE: Final = {
    "LRSSS-047-7": ("highest_authority", "unfavourable"),
    "LRSSS-044-1": ("ethics_committee", "recused"),
}
"""Rules that a favourable opinion leaves nothing to judge of: whose it is, and what is said instead."""

SETTLED: Final = {key: settled(text) for key, text in CITATIONS.items()}


@dataclass(frozen=True)
class Posed:
    """One rule, where a gate of a process asks for it."""

    process: str
    gate: str
    rule: str
    when: Json = field(hash=False, default_factory=dict)

    def __str__(self) -> str:
        return f"{self.process}.{self.gate}.{self.rule}"

    @property
    def needed(self) -> set[str]:
        """The facts without which it is not decided: needed by the rule, or compared by the gate."""
        return {path for path in [*CATALOGUE["rules"][self.rule]["needs"], *self.when] if not path.startswith("term.")}

    @property
    def read(self) -> list[str]:
        """Every fact that may change what is decided."""
        rule = CATALOGUE["rules"][self.rule]
        named = {*rule["needs"], *rule["reads"], *self.when}
        through = {path for term in named & CATALOGUE["terms"].keys() for path in CATALOGUE["terms"][term]}
        facts = {path for path in named if not path.startswith("term.")}
        return sorted((facts | through) & SHAPES[self.process].keys())


def posed() -> Iterator[Posed]:
    """Yield every rule wherever it is posed. What every verdict asks judges who spoke, and is not about facts."""
    for name, process in PROCESSES.items():
        for gate, declared in process["gates"].items():
            for entry in [*process["every_passage"], *declared["rules"]]:
                yield Posed(name, gate, entry["rule"], entry.get("when", {}))


def once() -> Iterator[Posed]:
    """Yield every rule once for each process and each condition under which it is posed, at the first such gate."""
    seen = set()
    for rule in posed():
        under = (rule.process, rule.rule, json.dumps(rule.when, sort_keys=True))
        if under not in seen:
            seen.add(under)
            yield rule


@dataclass(frozen=True)
class Asked:
    """One question about one posed rule. Texts and rule are the house's, out of doubt, unless the test says so."""

    posed: Posed
    facts: Json
    as_of: str = AS_OF
    mode: str = "passage"
    texts: Json | None = None
    rule: Json | None = None


@dataclass(frozen=True)
class Answer:
    """The verdict when nothing else is asked at the gate."""

    rule: str
    verdict: Json | None

    @property
    def state(self) -> str | None:
        """What became of the rule: the cause for which it was found wanting, or why it was not."""
        if self.verdict is None:
            return None
        causes = [each["cause"] for each in self.found("violations", "indeterminates", "notices")]
        if causes or self.found("obligations"):
            return str(causes[0]) if causes else "owed"
        assert self.verdict["outcome"] == "allow"
        assert self.verdict["evaluated"] == [self.rule]
        return "met" if self.verdict["obligations"] else "not_applicable"

    @property
    def silent(self) -> bool:
        return self.state in {"met", "not_applicable"}

    def found(self, *headings: str) -> list[Json]:
        """Return what stands under these headings, without the duty that only tells whether the rule is posed."""
        assert self.verdict is not None
        return [each for heading in headings for each in self.verdict[heading] if each.get("kind") != "duty"]


class Worlds:
    """The real OPA on the policies as they are built, asked about worlds in which one gate asks for one rule."""

    def __init__(self, opa: Path, folder: Path) -> None:
        self._opa = Opa(opa, stage(POLICIES, folder, opa))
        self._plans: dict[str, Json] = {}
        self.asked = 0

    def ask(self, questions: Sequence[Asked]) -> list[Answer]:
        """Return the answers, in the order of the questions; one that comes twice is asked once."""
        worlds = [_world(each) for each in questions]
        names = [json.dumps(world, sort_keys=True) for world in worlds]
        self._plan(dict(zip(names, worlds, strict=True)))
        inputs = [
            question(each.posed.process, each.posed.gate, each.facts, as_of=each.as_of, mode=each.mode, rule=each.posed)
            for each in questions
        ]
        keys = [f"{name} {json.dumps(asked, sort_keys=True)}" for name, asked in zip(names, inputs, strict=True)]
        distinct = {key: (name, asked) for key, name, asked in zip(keys, names, inputs, strict=True)}
        # In one world after another, so that a batch carries few of them.
        ordered = sorted(distinct)
        batches = [ordered[start : start + _BATCH] for start in range(0, len(ordered), _BATCH)]
        self.asked += len(ordered)
        # Each batch is a process of its own: two of them, as the machines that run this have two cores.
        with ThreadPoolExecutor(2) as pool:
            judged = pool.map(lambda batch: self._batch([distinct[key] for key in batch]), batches)
            verdicts = dict(zip(ordered, (verdict for batch in judged for verdict in batch), strict=True))
        return [Answer(each.posed.rule, verdicts[key]) for each, key in zip(questions, keys, strict=True)]

    def evaluate(self, query: str, document: Any) -> Any:
        return self._opa.evaluate(query, document)

    def _plan(self, worlds: dict[str, Json]) -> None:
        """Work out what follows from data alone in these worlds, as a build does for the house's own."""
        wanted = [name for name in worlds if name not in self._plans]
        query = (
            "[planned | some world in input; p := world.processes; c := world.catalogue; t := world.citations; "
            "planned := {name: data.balise.plan[name] | some name in [`gates`, `always`, `said`]}"
            " with data.processes as p with data.catalogue as c with data.citations as t]"
        )
        sources = (
            str(POLICIES / PLAN),
            f"facts:{POLICIES / 'facts' / 'data.json'}",
            f"balise.wording:{POLICIES / 'balise' / 'wording' / 'data.yaml'}",
        )
        planned = self._opa.evaluate(query, [worlds[name] for name in wanted], data=sources) if wanted else []
        assert len(planned) == len(wanted)
        for name, plan in zip(wanted, planned, strict=True):
            self._plans[name] = {
                **plan,
                "rules": worlds[name]["catalogue"]["rules"],
                "citations": worlds[name]["citations"],
            }

    def _batch(self, asked: list[tuple[str, Json]]) -> list[Json | None]:
        # What `with` puts in place is bound first: OPA leaves a reference into the input it replaces undefined.
        query = (
            "[answer | some q in input.asked; w := input.worlds[q.world]; i := q.input; g := w.gates; a := w.always; "
            "s := w.said; r := w.rules; t := w.citations; "
            "answer := [verdict | verdict := data.balise.verdict] with input as i "
            "with data.balise.plan.gates as g with data.balise.plan.always as a with data.balise.plan.said as s "
            # What the house's gates are known to be quiet about says nothing of this one.
            "with data.catalogue.rules as r with data.citations as t with data.balise.quiet as {}]"
        )
        names = {name: str(number) for number, name in enumerate(dict.fromkeys(name for name, _ in asked))}
        answers = self._opa.evaluate(
            query,
            {
                "worlds": {number: self._plans[name] for name, number in names.items()},
                "asked": [{"world": names[name], "input": each} for name, each in asked],
            },
        )
        assert len(answers) == len(asked)
        return [answer[0] if answer else None for answer in answers]


def _world(asked: Asked) -> Json:
    at, process = asked.posed, PROCESSES[asked.posed.process]
    rule = asked.rule or timeless(CATALOGUE["rules"][at.rule])
    alone = {
        "from": process["gates"][at.gate]["from"],
        "rules": [{"rule": at.rule, "when": at.when}],
        "opinions": [],
        # Owed where the rule is posed, once nothing stands in the way: a silent rule is then known to have been asked.
        "duties": [
            {"id": "posed", "when": at.when, "citation": rule["citation"], "period": PERIOD, "fulfilled_by": [], **SAID}
        ],
    }
    texts = SETTLED if asked.texts is None else {**SETTLED, **asked.texts}
    return {
        "processes": {
            at.process: {
                **{key: process[key] for key in ("order", "suspension") if key in process},
                "every_passage": [],
                "gates": {at.gate: alone},
            }
        },
        "catalogue": {"rules": {at.rule: rule}, "terms": CATALOGUE["terms"]},
        "citations": {key: texts[key] for key in {rule["citation"], *READINGS}},
    }


def question(
    process: str, gate: str, facts: Json, *, as_of: str = AS_OF, mode: str = "passage", rule: Posed | None = None
) -> Json:
    # A gate that opens more than once asks the most of a case that comes back to it.
    stage = PROCESSES[process]["gates"][gate]["from"][-1] if mode == "passage" else None
    body, answer = OTHERWISE.get(rule.rule, ("", "")) if rule else ("", "")
    return {
        "as_of": as_of,
        "process": process,
        "case": {
            "id": f"{process}:ciusss-x/essai",
            "establishment": "ciusss-x",
            "stage": stage,
            "dossier": "sha256:dossier",
            "heard": as_of,
        },
        "passage": {"mode": mode, "origin": stage, "to": gate},
        "facts": facts,
        "opinions": {
            opinion["body"]: {
                "body": opinion["body"],
                **FAVOURABLE,
                **({"answer": answer} if opinion["body"] == body else {}),
            }
            for declared in PROCESSES[process]["gates"].values()
            for opinion in declared["opinions"]
        },
        "event_id": "e-1",
        "provenance": {
            "facts": _spoken(process, facts),
            "opinions": {
                opinion["body"]: f"urn:balise:gouvernance:{opinion['body'].replace('_', '-')}"
                for declared in PROCESSES[process]["gates"].values()
                for opinion in declared["opinions"]
            },
            "passage": {"source": ESTABLISHMENT, "type": "passage.requested"} if stage else None,
        },
    }


def _spoken(process: str, facts: Json) -> Json:
    """Return who said each topic: the case's own establishment."""
    spoken: Json = {}
    for message_type, template in processes.PROCESSES[process].facts.items():
        topic, _, by_kind = template.partition(".")
        held = facts.get(topic)
        topics = [f"{topic}.{kind}" for kind in held] if by_kind and isinstance(held, dict) else [topic]
        if held is not None:
            spoken |= {each: {"source": ESTABLISHMENT, "type": message_type} for each in topics}
    declares = {"source": ESTABLISHMENT, "type": processes.PROCESSES[process].declaration}
    spoken |= {topic: declares for topic in processes.PROCESSES[process].asked.values() if topic in facts}
    return spoken | speakers.declared_links(processes.PROCESSES[process], facts)
