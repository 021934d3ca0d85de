"""`balise assess`: an initiative is measured with a questionnaire, without any engine running."""

from pathlib import Path
from typing import Annotated, Any, NoReturn

import orjson
import typer
from rich.markup import escape
from rich.table import Table

from authoring import aia, questionnaires
from cli.assess_report import show_aia, show_run
from cli.screen import Exit, screen
from domain.text import Text
from engines import EngineUnavailable, artifacts
from engines.rego import Opa, RegoRefused
from settings import ROOT, Settings

FOLDER = ROOT / "policies"
FIGURES = FOLDER / "assessment" / "aia" / "data.json"

AnswerFile = Annotated[Path, typer.Argument(metavar="ANSWERS.json", show_default=False)]
Name = Annotated[str, typer.Argument(metavar="NAME", show_default=False)]


def add_to(app: typer.Typer) -> None:
    """Add this subject's commands."""
    assess = typer.Typer(no_args_is_help=True, help=screen.text("Évaluer une initiative.", "Assess an initiative."))
    for name, function, fr, en in (
        (
            "aia",
            _aia,
            "Noter un fichier de réponses de l'outil fédéral d'évaluation de l'incidence algorithmique.",
            "Score an answer file of the federal Algorithmic Impact Assessment tool.",
        ),
        ("list", _list, "Dresser la liste des questionnaires.", "List the questionnaires."),
        ("blank", _blank, "Imprimer un fichier de réponses à remplir.", "Print an answer file to fill in."),
        ("run", _run, "Noter un questionnaire rempli.", "Score a questionnaire that was filled in."),
        (
            "extract",
            _extract,
            "Extraire les chiffres des banques de questions de l'outil fédéral.",
            "Extract the figures of the federal tool's question banks.",
        ),
    ):
        assess.command(name, help=screen.text(fr, en))(function)
    app.add_typer(assess, name="assess")


def _aia(answers: AnswerFile) -> None:
    file = _read(answers, "data")
    result = _assessed(questionnaires.AIA, {"version": file.get("version"), "data": file["data"]})
    if "refused" in result:
        _cannot_place(result["refused"])
    screen.answer(result, lambda console: show_aia(console, result))


def _list() -> None:
    known = {name: questionnaires.load(FOLDER, name) for name in questionnaires.names(FOLDER)}
    rows = [{"name": name, "title": it["title"], "about": it["about"]} for name, it in known.items()]
    table = Table(box=None, pad_edge=False)
    table.add_column(screen.text("Questionnaire", "Questionnaire"), no_wrap=True)
    table.add_column(screen.text("Titre", "Title"))
    table.add_column(screen.text("Ce que c'est", "What it is"))
    for row in rows:
        table.add_row(row["name"], row["title"][screen.language], row["about"][screen.language])
    screen.answer(rows, lambda console: console.print(table))


def _blank(name: Name) -> None:
    _known(name)
    file = questionnaires.blank(FOLDER, name, screen.language)
    text = orjson.dumps(file, option=orjson.OPT_INDENT_2).decode()
    screen.answer(file, lambda console: console.print(text, markup=False, soft_wrap=True))


def _run(name: Name, answers: AnswerFile) -> None:
    _known(name)
    file = _read(answers, "answers")
    if file.get("questionnaire", name) != name:
        screen.fail(
            Text(
                fr=f"Ce fichier ne répond pas au questionnaire {name} : son champ questionnaire en nomme un autre.",
                en=f"This file does not answer the questionnaire {name}: its field questionnaire names another.",
            )
        )
    found = _assessed(questionnaires.ANY, {"questionnaire": name, "answers": file["answers"]})
    if "refused" in found:
        _unknown_answers(name, found["refused"])
    asked = questionnaires.load(FOLDER, name)
    result = {"questionnaire": name, "title": asked["title"], "about": asked["about"], **found}
    screen.answer(result, lambda console: show_run(console, result, asked))
    if result["state"] != "scored":
        raise SystemExit(int(Exit.REFUSED))


