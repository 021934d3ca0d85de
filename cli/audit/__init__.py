"""`balise audit`: prove what the journal says, by whoever doubts it; take a case out of it as a file that proves itself."""

import typer

from cli.audit import dossier, verify
from cli.screen import screen


def add_to(app: typer.Typer) -> None:
    """Add this subject's commands."""
    audit = typer.Typer(
        no_args_is_help=True, help=screen.text("Prouver ce que dit le journal.", "Prove what the journal says.")
    )
    audit.command("verify", help=screen.say(verify.HELP))(verify.verify)
    audit.command("dossier", help=screen.say(dossier.HELP))(dossier.dossier)
    app.add_typer(audit, name="audit")
