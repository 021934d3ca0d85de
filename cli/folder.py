"""One case as a committee reads it: what it is, where it stands, what is missing, what was decided, what comes next."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import groupby
from typing import Any, Final

from pydantic import TypeAdapter
from rich.console import Console, Group, RenderableType
from rich.markup import escape
from rich.padding import Padding

from cli import contents, labels, report_words, rulebook, verdicts
from cli.lives import life_of
from cli.report_words import colon
from cli.screen import screen
from cli.verdicts import hung, widen
from domain.case import Case
from domain.verdict import Reason, RequiredOpinion, Verdict
from reporting.life import Life
from reporting.tasks import Task, tasks
from workflows.folder import Folder, TimelineEntry

LAST_EVENTS: Final = 10

MOMENT: Final = TypeAdapter[datetime | None](datetime | None)
"""Writes a moment as the case writes its own."""

PURPOSE: Final = (
    ("declaration", "summary"),
    ("need", "problem"),
    ("declaration", "purpose"),
    ("declaration", "scope"),
    ("declaration", "context"),
    ("declaration", "description"),
)
"""Where a case says what it is for; the first that is there is shown."""

NATURE: Final = ("kind", "asks", "decision", "clinical", "generative", "supplier", "mandatary")
"""What a declaration says of the sort of case it is."""


def show(console: Console, folder: Folder, *, events: int | None = LAST_EVENTS) -> None:
    """Print the page of the case of *folder*, with its last *events*, or all of them."""
    console = widen(console)
    life = life_of(folder)
    waiting = tasks([life], rulebook.book(), report_words.now().date())
    _head(console, folder)
    _part(console, ("Où en est le dossier", "Where it stands"), Group(*_standing(life)))
    _part(console, ("Ce qui manque, et de qui", "What is missing, and from whom"), _missing(folder, waiting))
    _part(console, ("Ce qui a été décidé, et pourquoi", "What was decided, and why"), _decided(folder))
    _part(console, ("Ce qui vient, et quand", "What comes next, and when"), _coming(waiting))
    _part(console, ("Avis rendus", "Opinions given"), contents.opinions(folder))
    _last_events(console, folder, events)
    _part(console, ("Faits", "Facts"), contents.facts(folder))
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


def as_json(folder: Folder) -> dict[str, Any]:
    """Return the case, its last verdict and its timeline, as they are kept; beside them, what the page works out."""
    life = life_of(folder)
    return {
        **folder.model_dump(mode="json"),
        "since": MOMENT.dump_python(life.since, mode="json"),
        "asked_at": MOMENT.dump_python(life.asked_at, mode="json"),
        "tasks": tasks([life], rulebook.book(), report_words.now().date()),
    }


def _part(console: Console, title: tuple[str, str], part: RenderableType | None) -> None:
    console.print()
    console.print(f"[bold]{screen.text(*title)}[/bold]")
    console.print(Padding(part or f"[dim]{screen.text('rien', 'nothing')}[/dim]", (0, 0, 0, 2)))


def _head(console: Console, folder: Folder) -> None:
    case = folder.case
    console.print(f"[bold]{escape(case.title or case.id)}[/bold]  [dim]{case.id}[/dim]")
    declared = case.facts.get("declaration")
    said = [
        _nature(case, name, screen.say(labels.value(declared.data[name])))
        for name in NATURE
        if declared and declared.data.get(name) is not None
    ]
    of = screen.say(report_words.process(case.process))
    console.print(escape(" · ".join((f"{of}, {case.establishment}", *said))))
    purpose = next(
        (fact.data[field] for topic, field in PURPOSE if (fact := case.facts.get(topic)) and fact.data.get(field)), None
    )
    if purpose:
        console.print(escape(report_words.sentence(str(purpose))), style="italic")


def _nature(case: Case, name: str, said: str) -> str:
    # Each process has kinds of its own, which say enough; what else is said needs its name.
    return said if name == "kind" else f"{screen.say(labels.field('declaration', name, case.process))}{colon()}{said}"


def _standing(life: Life) -> Iterator[str]:
    case = life.case
    since = f"{life.since.astimezone(report_words.ZONE):%Y-%m-%d}" if life.since else "?"
    at = verdicts.stage(case)
    here = screen.text(f"étape : {at}, depuis le {since}", f"stage: {at}, since {since}")
    outcome = screen.text("dernier verdict : ", "last verdict: ") + verdicts.outcome(case.outcome)
    if case.passage is None:
        yield f"{here} · {outcome}"
        return
    to = screen.say(report_words.stage(case.passage.to))
    yield f"{here} · {outcome}" + screen.text(f" (attend : {to})", f" (waits for: {to})")
    if life.asked_at:
        asked = life.asked_at
        took = screen.say(report_words.days((report_words.now() - asked).total_seconds() / 86400))
        yield screen.text(
            f"passage demandé le {report_words.day(asked)}, il y a {took}"
            + (f", par {escape(case.requested_by)}" if case.requested_by else ""),
            f"passage asked for on {report_words.day(asked)}, {took} ago"
            + (f", by {escape(case.requested_by)}" if case.requested_by else ""),
        )


def _missing(folder: Folder, waiting: Sequence[Task]) -> RenderableType | None:
    """Return what the last verdict holds against the case, by whom it is waited from; then what is not held yet."""
    if folder.verdict is None:
        return None
    verdict = folder.verdict
    reasons = {reason.rule: reason for reason in (*verdict.violations, *verdict.indeterminates)}
    opinions = {f"opinion:{awaited.body}": awaited for awaited in verdict.opinions}
    held = sorted((task for task in waiting if task.blocks or task.due is None), key=lambda task: task.whose)
    said: list[RenderableType] = []
    for whose, theirs in groupby(held, key=lambda task: task.whose):
        said.append(f"[underline]{escape(screen.say(report_words.whose(whose)))}[/underline]")
        for task in theirs:
            if task.rule in reasons:
                said += _reason(reasons[task.rule])
            elif task.rule in opinions:
                said += _awaited(opinions[task.rule])
    said += _notices(verdict)
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


def _notices(verdict: Verdict) -> Iterator[RenderableType]:
    for notice in verdict.notices:
        dated = screen.text(f"à compter du {notice.effective}", f"from {notice.effective}")
        when = dated if notice.effective else screen.say(labels.CAUSES[notice.cause])
        if notice.cause == "without_effect":
            yield hung("[cyan]![/cyan]", f"{escape(screen.say(notice.title))} ({when})")
            yield hung("   ", escape(screen.say(notice.message)))
            yield hung("  →", escape(screen.say(notice.remedy)))
            continue
        yield hung("[cyan]![/cyan]", f"[bold]{notice.rule}[/bold] {escape(screen.say(notice.title))} ({when})")


def _decided(folder: Folder) -> RenderableType | None:
    """Return each decision once: verdicts in a row that say the same of the same gate are one."""
    judged = [entry for entry in folder.timeline if entry.gate is not None and entry.outcome is not None]
    said: list[RenderableType] = []
    for _, same in groupby(judged, key=lambda entry: (entry.gate, entry.outcome, entry.rules)):
        first, *others = same
        said += _decision(first, folder.verdict, last=(others or [first])[-1] is judged[-1])
    return Group(*said) if said else None


def _decision(entry: TimelineEntry, verdict: Verdict | None, *, last: bool) -> Iterator[RenderableType]:
    to = screen.say(report_words.stage(str(entry.gate)))
    yield hung(f"[cyan]{report_words.day(entry.received_at)}[/cyan]", f"{to}{colon()}{verdicts.outcome(entry.outcome)}")
    for rule in dict.fromkeys(entry.rules):
        cited = rulebook.cited(rule)
        text = f"{colon()}[dim]{verdicts.citation(cited)}[/dim]" if cited else ""
        yield hung(" " * 10, f"{_named(rule)}{text}")
    if last and verdict is not None:
        for awaited in verdict.opinions:
            cause = screen.say(labels.CAUSES[awaited.cause])
            yield hung(" " * 10, f"{escape(screen.say(awaited.title))} [dim]({cause})[/dim]")


def _named(rule: str) -> str:
    """Return a rule by its id and title; what would tell whether an opinion is required goes by the opinion's name."""
    body = rule.partition("opinion:")[2]
    if body:
        return escape(f"{screen.text('avis', 'opinion')}{colon()}{screen.say(report_words.whose(body))}")
    title = rulebook.titled(rule)
    return f"[bold]{rule}[/bold]{f' {escape(screen.say(title))}' if title else ''}"


