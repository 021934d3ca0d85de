"""The words of pages, tasks and reports: what kinds of tasks and remedies are called; durations and days."""

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime, timedelta
from functools import cache
from typing import Final
from zoneinfo import ZoneInfo

from cli import labels
from cli.screen import screen
from domain.text import Text
from domain.verdict import Escalation
from reporting.holds import POLICIES, TIME
from reporting.tasks import Task

ZONE: Final = ZoneInfo("America/Toronto")
"""Where people work: a day, for whoever reads, is a day there."""

TASKS: Final = {
    "opinion": Text(fr="avis à donner", en="opinion to give"),
    "remedy": Text(fr="refus à corriger", en="refusal to mend"),
    "clarify": Text(fr="à préciser", en="to clarify"),
    "cease": Text(fr="à faire cesser", en="to be ended"),
    "regularize": Text(fr="à régulariser", en="to regularize"),
    "duty": Text(fr="devoir périodique", en="recurring duty"),
}

SEVERITIES: Final = {
    "critical": Text(fr="critique", en="critical"),
    "major": Text(fr="majeure", en="major"),
    "minor": Text(fr="mineure", en="minor"),
}

_LIFTED_BY: Final = {
    POLICIES: Text(fr="Les politiques ont changé", en="The policies changed"),
    TIME: Text(fr="Le temps a passé, sans fait nouveau", en="Time passed, without a new fact"),
}


def now() -> datetime:
    """Return the present moment, where people work."""
    return datetime.now(ZONE)


def day(moment: datetime) -> date:
    """Return the day of *moment* where people work."""
    return moment.astimezone(ZONE).date()


def process(name: str) -> Text:
    """Return what a process is called."""
    return labels.PROCESS_NAMES.get(name, same(name))


def stage(name: str) -> Text:
    """Return what a stage is called."""
    return labels.STAGES.get(name, same(name))


def whose(name: str) -> Text:
    """Return what a body is called; an establishment goes by its code."""
    return labels.BODIES.get(name, same(name))


def came(what: str) -> Text:
    """Return what lifted an obstacle: a fact, an opinion, or neither."""
    return _LIFTED_BY.get(what) or (labels.event(what) if what in _types() else labels.topic(what))


def days(count: float | None) -> Text:
    """Return a duration told in days."""
    if count is None:
        return same("-")
    if count >= 2:
        return Text(fr=f"{count:.0f} jours", en=f"{count:.0f} days")
    hours = timedelta(days=count).total_seconds() / 3600
    if hours >= 2:
        return Text(fr=f"{hours:.0f} heures", en=f"{hours:.0f} hours")
    minutes = hours * 60
    if minutes >= 2:
        return Text(fr=f"{minutes:.0f} minutes", en=f"{minutes:.0f} minutes")
    return seconds(minutes * 60)


def seconds(count: float) -> Text:
    """Return a duration told in seconds."""
    return Text(fr=f"{count:.1f} s".replace(".", ","), en=f"{count:.1f} s")


def until(due: date, today: date) -> Text:
    """Return how far off *due* is, or by how much it is late."""
    left = (due - today).days
    if left < 0:
        return Text(
            fr=f"EN RETARD de {-left} jour{'s' if left < -1 else ''}",
            en=f"LATE by {-left} day{'s' if left < -1 else ''}",
        )
    if left == 0:
        return Text(fr="aujourd'hui", en="today")
    return Text(
        fr=f"dans {left} jour{'s' if left > 1 else ''}",
        en=f"in {left} day{'s' if left > 1 else ''}",
    )


def share(value: float) -> Text:
    """Return a share as a percentage."""
    return Text(fr=f"{value * 100:.0f} %", en=f"{value * 100:.0f}%")


def consequence(task: Task) -> Text:
    """Return what follows when *task* is not done in time: what the policies make of it, and nothing more."""
    closes, told = _closes(task), _escalations(task)
    said = [each for each in (closes, *told) if each is not None] or [
        Text(
            fr="Aucun passage n'en dépend ; le retard paraît aux états de situation.",
            en="No passage depends on it; lateness is told in the states of the situation.",
        )
    ]
    return Text(fr=" ".join(each.fr for each in said), en=" ".join(each.en for each in said))


def _closes(task: Task) -> Text | None:
    if task.blocks is not None:
        to = stage(task.blocks)
        return Text(
            fr=f"Tant que ce n'est pas fait, le passage reste fermé : {to.fr}.",
            en=f"Until it is done, the passage stays closed: {to.en}.",
        )
    if task.closes:
        gates = listed(task.closes)
        return Text(
            fr=f"La même exigence ferme ces passages à venir : {gates.fr}.",
            en=f"The same requirement closes these passages to come: {gates.en}.",
        )
    return None


def _escalations(task: Task) -> Iterator[Text]:
    """Yield whom the lateness was told to, and whom it will be."""
    told = _dated(each for each in task.escalations if each.to in task.escalated)
    if told is not None:
        yield Text(fr=f"Retard déjà porté à : {told.fr}.", en=f"Lateness already told to: {told.en}.")
    to_tell = _dated(each for each in task.escalations if each.to not in task.escalated)
    if to_tell is not None:
        yield Text(fr=f"Le retard sera porté à : {to_tell.fr}.", en=f"Lateness will be told to: {to_tell.en}.")


def _dated(escalations: Iterable[Escalation]) -> Text | None:
    said = [(whose(each.to), each.on) for each in escalations]
    if not said:
        return None
    return Text(
        fr=", ".join(f"{name.fr} (le {on})" for name, on in said),
        en=", ".join(f"{name.en} (on {on})" for name, on in said),
    )


def sentence(text: str) -> str:
    """Return the first sentence of *text*."""
    return re.split(r"(?<=[.!?])\s", text.strip(), maxsplit=1)[0]


def colon() -> str:
    """Return the colon of this run's language."""
    return screen.text(" : ", ": ")


def listed(names: tuple[str, ...]) -> Text:
    """Return the names of stages, one after the other."""
    said = [stage(name) for name in names]
    return Text(fr=", ".join(one.fr for one in said), en=", ".join(one.en for one in said))


@cache
def _types() -> frozenset[str]:
    from events.contract.incoming import INCOMING

    return frozenset(INCOMING)


def tally(counted: Mapping[str, int], names: Mapping[str, Text]) -> Text:
    """Return how many of each, by name."""
    return Text(
        fr=", ".join(f"{names[name].fr} {count}" for name, count in counted.items()) or "-",
        en=", ".join(f"{names[name].en} {count}" for name, count in counted.items()) or "-",
    )


def capital(text: Text) -> Text:
    """Return *text* as it begins a sentence."""
    return Text(fr=text.fr[:1].upper() + text.fr[1:], en=text.en[:1].upper() + text.en[1:])


def same(text: str) -> Text:
    """Return what is said alike in both languages."""
    return Text(fr=text, en=text)
