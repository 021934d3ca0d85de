"""Verify one case file, with Python's own library, `cryptography`, `pydantic` and an `opa` binary.

Exit code: 0 proven, 1 not proven, 2 could not be checked (or the command was not understood).
"""

import argparse
import shutil
import sys
from pathlib import Path

from audit.verifier.casefile import CaseFile, NotACaseFile, verify
from audit.verifier.checkpoint import trusted
from audit.verifier.notes import NoteRefused
from audit.verifier.report import Exit, Report
from domain.text import Language


def main(arguments: list[str] | None = None) -> Exit:
    """Verify the file that *arguments* name and say what was found."""
    parser = argparse.ArgumentParser(prog="python -m audit.verifier", description=__doc__)
    parser.add_argument("file", type=Path, help="dossier de preuve / case file")
    parser.add_argument("--opa", type=Path, help="commande OPA / OPA command")
    parser.add_argument("--key", action="append", default=[], help="clé du journal / key of the log")
    parser.add_argument("--witness", action="append", default=[], help="clé d'un témoin / key of a witness")
    parser.add_argument("--require", type=int, default=0, help="témoins exigés / witnesses required")
    parser.add_argument("--lang", choices=("fr", "en"), default="fr")
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args(arguments)
    found = shutil.which("opa")
    opa = given.opa or (Path(found) if found else None)
    try:
        report = verify(CaseFile.read(given.file), trusted(given.key, given.witness, given.require), opa)
    except (NotACaseFile, OSError, NoteRefused) as refusal:
        report = Report()
        report.tell("file_malformed", path=str(given.file), why=getattr(refusal, "text", refusal))
    sys.stdout.write(report.model_dump_json(indent=2) if given.json else written(report, given.lang))
    sys.stdout.write("\n")
    return report.exit


def written(report: Report, language: Language) -> str:
    """Return *report* as a person reads it."""
    counts = [f"✓ {count} {name}" for name, count in sorted(report.proven.items()) if count]
    return "\n".join([*counts, *(finding.in_(language) for finding in report.findings), report.standing.value])


if __name__ == "__main__":
    sys.exit(main())
