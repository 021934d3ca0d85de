"""What becomes of the rows of an inventory: each one a case or a refusal, and nothing made up."""

import csv
import io
from collections import Counter
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import orjson
import pytest

from domain.text import Text
from events.contract import read
from events.inventory import shelf
from events.inventory.mapping import Mapping
from events.inventory.reading import Inventory, read_inventory
from events.inventory.refusal import FileRefused
from events.inventory.table import decoded, table

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
HEADER = ("Nom", "Organisme", "Étape", "But", "Renseignements", "Précisez", "Sorties", "Précisez", "Mise à jour")

MAPPING: dict[str, Any] = {
    "name": "essai",
    "title": {"fr": "Essai", "en": "Trial"},
    "published": date(2025, 6, 1),
    "blanks": ["S. O."],
    "columns": {
        "name": "Nom",
        "body": "Organisme",
        "stage": "étape",
        "purpose": "But",
        "personal": "Renseignements",
        "personal_other": {"header": "Précisez", "occurrence": 1},
        "outputs": "Sorties",
        "outputs_other": {"header": "PRÉCISEZ", "occurrence": 2},
        "updated": "Mise à jour",
    },
    "identity": {
        "establishment": [{"column": "body", "before": ":", "codes": {"Santé Québec": "sq"}}],
        "name": "name",
        "distinguish": ["purpose"],
    },
    "time": {"form": "date", "column": "updated", "formats": ["%d/%m/%Y", "%Y-%m-%d"]},
    "events": [
        {
            "type": "initiative.declared",
            "data": {
                "title": {"form": "line", "column": "name", "at_most": 40},
                "summary": {
                    "form": "together",
                    "parts": [
                        {"label": "", "column": "outputs", "at_most": 60},
                        {"label": "Précision : ", "column": "outputs_other", "at_most": 60},
                    ],
                },
                "stage": {
                    "form": "term",
                    "column": "stage",
                    "terms": {"En service - complet": "production", "Idée": "opportunity", "Inconnue": None},
                },
                "clinical": {"form": "constant", "value": False},
            },
        },
        {
            "type": "need.described",
            "only_with": ["problem"],
            "data": {"problem": {"form": "prose", "column": "purpose", "at_most": 4000}},
        },
        {
            "type": "data.described",
            "only_with": ["personal_information"],
            "data": {
                "personal_information": {
                    "form": "term",
                    "column": "personal",
                    "terms": {"Oui": True, "Non": False, "Ne sait pas": None},
                }
            },
        },
    ],
    "no_counterpart": [{"columns": ["personal_other"], "reason": {"fr": "Texte libre.", "en": "Free text."}}],
}
ROW = ("Tri des requêtes", "Santé Québec", "Idée", "Lire plus vite", "Oui", "", "Un rang", "", "")


def mapping(**changes: Any) -> Mapping:
    return Mapping.model_validate(MAPPING | changes)


def written(*rows: tuple[str, ...]) -> str:
    text = io.StringIO()
    csv.writer(text).writerows((HEADER, *rows))
    return text.getvalue()


def told(*rows: tuple[str, ...], published: date | None = None) -> Inventory:
    return read_inventory(table(written(*rows)), mapping(), now=NOW, published=published)


def row(**changes: str) -> tuple[str, ...]:
    names = ("name", "body", "stage", "purpose", "personal", "personal_other", "outputs", "outputs_other", "updated")
    return tuple(changes.get(name, cell) for name, cell in zip(names, ROW, strict=True))


def data_of(inventory: Inventory, subject: str = "initiative") -> dict[str, Any]:
    (case,) = inventory.cases
    (data,) = (event["data"] for event in case.events if event["type"].split(".")[3] == subject)
    return dict(data)


def reason(inventory: Inventory) -> tuple[int, Text]:
    (refused,) = inventory.refused
    return refused.line, refused.reason


def test_a_row_says_what_its_establishment_would_have_said() -> None:
    (case,) = told(ROW).cases
    assert case.case_id == "initiative:sq/tri-des-requetes"
    assert [event["type"] for event in case.events] == [
        "ca.qc.balise.need.described.v1",
        "ca.qc.balise.data.described.v1",
        "ca.qc.balise.initiative.declared.v1",
    ]
    assert {event["source"] for event in case.events} == {"urn:balise:etablissement:sq"}
    assert case.declaration["data"] == {
        "title": "Tri des requêtes",
        "summary": "Un rang",
        "stage": "opportunity",
        "clinical": False,
    }


@pytest.mark.parametrize("blank", ["", "  ", "\n", "S. O.", "s. o.", "Ne sait pas"])
def test_what_is_blank_or_unknown_is_absent_and_never_false(blank: str) -> None:
    (case,) = told(row(personal=blank)).cases
    assert [event["type"].split(".")[3] for event in case.events] == ["need", "initiative"]


