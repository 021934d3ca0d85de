"""What is said of the mistakes that can be made in several places: a word nobody knows, a day, a missing language."""

import re
from collections.abc import Iterable
from datetime import date
from typing import Any, Final

from authoring.problem import instead
from domain.text import Text

BARE: Final = re.compile(r"(\d{4}-\d{2}-\d{2})T00:00:00Z")
"""What OPA makes of a day without quotes, in the header of a rule."""

LANGUAGES: Final = {"fr": Text(fr="en français", en="in French"), "en": Text(fr="en anglais", en="in English")}

WORDS: Final = {
    "fr": "le la les l de des du d est et un une pas ne n se qui que qu par pour dans ou au aux son sa ce",
    "en": "the of is are and an not be to it its has was who that by for in or on with their this",
}
COMMON: Final = {language: frozenset(words.split()) for language, words in WORDS.items()}
"""Words that a sentence of one language has, and one of the other has not."""


def unsaid(text: Any) -> list[str]:
    """Return the languages in which *text* says nothing."""
    held = text if isinstance(text, dict) else {}
    return [language for language in LANGUAGES if not str(held.get(language) or "").strip()]


def misplaced(text: Any) -> list[str]:
    """Return the languages in which *text* has a sentence of the other language."""
    held = text if isinstance(text, dict) else {}
    return [
        language
        for language, other in (("fr", "en"), ("en", "fr"))
        if _common(held.get(language), other) > _common(held.get(language), language)
    ]


def _common(sentence: object, language: str) -> int:
    return sum(word in COMMON[language] for word in re.findall(r"\w+", str(sentence or "").lower()))


def not_in(part: str, language: str) -> tuple[Text, Text]:
    """Return what to say of a *part* whose sentence in *language* is in the other one."""
    name = LANGUAGES[language]
    return (
        Text(fr=f"« {part} » n'est pas {name.fr} à sa ligne.", en=f'"{part}" is not {name.en} on its line.'),
        Text(
            fr=f"Écrire la phrase {name.fr} à la ligne « {language}: » : on l'a peut-être échangée avec l'autre.",
            en=f'Write the sentence {name.en} on the line "{language}:": it may have been exchanged with the other.',
        ),
    )


def speechless(part: str, language: str) -> tuple[Text, Text]:
    """Return what to say of a *part* that is empty in *language*."""
    name = LANGUAGES[language]
    return (
        Text(fr=f"« {part} » manque {name.fr}.", en=f'"{part}" is missing {name.en}.'),
        Text(
            fr=f"Écrire la phrase {name.fr}, sous « {part} », à la ligne « {language}: ».",
            en=f'Write the sentence {name.en}, below "{part}", on the line "{language}:".',
        ),
    )


def unquoted(field: str, day: object) -> tuple[Text, Text]:
    """Return what to say of a *day* that stands in a *field* without quotes."""
    return (
        Text(fr=f"{field} est une date sans guillemets.", en=f"{field} is a date without quotes."),
        Text(fr=f'Écrire "{day}", entre guillemets.', en=f'Write "{day}", in quotes.'),
    )


def ends_first(start: str, end: str) -> tuple[Text, Text]:
    """Return what to say of something that ends before it begins."""
    return (
        Text(
            fr=f"le texte cesserait d'obliger ({end}) avant d'obliger ({start}).",
            en=f"the text would end ({end}) before it begins ({start}).",
        ),
        Text(
            fr="« until » est le premier jour où le texte n'oblige plus ; corriger l'une des deux dates.",
            en='"until" is the first day on which the text no longer binds; correct one of the two dates.',
        ),
    )


def is_day(value: Any) -> bool:
    """Tell whether *value* is a day as text, or no day. A YAML date is refused: Rego compares texts."""
    if value is None:
        return True
    try:
        return isinstance(value, str) and date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False


def no_day(field: str, value: Any) -> tuple[Text, Text]:
    """Return what to say of a *field* whose *value* is no day."""
    bare = BARE.fullmatch(str(value))
    if bare:
        return unquoted(field, bare[1])
    return (
        Text(fr=f"{field} vaut {value}, qui n'est pas un jour.", en=f"{field} is {value}, which is not a day."),
        Text(
            fr='Écrire une date qui existe, entre guillemets : "2027-01-01".',
            en='Write a date that exists, in quotes: "2027-01-01".',
        ),
    )


def unknown_text(key: Any, citations: dict[str, Any]) -> tuple[Text, Text]:
    """Return what to say of a citation that is not in the table."""
    if key is None:
        return (
            Text(fr="La ligne « citation » manque.", en='The line "citation" is missing.'),
            Text(
                fr="Ajouter « citation: … », avec une clef de policies/citations/data.yaml.",
                en='Add "citation: …", with a key of policies/citations/data.yaml.',
            ),
        )
    return (
        Text(
            fr=f"La citation « {key} » n'est pas dans la table des citations.",
            en=f'The citation "{key}" is not in the table of citations.',
        ),
        instead(
            key,
            citations,
            Text(
                fr="Écrire une clef de policies/citations/data.yaml, ou y ajouter le texte.",
                en="Write a key of policies/citations/data.yaml, or add the text there.",
            ),
        ),
    )


def unknown_fact(fact: str, process: str, known: Any) -> tuple[Text, Text]:
    """Return what to say of a fact that no event brings, or of a term that nothing works out."""
    if fact.startswith("term."):
        return (
            Text(fr=f"Le terme « {fact} » n'existe pas.", en=f'The term "{fact}" does not exist.'),
            instead(
                fact,
                known,
                Text(
                    fr="Les termes sont décrits dans policies/balise/terms.rego.",
                    en="The terms are described in policies/balise/terms.rego.",
                ),
            ),
        )
    return (
        Text(
            fr=f"Aucun événement n'apporte le fait « {fact} » au processus « {process} ».",
            en=f'No event brings the fact "{fact}" to the process "{process}".',
        ),
        instead(
            fact,
            known,
            Text(
                fr=f"Les faits possibles sont dans policies/facts/data.json, sous « {process} ».",
                en=f'The possible facts are in policies/facts/data.json, below "{process}".',
            ),
        ),
    )


def unknown_rule(rule: str, known: Iterable[str]) -> tuple[Text, Text]:
    """Return what to say of an id that no rule has."""
    return (
        Text(fr=f"Aucune règle ne porte l'identifiant {rule}.", en=f"No rule has the id {rule}."),
        instead(
            rule,
            known,
            Text(
                fr="Corriger l'identifiant, ou écrire la règle avant de la poser.",
                en="Correct the id, or write the rule before posing it.",
            ),
        ),
    )
