"""The journal over HTTP, as a worker, a witness and an auditor meet it; killed under load, again and again."""

import asyncio
import itertools
import random
import signal
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import aiohttp
import orjson
import pytest
from yarl import URL

from activities.journal import keep_contract
from audit.extracting import case_file
from audit.log.keeper import Keeper
from audit.log.signing import Signer
from audit.sources import Served
from audit.verifier import merkle
from audit.verifier.notes import Checkpoint, Note, VerifierKey
from audit.verifier.tiles import Tiles, content_path
from domain.entry import Entry
from domain.revision import named, packed, revision
from events.contract.incoming import INCOMING
from events.contract.publication import archived
from tests.audit.offers import offer, settled, verdict
from tests.audit.serving import ORIGIN, Journal, journal

CASE = "initiative:ciusss-cn/tri"


@pytest.fixture(scope="module")
async def running(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Journal]:
    """One that these tests share, each with cases of its own."""
    async with journal(tmp_path_factory.mktemp("shared") / "journal") as started:
        yield started


@pytest.fixture
async def empty(tmp_path: Path) -> AsyncIterator[Journal]:
    async with journal(tmp_path / "journal") as started:
        yield started


def body(case_id: str, first: int = 1, last: int | None = None) -> str:
    return offer(case_id, first, last).model_dump_json()


async def test_answers_are_those_a_worker_reads(running: Journal) -> None:
    status, kept = await running.offer(body(CASE, 1, 2))
    first, second = (each["index"] for each in kept["entries"])
    assert (status, second) == (200, first + 1)
    assert await running.offer(body(CASE, 1, 2)) == (200, kept)
    assert await running.offer(body(CASE, 4)) == (409, {"error": "gap", "expected": 3})
    other = settled(CASE, 2, judged=verdict(2), problem="autre").model_dump(mode="json")
    answer = await running.offer(orjson.dumps({"case_id": CASE, "settled": [other]}))
    assert answer == (409, {"error": "disagrees", "sequence": 2})
    changed = settled(CASE, 2, judged=verdict(8)).model_dump(mode="json")
    status, held = await running.offer(orjson.dumps({"case_id": CASE, "settled": [changed]}))
    assert (status, held["error"], list(held["verdicts"])) == (409, "held", ["2"])
    assert held["verdicts"]["2"] == verdict(2).model_dump(mode="json")


@pytest.mark.parametrize(
    ("spoiled", "field"),
    [
        (lambda given: given.pop("case_id"), "case_id"),
        (lambda given: given.update(settled=[]), "settled"),
        (lambda given: given["settled"][0].pop("case"), "settled.0.case"),
        (lambda given: given["settled"][0].update(more=1), "settled.0.more"),
        (lambda given: given["settled"][0]["message"].update(time="hier"), "settled.0.message.time"),
        (lambda given: given["settled"][0]["verdict"].update(outcome="allow"), "settled.0.verdict"),
        (lambda given: given["settled"][1].update(sequence=9), "settled.1.sequence"),
    ],
)
async def test_what_is_malformed_is_refused_by_its_field(running: Journal, spoiled: Any, field: str) -> None:
    before = (await running.status())["accepted"]
    given = offer("initiative:chum/malformed", 1, 2).model_dump(mode="json")
    spoiled(given)
    assert await running.offer(orjson.dumps(given)) == (422, {"error": "malformed", "field": field})
    assert (await running.offer(b"{"))[0] == 422
    assert (await running.status())["accepted"] == before


async def test_static_files_prove_every_entry_to_whoever_reads_them(empty: Journal) -> None:
    running = empty
    for number in range(3):
        assert (await running.offer(body(f"initiative:chum/{number}", 1, 200)))[0] == 200
    await running.integrated()
    note = Note.parse(await running.get("checkpoint"))
    keys = [VerifierKey.parse(line) for line in (await running.get("keys")).decode().splitlines()]
    assert list(note.signers(keys)) == keys
    checkpoint = Checkpoint.parse(note.text)
    fetched: dict[str, bytes] = {}

    missing: list[str] = []

    def read(path: str) -> bytes:
        if path not in fetched:
            missing.append(path)
            raise FileNotFoundError(path)
        return fetched[path]

    async def fetch() -> Tiles:
        """Read until nothing more is asked for: the verifier reads files, wherever they are."""
        while True:
            tiles = Tiles(read, checkpoint.size)
            missing.clear()
            list(tiles.altered())
            wanted = list(missing)
            found = await asyncio.gather(*map(running.get, wanted), return_exceptions=True)
            new = {path: raw for path, raw in zip(wanted, found, strict=True) if isinstance(raw, bytes)}
            if not new:
                return tiles
            fetched.update(new)

    tiles = await fetch()
    assert list(tiles.altered()) == []
    assert tiles.root == checkpoint.root
    for index in (0, 255, 256, 599):
        entry = Entry.model_validate_json(tiles.entry(index))
        assert merkle.includes(entry.written, index, 600, tiles.inclusion(index), checkpoint.root)
        assert orjson.loads(await running.get(content_path(entry.message.content)))["value"]