def test_no_is_false() -> None:
    assert data_of(told(row(personal="non")), "data") == {"personal_information": False}


def test_repeated_headers_are_told_apart_by_their_rank() -> None:
    inventory = told(row(personal_other="premier", outputs_other="second"))
    assert data_of(inventory)["summary"] == "Un rang\nPrécision : second"


def test_vocabulary_ignores_case_spacing_and_dashes() -> None:
    assert data_of(told(row(stage=" EN  SERVICE \N{EN DASH} complet\n")))["stage"] == "production"


def test_a_long_text_is_cut_and_says_so() -> None:
    title = data_of(told(row(name="mot " * 30)))["title"]
    assert title.endswith("mot […]")
    assert len(title) <= 40


def test_a_record_over_several_lines_is_named_by_the_line_where_it_begins() -> None:
    inventory = told(row(purpose="un\ndeux\r\ntrois"), row(name="", purpose="quatre\ncinq"), row(name="Autre", body=""))
    assert data_of(inventory, "need") == {"problem": "un\ndeux\ntrois"}
    assert [refused.line for refused in inventory.refused] == [5, 7]
    assert inventory.refused[0].reason == Text(fr="colonne « Nom » vide", en="column “Nom” is blank")


def test_a_stage_that_the_mapping_does_not_know_is_refused_with_those_it_knows() -> None:
    line, why = reason(told(row(stage="En pause")))
    assert line == 2
    assert "Étape" in why.fr
    assert "En service - complet | Idée" in why.en


@pytest.mark.parametrize("stage", ["", "Inconnue"])
def test_a_row_without_a_stage_is_refused(stage: str) -> None:
    assert reason(told(row(stage=stage)))[1].fr == "l'étape n'est pas dite"


@pytest.mark.parametrize(("cells", "count"), [(ROW[:-1], 8), ((*ROW, ""), 10)])
def test_too_few_or_too_many_cells_are_refused(cells: tuple[str, ...], count: int) -> None:
    assert reason(told(cells))[1].fr == f"{count} cellules pour 9 colonnes"


def test_a_row_of_blanks_is_refused_and_a_line_of_nothing_is_no_row() -> None:
    text = written(ROW, ("",) * 9) + "\r\n"
    inventory = read_inventory(table(text), mapping(), now=NOW)
    assert inventory.rows == 2
    assert reason(inventory) == (3, Text(fr="toutes les cellules sont vides", en="every cell is blank"))


def test_a_row_repeated_word_for_word_is_refused_and_names_the_first() -> None:
    inventory = told(ROW, row(name="Autre"), ROW, ROW)
    assert len(inventory.cases) == 2
    assert [(refused.line, refused.reason.en) for refused in inventory.refused] == [
        (4, "repeats line 2 word for word"),
        (5, "repeats line 2 word for word"),
    ]


def test_two_of_one_name_are_told_apart_whatever_their_order() -> None:
    one, two = row(purpose="Lire"), row(name="TRI des requêtes !", purpose="Écrire")
    forward, backward = told(one, two), told(two, one)
    ids = [case.case_id for case in forward.cases]
    assert len(set(ids)) == 2
    assert all(case_id.startswith("initiative:sq/tri-des-requetes-") for case_id in ids)
    assert ids == [case.case_id for case in backward.cases][::-1]


def test_two_that_nothing_tells_apart_are_one_case_and_one_refusal() -> None:
    inventory = told(ROW, row(outputs="Autre chose"))
    line, why = reason(inventory)
    assert line == 3
    assert why.fr.startswith("même établissement et même nom que la ligne 2")
    assert "« But »" in why.fr


def test_a_name_that_the_contract_refuses_is_refused_with_the_contract_s_reason() -> None:
    inventory = told(row(purpose="Dossier de TREM 5605 2314 à lire"))
    assert not inventory.cases
    assert "data.problem" in reason(inventory)[1].fr


def test_the_governance_body_is_no_establishment() -> None:
    assert "governance" in reason(told(row(body="Governance")))[1].en


def test_names_become_codes_of_ascii_that_stay_the_same() -> None:
    (case,) = told(row(name="Œuvre — l’Été à 100 %", body="CIUSSS : siège")).cases  # noqa: RUF001
    assert case.case_id == "initiative:ciusss/oeuvre-l-ete-a-100"
    long = told(row(name="a" * 30 + " " + "b" * 30 + " " + "c" * 30), row(name="a" * 30 + " " + "b" * 30 + " d" * 30))
    assert len({case.case_id for case in long.cases}) == 2
    assert max(len(case.case_id) for case in long.cases) <= 200


def test_a_name_without_a_latin_letter_still_has_a_code() -> None:
    one, two = told(row(name="健康"), row(name="医療")).cases
    assert one.case_id != two.case_id


