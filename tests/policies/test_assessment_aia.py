"""Canada's Algorithmic Impact Assessment: its figures, and its score against a second reading of the tool's rule."""

import json
import math
import random
from pathlib import Path
from typing import Any

import pytest

from authoring import aia
from authoring.questionnaires import AIA
from engines.rego import Opa
from settings import ROOT

pytestmark = pytest.mark.engines

POLICIES = ROOT / "policies"
FIGURES = POLICIES / "assessment" / "aia" / "data.json"
MAXIMA = {"0.8": (100, 43), "0.9": (107, 45), "0.9.1": (107, 45), "0.10.0": (126, 46), "1.0.1": (167, 77)}
FILES_PER_VERSION = 12


def banks() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(FIGURES.read_text(encoding="utf-8"))["banks"]
    return found


def assessed(opa: Path, files: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Assess every file in one run of OPA."""
    query = f"[found | some file in input; found := {AIA} with input as file]"
    found: list[dict[str, Any]] = Opa(opa, POLICIES).evaluate(query, files)
    assert len(found) == len(files)
    return found


def number(value: str) -> float:
    """Read an answer's points the way JavaScript's Number does."""
    head, hyphen, tail = value.rpartition("-")
    return float(tail) if hyphen and head else 0


def by_the_tool(version: str, answers: dict[str, Any]) -> tuple[float, float, float, int]:
    """Score as `store.ts` reads, in floating point, apart from the Rego."""
    earned = {"raw": 0.0, "mitigation": 0.0}
    most = {"raw": 0.0, "mitigation": 0.0}
    for name, question in banks()[version]["choices"].items():
        if "side" not in question:
            continue
        given = answers.get(name, [])
        earned[question["side"]] += sum(number(one) for one in (given if isinstance(given, list) else [given]))
        offered = [number(value) for value in question["values"]]
        most[question["side"]] += sum(offered) if question["kind"] == "checkbox" else max(offered)
    raw, mitigation = earned["raw"], earned["mitigation"]
    total = math.floor((1 - 0.15) * raw + 0.5) if mitigation >= 0.8 * (most["mitigation"] / 2) else raw
    level = 1 + sum(total > most["raw"] * bound for bound in (0.25, 0.5, 0.75))
    return raw, mitigation, total, level


def filled_in(version: str, chance: random.Random, *, share: float) -> dict[str, Any]:
    """Answer about *share* of what *version* asks; some files lean to the best answers, some to the worst."""
    lean = chance.choice((None, max, min))
    answers: dict[str, Any] = {}
    for name, question in banks()[version]["choices"].items():
        values = list(question["values"])
        if name != "projectDetailsPhase" and chance.random() >= share:
            continue
        if question["kind"] == "checkbox":
            ticked = values if lean is max else chance.sample(values, chance.randint(0, len(values)))
            answers[name] = ticked
        else:
            answers[name] = lean(values, key=number) if lean and chance.random() < 0.9 else chance.choice(values)
    answers |= {name: "Written by a person" for name in banks()[version]["open"] if chance.random() < share}
    return answers


def test_figures_are_those_of_the_question_banks(shared_data: Path) -> None:
    folder = shared_data / "aia"
    if not folder.is_dir():
        pytest.skip("the question banks are not beside this checkout")
    assert aia.rendered(aia.extract(folder)) == FIGURES.read_text(encoding="utf-8")


@pytest.mark.parametrize("version", MAXIMA)
def test_figures_have_the_maxima_published_for_the_version(version: str) -> None:
    everything = {
        name: list(question["values"]) if question["kind"] == "checkbox" else max(question["values"], key=number)
        for name, question in banks()[version]["choices"].items()
    }
    raw, mitigation, _, _ = by_the_tool(version, everything)
    assert (raw, mitigation / 2) == MAXIMA[version]


def test_whole_files_are_placed_and_scored_as_the_tool_does_whatever_their_stamp(opa: Path) -> None:
    chance = random.Random("whole")  # noqa: S311  the same files every time
    wanted = [version for version in MAXIMA for _ in range(FILES_PER_VERSION)]
    files: list[dict[str, Any]] = [
        {"version": chance.choice(("", "1.0.0", *MAXIMA)), "data": filled_in(version, chance, share=1)}
        for version in wanted
    ]
    for file, version, found in zip(files, wanted, assessed(opa, files), strict=True):
        same = {"0.9", "0.9.1"} if version.startswith("0.9") else {version}
        assert found["version"] in same
        assert found["unanswered"] == []
        assert found["ignored"] == []
        scored = tuple(found[figure] for figure in ("raw", "mitigation", "total", "level"))
        assert scored == by_the_tool(version, file["data"])


def test_partial_files_are_scored_as_the_tool_does_by_their_stamp(opa: Path) -> None:
    chance = random.Random("partial")  # noqa: S311  the same files every time
    wanted = [version for version in MAXIMA for _ in range(FILES_PER_VERSION)]
    files: list[dict[str, Any]] = [
        {"version": chance.choice(("", "v", "v.")) + version, "data": filled_in(version, chance, share=0.6)}
        for version in wanted
    ]
    for file, version, found in zip(files, wanted, assessed(opa, files), strict=True):
        assert (found["version"], found["placed_by"]) == (version, "stamp")
        scored = tuple(found[figure] for figure in ("raw", "mitigation", "total", "level"))
        assert scored == by_the_tool(version, file["data"])


def test_rounding_and_bounds_are_those_of_floating_point_everywhere(opa: Path) -> None:
    query = """{
        "totals": [data.balise.assessment.aia.total(raw, true) | some raw in numbers.range(0, 167)],
        "levels": {most: [data.balise.assessment.aia.level(total, to_number(most)) |
            some total in numbers.range(0, to_number(most))
        ] | some most in input},
    }"""
    found = Opa(opa, POLICIES).evaluate(query, ["100", "107", "126", "167"])
    assert found["totals"] == [math.floor((1 - 0.15) * raw + 0.5) for raw in range(168)]
    for most, levels in found["levels"].items():
        highest = int(most)
        assert levels == [1 + sum(total > highest * b for b in (0.25, 0.5, 0.75)) for total in range(highest + 1)]


def test_published_examples_of_the_tool(opa: Path) -> None:
    """What the tool's own unit test expects of three sectors ticked, with a department that no list has any more."""
    answers = {
        "projectDetailsDepartment-NS": "item061",
        "projectDetailsPhase": "item1",
        "decisionSector1": ["item1-1", "item2-1", "item3-1"],
    }
    (found,) = assessed(opa, [{"data": answers}])
    assert [found[figure] for figure in ("raw", "mitigation", "total", "level")] == [3, 0, 3, 1]


def test_file_begun_with_one_version_and_finished_with_the_next_is_of_the_next(opa: Path) -> None:
    chance = random.Random("begun")  # noqa: S311  the same file every time
    answers = filled_in("0.10.0", chance, share=1)
    left_over = {name: min(banks()["0.9.1"]["choices"][name]["values"]) for name in ("impact1", "impact2")}
    assert not left_over.keys() & banks()["0.10.0"]["choices"].keys()
    (found,) = assessed(opa, [{"version": "v0.9.1", "data": answers | left_over}])
    assert (found["version"], found["stamp"], found["placed_by"]) == ("0.10.0", "0.9.1", "questions")
    assert found["ignored"] == ["impact1", "impact2"]
    assert found["raw"] == by_the_tool("0.10.0", answers)[0]


def bank(folder: Path, *elements: dict[str, Any], page: dict[str, Any] | None = None) -> Path:
    whole = {"pages": [{"name": "page", "elements": list(elements), **(page or {})}]}
    (folder / "question-bank-2.1.json").write_text(json.dumps(whole), encoding="utf-8")
    return folder


def choice(name: str, **more: Any) -> dict[str, Any]:
    return {"type": "radiogroup", "name": name, "choices": [{"value": "item1-3"}, "item2"], **more}


def test_side_of_a_question_is_in_its_name_or_else_in_its_panel(tmp_path: Path) -> None:
    panel = {
        "type": "panel",
        "name": "panel-RS",
        "elements": [choice("plain"), choice("own-MS"), choice("list-NS"), {"type": "html", "name": "shown"}],
    }
    (found,) = aia.extract(bank(tmp_path, panel, choice("outside")))["banks"].values()
    sides = {name: question.get("side") for name, question in found["choices"].items()}
    assert sides == {"plain": "raw", "own-MS": "mitigation", "outside": None}
    assert found["open"] == ["list-NS"]
    assert found["choices"]["plain"]["values"] == {"item1-3": 3, "item2": 0}


def test_questions_of_one_phase_and_those_that_depend_on_an_answer_are_told_apart(tmp_path: Path) -> None:
    phase = {"visibleIf": '{projectDetailsPhase} = "item2"'}
    elements = choice("always"), choice("sometimes", visibleIf='{always} = "item2"', hasOther=True)
    (found,) = aia.extract(bank(tmp_path, *elements, page=phase))["banks"].values()
    always, sometimes = found["choices"]["always"], found["choices"]["sometimes"]
    assert (always["phase"], always.get("depends")) == ("item2", None)
    assert (sometimes["phase"], sometimes["depends"]) == ("item2", True)
    assert sometimes["values"] == {"item1-3": 3, "item2": 0, "other": 0}


def test_versions_are_in_the_order_of_their_numbers(tmp_path: Path) -> None:
    for version in ("0.10.0", "0.9", "0.9.1"):
        (tmp_path / f"question-bank-{version}.json").write_text('{"pages": []}', encoding="utf-8")
    assert aia.extract(tmp_path)["order"] == ["0.9", "0.9.1", "0.10.0"]


@pytest.mark.parametrize(
    "elements",
    [[choice("twice"), choice("twice")], [{"type": "matrix", "name": "new"}], [{"type": "radiogroup", "name": "bare"}]],
)
def test_bank_that_the_rule_was_not_read_for_is_refused(tmp_path: Path, elements: list[dict[str, Any]]) -> None:
    with pytest.raises(aia.BankRefused):
        aia.extract(bank(tmp_path, *elements))


def test_folder_without_a_bank_and_file_that_is_no_bank_are_refused(tmp_path: Path) -> None:
    with pytest.raises(aia.BankRefused, match="No question bank"):
        aia.extract(tmp_path)
    (tmp_path / "question-bank-3.json").write_text("[1]", encoding="utf-8")
    with pytest.raises(aia.BankRefused, match="not a question bank"):
        aia.extract(tmp_path)
