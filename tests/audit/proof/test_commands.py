"""`balise audit`: a whole journal proven by the command, and a case taken out of it that a person can read."""

import asyncio
import gzip
import json
import shutil
from html.parser import HTMLParser
from pathlib import Path
from subprocess import CompletedProcess
from typing import Any

import pytest

from audit.verifier.casefile import CaseFile
from audit.verifier.report import Exit
from audit.verifier.tiles import content_path
from domain.entry import Entry
from tests import command
from tests.audit.proof.alterations import flipped
from tests.audit.proof.journals import ORIGIN, STRANGER, Lives
from tests.audit.serving import journal as journal_at

pytestmark = pytest.mark.engines

CASE = "initiative:cisss-bsl/priorite-medecin-famille"
VOID = {"meta", "br", "link", "hr", "img", "input"}


def balise(*arguments: str, data: Path) -> CompletedProcess[str]:
    environment = {"BALISE_DATA": str(data), "BALISE_LOG_ORIGIN": ORIGIN, "PATH": "", "HOME": str(Path.home())}
    return command.balise(*arguments, environment=environment)


@pytest.fixture(scope="session")
def key(short: Path) -> str:
    return (short / "log" / "keys").read_text().strip()


def audited(*arguments: str, data: Path) -> tuple[int, dict[str, Any]]:
    done = balise("audit", *arguments, "--json", data=data)
    assert done.stdout, done.stderr
    return done.returncode, json.loads(done.stdout)


@pytest.fixture
def copy(short: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(short / "log", tmp_path / "copy"))


def test_a_copied_journal_is_proven_and_the_next_time_only_what_came_since(
    folder: Path, lives: Lives, opa: Path, tmp_path: Path
) -> None:
    key = (folder / "log" / "keys").read_text().strip()
    arguments = ("verify", str(folder / "log"), "--key", key, "--opa", str(opa), "--processes", "2")
    code, told = audited(*arguments, data=tmp_path)
    assert told["findings"] == []
    assert (code, told["standing"]) == (Exit.PROVEN, "proven")
    assert told["log"]["size"] == told["proven"]["leaves"] == told["proven"]["settlements"] == len(lives[0])
    code, told = audited(*arguments, data=tmp_path)
    assert (code, told["proven_before"], told["proven"].get("settlements", 0)) == (Exit.PROVEN, len(lives[0]), 0)
    code, told = audited(*arguments, "--again", "--case", CASE, data=tmp_path)
    assert (code, told["proven"]["cases"]) == (Exit.PROVEN, 1)


def test_one_case_of_it_is_proven(copy: Path, key: str, opa: Path, tmp_path: Path) -> None:
    code, told = audited("verify", str(copy), "--key", key, "--opa", str(opa), "--case", CASE, data=tmp_path)
    assert (code, told["proven"]["cases"]) == (Exit.PROVEN, 1)
    code, told = audited("verify", str(copy), "--key", key, "--case", "initiative:a/b", data=tmp_path)
    assert (code, told["findings"][0]["code"]) == (Exit.UNCHECKED, "no_entry")


def test_an_altered_content_is_said_in_words_and_by_the_exit_code(
    copy: Path, key: str, opa: Path, tmp_path: Path
) -> None:
    entry = next(copy.glob("content/*/*"))
    entry.write_bytes(flipped(entry.read_bytes(), b'{"salt":"'))
    done = balise("audit", "verify", str(copy), "--key", key, "--opa", str(opa), data=tmp_path)
    assert done.returncode == Exit.NOT_PROVEN, done.stdout + done.stderr
    assert "NON PROUVÉ" in done.stdout
    assert "content_altered" in done.stdout
    assert "n'est pas celui dont la feuille garde l'empreinte" in " ".join(done.stdout.split())
    done = balise("--lang", "en", "audit", "verify", str(copy), "--key", key, "--opa", str(opa), data=tmp_path)
    assert "NOT PROVEN" in done.stdout


