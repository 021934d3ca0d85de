"""Dossiers that meet a rule and dossiers that violate it, searched for from the contract's shapes until OPA says so."""

import json
from dataclasses import dataclass, field
from functools import cache
from random import Random
from typing import Any, Final

from domain import processes
from settings import ROOT
from tests.policies.access_questions import DOSSIERS
from tests.policies.policy_questions import ADMINISTRATIVE, CLINICAL, RETIRING
from tests.policies.policy_values import allowed, at, empty, kept, key, placed
from tests.policies.policy_worlds import CATALOGUE, SHAPES, Asked, Json, Posed, Worlds

ROUNDS: Final = (16, 100, 200)
"""Dossiers tried for a rule in each round, while it lacks one."""

REVIEWS: Final = [
    {"case": f"recourse:ciusss-x/{number}", "status": "closed", "outcome": outcome, "reviewed_on": "2026-02-15"}
    for number, outcome in enumerate(["changed"] * 5)
]
LINKED: Final[list[Json]] = [
    {
        "data": {**CLINICAL["data"], "through_access": True},
        "accesses": {"cases": [{"case": "data-access:ciusss-x/a", "status": "granted", "ends_on": "2027-06-01"}]},
    },
    {
        "recourses": {"cases": REVIEWS},
        "incidents": {"cases": [{"case": "incident:ciusss-x/a", "status": "open", "grave": True}]},
    },
    {"incidents": {"cases": [{"case": "incident:ciusss-x/a", "status": "closed", "grave": True}]}},
]
"""What other cases tell: enough of it, for rules that count."""

MINE: Final = "initiative:ciusss-x/rang"
"""What no shape tells: whose initiative a case is about."""

QUARTERS: Final = {"q1": "2025-06-30", "q2": "2025-09-30", "q3": "2025-12-31", "q4": "2026-02-28"}
YEAR: Final[Json] = {
    "accountability": {"year_started_on": "2025-04-01", "year_ended_on": "2026-02-28"},
    "spending": {
        quarter: {"quarter": quarter, "period_ended_on": day, "reviewed_on": "2026-03-01", "spent": 1000}
        for quarter, day in QUARTERS.items()
    },
}
"""What chance seldom puts in order: a year, and the four quarters within it."""

WRITTEN: Final[dict[str, list[Json]]] = {
    "data-access": list(DOSSIERS.values()),
    "initiative": [{**CLINICAL, **RETIRING}, {**ADMINISTRATIVE, **RETIRING}, *LINKED],
    "recourse": [{"declaration": {"initiative": MINE}}],
    "mandate": [YEAR],
}
"""Dossiers that people wrote for other tests."""


@dataclass
class Found:
    """What was found for one rule at one gate; dossiers hold only the facts that it reads."""

    met: list[Json] = field(default_factory=list)
    violated: list[Json] = field(default_factory=list)

    @property
    def whole(self) -> bool:
        return bool(self.met) and bool(self.violated)


def found(worlds: Worlds, everything: list[Posed]) -> dict[Posed, Found]:
    """Search until every rule has a dossier on each side, or the rounds are over."""
    kinds: dict[Posed, Found] = {each: Found() for each in everything}
    for tried, size in enumerate(ROUNDS):
        wanting = [each for each in everything if not kinds[each].whole]
        asked = [Asked(each, facts) for each in wanting for facts in _candidates(each, size, tried)]
        for question, answer in zip(asked, worlds.ask(asked), strict=True):
            here = kinds[question.posed]
            if answer.state in {"met", "violated"}:
                sides = here.met if answer.state == "met" else here.violated
                sides.append(question.facts)
    for here in kinds.values():
        here.met, here.violated = _telling(here.met), _telling(here.violated)
    return kinds


def _telling(dossiers: list[Json]) -> list[Json]:
    """Keep the barest dossier and the fullest one."""
    by_size = sorted({key(facts): facts for facts in dossiers}.values(), key=lambda facts: (_size(facts), key(facts)))
    return [by_size[0], *by_size[-1:]] if len(by_size) > 1 else by_size


def _size(facts: Json) -> int:
    return sum(_size(each) if isinstance(each, dict) else 1 for each in facts.values())


def _candidates(rule: Posed, size: int, tried: int) -> list[Json]:
    """Return dossiers to try: seeds as they are, then seeds with some of the facts that the rule reads changed."""
    paths, random = rule.read, Random(f"{rule} {tried}")  # noqa: S311  the same dossiers every time
    seeds = [kept(seed, paths) for seed in seeds_of(rule.process)]
    tries = [*seeds, {}]
    while paths and len(tries) < size:
        facts = random.choice(tries[: len(seeds) + 1])
        change = random.choice((0.2, 0.5, 1.0))
        for path in paths:
            needed = at(facts, path) is None and path in rule.needed
            if needed or random.random() < change:
                facts = placed(facts, path, _value(rule, path, random))
        if random.random() < 0.3:
            facts = kept(facts, [path for path in paths if path in rule.needed or random.random() < 0.5])
        tries.append(facts)
    return list({key(facts): facts for facts in tries}.values())


def _value(rule: Posed, path: str, random: Random) -> Any:
    wanted = rule.when.get(path)
    if wanted is not None and random.random() < 0.95:
        return random.choice(wanted if isinstance(wanted, list) else [wanted])
    shape = SHAPES[rule.process][path]
    return random.choice([*allowed(shape), *empty(shape)])


@cache
def seeds_of(process: str) -> list[Json]:
    """Return dossiers that people wrote: the contract's examples put together, and those of the other tests."""
    examples: Json = {}
    declared = processes.PROCESSES[process]
    for path in sorted((ROOT / "events" / "examples").glob("*.json")):
        said = json.loads(path.read_text(encoding="utf-8"))["data"]
        topic = declared.topic(path.stem, said) if path.stem in declared.facts else None
        if topic is not None:
            for name, value in said.items():
                examples = placed(examples, f"{topic}.{name}", value)
    if at(examples, "declaration.initiative") is not None:
        examples = placed(examples, "declaration.initiative", MINE)
    return [examples, *WRITTEN.get(process, [])]


def unread() -> list[str]:
    """Return the rules that read no fact at all: there is nothing to spoil for them."""
    return [rule for rule, of in CATALOGUE["rules"].items() if not of["needs"] and not of["reads"]]
