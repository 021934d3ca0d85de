"""The register of communications: every authorized one, its processing time worked out, what its entry lacks."""

from datetime import UTC, date, datetime, timedelta
from io import StringIO
from typing import Any, Final
from zoneinfo import ZoneInfo

import pytest
from pydantic import ValidationError
from rich.console import Console

from cli.report import register, sections
from domain.case import Case, Fact, OpinionFact
from domain.data_access import DATA_ACCESS
from domain.decider import question, settle
from domain.message import Message
from domain.question import Mode, Opinion
from domain.text import Language, Text
from domain.verdict import Obligation
from events.contract.incoming.data_access import CommunicationRegistered
from reporting.communications import Communication, communications
from reporting.life import Entered, Life

TORONTO = ZoneInfo("America/Toronto")
WORDED = Text(fr="Avis du gestionnaire", en="The manager's opinion")
# The evening before, in Québec.
ASKED = datetime(2026, 2, 3, 2, tzinfo=UTC)
DECIDED = datetime(2026, 3, 1, 15, tzinfo=UTC)
DECLARED = {
    "title": "Fichier de [suivi]",
    "kind": "manager",
    "requester": "public_body",
    "purpose": "mission",
    "starts_on": "2026-03-02",
    "ends_on": "2027-03-01",
}


def opinion(body: str, at: datetime, covers: str = "sha256:0") -> OpinionFact:
    given = Opinion(body=body, answer="favourable", covers=covers, received_at=at)
    return OpinionFact(opinion=given, event_id="o", time=at)


def access(
    stage: str = "granted", *, followed: bool = True, entry: dict[str, Any] | None = None, **declared: Any
) -> Life:
    facts = {"declaration": Fact(data={**DECLARED, **declared}, event_id="d", time=ASKED)}
    if entry is not None:
        facts["communication"] = Fact(data=entry, event_id="c", time=DECIDED + timedelta(hours=1))
    case = Case.opened("data-access:cn/essai").model_copy(
        update={
            "stage": stage,
            "facts": facts,
            "declared": ASKED,
            "crossed": {"requested": "sha256:r", "granted": "sha256:0"} if followed else {},
            "opinions": {
                "information_manager": opinion("information_manager", DECIDED),
                "highest_authority": opinion("highest_authority", DECIDED + timedelta(days=9)),
            },
        }
    )
    return Life(case=case)


def listed(*lives: Life) -> list[Communication]:
    return communications(lives, register.ITEMS, TORONTO)


def whole(days: int | None = 27, without: str = "") -> dict[str, Any]:
    return {"items": [item for item in register.ITEMS if item != without], "processing_days": days}


def test_the_processing_time_is_worked_out_from_the_days_in_quebec() -> None:
    (found,) = listed(access(entry=whole()))
    assert (found.asked_on, found.authorized_on, found.processing_days) == (date(2026, 2, 2), date(2026, 3, 1), 27)
    assert (found.entered_on, found.complete, found.missing) == (date(2026, 3, 1), True, ())


@pytest.mark.parametrize(
    ("entry", "missing"),
    [
        (None, register.ITEMS),
        (whole(without="source"), ("source",)),
        (whole(days=26), ()),
        (whole(days=None), ()),
    ],
)
def test_an_entry_that_lacks_something_is_not_complete(entry: dict[str, Any] | None, missing: tuple[str, ...]) -> None:
    (found,) = listed(access(entry=entry))
    assert (found.complete, found.missing) == (False, missing)


WORDS: Final[dict[str, Any]] = {
    "names": ["CIUSSS des Rives", "Ville des Rives"],
    "description": "Diagnostics, sans nom.",
    "source": "Dossiers de [trois] hôpitaux",
    "purposes": ["Suivre la qualité", "Planifier"],
    "duration": "Du 2026-03-02 au 2027-03-01",
    "conditions": ["Aucun appariement"],
    "security_measures": ["Lecture sur place"],
}


