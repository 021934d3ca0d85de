"""What an import's outcome looks like: what would be sent, or what became of every row."""

from collections import Counter
from typing import TYPE_CHECKING, Any

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from cli.labels import OUTCOMES, STAGES
from cli.screen import screen
from domain.text import Text
from events.inventory.reading import Inventory

if TYPE_CHECKING:
    from events.inventory.tally import Report

NOT_ENTERED = Text(fr="aucune : la première porte attend", en="none: the first gate waits")


def plan(name: str, read: Inventory) -> dict[str, Any]:
    """Return what an import of *read* would send."""
    return {
        "mapping": name,
        "rows": read.rows,
        "cases": len(read.cases),
        "claimed_stages": dict(Counter(case.stage for case in read.cases)),
        "events": dict(Counter(event["type"] for case in read.cases for event in case.events)),
        "refused": [{"line": row.line, "reason": row.reason} for row in read.refused],
        "exact": read.rows == len(read.cases) + len(read.refused),
    }


def show_plan(console: Console, planned: dict[str, Any]) -> None:
    """Print what an import would send."""
    console.print(
        screen.text(
            f"Mappage {planned['mapping']}. Rien n'a été émis.", f"Mapping {planned['mapping']}. Nothing was emitted."
        )
    )
    _counts(console, screen.text("étape déclarée", "claimed stage"), _named(planned["claimed_stages"], STAGES))
    _counts(console, screen.text("événement", "event"), planned["events"])
    _refused(console, [(row["line"], row["reason"]) for row in planned["refused"]])
    _identity(console, planned["rows"], planned["cases"], len(planned["refused"]), exact=planned["exact"])


def show_report(console: Console, report: "Report") -> None:
    """Print what became of every row."""
    if report.by_stage:
        reached = _named(report.by_stage, STAGES | {"none": NOT_ENTERED})
        _counts(console, screen.text("étape atteinte", "stage reached"), reached)
        _counts(console, screen.text("dernier verdict", "last verdict"), _named(report.outcomes, OUTCOMES))
    _missing(console, report)
    _refused(console, [(row.line, row.reason) for row in report.refused])
    for parked in report.parked:
        console.print(f"{_line(parked.line)} {parked.event} : {escape(screen.say(parked.reason))}")
    if report.already_known:
        console.print(
            screen.text(
                f"{report.already_known} dossiers étaient déjà connus : rien de nouveau à y juger.",
                f"{report.already_known} cases were already known: nothing new to judge in them.",
            )
        )
    events = report.events
    console.print(
        screen.text(
            f"Événements : {events.sent} émis sur {events.to_send}, dont {events.accepted} reçus, "
            f"{events.recognized} reconnus, {events.parked} mis de côté, {events.waiting} en attente ; "
            f"{report.verdicts} verdicts.",
            f"Events: {events.sent} sent of {events.to_send}; {events.accepted} accepted, {events.recognized} "
            f"recognized, {events.parked} parked, {events.waiting} waiting; {report.verdicts} verdicts.",
        )
    )
    console.print(
        screen.text(
            f"Durée : {report.seconds:.1f} s, {report.events_per_second:.1f} événements par seconde.",
            f"Duration: {report.seconds:.1f} s, {report.events_per_second:.1f} events per second.",
        )
    )
    if report.waiting:
        console.print(
            screen.text(
                f"{report.waiting} lignes n'ont pas encore leur verdict.", f"{report.waiting} rows wait for a verdict."
            )
        )
    _identity(console, report.rows, report.cases, len(report.refused), exact=report.exact)


def _missing(console: Console, report: "Report") -> None:
    if not report.missing:
        return
    table = Table(title=screen.text("Ce qui manque le plus souvent", "What is missing most often"))
    table.add_column(screen.text("règle", "rule"))
    table.add_column(screen.text("titre", "title"))
    table.add_column(screen.text("dossiers", "cases"), justify="right")
    table.add_column("%", justify="right")
    for rule in report.missing:
        table.add_row(rule.rule, escape(screen.say(rule.title)), str(rule.cases), f"{rule.share:.0%}")
    console.print(table)


def _counts(console: Console, heading: str, counts: dict[str, int]) -> None:
    table = Table()
    table.add_column(heading)
    table.add_column(screen.text("nombre", "number"), justify="right")
    for name, count in counts.items():
        table.add_row(name, str(count))
    console.print(table)


def _named(counts: dict[str, int], labels: dict[str, Text]) -> dict[str, int]:
    return {screen.say(label): counts[name] for name, label in labels.items() if name in counts}


def _refused(console: Console, rows: list[tuple[int, Text]]) -> None:
    for line, reason in rows:
        console.print(f"{_line(line)} {escape(screen.say(reason))}")


def _line(line: int) -> str:
    return screen.text(f"[red]refusée, ligne {line} :[/red]", f"[red]refused, line {line}:[/red]")


def _identity(console: Console, rows: int, cases: int, refused: int, *, exact: bool) -> None:
    sign, colour = ("=", "green") if exact else ("≠", "red")
    console.print(
        screen.text(
            f"[{colour}]{rows} lignes lues {sign} {cases} dossiers + {refused} refus[/{colour}]",
            f"[{colour}]{rows} rows read {sign} {cases} cases + {refused} refused[/{colour}]",
        )
    )
