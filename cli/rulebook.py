"""What the policies of this installation say of rules and gates, where a case only names them."""

import json
from functools import cache
from typing import Any

from authoring.written import load
from domain.text import Text
from domain.verdict import Citation
from reporting.rulebook import Rulebook
from settings import ROOT

FOLDER = ROOT / "policies"


@cache
def book() -> Rulebook:
    """Return what tells what matters."""
    declared = {path.parent.name: load(path) for path in sorted((FOLDER / "processes").glob("*/data.yaml"))}
    passages = _catalogue()["expected"]
    ours = load(FOLDER / "parameters" / "data.yaml")
    return Rulebook(
        patience=ours["regularize"],
        tolerance={
            severity: min(step["after"] for step in pressed["escalate"])
            for severity, pressed in ours["pressing"]["regularize"].items()
            if pressed["escalate"]
        },
        severities={rule: said["severity"] for rule, said in _catalogue()["rules"].items()},
        order={name: tuple(process["order"]) for name, process in declared.items()},
        returns={
            name: {aside["stage"]: aside["of"]}
            for name, process in declared.items()
            if (aside := process.get("suspension")) is not None
        },
        asked={
            name: {
                gate: frozenset(passages[name]["passage"][gate])
                | {f"opinion:{entry['body']}" for entry in process["gates"][gate]["opinions"]}
                for gate in process["order"]
            }
            for name, process in declared.items()
        },
    )


@cache
def cited(rule: str) -> Citation | None:
    """Return the text behind *rule*, or None when these policies have no such rule."""
    known = _catalogue()["rules"].get(rule)
    if known is None:
        return None
    text = _texts()[known["citation"]]
    return Citation(
        key=known["citation"],
        instrument=text["instrument"],
        article=text["article"],
        confidence=text["confidence"],
    )


def titled(rule: str) -> Text | None:
    """Return what *rule* is called, or None when these policies have no such rule."""
    known = _catalogue()["rules"].get(rule)
    return Text.model_validate(known["title"]) if known else None


@cache
def _catalogue() -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads((FOLDER / "catalogue" / "data.json").read_text(encoding="utf-8"))
    return loaded


@cache
def _texts() -> dict[str, Any]:
    loaded: dict[str, Any] = load(FOLDER / "citations" / "data.yaml")
    return loaded
