"""What the table of who may say what must name, and where it may not differ from what intake lets in."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import yaml

from authoring.problem import Problem, instead
from domain.text import Text

OWN: Final = "own"
"""In the table, the establishment of the case heard among the bodies."""
TABLE: Final = Path("rules", "entitlement", "parameters", "data.yaml")
INTAKE: Final = "intake.json"
"""Who intake lets say each type, and every body: generated from the contract (`balise contract write`)."""


def problems(policies: Path) -> list[Problem]:
    """Return what is wrong with the table of *policies*, each with how to mend it, in both languages."""
    text = (policies / TABLE).read_text(encoding="utf-8")
    table, intake = yaml.safe_load(text), json.loads((policies / INTAKE).read_text(encoding="utf-8"))
    if not _formed(table):
        return []  # its schema says what is wrong
    return [*_twice(yaml.compose(text)), *_named(table, intake), *_let_in(table, intake)]


def _formed(table: Any) -> bool:
    return isinstance(table, dict) and all(
        isinstance(table.get(heading), dict) and all(_texts(line) for line in table[heading].values())
        for heading in ("types", "opinions")
    )


def _texts(line: Any) -> bool:
    return isinstance(line, list) and all(isinstance(speaker, str) for speaker in line)


def _twice(table: Any) -> Iterator[Problem]:
    """Yield every name that a heading holds more than once: reading YAML keeps the last one without a word."""
    for heading, lines in table.value:
        names = [name.value for name, _ in lines.value]
        for name in sorted({name for name in names if names.count(name) > 1}):
            yield _problem(
                Text(fr=f"« {name} » figure plus d'une fois.", en=f'"{name}" stands there more than once.'),
                Text(fr="N'en garder qu'une ligne.", en="Keep one line."),
                heading.value,
            )


def _named(table: dict[str, Any], intake: dict[str, Any]) -> Iterator[Problem]:
    for heading in ("types", "opinions"):
        for name in sorted(set(intake[heading]) - set(table[heading])):
            yield _problem(
                Text(fr=f"« {name} » n'est pas dans la table.", en=f'"{name}" is not in the table.'),
                Text(
                    fr="Écrire qui peut le dire : establishment, governance, governance:<code>, own ou declarant.",
                    en="Write who may say it: establishment, governance, governance:<code>, own or declarant.",
                ),
                heading,
            )
        for name in sorted(set(table[heading]) - set(intake[heading])):
            yield _problem(
                Text(fr=f"« {name} » n'existe pas au contrat.", en=f'"{name}" is not in the contract.'),
                instead(name, intake[heading], Text(fr="Corriger ou ôter la ligne.", en="Correct or remove the line.")),
                heading,
            )


def _let_in(table: dict[str, Any], intake: dict[str, Any]) -> Iterator[Problem]:
    """Yield where the table and intake differ by kind of source: the table may name bodies, no more."""
    for name in sorted(set(intake["types"]) & set(table["types"])):
        kinds = sorted({_kind(speaker) for speaker in table["types"][name]})
        let_in = sorted(intake["types"][name])
        if kinds != let_in:
            one, other = ", ".join(kinds), ", ".join(let_in)
            yield _problem(
                Text(
                    fr=f"Pour « {name} », la table dit {one} et la réception {other}.",
                    en=f'For "{name}", the table says {one} and intake says {other}.',
                ),
                Text(fr="Mettre l'une ou l'autre d'accord.", en="Make them agree."),
                "types",
            )


def _kind(speaker: str) -> str:
    """Return the kind of source that intake knows a *speaker* of the table by."""
    kind = speaker.partition(":")[0]
    return "governance" if kind == OWN else kind


def _problem(problem: Text, remedy: Text, heading: str) -> Problem:
    where = Text(fr=f"Sous « {heading} ». {remedy.fr}", en=f'Below "{heading}". {remedy.en}')
    return Problem(file=f"policies/{TABLE.as_posix()}", problem=problem, remedy=where)
