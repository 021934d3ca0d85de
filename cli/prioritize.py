"""`balise prioritize`: initiatives are put in order with the committee's criteria, without any engine running."""

from pathlib import Path
from typing import Annotated, Any, NoReturn

import orjson
import typer
from rich import box
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from authoring import prioritization
from cli.screen import Exit, screen
from cli.verdicts import widen
from domain.text import Text
from engines import EngineUnavailable, artifacts
from engines.rego import Opa, RegoRefused
from settings import ROOT, Settings

FOLDER = ROOT / "policies"

Files = Annotated[list[Path] | None, typer.Argument(metavar="FILE...", show_default=False)]
Blank = Annotated[
    bool, typer.Option("--blank", help=screen.text("Imprimer un fichier à remplir.", "Print a file to fill in."))
]


def add_to(app: typer.Typer) -> None:
    """Add this subject's command."""
    said = screen.text(
        "Classer des initiatives, avec ce que chaque critère apporte à chacune.",
        "Rank initiatives, with what each criterion brings to each.",
    )
    app.command("prioritize", help=said)(prioritize)


def prioritize(files: Files = None, blank: Blank = False) -> None:  # noqa: FBT002 - how options are declared
    """Rank the initiatives of *files*, all together."""
    if blank:
        _blank()
        return
    if not files:
        screen.fail(
            Text(
                fr="Il faut au moins un fichier ; « balise prioritize --blank » en imprime un à remplir.",
                en="At least one file is needed; `balise prioritize --blank` prints one to fill in.",
            ),
            Exit.USAGE,
        )
    initiatives = [initiative for path in files for initiative in _read(path)]
    found = _ranked(initiatives)
    if "refused" in found:
        _refuse(found["refused"])
    asked = prioritization.load(FOLDER)
    screen.answer({"about": asked["about"], **found}, lambda console: _show(console, found, asked))
    if found["unranked"]:
        raise SystemExit(int(Exit.REFUSED))


def _blank() -> None:
    file = prioritization.blank(FOLDER, screen.language)
    text = orjson.dumps(file, option=orjson.OPT_INDENT_2).decode()
    screen.answer(file, lambda console: console.print(text, markup=False, soft_wrap=True))


def _read(path: Path) -> list[dict[str, Any]]:
    """Return the initiatives of the file at *path*, each with an id, a title and its answers by criterion."""
    try:
        file = orjson.loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, ValueError):
        _unreadable(Text(fr=f"{path} : pas un fichier JSON lisible.", en=f"{path}: not a readable JSON file."))
    initiatives = file.get("initiatives") if isinstance(file, dict) else None
    if not isinstance(initiatives, list) or not initiatives:
        _unreadable(
            Text(
                fr=f"{path} : le champ initiatives n'y est pas une liste d'initiatives.",
                en=f"{path}: its field initiatives is not a list of initiatives.",
            )
        )
    return [_initiative(path, number, given) for number, given in enumerate(initiatives, start=1)]


def _initiative(path: Path, number: int, given: Any) -> dict[str, Any]:
    fields = given if isinstance(given, dict) else {}
    named = [fields.get(field) for field in ("id", "title")]
    if not all(isinstance(name, str) and name.strip() for name in named) or not isinstance(fields.get("answers"), dict):
        _unreadable(
            Text(
                fr=f"{path} : l'initiative {number} n'a pas d'id, de titre (title) ou de réponses (answers).",
                en=f"{path}: initiative {number} has no id, no title or no answers.",
            )
        )
    return {"id": named[0], "title": named[1], "answers": fields["answers"]}


def _unreadable(text: Text) -> NoReturn:
    screen.fail(text, Exit.USAGE)


def _ranked(initiatives: list[dict[str, Any]]) -> dict[str, Any]:
    try:
        opa = artifacts.opa(Settings().cache, lambda text: screen.note(text.fr, text.en))
        return prioritization.ranked(Opa(opa, FOLDER), initiatives)
    except EngineUnavailable as unavailable:
        screen.fail(unavailable.text, Exit.UNAVAILABLE)
    except RegoRefused as refusal:
        screen.fail(
            Text(
                fr=f"OPA n'a pas pu classer ces initiatives :\n{escape(refusal.output)}",
                en=f"OPA could not rank these initiatives:\n{escape(refusal.output)}",
            )
        )


def _refuse(refused: dict[str, Any]) -> NoReturn:
    fr, en = [], []
    for field, french, english in (
        ("unknown", "Critères qui n'existent pas", "Criteria that do not exist"),
        ("wrong", "Valeurs hors de l'échelle", "Values off the scale"),
    ):
        if refused[field]:
            named = ", ".join(f"{one['id']}.{one['criterion']}" for one in refused[field])
            fr.append(f"{french} : {escape(named)}.")
            en.append(f"{english}: {escape(named)}.")
    if refused["twice"]:
        named = escape(", ".join(refused["twice"]))
        fr.append(f"Initiatives données deux fois : {named}.")
        en.append(f"Initiatives given twice: {named}.")
    screen.fail(Text(fr="\n".join(fr), en="\n".join(en)))


def _show(console: Console, found: dict[str, Any], asked: dict[str, Any]) -> None:
    widen(console)
    labels = {criterion["id"]: criterion["label"][screen.language] for criterion in asked["criteria"]}
    console.print(_table(found, labels))
    for initiative in found["unranked"]:
        missing = ", ".join(labels[criterion] for criterion in initiative["missing"])
        console.print(
            screen.text(
                f"[yellow]Non classée[/yellow] : {escape(initiative['title'])}. Sans réponse : {missing}.",
                f"[yellow]Not ranked[/yellow]: {escape(initiative['title'])}. Without an answer: {missing}.",
            )
        )
    console.print(asked["about"][screen.language], markup=False, style="dim")


def _table(found: dict[str, Any], labels: dict[str, str]) -> Table:
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    table.add_column(screen.text("Rang", "Rank"), justify="right")
    table.add_column("Initiative", overflow="fold")
    table.add_column(screen.text("Points", "Points"), justify="right", no_wrap=True)
    table.add_column("%", justify="right")
    table.add_column(screen.text("Ce que chaque critère apporte", "What each criterion brings"), overflow="fold")
    for line in found["ranked"]:
        brought = sorted(line["contributions"], key=lambda one: -one["points"])
        tied = screen.text(" (ex æquo)", " (tied)") if line["tied_with"] else ""
        table.add_row(
            f"{line['rank']}{tied}",
            escape(line["title"]),
            f"{line['score']} / {found['maximum']}",
            str(line["percent"]),
            ", ".join(f"{labels[one['criterion']]} {one['points']}/{one['maximum']}" for one in brought),
        )
    return table
