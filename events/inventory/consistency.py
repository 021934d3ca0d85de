"""What makes a mapping whole: nothing dropped in silence, nothing said that the contract does not know."""

from collections import Counter
from collections.abc import Iterator

from domain.text import Text
from events.contract.incoming import BODIES_ONLY, INCOMING
from events.inventory.mapping import Mapping, Telling

DECLARATION = "initiative.declared"


def faults(mapping: Mapping) -> list[Text]:
    """Return everything that is wrong with *mapping*, well-formed as it is."""
    return [*_columns(mapping), *_events(mapping)]


def _columns(mapping: Mapping) -> Iterator[Text]:
    used, unused = mapping.used(), mapping.unused()
    for name in sorted((used | set(unused)) - set(mapping.columns)):
        yield Text(
            fr=f"la colonne {name} n'est pas décrite sous columns",
            en=f"column {name} is not described under columns",
        )
    for name in mapping.columns:
        if name not in used and name not in unused:
            yield Text(
                fr=f"la colonne {name} ne sert à rien : employez-la, ou nommez-la sous no_counterpart avec sa raison",
                en=f"column {name} serves nothing: use it, or name it under no_counterpart with its reason",
            )
        if name in used and name in unused:
            yield Text(
                fr=f"la colonne {name} est employée et dite sans contrepartie",
                en=f"column {name} is both used and said to have no counterpart",
            )
    for name, times in Counter(unused).items():
        if times > 1:
            yield Text(
                fr=f"la colonne {name} est nommée {times} fois sous no_counterpart",
                en=f"column {name} is named {times} times under no_counterpart",
            )
    for (header, occurrence), times in Counter(column.key for column in mapping.columns.values()).items():
        if times > 1:
            yield Text(
                fr=f"{times} colonnes désignent l'en-tête « {header} » (occurrence {occurrence})",
                en=f"{times} columns point to header “{header}” (occurrence {occurrence})",
            )


def _events(mapping: Mapping) -> Iterator[Text]:
    if [event.type for event in mapping.events].count(DECLARATION) != 1 or mapping.events[0].type != DECLARATION:
        yield Text(
            fr=f"{DECLARATION} doit être le premier événement, une seule fois",
            en=f"{DECLARATION} must be the first event, exactly once",
        )
    if mapping.events[0].only_with:
        yield Text(
            fr=f"{DECLARATION} ne peut pas dépendre de only_with : toute ligne est un dossier ou un refus",
            en=f"{DECLARATION} cannot depend on only_with: every row is a case or a refusal",
        )
    for place, event in enumerate(mapping.events):
        yield from _event(f"events.{place}", event)


def _event(place: str, event: Telling) -> Iterator[Text]:
    if event.type not in INCOMING or event.type in BODIES_ONLY:
        yield Text(
            fr=f"{place} : un établissement n'émet pas d'événement {event.type}",
            en=f"{place}: an establishment emits no event {event.type}",
        )
        return
    known = INCOMING[event.type].model_fields
    for name in event.data:
        if name not in known:
            yield Text(
                fr=f"{place} : {event.type} n'a pas de champ {name}", en=f"{place}: {event.type} has no field {name}"
            )
    for name, field in known.items():
        if field.is_required() and name not in event.data:
            yield Text(
                fr=f"{place} : {event.type} exige le champ {name}", en=f"{place}: {event.type} requires field {name}"
            )
    for name in event.only_with:
        if name not in event.data:
            yield Text(
                fr=f"{place} : only_with nomme {name}, qui n'est pas sous data",
                en=f"{place}: only_with names {name}, which is not under data",
            )