@pytest.mark.parametrize(
    "path",
    ["private/0001.pem", "../index.sqlite", "tile/0/../../../index.sqlite", "content/..", "tile/0/0", "", "witnesses"],
)
async def test_nothing_else_is_served(running: Journal, path: str) -> None:
    asked = URL(f"{running.url}/{path.replace('..', '%2e%2e')}", encoded=True)
    async with running.http.get(asked) as answer:
        assert answer.status == 404


async def test_headers_say_what_each_file_is_and_how_long_it_lasts(empty: Journal) -> None:
    running = empty
    await running.offer(body(CASE))
    await running.integrated()
    for path, kind, cached in (
        ("checkpoint", "text/plain; charset=utf-8", "no-cache"),
        ("tile/0/000.p/1", "application/octet-stream", "public, max-age=31536000, immutable"),
        ("tile/entries/000.p/1", "application/octet-stream", "public, max-age=31536000, immutable"),
    ):
        async with running.http.get(f"{running.url}/{path}") as answer:
            assert (answer.headers["Content-Type"], answer.headers["Cache-Control"]) == (kind, cached)
    async with running.http.head(f"{running.url}/tile/0/001") as answer:
        assert answer.status == 404


async def test_a_bundle_is_kept_under_its_own_revision_only(running: Journal) -> None:
    files = {".manifest": b'{"revision":"","roots":[""]}', "a.rego": b"package a\n"}
    name = revision(files)
    archive = packed(named(files, name))
    url = f"{running.url}/bundles/{name.removeprefix('sha256:')}"
    for due in (201, 204):
        async with running.http.put(url, data=archive) as answer:
            assert answer.status == due
    assert await running.get(f"bundles/{name.removeprefix('sha256:')}.tar.gz") == archive
    altered = packed(named({**files, "a.rego": b"package b\n"}, name))
    for wrong, where in ((altered, url), (archive, f"{running.url}/bundles/{'0' * 64}"), (b"no archive", url)):
        async with running.http.put(where, data=wrong) as answer:
            assert answer.status == 422


async def test_schemas_are_kept_under_their_own_digest_only(running: Journal) -> None:
    digest, schemas = archived()
    for _ in range(2):
        await keep_contract(running.http, running.url, digest, schemas)
    path = f"schemas/{digest.removeprefix('sha256:')}.json"
    assert await running.get(path) == schemas
    assert orjson.loads(schemas).keys() == INCOMING.keys()
    for wrong in (schemas + b" ", b""):
        async with running.http.put(f"{running.url}/{path}", data=wrong) as answer:
            assert (answer.status, await answer.json()) == (422, {"error": "malformed", "field": "digest"})
    with pytest.raises(OSError, match="422"):
        await keep_contract(running.http, running.url, digest, schemas + b" ")
    with pytest.raises(OSError, match="Client"):
        await keep_contract(running.http, "http://127.0.0.1:1", digest, schemas)


async def test_an_entry_names_the_schemas_and_its_case_file_holds_them(empty: Journal) -> None:
    digest, schemas = archived()
    await keep_contract(empty.http, empty.url, digest, schemas)
    given = offer(CASE, 1, 2).model_dump(mode="json")
    for each in given["settled"]:
        each["contract"] = digest
    assert (await empty.offer(orjson.dumps(given)))[0] == 200
    await empty.integrated()
    file = await asyncio.to_thread(case_file, Served(empty.url), CASE)
    assert file.schemas == {digest: schemas.decode()}
    assert [Entry.model_validate_json(each.leaf).contract for each in file.leaves] == [digest] * 2


async def test_a_history_is_kept_once(running: Journal) -> None:
    path = f"histories/{CASE}/0199c1de-run.json.gz"
    for content, due in ((b"history", 201), (b"history", 204), (b"another", 409)):
        async with running.http.put(f"{running.url}/{path}", data=content) as answer:
            assert answer.status == due
    assert await running.get(path) == b"history"
    async with running.http.head(f"{running.url}/{path}") as answer:
        assert answer.status == 200
    outside = URL(f"{running.url}/histories/%2e%2e/%2e%2e/x.json.gz", encoded=True)
    async with running.http.put(outside, data=b"") as answer:
        assert answer.status == 422


async def test_the_histories_of_a_case_are_named_to_whoever_reads_from_the_address(running: Journal) -> None:
    case_id, other = "initiative:chum/named", "initiative:chum/named-otherwise"
    for run in ("run-2", "run-1"):
        async with running.http.put(f"{running.url}/histories/{case_id}/{run}.json.gz", data=b"history") as answer:
            assert answer.status == 201
    served = Served(running.url)
    below = await asyncio.to_thread(served.below, f"histories/{case_id}")
    assert below == [f"histories/{case_id}/run-{number}.json.gz" for number in (1, 2)]
    assert await asyncio.to_thread(served, below[0]) == b"history"
    assert await asyncio.to_thread(served.below, f"histories/{other}") == []
    for outside in ("histories/x/", "histories/%2e%2e/%2e%2e/", "histories/initiative:chum/"):
        async with running.http.get(URL(f"{running.url}/{outside}", encoded=True)) as answer:
            assert (answer.status, await answer.json()) in ((404, {"error": "absent"}), (200, []))