def _coming(waiting: Sequence[Task]) -> RenderableType | None:
    said: list[RenderableType] = []
    for task in sorted((task for task in waiting if task.due), key=lambda task: (task.due, task.rule)):
        said += _due(task)
    return Group(*said) if said else None


def _due(task: Task) -> Iterator[RenderableType]:
    if task.due is None:
        return
    when = escape(screen.say(report_words.until(task.due, report_words.now().date())))
    style = "bold red" if task.days_late else "dim"
    rule = "" if ":" in task.rule else f"[bold]{task.rule}[/bold] "
    whose = escape(screen.say(report_words.whose(task.whose)))
    yield hung(
        f"[{'red' if task.days_late else 'cyan'}]{task.due}[/]",
        f"{rule}{escape(screen.say(task.what))} [dim]({whose})[/dim] [{style}]{when}[/]",
    )
    yield hung(" " * 10, f"[dim]→ {escape(screen.say(task.remedy))}[/dim]")
    if task.since:
        yield hung(
            " " * 10,
            f"[dim]{screen.text('attendu depuis le', 'waited for since')} {report_words.day(task.since)}[/dim]",
        )
    if task.postponed:
        yield hung(" " * 10, escape(screen.say(task.postponed)))
    if task.citation:
        yield hung(" " * 10, f"[dim]{verdicts.citation(task.citation)}[/dim]")
    if task.closes or task.blocks or task.escalations:
        yield hung(" " * 10, f"[dim]{escape(screen.say(report_words.consequence(task)))}[/dim]")


def _last_events(console: Console, folder: Folder, events: int | None) -> None:
    entries = folder.timeline if events is None else folder.timeline[-events:]
    before = folder.case.sequence - len(entries)
    _part(console, ("Derniers événements", "Last events"), contents.events(folder.case, entries))
    if before > 0:
        console.print(
            screen.text(
                f"  [dim]{before} avant ceux-ci ; « balise case show --all » montre ceux qui sont gardés.[/dim]",
                f'  [dim]{before} before these; "balise case show --all" shows those the case has kept.[/dim]',
            )
        )
