"""Which files have a schema, and where in them stands what it refuses."""

import json
from pathlib import Path
from typing import Any, Final

from authoring.checks.refusals import quoted, sentences
from authoring.policies import Policies
from authoring.problem import Problem
from authoring.questionnaires import FOLDER as QUESTIONNAIRES
from authoring.written import line_of, load, plain
from domain.text import Text

ROOT: Final = "(Root)"
QUERY: Final = "[errors | some it in input; [_, errors] := json.match_schema(it.value, it.schema)]"


def declared(policies: Policies) -> list[Problem]:
    """Check the form of what the other checks read: texts, gates, clauses."""
    folder = policies.folder
    return misshapen(
        policies,
        [
            *_pairs([folder / "citations" / "data.yaml"], folder / "citations" / "schema.json"),
            *_pairs((folder / "processes").glob("*/data.yaml"), folder / "processes" / "schema.json"),
            *(
                pair
                for name in ("keys", "seats")
                for pair in _pairs([folder / name / "data.yaml"], folder / name / "schema.json")
            ),
            *_pairs((folder / "coverage").glob("*.yaml"), folder / "coverage" / "schema.json"),
        ],
    )


def parameters(policies: Policies) -> list[Problem]:
    """Check every parameter against the schema beside it."""
    found = sorted(policies.folder.rglob("parameters/data.yaml"))
    alone = [path for path in found if not (path.parent / "schema.json").exists()]
    return [
        *(_without_schema(policies.named(path)) for path in alone),
        *misshapen(policies, [(path, path.parent / "schema.json") for path in found if path not in alone]),
    ]


def questionnaires(policies: Policies) -> list[Problem]:
    """Check the form of every questionnaire."""
    folder = policies.folder / QUESTIONNAIRES
    return misshapen(policies, _pairs(folder.glob("*/data.yaml"), folder / "schema.json"))


def misshapen(policies: Policies, pairs: list[tuple[Path, Path]]) -> list[Problem]:
    """Return what the schemas refuse in the files, with the validator that OPA itself carries."""
    values = [load(path) for path, _ in pairs]
    document = [{"value": value, "schema": load(schema)} for value, (_, schema) in zip(values, pairs, strict=True)]
    found = policies.rego.evaluate(QUERY, json.loads(plain(document)), alone=True)
    return [
        _told(policies, path, value, error)
        for (path, _), value, errors in zip(pairs, values, found, strict=True)
        for error in errors
    ]


def _pairs(paths: Any, schema: Path) -> list[tuple[Path, Path]]:
    return [(path, schema) for path in sorted(paths)]


def _told(policies: Policies, path: Path, written: Any, error: dict[str, str]) -> Problem:
    steps = [] if error["field"] == ROOT else _steps(written, error["field"].split("."))
    value = written
    for step in steps:
        value = value[int(step)] if isinstance(value, list) else value.get(step)
    problem, remedy = sentences(error, ".".join(map(str, steps)), value)
    # A key too many is on its own line, below the one that should not hold it.
    told = [*steps, quoted(error)] if error["type"] == "additional_property_not_allowed" else steps
    line = line_of(path, told)
    return Problem(file=policies.named(path), line=line, problem=problem, remedy=remedy, said=error["error"])


def _steps(value: Any, names: list[str]) -> list[str]:
    """Return the keys and positions that the dotted *names* lead through; a key may itself hold dots."""
    if not names:
        return []
    for length in range(len(names), 0, -1):
        key = ".".join(names[:length])
        if isinstance(value, dict) and key in value:
            return [key, *_steps(value[key], names[length:])]
    if isinstance(value, list) and names[0].isdigit() and int(names[0]) < len(value):
        return [names[0], *_steps(value[int(names[0])], names[1:])]
    return []


def _without_schema(file: str) -> Problem:
    return Problem(
        file=file,
        problem=Text(fr="Ces paramètres n'ont pas de schema.json.", en="These parameters have no schema.json."),
        remedy=Text(
            fr="Écrire à côté un schema.json qui donne les bornes de chaque valeur.",
            en="Write a schema.json beside them that gives the bounds of every value.",
        ),
    )
