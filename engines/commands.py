"""Run a build tool that takes a while, and let the person who waits see that it goes on."""

import os
import subprocess
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

from domain.text import Text
from engines import Progress

BEAT = 15.0
"""Seconds between two signs of life."""


class CommandFailed(Exception):  # noqa: N818  named after what happened, as its callers say it
    """A tool ended with an error; *output* is the end of what it said."""

    def __init__(self, command: Sequence[str], output: str) -> None:
        super().__init__(f"{command[0]}: {output}")
        self.output = output


def run(
    command: Sequence[str],
    *,
    what: Text,
    progress: Progress,
    environment: Mapping[str, str] | None = None,
    cwd: Path | None = None,
) -> str:
    """Run *command*, telling *progress* first *what* it does and then, from time to time, that it still does.

    Raises:
        CommandFailed: The command cannot be run, or ended with an error.
    """
    progress(what)
    began = time.monotonic()
    try:
        process = subprocess.Popen(  # noqa: S603  the commands are ours, no shell reads them
            command,
            env={**os.environ, **(environment or {})},
            cwd=cwd,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
        )
    except OSError as refusal:
        raise CommandFailed(command, str(refusal)) from refusal
    with process:
        try:
            output = _await(process, what, progress, began)
        except BaseException:
            process.kill()
            raise
    if process.returncode:
        raise CommandFailed(command, "\n".join(output.strip().splitlines()[-20:]))
    return output


def _await(process: subprocess.Popen[str], what: Text, progress: Progress, began: float) -> str:
    while True:
        try:
            return process.communicate(timeout=BEAT)[0]
        except subprocess.TimeoutExpired:
            seconds = int(time.monotonic() - began)
            progress(Text(fr=f"{what.fr} {seconds} s", en=f"{what.en} {seconds} s"))
