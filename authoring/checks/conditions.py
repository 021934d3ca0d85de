"""What the conditions of a gate may compare with: a value that no event can bring would set a rule aside for good."""

import json
from typing import Any

from authoring.policies import Policies
from authoring.problem import instead
from domain.text import Text

KINDS: dict[str, tuple[type, ...]] = {
    "boolean": (bool,),
    "integer": (int,),
    "number": (int, float),
    "text": (str,),
    "day": (str,),
}
"""What each form of fact is in YAML; the others (lists, records) are compared as they are."""


def unfit(policies: Policies, process: str, fact: str, accepted: Any) -> list[tuple[Text, Text]]:
    """Return what is wrong with the values *accepted* by a condition on *fact* in *process*."""
    values = accepted if isinstance(accepted, list) else [accepted]
    shape = {"type": "term"} if fact.startswith("term.") else policies.facts[process][fact]
    return [_told(fact, value, shape) for value in values if not _possible(value, shape)]


def _possible(value: Any, shape: dict[str, Any]) -> bool:
    kind = shape["type"]
    if kind == "choice":
        return value in shape["values"]
    if kind == "term":
        return isinstance(value, bool | int)
    expected = KINDS.get(kind)
    return expected is None or (isinstance(value, expected) and isinstance(value, bool) == (kind == "boolean"))


def _told(fact: str, value: Any, shape: dict[str, Any]) -> tuple[Text, Text]:
    written = json.dumps(value, ensure_ascii=False, default=str)
    problem = Text(
        fr=f"« {fact} » ne vaut jamais {written} : la condition ne serait jamais remplie.",
        en=f'"{fact}" is never {written}: the condition would never be met.',
    )
    if shape["type"] == "choice":
        listed = ", ".join(shape["values"])
        return problem, instead(value, shape["values"], Text(fr=f"Accepté : {listed}.", en=f"Accepted: {listed}."))
    return problem, FORMS[shape["type"]]


FORMS = {
    "boolean": Text(fr="Écrire true ou false, sans guillemets.", en="Write true or false, without quotes."),
    "integer": Text(fr="Écrire un nombre entier, sans guillemets.", en="Write a whole number, without quotes."),
    "number": Text(fr="Écrire un nombre, sans guillemets.", en="Write a number, without quotes."),
    "text": Text(fr="Écrire un texte, entre guillemets.", en="Write a text, in quotes."),
    "day": Text(fr='Écrire une date entre guillemets : "2027-01-01".', en='Write a date in quotes: "2027-01-01".'),
    "term": Text(
        fr="Écrire true ou false, ou un nombre pour un niveau, sans guillemets.",
        en="Write true or false, or a number for a level, without quotes.",
    ),
}
