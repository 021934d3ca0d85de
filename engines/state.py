"""What a running stack leaves written in its data folder, so that another process finds it, or cleans up after it."""

import os
import tempfile
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from engines import Engine
from engines.process import Child

FILE = "stack.json"


class Running(BaseModel):
    """One engine that the stack started."""

    model_config = ConfigDict(frozen=True)

    child: Child
    address: str
    ui: str | None = None


class State(BaseModel):
    """The engines that were started, and the ports of the last run."""

    running: dict[Engine, Running] = {}
    ports: dict[str, int] = {}


def read(data: Path) -> State:
    """Return the state of the folder *data*; one that cannot be read is none, and its engines are orphans."""
    try:
        return State.model_validate_json((data / FILE).read_bytes())
    except (FileNotFoundError, ValidationError):
        return State()


def write(data: Path, state: State) -> None:
    """Replace the state at once: a reader sees the old or the new."""
    handle, name = tempfile.mkstemp(prefix=".stack-", dir=data)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(state.model_dump_json(indent=2))
    Path(name).replace(data / FILE)
