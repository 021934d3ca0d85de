"""`balise worker`: the production process, from a working copy."""

import asyncio

import typer

from cli.screen import screen


def add_to(app: typer.Typer) -> None:
    """Add the command to *app*."""

    @app.command(
        help=screen.text("Traiter les événements jusqu'à Ctrl-C ou SIGTERM.", "Process events until Ctrl-C or SIGTERM.")
    )
    def worker() -> None:
        from worker import main  # brings Temporal and Kafka in, which other commands do not need

        asyncio.run(main())
