"""The `balise` command: one thin sub-command per verb, each in the module named after its subject."""

import os
import sys
from importlib import import_module

import typer

from cli import usage
from cli.screen import Exit, screen
from domain.text import Text
from settings import Settings

COMMANDS = {
    "up": "stack",
    "down": "stack",
    "status": "stack",
    "engines": "engines",
    "worker": "worker",
    "journal": "journal",
    "audit": "audit",
    "demo": "demo",
    "event": "event",
    "import": "imports",
    "case": "case",
    "opinion": "opinion",
    "task": "task",
    "campaign": "campaign",
    "report": "report",
    "policy": "policy",
    "assess": "assess",
    "prioritize": "prioritize",
    "contract": "contract",
}
"""Each command and the module that adds it, in the order help shows them."""


def main() -> None:
    """Run the command line, and leave without the interpreter's teardown.

    A process that has used a Temporal client sometimes aborts while the interpreter shuts down, after its work is
    done (temporalio/sdk-python#300); leaving through `os._exit` once everything is flushed keeps exit codes true.
    """
    code = 0
    try:
        code = run(_global_options(sys.argv[1:]))
    except SystemExit as leaving:
        code = leaving.code if isinstance(leaving.code, int) else (0 if leaving.code is None else 1)
    except KeyboardInterrupt:
        code = 130
    except Exception:  # noqa: BLE001 - nobody is above to see it
        screen.err.print_exception()
        code = 70
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)


def run(arguments: list[str]) -> int:
    """Run the command that *arguments* name, and return its exit code."""
    try:
        left = _app(arguments)(args=arguments, prog_name="balise", standalone_mode=False)
    except usage.Refusal as refusal:
        usage.refuse(refusal)
    return left if isinstance(left, int) else 0  # what `typer.Exit` carried


def _app(arguments: list[str]) -> typer.Typer:
    """Return the application with the command that *arguments* name, or with all of them: each brings in a lot."""
    app = typer.Typer(
        name="balise",
        no_args_is_help=True,
        add_completion=False,
        pretty_exceptions_enable=False,
        help=screen.text(
            "Gouvernance des initiatives d'IA du réseau de la santé et des services sociaux. "
            "Partout : --json (pour les programmes), --lang fr|en.",
            "Governance of the AI initiatives of the health and social services network. "
            "Everywhere: --json (for programs), --lang fr|en.",
        ),
    )
    named = COMMANDS.get(arguments[0]) if arguments else None
    for subject in [named] if named else dict.fromkeys(COMMANDS.values()):
        import_module(f"cli.{subject}").add_to(app)
    app.callback()(_balise)  # without it, an application of one command would take no command name
    return app


def _balise() -> None:
    """Carry the group; the global options were read before it."""


def _global_options(arguments: list[str]) -> list[str]:
    screen.language = Settings().language
    rest: list[str] = []
    remaining = iter(arguments)
    for argument in remaining:
        if argument == "--json":
            screen.json = True
        elif argument == "--lang" or argument.startswith("--lang="):
            value = argument.partition("=")[2] or next(remaining, "")
            if value not in ("fr", "en"):
                screen.fail(
                    Text(fr="--lang attend « fr » ou « en ».", en='--lang takes "fr" or "en".'),
                    Exit.USAGE,
                )
            screen.language = "fr" if value == "fr" else "en"
        else:
            rest.append(argument)
    return rest
