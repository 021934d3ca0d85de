"""What a verification comes to: how much was checked, and each thing that does not hold or could not be looked at."""

from collections import Counter
from collections.abc import Iterable
from enum import IntEnum, StrEnum

from pydantic import BaseModel, ConfigDict, Field

from audit.verifier.words import WORDS
from domain.text import Language, Text


class Standing(StrEnum):
    """What became of one check."""

    PROVEN = "proven"
    NOT_PROVEN = "not_proven"
    """It was looked at, and does not hold."""
    UNCHECKED = "unchecked"
    """It could not be looked at: something is destroyed, or whoever verifies lacks what it takes."""


class Exit(IntEnum):
    """What the exit code of a verification means."""

    PROVEN = 0
    NOT_PROVEN = 1
    UNCHECKED = 2


class Finding(BaseModel):
    """One check that is not proven: its *code* for programs, what and where for people."""

    model_config = ConfigDict(frozen=True)

    code: str
    standing: Standing
    case: str | None = None
    sequence: int | None = None
    index: int | None = None
    """Of the leaf in the log."""
    path: str | None = None
    """Of a file of the log, or of a field of what was compared."""
    what: Text
    takes: Text
    """What it would take to have done it, or to be able to check it."""

    @property
    def where(self) -> Text:
        """The place, in words."""
        parts = [
            (self.case, self.case),
            (self.sequence, f"étape {self.sequence}"),
            (self.index, f"feuille {self.index}"),
            (self.path, self.path),
        ]
        said = [str(text) for value, text in parts if value is not None]
        english = [text.replace("étape", "step").replace("feuille", "leaf") for text in said]
        return Text(fr=", ".join(said), en=", ".join(english))

    def in_(self, language: Language) -> str:
        """Return the finding as a person reads it, in three lines at most."""
        where = self.where.in_(language)
        mark = "✗" if self.standing is Standing.NOT_PROVEN else "?"
        said = f"{mark} {where}\n  {self.what.in_(language)}" if where else f"{mark} {self.what.in_(language)}"
        return f"{said}\n  → {self.takes.in_(language)}  [{self.code}]"


def found(code: str, **rest: object) -> Finding:
    """Return the finding called *code*; what is no field of a finding completes its words."""
    word = WORDS[code]
    fields = {name: rest[name] for name in ("case", "sequence", "index", "path") if name in rest}
    said = {name: value for name, value in rest.items() if name not in fields}
    texts = [value if isinstance(value, Text) else Text(fr=str(value), en=str(value)) for value in said.values()]
    spoken = dict(zip(said, texts, strict=True))
    what = Text(
        fr=word.what.fr.format_map({name: text.fr for name, text in spoken.items()}),
        en=word.what.en.format_map({name: text.en for name, text in spoken.items()}),
    )
    standing = Standing.UNCHECKED if word.unchecked else Standing.NOT_PROVEN
    return Finding.model_validate(
        {"code": code, "standing": standing, "what": what, "takes": word.takes, **fields}, strict=True
    )


class Report(BaseModel):
    """All that was checked. What is proven is counted, the rest is told one by one."""

    proven: Counter[str] = Field(default_factory=Counter)
    """How many of each thing hold: signatures, leaves, contents, settlements, verdicts, opinions…"""
    bundles: set[str] = Field(default_factory=set)
    """Revisions of the bundles that are what they are called."""
    schemas: set[str] = Field(default_factory=set)
    """Digests of the schemas of what was let in, that are there."""
    findings: list[Finding] = Field(default_factory=list)

    @property
    def standing(self) -> Standing:
        """What it all comes to: one thing that does not hold outweighs all that could not be looked at."""
        standings = {finding.standing for finding in self.findings}
        if Standing.NOT_PROVEN in standings:
            return Standing.NOT_PROVEN
        # Nothing looked at is nothing proven.
        return Standing.UNCHECKED if standings or not self.proven.total() else Standing.PROVEN

    @property
    def exit(self) -> Exit:
        """The exit code that says so."""
        return Exit[self.standing.name]

    def tell(self, code: str, **rest: object) -> None:
        """Add the finding called *code*."""
        self.findings.append(found(code, **rest))

    def believe(self, *revisions: str) -> None:
        """Count bundles that are what they are called, each once whoever looked at it."""
        self.bundles.update(revisions)
        self.proven["bundles"] = len(self.bundles)

    def believe_schemas(self, *digests: str) -> None:
        """Count schemas that are what they are called, each once whoever looked at them."""
        self.schemas.update(digests)
        self.proven["schemas"] = len(self.schemas)

    def add(self, others: Iterable["Report"]) -> None:
        """Take in what *others* found."""
        for other in others:
            self.proven.update(other.proven)
            self.believe(*other.bundles)
            self.believe_schemas(*other.schemas)
            self.findings.extend(other.findings)
