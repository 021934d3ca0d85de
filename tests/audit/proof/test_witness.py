"""A witness cosigns what goes on from what it saw, and keeps both histories when a log shows two."""

import shutil
from pathlib import Path

import pytest

from audit.log.deciding import Offer
from audit.log.keeper import Keeper
from audit.log.signing import Signer
from audit.sources import Folder
from audit.verifier import log
from audit.verifier.checkpoint import trusted
from audit.verifier.report import Exit
from audit.verifying import Memory
from audit.witnessing import Witness
from tests.audit.proof.journals import ORIGIN, Lives

pytestmark = pytest.mark.engines


def grown(keeper: Keeper, lives: Lives, first: int, last: int) -> None:
    keeper.accept([Offer(case_id=case_id, settled=(one,)) for case_id, one in lives[0][first:last]])
    keeper.integrate()


def key_of(folder: Path) -> str:
    return (folder / "log" / "keys").read_text().strip()


def test_a_witness_cosigns_what_goes_on_and_refuses_another_history(lives: Lives, tmp_path: Path) -> None:
    folder, other = tmp_path / "kept", tmp_path / "other"
    signer = Signer.new("temoin.test/un")
    with Keeper(folder, ORIGIN) as keeper:
        grown(keeper, lives, 0, 20)
        shutil.copytree(folder / "private", other / "private")
        trust = trusted([key_of(folder)], [], 0)
        witness = Witness(signer, Memory(tmp_path / "seen.json"), lambda: 1_800_000_000.0, trust)
        first = witness.look(Folder(folder / "log"))
        assert (first.report.findings, first.before) == ([], None)
        (folder / "witnesses").write_text(f"{signer.witness}\n")
        assert keeper.publication.cosign(first.line or "") == 20
        required = trusted([key_of(folder)], [str(signer.witness)], 1)
        report = log.verify(Folder(folder / "log"), required, None)
        assert report.proven["cosignatures"] == 1
        assert "witnesses_missing" not in {each.code for each in report.findings}
        grown(keeper, lives, 20, 45)
        second = witness.look(Folder(folder / "log"))
        assert second.before is not None
        assert second.top is not None
        assert (second.before.size, second.top.size, second.report.exit) == (20, 45, Exit.PROVEN)
        assert second.line is not None
    with Keeper(other, ORIGIN) as keeper:  # the same key signs another history
        grown(keeper, lives, 1, 60)
        shown = witness.look(Folder(other / "log"))
    assert shown.line is None
    assert shown.report.exit is Exit.NOT_PROVEN
    assert {each.code for each in shown.report.findings} & {"log_rewritten", "log_shrunk", "two_histories"}
    assert shown.evidence is not None
    assert (shown.evidence / "shown-now").read_bytes() == (other / "log" / "checkpoint").read_bytes()
    assert b"\n45\n" in (shown.evidence / "seen-before").read_bytes()
    last = witness.memory.last(ORIGIN)
    assert last is not None
    assert last[0].size == 45, "what was shown is not what is remembered"


def test_a_witness_signs_nothing_of_a_log_whose_key_it_was_not_given(lives: Lives, tmp_path: Path) -> None:
    with Keeper(tmp_path / "kept", ORIGIN) as keeper:
        grown(keeper, lives, 0, 5)
    witness = Witness(Signer.new("temoin.test/un"), Memory(tmp_path / "seen.json"), lambda: 0.0)
    looked = witness.look(Folder(tmp_path / "kept" / "log"))
    assert (looked.line, looked.report.exit) == (None, Exit.UNCHECKED)
    assert not (tmp_path / "seen.json").exists()
