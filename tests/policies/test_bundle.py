"""The bundle: named by what is in it, signed, and refused when it is not what was signed."""

import io
import json
import stat
import tarfile
from pathlib import Path

import pytest

from domain.revision import claimed, revision, unpacked
from engines.bundle import build, digest, ensure_key, stage
from engines.rego import RegoRefused, command
from settings import ROOT

pytestmark = pytest.mark.engines

FORBIDDEN_CALLS = {
    "network": 'http.send({"method": "get", "url": "http://127.0.0.1"}).status_code == 200',
    "clock": "time.now_ns() > 0",
    "randomness": 'rand.intn("x", 2) == 1',
    "environment": "opa.runtime().env.HOME",
}


def test_same_policies_have_the_same_revision_wherever_they_are_built(
    opa: Path, policies: Path, tmp_path: Path
) -> None:
    key, _ = ensure_key(tmp_path / "keys")
    other, _ = ensure_key(tmp_path / "other-keys")
    first = build(ROOT / "policies", tmp_path / "a" / "bundle.tar.gz", key, opa)
    second = build(policies, tmp_path / "b" / "bundle.tar.gz", other, opa)
    assert first == second
    assert (tmp_path / "a" / "bundle.tar.gz").read_bytes() != (tmp_path / "b" / "bundle.tar.gz").read_bytes()


def test_the_revision_is_worked_out_again_from_the_archive_alone(opa: Path, tmp_path: Path) -> None:
    key, _ = ensure_key(tmp_path / "keys")
    named = build(ROOT / "policies", tmp_path / "bundle.tar.gz", key, opa)
    files = unpacked((tmp_path / "bundle.tar.gz").read_bytes())
    assert revision(files) == claimed(files) == named
    for name in (".manifest", "data.json", "balise/verdict.rego"):
        altered = {**files, name: files[name].replace(b"e", b"a", 1)}
        assert altered != files
        assert revision(altered) != named, name
    assert revision({**files, "balise/other.rego": b"package balise.other"}) != named
    assert revision({name: content for name, content in files.items() if name != "balise/verdicts.rego"}) != named


def test_one_changed_parameter_changes_the_revision(opa: Path, policies: Path, tmp_path: Path) -> None:
    key, _ = ensure_key(tmp_path / "keys")
    before = build(policies, tmp_path / "bundle.tar.gz", key, opa)
    parameters = policies / "parameters" / "data.yaml"
    parameters.write_text(
        parameters.read_text(encoding="utf-8").replace("clarify: {days: 60}", "clarify: {days: 61}"), encoding="utf-8"
    )
    assert build(policies, tmp_path / "bundle.tar.gz", key, opa) != before


def test_tests_do_not_change_the_revision(opa: Path, policies: Path, tmp_path: Path) -> None:
    before = digest(stage(policies, tmp_path / "before", opa))
    with (policies / "rules" / "gates" / "need_test.rego").open("a", encoding="utf-8") as file:
        file.write("\n# another word\n")
    assert digest(stage(policies, tmp_path / "after", opa)) == before


def test_questionnaires_are_not_in_the_bundle_that_judges(opa: Path, policies: Path, tmp_path: Path) -> None:
    before = digest(stage(policies, tmp_path / "before", opa))
    for path in (policies / "assessment").rglob("data.*"):
        path.write_text("{}", encoding="utf-8")
    assert digest(stage(policies, tmp_path / "after", opa)) == before
    assert not (tmp_path / "after" / "assessment").exists()


def test_every_bundle_is_kept_by_its_digest(opa: Path, tmp_path: Path) -> None:
    key, _ = ensure_key(tmp_path / "keys")
    revision = build(ROOT / "policies", tmp_path / "bundle.tar.gz", key, opa)
    kept = tmp_path / "archive" / f"{revision.removeprefix('sha256:')}.tar.gz"
    assert kept.read_bytes() == (tmp_path / "bundle.tar.gz").read_bytes()


def test_opa_reads_the_revision_and_the_roots_back(opa: Path, tmp_path: Path) -> None:
    key, _ = ensure_key(tmp_path / "keys")
    revision = build(ROOT / "policies", tmp_path / "bundle.tar.gz", key, opa)
    found = json.loads(command(opa, "inspect", "--format", "json", str(tmp_path / "bundle.tar.gz")))
    assert found["manifest"]["revision"] == revision
    assert sorted(found["manifest"]["roots"]) == [
        "assessment",
        "balise",
        "calendar",
        "catalogue",
        "citations",
        "facts",
        "keys",
        "parameters",
        "prioritization",
        "processes",
        "rules",
        "seats",
    ]


