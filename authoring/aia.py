"""What a score of Canada's Algorithmic Impact Assessment depends on in a question bank: names and figures, no texts."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from domain.text import Text

CHOICES: Final = frozenset({"radiogroup", "checkbox", "dropdown"})
WRITTEN: Final = frozenset({"text", "comment"})
SHOWN: Final = frozenset({"html"})
SIDES: Final = {"-RS": "raw", "-MS": "mitigation", "-NS": None}
"""How a question, or else the panel around it, says what its points are for."""

OTHER: Final = "other"
"""The answer that SurveyJS adds to a question that has `hasOther`."""

BANK: Final = re.compile(r"question-bank-(\d+(?:\.\d+)*)\.json")
PHASE: Final = re.compile(r'\{projectDetailsPhase\} = "(item\d)"')
SOURCE: Final = {
    "tool": "Algorithmic Impact Assessment",
    "repository": "https://github.com/canada-ca/aia-eia-js",
    "licence": "MIT",
    "copyright": "Copyright (c) 2019 Government of Canada - Gouvernement du Canada",
}


class BankRefused(Exception):  # noqa: N818  named after what happened
    """A question bank is not one that the scoring rule was read for."""

    def __init__(self, fr: str, en: str) -> None:
        super().__init__(en)
        self.text = Text(fr=fr, en=en)


def extract(folder: Path) -> dict[str, Any]:
    """Return the figures of every question bank in *folder*, oldest version first.

    Raises:
        BankRefused: There is no bank, or one holds what the scoring rule says nothing about.
    """
    found = {match[1]: path for path in folder.glob("*.json") if (match := BANK.fullmatch(path.name))}
    if not found:
        raise BankRefused(
            f"Aucune banque de questions (question-bank-VERSION.json) dans {folder}.",
            f"No question bank (question-bank-VERSION.json) in {folder}.",
        )
    order = sorted(found, key=lambda version: [int(part) for part in version.split(".")])
    return {"source": SOURCE, "order": order, "banks": {version: _bank(found[version]) for version in order}}


def rendered(figures: dict[str, Any]) -> str:
    """Return *figures* as they are committed: one question a line, the same bytes for the same banks."""
    banks = ",\n".join(f"{_json(version)}: {_lines(bank)}" for version, bank in figures["banks"].items())
    source, order = _json(figures["source"]), _json(figures["order"])
    return f'{{\n"source": {source},\n"order": {order},\n"banks": {{\n{banks}\n}}\n}}\n'


def _lines(bank: dict[str, Any]) -> str:
    choices = ",\n".join(f"{_json(name)}: {_json(choice)}" for name, choice in bank["choices"].items())
    return f'{{\n"open": {_json(bank["open"])},\n"choices": {{\n{choices}\n}}}}'


def _bank(path: Path) -> dict[str, Any]:
    try:
        pages = json.loads(path.read_text(encoding="utf-8"))["pages"]
        return _figures(pages, path.name)
    except (UnicodeDecodeError, json.JSONDecodeError, KeyError, TypeError) as broken:
        raise BankRefused(
            f"{path.name} n'est pas une banque de questions de l'outil.", f"{path.name} is not a question bank."
        ) from broken


def _figures(pages: list[dict[str, Any]], file: str) -> dict[str, Any]:
    written: set[str] = set()
    choices: dict[str, dict[str, Any]] = {}
    for question, around in _questions(pages, ()):
        name, kind = question["name"], question["type"]
        if name in written or name in choices:
            raise BankRefused(f"{file} : {name} y est deux fois.", f"{file}: {name} is there twice.")
        if kind not in CHOICES | WRITTEN:
            raise BankRefused(
                f"{file} : {name} est d'un genre inconnu, {kind}.", f"{file}: {name} is of an unknown kind, {kind}."
            )
        # A list that says of itself that it is not scored, such as the departments, changes between two releases.
        if kind in WRITTEN or name.endswith("-NS"):
            written.add(name)
        else:
            choices[name] = _choice(question, around)
    return {"open": sorted(written), "choices": dict(sorted(choices.items()))}


def _questions(
    elements: list[dict[str, Any]], around: tuple[dict[str, Any], ...]
) -> Iterator[tuple[dict[str, Any], tuple[dict[str, Any], ...]]]:
    """Yield each question with the page and the panels around it, outermost first."""
    for element in elements:
        if "elements" in element:
            yield from _questions(element["elements"], (*around, element))
        elif around and element["type"] not in SHOWN:
            yield element, around


def _choice(question: dict[str, Any], around: tuple[dict[str, Any], ...]) -> dict[str, Any]:
    values = [choice["value"] if isinstance(choice, dict) else choice for choice in question["choices"]]
    named = (question["name"], around[-1]["name"])
    side = next((SIDES[end] for name in named for end in SIDES if name.endswith(end)), None)
    conditions = [asked["visibleIf"] for asked in (*around, question) if "visibleIf" in asked]
    phases = [match[1] for condition in conditions if (match := PHASE.fullmatch(condition))]
    return {
        "kind": question["type"],
        **({"side": side} if side else {}),
        **({"phase": phases[0]} if phases else {}),
        **({"depends": True} if len(conditions) > len(phases[:1]) else {}),
        "values": {value: points(value) for value in values} | ({OTHER: 0} if question.get("hasOther") else {}),
    }


def points(value: str) -> int:
    """Return the number after the last hyphen of an answer, and nothing for one that has none."""
    ending = value.rpartition("-")[2] if "-" in value else ""
    return int(ending) if ending.isdecimal() else 0


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)
