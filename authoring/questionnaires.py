"""Where questionnaires lie, what one looks like before it is filled in, and what is asked of OPA to score it."""

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


def _asked(question: dict[str, Any], language: Language) -> dict[str, Any]:
    options = {option["value"]: option["label"][language] for option in question.get("options", ())}
    return {
        "kind": question["kind"],
        "required": question.get("required", False),
        "text": question["text"][language],
        **({"options": options} if options else {}),
    }