def _extract(
    folder: Annotated[Path, typer.Argument(metavar="DIR", exists=True, file_okay=False, show_default=False)],
    out: Annotated[Path, typer.Option(help=screen.text("Le fichier à écrire.", "The file to write."))] = FIGURES,
) -> None:
    try:
        figures = aia.extract(folder)
    except aia.BankRefused as refused:
        screen.fail(refused.text)
    out.write_text(aia.rendered(figures), encoding="utf-8")
    versions = ", ".join(figures["order"])
    screen.answer(
        {"written": out, "versions": figures["order"]},
        lambda console: console.print(f"{out}\n{versions}", markup=False, soft_wrap=True),
    )


def _known(name: str) -> None:
    known = questionnaires.names(FOLDER)
    if name not in known:
        every = ", ".join(known)
        screen.fail(
            Text(
                fr=f"Il n'y a pas de questionnaire {escape(name)}. Il y a : {every}.",
                en=f"There is no questionnaire {escape(name)}. There are: {every}.",
            ),
            Exit.USAGE,
        )


def _read(path: Path, field: str) -> dict[str, Any]:
    """Return the answer file at *path*, whose *field* holds the answers by question."""
    try:
        file = orjson.loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, ValueError):
        _unreadable(Text(fr=f"{path} : pas un fichier JSON lisible.", en=f"{path}: not a readable JSON file."))
    if not isinstance(file, dict) or not isinstance(file.get(field), dict):
        _unreadable(
            Text(
                fr=f"{path} : pas un fichier de réponses, car le champ {field} n'y est pas un objet.",
                en=f"{path}: not an answer file, because its field {field} is not an object.",
            )
        )
    return file


def _unreadable(text: Text) -> NoReturn:
    screen.fail(text, Exit.USAGE)


def _assessed(query: str, document: dict[str, Any]) -> dict[str, Any]:
    try:
        opa = artifacts.opa(Settings().cache, lambda text: screen.note(text.fr, text.en))
        return questionnaires.assessed(Opa(opa, FOLDER), query, document)
    except EngineUnavailable as unavailable:
        screen.fail(unavailable.text, Exit.UNAVAILABLE)
    except RegoRefused as refusal:
        screen.fail(
            Text(
                fr=f"OPA n'a pas pu évaluer ce fichier :\n{escape(refusal.output)}",
                en=f"OPA could not assess this file:\n{escape(refusal.output)}",
            )
        )


def _cannot_place(refused: dict[str, Any]) -> NoReturn:
    version, questions, answers = refused["version"], refused["questions"], refused["answers"]
    if not questions and not answers:
        screen.fail(
            Text(
                fr="Aucune question notée n'a de réponse dans ce fichier : il n'y a rien à évaluer.",
                en="No scored question is answered in this file: there is nothing to assess.",
            )
        )
    fr = ["Ce fichier ne correspond à aucune version connue de l'outil."]
    en = ["This file matches no known version of the tool."]
    if questions:
        fr.append(f"Questions qu'aucune version ne pose : {_names(questions)}.")
        en.append(f"Questions that no version asks: {_names(questions)}.")
    if answers:
        fr.append(f"Questions dont la réponse n'est pas offerte (au plus près, version {version}) : {_names(answers)}.")
        en.append(f"Questions whose answer is not offered (nearest, version {version}): {_names(answers)}.")
    screen.fail(Text(fr="\n".join(fr), en="\n".join(en)))


def _unknown_answers(name: str, refused: dict[str, Any]) -> NoReturn:
    fr, en = [], []
    if refused["questions"]:
        fr.append(f"Questions que {name} ne pose pas : {_names(refused['questions'])}.")
        en.append(f"Questions that {name} does not ask: {_names(refused['questions'])}.")
    if refused["answers"]:
        fr.append(f"Questions dont la réponse n'est pas offerte : {_names(refused['answers'])}.")
        en.append(f"Questions whose answer is not offered: {_names(refused['answers'])}.")
    screen.fail(Text(fr="\n".join(fr), en="\n".join(en)))


def _names(names: list[str]) -> str:
    return escape(", ".join(names))
