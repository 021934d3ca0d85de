"""The verifier runs from a case file with what it says it needs, and with nothing else that is installed."""

import json
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest

from audit.verifier.report import Exit
from settings import ROOT
from tests.audit.proof.alterations import flipped
from tests.audit.proof.journals import OPERATOR, STRANGER, WITNESSES, Journal

pytestmark = pytest.mark.engines

CASE = "initiative:cisss-bsl/priorite-medecin-famille"

ALONE = """
import runpy, sys
root, installed, *arguments = sys.argv[1:]
NEEDED = {"audit", "domain", "cryptography", "_cffi_backend", "cffi", "pydantic", "pydantic_core", "annotated_types",
          "typing_extensions", "typing_inspection"}

class Nothing:
    def find_spec(self, name, path=None, target=None):
        top = name.partition(".")[0]
        # The interpreter's own build settings have a name of their own on each machine.
        if top not in NEEDED and top not in sys.stdlib_module_names and not top.startswith("_sysconfigdata_"):
            raise ModuleNotFoundError(f"{name} is not of what the verifier needs", name=name)

sys.path += [root, installed]
sys.meta_path.insert(0, Nothing())
sys.argv = ["audit.verifier", *arguments]
try:
    runpy.run_module("audit.verifier", run_name="__main__")
finally:
    ours = {name.rpartition(".")[0] or name for name in sys.modules if name.partition(".")[0] in ("audit", "domain")}
    print(sorted(ours), file=sys.stderr)
"""


def alone(*arguments: str) -> subprocess.CompletedProcess[str]:
    installed = sysconfig.get_path("purelib")
    command = [sys.executable, "-I", "-S", "-c", ALONE, str(ROOT), installed, *arguments]
    return subprocess.run(command, capture_output=True, encoding="utf-8", check=False, env={})  # noqa: S603  ours


@pytest.fixture(scope="session")
def file(journal: Journal, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("file") / "dossier.html"
    held = journal.file(CASE, OPERATOR, *WITNESSES[:2])
    path.write_text(f"<!DOCTYPE html><title>x</title>{held.embedded}", encoding="utf-8")
    return path


def test_a_case_file_is_proven_with_nothing_else_installed(file: Path, opa: Path) -> None:
    witnesses = [word for each in WITNESSES for word in ("--witness", str(each.key))]
    done = alone(str(file), "--opa", str(opa), "--key", str(OPERATOR.key), *witnesses, "--require", "2", "--json")
    assert done.returncode == Exit.PROVEN, done.stdout + done.stderr
    told = json.loads(done.stdout)
    assert told["findings"] == []
    assert told["proven"]["settlements"] == told["proven"]["leaves"] > 5
    assert told["proven"]["verdicts"] > 1
    assert json.loads(done.stderr.replace("'", '"')) == ["audit", "audit.verifier", "domain"]


def test_without_a_key_of_ones_own_it_could_not_be_checked(file: Path, opa: Path) -> None:
    done = alone(str(file), "--opa", str(opa))
    assert done.returncode == Exit.UNCHECKED
    assert "key_not_given" in done.stdout
    assert "donnez-la par --key" in done.stdout


def test_with_the_key_of_a_stranger_it_is_not_proven(file: Path, opa: Path) -> None:
    done = alone(str(file), "--opa", str(opa), "--key", str(STRANGER.key), "--lang", "en")
    assert done.returncode == Exit.NOT_PROVEN
    assert "None of the known keys has signed the checkpoint." in done.stdout


@pytest.mark.parametrize(
    ("where", "code"),
    [
        ('"leaf":"{\\"announcements\\":\\"sha256:', "leaf_not_included"),
        ('"proof":["', "leaf_not_included"),
        ('"index":', "leaf_not_included"),
        ('{\\"salt\\":\\"', "content_altered"),
        ('"bundles":{"sha256:', "bundle_missing"),
        ('"checkpoint":"', "signature_invalid"),
        ("<script type=", "file_malformed"),
    ],
)
def test_a_byte_of_a_case_file_is_caught_and_named(file: Path, tmp_path: Path, where: str, code: str) -> None:
    altered = tmp_path / "dossier.html"
    altered.write_bytes(flipped(file.read_bytes(), where.encode()))
    done = alone(str(altered), "--key", str(OPERATOR.key))
    assert done.returncode != Exit.PROVEN
    assert f"[{code}]" in done.stdout, done.stdout


def test_what_is_no_case_file_could_not_be_checked(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text("<!DOCTYPE html><title>x</title>", encoding="utf-8")
    for path in (tmp_path / "page.html", tmp_path / "none.html"):
        done = alone(str(path), "--lang", "en")
        assert done.returncode == Exit.UNCHECKED
        assert "file_malformed" in done.stdout
