"""`balise audit verify`: over a live log, a copied folder or a case file, is all of it proven?"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Any, Final

import typer
from rich.console import Console
from rich.markup import escape
from rich.progress import Progress

from audit.sources import Unreachable
from audit.verifier.casefile import EMBEDDED, CaseFile, NotACaseFile
from audit.verifier.casefile import verify as verify_file
from audit.verifier.notes import Checkpoint, Note, NoteRefused
from audit.verifier.report import Finding, Report, Standing
from audit.verifying import Asked, Memory, Verified
from audit.verifying import verify as verify_log
from cli.audit import reading
from cli.progress import COLUMNS
from cli.screen import screen
from cli.verdicts import hung, widen
from domain.text import Text
from settings import Settings

HELP: Final = Text(
    fr="Prouver de nouveau tout ce que dit un journal, ou un dossier de preuve. Code de sortie : 0 prouvé, 1 non "
    "prouvé, 2 sans réponse (quelque chose n'a pas pu être vérifié).",
    en="Prove again all that a journal says, or a case file. Exit code: 0 proven, 1 not proven, 2 no answer "
    "(something could not be checked).",
)
SHOWN: Final = 50
"""Findings that a person is shown; --json gives them all."""

COUNTED: Final = {
    "checkpoint_signatures": Text(fr="signatures du point de contrôle", en="signatures of the checkpoint"),
    "cosignatures": Text(fr="cosignatures de témoins", en="cosignatures of witnesses"),
    "consistency": Text(fr="suite de ce qui avait été prouvé", en="continuation of what had been proven"),
    "roots": Text(fr="racine refaite à partir des tuiles", en="root made again from the tiles"),
    "leaves": Text(fr="feuilles sous la racine signée", en="leaves under the signed root"),
    "entries": Text(fr="entrées enchaînées, sans trou", en="entries chained, without a gap"),
    "destructions": Text(fr="destructions inscrites au journal", en="destructions that the log tells of"),
    "contents": Text(fr="contenus conformes à leur empreinte", en="contents that match their digest"),
    "cases": Text(fr="dossiers parcourus", en="cases gone through"),
    "settlements": Text(fr="étapes refaites, mêmes empreintes", en="steps done again, same digests"),
    "bundles": Text(fr="paquets de politiques conformes à leur nom", en="policy bundles that match their name"),
    "schemas": Text(fr="versions du contrat conformes à leur nom", en="versions of the contract that match their name"),
    "verdicts": Text(fr="verdicts redemandés, mêmes réponses", en="verdicts asked again, same answers"),
    "histories": Text(fr="historiques archivés, mêmes messages", en="archived histories, same messages"),
    "replays": Text(
        fr="historiques rejoués par Temporal, mêmes commandes", en="histories replayed by Temporal, same commands"
    ),
    "signatures": Text(fr="signatures d'avis vérifiées", en="signatures of opinions verified"),
}
STANDINGS: Final = {
    Standing.PROVEN: (Text(fr="PROUVÉ", en="PROVEN"), "bold green"),
    Standing.NOT_PROVEN: (Text(fr="NON PROUVÉ", en="NOT PROVEN"), "bold red"),
    Standing.UNCHECKED: (Text(fr="SANS RÉPONSE", en="NO ANSWER"), "bold yellow"),
}
DOING: Final = {
    "leaves": Text(fr="Arbre", en="Tree"),
    "cases": Text(fr="Dossiers", en="Cases"),
    "histories": Text(fr="Historiques", en="Histories"),
}


def verify(  # noqa: PLR0913  one option for each thing an auditor may bring
    where: Annotated[
        str | None,
        typer.Argument(
            metavar=screen.text("[ADRESSE|DOSSIER|FICHIER]", "[ADDRESS|FOLDER|FILE]"),
            help=screen.text("Par défaut, le journal d'ici.", "By default, the journal of this place."),
        ),
    ] = None,
    *,
    case: Annotated[
        str | None, typer.Option(help=screen.text("Un seul dossier, par son identifiant.", "One case, by its id."))
    ] = None,
    key: Annotated[
        list[str] | None,
        typer.Option(help=screen.text("Clé publique du journal (name+id+clé) ; peut se répéter.",
                                      "Public key of the log (name+id+key); may be repeated.")),
    ] = None,
    witness: Annotated[
        list[str] | None,
        typer.Option(help=screen.text("Clé publique d'un témoin ; peut se répéter.",
                                      "Public key of a witness; may be repeated.")),
    ] = None,
    require: Annotated[
        int, typer.Option(min=0, help=screen.text("Combien de témoins il faut.", "How many witnesses it takes."))
    ] = 0,
    opa: Annotated[Path | None, typer.Option(help=screen.text("Commande OPA.", "OPA command."))] = None,
    processes: Annotated[
        int | None, typer.Option(min=1, help=screen.text("Processus ; un par cœur à défaut.",
                                                         "Processes; one per core by default.")),
    ] = None,
    again: Annotated[
        bool, typer.Option("--again", help=screen.text("Refaire aussi ce qui avait été prouvé.",
                                                       "Do again what had been proven, too.")),
    ] = False,
    memory: Annotated[
        Path | None, typer.Option(help=screen.text("Fichier où retenir jusqu'où tout est prouvé.",
                                                   "File to remember up to where all is proven in.")),
    ] = None,
) -> None:  # fmt: skip
    """Verify, say what was found, and leave with the code that says it."""
    believed = reading.trust(key or [], witness or [], require)
    command = reading.opa(opa)
    if where is not None and Path(where).is_file():
        verified = _file(Path(where), lambda file: verify_file(file, believed, command))
    else:
        kept = Memory(memory or Settings().data / "audit" / "proven.json")
        asked = Asked(reading.where_is(where), believed, command, case, processes)
        try:
            with _bar() as told:
                verified = verify_log(asked, kept, told, again=again)
        except Unreachable as error:
            reading.unreachable(error)
    report = verified.report
    screen.answer(_plain(verified), lambda console: _render(widen(console), verified))
    raise SystemExit(int(report.exit))


def _file(path: Path, check: Any) -> Verified:
    try:
        file = CaseFile.read(path)
        top = Checkpoint.parse(Note.parse(file.checkpoint.encode()).text)
    except (NotACaseFile, OSError) as refusal:
        report = Report()
        report.tell("file_malformed", path=str(path), why=refusal)
        return Verified(report)
    except NoteRefused:
        top = None  # the report says so
    report = check(file)
    if top is not None and not _is_its_page(path, file):
        report.tell("page_differs", case=file.case_id, path=str(path))
    return Verified(report, top)


def _is_its_page(path: Path, file: CaseFile) -> bool:
    """Return whether the words at *path* are those that its data give; the data alone are no page."""
    from cli.audit import page

    written = path.read_bytes().decode()  # as it is: a text of a case may end its lines otherwise
    return not EMBEDDED.search(written) or written == page.written(file)


def _plain(verified: Verified) -> dict[str, Any]:
    report, top = verified.report, verified.top
    return {
        "standing": report.standing.value,
        "exit": int(report.exit),
        "log": {"origin": top.origin, "size": top.size, "root": top.root.hex()} if top else None,
        "proven_before": verified.since,
        "proven": dict(report.proven),
        "findings": [finding.model_dump(mode="json") for finding in report.findings],
        "evidence": verified.evidence,
    }


def _render(console: Console, verified: Verified) -> None:
    report, top = verified.report, verified.top
    if top is not None:
        console.print(
            screen.text(
                f"Journal {escape(top.origin)}, {top.size} entrées, racine {top.root.hex()[:16]}…",
                f"Log {escape(top.origin)}, {top.size} entries, root {top.root.hex()[:16]}…",
            )
        )
    if verified.since:
        console.print(
            screen.text(
                f"[dim]Jusqu'à l'entrée {verified.since}, tout avait été prouvé (--again le refait).[/dim]",
                f"[dim]Up to entry {verified.since}, all had been proven (--again does it again).[/dim]",
            )
        )
    for name, text in COUNTED.items():
        if report.proven[name]:
            console.print(f"[green]✓[/green] {report.proven[name]:>7} {escape(screen.say(text))}")
    order = sorted(report.findings, key=lambda finding: finding.standing is not Standing.NOT_PROVEN)
    for finding in order[:SHOWN]:
        _tell(console, finding)
    if len(order) > SHOWN:
        left = len(order) - SHOWN
        console.print(screen.text(f"… et {left} autres (--json les donne tous).", f"… and {left} more (see --json)."))
    if verified.evidence is not None:
        console.print(
            screen.text(
                f"Les deux histoires signées sont gardées dans {verified.evidence}.",
                f"Both signed histories are kept in {verified.evidence}.",
            ),
            markup=False,
        )
    text, style = STANDINGS[report.standing]
    console.print(f"[{style}]{screen.say(text)}[/{style}]")


def _tell(console: Console, finding: Finding) -> None:
    mark = "[red]✗[/red]" if finding.standing is Standing.NOT_PROVEN else "[yellow]?[/yellow]"
    where = escape(screen.say(finding.where))
    console.print(hung(mark, f"{escape(screen.say(finding.what))} [dim]{where} \\[{finding.code}][/dim]"))
    console.print(hung("  →", escape(screen.say(finding.takes)), style="dim"))


@contextmanager
def _bar() -> Iterator[Any]:
    """Show how far each part of the work has come, on stderr, to people only."""
    with Progress(*COLUMNS, console=screen.err, transient=True, disable=not screen.err.is_terminal) as bar:
        tasks = {name: bar.add_task(screen.say(text), total=None) for name, text in DOING.items()}
        yield lambda name, done, of: bar.update(tasks[name], completed=done, total=of)
