"""A mapping in words: where each column of an inventory goes, and why some go nowhere."""

from collections.abc import Iterator
from dataclasses import dataclass

from domain.text import Language, Text
from events.inventory.mapping import Mapping


@dataclass(frozen=True)
class Line:
    """One column of the inventory. *to* is empty when it has no counterpart, and *why* says so."""

    header: str
    to: tuple[str, ...]
    why: Text | None


_ESTABLISHMENT = "(establishment)"
_SLUG = "(case id)"
_TIME = "(event time)"


def lines(mapping: Mapping) -> list[Line]:
    """Return every column of *mapping*, in the order it lists them."""
    goes: dict[str, list[str]] = {name: [] for name in mapping.columns}
    for piece in mapping.identity.establishment:
        goes[piece.column].append(_ESTABLISHMENT)
    for name in (mapping.identity.name, *mapping.identity.distinguish):
        goes[name].append(_SLUG)
    for column in mapping.time.columns() if mapping.time else ():
        goes[column].append(_TIME)
    for event in mapping.events:
        for field, form in event.data.items():
            for column in form.columns():
                goes[column].append(f"{event.type} {field}")
    why = {name: group.reason for group in mapping.no_counterpart for name in group.columns}
    return [
        Line(
            header=column.header + (f" [{column.occurrence}]" if column.occurrence > 1 else ""),
            to=tuple(dict.fromkeys(goes[name])),
            why=why.get(name, column.limits),
        )
        for name, column in mapping.columns.items()
    ]


def markdown(mapping: Mapping, language: Language) -> str:
    """Return *mapping* as two tables: columns that are used, and columns that have no counterpart."""
    return "\n".join(_tables(lines(mapping), language)) + "\n"


def _tables(all_: list[Line], language: Language) -> Iterator[str]:
    used, unused = [line for line in all_ if line.to], [line for line in all_ if not line.to]
    yield from (
        ("| colonne | champ | limites |", "| --- | --- | --- |")
        if language == "fr"
        else (
            "| column | field | limits |",
            "| --- | --- | --- |",
        )
    )
    for line in used:
        fields = "<br>".join(f"`{field}`" for field in line.to)
        yield f"| {_cell(line.header)} | {fields} | {_cell(line.why.in_(language) if line.why else '')} |"
    if not unused:
        return
    yield ""
    yield from (
        ("| colonne sans contrepartie | raison |", "| --- | --- |")
        if language == "fr"
        else (
            "| column without a counterpart | reason |",
            "| --- | --- |",
        )
    )
    for line in unused:
        yield f"| {_cell(line.header)} | {_cell(line.why.in_(language) if line.why else '')} |"


def _cell(text: str) -> str:
    return text.replace("|", "\\|")
