"""How a witness looks at a log: it must go on from what was last seen of it, and only then is it cosigned."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from audit.log.signing import Signer
from audit.sources import Source
from audit.verifier.checkpoint import Trust, checkpoint, goes_on
from audit.verifier.log import optional
from audit.verifier.notes import Checkpoint, Note
from audit.verifier.report import Report
from audit.verifier.tiles import CHECKPOINT, KEYS, TileRefused, Tiles
from audit.verifying import Memory


@dataclass(frozen=True)
class Witnessed:
    """What came of one look."""

    report: Report
    top: Checkpoint | None = None
    before: Checkpoint | None = None
    """What was last seen; None the first time."""
    line: str | None = None
    """The cosignature; None when there is a doubt."""
    evidence: Path | None = None
    """Where two histories of the log are kept."""


@dataclass(frozen=True)
class Witness:
    """Who signs, what they saw last, and by which clock."""

    signer: Signer
    memory: Memory
    clock: Callable[[], float]
    trust: Trust = field(default_factory=Trust)

    def look(self, read: Source) -> Witnessed:
        """Look at the log that *read* reads; what is cosigned was remembered before."""
        report = Report()
        there = optional(read)
        raw = there(CHECKPOINT)
        brought = (there(KEYS) or b"").decode(errors="replace").split()
        top = checkpoint(raw, brought, self.trust, report)
        if raw is None or top is None or report.findings:
            return Witnessed(report, top)
        last = self.memory.last(top.origin)
        before = last[0] if last else None
        if before is not None and not goes_on(before, top, _proof(read, before, top), report):
            return Witnessed(report, top, before, evidence=self.memory.evidence(top, raw))
        # Remembered first: whoever is killed here has promised nothing yet.
        self.memory.keep(top, raw)
        line = str(self.signer.cosign(Note.parse(raw).text, int(self.clock())))
        return Witnessed(report, top, before, line)


def _proof(read: Source, before: Checkpoint, top: Checkpoint) -> list[bytes]:
    try:
        return Tiles(read, top.size).consistency(before.size)
    except (ValueError, FileNotFoundError, TileRefused):
        return []  # a log that cannot prove it goes on is treated as one that does not
