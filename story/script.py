"""How the story is written down: one file per case, `cases/<process>/<establishment>/<slug>.yaml`, and the mishaps."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ConfigDict, Field, field_validator

from domain.processes import PROCESSES

HERE = Path(__file__).resolve().parent
CASES = HERE / "cases"
MISHAPS = HERE / "mishaps.yaml"

Written = TypeVar("Written", bound="Page")


class Page(BaseModel):
    """Something written by hand: a word that is not known is a mistake."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Ending(Page):
    """Where a case must stand once all is told; the demonstration fails when it does not."""

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
    linked: frozenset[str] = frozenset()
    """`<case> <status>`: what each of the other cases that concern it has last told of itself."""
    through: frozenset[str] = frozenset()
    """Stages it stood at on the way; others may be too."""


class Act(Page):
    """What is said of one case on one day: each saying is one event, its type and its data."""

    day: date
    act: int | None = Field(default=None, ge=1)
    """Number of the story's act it is told in, for what must come after something said of another case; the one that
    follows by default."""
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


class Life(Page):
    """One case's life."""

    process: str
    establishment: str
    slug: str
    ending: Ending
    acts: tuple[Act, ...] = Field(min_length=1)

    @property
    def case_id(self) -> str:
        """The id of its case."""
        return f"{self.process}:{self.establishment}/{self.slug}"

    @property
    def title(self) -> str:
        """What it is called where it is declared."""
        declaration = PROCESSES[self.process].declaration
        told = next(data for act in self.acts for name, data in act.sayings if name == declaration)
        return str(told.get("title") or told["reference"])


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
    """`<case> <n>`: the nth event of that case, sent again as it was."""
    source: str | None = None
    case: str | None = None
    day: date | None = None
    says: dict[str, dict[str, Any]] = {}


def lives() -> list[Life]:
    """Read every case: process by process in the order of the registry, then in the order of their files."""
    return [
        _read(path, Life, process=process, establishment=path.parent.name, slug=path.stem)
        for process in PROCESSES
        for path in sorted((CASES / process).glob("*/*.yaml"))
    ]


def mishaps() -> list[Mishap]:
    """Read every mishap."""
    return [Mishap.model_validate(written) for written in yaml.safe_load(MISHAPS.read_text(encoding="utf-8"))]


def _read(path: Path, page: type[Written], **named: str) -> Written:
    return page.model_validate(yaml.safe_load(path.read_text(encoding="utf-8")) | named)
