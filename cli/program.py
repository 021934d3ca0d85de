"""What the demonstration shows in the end: decisions, parked records, one case, totals, where to look next."""

import os
import shlex
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.markup import escape

from cli import folder, verdicts
from cli.screen import screen
from cli.verdicts import hung
from domain.text import Text
from engines.stack import Addresses
from events.contract import topics
from story.performing import Performance
from story.telling import Story
from workflows.folder import Folder

IN_DETAIL = "priorite-medecin-famille"
"""Slug of the case shown whole: refused, then told what to do, then let in."""


@dataclass(frozen=True)
class Told:
    """A story that was told, and what came of it."""

    story: Story
    performance: Performance
    folders: Mapping[str, Folder]
    addresses: Addresses
    data: Path
    kept: bool
    seconds: float
    """From the command's beginning, engines included."""
    mismatches: Sequence[Text]

    @property
    def totals(self) -> dict[str, float]:
        """What was sent, and what it became."""
        heard, seconds = self.performance.heard, self.performance.seconds
        sent = len(self.performance.records)
        return {
            "sent": sent,
            "accepted": heard.receipts.total(),
            "duplicates": heard.duplicates.total(),
            "parked": len(heard.parked),
            "verdicts": heard.judged,
            "seconds": round(seconds, 2),
            "events_per_second": round(sent / seconds, 1),
            "total_seconds": round(self.seconds, 1),
        }

    def as_json(self) -> dict[str, Any]:
        """Return everything for a program."""
        return {
            "cases": [one.model_dump(mode="json", exclude={"timeline"}) for one in self.folders.values()],
            "parked": list(self.performance.heard.parked.values()),
            "totals": self.totals,
            "addresses": self.addresses.model_dump(),
            "data": str(self.data),
            "kept": self.kept,
            "mismatches": [text.model_dump() for text in self.mismatches],
        }


def show(console: Console, told: Told) -> None:
    """Print it all for a person."""
    console = verdicts.widen(console)
    _title(console, "Décisions", "Decisions")
    console.print(verdicts.decisions(told.folders.values()))
    _parked(console, told)
    _title(console, "Un dossier au complet", "One case, whole")
    folder.show(console, next(one for one in told.folders.values() if IN_DETAIL in one.case.id))
    _totals(console, told)
    _further(console, told)


def _parked(console: Console, told: Told) -> None:
    _title(console, "Enregistrements mis de côté", "Records set aside")
    for (topic, partition, offset), data in sorted(told.performance.heard.parked.items()):
        text, remedy = Text.model_validate(data["text"]), Text.model_validate(data["remedy"])
        where = f" [dim]{escape(data['field'])}[/dim]" if data.get("field") else ""
        console.print(hung("[red]✗[/red]", f"[bold]{data['reason']}[/bold]{where} {escape(screen.say(text))}"))
        console.print(
            hung("  →", f"{escape(screen.say(remedy))} [dim]({topic}/{partition}/{offset})[/dim]", style="dim")
        )


def _totals(console: Console, told: Told) -> None:
    totals = told.totals
    _title(console, "Bilan", "Totals")
    console.print(
        screen.text(
            f"{totals['sent']} événements émis. Avec ce que les dossiers se disent : {totals['accepted']} acceptés, "
            f"{totals['duplicates']} reconnu(s), {totals['parked']} mis de côté ; "
            f"{totals['verdicts']} verdicts en {totals['seconds']} s "
            f"({totals['events_per_second']} événements/s, un acte à la fois) ; {totals['total_seconds']} s en tout.",
            f"{totals['sent']} events sent. With what cases tell each other: {totals['accepted']} accepted, "
            f"{totals['duplicates']} recognized, {totals['parked']} set aside; "
            f"{totals['verdicts']} verdicts in {totals['seconds']} s "
            f"({totals['events_per_second']} events/s, one act at a time); {totals['total_seconds']} s in all.",
        )
    )


def _further(console: Console, told: Told) -> None:
    _title(console, "Pour aller plus loin", "Where to look further")
    if not told.kept:
        console.print(
            screen.text(
                "Pour garder tout cela en marche : [bold]make demo KEEP=1[/bold] ou [bold]balise demo --keep[/bold] ; "
                "puis [bold]balise down[/bold], avec la commande que la démonstration donnera.",
                "To keep it all running: [bold]make demo KEEP=1[/bold] or [bold]balise demo --keep[/bold]; then "
                "[bold]balise down[/bold], with the command that the demonstration will give.",
            )
        )
        return
    data = f"BALISE_DATA={shlex.quote(_near(told.data))}"
    case = next(one.case.id for one in told.folders.values() if IN_DETAIL in one.case.id)
    ui = told.addresses.temporal_ui
    for fr, en, how in (
        ("Temporal, interface web", "Temporal, web UI", ui),
        ("les dossiers", "the cases", f"{data} balise case list"),
        ("ce dossier", "this case", f"{data} balise case show {case}"),
        ("les moteurs", "the engines", f"{data} balise status"),
        (
            "tout ce qui est annoncé",
            "all that is announced",
            f"kcat -b {told.addresses.kafka} -t {topics.GOVERNANCE_OUT} -e",
        ),
        ("ce qui est mis de côté", "what is set aside", f"kcat -b {told.addresses.kafka} -t {topics.PARKED} -e"),
        ("tout arrêter", "stop it all", f"{data} balise down"),
    ):
        if how is not None:
            console.print(f"{screen.text(fr, en):<26}{how}", soft_wrap=True)


def _near(data: Path) -> str:
    """Return *data* as a person in this folder would write it."""
    near = os.path.relpath(data)
    return near if not near.startswith("..") else str(data)


def _title(console: Console, fr: str, en: str) -> None:
    console.print()
    console.rule(f"[bold]{screen.text(fr, en)}[/bold]", align="left")
