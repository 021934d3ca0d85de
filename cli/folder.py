"""One case in detail: its facts, its life in order, what is missing now, what is due."""

from collections.abc import Iterator, Mapping
from typing import Any

from rich import box
from rich.console import Console, Group, RenderableType
from rich.markup import escape
from rich.padding import Padding
from rich.table import Table

from cli import labels, verdicts
from cli.screen import screen
from cli.verdicts import hung, widen
from domain.verdict import Reason, RequiredOpinion, Verdict
from workflows.folder import Folder, TimelineEntry


def show(console: Console, folder: Folder) -> None:
    """Print the case of *folder*, whole."""
    console = widen(console)
    case = folder.case
    console.print(f"[bold]{escape(case.title or case.id)}[/bold]  [dim]{case.id}[/dim]")
    labelled = (
        (screen.text("étape", "stage"), verdicts.stage(case)),
        (screen.text("issue", "outcome"), _outcome(folder)),
    )
    console.print(screen.text(" · ", " · ").join(f"{name}{_colon()}{said}" for name, said in labelled))
    for fr, en, part in (
        ("Faits", "Facts", _facts(folder)),
        ("Avis rendus", "Opinions given", _opinions(folder)),
        ("Événements et verdicts, dans l'ordre", "Events and verdicts, in order", _timeline(folder)),
        ("Ce qui manque", "What is missing", _missing(folder.verdict)),
        ("Ce qui est dû", "What is due", _due(folder)),
    ):
        console.print()
        console.print(f"[bold]{screen.text(fr, en)}[/bold]")
        console.print(Padding(part or f"[dim]{screen.text('rien', 'nothing')}[/dim]", (0, 0, 0, 2)))
    if folder.verdict:
        console.print()
        console.print(
            screen.text(
                f"[dim]Dernier verdict {folder.verdict.decision_id}, rendu par les politiques "
                f"{folder.verdict.revision}[/dim]",
                f"[dim]Last verdict {folder.verdict.decision_id}, given by the policies "
                f"{folder.verdict.revision}[/dim]",
            )
        )


def _outcome(folder: Folder) -> str:
    said = verdicts.outcome(folder.case.outcome)
    passage = folder.case.passage
    if passage is None:
        return said
    to = screen.say(labels.STAGES[passage.to])
    return screen.text(f"{said} (attend : {to})", f"{said} (waits for: {to})")


def _facts(folder: Folder) -> RenderableType | None:
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


def _opinions(folder: Folder) -> RenderableType | None:
    said: list[RenderableType] = []
    for given in folder.case.opinions.values():
        holds = given.opinion.covers == folder.case.dossier
        on = screen.text("sur le dossier actuel", "on the present dossier")
        lapsed = screen.text("sur un dossier qui a changé depuis", "on a dossier that has changed since")
        answer = screen.say(labels.value(given.opinion.answer))
        seat = f" ({given.opinion.seat})" if given.opinion.seat else ""
        who = f"{screen.say(labels.BODIES[given.opinion.body])}{seat}"
        said.append(f"{who}{_colon()}{answer}, {on if holds else lapsed}  [dim]{given.time:%Y-%m-%d}[/dim]")
    return Group(*said) if said else None


def _timeline(folder: Folder) -> RenderableType | None:
    case = folder.case
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
    for entry in folder.timeline:
        table.add_row(
            str(entry.sequence),
            f"{entry.time:%Y-%m-%d}",
            screen.say(told.get(entry.event_id) or labels.event(entry.type)),
            _gate(entry),
            verdicts.outcome(entry.outcome) if entry.outcome else "",
            ", ".join(dict.fromkeys(entry.rules)),
            f"[dim]{escape(entry.event_id)}[/dim]",
        )
    return table if folder.timeline else None


def _gate(entry: TimelineEntry) -> str:
    if entry.gate is None:
        return ""
    gate = screen.say(labels.STAGES[entry.gate])
    return gate if entry.mode in (None, "passage") else f"{gate} [dim]({screen.say(labels.MODES[entry.mode])})[/dim]"


def _missing(verdict: Verdict | None) -> RenderableType | None:
    if verdict is None:
        return None
    said = [each for reason in (*verdict.violations, *verdict.indeterminates) for each in _reason(reason)]
    said += [each for opinion in verdict.opinions for each in _awaited(opinion)]
    for notice in verdict.notices:
        dated = screen.text(f"à compter du {notice.effective}", f"from {notice.effective}")
        when = dated if notice.effective else screen.say(labels.CAUSES[notice.cause])
        said.append(hung("[cyan]![/cyan]", f"[bold]{notice.rule}[/bold] {escape(screen.say(notice.title))} ({when})"))
    return Group(*said) if said else None


def _reason(reason: Reason) -> Iterator[RenderableType]:
    cause = screen.say(labels.CAUSES[reason.cause])
    title = escape(screen.say(reason.title))
    yield hung(verdicts.mark(reason), f"[bold]{reason.rule}[/bold] {title} [dim]({cause})[/dim]")
    yield hung("   ", escape(screen.say(reason.message)))
    for path in reason.missing:
        yield hung("   ", f"[dim]{path}[/dim]  {escape(screen.say(labels.path(path)))}")
    yield hung("  →", escape(screen.say(reason.remedy)))
    yield hung("   ", verdicts.citation(reason.citation), style="dim")


def _awaited(opinion: RequiredOpinion) -> Iterator[RenderableType]:
    cause = screen.say(labels.CAUSES[opinion.cause])
    yield hung(verdicts.mark(opinion), f"{escape(screen.say(opinion.title))} [dim]({cause})[/dim]")
    yield hung("   ", escape(screen.say(opinion.message)))
    yield hung("  →", escape(screen.say(opinion.remedy)))


def _due(folder: Folder) -> RenderableType | None:
    said: list[RenderableType] = []
    for obligation in sorted(folder.case.obligations, key=lambda each: (each.due, each.id)):
        who = screen.say(labels.BODIES.get(obligation.by) or labels.value(obligation.by))
        said += [
            verdicts.due(obligation, by=who),
            hung(" " * 10, f"[dim]→ {escape(screen.say(obligation.remedy))}[/dim]"),
        ]
    return Group(*said) if said else None


def _colon() -> str:
    return screen.text(" : ", ": ")
