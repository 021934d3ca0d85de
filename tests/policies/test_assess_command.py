"""`balise assess` as people type it, and the questionnaires of the house."""

import json
import os
from pathlib import Path
from subprocess import CompletedProcess
from typing import Any

import pytest

from authoring import questionnaires
from authoring.checks.questionnaires import problems
from authoring.policies import Policies
from engines.rego import Opa, RegoRefused
from settings import ROOT
from tests import command

pytestmark = [pytest.mark.engines, pytest.mark.usefixtures("opa")]

POLICIES = ROOT / "policies"
NAME = "besoin-et-valeur"


def balise(*arguments: str | Path) -> CompletedProcess[str]:
    return command.balise("assess", *arguments, environment={**os.environ, "COLUMNS": "200"})


def written(folder: Path, content: Any) -> Path:
    path = folder / "answers.json"
    path.write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")
    return path


def best() -> dict[str, Any]:
    asked = [
        question for section in questionnaires.load(POLICIES, NAME)["sections"] for question in section["questions"]
    ]
    return {
        question["id"]: [option["value"] for option in question["options"]]
        if question["kind"] == "many"
        else max(question["options"], key=lambda option: option.get("points", 0))["value"]
        for question in asked
        if question["kind"] != "text"
    }


def test_aia_prints_numbers_and_what_the_level_requires(tmp_path: Path) -> None:
    answers = written(tmp_path, {"version": "1.0.1", "currentPage": 4, "data": {"impact3": "item1-4"}})
    done = balise("aia", answers, "--json")
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert [found[key] for key in ("version", "raw", "mitigation", "total", "level")] == ["1.0.1", 4, 0, 4, 1]
    assert all(type(found[key]) is int for key in ("raw", "mitigation", "total", "level"))
    assert [step["requirement"] for step in found["requires"]][:3] == ["notice", "explanation", "peer_review"]
    assert "ne lie pas" in found["model"]["fr"]


def test_aia_speaks_to_a_person_in_both_languages(tmp_path: Path) -> None:
    answers = written(tmp_path, {"version": "0.8", "data": {"impact3": "item1-4", "impact24": "item1-1"}})
    french, english = balise("aia", answers), balise("aia", answers, "--lang", "en")
    assert french.returncode == english.returncode == 0
    assert "estampillé 0.8" in french.stdout
    assert "Examen par les pairs" in french.stdout
    assert "stamped 0.8" in english.stdout
    assert "does not bind" in english.stdout


def test_aia_names_what_fits_no_version(tmp_path: Path) -> None:
    done = balise("aia", written(tmp_path, {"data": {"impact3": "item7-7", "invented": "item1-1"}}))
    assert done.returncode == 1
    assert done.stdout == ""
    assert "invented" in done.stderr
    assert "impact3" in done.stderr
    assert "item7-7" not in done.stderr


@pytest.mark.parametrize("content", ["{", '{"version": "1.0.1"}', None])
def test_file_that_is_not_an_answer_file_is_a_usage_error(tmp_path: Path, content: str | None) -> None:
    path = written(tmp_path, content) if content else tmp_path / "none.json"
    assert balise("aia", path).returncode == 2


def test_blank_file_is_indeterminate_until_it_is_filled_in(tmp_path: Path) -> None:
    blank = json.loads(balise("blank", NAME).stdout)
    done = balise("run", NAME, written(tmp_path, blank), "--json")
    assert done.returncode == 1
    found = json.loads(done.stdout)
    assert found["state"] == "indeterminate"
    assert "probleme" in found["missing"]
    assert "band" not in found
    blank["answers"] |= best()
    full = json.loads(balise("run", NAME, written(tmp_path, blank), "--json").stdout)
    assert (full["state"], full["percent"], full["band"]["id"]) == ("scored", 100, "a_presenter")
    assert "pas OREPIA" in full["about"]["fr"]


def test_without_a_real_need_nothing_else_makes_up_for_it(tmp_path: Path) -> None:
    answers = best() | {"probleme": "non", "origine": "fournisseur"}
    done = balise("run", NAME, written(tmp_path, {"answers": answers}))
    assert done.returncode == 0
    assert "À reprendre" in done.stdout
    assert "Retenue par : Le besoin avant la technologie" in done.stdout


def test_unknown_question_answer_and_questionnaire_are_errors(tmp_path: Path) -> None:
    done = balise("run", NAME, written(tmp_path, {"answers": best() | {"invented": "oui", "qualite": "parfaite"}}))
    assert done.returncode == 1
    assert "invented" in done.stderr
    assert "qualite" in done.stderr
    assert balise("run", "orepia", written(tmp_path, {"answers": {}})).returncode == 2
    assert balise("run", NAME, written(tmp_path, {"questionnaire": "other", "answers": best()})).returncode == 1


def test_list_tells_what_each_is_in_both_languages() -> None:
    (row,) = json.loads(balise("list", "--json").stdout)
    assert row["name"] == NAME
    assert "It is not OREPIA" in row["about"]["en"]


def test_extract_refuses_a_folder_without_a_bank(tmp_path: Path) -> None:
    done = balise("extract", tmp_path, "--out", tmp_path / "figures.json")
    assert done.returncode == 1
    assert not (tmp_path / "figures.json").exists()


def test_policies_without_an_answer_are_never_taken_for_one(opa: Path) -> None:
    with pytest.raises(RegoRefused, match="undefined"):
        questionnaires.assessed(Opa(opa, POLICIES), "data.balise.assessment.nothing", {})


SPOILED = {
    "English left out": ("en: Need and value of an AI initiative", "en: ''"),
    "unknown kind": ("kind: many", "kind: several"),
    "text with options": ("kind: many", "kind: text"),
    "question asked twice": ("id: origine", "id: probleme"),
    "section named twice": ("id: valeur", "id: besoin"),
    "answer offered twice": ("value: terrain", "value: direction"),
    "first band not at zero": ("at_least: 0", "at_least: 10"),
    "bands out of order": ("at_least: 50", "at_least: 80"),
    "question that nothing earns": (
        '{value: oui, points: 2, label: {fr: "Oui, par écrit"',
        '{value: oui, points: 0, label: {fr: "Oui, par écrit"',
    ),
    "several, one of them without points": ("{value: gestion, points: 0,", "{value: gestion,"),
}


@pytest.mark.parametrize("spoiling", SPOILED)
def test_spoiled_questionnaire_is_seen(opa: Path, policies: Path, spoiling: str) -> None:
    old, new = SPOILED[spoiling]
    path = policies / questionnaires.FOLDER / NAME / "data.yaml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new).replace("points: 1", "points: 0" if "nothing" in spoiling else "points: 1"))
    assert problems(Policies(policies, opa))


def test_questionnaire_whose_every_question_can_be_set_aside_is_seen(opa: Path, policies: Path) -> None:
    text = """
title: {fr: T, en: T}
about: {fr: A, en: A}
sections:
  - id: only
    title: {fr: S, en: S}
    questions:
      - id: bought
        kind: one
        required: true
        weight: 1
        text: {fr: Q, en: Q}
        options: [{value: yes_, points: 1, label: {fr: O, en: Y}}, {value: made, label: {fr: N, en: N}}]
bands: [{id: low, at_least: 0, label: {fr: B, en: L}, advice: {fr: C, en: C}}]
"""
    folder = policies / questionnaires.FOLDER / "other"
    folder.mkdir()
    (folder / "data.yaml").write_text(text, encoding="utf-8")
    (problem,) = problems(Policies(policies, opa))
    assert "no required question always counts" in problem.problem.en
