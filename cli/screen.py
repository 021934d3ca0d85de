"""How the command speaks: one language per run, a table or JSON, an exit code that means something."""

import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import IntEnum
from typing import Any, NoReturn

import orjson
from pydantic import BaseModel
from rich.console import Console

from domain.text import Language, Text


class Exit(IntEnum):
    """What the command's exit code means."""

    OK = 0
    REFUSED = 1
    """The command ran, and its answer is no: an invalid event, a failed check, an unhealthy engine."""
    USAGE = 2
    UNAVAILABLE = 3
    """An engine or an artifact cannot be had."""


@dataclass
class Screen:
    """Where a command prints. Results go to stdout; progress and errors to stderr, so that `--json | jq` works."""

    language: Language = "fr"
    json: bool = False
    out: Console = field(default_factory=lambda: Console(highlight=False))
    err: Console = field(default_factory=lambda: Console(stderr=True, highlight=False))

    def text(self, fr: str, en: str) -> str:
        """Return the sentence in this run's language."""
        return fr if self.language == "fr" else en

    def say(self, text: Text) -> str:
        """Return *text* in this run's language."""
        return text.in_(self.language)

    def note(self, fr: str, en: str) -> None:
        """Tell a person what is going on, without touching the result."""
        self.err.print(self.text(fr, en))

    def answer(self, value: Any, render: Callable[[Console], None]) -> None:
        """Print *value* as JSON when asked to, else let *render* draw it for a person."""
        if self.json:
            sys.stdout.buffer.write(orjson.dumps(value, default=_plain, option=orjson.OPT_INDENT_2) + b"\n")
            sys.stdout.flush()
        else:
            render(self.out)

    def fail(self, text: Text, code: Exit = Exit.REFUSED) -> NoReturn:
        """Say why on stderr and leave with *code*."""
        if self.json:
            self.err.print_json(orjson.dumps({"error": text.model_dump()}).decode())
        else:
            self.err.print(self.say(text), style="red", markup=False)
        raise SystemExit(int(code))


def _plain(value: Any) -> Any:
    if isinstance(value, BaseModel):
        return value.model_dump(mode="json")
    return str(value)


screen = Screen()
"""This run's screen; `cli.main` sets its language and form before any command runs."""
