"""`balise policy` as governance staff type it."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from engines.rego import command
from settings import ROOT

pytestmark = [pytest.mark.engines, pytest.mark.usefixtures("opa", "regal")]


def balise(*arguments: str, data: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(  # noqa: S603  our own command, and no shell reads it
        [sys.executable, "-c", "from cli import main; main()", "policy", *arguments],
        cwd=ROOT,
        env={**os.environ, "BALISE_DATA": str(data), "COLUMNS": "200"},
        capture_output=True,
        text=True,
        check=False,
    )


def test_check_says_what_it_checked_and_passes(tmp_path: Path) -> None:
    done = balise("check", data=tmp_path)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "✓ Chaque règle essayée des deux côtés" in done.stdout
    assert "✗" not in done.stdout


def test_test_ends_with_its_count(tmp_path: Path) -> None:
    done = balise("test", data=tmp_path)
    assert done.returncode == 0, done.stdout + done.stderr
    assert re.fullmatch(r"\d+ passed, 0 failed", done.stdout.splitlines()[-1])


def test_list_tells_every_rule_its_text_and_its_gates(tmp_path: Path) -> None:
    rules = json.loads(balise("list", "--json", data=tmp_path).stdout)
    assert len(rules) >= 16
    assert all(rule["title"]["fr"] and rule["title"]["en"] and rule["gates"] for rule in rules)
    english = balise("list", "--lang", "en", data=tmp_path).stdout
    assert "The problem first" in english
    assert "Le problème d'abord" in balise("list", data=tmp_path).stdout


def test_build_prints_the_revision_opa_reads(opa: Path, tmp_path: Path) -> None:
    out = tmp_path / "bundle.tar.gz"
    built = json.loads(balise("build", "--out", str(out), "--json", data=tmp_path).stdout)
    found = json.loads(command(opa, "inspect", "--format", "json", str(out)))
    assert found["manifest"]["revision"] == built["revision"]


def test_build_with_a_key_that_is_not_there_is_a_usage_error(tmp_path: Path) -> None:
    done = balise("build", "--out", str(tmp_path / "b.tar.gz"), "--key", str(tmp_path / "none.pem"), data=tmp_path)
    assert done.returncode == 2
    assert "Cette clé n'existe pas" in done.stderr
