"""How the story is written down: one file per initiative, below its establishment's folder, and one for the mishaps."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ConfigDict, Field, field_validator

HERE = Path(__file__).resolve().parent
INITIATIVES = HERE / "initiatives"
MISHAPS = HERE / "mishaps.yaml"

Written = TypeVar("Written", bound="Page")


class Page(BaseModel):
    """Something written by hand: a word that is not known is a mistake."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Ending(Page):
    """Where an initiative must stand once all is told; the demonstration fails when it does not."""

    stage: str | None = None
    outcome: str
    rules: frozenset[str] = frozenset()
    """Rules that the last verdict holds against it: violated, or that could not be decided."""
    opinions: frozenset[str] = frozenset()
    """Bodies whose opinion the last verdict awaits."""
    stopped_by: frozenset[str] = frozenset()
    """Every rule that ever held it back."""
    owes: frozenset[str] = frozenset()
    """Rules behind obligations it still has; others may be owed too."""
    settled: frozenset[str] = frozenset()
    """Rules behind obligations it had and has no longer."""


class Act(Page):
    """What is said of one initiative on one day: each saying is one event, its type and its data."""

    day: date
    says: tuple[dict[str, dict[str, Any]], ...] = Field(min_length=1)

    @field_validator("says")
    @classmethod
    def _one_type_each(cls, says: tuple[dict[str, dict[str, Any]], ...]) -> tuple[dict[str, dict[str, Any]], ...]:
        if any(len(saying) != 1 for saying in says):
            raise ValueError("each saying is one event type and its data")
        return says

    @property
    def sayings(self) -> Iterator[tuple[str, dict[str, Any]]]:
        """The events, as type and data."""
        for saying in self.says:
            yield from saying.items()


class Initiative(Page):
    """One initiative's life."""

    establishment: str
    slug: str
    ending: Ending
    acts: tuple[Act, ...] = Field(min_length=1)

    @property
    def title(self) -> str:
        """What its establishment calls it."""
        told = (data for act in self.acts for name, data in act.sayings if name == "initiative.declared")
        return str(next(told)["title"])


class Mishap(Page):
    """A record that goes wrong, sent with the act of that number."""

    act: int = Field(ge=1)
    about: str
    """What happened, for who reads the file."""
    fault: str | None = None
    """Why intake must park it; None for an event that is merely sent again."""
    topic: str | None = None
    """Code of whose topic it is written to; its source's own by default."""
    raw: str | None = None
    """The record, as it is."""
    again: str | None = None
    """`<establishment>/<slug> <n>`: the nth event of that initiative, sent again as it was."""
    source: str | None = None
    case: str | None = None
    day: date | None = None
    says: dict[str, dict[str, Any]] = {}


def initiatives() -> list[Initiative]:
    """Read every initiative, in the order of their files."""
    return [
        _read(path, Initiative, establishment=path.parent.name, slug=path.stem)
        for path in sorted(INITIATIVES.glob("*/*.yaml"))
    ]


def mishaps() -> list[Mishap]:
    """Read every mishap."""
    return [Mishap.model_validate(written) for written in yaml.safe_load(MISHAPS.read_text(encoding="utf-8"))]


def _read(path: Path, page: type[Written], **named: str) -> Written:
    return page.model_validate(yaml.safe_load(path.read_text(encoding="utf-8")) | named)