def test_an_event_happens_when_its_row_says_or_when_the_edition_came_out() -> None:
    dated, undated = told(row(updated="15/02/2026"), row(name="Autre")).cases
    assert dated.declaration["time"] == "2026-02-15T00:00:00+00:00"
    assert undated.declaration["time"] == "2025-06-01T00:00:00+00:00"
    assert told(ROW, published=date(2026, 1, 5)).cases[0].declaration["time"] == "2026-01-05T00:00:00+00:00"


def test_no_event_happens_in_the_future() -> None:
    assert "avenir" in reason(told(row(updated="2026-03-02")))[1].fr


def test_a_date_that_cannot_be_read_is_refused() -> None:
    assert "Mise à jour" in reason(told(row(updated="2026/02/31")))[1].fr


def test_the_same_row_gives_the_same_ids_and_a_changed_row_changes_only_what_it_says() -> None:
    before, again, after = told(ROW), told(ROW, published=date(2026, 1, 1)), told(row(purpose="Lire mieux"))
    ids = [[event["id"] for event in inventory.cases[0].events] for inventory in (before, again, after)]
    assert ids[0] == ids[1]
    assert [one == other for one, other in zip(ids[0], ids[2], strict=True)] == [False, True, True]


def test_a_byte_order_mark_is_no_part_of_the_first_header() -> None:
    assert table(decoded(b"\xef\xbb\xbfNom\r\nTri\r\n")).header == ("Nom",)


def test_another_encoding_is_refused_with_its_line() -> None:
    with pytest.raises(FileRefused, match="line 3") as refusal:
        decoded("Nom\nTri\nÉté\n".encode("latin-1"))
    assert "iconv" in refusal.value.text.fr


@pytest.mark.parametrize("text", ['Nom\nTri\n"ouvert\n\nsans fin', 'Nom\nTri\n"fermé"puis\n'])
def test_quotes_that_do_not_balance_are_refused_with_the_line_where_they_open(text: str) -> None:
    with pytest.raises(FileRefused, match="line 3"):
        table(text)


def test_an_empty_file_is_refused() -> None:
    with pytest.raises(FileRefused):
        table("")


def test_a_cell_may_be_larger_than_the_parser_s_usual_limit() -> None:
    inventory = told(row(purpose="xy" * 100_000))
    assert len(data_of(inventory, "need")["problem"]) == 4000


def test_the_portrait_of_quebec_is_a_mapping_and_no_code() -> None:
    text = (
        "Nom,Catégorie,Organisme responsable,Portefeuille ministériel,Bienfaits,Statut\n"
        "Aide au triage,Aide à la décision,Santé Québec,Santé,Moins d'attente,En production\n"
        'Assistant,Agent conversationnel,CIUSSS du Centre,Santé,"Répondre, jour et nuit",En développement\n'
        "Ancien,Automatisation,Santé Québec,Santé,,Abandonné\n"
    )
    chosen, rows = shelf.fitting(text, [shelf.take(name) for name in shelf.shipped()])
    inventory = read_inventory(rows, chosen, now=NOW)
    assert chosen.name == "portrait-quebec"
    assert [(case.case_id, case.stage) for case in inventory.cases] == [
        ("initiative:sante-quebec/aide-au-triage", "production"),
        ("initiative:ciusss-du-centre/assistant", "realization"),
    ]
    assert inventory.cases[0].declaration["data"]["summary"] == (
        "Catégorie : Aide à la décision\nBienfaits : Moins d'attente"
    )
    assert [refused.line for refused in inventory.refused] == [4]


def test_every_row_of_the_real_inventory_is_a_case_that_the_contract_takes_or_a_refusal(shared_data: Path) -> None:
    file = shared_data / "us-health-ai-inventory-2024.csv"
    if not file.is_file():
        pytest.skip("the public inventory is not beside this checkout")
    text = decoded(file.read_bytes())
    chosen, rows = shelf.fitting(text, [shelf.take(name) for name in shelf.shipped()])
    inventory = read_inventory(rows, chosen, now=NOW)
    raw = list(csv.reader(io.StringIO(text, newline="")))[1:]
    assert chosen.name == "us-federal-2024"
    assert inventory.rows == len(raw) == len(inventory.cases) + len(inventory.refused)
    assert len({case.case_id for case in inventory.cases}) == len(inventory.cases)
    assert all(refused.reason.fr and refused.reason.en for refused in inventory.refused)
    assert len(inventory.refused) < len(raw) / 100
    answered = sum(cells[22].strip() in {"Yes", "No"} for cells in raw)
    types = Counter(event["type"].split(".")[3] for case in inventory.cases for event in case.events)
    assert answered - len(inventory.refused) <= types["data"] <= answered
    for case in inventory.cases:
        for event in case.events:
            assert read(orjson.dumps(event), received_at=NOW).subject == case.case_id