def test_nothing_of_where_it_was_built_is_in_it(opa: Path, tmp_path: Path) -> None:
    key, _ = ensure_key(tmp_path / "keys")
    build(ROOT / "policies", tmp_path / "bundle.tar.gz", key, opa)
    with tarfile.open(tmp_path / "bundle.tar.gz") as bundle:
        names = {name.lstrip("/") for name in bundle.getnames()}
    assert {"data.json", ".manifest", ".signatures.json", "balise/verdict.rego"} <= names
    assert not [name for name in names if name.endswith("_test.rego") or "schema" in name or "tmp" in name]


def test_tampered_bundle_is_refused(opa: Path, tmp_path: Path) -> None:
    private, public = ensure_key(tmp_path / "keys")
    bundle = tmp_path / "bundle.tar.gz"
    build(ROOT / "policies", bundle, private, opa)
    _verify(opa, bundle, public, tmp_path)
    _rewrite(bundle, "data.json", b'"critical":30', b'"critical":99')
    with pytest.raises(RegoRefused, match="digest mismatch"):
        _verify(opa, bundle, public, tmp_path)


def test_bundle_signed_by_someone_else_is_refused(opa: Path, tmp_path: Path) -> None:
    _, public = ensure_key(tmp_path / "keys")
    stranger, _ = ensure_key(tmp_path / "stranger")
    bundle = tmp_path / "bundle.tar.gz"
    build(ROOT / "policies", bundle, stranger, opa)
    with pytest.raises(RegoRefused, match="verif"):
        _verify(opa, bundle, public, tmp_path)


@pytest.mark.parametrize("call", FORBIDDEN_CALLS.values(), ids=FORBIDDEN_CALLS)
def test_policy_that_looks_outside_is_not_built(opa: Path, policies: Path, tmp_path: Path, call: str) -> None:
    key, _ = ensure_key(tmp_path / "keys")
    (policies / "rules" / "gates" / "outside.rego").write_text(
        f"package balise.rules.gates.need\n\nlooks_outside if {call}\n", encoding="utf-8"
    )
    with pytest.raises(RegoRefused, match=r"undefined function|unsafe"):
        build(policies, tmp_path / "bundle.tar.gz", key, opa)
    assert not (tmp_path / "bundle.tar.gz").exists()


def test_failed_build_leaves_the_bundle_in_force_alone(opa: Path, policies: Path, tmp_path: Path) -> None:
    key, _ = ensure_key(tmp_path / "keys")
    build(policies, tmp_path / "bundle.tar.gz", key, opa)
    before = (tmp_path / "bundle.tar.gz").read_bytes()
    (policies / "rules" / "gates" / "need.rego").write_text(
        "package balise.rules.gates.need\n\nbroken if {\n", encoding="utf-8"
    )
    with pytest.raises(RegoRefused):
        build(policies, tmp_path / "bundle.tar.gz", key, opa)
    assert (tmp_path / "bundle.tar.gz").read_bytes() == before
    assert sorted(path.name for path in tmp_path.iterdir() if path.name.startswith(".")) == []


def test_key_is_made_once_and_read_by_its_owner_alone(tmp_path: Path) -> None:
    private, public = ensure_key(tmp_path / "keys")
    before = private.read_bytes(), public.read_bytes()
    assert ensure_key(tmp_path / "keys") == (private, public)
    assert (private.read_bytes(), public.read_bytes()) == before
    assert stat.S_IMODE(private.stat().st_mode) == 0o600
    assert sorted(path.name for path in (tmp_path / "keys").iterdir()) == sorted([private.name, public.name])


def _verify(opa: Path, bundle: Path, public: Path, scratch: Path) -> None:
    flags = ("--verification-key", str(public), "--signing-alg", "ES256")
    command(opa, "build", "--bundle", str(bundle), *flags, "--output", str(scratch / "verified.tar.gz"))


def _rewrite(bundle: Path, name: str, old: bytes, new: bytes) -> None:
    with tarfile.open(bundle) as source:
        files = {member.name: source.extractfile(member) for member in source.getmembers() if member.isfile()}
        contents = {path: file.read() for path, file in files.items() if file is not None}
    (path,) = [path for path in contents if path.lstrip("/") == name]
    assert old in contents[path]
    contents[path] = contents[path].replace(old, new)
    with tarfile.open(bundle, "w:gz") as target:
        for path, content in contents.items():
            member = tarfile.TarInfo(path)
            member.size = len(content)
            target.addfile(member, io.BytesIO(content))
