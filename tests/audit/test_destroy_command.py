"""`balise journal destroy`, as an operator types it: asked first, said in both languages, done once."""

import asyncio
from pathlib import Path
from typing import Any

import orjson
import pytest

from audit.verifier.destructions import destroyed
from tests.audit.offers import offer
from tests.audit.serving import Journal, journal
from tests.audit.test_command import typed

CASE = "initiative:chum/a"
ORDER = "--rule 02-301 --by MANDAT-2031-014"


async def lived(running: Journal) -> None:
    await running.offer(offer(CASE, 1, 3).model_dump_json())
    async with running.http.put(f"{running.url}/histories/{CASE}/run-1.json.gz", data=b"history") as answer:
        assert answer.status == 201
    await running.integrated()


def done(data: Path, line: str, **how: Any) -> Any:
    code, out, err = typed(data, f"--json journal destroy {line}", **how)
    assert code == 0, err
    return orjson.loads(out)


def gone(data: Path) -> list[bool]:
    log = data / "journal" / "log"
    return [destroyed(path.read_bytes()) is not None for each in ("content", "histories")
            for path in (log / each).rglob("*") if path.is_file()]  # fmt: skip


async def test_a_journal_that_runs_carries_the_order_out(tmp_path: Path) -> None:
    async with journal(tmp_path / "journal") as running:
        await lived(running)
        told = await asyncio.to_thread(done, tmp_path, f"{CASE} {ORDER} --sequence 2 --yes")
        assert told == {
            "case": CASE, "contents": 2, "histories": 1, "entries": [3], "rule": "02-301", "by": "MANDAT-2031-014"
        }  # fmt: skip
        assert gone(tmp_path).count(True) == 3
        told = await asyncio.to_thread(done, tmp_path, f"chum/a {ORDER} --yes")
        assert (told["contents"], told["histories"], told["entries"]) == (4, 0, [4])
        assert (await running.integrated())["size"] == 5
        async with running.http.head(f"{running.url}/histories/{CASE}/run-1.json.gz") as answer:
            assert (answer.status, answer.headers["Cache-Control"]) == (200, "no-store")


async def test_without_a_journal_that_runs_the_command_carries_it_out_and_once(tmp_path: Path) -> None:
    async with journal(tmp_path / "journal") as running:
        await lived(running)
    told = done(tmp_path, f"{CASE} {ORDER} --yes")
    assert (told["contents"], told["histories"], told["entries"]) == (6, 1, [3])
    assert gone(tmp_path) == [True] * 7
    told = done(tmp_path, f"{CASE} {ORDER}")
    assert (told["contents"], told["histories"], told["entries"]) == (0, 0, [])
    code, said, _ = typed(tmp_path, f"journal destroy {CASE} {ORDER}", language="en")
    assert (code, "nothing is left" in said) == (0, True)


@pytest.mark.parametrize(
    ("line", "code", "fr", "en"),
    [
        (f"{CASE} {ORDER}", 2, "Personne n'est là pour confirmer", "Nobody is there to confirm"),
        (f"{CASE} --rule R --by Jeanne --yes", 2, "et non un nom", "not a name"),
        (f"{CASE} --rule R --by j.tremblay@chum.ca --yes", 2, "et non un nom", "not a name"),
        (f"{CASE} {ORDER} --sequence 9 --yes", 1, "n'a pas d'étape 9", "has no step 9"),
        (f"initiative:chum/b {ORDER} --yes", 1, "n'a aucune entrée", "has no entry"),
        (f"{CASE} --rule R --yes", 2, "--by", "--by"),
    ],
)
async def test_what_is_not_said_well_destroys_nothing(tmp_path: Path, line: str, code: int, fr: str, en: str) -> None:
    async with journal(tmp_path / "journal") as running:
        await lived(running)
    for language, said in (("fr", fr), ("en", en)):
        found, _, refused = typed(tmp_path, f"journal destroy {line}", language=language)
        assert (found, said in " ".join(refused.split())) == (code, True), refused
    assert gone(tmp_path) == [False] * 7


def test_no_journal_is_made_to_destroy_in(tmp_path: Path) -> None:
    code, _, said = typed(tmp_path, f"journal destroy {CASE} {ORDER} --yes")
    assert (code, "checkpoint" in said) == (3, True)
    assert list(tmp_path.iterdir()) == []
