"""Start and stop a process that outlives this one, without ever touching another that took over its number."""

import os
import signal
from collections.abc import Mapping, Sequence
from pathlib import Path

import psutil
from pydantic import BaseModel, ConfigDict

TOLERANCE = 1.0
"""Seconds by which two readings of one process's birth may differ when the clock is being set."""


class Child(BaseModel):
    """A process by number and birth: a number alone is given again to others."""

    model_config = ConfigDict(frozen=True)

    pid: int
    born: float


def start(command: Sequence[str], log: Path, environment: Mapping[str, str] | None = None) -> Child:
    """Run *command* in its own session, so that Ctrl-C here does not reach it; *log* takes what it says.

    What the run before said is kept one run longer, beside *log*.
    """
    log.parent.mkdir(parents=True, exist_ok=True)
    if log.exists():
        log.replace(log.with_suffix(".previous.log"))
    # Not subprocess.Popen: it warns when a process it started is still running at the end, which is the point here.
    pid = os.posix_spawn(
        command[0],
        list(command),
        {**os.environ, **(environment or {})},
        file_actions=[
            (os.POSIX_SPAWN_OPEN, 0, os.devnull, os.O_RDONLY, 0),
            (os.POSIX_SPAWN_OPEN, 1, str(log), os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600),
            (os.POSIX_SPAWN_DUP2, 1, 2),
        ],
        setsid=True,
    )
    return Child(pid=pid, born=psutil.Process(pid).create_time())


def alive(child: Child) -> bool:
    """Tell whether *child* still runs, and is the very process that was started."""
    return _process(child) is not None


def stop(child: Child, patience: float = 15.0) -> None:
    """Ask *child* to end, and end it when it has not after *patience* seconds; another process is left alone."""
    process = _process(child)
    if process is None:
        return
    try:
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(patience)
        except psutil.TimeoutExpired:
            process.kill()
            process.wait(5)
    except psutil.NoSuchProcess:
        return


def orphans(executable: str, marker: str) -> list[Child]:
    """Find this user's processes that run a command named *executable* with *marker* among their arguments.

    A run that was killed between starting an engine and writing it down leaves one, and it holds the data folder.
    """
    found = []
    for process in psutil.process_iter():
        try:
            command = process.cmdline()
            ours = marker in command and Path(command[0]).name == executable
            if ours and process.uids().real == os.getuid():
                found.append(Child(pid=process.pid, born=process.create_time()))
        except psutil.Error:
            continue  # it ended meanwhile, or belongs to someone else
    return found


def _process(child: Child) -> psutil.Process | None:
    try:
        process = psutil.Process(child.pid)
        if abs(process.create_time() - child.born) > TOLERANCE:
            return None
        if process.status() == psutil.STATUS_ZOMBIE and not _threads_remain(child.pid):
            _reap(child.pid)
            return None
    except psutil.NoSuchProcess:
        return None
    return process


def _threads_remain(pid: int) -> bool:
    """Tell whether a process whose first thread has ended still has others, which hold its ports until they end."""
    try:
        return len(os.listdir(f"/proc/{pid}/task")) > 1  # noqa: PTH208 - a listing, not paths
    except OSError:
        return False  # it is gone, or this system has no such folder


def _reap(pid: int) -> None:
    try:
        os.waitpid(pid, os.WNOHANG)
    except ChildProcessError:
        return  # its parent is another process, which will


def last_word(log: Path) -> str:
    """Return the last line of *log* that says anything."""
    if not log.exists():
        return ""
    said = [line for line in log.read_text(encoding="utf-8", errors="replace").splitlines() if line.strip()]
    return said[-1].strip()[:300] if said else ""
