"""`balise event emit`: send what was checked, each event to its source's own topic, and say what became of it."""

import asyncio
from datetime import UTC, datetime
from typing import Annotated, Any

import orjson
import typer
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from cli.event import Files, check_all, events_of, render_checks
from cli.labels import OUTCOMES, STAGES
from cli.screen import Exit, screen
from domain.text import Text
from engines import EngineUnavailable
from engines.stack import addresses
from events.connection import connection
from events.follow import Follower, Heard, Sent, emit
from events.publish import Publisher
from settings import Settings

SILENCE = 60.0
"""Seconds without a word on the governance topic after which waiting stops; the events stay where they are."""


def emit_files(
    files: Files,
    *,
    wait: Annotated[
        bool,
        typer.Option(
            help=screen.text("Attendre ce que chaque événement devient.", "Wait for what becomes of each event.")
        ),
    ] = True,
) -> None:
    """Check every event of *files*, send them all if all are fine, and wait for their receipts."""
    checked = check_all(files, datetime.now(UTC))
    if any(each.rejected for each in checked):
        screen.note("Rien n'a été envoyé :", "Nothing was sent:")
        render_checks(screen.err, checked)
        raise typer.Exit(int(Exit.REFUSED))
    send([orjson.loads(value) for file in files for _, value in events_of(file)], wait=wait)


def send(events: list[dict[str, Any]], *, wait: bool) -> None:
    """Send *events*, say what became of each, and leave as their end asks."""
    try:
        sent, heard, ended = asyncio.run(emitted(events, wait=wait))
    except EngineUnavailable as unavailable:
        screen.fail(unavailable.text, Exit.UNAVAILABLE)
    rows = [row_of(event, record, heard) for event, record in zip(events, sent, strict=True)]
    screen.answer(rows, lambda console: render(console, rows))
    if not ended:
        screen.fail(
            Text(
                fr="Tous les événements sont envoyés, mais personne ne répond : « balise worker » tourne-t-il ?",
                en="All events are sent, but nobody answers: is `balise worker` running?",
            ),
            Exit.UNAVAILABLE,
        )
    if any(row["status"] == "parked" for row in rows):
        raise typer.Exit(int(Exit.REFUSED))


async def emitted(events: list[dict[str, Any]], *, wait: bool) -> tuple[list[Sent], Heard, bool]:
    """Send *events*; return where each stands, what was heard of them, and whether all came to their end."""
    settings = Settings()
    kafka = connection(settings, addresses(settings).kafka)
    async with Publisher(kafka) as publisher, Follower(kafka) as follower:
        sent = await emit(publisher, events)
        ended = await follower.until_ended(sent, silence=SILENCE) if wait else True
        return sent, follower.heard, ended


def row_of(event: dict[str, Any], sent: Sent, heard: Heard) -> dict[str, Any]:
    """Return what became of *event*, as far as it was heard."""
    case, key = event["subject"], (event["source"], event["id"])
    parked = heard.parked.get(sent.at)
    verdict = heard.verdicts.get(case)
    if parked:
        status = "parked"
    elif heard.receipts[key]:
        status = "accepted"
    else:
        status = "duplicate" if heard.duplicates[key] else "sent"
    return {
        "event": {"source": event["source"], "id": event["id"], "type": event["type"]},
        "case": case,
        "status": status,
        "reason": parked["text"] if parked else None,
        "stage": verdict["stage"] if verdict else None,
        "outcome": verdict["verdict"]["outcome"] if verdict else None,
    }


def render(console: Console, rows: list[dict[str, Any]]) -> None:
    """Draw what became of each event, for a person."""
    words = {
        "accepted": screen.text("reçu", "accepted"),
        "duplicate": screen.text("déjà reçu", "duplicate"),
        "parked": screen.text("mis de côté", "parked"),
        "sent": screen.text("envoyé", "sent"),
    }
    table = Table(
        screen.text("événement", "event"),
        screen.text("dossier", "case"),
        screen.text("devenir", "what became of it"),
        screen.text("étape", "stage"),
        screen.text("verdict", "verdict"),
    )
    for row in rows:
        why = f" ({row['reason'][screen.language]})" if row["reason"] else ""
        table.add_row(
            escape(row["event"]["id"]),
            escape(row["case"]),
            escape(words[row["status"]] + why),
            screen.say(STAGES[row["stage"] or "undeclared"]) if row["outcome"] else "",
            screen.say(OUTCOMES[row["outcome"]]) if row["outcome"] else "",
        )
    console.print(table)