async def test_a_known_witness_is_served_in_the_checkpoint(empty: Journal, tmp_path: Path) -> None:
    running = empty
    witness, stranger = Signer.new("temoin.chum"), Signer.new("temoin.chum")
    (tmp_path / "journal" / "witnesses").write_text(f"{witness.witness}\n")
    await running.offer(body(CASE))
    await running.integrated()
    seen = Note.parse(await running.get("checkpoint"))

    async def cosign(line: object) -> int:
        async with running.http.post(f"{running.url}/cosignatures", data=f"{line}\n") as answer:
            return answer.status

    assert await cosign(witness.cosign(seen.text, 1_800_000_000)) == 200
    assert Note.parse(await running.get("checkpoint")).signers([witness.witness]) == {witness.witness: 1_800_000_000}
    for wrong in (
        stranger.cosign(seen.text, 1_800_000_000),
        witness.cosign(seen.text.replace("1", "2", 1), 1_800_000_000),
        witness.sign(seen.text),
        "no line",
    ):
        assert await cosign(wrong) == 403
    # The log goes on while a witness thinks: what it saw is still taken, and kept by its size.
    await running.offer(body(CASE, 2))
    await running.integrated()
    assert Note.parse(await running.get("checkpoint")).signers([witness.witness]) == {}
    assert await cosign(witness.cosign(seen.text, 1_800_000_060)) == 200
    assert Note.parse(await running.get("checkpoints/1")).signers([witness.witness]) == {witness.witness: 1_800_000_060}


async def test_two_workers_at_once_leave_one_entry_per_settlement(running: Journal) -> None:
    before = (await running.status())["accepted"]
    cases = [f"initiative:chum/two-{number}" for number in range(30)]

    async def work() -> list[Any]:
        answers = []
        for first, case_id in itertools.product((1, 3, 5), cases):
            answers.append(await running.offer(body(case_id, first, first + 1)))
        return answers

    one, two = await asyncio.gather(work(), work())
    assert one == two
    assert all(status == 200 for status, _ in one)
    assert (await running.integrated())["size"] == before + 180


async def test_many_requests_are_durable_by_few_syncs(running: Journal) -> None:
    before = await running.status()
    answers = await asyncio.gather(*(running.offer(body(f"initiative:chum/many-{number}")) for number in range(300)))
    assert all(status == 200 for status, _ in answers)
    status = await running.status()
    assert status["accepted"] - before["accepted"] == 300
    assert status["commits"] - before["commits"] <= 60


async def test_asked_to_end_it_signs_all_it_accepted(tmp_path: Path) -> None:
    async with journal(tmp_path / "journal") as running:
        await running.offer(body(CASE, 1, 20))
        await running.end(signal.SIGTERM)
        assert running.log.read_text() == ""
    with Keeper(tmp_path / "journal", ORIGIN) as keeper:
        assert (keeper.publication.checkpoint.size, keeper.waiting) == (20, 0)


async def test_killed_under_load_again_and_again_it_loses_nothing_and_shows_one_history(tmp_path: Path) -> None:
    chance = random.Random(6962)  # noqa: S311  when to kill
    told: dict[tuple[str, int], tuple[int, str]] = {}
    roots: dict[int, bytes] = {}
    numbers = itertools.count()

    async def load(running: Journal) -> None:
        while True:
            case_id = f"initiative:chum/{next(numbers)}"
            status, kept = await running.offer(body(case_id, 1, 3))
            assert status == 200
            told.update({(case_id, at): (each["index"], each["digest"]) for at, each in enumerate(kept["entries"], 1)})

    async def watch(running: Journal) -> None:
        while True:
            checkpoint = Checkpoint.parse(Note.parse(await running.get("checkpoint")).text)
            assert roots.setdefault(checkpoint.size, checkpoint.root) == checkpoint.root
            await asyncio.sleep(0.01)

    for _ in range(6):
        async with journal(tmp_path / "journal") as running:
            work = [asyncio.create_task(each) for each in [*(load(running) for _ in range(8)), watch(running)]]
            await asyncio.sleep(chance.uniform(0.3, 1.5))
            await running.end(signal.SIGKILL)
            for ended in await asyncio.gather(*work, return_exceptions=True):
                assert isinstance(ended, aiohttp.ClientError | OSError), ended
    assert len(told) > 100
    with Keeper(tmp_path / "journal", ORIGIN) as keeper:
        while keeper.integrate():
            pass
        held = [Entry.model_validate_json(each) for each in keeper.tiles.entries()]
        places = {(each.case_id, each.sequence): (place, each.digest) for place, each in enumerate(held)}
        assert told.items() <= places.items()
        assert len(places) == len(held)
        assert list(keeper.tiles.altered()) == []
        for size, root in roots.items():
            assert merkle.root(size, keeper.tiles.hash) == root
        for each in held:
            assert keeper.content(each.message.content)
