"""What verdicts look like: one row per case in the decision table, and a reason with what to do about it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from rich import box
from rich.console import Console, Group, RenderableType
from rich.markup import escape
from rich.table import Table
from rich.text import Text

from cli import labels
from cli.screen import screen
from domain.case import Case
from domain.verdict import Citation, Obligation, Reason, RequiredOpinion, Verdict
from workflows.folder import Folder

SHOWN_REASONS = 3
SHOWN_OBLIGATIONS = 3
READABLE_WIDTH = 120
"""Columns of a table that nobody's terminal limits."""


@dataclass(frozen=True)
class Line:
    """One thing that stands between a case and its gate: what it is, and what would help."""

    mark: str
    rule: str
    title: str
    remedy: str


def widen(console: Console) -> Console:
    """Give a *console* that is a file or a pipe the room that tables need."""
    if not console.is_terminal:
        console.width = max(console.width, READABLE_WIDTH)
    return console


def stage(case: Case) -> str:
    """Return the stage that *case* has reached, for a person."""
    return screen.say(labels.STAGES[case.stage or "undeclared"])


def outcome(name: str | None) -> str:
    """Return an outcome in its colour, as markup."""
    if name is None:
        return "-"
    return f"[{labels.COLOURS[name]}]{screen.say(labels.OUTCOMES[name])}[/]"


def decisions(folders: Iterable[Folder]) -> Table:
    """Return the decision table."""
    table = Table(box=box.SIMPLE_HEAD, show_lines=False, pad_edge=False, expand=True, padding=(0, 1, 1, 0))
    table.add_column(screen.text("dossier", "case"), ratio=9)
    table.add_column(screen.text("processus", "process"), ratio=4)
    table.add_column(screen.text("établ.", "establ."), no_wrap=True)
    table.add_column(screen.text("étape atteinte", "stage reached"), no_wrap=True)
    table.add_column(screen.text("issue", "outcome"), no_wrap=True)
    table.add_column(screen.text("raisons, et quoi faire", "reasons, and what to do"), ratio=17)
    for folder in folders:
        case = folder.case
        slug = case.id.rpartition("/")[2]
        table.add_row(
            f"{escape(case.title or slug)}\n[dim]{slug}[/dim]",
            screen.say(labels.PROCESS_NAMES[case.process]),
            case.establishment,
            stage(case),
            outcome(case.outcome),
            summary(folder),
        )
    return table


def summary(folder: Folder) -> RenderableType:
    """Return a case's last column: what stands in its way, then what it owes, then what once held it back."""
    case = folder.case
    against = list(lines(folder.verdict)) if folder.verdict else []
    owing = [obligation for obligation in case.obligations if obligation.kind != "duty"]
    said: list[RenderableType] = []
    for line in against[:SHOWN_REASONS]:
        said += [hung(line.mark, line.title), hung("  →", line.remedy, style="dim")]
    said += _more(len(against) - SHOWN_REASONS, ("autre raison", "autres raisons"), ("other reason", "other reasons"))
    if owing:
        said.append(Text.from_markup(screen.text("à régulariser :", "to regularize:"), style="dim"))
    said += [due(obligation) for obligation in owing[:SHOWN_OBLIGATIONS]]
    said += _more(
        len(owing) - SHOWN_OBLIGATIONS,
        ("autre obligation", "autres obligations"),
        ("other obligation", "other obligations"),
    )
    if not (against or owing):
        said += [due(duty) for duty in case.obligations[:1]]
    said += _past(folder, against)
    return Group(*(said or [Text("-", style="dim")]))


def lines(verdict: Verdict) -> Iterator[Line]:
    """Yield what stands in the way of a case: violations, what could not be decided, opinions awaited."""
    for reason in (*verdict.violations, *verdict.indeterminates):
        yield Line(mark(reason), reason.rule, f"[bold]{reason.rule}[/bold] {_say(reason)}", _remedy(reason))
    for opinion in verdict.opinions:
        cause = screen.say(labels.CAUSES[opinion.cause])
        title = f"{escape(screen.say(opinion.title))} [dim]({cause})[/dim]"
        yield Line(mark(opinion), f"opinion:{opinion.body}", title, _remedy(opinion))


def mark(what: Reason | RequiredOpinion) -> str:
    """Return the sign of a reason, as markup."""
    if isinstance(what, RequiredOpinion):
        return "[red]✗[/red]" if what.cause == "unfavourable" else "[yellow]…[/yellow]"
    return "[red]✗[/red]" if what.cause == "violated" else "[magenta]?[/magenta]"


def due(obligation: Obligation, by: str = "") -> RenderableType:
    """Return an obligation: until when, what, and *by* whom where that is told."""
    rule = "" if ":" in obligation.rule else f"[bold]{obligation.rule}[/bold] "
    whose = f" [dim]({escape(by)})[/dim]" if by else ""
    return hung(f"[cyan]{obligation.due}[/cyan]", f"{rule}{escape(screen.say(obligation.what))}{whose}")


def hung(sign: str, text: str, style: str = "") -> RenderableType:
    """Return *text* (markup) wrapped beside its *sign*, not below it."""
    grid = Table.grid(padding=(0, 1))
    grid.add_column(no_wrap=True)
    grid.add_column()
    grid.add_row(sign, text, style=style)
    return grid


def citation(cited: Citation) -> str:
    """Return where a rule comes from, and how sure we are of it."""
    article = ""
    if cited.article:
        article = cited.article if " " in cited.article else f"art. {cited.article}"
    confidence = screen.say(labels.CONFIDENCE[cited.confidence])
    return escape(", ".join(filter(None, (cited.instrument, article)))) + f" [dim]({confidence})[/dim]"


def _past(folder: Folder, against: Sequence[Line]) -> Iterator[RenderableType]:
    now = {line.rule for line in against}
    before = dict.fromkeys(rule for entry in folder.timeline for rule in entry.rules if rule not in now)
    if before:
        settled = ", ".join(before)
        yield Text(screen.text(f"retenu auparavant par {settled}", f"held back before by {settled}"), style="dim")


def _say(reason: Reason) -> str:
    said = escape(screen.say(reason.title))
    return said if reason.cause == "violated" else f"{said} [dim]({screen.say(labels.CAUSES[reason.cause])})[/dim]"


def _remedy(what: Reason | RequiredOpinion) -> str:
    return escape(screen.say(what.remedy))


def _more(count: int, fr: tuple[str, str], en: tuple[str, str]) -> Iterator[RenderableType]:
    if count > 0:
        yield Text(f"+ {count} {screen.text(fr[count > 1], en[count > 1])}", style="dim")
