"""`balise prioritize` as people type it, and the criteria of the house."""

import json
import os
import re
from pathlib import Path
from subprocess import CompletedProcess
from typing import Any

import pytest
import yaml

from authoring import prioritization
from engines.bundle import contents, digest, stage
from settings import ROOT
from tests import command

pytestmark = [pytest.mark.engines, pytest.mark.usefixtures("opa")]

POLICIES = ROOT / "policies"
ASKED = prioritization.load(POLICIES)
CRITERIA = [criterion["id"] for criterion in ASKED["criteria"]]
HIGHEST = max(step["value"] for step in ASKED["scale"])


def balise(*arguments: str | Path) -> CompletedProcess[str]:
    return command.balise("prioritize", *arguments, environment={**os.environ, "COLUMNS": "200"})


def written(path: Path, *initiatives: Any) -> Path:
    path.write_text(json.dumps({"initiatives": initiatives}), encoding="utf-8")
    return path


def initiative(name: str, value: int = 1, **answers: Any) -> dict[str, Any]:
    return {"id": name, "title": f"Initiative {name}", "answers": dict.fromkeys(CRITERIA, value) | answers}


def test_each_initiative_has_a_rank_and_what_each_criterion_brought(tmp_path: Path) -> None:
    one = written(tmp_path / "one.json", initiative("a"), initiative("b", besoin=HIGHEST))
    other = written(tmp_path / "other.json", initiative("c"))
    done = balise(one, other, "--json")
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert [(line["rank"], line["id"], line["tied_with"]) for line in found["ranked"]] == [
        (1, "b", []),
        (2, "a", ["c"]),
        (2, "c", ["a"]),
    ]
    weights = {criterion["id"]: criterion["weight"] for criterion in ASKED["criteria"]}
    assert found["maximum"] == HIGHEST * sum(weights.values())
    for line in found["ranked"]:
        brought = {one["criterion"]: one["points"] for one in line["contributions"]}
        assert line["score"] == sum(brought.values())
        assert brought == {
            name: weight * (HIGHEST if (line["id"], name) == ("b", "besoin") else 1) for name, weight in weights.items()
        }
    assert found["unranked"] == []


def test_a_missing_answer_leaves_its_initiative_unranked_and_named(tmp_path: Path) -> None:
    file = written(tmp_path / "f.json", initiative("a"), initiative("b", HIGHEST, equite=None))
    done = balise(file, "--json")
    assert done.returncode == 1
    found = json.loads(done.stdout)
    assert [line["id"] for line in found["ranked"]] == ["a"]
    assert found["unranked"] == [{"id": "b", "title": "Initiative b", "missing": ["equite"]}]


def test_it_speaks_to_a_person_in_both_languages(tmp_path: Path) -> None:
    file = written(tmp_path / "f.json", initiative("a"), initiative("b"), initiative("c", equite=None))
    french, english = balise(file), balise(file, "--lang", "en")
    assert french.returncode == english.returncode == 1
    for said, words in (
        (french.stdout, ("ex æquo", "Besoin réel 3/9", "Non classée", "Sans réponse : Équité", "choix de départ")),
        (english.stdout, ("tied", "Real need 3/9", "Not ranked", "Without an answer: Equity", "starting choice")),
    ):
        told = re.sub(r"\s+", " ", said)
        for word in words:
            assert word in told


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ([initiative("a", besoin=HIGHEST + 1)], "a.besoin"),
        ([initiative("a", besoin="3")], "a.besoin"),
        ([initiative("a", mode_du_jour=3)], "a.mode_du_jour"),
        ([initiative("a"), initiative("a")], "Initiatives données deux fois : a"),
    ],
    ids=["off the scale", "a text", "a criterion of nobody", "twice"],
)
def test_what_cannot_be_ranked_is_refused_and_named(tmp_path: Path, given: list[Any], said: str) -> None:
    done = balise(written(tmp_path / "f.json", *given))
    assert done.returncode == 1
    assert said in done.stderr
    assert done.stdout == ""


@pytest.mark.parametrize(
    "content",
    [
        "",
        "[]",
        "{}",
        '{"initiatives": []}',
        '{"initiatives": ["a"]}',
        '{"initiatives": [{"id": " ", "title": "t", "answers": {}}]}',
        '{"initiatives": [{"id": "a", "title": "t", "answers": []}]}',
    ],
)
def test_a_file_that_is_not_one_is_an_error_of_use(tmp_path: Path, content: str) -> None:
    path = tmp_path / "f.json"
    path.write_text(content, encoding="utf-8")
    done = balise(path)
    assert done.returncode == 2
    assert "f.json" in done.stderr


def test_without_a_file_it_says_how_to_begin() -> None:
    done = balise()
    assert done.returncode == 2
    assert "--blank" in done.stderr


def test_the_blank_file_is_ranked_once_it_is_filled_and_not_before(tmp_path: Path) -> None:
    blank = balise("--blank")
    assert blank.returncode == 0
    file = json.loads(blank.stdout)
    assert set(file["criteria"]) == set(CRITERIA)
    file["initiatives"][0] |= {"id": "a", "title": "A"}
    path = tmp_path / "f.json"
    path.write_text(json.dumps(file), encoding="utf-8")
    assert json.loads(balise(path, "--json").stdout)["unranked"][0]["missing"] == CRITERIA
    file["initiatives"][0]["answers"] = dict.fromkeys(CRITERIA, HIGHEST)
    path.write_text(json.dumps(file), encoding="utf-8")
    assert json.loads(balise(path, "--json").stdout)["ranked"][0]["percent"] == 100


def test_each_criterion_comes_from_a_text_of_the_table() -> None:
    texts = yaml.safe_load((POLICIES / "citations" / "data.yaml").read_text(encoding="utf-8"))
    for criterion in ASKED["criteria"]:
        assert texts[criterion["source"]]["instrument"].startswith(("Plan directeur", "Mandat du Centre"))
    assert len(set(CRITERIA)) == len(CRITERIA)


def test_what_no_gate_asks_does_not_change_the_revision(opa: Path, policies: Path, tmp_path: Path) -> None:
    before = digest(stage(policies, tmp_path / "before", opa))
    for folder in ("prioritization", "coverage"):
        for path in (policies / folder).rglob("*"):
            if path.is_file():
                path.write_text("{}", encoding="utf-8")
    assert digest(stage(policies, tmp_path / "after", opa)) == before
    apart = {"assessment", "coverage", "prioritization"}
    assert not {path.relative_to(policies).parts[0] for path in contents(policies)} & apart
