"""What a case holds: its facts and opinions, and its events in order."""

from collections.abc import Mapping, Sequence
from typing import Any

from rich import box
from rich.console import Group, RenderableType
from rich.markup import escape
from rich.padding import Padding
from rich.table import Table

from cli import labels, verdicts
from cli.report_words import colon
from cli.screen import screen
from domain.case import Case
from workflows.folder import Folder, TimelineEntry


def facts(folder: Folder) -> RenderableType | None:
    """Return every fact, field by field."""
    said: list[RenderableType] = []
    for topic, fact in folder.case.facts.items():
        title = screen.say(labels.topic(topic))
        said.append(f"{title}  [dim]{fact.time:%Y-%m-%d}  {escape(fact.event_id)}[/dim]")
        said.append(Padding(_fields(topic, fact.data), (0, 0, 0, 2)))
    return Group(*said) if said else None


def _fields(topic: str, data: Mapping[str, Any]) -> Table:
    grid = Table.grid(padding=(0, 2), expand=True)
    grid.add_column(ratio=5, style="dim")
    grid.add_column(ratio=7)
    for name, given in data.items():
        if name == "kind":  # the topic says it
            continue
        grid.add_row(escape(screen.say(labels.field(topic, name))), escape(screen.say(labels.value(given))))
    return grid


def opinions(folder: Folder) -> RenderableType | None:
    """Return every opinion, and whether it is still one on the present dossier."""
    said: list[RenderableType] = []
    for given in folder.case.opinions.values():
        holds = given.opinion.covers == folder.case.dossier
        on = screen.text("sur le dossier actuel", "on the present dossier")
        lapsed = screen.text("sur un dossier qui a changé depuis", "on a dossier that has changed since")
        answer = screen.say(labels.value(given.opinion.answer))
        seat = f" ({given.opinion.seat})" if given.opinion.seat else ""
        who = f"{screen.say(labels.BODIES[given.opinion.body])}{seat}"
        said.append(f"{who}{colon()}{answer}, {on if holds else lapsed}  [dim]{given.time:%Y-%m-%d}[/dim]")
    return Group(*said) if said else None


def events(case: Case, entries: Sequence[TimelineEntry]) -> RenderableType | None:
    """Return *entries* of the life of *case*, in order."""
    told = {fact.event_id: labels.topic(topic) for topic, fact in case.facts.items()}
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    table.add_column("#", justify="right")
    for fr, en, narrow in (
        ("quand", "when", True),
        ("ce qui est dit", "what is said", False),
        ("porte", "gate", False),
        ("issue", "outcome", True),
        ("règles qui retiennent", "rules that hold it back", False),
        ("événement", "event", True),
    ):
        table.add_column(screen.text(fr, en), no_wrap=narrow, overflow="ellipsis" if narrow else "fold")
    for entry in entries:
        table.add_row(
            str(entry.sequence),
            f"{entry.time:%Y-%m-%d}",
            screen.say(told.get(entry.event_id) or labels.event(entry.type)),
            _gate(entry),
            verdicts.outcome(entry.outcome) if entry.outcome else "",
            ", ".join(dict.fromkeys(entry.rules)),
            f"[dim]{escape(entry.event_id)}[/dim]",
        )
    return table if entries else None


def _gate(entry: TimelineEntry) -> str:
    if entry.gate is None:
        return ""
    gate = screen.say(labels.STAGES[entry.gate])
    return gate if entry.mode in (None, "passage") else f"{gate} [dim]({screen.say(labels.MODES[entry.mode])})[/dim]"
