"""The guide's walk-throughs, performed on a copy of the project: what the guide shows is what happens."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from settings import ROOT

pytestmark = [pytest.mark.engines, pytest.mark.usefixtures("opa", "regal")]

GUIDE = ROOT / "docs" / "guide-des-politiques.md"
WALK = re.compile(r"<!-- parcours: (\w+) -->\n(.*?)<!-- fin -->", re.DOTALL)
BLOCK = re.compile(r"^```(\w+)(?: ([^\n]*))?\n(.*?)^```$", re.DOTALL | re.MULTILINE)
COMMAND = "$ .venv/bin/balise "
PACKAGES = ("activities", "authoring", "cli", "domain", "engines", "events", "workflows")
PARTS = (*PACKAGES, "policies", "docs", "settings.py")


@dataclass(frozen=True)
class Step:
    """One block of a walk-through: a file to write, a change to make, or commands with their answers."""

    kind: str
    target: str
    text: str


def walks() -> dict[str, list[Step]]:
    text = GUIDE.read_text(encoding="utf-8")
    return {name: [Step(*found) for found in BLOCK.findall(body)] for name, body in WALK.findall(text)}


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Return a copy of what the command needs, to be changed."""
    copy = tmp_path / "project"
    copy.mkdir()
    for part in PARTS:
        source = ROOT / part
        if source.is_dir():
            shutil.copytree(source, copy / part, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copyfile(source, copy / part)
    return copy


def balise(project: Path, data: Path, command: str) -> str:
    done = subprocess.run(  # noqa: S603  our own command, and no shell reads it
        [sys.executable, "-c", "from cli import main; main()", *command.split()],
        cwd=project,
        env={**os.environ, "PYTHONPATH": str(project), "BALISE_DATA": str(data), "COLUMNS": "120"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode in {0, 1}, done.stderr
    assert (done.returncode == 1) == refuses(done.stdout + done.stderr), done.stdout + done.stderr
    return done.stdout + done.stderr


def refuses(said: str) -> bool:
    """Tell whether what was *said* is a no: a check that failed, a case not allowed, an error."""
    return "✗" in said or "issue : " in said.replace("issue : admis", "") or "Aucune règle ne porte" in said


def change(file: Path, diff: str) -> None:
    """Replace the one place that *diff* shows."""
    lines = [line if line.strip() else " \n" for line in diff.splitlines(keepends=True)]
    before = "".join(line[1:] for line in lines if line[0] != "+")
    after = "".join(line[1:] for line in lines if line[0] != "-")
    text = file.read_text(encoding="utf-8")
    if text.count(before) != 1 and len(lines) == 2:  # a part of a line
        before, after = before.rstrip("\n"), after.rstrip("\n")
    assert text.count(before) == 1, f"{file.name}: {before!r} stands {text.count(before)} times"
    file.write_text(text.replace(before, after), encoding="utf-8")


def answers(shown: str) -> Iterator[tuple[str, list[str]]]:
    """Yield each command of a console block, and the lines the guide shows for it."""
    for part in shown.split(COMMAND)[1:]:
        command, *lines = part.rstrip("\n").split("\n")
        yield command, [line.rstrip() for line in lines]


def matches(shown: list[str], said: list[str]) -> bool:
    """Tell whether *said* is what is *shown*, where `…` stands for any lines, or ends one."""
    if not shown:
        return not said
    if shown[0] == "…":
        return any(matches(shown[1:], said[start:]) for start in range(len(said) + 1))
    same = bool(said) and (shown[0] == said[0] or (shown[0].endswith(" …") and said[0].startswith(shown[0][:-1])))
    return same and matches(shown[1:], said[1:])


def test_guide_has_its_walks() -> None:
    assert list(walks()) == ["expliquer", "periode", "avis", "regle", "modele"]


@pytest.mark.parametrize("name", list(walks()))
def test_walk_goes_as_the_guide_says(project: Path, data: Path, name: str) -> None:
    for step in walks()[name]:
        if step.kind == "diff":
            change(project / step.target, step.text)
        elif step.target.startswith("fichier "):
            (project / step.target.removeprefix("fichier ")).write_text(step.text, encoding="utf-8")
        else:
            assert step.kind == "console"
            for command, shown in answers(step.text):
                said = [line.rstrip() for line in balise(project, data, command).rstrip("\n").split("\n")]
                said = [] if said == [""] else said
                assert matches(shown, said), f"{command}\n" + "\n".join(said)
