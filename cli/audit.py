"""`balise audit`: what an auditor proves, and what a developer replays."""

import typer

from cli import replay
from cli.screen import screen


def add_to(app: typer.Typer) -> None:
    """Add the group to *app*."""
    group = typer.Typer(no_args_is_help=True, help=screen.text("Prouver et rejouer.", "Prove and replay."))
    group.command("replay", help=screen.say(replay.HELP))(replay.replay_histories)
    app.add_typer(group, name="audit")
