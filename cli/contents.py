"""What a case holds: its facts and opinions, and its events in order."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from rich import box
from rich.console import Group, RenderableType
from rich.markup import escape
from rich.padding import Padding
from rich.table import Table

from cli import labels, verdicts
from cli.report_words import colon
from cli.screen import screen
from domain import dossier
from domain.case import Case
from domain.question import Opinion
from workflows.folder import Folder, TimelineEntry


def facts(folder: Folder) -> RenderableType | None:
    """Return every fact, field by field."""
    said: list[RenderableType] = []
    for topic, fact in folder.case.facts.items():
        title = screen.say(labels.topic(topic))
        said.append(f"{title}  [dim]{fact.time:%Y-%m-%d}  {escape(fact.event_id)}[/dim]")
        said.append(Padding(_fields(folder.case.process, topic, fact.data), (0, 0, 0, 2)))
    return Group(*said) if said else None


def _fields(process: str, topic: str, data: Mapping[str, Any]) -> Table:
    grid = Table.grid(padding=(0, 2), expand=True)
    grid.add_column(ratio=5, style="dim")
    grid.add_column(ratio=7)
    for name, given in data.items():
        if name == "kind":  # the topic says it
            continue
        called = screen.say(labels.field(topic, name, process))
        grid.add_row(escape(called), escape(screen.say(labels.value(given))))
    return grid


def opinions(folder: Folder) -> RenderableType | None:
    """Return every opinion, and what the last verdict makes of it."""
    said: list[RenderableType] = []
    now = dossier.opinions(folder.case)
    for place, given in folder.case.opinions.items():
        answer = screen.say(labels.value(given.opinion.answer))
        seat = f" ({given.opinion.seat})" if given.opinion.seat else ""
        who = f"{screen.say(labels.BODIES[given.opinion.body])}{seat}"
        of = screen.text(" ; ", "; ").join(_seen(folder, now[place]))
        said.append(f"{who}{colon()}{answer}, {of}  [dim]{given.time:%Y-%m-%d}[/dim]")
        said += [Padding(f"• {escape(text)}", (0, 0, 0, 2)) for text in given.opinion.conditions]
    return Group(*said) if said else None


def _seen(folder: Folder, opinion: Opinion) -> Iterator[str]:
    """Yield what *opinion* was given on, then whether the last verdict asks its body for another.

    Whether an opinion counts is for policy to say: a dossier may change without any body being asked again.
    """
    current = opinion.covers == folder.case.dossier
    if current:
        yield screen.text("sur le dossier actuel", "on the present dossier")
    else:
        changed = ", ".join(screen.say(labels.topic(topic)) for topic in opinion.changed or ())
        what = f" ({escape(changed)})" if changed else ""
        yield screen.text(f"sur un dossier qui a changé depuis{what}", f"on a dossier that has changed since{what}")
    awaited = {each.body: each.cause for each in folder.verdict.opinions} if folder.verdict else {}
    if opinion.body in awaited:
        cause = screen.say(labels.CAUSES[awaited[opinion.body]])
        yield screen.text(f"l'instance est attendue ({cause})", f"the body is waited for ({cause})")
    elif any(owed.rule == f"opinion:{opinion.body}" for owed in folder.case.obligations):
        yield screen.text("l'instance doit se prononcer de nouveau", "the body has to speak again")
    elif folder.verdict and not current:
        yield screen.text("le dernier verdict ne le redemande pas", "the last verdict does not ask for it again")


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
