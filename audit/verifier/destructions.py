"""What the log says was destroyed, by which rule and on whose order, and whether what is left is what it says.

Such a leaf names digests and runs of one case; it stands beside the case's entries, and takes no number among them.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date
from functools import partial
from typing import Annotated, Any, Final, Literal

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, ValidationError

from audit.verifier.leaf import Leaf, Tell, where
from audit.verifier.report import Report
from domain.canonical import digest_of, dumps

MARK: Final = b'"kind":"destruction"'
"""In no canonical leaf of a settlement: it has no such field, and in a text of it the quotes would be escaped."""

Name = Annotated[str, Field(min_length=1, max_length=200)]


class Destruction(BaseModel):
    """One leaf of the log: from then on, none of what it names is there. Its canonical JSON is what is hashed."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    version: Literal[1] = 1
    kind: Literal["destruction"] = "destruction"
    case_id: str
    contents: tuple[Name, ...]
    """Digests of what messages said and of verdicts."""
    histories: tuple[Name, ...]
    """Runs whose archived history held the same texts."""
    rule: str = Field(pattern=r"\S", max_length=200)
    """The rule of retention that has run out."""
    by: str = Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9._:/-]{0,63}$")
    """Reference of the order, in the books of whoever gave it; it names nobody."""
    at: AwareDatetime

    @property
    def written(self) -> bytes:
        """The leaf itself."""
        return dumps(self.model_dump(mode="json"))

    @property
    def digest(self) -> str:
        """By which an index knows it."""
        return digest_of(self.written)

    @property
    def day(self) -> str:
        """The day it was ordered on."""
        return self.at.astimezone(UTC).date().isoformat()

    def tombstone(self, index: int) -> bytes:
        """Return what stands in the place of all that is named, this being leaf *index*."""
        return dumps({"destroyed": {"entry": index, "on": self.day, "rule": self.rule}})


@dataclass(frozen=True)
class Gone:
    """What was destroyed of one case: by the digest of each content and each run, the leaves that say so."""

    by: Mapping[str, Sequence[tuple[int, Destruction]]] = field(default_factory=dict)

    def tells(self, name: str, raw: bytes | None, *, whole: bool, of: str, tell: Tell) -> bool:
        """Tell what became of *name*, whose place holds *raw*; return whether that is all there is to say of it.

        *whole* says that it is what it was before anything was destroyed.
        """
        named = self.by.get(name, ())
        if whole:
            if named:
                tell("destruction_not_carried_out", entry=named[-1][0])
            return False
        said = destroyed(raw)
        for index, each in reversed(named):
            if raw is None or raw == each.tombstone(index):
                code = "history_destroyed" if of == HISTORY else "content_destroyed"
                tell(code, of=of, rule=each.rule, on=each.day, entry=index)
                return True
        if said is None:
            return False
        rule, on = said.get("rule"), said.get("on")
        if not isinstance(rule, str) or not rule.strip():
            tell("destroyed_without_rule", of=of, why="rule")
        elif not isinstance(on, str) or not _is_day(on):
            tell("destroyed_without_rule", of=of, why="on")
        elif named:
            tell("tombstone_differs", of=of, entry=named[-1][0])
        else:
            tell("destroyed_unlogged", of=of, rule=rule, on=on)
        return True


MESSAGE: Final = "message"
VERDICT: Final = "verdict"
HISTORY: Final = "history"


def split(case_id: str, leaves: Iterable[Leaf], report: Report) -> tuple[Gone, list[Leaf]]:
    """Return what the leaves of *case_id* say was destroyed, and those that are of settlements."""
    by: dict[str, list[tuple[int, Destruction]]] = {}
    others = []
    for leaf in leaves:
        if MARK not in leaf.raw:
            others.append(leaf)
            continue
        tell = partial(report.tell, case=case_id, index=leaf.index)
        try:
            found = Destruction.model_validate_json(leaf.raw, strict=True)
        except ValidationError as error:
            tell("entry_malformed", why=where(error))
            continue
        if found.written != leaf.raw:
            tell("entry_not_canonical")
            continue
        for name in (*found.contents, *found.histories):
            by.setdefault(name, []).append((leaf.index, found))
        report.proven["destructions"] += 1
    return Gone(by), others


def of_the_case(case_id: str, gone: Gone, known: Mapping[str, int], report: Report) -> None:
    """Hold what was destroyed to be *known*: contents of this case, each with the leaf that named it before."""
    for name, named in gone.by.items():
        for index, each in named:
            if name in each.contents and known.get(name, index) >= index:
                report.tell("destruction_of_nothing", case=case_id, index=index, path=name)


def destroyed(raw: bytes | None) -> dict[str, Any] | None:
    """Return what *raw* says of a destruction, when it stands in the place of what was destroyed."""
    if raw is None or not raw.startswith(b'{"destroyed"'):
        return None
    try:
        told = json.loads(raw)
    except (ValueError, RecursionError):
        return None
    if not isinstance(told, dict) or set(told) != {"destroyed"}:
        return None
    return told["destroyed"] if isinstance(told["destroyed"], dict) else {}


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False