def test_the_words_of_the_entry_are_carried_and_those_that_were_not_given_are_named() -> None:
    (whole_entry,) = listed(access(entry=whole() | WORDS))
    assert whole_entry.contents["names"] == ("CIUSSS des Rives", "Ville des Rives")
    assert whole_entry.contents["source"] == ("Dossiers de [trois] hôpitaux",)
    assert set(whole_entry.contents) == set(register.ITEMS)
    assert whole_entry.not_given == ()
    (ticked,) = listed(access(entry=whole(without="source")))
    assert (ticked.contents, ticked.missing) == ({}, ("source",))
    assert ticked.not_given == tuple(item for item in register.ITEMS if item != "source")
    (absent,) = listed(access(entry=None))
    assert (absent.contents, absent.not_given, absent.missing) == ({}, (), register.ITEMS)


def rows(entry: dict[str, Any], language: Language) -> dict[str, str]:
    _, told = register.register(listed(access(entry=entry)))
    return {sections.said(name, language): sections.said(words, language) for name, words in told.rows}


def test_the_register_prints_what_article_89_asks_and_says_what_it_was_not_given() -> None:
    french = rows(whole() | WORDS, "fr")
    assert list(french) == [
        "Noms des parties", "Description", "Provenance", "Fins", "Durée", "Conditions", "Mesures de sécurité",
        "Délai de traitement",
    ]  # fmt: skip
    assert french["Fins"] == "Suivre la qualité ; Planifier"
    assert french["Conditions"] == "Aucun appariement"
    assert french["Délai de traitement"] == "27 jours"
    ticked = rows(whole(days=None, without="source"), "fr")
    assert ticked["Provenance"] == ticked["Délai de traitement"] == "non inscrit"
    assert ticked["Mesures de sécurité"] == "inscrit, mais contenu non donné à Balise"
    assert ticked["Noms des parties"].endswith("non donné à Balise ; d'après le dossier : organisme public")
    assert ticked["Durée"].endswith("d'après le dossier : 2026-03-02 → 2027-03-01")
    english = rows(whole(), "en")
    assert english["Purposes"].startswith("entered, but its contents were not given to Balise; from the case: ")
    summary = register.register(listed(access(entry=whole() | WORDS | {"source": None}), access(entry=whole())))[0]
    assert [sections.said(row[-1], "fr") for row in summary.rows] == [
        "complète, 2026-03-01 ; contenu non donné : 1 sur 7",
        "complète, 2026-03-01 ; contenu non donné : 7 sur 7",
    ]


def test_what_an_establishment_wrote_is_no_markdown() -> None:
    written = sections.markdown(register.register(listed(access(entry=whole() | WORDS))), "fr")
    assert "## Fichier de \\[suivi\\] (data-access:cn/essai)" in written
    assert "| Provenance | Dossiers de \\[trois\\] hôpitaux |" in written


def test_an_entry_told_before_it_could_be_given_is_still_valid() -> None:
    told = CommunicationRegistered.model_validate(whole())
    assert (told.names, told.security_measures) == (None, None)
    assert CommunicationRegistered.model_validate(whole() | WORDS).names == WORDS["names"]
    with pytest.raises(ValidationError):
        CommunicationRegistered.model_validate(whole() | {"names": []})


def test_every_authorized_communication_is_there_and_no_other() -> None:
    for stage in ("granted", "expired", "destroyed"):
        assert [each.stage for each in listed(access(stage))] == [stage]
    assert listed(access("examined"), access(kind="vendor"), Life(case=Case.opened("data-access:cn/vide"))) == []


def test_what_was_declared_late_has_no_processing_time_of_ours() -> None:
    (found,) = listed(access(followed=False, entry=whole(days=3)))
    assert (found.asked_on, found.processing_days, found.complete) == (None, None, True)


