"""`balise audit`: prove what the journal says, whoever doubts it; take a case out as a file that proves itself."""

import typer

from cli import replay
from cli.audit import dossier, verify, witness
from cli.screen import screen


def add_to(app: typer.Typer) -> None:
    """Add this subject's commands."""
    audit = typer.Typer(
        no_args_is_help=True, help=screen.text("Prouver ce que dit le journal.", "Prove what the journal says.")
    )
    audit.command("verify", help=screen.say(verify.HELP))(verify.verify)
    audit.command("dossier", help=screen.say(dossier.HELP))(dossier.dossier)
    audit.command("witness", help=screen.say(witness.HELP))(witness.witness)
    audit.command("replay", help=screen.say(replay.HELP))(replay.replay_histories)
    app.add_typer(audit, name="audit")
