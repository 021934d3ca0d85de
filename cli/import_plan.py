"""`balise import plan`: the sixteen actions of the master plan become mandates, once the ministry says who pays.

The plan names no source of funding and no day of submission, and the form asks for both: they are told here.
"""

from datetime import date, datetime
from typing import Annotated, Any

import orjson
import typer
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from cli.report_words import now
from cli.screen import Exit, screen
from domain.text import Text
from events.contract import Rejected, read
from events.plan import mandates
from reporting.actions import ACTIONS
from reporting.measures import MEASURES


def add_to(group: typer.Typer) -> None:
    """Add the command to *group*."""
    group.command(
        "plan",
        help=screen.text(
            "Décrit comme des mandats les seize actions du Plan directeur, ou celles que l'on nomme, et attend le "
            "verdict de chacune. Le Plan ne dit pas qui paie : --funding le dit. Redire la même chose ne change rien ; "
            "la dire autrement corrige la description.",
            "Describe the master plan's sixteen actions as mandates, or those that are named, and wait for the verdict "
            "on each. The plan does not say who pays: --funding does. Saying the same again changes nothing; saying it "
            "otherwise corrects the description.",
        ),
    )(plan)


def plan(
    *,
    funding: Annotated[
        str, typer.Option(help=screen.text("Fonds ou budget qui les paie.", "Fund or budget that pays for them."))
    ],
    submitted_on: Annotated[
        datetime,
        typer.Option(
            formats=["%Y-%m-%d"], help=screen.text("Jour de leur soumission.", "Day on which they are submitted.")
        ),
    ],
    action: Annotated[
        list[int] | None,
        typer.Option(
            min=1,
            max=len(ACTIONS),
            help=screen.text(
                "Cette action seulement ; peut se répéter (deux fonds, deux commandes).",
                "This action only; may be repeated (two funds, two commands).",
            ),
        ),
    ] = None,
    dry_run: Annotated[
        bool,
        typer.Option(
            "--dry-run",
            help=screen.text(
                "Montrer sans rien envoyer ; avec --json, les événements eux-mêmes.",
                "Show, and send nothing; with --json, the events themselves.",
            ),
        ),
    ] = False,
    wait: Annotated[
        bool, typer.Option(help=screen.text("Attendre le verdict de chacune.", "Wait for the verdict on each."))
    ] = True,
) -> None:
    """Send the mandates of the plan, or show them."""
    events = _asked(funding, submitted_on.date(), {str(number) for number in action or ()})
    if dry_run:
        screen.answer(events, lambda console: _show(console, events))
        return
    from cli.emission import send  # through Kafka, which showing does not need

    send(events, wait=wait)


def _asked(funding: str, submitted_on: date, numbers: set[str]) -> list[dict[str, Any]]:
    """Return the mandates of the actions of those *numbers*, or of all; leave when the contract would not have them."""
    moment = now()
    if submitted_on > moment.date():
        screen.fail(Text(fr="--submitted-on est dans l'avenir.", en="--submitted-on is in the future."), Exit.USAGE)
    told = mandates(funding=funding, submitted_on=submitted_on, now=moment)
    events = [event for event in told if not numbers or event["data"]["number"] in numbers]
    try:
        for event in events:
            read(orjson.dumps(event), received_at=moment)
    except Rejected as rejected:
        problem = rejected.problems[0]
        screen.fail(
            Text(fr=f"{problem.field} : {problem.text.fr}", en=f"{problem.field}: {problem.text.en}"), Exit.USAGE
        )
    return events


def _show(console: Console, events: list[dict[str, Any]]) -> None:
    table = Table(
        screen.text("action", "action"),
        screen.text("dossier", "case"),
        screen.text("livrables", "deliverables"),
        screen.text("mesurée par", "measured by"),
        show_lines=True,
    )
    for event in events:
        data = event["data"]
        action = ACTIONS[int(data["number"]) - 1]
        table.add_row(
            f"{action.number}. {escape(screen.say(action.title))}",
            escape(event["subject"]),
            "\n".join(escape(each["name"]) for each in data["deliverables"]),
            "\n".join(screen.say(one.title) for one in MEASURES if one.action == action.number),
        )
    console.print(table)
    console.print(screen.text("Rien n'a été envoyé.", "Nothing was sent."))
