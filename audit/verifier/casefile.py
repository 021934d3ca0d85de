"""What a case file holds for machines, and whether all of it is of the log whose checkpoint it carries.

A case file is a page for people; one script element in it, which nothing runs, holds this in JSON.
"""

import json
import re
from base64 import b64decode, b64encode
from collections.abc import Iterable
from functools import partial
from pathlib import Path
from typing import Final, Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from audit.verifier import merkle
from audit.verifier.cases import Evidence, check
from audit.verifier.checkpoint import Trust, checkpoint
from audit.verifier.leaf import Leaf, where
from audit.verifier.notes import Checkpoint
from audit.verifier.report import Report
from audit.verifier.tiles import bundle_path, schemas_path

OPENING: Final = '<script type="application/json" id="balise-case-file">'
CLOSING: Final = "</script>"
EMBEDDED: Final = re.compile(f"{re.escape(OPENING)}(.*?){re.escape(CLOSING)}", re.DOTALL)


class NotACaseFile(Exception):  # noqa: N818  named after what was found
    """There is no case file in what was read."""


class Proved(BaseModel):
    """One leaf, with the proof that leads from it to the root of the checkpoint."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    index: int
    leaf: str
    """In UTF-8, as the log has it."""
    proof: tuple[str, ...]
    """Hashes, in base64, the lowest first."""


class CaseFile(BaseModel):
    """All that it takes to prove one case again."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    version: Literal[1] = 1
    case_id: str
    checkpoint: str
    keys: tuple[str, ...]
    """With which the log says it signs: what an auditor believes is known from elsewhere."""
    leaves: tuple[Proved, ...]
    contents: dict[str, str]
    """By digest: what the log has there, in UTF-8."""
    bundles: dict[str, str]
    """By revision: the archive, in base64."""
    schemas: dict[str, str] = {}
    """By digest: what was let in when its entries were settled, in UTF-8."""
    histories: dict[str, str] = {}
    """By run: Temporal's export, gzipped, in base64; those that were archived when the file was made."""

    @classmethod
    def read(cls, path: Path) -> "CaseFile":
        """Read the case file at *path*, a page or its JSON alone.

        Raises:
            NotACaseFile: it is none.
            OSError: it cannot be read.
        """
        try:
            written = path.read_bytes().decode()
        except UnicodeDecodeError:
            raise NotACaseFile("UTF-8") from None
        embedded = EMBEDDED.findall(written)
        if len(embedded) > 1 or (not embedded and not written.lstrip().startswith("{")):
            raise NotACaseFile(f"{len(embedded)} × {OPENING}")  # noqa: RUF001
        try:
            return cls.model_validate_json(embedded[0] if embedded else written)
        except ValidationError as error:
            raise NotACaseFile(where(error)) from None

    @property
    def embedded(self) -> str:
        """The element that holds it in a page: nothing in it closes the element early."""
        written = json.dumps(self.model_dump(mode="json"), ensure_ascii=False, separators=(",", ":"))
        return OPENING + written.replace("<", "\\u003c") + CLOSING

    def content(self, digest: str) -> bytes | None:
        """Return the content of *digest*, or what stands in its place."""
        held = self.contents.get(digest)
        return held.encode() if held is not None else None

    def file(self, path: str) -> bytes | None:
        """Return the bundle, or the schemas, that the log has at *path*."""
        said = {schemas_path(digest): schemas for digest, schemas in self.schemas.items()}.get(path)
        if said is not None:
            return said.encode()
        held = {bundle_path(name.removeprefix("sha256:")): archive for name, archive in self.bundles.items()}.get(path)
        return _bytes(held) if held is not None else None


def encoded(hashes: Iterable[bytes]) -> tuple[str, ...]:
    """Return *hashes* as a case file holds them."""
    return tuple(b64encode(each).decode() for each in hashes)


def verify(file: CaseFile, trust: Trust, opa: Path | None) -> Report:
    """Check all of *file*."""
    report = Report()
    top = checkpoint(file.checkpoint.encode(), file.keys, trust, report)
    leaves = [Leaf(each.index, each.leaf.encode()) for each in file.leaves]
    if top is not None:
        _included(file, leaves, top, report)
    archived = {run: _bytes(held) for run, held in file.histories.items()}
    report.add([check([(file.case_id, leaves)], Evidence(file.content, file.file, opa, lambda _: archived))])
    return report


def _bytes(encoded_: str) -> bytes:
    try:
        return b64decode(encoded_, validate=True)
    except ValueError:
        return b""  # which is what nothing is: it is told as unreadable


def _included(file: CaseFile, leaves: list[Leaf], top: Checkpoint, report: Report) -> None:
    for leaf, held in zip(leaves, file.leaves, strict=True):
        tell = partial(report.tell, case=file.case_id, index=leaf.index)
        try:
            proof = [b64decode(each, validate=True) for each in held.proof]
        except ValueError:
            proof = [b""]
        if merkle.includes(leaf.raw, leaf.index, top.size, proof, top.root):
            report.proven["leaves"] += 1
        else:
            tell("leaf_not_included")
