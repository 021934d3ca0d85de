"""The `balise` command as people run it: a process of its own, with its arguments, environment, folder and exit code.

It is forked from a process that has imported the libraries once, since importing them takes a command more time than
most of what it does. The command's own modules, which choose their language as they are imported, come after.
"""

import multiprocessing
import os
import sys
from collections.abc import Mapping
from io import TextIOWrapper
from pathlib import Path
from subprocess import CompletedProcess
from tempfile import TemporaryDirectory
from typing import Final

from settings import ROOT

LIBRARIES: Final = (
    *("typer", "rich.table", "rich.progress", "pydantic_settings", "orjson", "yaml", "holidays"),
    *("cryptography.hazmat.primitives.asymmetric.ed25519", "aiokafka", "httpx", "structlog"),
    *("temporalio.client", "temporalio.worker", "temporalio.contrib.pydantic"),
    *("events.contract", "domain.decider", "workflows.processes", "authoring.checks"),
)

_forks: Final = multiprocessing.get_context("forkserver")
_forks.set_forkserver_preload([*LIBRARIES])


def balise(
    *arguments: str | Path, environment: Mapping[str, str] | None = None, folder: Path = ROOT
) -> CompletedProcess[str]:
    """Run the command with *arguments* in *folder*, under *environment* alone, or under that of the tests."""
    line, known = [*map(str, arguments)], dict(os.environ if environment is None else environment)
    with TemporaryDirectory() as scratch:
        out, err = Path(scratch) / "out", Path(scratch) / "err"
        running = _forks.Process(target=_run, args=(line, known, folder, out, err))
        running.start()
        running.join()
        assert running.exitcode is not None
        return CompletedProcess(line, running.exitcode, out.read_text("utf-8"), err.read_text("utf-8"))


def _run(arguments: list[str], environment: dict[str, str], folder: Path, out: Path, err: Path) -> None:
    for stream, path in ((sys.stdout, out), (sys.stderr, err)):
        os.dup2(os.open(path, os.O_WRONLY | os.O_CREAT, 0o600), stream.fileno())
        assert isinstance(stream, TextIOWrapper)
        stream.reconfigure(encoding="utf-8")
    os.environ.clear()
    os.environ.update(environment)
    os.chdir(folder)
    sys.argv = ["balise", *arguments]
    from cli import main

    main()