def test_a_case_that_was_destroyed_is_told_by_verify_and_by_its_dossier(
    short: Path, key: str, opa: Path, tmp_path: Path
) -> None:
    shutil.copytree(short, tmp_path / "journal")
    run = tmp_path / "journal" / "log" / "histories" / CASE / "run-1.json.gz"
    run.parent.mkdir(parents=True)
    run.write_bytes(b"history")
    done = balise("journal", "destroy", CASE, "--rule", "02-301", "--by", "MANDAT-14", "--yes", data=tmp_path)
    assert done.returncode == 0, done.stderr
    log, keys = str(tmp_path / "journal" / "log"), ("--key", key, "--opa", str(opa))
    code, told = audited("verify", log, *keys, data=tmp_path)
    assert (code, told["proven"]["destructions"]) == (Exit.UNCHECKED, 1)
    assert {each["code"] for each in told["findings"]} == {"content_destroyed", "history_destroyed", "rest_unchecked"}
    assert {each["case"] for each in told["findings"]} == {CASE}
    assert told["proven"]["leaves"] == told["proven"]["entries"] + 1 == told["log"]["size"]
    out = tmp_path / "dossier.html"
    done = balise("audit", "dossier", CASE, "-o", str(out), "--log", log, *keys, data=tmp_path)
    assert done.returncode == Exit.UNCHECKED, done.stdout + done.stderr
    page = Page()
    page.feed(out.read_text(encoding="utf-8"))
    text = " ".join(" ".join(page.text).split())
    contents = [each["code"] for each in told["findings"]].count("content_destroyed")
    assert text.count("a été détruit le") == text.count("was destroyed on") == contents > 0
    code, told = audited("verify", str(out), *keys, data=tmp_path)
    assert (code, {each["code"] for each in told["findings"]}) == (
        Exit.UNCHECKED, {"content_destroyed", "history_destroyed", "rest_unchecked"}
    )  # fmt: skip
    done = balise("audit", "replay", str(tmp_path / "journal" / "log" / "histories"), data=tmp_path)
    assert (done.returncode, "1 historique(s) détruit(s)" in done.stderr) == (3, True)


def test_what_was_proven_once_is_not_forgotten_when_another_history_is_shown(
    copy: Path, short: Path, opa: Path, tmp_path: Path, lives: Lives
) -> None:
    from audit.log.deciding import Offer
    from audit.log.keeper import Keeper

    key = (copy / "keys").read_text().strip()
    arguments = ("verify", str(copy), "--key", key, "--opa", str(opa))
    assert audited(*arguments, data=tmp_path)[0] == Exit.PROVEN
    shutil.copytree(short / "private", tmp_path / "other" / "private")
    with Keeper(tmp_path / "other", ORIGIN) as keeper:  # by the log's own key, without its last case
        keeper.accept([Offer(case_id=case_id, settled=(one,)) for case_id, one in lives[0] if case_id == CASE])
        while keeper.integrate():
            pass
    shutil.rmtree(copy)
    shutil.copytree(tmp_path / "other" / "log", copy)
    shutil.copytree(short / "log" / "bundles", copy / "bundles")
    code, told = audited(*arguments, data=tmp_path)
    assert code == Exit.NOT_PROVEN
    assert told["findings"][0]["code"] == "log_shrunk"
    kept = Path(told["evidence"])
    assert {path.name for path in kept.iterdir()} == {"seen-before", "shown-now"}
    assert (kept / "seen-before").read_bytes() == (short / "log" / "checkpoint").read_bytes()


def test_a_log_that_is_not_there_has_no_answer(tmp_path: Path) -> None:
    for where in ("http://127.0.0.1:9", str(tmp_path / "nowhere"), str(tmp_path)):
        done = balise("audit", "verify", where, "--key", str(STRANGER.key), data=tmp_path)
        assert done.returncode == Exit.UNCHECKED, done.stdout + done.stderr


