"""What a rule amounts to on a day: whether it binds, only warns, or cannot decide, in the order of the judgement."""

from datetime import date
from typing import Any

from domain.text import Text


def effective(rule: dict[str, Any], citation: dict[str, Any]) -> str | None:
    """Return the first day on which the rule binds, when something says it."""
    days = [day for day in (rule.get("in_force_from"), citation["in_force_from"]) if day]
    return max(days) if days else None


def ending(rule: dict[str, Any], citation: dict[str, Any]) -> str | None:
    """Return the first day on which it no longer binds, when something says it."""
    days = [day for day in (rule.get("until"), citation["until"]) if day]
    return min(days) if days else None


def meaning(rule: dict[str, Any], citation: dict[str, Any], today: date) -> Text:
    """Return what the rule can do on the day *today*, and why."""
    first, last, day = effective(rule, citation), ending(rule, citation), today.isoformat()
    if last and last <= day:
        return Text(fr=f"n'oblige plus depuis le {last}", en=f"no longer binds, since {last}")
    if citation["kind"] == "model" and not first:
        return Text(
            fr="modèle emprunté, sans date d'adoption : ne fait que prévenir, sans rien refuser",
            en="borrowed model, without a date of adoption: only warns, and refuses nothing",
        )
    if citation["confidence"] != "verified":
        return Text(
            fr="ne peut ni permettre ni refuser : le texte n'a pas été vérifié à sa source",
            en="can neither allow nor refuse: the text was not verified at its source",
        )
    if citation["kind"] in {"statute", "regulation"} and not citation["in_force_from"]:
        return Text(
            fr="ne peut ni permettre ni refuser : la date d'entrée en vigueur du texte n'est pas connue",
            en="can neither allow nor refuse: the day its text comes into force is not known",
        )
    if first and first > day:
        return Text(
            fr=f"prévient seulement ; refusera à compter du {first}", en=f"only warns; will refuse from {first}"
        )
    since = Text(fr=f" depuis le {first}", en=f" since {first}") if first else Text(fr="", en="")
    return Text(fr=f"oblige{since.fr}", en=f"binds{since.en}")
