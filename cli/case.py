"""`balise case list` and `balise case show`: the cases that Temporal keeps, found by what operators search them by."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Annotated, NoReturn, TypeVar

import typer
from rich import box
from rich.console import Console
from rich.markup import escape
from rich.table import Table
from temporalio.client import Client, WorkflowExecution, WorkflowQueryRejectedError
from temporalio.service import RPCError, RPCStatusCode

from activities.names import ESTABLISHMENT, NEXT_DUE, OUTCOME, PROCESS, STAGE, UNDECLARED
from cli import folder, labels, verdicts
from cli.screen import Exit, screen
from domain.case import CASE_ID
from domain.initiative import INITIATIVE
from domain.processes import PROCESSES
from domain.text import Text
from domain.verdict import Outcome
from engines import EngineUnavailable
from engines.stack import addresses
from settings import Settings
from workflows.case import CaseShell
from workflows.folder import Folder

PATIENCE = timedelta(seconds=10)
"""How long a case may take to answer: a query needs a worker, and nothing says at once that none runs."""

ASKED_AT_ONCE = 8

Answer = TypeVar("Answer")

IDENTIFIER = screen.text(
    f"<processus>:<établissement>/<nom court> ; sans processus : {INITIATIVE.name}.",
    f"<process>:<establishment>/<short name>; without a process: {INITIATIVE.name}.",
)

ProcessName = StrEnum("ProcessName", {name: name for name in PROCESSES})  # type: ignore[misc]
StageName = StrEnum(  # type: ignore[misc]
    "StageName", {name: name for name in (UNDECLARED, *(stage for one in PROCESSES.values() for stage in one.places))}
)


@dataclass(frozen=True)
class Row:
    """One case as operators see it. *title* is None when no worker could tell it."""

    id: str
    title: str | None
    establishment: str
    stage: str
    outcome: str | None
    next_due: date | None


def add_to(app: typer.Typer) -> None:
    """Add this subject's commands."""
    case = typer.Typer(no_args_is_help=True, help=screen.text("Les dossiers suivis.", "The cases that are kept."))
    case.command("list", help=screen.text("Chercher des dossiers.", "Search the cases."))(_list)
    case.command("show", help=screen.text("Montrer un dossier au complet.", "Show one case, whole."))(_show)
    app.add_typer(case, name="case")


def _list(  # noqa: PLR0913 - one option for each thing operators search by
    *,
    process: Annotated[
        ProcessName | None, typer.Option(help=screen.text("Processus ; tous à défaut.", "Process; all by default."))
    ] = None,
    establishment: Annotated[str | None, typer.Option(help=screen.text("Code.", "Code."))] = None,
    stage: Annotated[StageName | None, typer.Option(help=screen.text("Étape atteinte.", "Stage reached."))] = None,
    outcome: Annotated[Outcome | None, typer.Option(help=screen.text("Issue.", "Outcome."))] = None,
    due_before: Annotated[
        datetime | None,
        typer.Option(formats=["%Y-%m-%d"], help=screen.text("Échéance avant ce jour.", "Due before that day.")),
    ] = None,
    limit: Annotated[int, typer.Option(min=1, max=1000, help=screen.text("Au plus.", "At most."))] = 50,
) -> None:
    reachable(process, stage)
    wanted = {
        PROCESS.name: process,
        ESTABLISHMENT.name: establishment,
        STAGE.name: stage,
        OUTCOME.name: outcome,
    }
    query = visibility_query({name: str(value) for name, value in wanted.items() if value is not None}, due_before)

    async def found(client: Client) -> tuple[int, list[Row]]:
        total = (await client.count_workflows(query, rpc_timeout=PATIENCE)).count
        listed = [one async for one in client.list_workflows(query, limit=limit, rpc_timeout=PATIENCE)]
        return total, await _rows(client, listed)

    total, rows = asyncio.run(with_client(found))
    answer = {"count": total, "cases": [vars(row) for row in rows]}
    screen.answer(answer, lambda console: _print_rows(console, rows, total))


def _show(
    case_id: Annotated[str, typer.Argument(metavar="ID", help=IDENTIFIER)],
    *,
    whole: Annotated[
        bool, typer.Option("--all", help=screen.text("Tous les événements gardés.", "Every event that is kept."))
    ] = False,
) -> None:
    full = case_id if ":" in case_id else f"{INITIATIVE.name}:{case_id}"
    shown = asyncio.run(with_client(lambda client: folder_of(client, full)))
    events = None if whole else folder.LAST_EVENTS
    screen.answer(folder.as_json(shown), lambda console: folder.show(console, shown, events=events))


def reachable(process: str | None, stage: str | None) -> None:
    """Leave when cases of *process* never reach *stage*: an empty list would pass for an answer."""
    stages = (UNDECLARED, *PROCESSES[process].places) if process else None
    if stages and stage and stage not in stages:
        known = ", ".join(stages)
        screen.fail(
            Text(
                fr=f"Un dossier « {process} » n'a pas d'étape « {stage} ». Il y a : {known}.",
                en=f'A case of "{process}" has no stage "{stage}". There are: {known}.',
            ),
            Exit.USAGE,
        )


def visibility_query(wanted: dict[str, str], due_before: datetime | None = None) -> str:
    """Return the query that Temporal's visibility answers, for these values of search attributes."""
    clauses = ['ExecutionStatus = "Running"', *(f'{name} = "{_quotable(value)}"' for name, value in wanted.items())]
    if due_before is not None:
        clauses.append(f'{NEXT_DUE.name} < "{due_before:%Y-%m-%dT00:00:00Z}"')
    return " AND ".join(clauses)


