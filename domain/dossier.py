"""How policies read what a case holds: facts by topic, each opinion with what has changed since."""

from typing import Any, Final

from domain.case import Case, Fact, OpinionFact
from domain.message import Message
from domain.process import Process
from domain.question import Given, Opinion, Spoken

RENDERED: Final = "opinion.rendered"


def facts(process: Process, case: Case) -> dict[str, dict[str, Any]]:
    """Return the facts of *case*: topic `assessment.privacy` at `assessment`, `privacy`.

    What other cases tell of themselves is a list, in the order of their ids, whoever spoke first. Of the initiatives
    that a case has named, the one it names now is read, by itself.
    """
    read: dict[str, dict[str, Any]] = {}
    linked = set(process.linked.values())
    for topic, fact in sorted(case.facts.items()):
        name = topic.partition(".")[0]
        if name in linked:
            read.setdefault(name, {"cases": []})["cases"].append(fact.data)
    for topic, fact in _heard(process, case).items():
        name, _, kind = topic.partition(".")
        if kind and name not in linked:
            read.setdefault(name, {})[kind] = fact.data
        elif not kind:
            read[name] = fact.data
    return read


def provenance(process: Process, case: Case) -> dict[str, Spoken]:
    """Return who said each of those facts, by topic."""
    return {topic: Spoken(source=fact.source, type=fact.type) for topic, fact in _heard(process, case).items()}


def _heard(process: Process, case: Case) -> dict[str, Fact]:
    """Return the facts that count, under the topics where they are read."""
    heard = {}
    for topic, fact in case.facts.items():
        name, _, teller = topic.partition(".")
        if name not in process.answered.values():
            heard[topic] = fact
        elif teller == case.initiative:
            heard[name] = fact
    return heard


def opinions(case: Case) -> dict[str, Opinion]:
    """Return the opinions on *case* by body, each with the topics that are no longer what its giver saw."""
    now = case.topics if case.opinions else {}
    return {body: _since(given, now) for body, given in case.opinions.items()}


def just_given(case: Case, message: Message) -> Given | None:
    """Return the opinion that *message* gives on *case*, which has taken it in; None when it gives none."""
    if message.type != RENDERED:
        return None
    place = Opinion.model_validate(message.data).place
    last = case.opinions[place]
    return Given(place=place, kept=(last.event_id, last.source) == (message.id, message.source))


def _since(given: OpinionFact, now: dict[str, str]) -> Opinion:
    if given.seen is None:
        return given.opinion.model_copy(update={"changed": None})
    seen = given.seen
    changed = sorted(topic for topic in now.keys() | seen.keys() if now.get(topic) != seen.get(topic))
    return given.opinion.model_copy(update={"changed": tuple(changed)})
