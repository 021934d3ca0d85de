"""`balise journal`, as an operator types it: in both languages, as JSON, with exit codes that mean something."""

import asyncio
import os
from pathlib import Path
from typing import Any

import orjson
import pytest

from audit.log.signing import Signer
from audit.verifier.notes import Note
from domain.revision import named, packed, revision
from engines import process
from tests.audit.offers import offer
from tests.audit.serving import ORIGIN, Journal, journal
from tests.command import balise

NOBODY = "http://127.0.0.1:1"


def typed(data: Path, line: str, *, language: str = "fr", url: str | None = None) -> tuple[int, str, str]:
    """Type *line* on an installation whose data is in *data*."""
    kept = {name: value for name, value in os.environ.items() if not name.endswith(("_URL", "_ADDRESS"))}
    environment = {**kept, "BALISE_DATA": str(data), "BALISE_LOG_ORIGIN": ORIGIN, "COLUMNS": "200"}
    if url:
        environment["JOURNAL_URL"] = url
    done = balise("--lang", language, *line.split(), environment=environment)
    return done.returncode, done.stdout, done.stderr


async def told(data: Path, line: str, running: Journal | None = None) -> Any:
    """Return what *line* says to a program; the journal that runs in this test's hands goes on meanwhile."""
    url = running.url if running else None
    code, out, err = await asyncio.to_thread(typed, data, f"--json {line}", url=url)
    assert code == 0, err
    return orjson.loads(out)


async def test_status_and_a_change_of_keys_without_a_restart(tmp_path: Path) -> None:
    async with journal(tmp_path / "journal") as running:
        await running.offer(offer("initiative:chum/a", 1, 3).model_dump_json())
        await running.integrated()
        status = await told(tmp_path, "journal status", running)
        assert (status["origin"], status["size"], status["accepted"]) == (ORIGIN, 3, 3)
        (first,) = await told(tmp_path, "journal key list")
        code, _, refused = await asyncio.to_thread(typed, tmp_path, f"journal key retire {first['id']}")
        assert (code, "aucune autre clé" in refused) == (1, True)
        _, second = await told(tmp_path, "journal key new")
        while len((await running.status())["signed_by"]) < 2:
            await asyncio.sleep(0.1)
        after = await told(tmp_path, f"journal key retire {first['id']}")
        assert [(each["id"], each["signs"]) for each in after] == [(first["id"], False), (second["id"], True)]
        while (await running.status())["signed_by"] != [second["id"]]:
            await asyncio.sleep(0.1)
        assert await running.get("keys") == f"{first['key']}\n{second['key']}\n".encode()


async def test_a_witness_is_known_from_the_moment_it_is_added(tmp_path: Path) -> None:
    witness = Signer.new("temoin.chum")
    async with journal(tmp_path / "journal") as running:
        assert await told(tmp_path, f"journal witness add {witness.witness}") == [str(witness.witness)]
        assert await told(tmp_path, f"journal witness add {witness.witness}") == [str(witness.witness)]
        seen = Note.parse(await running.get("checkpoint"))
        line = str(witness.cosign(seen.text, 1_800_000_000))
        async with running.http.post(f"{running.url}/cosignatures", data=line) as answer:
            assert answer.status == 200
    for key in ("no-key", str(witness.verifier)):
        assert typed(tmp_path, f"journal witness add {key}")[0] == 2


async def test_policies_are_given_to_the_journal(tmp_path: Path) -> None:
    files = {".manifest": b'{"revision":"","roots":[""]}', "a.rego": b"package a\n"}
    name = revision(files)
    (tmp_path / "bundle.tar.gz").write_bytes(packed(named(files, name)))
    (tmp_path / "no.tar.gz").write_bytes(b"nothing")
    async with journal(tmp_path / "journal") as running:
        for _ in range(2):
            assert await told(tmp_path, f"journal keep {tmp_path}/bundle.tar.gz", running) == {"revision": name}
        code, _, said = await asyncio.to_thread(typed, tmp_path, f"journal keep {tmp_path}/no.tar.gz", url=running.url)
        assert (code, "n'est pas un paquet de politiques" in said) == (1, True)


@pytest.mark.parametrize(
    ("line", "code", "fr", "en"),
    [
        ("journal status", 3, "ne répond pas à", "does not answer at"),
        ("journal key retire 00000000", 1, "Aucune clé qui signe", "No key that signs"),
        ("journal witness add x", 2, "n'est pas une clé publique", "is no verifier key"),
    ],
)
def test_what_cannot_be_done_is_said_in_both_languages(tmp_path: Path, line: str, code: int, fr: str, en: str) -> None:
    for language, said in (("fr", fr), ("en", en)):
        found, _, refused = typed(tmp_path, line, language=language, url=NOBODY)
        assert found == code
        assert said in refused
    assert list(tmp_path.iterdir()) == []


async def test_a_journal_that_is_held_is_not_served_twice(tmp_path: Path) -> None:
    async with journal(tmp_path / "journal") as running:
        code, _, refused = await asyncio.to_thread(typed, tmp_path, "journal serve --port 18999")
        assert (code, "un seul rédacteur" in refused) == (3, True)
        assert process.alive(running.child)
