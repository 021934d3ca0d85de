"""`balise audit witness`: an establishment watches a log kept by others, and cosigns what goes on from what it saw."""

import json
import time
from http.client import HTTPException
from pathlib import Path
from typing import Annotated, Any, Final
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import typer
from rich.console import Console

from audit.log.refusal import LogRefused
from audit.log.signing import Signer
from audit.sources import Served, Unreachable
from audit.verifier.report import Exit, Report
from audit.verifying import Memory
from audit.witnessing import Witness, Witnessed
from cli.audit import reading
from cli.screen import screen
from domain.text import Text
from settings import Settings

HELP: Final = Text(
    fr="Regarder un journal en témoin : vérifier qu'il continue ce qu'on en avait vu, puis le cosigner. Code de "
    "sortie : 0 cosigné, 1 autre histoire (la preuve est gardée), 2 sans réponse.",
    en="Look at a log as a witness: check that it goes on from what was seen of it, then cosign it. Exit code: 0 "
    "cosigned, 1 another history (the evidence is kept), 2 no answer.",
)


def witness(
    address: Annotated[str, typer.Argument(metavar=screen.text("ADRESSE", "ADDRESS"))],
    *,
    name: Annotated[str, typer.Option(help=screen.text("Nom du témoin, le même toujours : ciusss-x.qc.ca/temoin.",
                                                       "Name of the witness, always the same."))],
    key: Annotated[list[str] | None, typer.Option(help=screen.text("Clé publique du journal.",
                                                                   "Public key of the log."))] = None,
    folder: Annotated[Path | None, typer.Option(help=screen.text("Où sont sa clé et ce qu'il a vu.",
                                                                 "Where its key is, and what it saw."))] = None,
    every: Annotated[int | None, typer.Option(min=1, help=screen.text("Recommencer toutes les N secondes.",
                                                                      "Again every N seconds."))] = None,
) -> None:  # fmt: skip
    """Look once, or again and again until something does not hold."""
    where = folder or Settings().data / "witness"
    mine = _key(where, name)
    by = Witness(mine, Memory(where / "seen.json"), time.time, reading.trust(key or [], [], 0))
    while True:
        seen = _looked(by, Served(address))
        if seen.line is not None and not _posted(address, seen.line):
            seen.report.tell("cosignature_not_taken", key=str(mine.witness))
        _tell(seen, mine)
        if every is None or seen.report.findings:
            raise SystemExit(int(seen.report.exit))
        time.sleep(every)


def _looked(by: Witness, read: Served) -> Witnessed:
    try:
        return by.look(read)
    except Unreachable as error:
        reading.unreachable(error)


def _key(folder: Path, name: str) -> Signer:
    path = folder / "witness.pem"
    try:
        if path.exists():
            return Signer.read(name, path)
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        drawn = Signer.new(name)
        drawn.write(path)
    except LogRefused as refusal:
        reading.fail(refusal.text)
    except OSError as error:
        reading.fail(Text(fr=f"{path} : {error.strerror}.", en=f"{path}: {error.strerror}."))
    return drawn


def _posted(address: str, line: str) -> bool:
    """Return whether the log serves the cosignature from now on."""
    request = Request(f"{address.rstrip('/')}/cosignatures", f"{line}\n".encode(), method="POST")  # noqa: S310  as `Served`
    try:
        with urlopen(request, timeout=30) as answer:  # noqa: S310
            return bool(json.load(answer)["size"] >= 0)
    except HTTPError:
        return False
    except (OSError, HTTPException, ValueError) as error:
        reading.unreachable(Unreachable(type(error).__name__))


def _plain(seen: Witnessed, mine: Signer) -> dict[str, Any]:
    report: Report = seen.report
    return {
        "standing": report.standing.value,
        "witness": str(mine.witness),
        "log": {"origin": seen.top.origin, "size": seen.top.size, "root": seen.top.root.hex()} if seen.top else None,
        "seen_before": seen.before.size if seen.before else None,
        "cosignature": seen.line,
        "findings": [finding.model_dump(mode="json") for finding in report.findings],
        "evidence": seen.evidence,
    }


def _tell(seen: Witnessed, mine: Signer) -> None:
    screen.answer(_plain(seen, mine), lambda console: _render(console, seen, mine))


def _render(console: Console, seen: Witnessed, mine: Signer) -> None:
    if seen.report.exit is Exit.PROVEN and seen.top is not None:
        since = seen.before.size if seen.before else 0
        console.print(
            screen.text(
                f"{seen.top.origin} : {seen.top.size} entrées, dont {seen.top.size - since} nouvelles ; cosigné.",
                f"{seen.top.origin}: {seen.top.size} entries, {seen.top.size - since} of them new; cosigned.",
            ),
            markup=False,
        )
    for finding in seen.report.findings:
        console.print(finding.in_(screen.language), markup=False, soft_wrap=True)
    if seen.evidence is not None:
        console.print(screen.text(f"Preuve gardée : {seen.evidence}", f"Evidence kept: {seen.evidence}"), markup=False)
    console.print(screen.text(f"témoin : {mine.witness}", f"witness: {mine.witness}"), markup=False, soft_wrap=True)
