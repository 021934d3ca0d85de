import os
import sys
import time
from pathlib import Path

import psutil

from engines import process
from engines.process import Child


def test_started_process_runs_in_its_own_session(sleeper: Child) -> None:
    assert process.alive(sleeper)
    assert os.getsid(sleeper.pid) == sleeper.pid


def test_stopped_process_is_gone(sleeper: Child) -> None:
    process.stop(sleeper)
    assert not process.alive(sleeper)
    assert not psutil.pid_exists(sleeper.pid)


def test_process_that_ignores_the_request_to_end_is_ended(tmp_path: Path) -> None:
    stubborn = "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print('ready', flush=True)"
    log = tmp_path / "stubborn.log"
    child = process.start([sys.executable, "-c", f"{stubborn}; time.sleep(60)"], log)
    until = time.monotonic() + 10
    while process.last_word(log) != "ready":
        assert time.monotonic() < until
        time.sleep(0.02)
    process.stop(child, patience=0.2)
    assert not process.alive(child)


def test_recycled_number_is_never_killed(sleeper: Child) -> None:
    earlier = Child(pid=sleeper.pid, born=sleeper.born - 3600)
    assert not process.alive(earlier)
    process.stop(earlier)
    assert process.alive(sleeper)


def test_orphan_is_found_by_its_command_and_its_folder(tmp_path: Path) -> None:
    marker = str(tmp_path / "engine.conf")
    python = Path(sys.executable).name
    child = process.start([sys.executable, "-c", "import time; time.sleep(60)", marker], tmp_path / "engine.log")
    try:
        assert process.orphans(python, marker) == [child]
        assert process.orphans("java", marker) == []
        assert process.orphans(python, str(tmp_path)) == []
    finally:
        process.stop(child)


def test_log_of_the_run_before_is_kept(tmp_path: Path) -> None:
    log = tmp_path / "engine.log"
    for word in ("first", "second"):
        child = process.start(["/bin/echo", word], log)
        psutil.Process(child.pid).wait(5)
        assert process.last_word(log) == word
    assert process.last_word(tmp_path / "engine.previous.log") == "first"