class Page(HTMLParser):
    """Reads a page, and holds it to be balanced."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: list[tuple[str, dict[str, str | None]]] = []
        self.text: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag, self.getpos()

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] not in {"script", "style"}:
            self.text.append(data)


@pytest.fixture(scope="session")
def dossier(short: Path, key: str, opa: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    data = tmp_path_factory.mktemp("data")
    out = data / "dossier.html"
    log = str(short / "log")
    done = balise("audit", "dossier", CASE, "-o", str(out), "--log", log, "--key", key, "--opa", str(opa), data=data)
    assert done.returncode == Exit.PROVEN, done.stdout + done.stderr
    return out


async def test_a_dossier_from_an_address_is_the_one_from_the_folder_histories_and_all(
    short: Path, key: str, opa: Path, tmp_path: Path
) -> None:
    shutil.copytree(short, tmp_path / "journal")
    made: list[CaseFile] = []
    async with journal_at(tmp_path / "journal") as running:
        path = f"histories/{CASE}/run-1.json.gz"
        async with running.http.put(f"{running.url}/{path}", data=gzip.compress(b'{"events":[]}')) as answer:
            assert answer.status == 201
        for log in (running.url, str(tmp_path / "journal" / "log")):
            out = tmp_path / f"{len(made)}.html"
            arguments = ("dossier", CASE, "-o", str(out), "--log", log, "--key", key, "--opa", str(opa))
            code, _ = await asyncio.to_thread(audited, *arguments, data=tmp_path)
            assert code == Exit.PROVEN
            made.append(CaseFile.read(out))
        code, told = await asyncio.to_thread(
            audited, "verify", running.url, "--case", CASE, "--key", key, "--opa", str(opa), data=tmp_path
        )
    assert made[0] == made[1]
    assert list(made[0].histories) == ["run-1"]
    assert told["proven"]["histories"] == 1
    # It holds no message, and what Temporal's own replayer finds in it is said from the address too.
    assert (code, {each["code"] for each in told["findings"]}) == (Exit.UNCHECKED, {"history_not_replayed"})


def test_a_dossier_is_a_page_that_fetches_nothing(dossier: Path) -> None:
    page = Page()
    page.feed(dossier.read_text(encoding="utf-8"))
    page.close()
    assert page.open == []
    tags = [tag for tag, _ in page.seen]
    assert ("html", {"lang": "fr"}) in page.seen
    assert [given["lang"] for tag, given in page.seen if tag == "section" and "lang" in given] == ["fr", "en"]
    assert tags.count("h1") == 2
    assert tags.count("table") == tags.count("caption") == tags.count("thead")
    assert all(given.get("scope") == "col" for tag, given in page.seen if tag == "th")
    assert not {"img", "link", "iframe", "object", "form"} & set(tags)
    assert [given.get("type") for tag, given in page.seen if tag == "script"] == ["application/json"]
    assert not [given for _, given in page.seen if {"src", "onclick", "onload"} & set(given)]
    assert all(given["href"].startswith("#") for tag, given in page.seen if tag == "a" and given["href"])


def test_a_dossier_tells_a_person_what_was_decided_and_why(dossier: Path) -> None:
    page = Page()
    page.feed(dossier.read_text(encoding="utf-8"))
    text = " ".join(" ".join(page.text).split())
    file = CaseFile.read(dossier)
    verdicts = [entry for leaf in file.leaves if (entry := Entry.model_validate_json(leaf.leaf)).verdict]
    assert text.count(" règles jugées") == text.count(" rules judged") == len(verdicts) > 1
    for words in ("refusé", "admis", "Ce qui est enfreint", "What is violated", "Ce qui y remédie", "(texte vérifié)"):
        assert words in text, words
    held = json.loads(next(iter(held for held in file.contents.values() if '"violations":[{' in held)))["value"]
    first = held["violations"][0]
    for said in (first["title"]["fr"], first["title"]["en"], first["remedy"]["fr"], first["citation"]["instrument"]):
        assert " ".join(said.split()) in text
    assert "None" not in text


def test_a_dossier_is_proven_by_the_command_and_says_where_it_is_altered(
    dossier: Path, key: str, opa: Path, tmp_path: Path
) -> None:
    code, told = audited("verify", str(dossier), "--key", key, "--opa", str(opa), data=tmp_path)
    assert (code, told["findings"]) == (Exit.PROVEN, [])
    page = tmp_path / "page.html"
    page.write_text(dossier.read_text(encoding="utf-8").replace(">refusé<", ">admis<"), encoding="utf-8")
    code, told = audited("verify", str(page), "--key", key, "--opa", str(opa), data=tmp_path)
    assert (code, [each["code"] for each in told["findings"]]) == (Exit.UNCHECKED, ["page_differs"])
    file = CaseFile.read(dossier)
    digest = next(iter(file.contents))
    assert content_path(digest)
    other = file.model_copy(update={"contents": {**file.contents, digest: '{"salt":"","value":{}}'}})
    altered = tmp_path / "altered.html"
    altered.write_text(dossier.read_text().replace(file.embedded, other.embedded), encoding="utf-8")
    code, told = audited("verify", str(altered), "--key", key, "--opa", str(opa), data=tmp_path)
    assert code == Exit.NOT_PROVEN
    assert ("content_altered", digest) in [(each["code"], each["path"]) for each in told["findings"]]
