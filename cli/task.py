"""`balise task list`: what is waiting for whom, since when, due when, and what follows if it is late."""

import asyncio
from collections.abc import Sequence
from typing import Annotated

import typer
from rich import box
from rich.console import Console, Group
from rich.markup import escape
from rich.table import Table
from temporalio.client import Client

from activities.names import ESTABLISHMENT, NEXT_DUE, OUTCOME, PROCESS
from cli import labels, report_words, rulebook
from cli.case import PATIENCE, ProcessName, folders_of, visibility_query, with_client
from cli.lives import life_of
from cli.progress import counted
from cli.screen import Exit, screen
from cli.verdicts import widen
from domain.text import Text
from domain.verdict import Outcome
from reporting.tasks import Task, tasks

WAITING = " OR ".join(
    [
        *(f'{OUTCOME.name} = "{outcome}"' for outcome in Outcome if outcome is not Outcome.ALLOW),
        f"{NEXT_DUE.name} IS NOT NULL",
    ]
)
"""A case that was let through and owes nothing waits for nobody: it need not be asked."""


def add_to(app: typer.Typer) -> None:
    """Add this subject's commands."""
    task = typer.Typer(no_args_is_help=True, help=screen.text("Ce qui attend quelqu'un.", "What waits for somebody."))
    task.command(
        "list",
        help=screen.text(
            "Ce qu'on attend et de qui, le plus pressant d'abord.",
            "What is waited for and from whom, the most urgent first.",
        ),
    )(_list)
    task.callback()(_tasks)
    app.add_typer(task, name="task")


def _tasks() -> None:
    """Carry the group: one command alone would take no name."""


def _list(
    *,
    body: Annotated[
        str | None,
        typer.Option(help=screen.text("Instance, ou code d'établissement.", "Body, or code of an establishment.")),
    ] = None,
    establishment: Annotated[
        str | None, typer.Option(help=screen.text("Dossiers de cet établissement.", "Cases of that establishment."))
    ] = None,
    process: Annotated[ProcessName | None, typer.Option(help=screen.text("Processus.", "Process."))] = None,
    limit: Annotated[int, typer.Option(min=1, max=100_000, help=screen.text("Au plus.", "At most."))] = 50,
) -> None:
    wanted = {ESTABLISHMENT.name: establishment, PROCESS.name: process}
    query = visibility_query({name: str(value) for name, value in wanted.items() if value is not None})

    async def found(client: Client) -> tuple[int, list[Task]]:
        listed = [one.id async for one in client.list_workflows(f"{query} AND ({WAITING})", rpc_timeout=PATIENCE)]
        with counted(Text(fr="Dossiers", en="Cases"), len(listed)) as one_more:
            folders = await folders_of(client, listed, one_more)
        lives = [life_of(folder) for folder in folders.values()]
        return len(listed), tasks(lives, rulebook.book(), report_words.now().date())

    asked, everything = asyncio.run(with_client(found))
    theirs = of(everything, body)
    if body and not theirs and body not in labels.BODIES:
        _unknown(body, everything)
    answer = {"cases": asked, "count": len(theirs), "tasks": [_as_json(task) for task in theirs[:limit]]}
    screen.answer(answer, lambda console: print_tasks(console, theirs, limit, asked, body))


def of(everything: Sequence[Task], body: str | None) -> list[Task]:
    """Return what is in the inbox of *body*, what is late and was told to it included; in everybody's when None."""
    return [task for task in everything if body in (None, task.whose, *task.escalated)]


def _unknown(body: str, everything: Sequence[Task]) -> None:
    known = ", ".join(sorted({*labels.BODIES, *(task.whose for task in everything)}))
    screen.fail(
        Text(
            fr=f"Rien n'attend « {body} », qui n'est le nom d'aucune instance. Il y a : {known}.",
            en=f'Nothing waits for "{body}", which names no body. There are: {known}.',
        ),
        Exit.USAGE,
    )


def _as_json(task: Task) -> dict[str, object]:
    return {**task.model_dump(mode="json"), "consequence": report_words.consequence(task).model_dump()}


def print_tasks(console: Console, theirs: Sequence[Task], limit: int, asked: int, body: str | None = None) -> None:
    """Print the first *limit* of *theirs*, found in *asked* cases: everybody's, or those of *body*."""
    today = report_words.now().date()
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, expand=True)
    table.add_column(screen.text("qui", "who"), ratio=3)
    table.add_column(screen.text("quoi, et pour quel dossier", "what, and for which case"), ratio=9)
    table.add_column(screen.text("gravité", "severity"), no_wrap=True)
    table.add_column(screen.text("depuis", "since"), no_wrap=True)
    table.add_column(screen.text("échéance", "due"), ratio=3)
    table.add_column(screen.text("sinon", "or else"), ratio=5)
    for task in theirs[:limit]:
        table.add_row(
            _who(task, body),
            _what(task),
            screen.say(report_words.SEVERITIES[task.severity]),
            str(report_words.day(task.since)) if task.since else "?",
            f"{task.due}\n{_pressing(task, screen.say(report_words.until(task.due, today)))}" if task.due else "-",
            escape(screen.say(report_words.consequence(task))),
        )
    late = sum(task.days_late > 0 for task in theirs)
    blocking = sum(task.blocks is not None for task in theirs)
    escalated = sum(_escalated(task, body) for task in theirs)
    told = screen.text(f", {escalated} dont le retard est porté ici", f", {escalated} whose lateness is told here")
    cut = "" if len(theirs) <= limit else screen.text(f", dont {limit} ici", f", {limit} of them here")
    widen(console).print(table)
    console.print(
        screen.text(
            f"{len(theirs)} choses attendues dans {asked} dossiers{cut} : {late} en retard, "
            f"{blocking} qui ferment un passage demandé{told if escalated else ''}.",
            f"{len(theirs)} things awaited in {asked} cases{cut}: {late} late, "
            f"{blocking} that close a passage asked for{told if escalated else ''}.",
        )
    )


def _escalated(task: Task, body: str | None) -> bool:
    """Return whether *task* stands in the inbox of *body* because it is late, and is somebody else's to do."""
    return body in task.escalated and body != task.whose


def _who(task: Task, body: str | None) -> str:
    whose = escape(screen.say(report_words.whose(task.whose)))
    mark = screen.text("retard porté ici", "lateness told here")
    return f"{whose}\n[yellow]{mark}[/yellow]" if _escalated(task, body) else whose


def _what(task: Task) -> Group:
    kind = screen.say(report_words.TASKS[task.kind])
    rule = "" if ":" in task.rule else f"[bold]{task.rule}[/bold] "
    said = [
        f"[dim]{kind} ·[/dim] {rule}{escape(screen.say(task.what))}",
        f"[dim]{escape(task.title)}, {task.case_id}[/dim]",
    ]
    return Group(*said, *([escape(screen.say(task.postponed))] if task.postponed else []))


def _pressing(task: Task, said: str) -> str:
    return f"[bold red]{escape(said)}[/]" if task.days_late else f"[dim]{escape(said)}[/dim]"
