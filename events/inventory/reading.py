"""What an inventory says: every row a case with its events, or refused with its line and the reason."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from hashlib import sha256
from typing import Any

import orjson

from domain.canonical import dumps
from domain.text import Language, Text
from events.contract import Rejected, entitled, read, topics
from events.contract.envelope import ESTABLISHMENT, qualified
from events.inventory.fields import spoken
from events.inventory.identity import distinct, named
from events.inventory.mapping import Mapping, Telling
from events.inventory.refusal import RowRefused
from events.inventory.row import Row
from events.inventory.shelf import positions
from events.inventory.spelling import normalized
from events.inventory.table import Record, Table

Event = dict[str, Any]


@dataclass(frozen=True)
class Told:
    """A row that is a case: its id, the stage it claims, and its events, the declaration last.

    What is known is told before the case asks to be judged, so that each row raises one question and not several.
    """

    line: int
    case_id: str
    stage: str
    events: tuple[Event, ...]

    @property
    def declaration(self) -> Event:
        """The event that declares it."""
        return self.events[-1]


@dataclass(frozen=True)
class Refused:
    """A row that is not, and why."""

    line: int
    reason: Text


@dataclass(frozen=True)
class Inventory:
    """The whole file: as many rows as cases and refusals together."""

    rows: int
    cases: tuple[Told, ...]
    refused: tuple[Refused, ...]


@dataclass
class _Reader:
    mapping: Mapping
    published: datetime
    now: datetime
    refused: list[Refused] = field(default_factory=list)

    def read(self, table: Table) -> Inventory:
        rows = self._whole(table)
        names = self._named(rows)
        cases: dict[str, Told] = {}
        for (row, _), case_id in zip(names, distinct(self.mapping.identity, names), strict=True):
            if case_id in cases:
                self._refuse(row.line, _same_identity(cases[case_id].line, self.mapping, row))
                continue
            try:
                cases[case_id] = self._told(row, case_id)
            except RowRefused as refused:
                self._refuse(row.line, refused.text)
        return Inventory(
            rows=len(table.records),
            cases=tuple(cases.values()),
            refused=tuple(sorted(self.refused, key=lambda refused: refused.line)),
        )

    def _refuse(self, line: int, reason: Text) -> None:
        self.refused.append(Refused(line, reason))

    def _whole(self, table: Table) -> list[Row]:
        standing = {key: place for place, key in enumerate(positions(table.header))}
        places = {name: standing[column.key] for name, column in self.mapping.columns.items()}
        headers = {name: table.header[place].strip() for name, place in places.items()}
        blanks = frozenset(map(normalized, self.mapping.blanks))
        first: dict[tuple[str, ...], int] = {}
        rows = []
        for record in table.records:
            fault = _broken(record, len(table.header), first.get(record.cells))
            if fault is not None:
                self._refuse(record.line, fault)
                continue
            first[record.cells] = record.line
            cells = {name: record.cells[place] for name, place in places.items()}
            rows.append(Row(record.line, cells, headers, blanks))
        return rows

    def _named(self, rows: list[Row]) -> list[tuple[Row, tuple[str, str]]]:
        names = []
        for row in rows:
            try:
                names.append((row, named(self.mapping.identity, row)))
            except RowRefused as refused:
                self._refuse(row.line, refused.text)
        return names

    def _told(self, row: Row, case_id: str) -> Told:
        instant = self._instant(row)
        events = [
            event for telling in self.mapping.events if (event := _event(telling, row, case_id, instant)) is not None
        ]
        for event in events:
            self._accepted(event)
        declaration, *rest = events
        return Told(row.line, case_id, declaration["data"]["stage"], (*rest, declaration))

    def _instant(self, row: Row) -> datetime:
        day = self.mapping.time.day(row) if self.mapping.time else None
        instant = self.published if day is None else _midnight(day)
        if instant > self.now:
            raise RowRefused(
                Text(
                    fr="la date de cette ligne est dans l'avenir : un événement dit ce qui s'est déjà produit",
                    en="the date of this row is in the future: an event says what has already happened",
                )
            )
        return instant

    def _accepted(self, event: Event) -> None:
        """Ask the contract itself, as intake will."""
        try:
            message = read(orjson.dumps(event), received_at=self.now)
            entitled(topics.incoming(message.source.removeprefix(ESTABLISHMENT)), message)
        except Rejected as rejected:
            raise RowRefused(Text(fr=_at(rejected, "fr"), en=_at(rejected, "en"))) from None


def read_inventory(table: Table, mapping: Mapping, *, now: datetime, published: date | None = None) -> Inventory:
    """Return what *table*, whose columns are those of *mapping*, says.

    *published* is this edition's date when it is not the mapping's; a corrected edition needs a later one, because of
    two things said on one topic the later counts.
    """
    return _Reader(mapping, _midnight(published or mapping.published), now).read(table)


def _at(rejected: Rejected, language: Language) -> str:
    said = rejected.text.in_(language)
    if rejected.field is None:
        return said
    expected = rejected.expected and rejected.expected.in_(language)
    return f"{said} ({rejected.field}: {expected})" if expected else f"{said} ({rejected.field})"


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)


def _broken(record: Record, width: int, twin: int | None) -> Text | None:
    if not any(cell.strip() for cell in record.cells):
        return Text(fr="toutes les cellules sont vides", en="every cell is blank")
    if len(record.cells) != width:
        return Text(
            fr=f"{len(record.cells)} cellules pour {width} colonnes",
            en=f"{len(record.cells)} cells for {width} columns",
        )
    if twin is not None:
        return Text(fr=f"répète mot pour mot la ligne {twin}", en=f"repeats line {twin} word for word")
    return None


def _same_identity(line: int, mapping: Mapping, row: Row) -> Text:
    headers = [f"« {row.header(column)} »" for column in mapping.identity.distinguish]
    return Text(
        fr=f"même établissement et même nom que la ligne {line}"
        + _nothing_else(headers, "et rien ne les distingue dans"),
        en=f"same establishment and same name as line {line}"
        + _nothing_else(headers, "and nothing tells them apart in"),
    )


def _nothing_else(headers: Sequence[str], words: str) -> str:
    return f", {words} {', '.join(headers)}" if headers else ""


def _event(telling: Telling, row: Row, case_id: str, instant: datetime) -> Event | None:
    data = spoken({name: form.said(row) for name, form in telling.data.items()})
    if any(name not in data for name in telling.only_with):
        return None
    if telling.type == "initiative.declared" and "stage" not in data:
        raise RowRefused(Text(fr="l'étape n'est pas dite", en="the stage is not said"))
    type_ = qualified(telling.type)
    return {
        "specversion": "1.0",
        "id": f"inventaire-{sha256(dumps([case_id, type_, data])).hexdigest()[:40]}",
        "source": f"{ESTABLISHMENT}{case_id.partition(':')[2].partition('/')[0]}",
        "type": type_,
        "subject": case_id,
        "time": instant.isoformat(),
        "datacontenttype": "application/json",
        "data": data,
    }
