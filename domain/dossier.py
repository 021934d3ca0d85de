"""How policies read what a case holds: facts by topic, each opinion with what has changed since."""

from typing import Any

from domain.case import Case, OpinionFact
from domain.process import Process
from domain.question import Opinion


def facts(process: Process, case: Case) -> dict[str, dict[str, Any]]:
    """Return the facts of *case*: topic `assessment.privacy` at `assessment`, `privacy`.

    What other cases tell of themselves is a list, in the order of their ids, whoever spoke first.
    """
    read: dict[str, dict[str, Any]] = {}
    linked = set(process.linked.values())
    for topic, fact in sorted(case.facts.items()):
        name = topic.partition(".")[0]
        if name in linked:
            read.setdefault(name, {"cases": []})["cases"].append(fact.data)
    for topic, fact in case.facts.items():
        name, _, kind = topic.partition(".")
        if kind and name not in linked:
            read.setdefault(name, {})[kind] = fact.data
        elif not kind:
            read[name] = fact.data
    return read


def opinions(case: Case) -> dict[str, Opinion]:
    """Return the opinions on *case* by body, each with the topics that are no longer what its giver saw."""
    now = case.topics if case.opinions else {}
    return {body: _since(given, now) for body, given in case.opinions.items()}


def _since(given: OpinionFact, now: dict[str, str]) -> Opinion:
    if given.seen is None:
        return given.opinion.model_copy(update={"changed": None})
    seen = given.seen
    changed = sorted(topic for topic in now.keys() | seen.keys() if now.get(topic) != seen.get(topic))
    return given.opinion.model_copy(update={"changed": tuple(changed)})
