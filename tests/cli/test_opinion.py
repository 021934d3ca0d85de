"""Keys of those who give opinions, and what `balise opinion give` refuses before it asks anything of anyone."""

import json
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
import typer
from rich.console import Console
from typer.testing import CliRunner, Result

from cli import opinion as opinion_commands
from cli import opinion_page
from cli.opinion import Said, signed_event
from cli.opinion_keys import today
from cli.screen import screen
from cli.seats import Held, Seat
from domain.case import Case, Fact, OpinionFact
from domain.question import Mode, Opinion, Passage
from domain.text import Language
from engines.enrolment import enrolled
from events.contract import entitled, read, topics
from events.signing import Key, NotAKeyError, thumbprint
from tests.opinion_keys import entry, key, person, signed
from workflows.folder import Folder

Run = Callable[..., Result]
CASE = "initiative:ciusss-x/essai"
NOW = datetime(2026, 3, 1, 17, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _screen_of_this_run() -> Iterator[None]:
    before = (screen.language, screen.json)
    yield
    screen.language, screen.json = before


@pytest.fixture
def balise(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Run:
    monkeypatch.setenv("BALISE_DATA", str(tmp_path / "data"))
    monkeypatch.delenv("BALISE_KEYS", raising=False)

    def run(*arguments: str, form: str = "text", lang: Language = "fr") -> Result:
        screen.language, screen.json = lang, form == "json"
        app = typer.Typer()
        opinion_commands.add_to(app)
        return CliRunner().invoke(app, ["opinion", *arguments], env={"COLUMNS": "200"})

    return run


def drawn(balise: Run, path: Path, *more: str) -> dict[str, Any]:
    done = balise("key", "new", "--body", "privacy_officer", "--out", str(path), *more, form="json")
    assert done.exit_code == 0, done.stderr
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


def test_a_drawn_key_stays_in_its_file(balise: Run, tmp_path: Path) -> None:
    path = tmp_path / "officer.key.pem"
    answer = drawn(balise, path)
    assert path.stat().st_mode & 0o777 == 0o600
    public = json.loads(Path(answer["public"]).read_text())
    assert thumbprint(public["jwk"]) == answer["id"] == Key.read(path).id
    assert set(public["jwk"]) == {"kty", "crv", "x"}
    assert public["person"] == answer["person"]
    shown = json.dumps(answer) + json.dumps(public)
    assert not any(line in shown for line in path.read_text().splitlines()[1:-1])
    again = balise("key", "new", "--body", "privacy_officer", "--out", str(path))
    assert again.exit_code == 1
    assert "jamais remplacée" in again.stderr
    assert Key.read(path).id == answer["id"]


def test_a_key_names_a_body_and_a_person_by_a_reference_only(balise: Run, tmp_path: Path) -> None:
    unknown = balise("key", "new", "--body", "conseil", "--out", str(tmp_path / "a.pem"))
    assert unknown.exit_code == 2
    named = balise(
        "key", "new", "--body", "privacy_officer", "--person", "Tremblay", "--out", str(tmp_path / "b.pem"), lang="en"
    )
    assert named.exit_code == 2
    assert "not of the right form: person" in named.stderr
    assert not (tmp_path / "b.pem").exists()


def test_enrolling_and_revoking_are_dated_and_never_undone(balise: Run, tmp_path: Path) -> None:
    answer = drawn(balise, tmp_path / "officer.key.pem", "--seat", "un", "--until", "2099-12-31")
    table = tmp_path / "data" / "keys.json"
    assert balise("key", "enroll", answer["public"], "--from", "2026-01-01").exit_code == 0
    line = enrolled(table)[answer["id"]]
    assert (line["body"], line["seat"], line["valid_from"], line["valid_until"]) == (
        "privacy_officer",
        "un",
        "2026-01-01",
        "2099-12-31",
    )
    assert balise("key", "enroll", answer["public"]).exit_code == 1
    assert balise("key", "revoke", "inconnue").exit_code == 1
    assert balise("key", "revoke", answer["id"], "--from", "2026-06-01").exit_code == 0
    assert enrolled(table)[answer["id"]]["revoked_from"] == "2026-06-01"
    later = balise("key", "revoke", answer["id"], "--from", "2026-07-01", lang="en")
    assert later.exit_code == 1
    assert "already" in later.stderr
    # Known to have been stolen earlier than was thought.
    assert balise("key", "revoke", answer["id"], "--from", "2026-05-01").exit_code == 0
    listed = balise("key", "list", form="json")
    assert json.loads(listed.stdout)[answer["id"]]["revoked_from"] == "2026-05-01"


def test_what_is_not_a_public_part_is_not_enrolled(balise: Run, tmp_path: Path) -> None:
    answer = drawn(balise, tmp_path / "officer.key.pem")
    public = json.loads(Path(answer["public"]).read_text())
    for spoiled in (
        "{",
        "[]",
        json.dumps({**public, "name": "x"}),
        json.dumps({**public, "jwk": {**public["jwk"], "d": "secret"}}),
        json.dumps({**public, "jwk": {**public["jwk"], "crv": "X25519"}}),
        json.dumps({**public, "valid_until": "2026-2-1"}),
        json.dumps({**public, "valid_from": "2099-01-01"}),
    ):
        path = tmp_path / "spoiled.pub.json"
        path.write_text(spoiled)
        assert balise("key", "enroll", str(path)).exit_code == 2, spoiled
    assert enrolled(tmp_path / "data" / "keys.json") == {}


GIVEN = ("give", "ciusss-x/essai", "--body", "privacy_officer", "--yes")


@pytest.mark.parametrize(
    ("more", "said"),
    [
        (("--answer", "with_conditions", "--reasons-fr", "a"), "dit ses conditions"),
        (("--answer", "favourable", "--condition", "x", "--reasons-en", "a"), "dit ses conditions"),
        *((("--answer", answer), "dit ses motifs") for answer in ("favourable", "unfavourable", "recused")),
        (("--answer", "with_conditions", "--condition", "x"), "dit ses motifs"),
        (("--answer", "favourable", "--reasons-fr", " ", "--reasons-en", ""), "dit ses motifs"),
        (("--answer", "favourable", "--reasons-fr", "a", "--reasons-en", "b"), "une seule langue"),
        (("--answer", "peut-être"), "peut-être"),
    ],
)
def test_an_opinion_that_says_too_much_or_too_little_is_refused(
    balise: Run, tmp_path: Path, more: tuple[str, ...], said: str
) -> None:
    drawn(balise, tmp_path / "k.key.pem")
    done = balise(*GIVEN, "--key", str(tmp_path / "k.key.pem"), *more)
    assert done.exit_code == 2
    assert said in done.stderr


def test_a_key_that_would_not_count_today_is_refused_before_anything_is_sent(balise: Run, tmp_path: Path) -> None:
    favourable = (*GIVEN, "--answer", "favourable", "--reasons-fr", "Oui.", "--key")
    for days, said in (
        (("--until", "2020-01-01"), "expirée depuis le 2020-01-01"),
        (("--body", "comite_ia_sante"), "siège ailleurs"),
    ):
        path = tmp_path / f"{len(said)}.key.pem"
        drawn(balise, path, *days)
        done = balise(*favourable, str(path))
        assert done.exit_code == 1
        assert said in done.stderr
    revoked = drawn(balise, tmp_path / "revoked.key.pem")
    balise("key", "enroll", revoked["public"])
    balise("key", "revoke", revoked["id"])
    done = balise(*favourable, revoked["private"], lang="en")
    assert done.exit_code == 1
    assert f"revoked from {today()}" in done.stderr


def test_what_is_not_a_key_is_said_without_being_shown(balise: Run, tmp_path: Path) -> None:
    favourable = (*GIVEN, "--answer", "favourable", "--reasons-fr", "Oui.", "--key")
    absent = balise(*favourable, str(tmp_path / "absent.pem"))
    assert absent.exit_code == 2
    (tmp_path / "text.pem").write_text("-----BEGIN PRIVATE KEY-----\nc2VjcmV0\n-----END PRIVATE KEY-----\n")
    other = balise(*favourable, str(tmp_path / "text.pem"))
    assert other.exit_code == 2
    assert "ne contient pas une clé Ed25519" in other.stderr.replace("\n", "")
    assert "c2VjcmV0" not in other.stderr
    alone = tmp_path / "alone.key.pem"
    Key.new().write(alone)
    assert "pas inscrite ici" in balise(*favourable, str(alone)).stderr
    with pytest.raises(NotAKeyError):
        Key.read(tmp_path / "text.pem")


def case(**changes: Any) -> Case:
    fact = Fact(data={"title": "Tri des [examens]", "stage": "opportunity"}, event_id="e", time=NOW)
    passage = Passage(mode=Mode.PASSAGE, origin="opportunity", to="planning")
    return Case.opened(CASE).model_copy(
        update={"stage": "opportunity", "passage": passage, "facts": {"declaration": fact}, **changes}
    )


def mine(name: str) -> Held:
    (line,) = entry(name, "privacy_officer").values()
    return Held(key(name), Seat.model_validate(line))


def test_what_is_sent_is_of_the_contract_and_signed_whole() -> None:
    opinion = Opinion(
        body="privacy_officer",
        answer="with_conditions",
        covers=case().dossier,
        reasons="Oui.",
        language="fr",
        conditions=("Effacer les images.",),
    )
    said = Said(opinion, "urn:balise:gouvernance:rprp-ciusss-x")
    event = signed_event(case(), said, mine("officer"), datetime.now(UTC))
    message = read(json.dumps(event).encode(), received_at=datetime.now(UTC))
    entitled(topics.GOVERNANCE_IN, message)
    data = {name: value for name, value in message.data.items() if name != "signature"}
    assert message.data == signed(CASE, data, "officer", on=today())
    assert person("officer") not in json.dumps(data)


def test_an_opinion_the_contract_would_not_have_is_refused_in_words() -> None:
    opinion = Opinion(body="privacy_officer", answer="favourable", covers=case().dossier, reasons=" ", language="fr")
    with pytest.raises(SystemExit) as refused:
        signed_event(case(), Said(opinion, "urn:balise:gouvernance:rprp"), mine("officer"), datetime.now(UTC))
    assert refused.value.code == 2


def test_what_is_decided_is_shown_with_what_was_said_since_the_last_opinion() -> None:
    before = OpinionFact(
        opinion=Opinion(body="privacy_officer", answer="unfavourable", covers="sha256:0"), event_id="o", time=NOW
    )
    later = Fact(data={"problem": "p"}, event_id="n", time=NOW.replace(hour=18))
    kept = case(opinions={"privacy_officer": before})
    kept = kept.model_copy(update={"facts": {**kept.facts, "need": later}})
    written = StringIO()
    console = Console(width=160, file=written)
    screen.language = "fr"
    opinion = Opinion(body="privacy_officer", answer="favourable", covers=kept.dossier, reasons="[Oui]")
    opinion_page.show(console, Folder(case=kept), opinion, "urn:balise:gouvernance:rprp")
    shown = written.getvalue()
    for said in ("Tri des [examens]", "planification", kept.dossier, "défavorable", "Besoin décrit", "[Oui]"):
        assert said in shown
    assert list(opinion_page.asked(Folder(case=kept))) == []
