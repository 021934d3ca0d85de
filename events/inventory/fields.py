"""The ways a cell may become a field of an event. Blank is absent, never false, and nothing is guessed."""

from collections.abc import Callable, Iterator
from datetime import date, datetime
from typing import Annotated, Any, Final, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from domain.text import Text
from events.inventory.refusal import RowRefused
from events.inventory.row import Row
from events.inventory.spelling import cut, normalized, one_line, prose

Name = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$")]
"""What a mapping calls a column."""

Value = bool | str | None


class Part(BaseModel):
    """A piece of a mapping: exactly what is written here, nothing else."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Given(Part):
    """The field is said only in rows where *column* is one of *among*."""

    column: Name
    among: tuple[str, ...]

    def holds(self, row: Row) -> bool:
        """Return whether *row* is one of those."""
        return normalized(row[self.column]) in {normalized(value) for value in self.among}


class _Form(Part):
    given: Given | None = None

    def said(self, row: Row) -> Value:
        """Return what *row* says, or None when it says nothing.

        Raises:
            RowRefused: the cell holds something that the mapping does not know how to read.
        """
        return self._read(row) if self.given is None or self.given.holds(row) else None

    def columns(self) -> Iterator[str]:
        """Yield the columns that this reads."""
        if self.given is not None:
            yield self.given.column
        yield from self._columns()

    def _read(self, row: Row) -> Value:
        raise NotImplementedError

    def _columns(self) -> Iterator[str]:
        raise NotImplementedError


class _OfColumn(_Form):
    column: Name

    def _columns(self) -> Iterator[str]:
        yield self.column


_SPELLED: Final[dict[str, Callable[[str], str]]] = {"verbatim": str, "line": one_line, "prose": prose}


class Words(_OfColumn):
    """A text: as it stands, on one line, or trimmed with its line breaks; cut at *at_most* characters."""

    form: Literal["verbatim", "line", "prose"]
    at_most: Annotated[int, Field(ge=20)]

    def _read(self, row: Row) -> Value:
        return cut(_SPELLED[self.form](row[self.column]), self.at_most) or None


class Labelled(Part):
    """One line of a text made of several columns."""

    label: str
    column: Name
    at_most: Annotated[int, Field(ge=20)]


class Together(_Form):
    """Several columns in one text, each after its label; those that are blank are left out."""

    form: Literal["together"]
    parts: Annotated[tuple[Labelled, ...], Field(min_length=1)]

    def _read(self, row: Row) -> Value:
        lines = [f"{part.label}{cut(prose(row[part.column]), part.at_most)}" for part in self.parts if row[part.column]]
        return "\n".join(lines) or None

    def _columns(self) -> Iterator[str]:
        yield from (part.column for part in self.parts)


class Day(_OfColumn):
    """A date in one of *formats* (strptime), written as the contract has it."""

    form: Literal["date"]
    formats: Annotated[tuple[str, ...], Field(min_length=1)]

    def _read(self, row: Row) -> Value:
        found = self.day(row)
        return None if found is None else found.isoformat()

    def day(self, row: Row) -> date | None:
        """Return the day that *row* gives, if any."""
        text = one_line(row[self.column])
        if not text:
            return None
        for pattern in self.formats:
            try:
                # A calendar day has no time zone.
                return datetime.strptime(text, pattern).date()  # noqa: DTZ007
            except ValueError:
                continue
        header = row.header(self.column)
        raise RowRefused(
            Text(
                fr=f"colonne « {header} » : ce n'est pas une date de la forme {' ou '.join(self.formats)}",
                en=f"column “{header}”: not a date of the form {' or '.join(self.formats)}",
            )
        )


class Term(_OfColumn):
    """A value of a closed vocabulary. A term written with null is known, and says nothing that the contract holds."""

    form: Literal["term"]
    terms: Annotated[dict[str, Value], Field(min_length=1)]

    def _read(self, row: Row) -> Value:
        text = normalized(row[self.column])
        if not text:
            return None
        known = {normalized(term): value for term, value in self.terms.items()}
        if text not in known:
            header, expected = row.header(self.column), cut(" | ".join(self.terms), 300)
            raise RowRefused(
                Text(
                    fr=f"colonne « {header} » : valeur inconnue du mappage (connues : {expected})",
                    en=f"column “{header}”: value unknown to the mapping (known: {expected})",
                )
            )
        return known[text]


class Constant(_Form):
    """What holds for every row of this inventory."""

    form: Literal["constant"]
    value: bool | str

    def _read(self, row: Row) -> Value:
        del row
        return self.value

    def _columns(self) -> Iterator[str]:
        yield from ()


class FirstSaid(_Form):
    """What the first of *among* says that says anything."""

    form: Literal["first"]
    among: Annotated[tuple["Form", ...], Field(min_length=2)]

    def _read(self, row: Row) -> Value:
        # Every one is read: a cell that cannot be understood is refused even where another one already answers.
        answers = [field.said(row) for field in self.among]
        return next((answer for answer in answers if answer is not None), None)

    def _columns(self) -> Iterator[str]:
        for field in self.among:
            yield from field.columns()


Form = Annotated[Words | Together | Day | Term | Constant | FirstSaid, Field(discriminator="form")]
FirstSaid.model_rebuild()


def spoken(data: dict[str, Any]) -> dict[str, Any]:
    """Return *data* without what was not said."""
    return {name: value for name, value in data.items() if value is not None}
