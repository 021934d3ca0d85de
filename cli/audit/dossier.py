"""`balise audit dossier`: one case as one file, which a person reads and a machine proves."""

from pathlib import Path
from typing import Annotated, Final

import typer

from audit.extracting import NoSuchCase, case_file
from audit.sources import Unreachable
from audit.verifier.casefile import verify
from audit.verifier.notes import NoteRefused
from audit.verifier.tiles import TileRefused
from cli.audit import reading
from cli.case import IDENTIFIER
from cli.screen import screen
from domain.initiative import INITIATIVE
from domain.text import Text

HELP: Final = Text(
    fr="Tirer du journal le dossier de preuve d'un cas : une page à lire et à imprimer, que « balise audit verify » et "
    "« python -m audit.verifier » prouvent de nouveau, sans réseau. Code de sortie : celui de la vérification.",
    en='Take the case file of a case from the journal: a page to read and print, which "balise audit verify" and '
    '"python -m audit.verifier" prove again, without network. Exit code: that of the verification.',
)


def dossier(
    case: Annotated[str, typer.Argument(metavar="ID", help=IDENTIFIER)],
    *,
    out: Annotated[
        Path | None, typer.Option("--out", "-o", help=screen.text("Fichier à écrire.", "File to write."))
    ] = None,
    log: Annotated[
        str | None,
        typer.Option(help=screen.text("Adresse ou dossier du journal.", "Address or folder of the journal.")),
    ] = None,
    key: Annotated[
        list[str] | None, typer.Option(help=screen.text("Clé publique du journal.", "Public key of the log."))
    ] = None,
    opa: Annotated[Path | None, typer.Option(help=screen.text("Commande OPA.", "OPA command."))] = None,
) -> None:
    """Write the case file, verify what was written, and leave with what that came to."""
    from cli.audit import page

    full = case if ":" in case else f"{INITIATIVE.name}:{case}"
    try:
        file = case_file(reading.where_is(log), full)
    except NoSuchCase:
        reading.fail(Text(fr=f"Le journal n'a aucune entrée de {full}.", en=f"The journal has no entry of {full}."))
    except (NoteRefused, TileRefused) as refusal:
        reading.fail(refusal.text)
    except FileNotFoundError as missing:
        reading.fail(Text(fr=f"Le journal n'a pas {missing}.", en=f"The journal lacks {missing}."))
    except Unreachable as error:
        reading.unreachable(error)
    path = out or Path(f"{full.replace(':', '-').replace('/', '-')}.html")
    try:
        path.write_text(page.written(file), encoding="utf-8")
    except OSError as error:
        reading.fail(Text(fr=f"{path} : {error.strerror}.", en=f"{path}: {error.strerror}."))
    report = verify(file, reading.trust(key or [], [], 0), reading.opa(opa))
    answer = {"file": path, "case": full, "standing": report.standing.value, "findings": report.findings}
    screen.answer(answer, lambda console: console.print(f"{path}  {report.standing.value}", markup=False))
    raise SystemExit(int(report.exit))
