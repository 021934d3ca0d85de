"""What is said of the mistakes that can be made in several places: a word nobody knows, a day, a missing language."""

from collections.abc import Iterable
from datetime import date
from typing import Any, Final

from domain.text import Text
from engines.problem import instead

LANGUAGES: Final = {"fr": Text(fr="en français", en="in French"), "en": Text(fr="en anglais", en="in English")}


def unsaid(text: Any) -> list[str]:
    """Return the languages in which *text* says nothing."""
    held = text if isinstance(text, dict) else {}
    return [language for language in LANGUAGES if not str(held.get(language) or "").strip()]


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
    return (
        Text(fr=f"{field} vaut {value}, qui n'est pas un jour.", en=f"{field} is {value}, which is not a day."),
        Text(
            fr='Écrire une date qui existe, entre guillemets : "2027-01-01".',
            en='Write a date that exists, in quotes: "2027-01-01".',
        ),
    )


def unknown_text(key: Any, citations: dict[str, Any]) -> tuple[Text, Text]:
    """Return what to say of a citation that is not in the table."""
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