async def folder_of(client: Client, case_id: str) -> Folder:
    """Return everything the case *case_id* carries.

    Raises:
        RPCError: There is no such case, or nobody answers for it.
    """
    if CASE_ID.fullmatch(case_id) is None:
        raise RPCError(f"not a case id: {case_id}", RPCStatusCode.NOT_FOUND, b"")
    return await client.get_workflow_handle(case_id).query(CaseShell.folder, rpc_timeout=PATIENCE)


async def folders_of(
    client: Client, case_ids: Sequence[str], progress: Callable[[], None] = lambda: None
) -> dict[str, Folder]:
    """Return the folder of each case, a few at once; tell *progress* of each."""
    at_once = asyncio.Semaphore(ASKED_AT_ONCE)

    async def one(case_id: str) -> Folder:
        async with at_once:
            found = await folder_of(client, case_id)
        progress()
        return found

    return dict(zip(case_ids, await asyncio.gather(*map(one, case_ids)), strict=True))


async def with_client(work: Callable[[Client], Awaitable[Answer]]) -> Answer:
    """Do *work* with a client of Temporal; leave with a sentence when it cannot be had, or refuses."""
    from worker import temporal_client  # brings the worker's dependencies in, which help and labels do without

    settings = Settings()
    try:
        client = await temporal_client(settings, addresses(settings).temporal)
        return await work(client)
    except EngineUnavailable as unavailable:
        screen.fail(unavailable.text, Exit.UNAVAILABLE)
    except RPCError as error:
        _explain(error)
    except RuntimeError:  # what the client raises when nothing listens at the address
        screen.fail(
            Text(
                fr="Temporal ne répond pas : lancez « balise status », puis « balise up ».",
                en='Temporal does not answer: run "balise status", then "balise up".',
            ),
            Exit.UNAVAILABLE,
        )


def _explain(error: RPCError) -> NoReturn:
    if error.status is RPCStatusCode.NOT_FOUND:
        screen.fail(
            Text(
                fr="Aucun dossier ne porte cet identifiant ; « balise case list » les donne.",
                en='No case has this id; "balise case list" gives them.',
            )
        )
    if error.status in _NOBODY_ANSWERS:
        screen.fail(
            Text(
                fr="Le dossier existe, mais aucun worker ne répond pour lui : lancez « balise worker ».",
                en='The case exists, but no worker answers for it: run "balise worker".',
            ),
            Exit.UNAVAILABLE,
        )
    screen.fail(
        Text(fr=f"Temporal refuse : {error.status.name}.", en=f"Temporal refuses: {error.status.name}."),
        Exit.UNAVAILABLE,
    )


_NOBODY_ANSWERS = frozenset(
    {RPCStatusCode.DEADLINE_EXCEEDED, RPCStatusCode.CANCELLED, RPCStatusCode.FAILED_PRECONDITION}
)


async def _rows(client: Client, listed: Sequence[WorkflowExecution]) -> list[Row]:
    titles = await _titles(client, [one.id for one in listed])
    rows = []
    for one in listed:
        shown = one.typed_search_attributes
        due = shown.get(NEXT_DUE)
        rows.append(
            Row(
                id=one.id,
                title=titles.get(one.id),
                establishment=shown.get(ESTABLISHMENT) or "",
                stage=shown.get(STAGE) or UNDECLARED,
                outcome=shown.get(OUTCOME),
                next_due=due.date() if due else None,
            )
        )
    return sorted(rows, key=lambda row: row.id)


async def _titles(client: Client, case_ids: Sequence[str]) -> dict[str, str | None]:
    """Return the titles, or none at all when the first case that is asked does not answer."""
    try:
        async with asyncio.timeout(PATIENCE.total_seconds()):
            return {case_id: one.case.title for case_id, one in (await folders_of(client, case_ids)).items()}
    except (RPCError, WorkflowQueryRejectedError, TimeoutError):
        screen.note(
            "Les titres manquent : aucun worker ne répond (« balise worker »).",
            'Titles are missing: no worker answers ("balise worker").',
        )
        return {}


def _print_rows(console: Console, rows: Sequence[Row], total: int) -> None:
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for fr, en, narrow in (
        ("dossier", "case", True),
        ("titre", "title", False),
        ("étape", "stage", True),
        ("issue", "outcome", True),
        ("échéance", "due", True),
    ):
        table.add_column(screen.text(fr, en), no_wrap=narrow)
    for row in rows:
        table.add_row(
            row.id,
            escape(row.title or "-"),
            screen.say(labels.STAGES[row.stage]),
            verdicts.outcome(row.outcome),
            str(row.next_due or "-"),
        )
    verdicts.widen(console).print(table)
    shown = "" if len(rows) == total else screen.text(f", dont {len(rows)} ici", f", {len(rows)} of them here")
    one = total == 1
    console.print(
        screen.text(f"{total} dossier{'' if one else 's'}{shown}", f"{total} case{'' if one else 's'}{shown}")
    )


def _quotable(value: str) -> str:
    """Return *value* if a query may hold it as it is; nothing we search by has any other character.

    Raises:
        SystemExit: it has one.
    """
    if not all(character.isalnum() or character in "-_" for character in value):
        screen.fail(
            Text(fr="Lettres, chiffres et traits d'union seulement.", en="Letters, digits and hyphens only."),
            Exit.USAGE,
        )
    return value
