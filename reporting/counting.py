"""How cases are counted: which ones, among which others, by what their facts say."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from reporting.holds import holds
from reporting.life import Life


@dataclass(frozen=True)
class Counted:
    """How many, among how many."""

    these: int
    among: int


Count = Callable[[Sequence[Life]], Counted]
Those = Callable[[Life], bool]


def among(process: str, of: Those, these: Those) -> Count:
    """Return what counts, among the cases of *process* that are *of*, those that are *these*."""

    def count(lives: Sequence[Life]) -> Counted:
        found = [life for life in lives if life.case.process == process and of(life)]
        return Counted(sum(these(life) for life in found), len(found))

    return count


def true(topic: str, field: str) -> Those:
    """Return what tells whether the fact on *topic* says yes in *field*."""
    return said(topic, field, True)  # noqa: FBT003 - a value that a fact holds


def any_of(_: Life) -> bool:
    """Take every case."""
    return True


def said(topic: str, field: str, *values: object) -> Those:
    """Return what tells whether the fact on *topic* says one of *values* in *field*; anything when none is given."""

    def tells(life: Life) -> bool:
        fact = life.case.facts.get(topic)
        given = fact.data.get(field) if fact else None
        return given is not None if not values else given in values

    return tells


def has(topic: str) -> Those:
    """Return what tells whether a fact stands on *topic*."""
    return lambda life: topic in life.case.facts


def at(stages: Iterable[str]) -> Those:
    """Return what tells whether a case stands at one of *stages*."""
    known = frozenset(stages)
    return lambda life: life.case.stage in known


def both(*all_of: Those) -> Those:
    """Return what tells whether all of these hold."""
    return lambda life: all(one(life) for one in all_of)


def establishments(lives: Sequence[Life]) -> Counted:
    """Count whose the cases are."""
    found = {life.case.establishment for life in lives}
    return Counted(len(found), len(found))


def answers(kind: str) -> Count:
    """Return what counts, among those asked by campaigns of that *kind*, those who answered."""

    def count(lives: Sequence[Life]) -> Counted:
        answered = asked = 0
        for life in lives:
            counted = life.case.facts.get("answers")
            if life.case.process == "campaign" and said("declaration", "kind", kind)(life) and counted:
                answered += counted.data["answered"]
                asked += counted.data["answered"] + counted.data["unanswered"]
        return Counted(answered, asked)

    return count


def lifted(lives: Sequence[Life]) -> Counted:
    """Count, among the times something held an initiative back, those after which it no longer did."""
    found = [hold for life in lives if life.case.process == "initiative" for hold in holds(life)]
    return Counted(sum(hold.ending == "lifted" for hold in found), len(found))


def summed(process: str, topic: str, field: str) -> Count:
    """Return what adds up a *field* of the facts on *topic*."""

    def count(lives: Sequence[Life]) -> Counted:
        facts = [life.case.facts.get(topic) for life in lives if life.case.process == process]
        given = [fact.data.get(field, 0) for fact in facts if fact]
        return Counted(sum(given), len(given))

    return count


def opinions(body: str) -> Count:
    """Return what counts the cases on which *body* gave an opinion."""

    def count(lives: Sequence[Life]) -> Counted:
        return Counted(sum(body in life.case.opinions for life in lives), len(lives))

    return count


def any_below(family: str) -> Those:
    """Return what tells whether a fact stands on a topic of that *family*."""
    return lambda life: any(topic.startswith(f"{family}.") for topic in life.case.facts)
