"""What an assessment looks like to a person: its figures, what they rest on, and what follows from them."""

from typing import Any

from rich import box
from rich.console import Console
from rich.table import Table

from cli.screen import screen
from cli.verdicts import widen
from domain.text import Text

LEVELS = ("I", "II", "III", "IV")
NAMED_AT_MOST = 12
"""Questions named in one note; the JSON form names them all."""


def show_aia(console: Console, result: dict[str, Any]) -> None:
    """Draw the result of the federal tool's rule."""
    widen(console)
    version = result["version"]
    console.print(
        screen.text(
            f"[bold]Évaluation de l'incidence algorithmique[/bold], outil version {version}",
            f"[bold]Algorithmic Impact Assessment[/bold], tool version {version}",
        )
    )
    console.print(_figures(result))
    for note in _notes(result):
        console.print(f"- {screen.say(note)}", markup=False)
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    table.add_column(screen.text("Exigence", "Requirement"))
    table.add_column(screen.text(f"Au niveau {_level(result)}", f"At level {_level(result)}"), overflow="fold")
    for step in result["requires"]:
        table.add_row(step["title"][screen.language], step["duty"][screen.language])
    console.print(table)
    console.print(result["model"][screen.language], markup=False, style="dim")


def show_run(console: Console, result: dict[str, Any], asked: dict[str, Any]) -> None:
    """Draw the result of the questionnaire *asked*, or what keeps it from having one."""
    widen(console)
    texts = {
        question["id"]: question["text"][screen.language]
        for section in asked["sections"]
        for question in section["questions"]
    }
    console.print(f"[bold]{result['title'][screen.language]}[/bold]")
    if result["state"] != "scored":
        console.print(
            screen.text("[yellow]Indéterminé[/yellow] : il manque", "[yellow]Indeterminate[/yellow]: missing")
        )
        _questions(console, result["missing"], texts)
        return
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    table.add_column(screen.text("Section", "Section"))
    table.add_column(screen.text("Points", "Points"), justify="right")
    table.add_column("%", justify="right")
    whole = {**result, "title": {"fr": "Ensemble", "en": "Whole"}}
    for part in (*result["sections"], whole):
        percent = "-" if part["percent"] is None else str(part["percent"])
        table.add_row(part["title"][screen.language], f"{part['score']} / {part['maximum']}", percent)
    console.print(table)
    band = result["band"]
    console.print(f"[bold]{band['label'][screen.language]}[/bold]. {band['advice'][screen.language]}")
    if result["below"]:
        titles = ", ".join(
            part["title"][screen.language] for part in result["sections"] if part["id"] in result["below"]
        )
        console.print(screen.text(f"Retenue par : {titles}", f"Held back by: {titles}"), markup=False)
    if result["weak"]:
        console.print(screen.text("Restées sans point :", "Earned nothing:"))
        _questions(console, result["weak"], texts)
    console.print(result["about"][screen.language], markup=False, style="dim")


def _questions(console: Console, ids: list[str], texts: dict[str, str]) -> None:
    for one in ids:
        console.print(f"- {one} : {texts[one]}" if screen.language == "fr" else f"- {one}: {texts[one]}", markup=False)


def _figures(result: dict[str, Any]) -> Table:
    most = result["maximum"]
    table = Table(box=box.SIMPLE, show_header=False, pad_edge=False)
    for fr, en, figure in (
        ("Risque brut", "Raw risk", f"{result['raw']} / {most['raw']}"),
        ("Atténuation", "Mitigation", f"{result['mitigation']} / {most['mitigation']}"),
        ("Résultat", "Result", f"{result['total']} / {most['raw']}"),
        ("Niveau d'incidence", "Impact level", f"[bold]{_level(result)}[/bold]"),
    ):
        table.add_row(screen.text(fr, en), figure)
    return table


def _notes(result: dict[str, Any]) -> list[Text]:
    notes = [_discount(result), *_placing(result)]
    if result["ignored"]:
        named = _named(result["ignored"])
        notes.append(
            Text(
                fr=f"Réponses restées d'une autre version, qui ne comptent pas dans celle-ci : {named}.",
                en=f"Answers left over from another version, which do not count in this one: {named}.",
            )
        )
    if result["unanswered"]:
        count, named = len(result["unanswered"]), _named(result["unanswered"])
        notes.append(
            Text(
                fr=f"Questions notées sans réponse ({count}), qui valent zéro comme dans l'outil : {named}.",
                en=f"Scored questions without an answer ({count}), worth zero as in the tool: {named}.",
            )
        )
    return notes


def _discount(result: dict[str, Any]) -> Text:
    if result["discounted"]:
        return Text(
            fr="L'atténuation atteint 80 % de son maximum : le risque brut est réduit de 15 %.",
            en="Mitigation reaches 80% of its maximum: the raw risk is reduced by 15%.",
        )
    return Text(
        fr="L'atténuation n'atteint pas 80 % de son maximum : le risque brut n'est pas réduit.",
        en="Mitigation does not reach 80% of its maximum: the raw risk is not reduced.",
    )


def _placing(result: dict[str, Any]) -> list[Text]:
    version, stamp, others = result["version"], result["stamp"], [other["version"] for other in result["also_fits"]]
    notes = []
    if stamp is not None and stamp != version:
        notes.append(
            Text(
                fr=f"Le fichier est estampillé {stamp} ; ce sont ses questions qui désignent la version {version}.",
                en=f"The file is stamped {stamp}; its questions point to version {version}.",
            )
            if result["placed_by"] == "questions"
            else Text(
                fr=f"Le fichier est estampillé {stamp}, une version qui ne convient pas à ses questions.",
                en=f"The file is stamped {stamp}, a version that its questions do not fit.",
            )
        )
    if others:
        listed = ", ".join(others)
        why = {
            "stamp": Text(fr="l'estampille a tranché", en="the stamp decided"),
            "newest": Text(fr="la plus récente a été prise", en="the newest was taken"),
        }[result["placed_by"]]
        notes.append(
            Text(
                fr=f"Les questions conviennent aussi à {listed} ; {why.fr}.{_differing(result).fr}",
                en=f"The questions also fit {listed}; {why.en}.{_differing(result).en}",
            )
        )
    return notes


def _differing(result: dict[str, Any]) -> Text:
    levels = sorted({other["level"] for other in result["also_fits"]} - {result["level"]})
    if not levels:
        return Text(fr=" Le niveau y serait le même.", en=" The level would be the same.")
    named = ", ".join(LEVELS[level - 1] for level in levels)
    return Text(fr=f" Le niveau pourrait y être {named}.", en=f" The level could be {named}.")


def _named(names: list[str]) -> str:
    more = len(names) - NAMED_AT_MOST
    return ", ".join(names[:NAMED_AT_MOST]) + (f" (+ {more})" if more > 0 else "")


def _level(result: dict[str, Any]) -> str:
    return LEVELS[result["level"] - 1]
