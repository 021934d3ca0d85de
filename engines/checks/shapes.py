"""What a JSON schema's refusal means to whoever wrote the file: the value that is there, and the one that may be."""

import json
from datetime import date
from pathlib import Path
from typing import Any, Final

from domain.text import Text
from engines.policies import Policies
from engines.problem import Problem, instead
from engines.questionnaires import FOLDER as QUESTIONNAIRES
from engines.written import line_of, load, plain

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
    problem, remedy = _sentences(error, ".".join(map(str, steps)), value)
    # A key too many is on its own line, below the one that should not hold it.
    told = [*steps, _quoted(error)] if error["type"] == "additional_property_not_allowed" else steps
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


def _quoted(error: dict[str, str]) -> str:
    """Return the name in "z is required" or "Additional property b is not allowed"."""
    said = error["desc"].removeprefix("Additional property ").removesuffix(" is not allowed")
    return said.removesuffix(" is required")


def _sentences(error: dict[str, str], field: str, value: Any) -> tuple[Text, Text]:
    here = Text(fr=field or "le fichier", en=field or "the file")
    written, kind, bound = _said(value), error["type"], error["desc"].rpartition(" ")[2]
    if isinstance(value, date):
        return (
            Text(fr=f"{field} est une date sans guillemets.", en=f"{field} is a date without quotes."),
            Text(fr=f'Écrire "{value}", entre guillemets.', en=f'Write "{value}", in quotes.'),
        )
    if kind in BOUNDS:
        fr, en = BOUNDS[kind]
        return (
            Text(
                fr=f"{field} vaut {written} ; {fr} {_french(bound)}.",
                en=f"{field} is {written}; it must be {en} {bound}.",
            ),
            Text(
                fr=f"Écrire une valeur d'{fr} {_french(bound)}, dans la même unité que la valeur d'avant.",
                en=f"Write a value of {en} {bound}, in the same unit as the value before.",
            ),
        )
    if kind == "required":
        return (
            Text(
                fr=f"Il manque « {_quoted(error)} » dans {here.fr}.", en=f'"{_quoted(error)}" is missing in {here.en}.'
            ),
            Text(fr=f"Ajouter la ligne « {_quoted(error)}: … ».", en=f'Add the line "{_quoted(error)}: …".'),
        )
    if kind == "additional_property_not_allowed":
        return _unknown(_quoted(error), here, value)
    return _unfit(error, field, value) or _other(kind, here, written)


def _unfit(error: dict[str, str], field: str, value: Any) -> tuple[Text, Text] | None:
    """Return what to say of a value that is none of those accepted, or not of their kind."""
    written = _said(value)
    if error["type"] == "enum":
        accepted = error["desc"].partition(": ")[2].replace('"', "")
        return (
            Text(
                fr=f"{field} vaut {written}, qui n'est pas accepté.", en=f"{field} is {written}, which is not accepted."
            ),
            instead(value, accepted.split(", "), Text(fr=f"Accepté : {accepted}.", en=f"Accepted: {accepted}.")),
        )
    if error["type"] != "invalid_type":
        return None
    expected = error["desc"].partition("Expected: ")[2].partition(", given")[0].strip("[]").split(",")
    names = [TYPES.get(name, Text(fr=name, en=name)) for name in expected]
    fr, en = " ou ".join(name.fr for name in names), " or ".join(name.en for name in names)
    return (
        Text(
            fr=f"{field or 'le fichier'} vaut {written} ; on attend {fr}.",
            en=f"{field or 'the file'} is {written}; {en} is expected.",
        ),
        Text(fr=f"Écrire {fr}.", en=f"Write {en}."),
    )


def _other(kind: str, here: Text, written: str) -> tuple[Text, Text]:
    fr, en = OTHERS.get(kind, ("n'a pas la forme attendue", "is not of the expected form"))
    return (
        Text(fr=f"{here.fr} : {fr} (ici : {written}).", en=f"{here.en}: {en} (here: {written})."),
        Text(fr="Suivre la forme des lignes voisines.", en="Follow the form of the lines around it."),
    )


def _unknown(key: str, here: Text, value: Any) -> tuple[Text, Text]:
    others = ", ".join(str(name) for name in value if name != key) if isinstance(value, dict) else ""
    return (
        Text(fr=f"« {key} » est inconnu dans {here.fr}.", en=f'"{key}" is unknown in {here.en}.'),
        Text(
            fr=f"Corriger le nom, ou retirer la ligne. À côté : {others}." if others else "Retirer la ligne.",
            en=f"Correct the name, or take the line out. Beside it: {others}." if others else "Take the line out.",
        ),
    )


def _without_schema(file: str) -> Problem:
    return Problem(
        file=file,
        problem=Text(fr="Ces paramètres n'ont pas de schema.json.", en="These parameters have no schema.json."),
        remedy=Text(
            fr="Écrire à côté un schema.json qui donne les bornes de chaque valeur.",
            en="Write a schema.json beside them that gives the bounds of every value.",
        ),
    )


def _said(value: Any) -> str:
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=str)
    return (text if len(text) <= 60 else f"{text[:57]}…") or '""'


def _french(number: str) -> str:
    return number.replace(".", ",")


BOUNDS: Final = {
    "number_lte": ("au plus", "at most"),
    "number_gte": ("au moins", "at least"),
    "number_lt": ("moins de", "less than"),
    "number_gt": ("plus de", "more than"),
}

TYPES: Final = {
    "integer": Text(fr="un nombre entier", en="a whole number"),
    "number": Text(fr="un nombre", en="a number"),
    "string": Text(fr="un texte", en="a text"),
    "boolean": Text(fr="true ou false", en="true or false"),
    "array": Text(fr="une liste", en="a list"),
    "object": Text(fr="un groupe de lignes « nom: valeur »", en='a group of "name: value" lines'),
    "null": Text(fr="null", en="null"),
}

OTHERS: Final = {
    "array_min_items": ("la liste est trop courte", "the list is too short"),
    "array_max_items": ("la liste est trop longue", "the list is too long"),
    "array_min_properties": ("il y manque des lignes", "lines are missing in it"),
    "unique": ("la liste dit deux fois la même chose", "the list says the same thing twice"),
    "string_gte": ("le texte est vide ou trop court", "the text is empty or too short"),
    "string_lte": ("le texte est trop long", "the text is too long"),
    "pattern": ("le texte n'a pas la forme attendue", "the text is not of the expected form"),
}
