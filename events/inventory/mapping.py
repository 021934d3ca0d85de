"""What a mapping may say: the whole knowledge of how one kind of inventory is read, as data."""

from datetime import date
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, StringConstraints

from domain.text import Text
from events.contract.fields import NAME
from events.inventory.fields import Day, Form, Name, Part
from events.inventory.spelling import normalized


class Column(Part):
    """Which column of the file: by its header and, where that repeats, by which of them it is."""

    header: Annotated[str, Field(min_length=1)]
    occurrence: Annotated[int, Field(ge=1)] = 1
    limits: Text | None = None
    """What of this column is used, when it is not all of it."""

    @property
    def key(self) -> tuple[str, int]:
        """Return what tells this column from the others."""
        return normalized(self.header), self.occurrence


def _column(value: Any) -> Any:
    return {"header": value} if isinstance(value, str) else value


class Piece(Part):
    """One part of an establishment's code. *codes* gives the code of known values; others are spelled as one."""

    column: Name
    before: str | None = None
    """Only what stands before this mark counts, where the cell has it."""
    codes: dict[str, Annotated[str, StringConstraints(pattern=f"^{NAME}$")]] = Field(default_factory=dict)


class Identity(Part):
    """Who a row speaks for, what it is called, and what tells two of the same name apart."""

    establishment: Annotated[tuple[Piece, ...], Field(min_length=1)]
    name: Name
    distinguish: tuple[Name, ...] = ()


class Telling(Part):
    """One event that a row may yield: only when every field of *only_with* is said."""

    type: str
    only_with: tuple[str, ...] = ()
    data: Annotated[dict[str, Form], Field(min_length=1)]


class Unused(Part):
    """Columns that the contract has no place for, and why."""

    columns: Annotated[tuple[Name, ...], Field(min_length=1)]
    reason: Text


class Mapping(Part):
    """How one kind of inventory is read."""

    name: Annotated[str, StringConstraints(pattern=f"^{NAME}$")]
    title: Text
    published: date
    """When this edition was published: the time of its events, unless *time* finds a better one in the row."""
    delimiter: Annotated[str, StringConstraints(min_length=1, max_length=1)] = ","
    blanks: tuple[str, ...] = ()
    """Cells that say nothing, beside those that are empty."""
    columns: dict[Name, Annotated[Column, BeforeValidator(_column)]]
    identity: Identity
    time: Day | None = None
    events: Annotated[tuple[Telling, ...], Field(min_length=1)]
    no_counterpart: tuple[Unused, ...] = ()

    def used(self) -> set[str]:
        """Return the columns that something is read from."""
        identity = {piece.column for piece in self.identity.establishment}
        identity |= {self.identity.name, *self.identity.distinguish}
        told = {column for event in self.events for field in event.data.values() for column in field.columns()}
        return identity | told | set(self.time.columns() if self.time else ())

    def unused(self) -> list[str]:
        """Return the columns that are written down as having no counterpart."""
        return [column for group in self.no_counterpart for column in group.columns]
