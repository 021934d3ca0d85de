"""A mapping is data: what is wrong with it, and whether it fits a file, is said before a row is read."""

import copy
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from domain.text import Language
from events.inventory import shelf
from events.inventory.describe import lines, markdown
from events.inventory.fields import Term
from events.inventory.refusal import MappingRefused
from settings import ROOT

PLAIN: dict[str, Any] = {
    "name": "essai",
    "title": {"fr": "Essai", "en": "Trial"},
    "published": "2025-06-01",
    "columns": {"name": "Nom", "body": "Organisme", "stage": "Étape", "rest": "Reste"},
    "identity": {"establishment": [{"column": "body"}], "name": "name"},
    "events": [
        {
            "type": "initiative.declared",
            "data": {
                "title": {"form": "line", "column": "name", "at_most": 200},
                "stage": {"form": "term", "column": "stage", "terms": {"Oui": "production"}},
            },
        }
    ],
    "no_counterpart": [{"columns": ["rest"], "reason": {"fr": "Rien.", "en": "Nothing."}}],
}


def refused(tmp_path: Path, change: Callable[[dict[str, Any]], object]) -> str:
    written = copy.deepcopy(PLAIN)
    change(written)
    file = tmp_path / "essai.yaml"
    file.write_text(yaml.safe_dump(written, allow_unicode=True), encoding="utf-8")
    with pytest.raises(MappingRefused) as refusal:
        shelf.load(file)
    return refusal.value.text.en


def test_a_whole_mapping_is_taken(tmp_path: Path) -> None:
    file = tmp_path / "essai.yaml"
    file.write_text(yaml.safe_dump(PLAIN), encoding="utf-8")
    assert shelf.take(str(file)).name == "essai"


def test_a_column_is_never_dropped_in_silence(tmp_path: Path) -> None:
    assert "column rest serves nothing" in refused(tmp_path, lambda m: m["no_counterpart"].clear())


def test_a_column_is_not_both_used_and_without_counterpart(tmp_path: Path) -> None:
    why = refused(tmp_path, lambda m: m["no_counterpart"][0]["columns"].append("name"))
    assert "column name is both used" in why


def test_a_column_that_is_not_described_cannot_be_used(tmp_path: Path) -> None:
    assert "column stage is not described" in refused(tmp_path, lambda m: m["columns"].pop("stage"))


def test_two_columns_do_not_share_a_header(tmp_path: Path) -> None:
    assert "point to header “nom”" in refused(tmp_path, lambda m: m["columns"].update(rest=" NOM "))


def test_only_what_the_contract_knows_is_said(tmp_path: Path) -> None:
    assert "has no field colour" in refused(
        tmp_path, lambda m: m["events"][0]["data"].update(colour={"form": "constant", "value": "bleu"})
    )
    assert "emits no event opinion.rendered" in refused(
        tmp_path,
        lambda m: m["events"].append(
            {"type": "opinion.rendered", "data": {"body": {"form": "constant", "value": "x"}}}
        ),
    )


def test_what_the_contract_requires_must_be_mapped(tmp_path: Path) -> None:
    why = refused(
        tmp_path,
        lambda m: m["events"].append(
            {
                "type": "assessment.filed",
                "data": {"kind": {"form": "constant", "value": "privacy"}},
            }
        ),
    )
    for name in ("conclusion", "completed_on", "reference"):
        assert f"assessment.filed requires field {name}" in why


def test_every_row_is_declared_first_and_once(tmp_path: Path) -> None:
    assert "must be the first event" in refused(tmp_path, lambda m: m["events"].append(m["events"][0]))
    assert "cannot depend on only_with" in refused(tmp_path, lambda m: m["events"][0].update(only_with=["title"]))


def test_every_fault_of_form_is_named_with_its_place(tmp_path: Path) -> None:
    def spoil(mapping: dict[str, Any]) -> None:
        del mapping["published"]
        mapping["colour"] = "bleu"
        mapping["events"][0]["data"]["title"]["form"] = "poem"

    why = refused(tmp_path, spoil)
    assert "published: required, and absent" in why
    assert "colour: unknown" in why
    assert "events.0.data.title: unknown form" in why


def test_a_key_that_comes_twice_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "essai.yaml"
    file.write_text("name: un\nname: deux\n", encoding="utf-8")
    with pytest.raises(MappingRefused, match="not readable YAML"):
        shelf.load(file)


def test_yes_and_no_are_words_of_an_inventory(tmp_path: Path) -> None:
    file = tmp_path / "essai.yaml"
    written = yaml.safe_dump(PLAIN)
    assert "Oui: production" in written
    file.write_text(
        written.replace("terms:", "terms: {Yes: production, No: null, off: retirement}").replace("Oui: production", ""),
        encoding="utf-8",
    )
    form = shelf.load(file).events[0].data["stage"]
    assert isinstance(form, Term)
    assert form.terms == {"Yes": "production", "No": None, "off": "retirement"}


def test_an_unknown_name_is_refused_with_those_that_are_shipped() -> None:
    with pytest.raises(MappingRefused, match="us-federal-2024"):
        shelf.take("introuvable")


def test_the_mapping_is_chosen_by_the_headers_whatever_their_order_and_spelling() -> None:
    text = "STATUT, bienfaits ,Nom,Catégorie,Portefeuille  ministériel,Organisme responsable\n"
    chosen, _ = shelf.fitting(text, map(shelf.take, shelf.shipped()))
    assert chosen.name == "portrait-quebec"


def test_a_file_that_no_mapping_fits_is_told_what_stands_between() -> None:
    text = "Nom,Catégorie,Organisme responsable,Portefeuille ministériel,Bienfaits,État,Nom\n"
    with pytest.raises(MappingRefused) as refusal:
        shelf.fitting(text, [shelf.take("portrait-quebec")])
    assert "1 manquants (« Statut »), 2 sans description (« État », « Nom » (2))" in refusal.value.text.fr


def test_a_file_that_several_mappings_fit_is_not_guessed(tmp_path: Path) -> None:
    twin = tmp_path / "twin.yaml"
    twin.write_text((shelf.SHIPPED / "portrait-quebec.yaml").read_text(encoding="utf-8"), encoding="utf-8")
    text = "Nom,Catégorie,Organisme responsable,Portefeuille ministériel,Bienfaits,Statut\n"
    with pytest.raises(MappingRefused, match="--mapping"):
        shelf.fitting(text, [shelf.take("portrait-quebec"), shelf.take(str(twin))])


@pytest.mark.parametrize("name", shelf.shipped())
def test_a_shipped_mapping_accounts_for_every_column_in_both_languages(name: str) -> None:
    mapping = shelf.take(name)
    for line in lines(mapping):
        assert line.to or (line.why and line.why.fr and line.why.en), line.header


@pytest.mark.parametrize("name", shelf.shipped())
def test_the_documentation_shows_the_mappings_as_they_are(name: str) -> None:
    language: Language = "en"
    page = (ROOT / "docs" / "inventory-mapping.md").read_text(encoding="utf-8")
    assert markdown(shelf.take(name), language) in page, f"run: balise import mapping {name} --lang en"
