"""What a JSON schema's refusal means to whoever wrote the file: the value that is there, and the one that may be."""

import json
import re
from datetime import date
from typing import Any, Final

from authoring.checks.sentences import unquoted
from authoring.problem import instead
from domain.text import Text


def quoted(error: dict[str, str]) -> str:
    """Return the name in "z is required" or "Additional property b is not allowed"."""
    said = error["desc"].removeprefix("Additional property ").removesuffix(" is not allowed")
    return said.removesuffix(" is required")


def sentences(error: dict[str, str], field: str, value: Any) -> tuple[Text, Text]:
    """Return what is wrong with the *value* at *field*, and how to mend it."""
    here = Text(fr=field or "le fichier", en=field or "the file")
    written, kind, bound = _said(value), error["type"], error["desc"].rpartition(" ")[2]
    if isinstance(value, date):
        return unquoted(field, value)
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
            Text(fr=f"Il manque « {quoted(error)} » dans {here.fr}.", en=f'"{quoted(error)}" is missing in {here.en}.'),
            Text(fr=f"Ajouter la ligne « {quoted(error)}: … ».", en=f'Add the line "{quoted(error)}: …".'),
        )
    if kind == "additional_property_not_allowed":
        return _unknown(quoted(error), here, value)
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
        _numbered(value, names) or Text(fr=f"Écrire {fr}.", en=f"Write {en}."),
    )


def _numbered(value: Any, expected: list[Text]) -> Text | None:
    """Return how to write the number that the text *value* was meant for."""
    written = NUMBER.match(value) if isinstance(value, str) else None
    if written is None or not {TYPES["integer"], TYPES["number"]} & set(expected):
        return None
    number = written[1].replace(",", ".") if TYPES["number"] in expected else written[1]
    return Text(
        fr=f"Écrire le nombre seul, sans guillemets ni unité, avec un point pour les décimales : {number}",
        en=f"Write the number alone, without quotes or a unit, with a point for decimals: {number}",
    )


def _other(kind: str, here: Text, written: str) -> tuple[Text, Text]:
    fr, en = OTHERS.get(kind, ("n'a pas la forme attendue", "is not of the expected form"))
    return (
        Text(fr=f"{here.fr} : {fr} (ici : {written}).", en=f"{here.en}: {en} (here: {written})."),
        Text(fr="Suivre la forme des lignes voisines.", en="Follow the form of the lines around it."),
    )


def _unknown(key: str, here: Text, value: Any) -> tuple[Text, Text]:
    others = ", ".join(str(name) for name in value if name != key) if isinstance(value, dict) else ""
    beside = (Text(fr=f" À côté : {others}.", en=f" Beside it: {others}.")) if others else Text(fr="", en="")
    return (
        Text(fr=f"« {key} » est inconnu dans {here.fr}.", en=f'"{key}" is unknown in {here.en}.'),
        Text(
            fr=f"Corriger le nom, ou retirer la ligne.{beside.fr}",
            en=f"Correct the name, or take the line out.{beside.en}",
        ),
    )


def _said(value: Any) -> str:
    text = (
        value
        if isinstance(value, str) and not NUMBER.fullmatch(value)
        else json.dumps(value, ensure_ascii=False, default=str)
    )
    return (text if len(text) <= 60 else f"{text[:57]}…") or '""'


def _french(number: str) -> str:
    return number.replace(".", ",")


NUMBER: Final = re.compile(r"(\d+(?:[.,]\d+)?)(?=\D*$)")

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
    "array_max_properties": ("il y a trop de lignes", "there are too many lines"),
    "array_min_properties": ("il y manque des lignes", "lines are missing in it"),
    "unique": ("la liste dit deux fois la même chose", "the list says the same thing twice"),
    "string_gte": ("le texte est vide ou trop court", "the text is empty or too short"),
    "string_lte": ("le texte est trop long", "the text is too long"),
    "pattern": ("le texte n'a pas la forme attendue", "the text is not of the expected form"),
}
