"""A log read by tools that others wrote: Go's sumdb/note and sumdb/tlog, which check Go's own checksum database."""

import os
import shutil
import subprocess
from base64 import b64encode
from collections.abc import Callable
from pathlib import Path
from typing import Any

import orjson
import pytest

from audit.log.keeper import Keeper
from audit.log.publication import Publication
from audit.log.signing import Keyring, Signer
from audit.log.store import Folder
from audit.log.tree import Tree
from audit.verifier.tiles import CHECKPOINT, entry_bundle, hash_tile
from engines import EngineUnavailable, toolchain
from settings import Settings
from tests.audit.offers import offer

ORIGIN = "balise.test/journal"
SOURCE = Path(__file__).parent / "elsewhere"

Verify = Callable[..., tuple[int, str]]


@pytest.fixture(scope="module")
def verify(tmp_path_factory: pytest.TempPathFactory) -> Verify:
    """The program written elsewhere, built once."""
    try:
        compiler = toolchain.go(Settings().cache, lambda _: None)
    except EngineUnavailable as unavailable:
        pytest.skip(f"no Go toolchain: {unavailable}")
    program = tmp_path_factory.mktemp("elsewhere") / "elsewhere"
    subprocess.run(  # noqa: S603  our own source, by the toolchain just found
        [compiler, "build", "-mod=readonly", "-trimpath", "-buildvcs=false", "-o", program, "."],
        cwd=SOURCE,
        env={**os.environ, "CGO_ENABLED": "0", "GOTOOLCHAIN": "local", "GOWORK": "off", "GOROOT": ""},
        check=True,
    )

    def run(*arguments: object) -> tuple[int, str]:
        answer = subprocess.run(  # noqa: S603  the program just built
            [program, *map(str, arguments)], capture_output=True, text=True, check=False, timeout=120
        )
        return answer.returncode, answer.stdout or answer.stderr

    return run


def read(answer: tuple[int, str]) -> dict[str, Any]:
    code, said = answer
    assert code == 0, said
    found: dict[str, Any] = orjson.loads(said)
    return found


def test_what_a_journal_wrote_is_verified_by_go(verify: Verify, tmp_path: Path) -> None:
    older = []
    with Keeper(tmp_path, ORIGIN) as keeper:
        for number, last in ((1, 1), (2, 2), (3, 254), (4, 1), (5, 300)):
            keeper.accept([offer(f"initiative:chum/{number}", 1, last)])
            keeper.integrate()
            checkpoint = keeper.publication.checkpoint
            older += ["-old", f"{checkpoint.size}:{b64encode(checkpoint.root).decode()}"]
        ring = Keyring(tmp_path / "private", ORIGIN)
        second, witness = ring.draw(), Signer.new("temoin.chum")
        keeper.integrate()
        (tmp_path / "witnesses").write_text(f"{witness.witness}\n")
        keeper.publication.cosign(str(witness.cosign(keeper.publication.note.text, 1_800_000_000)))
        first = ring.signers[0].verifier
    log = tmp_path / "log"
    found = read(verify(log, first, second.verifier, "-witness", witness.witness, *older))
    assert found == {
        "origin": ORIGIN,
        "size": 558,
        "signers": [ORIGIN, ORIGIN, "temoin.chum"],
        "entries": 558,
        "proofs": 7,
        "older": 5,
    }
    assert verify(log, Signer.new(ORIGIN).verifier)[0] == 1
    wrong = b64encode(bytes(32)).decode()
    assert verify(log, first, "-old", f"256:{wrong}")[0] == 1
    for path in (entry_bundle(0), entry_bundle(2, 46), hash_tile(0, 1), hash_tile(1, 0, 2), CHECKPOINT):
        copy = tmp_path / "copy"
        shutil.copytree(log, copy)
        raw = bytearray((copy / path).read_bytes())
        raw[40] ^= 1
        (copy / path).write_bytes(raw)
        assert verify(copy, first)[0] == 1, path
        shutil.rmtree(copy)


def test_a_log_of_three_levels_of_tiles_is_verified_by_go(verify: Verify, tmp_path: Path) -> None:
    store, tree, older = Folder(tmp_path / "log"), Tree(), []
    publication = Publication(store, Keyring(tmp_path / "private", ORIGIN), ORIGIN, tmp_path / "witnesses")
    leaves = [b"entry %d" % number for number in range(66_100)]
    for size in (1, 255, 30_000, 65_536, 65_900, 66_100):
        growth = tree.grown(leaves[tree.size : size])
        store.write(growth.files)
        tree = growth.tree
        publication.publish(tree.size, tree.root)
        for path in growth.outgrown:
            store.discard(path)
        older += ["-old", f"{size}:{b64encode(tree.root).decode()}"]
    key = Keyring(tmp_path / "private", ORIGIN).signers[0].verifier
    found = read(verify(tmp_path / "log", key, *older))
    assert (found["size"], found["entries"], found["older"]) == (66_100, 66_100, 6)
    assert (tmp_path / "log" / hash_tile(2, 0, 1)).exists()
