"""What the table of who may say what must name, and where it may not differ from what intake lets in."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import yaml

TABLE: Final = Path("rules", "entitlement", "parameters", "data.yaml")
INTAKE: Final = "intake.json"
"""Who intake lets say each type, and every body: generated from the contract (`balise contract write`)."""


def problems(policies: Path) -> list[str]:
    """Return what is wrong with the table of *policies*, each with how to mend it, in both languages."""
    text = (policies / TABLE).read_text(encoding="utf-8")
    table, intake = yaml.safe_load(text), json.loads((policies / INTAKE).read_text(encoding="utf-8"))
    if not _formed(table):
        return []  # its schema says what is wrong
    found = [*_twice(yaml.compose(text)), *_named(table, intake), *_let_in(table, intake)]
    return [f"{TABLE.as_posix()}: {problem}" for problem in found]


def _formed(table: Any) -> bool:
    return isinstance(table, dict) and all(
        isinstance(table.get(heading), dict) and all(_texts(line) for line in table[heading].values())
        for heading in ("types", "opinions")
    )


def _texts(line: Any) -> bool:
    return isinstance(line, list) and all(isinstance(speaker, str) for speaker in line)


def _twice(table: Any) -> Iterator[str]:
    """Yield every name that a heading holds more than once: reading YAML keeps the last one without a word."""
    for heading, lines in table.value:
        names = [name.value for name, _ in lines.value]
        for name in sorted({name for name in names if names.count(name) > 1}):
            yield _says(heading.value, name, "nommé plus d'une fois ; n'en garder qu'une", "named twice; keep one")


def _named(table: dict[str, Any], intake: dict[str, Any]) -> Iterator[str]:
    for heading in ("types", "opinions"):
        for name in sorted(set(intake[heading]) - set(table[heading])):
            yield _says(heading, name, "absent ; écrire qui peut le dire", "missing; write who may say it")
        for name in sorted(set(table[heading]) - set(intake[heading])):
            yield _says(heading, name, "n'existe pas au contrat", "is not in the contract")


def _let_in(table: dict[str, Any], intake: dict[str, Any]) -> Iterator[str]:
    """Yield where the table and intake differ by kind of source: the table may name bodies, no more."""
    for name in sorted(set(intake["types"]) & set(table["types"])):
        kinds = sorted({speaker.partition(":")[0] for speaker in table["types"][name]})
        let_in = sorted(intake["types"][name])
        if kinds != let_in:
            one, other = ", ".join(kinds), ", ".join(let_in)
            yield _says(
                "types",
                name,
                f"la table dit {one}, la réception {other} ; mettre l'une ou l'autre d'accord",
                f"the table says {one}, intake says {other}; make them agree",
            )


def _says(heading: str, name: str, fr: str, en: str) -> str:
    return f"{heading}: {name}: {fr} / {en}"
