"""`balise report`: what cases show together: where they stand, what is late, what stops them, the plan's figures."""

from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import Annotated, Any, Final, NoReturn

import typer
from rich.console import Console

from cli import report_words
from cli.case import ProcessName
from cli.report import dates, document, plan, register, sections, stages, stops
from cli.report.sections import Section
from cli.report.sources import Read, read
from cli.screen import Exit, screen
from cli.verdicts import widen
from domain.data_access import DATA_ACCESS
from domain.processes import PROCESSES
from domain.text import Language, Text
from reporting.communications import communications
from reporting.delays import delays
from reporting.indicators import indicators
from reporting.obstacles import obstacles
from reporting.pipeline import pipeline
from reporting.quarterly import Quarterly, quarter_of, quarterly

Process = Annotated[
    ProcessName | None, typer.Option(help=screen.text("Processus ; tous à défaut.", "Process; all by default."))
]
Establishment = Annotated[str | None, typer.Option(help=screen.text("Code ; tous à défaut.", "Code; all by default."))]

STAGES: Final = {name: process.places for name, process in PROCESSES.items()}
"""Every stage a case may stand at: those outside the order too, or the rows would not add up to the cases."""
NAMES: Final[dict[Language, str]] = {"fr": "etat-de-situation", "en": "quarterly-state"}


def add_to(app: typer.Typer) -> None:
    """Add this subject's commands."""
    report = typer.Typer(
        no_args_is_help=True, help=screen.text("Ce que montrent les dossiers.", "What the cases show.")
    )
    for name, function, fr, en in (
        ("pipeline", _pipeline, "Combien de dossiers à chaque étape, depuis combien de temps.",
         "How many cases at each stage, and for how long."),
        ("delays", _delays, "Ce qui est en retard, de combien, de qui ; la durée des réponses.",
         "What is late, by how much, by whom; how long answers take."),
        ("obstacles", _obstacles, "Les règles qui arrêtent le plus de dossiers, et ce qui les a levées.",
         "The rules that stop the most cases, and what lifted them."),
        ("indicators", _indicators, "Les indicateurs des seize actions du Plan directeur.",
         "The indicators of the master plan's sixteen actions."),
        ("communications", _communications, "Les communications autorisées, et ce que le registre public en dit.",
         "The authorized communications, and what the public register says of them."),
        ("quarterly", _quarterly, "L'état de situation trimestriel, prêt à envoyer.",
         "The quarterly state, ready to be sent."),
    ):  # fmt: skip
        report.command(name, help=screen.text(fr, en))(function)
    app.add_typer(report, name="report")


def _pipeline(*, process: Process = None, establishment: Establishment = None) -> None:
    found = read(process, establishment)
    standings = pipeline(found.lives, STAGES, report_words.now())
    _answer(found, "stages", standings, lambda: stages.pipeline(standings))


def _delays(*, process: Process = None, establishment: Establishment = None) -> None:
    found = read(process, establishment)
    told = delays(found.lives, report_words.now(), report_words.ZONE)
    _answer(found, "delays", told, lambda: dates.delays(told))


def _obstacles(*, process: Process = None, establishment: Establishment = None) -> None:
    found = read(process, establishment)
    told = obstacles(found.lives)
    _answer(found, "obstacles", told, lambda: stops.obstacles(told))


def _indicators(*, establishment: Establishment = None) -> None:
    found = read(None, establishment)
    told = indicators(found.lives)
    _answer(found, "actions", told, lambda: plan.indicators(told))


def _communications(
    *,
    establishment: Establishment = None,
    out: Annotated[
        Path | None, typer.Option(help=screen.text("Fichier Markdown à écrire.", "Markdown file to write."))
    ] = None,
) -> None:
    found = read(DATA_ACCESS.name, establishment)
    listed = communications(found.lives, register.ITEMS, report_words.ZONE)
    if out is not None:
        _write(out, sections.markdown(register.register(listed), screen.language))
    told = [{**each.model_dump(mode="json"), "complete": each.complete} for each in listed]
    _answer(found, "communications", told, lambda: register.register(listed))


def _write(path: Path, text: str) -> None:
    try:
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        _unwritable(path, error)


def _unwritable(path: Path, error: OSError) -> NoReturn:
    screen.fail(
        Text(
            fr=f"Impossible d'écrire dans {path} : {error.strerror}.",
            en=f"{path} cannot be written to: {error.strerror}.",
        ),
        Exit.USAGE,
    )


def _quarterly(
    *,
    day: Annotated[
        datetime | None,
        typer.Option(
            formats=["%Y-%m-%d"],
            help=screen.text("Un jour du trimestre ; aujourd'hui à défaut.", "A day of the quarter; today by default."),
        ),
    ] = None,
    out: Annotated[
        Path, typer.Option(help=screen.text("Dossier où écrire les documents.", "Folder to write the documents to."))
    ] = Path(),
    establishment: Establishment = None,
) -> None:
    found = read(None, establishment)
    now = report_words.now()
    quarter = quarter_of(day.date() if day else now.date())
    state = quarterly(found.lives, STAGES, quarter, now, report_words.ZONE)
    try:
        written = _written(state, out, found.incomplete)
    except OSError as error:
        _unwritable(out, error)
    answer = {**state.model_dump(mode="json"), "documents": written, "incomplete": found.incomplete}

    def render(console: Console) -> None:
        for path in written:
            console.print(str(path), markup=False, soft_wrap=True)

    screen.answer(answer, render)


def _written(state: Quarterly, folder: Path, missing: Sequence[str]) -> list[Path]:
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for language, name in NAMES.items():
        for suffix, form in (("md", document.in_markdown), ("html", document.in_html)):
            path = folder / f"{name}-{state.quarter.first}.{suffix}"
            path.write_text(form(state, language, missing), encoding="utf-8")
            paths.append(path)
    return paths


def _answer(found: Read, name: str, value: Any, told: Callable[[], list[Section]]) -> None:
    def render(console: Console) -> None:
        sections.show(widen(console), told(), screen.language)
        console.print()
        console.print(_read(found).in_(screen.language), style="dim", markup=False)

    answer = {
        name: value,
        "cases": len(found.lives),
        "incomplete": found.incomplete,
        "read_seconds": {
            "cases": round(found.asking_seconds, 2),
            "announcements": round(found.hearing_seconds, 2),
        },
    }
    screen.answer(answer, render)


def _read(found: Read) -> Text:
    count, missing = len(found.lives), len(found.incomplete)
    asking, hearing = report_words.seconds(found.asking_seconds), report_words.seconds(found.hearing_seconds)
    fr = f"{count} dossiers lus en {asking.fr}, leurs annonces en {hearing.fr}."
    en = f"{count} cases read in {asking.en}, their announcements in {hearing.en}."
    if missing:
        fr += f" Annonces incomplètes pour {missing} d'entre eux : leurs durées peuvent être trop courtes."
        en += f" Announcements are incomplete for {missing} of them: their durations may be too short."
    return Text(fr=fr, en=en)