def given(life: Life, **opinions: OpinionFact) -> Life:
    """Return *life* with these *opinions*, and the day on which its gate opened."""
    opened = Entered(sequence=3, at=DECIDED + timedelta(days=1), stage="granted", origin="examined", mode=Mode.PASSAGE)
    return life.model_copy(update={"case": life.case.model_copy(update={"opinions": opinions}), "entries": (opened,)})


def test_only_the_opinion_that_opened_the_gate_tells_the_day_of_the_authorization() -> None:
    counted = opinion("information_manager", DECIDED)
    (found,) = listed(given(access(), information_manager=counted))
    assert (found.authorized_on, found.processing_days) == (date(2026, 3, 1), 27)
    elsewhere = opinion("information_manager", DECIDED + timedelta(hours=14), covers="sha256:other")
    (found,) = listed(given(access(), information_manager=counted, seat=elsewhere))
    assert found.authorized_on == date(2026, 3, 1)
    later = opinion("information_manager", DECIDED + timedelta(days=9))
    (found,) = listed(given(access(), information_manager=counted, seat=later))
    assert found.authorized_on == date(2026, 3, 1)
    # What took its place since leaves the day on which the gate opened.
    (found,) = listed(given(access(), information_manager=later))
    assert (found.authorized_on, found.processing_days) == (date(2026, 3, 2), 28)


def test_what_was_declared_late_is_authorized_once_the_opinion_is_owed_no_more() -> None:
    late = access(followed=False)
    assert [each.authorized_on for each in listed(late)] == [date(2026, 3, 1)]
    owed = Obligation(
        id="opinion:information_manager@granted", kind="regularize", rule="opinion:information_manager",
        gate="granted", what=WORDED, remedy=WORDED, by="information_manager", due=date(2026, 4, 1),
    )  # fmt: skip
    waiting = late.case.model_copy(update={"obligations": (owed,)})
    assert [each.authorized_on for each in listed(Life(case=waiting))] == [None]


@pytest.mark.parametrize("language", ["fr", "en"])
def test_it_is_told_in_a_table_and_in_markdown(language: Language) -> None:
    told = register.register(listed(access(entry=whole(days=26, without="source")), access(entry=None)))
    console = Console(width=240, record=True, file=StringIO(), highlight=False)
    sections.show(console, told, language)
    shown = console.export_text()
    lacks = {
        "fr": "manque : provenance, délai de traitement (26 au lieu de 27)",
        "en": "lacks: source, processing time (26 instead of 27)",
    }
    assert lacks[language] in shown
    assert {"fr": "pas inscrite", "en": "not entered"}[language] in shown
    written = sections.markdown(told, language)
    assert written.count("\n| data-access:cn/essai | Fichier de \\[suivi\\] |") == 2
    empty = sections.markdown(register.register([]), language)
    assert {"fr": "Aucune communication", "en": "No communication"}[language] in empty


def test_the_entry_leaves_the_dossier_that_the_manager_saw_and_the_first_declaration_is_remembered() -> None:
    case = Case.opened("data-access:cn/essai").model_copy(update={"stage": "examined"})
    own, manager = "urn:balise:etablissement:cn", "urn:balise:gouvernance:gestionnaire"

    def message(number: int, kind: str, data: dict[str, Any], source: str) -> Message:
        at = ASKED + timedelta(days=number)
        return Message(id=f"m{number}", source=source, type=kind, subject=case.id, time=at, received_at=at, data=data)

    case = settle(DATA_ACCESS, case, message(0, "access.requested", DECLARED, own), None).case
    dossier = case.dossier
    case = settle(DATA_ACCESS, case, message(1, "communication.registered", whole(), manager), None).case
    assert case.dossier == dossier
    case = settle(DATA_ACCESS, case, message(2, "access.requested", DECLARED, own), None).case
    assert case.declared == ASKED
    asked = question(DATA_ACCESS, case, message(3, "passage.requested", {"to": "granted"}, own))
    assert asked is not None
    assert asked.case.declared == ASKED
