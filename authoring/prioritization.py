"""Where the prioritization criteria lie, what a file to fill in looks like, and what is asked of OPA to rank."""

from pathlib import Path
from typing import Any, Final

import yaml

from domain.text import Language
from engines.rego import Opa, RegoRefused

FOLDER: Final = Path("prioritization") / "parameters"
RANKED: Final = "data.balise.prioritization.prioritized"


def load(policies: Path) -> dict[str, Any]:
    """Return the criteria, their weights and their scale, as they are written."""
    loaded: dict[str, Any] = yaml.safe_load((policies / FOLDER / "data.yaml").read_text(encoding="utf-8"))
    return loaded


def blank(policies: Path, language: Language) -> dict[str, Any]:
    """Return a file with one initiative and nothing answered; what is asked is beside it, for the reader."""
    asked = load(policies)
    return {
        "initiatives": [{"id": "", "title": "", "answers": {criterion["id"]: None for criterion in asked["criteria"]}}],
        "criteria": {
            criterion["id"]: {"text": criterion["question"][language], "weight": criterion["weight"]}
            for criterion in asked["criteria"]
        },
        "scale": {str(step["value"]): step["label"][language] for step in asked["scale"]},
    }


def ranked(opa: Opa, initiatives: list[dict[str, Any]]) -> dict[str, Any]:
    """Return the *initiatives* in order, or what keeps them from having one.

    Raises:
        RegoRefused: The policies have no answer at all, which is never taken for one.
    """
    found: dict[str, Any] | None = opa.evaluate(RANKED, {"initiatives": initiatives})
    if found is None:
        raise RegoRefused(f"{RANKED}: undefined")
    return found
