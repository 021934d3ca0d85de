"""The worker that a command starts beside the embedded engines of one data folder, and how to find it again."""

import os
import sys
from pathlib import Path

from pydantic import ValidationError

from engines import process
from engines.process import Child
from settings import ROOT

FILE = "worker.json"


def start(data: Path) -> Child:
    """Start a worker on the engines of the folder *data*, or of the environment; it outlives this process."""
    path = os.pathsep.join(filter(None, (str(ROOT), os.environ.get("PYTHONPATH"))))
    child = process.start(
        [sys.executable, "-m", "worker"], log(data), environment={"BALISE_DATA": str(data), "PYTHONPATH": path}
    )
    (data / FILE).write_text(child.model_dump_json(), encoding="utf-8")
    return child


def stop(data: Path) -> None:
    """Stop the worker that was started for *data*, once what it has under way is done."""
    child = find(data)
    if child is not None:
        process.stop(child)
    (data / FILE).unlink(missing_ok=True)


def find(data: Path) -> Child | None:
    """Return the worker that runs for *data*."""
    try:
        child = Child.model_validate_json((data / FILE).read_bytes())
    except (FileNotFoundError, ValidationError):
        return None
    return child if process.alive(child) else None


def log(data: Path) -> Path:
    """Return where the worker of *data* writes what it does."""
    return data / "logs" / "worker.log"
