"""Where questionnaires lie, what is asked of OPA to score one, and what must be true of one before it is filled in."""

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import yaml

from domain.text import Language
from engines.rego import Opa, RegoRefused

FOLDER: Final = Path("assessment") / "questionnaires"
AIA: Final = "data.balise.assessment.aia.assessed"
ANY: Final = "data.balise.assessment.questionnaire.assessed"


def names(policies: Path) -> list[str]:
    """Return the name of every questionnaire of *policies*."""
    return sorted(path.parent.name for path in (policies / FOLDER).glob("*/data.yaml"))


def load(policies: Path, name: str) -> dict[str, Any]:
    """Return the questionnaire *name* as it is written."""
    loaded: dict[str, Any] = yaml.safe_load((policies / FOLDER / name / "data.yaml").read_text(encoding="utf-8"))
    return loaded


def blank(policies: Path, name: str, language: Language) -> dict[str, Any]:
    """Return an answer file of *name* with nothing answered; what is asked is beside the answers, for the reader."""
    asked = [question for section in load(policies, name)["sections"] for question in section["questions"]]
    return {
        "questionnaire": name,
        "answers": {question["id"]: [] if question["kind"] == "many" else None for question in asked},
        "questions": {question["id"]: _asked(question, language) for question in asked},
    }


def assessed(opa: Opa, query: str, document: Any) -> dict[str, Any]:
    """Return what the policies answer for *document*.

    Raises:
        RegoRefused: They have no answer at all, which is never taken for one.
    """
    found: dict[str, Any] | None = opa.evaluate(query, document)
    if found is None:
        raise RegoRefused(f"{query}: undefined")
    return found


def problems(opa: Opa) -> list[str]:
    """Return what is wrong with the questionnaires, each against their schema and then against itself."""
    written = {name: load(opa.policies, name) for name in names(opa.policies)}
    schema = json.loads((opa.policies / FOLDER / "schema.json").read_text(encoding="utf-8"))
    query = "{name: errors | some name, it in input.written; [_, errors] := json.match_schema(it, input.schema)}"
    misshapen = opa.evaluate(query, {"written": written, "schema": schema})
    return [
        f"{name}: {problem}"
        for name, questionnaire in written.items()
        for problem in (
            [f"{error['field']}: {error['desc']}" for error in misshapen[name]] or _contradictions(questionnaire)
        )
    ]


def _contradictions(questionnaire: dict[str, Any]) -> Iterator[str]:
    sections = questionnaire["sections"]
    questions = [question for section in sections for question in section["questions"]]
    for kind, ids in (
        ("section", [section["id"] for section in sections]),
        ("question", [question["id"] for question in questions]),
        ("band", [band["id"] for band in questionnaire["bands"]]),
        *((f"{one['id']}.option", [option["value"] for option in one.get("options", ())]) for one in questions),
    ):
        yield from (f"{kind} {twice}: id" for twice, count in Counter(ids).items() if count > 1)
    steps = [band["at_least"] for band in questionnaire["bands"]]
    if steps[0] != 0 or steps != sorted(set(steps)):
        yield "bands: at_least 0, then ascending"
    for question in questions:
        points = [option.get("points") for option in question.get("options", ())]
        if points and not any(points):
            yield f"{question['id']}: points"
        if question["kind"] == "many" and None in points:
            yield f"{question['id']}: points (many)"
    if not any(_always_counts(question) for question in questions):
        yield "questions: none is required and always counts"


def _always_counts(question: dict[str, Any]) -> bool:
    return bool(question.get("required")) and all("points" in option for option in question.get("options", ()))


def _asked(question: dict[str, Any], language: Language) -> dict[str, Any]:
    options = {option["value"]: option["label"][language] for option in question.get("options", ())}
    return {
        "kind": question["kind"],
        "required": question.get("required", False),
        "text": question["text"][language],
        **({"options": options} if options else {}),
    }
