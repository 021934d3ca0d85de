import os
import shutil
import threading
from pathlib import Path

import pytest

from engines import EngineUnavailable, Progress, artifacts, toolchain
from engines.store import once
from settings import Settings


@pytest.fixture
def jars(tmp_path: Path, quietly: Progress) -> Path:
    """A copy of the broker's real jars."""
    folder = tmp_path / "jars"
    shutil.copytree(artifacts.kafka(Settings().cache, quietly), folder)
    return folder


@pytest.mark.engines
def test_pinned_jars_are_accepted(jars: Path) -> None:
    artifacts.check_jars(jars)


@pytest.mark.engines
@pytest.mark.parametrize("damage", ["altered", "missing", "added"])
def test_broken_jar_is_refused_by_name(jars: Path, damage: str) -> None:
    jar = jars / "slf4j-api-1.7.36.jar"
    if damage == "altered":
        jar.write_bytes(jar.read_bytes()[:-1] + b"x")
    elif damage == "missing":
        jar.unlink()
    else:
        jar = jars / "unknown-1.0.jar"
        jar.write_bytes(b"PK")
    with pytest.raises(EngineUnavailable) as refusal:
        artifacts.check_jars(jars)
    assert jar.name in refusal.value.text.fr
    assert jar.name in refusal.value.text.en


def test_pinned_versions_are_read_from_their_files() -> None:
    assert artifacts.kafka_version().startswith("4.")
    assert artifacts.go_version("opa").startswith("1.")
    assert artifacts.go_version("regal").startswith("0.")


def test_artifact_is_made_once_and_made_again_when_damaged(tmp_path: Path, quietly: Progress) -> None:
    made = []

    def make(folder: Path) -> None:
        made.append(folder)
        (folder / "tool").write_text("whole")

    tool = once(tmp_path, "tool-1", make, quietly) / "tool"
    assert once(tmp_path, "tool-1", make, quietly) / "tool" == tool
    assert len(made) == 1
    tool.write_text("half")
    assert (once(tmp_path, "tool-1", make, quietly) / "tool").read_text() == "whole"
    assert len(made) == 2


def test_interrupted_making_leaves_nothing(tmp_path: Path, quietly: Progress) -> None:
    def fail(folder: Path) -> None:
        (folder / "tool").write_text("half")
        raise RuntimeError("interrupted")

    with pytest.raises(RuntimeError, match="interrupted"):
        once(tmp_path, "tool-1", fail, quietly)
    assert [path.name for path in tmp_path.iterdir()] == ["locks"]


def test_two_at_once_make_it_once(tmp_path: Path, quietly: Progress) -> None:
    made = []
    both = threading.Barrier(2)

    def make(folder: Path) -> None:
        made.append(folder)
        (folder / "tool").write_text("whole")

    def want() -> None:
        both.wait(5)
        once(tmp_path, "tool-1", make, quietly)

    threads = [threading.Thread(target=want) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(10)
    assert len(made) == 1


def test_tool_that_is_too_old_counts_as_absent(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    old = tmp_path / "mvn"
    old.write_text("#!/bin/sh\necho Apache Maven 3.0.5\n")
    old.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}/usr/bin{os.pathsep}/bin")
    assert toolchain.maven() is None
    old.write_text("#!/bin/sh\necho Apache Maven 3.9.9\n")
    assert toolchain.maven() == old


def test_missing_tool_without_registry_is_one_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, quietly: Progress
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    # An index that is not there: what a machine without access to one sees.
    monkeypatch.setenv("PIP_INDEX_URL", (tmp_path / "index").as_uri())
    monkeypatch.setenv("PIP_NO_CACHE_DIR", "1")
    monkeypatch.delenv("PIP_FIND_LINKS", raising=False)
    with pytest.raises(EngineUnavailable) as refusal:
        toolchain.java(tmp_path / "cache", quietly)
    for sentence in (refusal.value.text.fr, refusal.value.text.en):
        assert "Java 17" in sentence
        assert sentence.count(". ") == 0
        assert sentence.endswith(".")
