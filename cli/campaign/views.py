"""What people read of a campaign: on a terminal, and in the report that closes it."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from rich.console import Console

from cli import emission, labels
from cli.campaign.sending import Done
from cli.report import sections
from cli.report.sections import Section, column, markdown
from cli.screen import screen
from cli.verdicts import widen
from domain.text import Language, Text
from reporting.campaign import Answer, Followed

NAMES: Final[dict[Language, str]] = {"fr": "rapport", "en": "report"}
EVERYONE: Final = Text(fr="Tous ont répondu.", en="All have answered.")
NOBODY: Final = Text(fr="Personne n'a répondu.", en="Nobody has answered.")


def invited(console: Console, whom: Sequence[str], told: Sequence[str], done: Done) -> None:
    """Print who is asked, and who was told so now."""
    console = widen(console)
    now = set(told)
    rows = [(one, Text(fr="maintenant", en="now") if one in now else Text(fr="déjà", en="before")) for one in whom]
    section = Section(
        title=Text(fr=f"Interrogés : {len(whom)}", en=f"Asked: {len(whom)}"),
        columns=(column("qui", "who"), column("prévenu", "told")),
        rows=rows,
    )
    sections.show(console, [section], screen.language)
    _sent(console, done)


def followed(console: Console, where: Followed, done: Done, more: Mapping[str, Any]) -> None:
    """Print where a campaign stands, who was reminded now, and where the report was written."""
    console = widen(console)
    sections.show(console, parts(where), screen.language)
    if more.get("recalled"):
        count = len(more["recalled"])
        console.print(screen.text(f"Rappels envoyés : {count}.", f"Reminders sent: {count}."))
    for path in more.get("documents", ()):
        console.print(path, markup=False, soft_wrap=True)
    _sent(console, done)


def found(where: Followed) -> Text:
    """Return what the counting found, in one sentence."""
    count, total = len(where.answered), len(where.answers)
    late = sum(each.late for each in where.answered)
    nothing = sum(each.said == "nothing_to_declare" for each in where.answered)
    return Text(
        fr=f"{count} réponses sur {total} interrogés, dont {late} après le dernier jour et {nothing} qui n'ont rien à "
        f"déclarer ; {len(where.unanswered)} sans réponse.",
        en=f"{count} answers out of {total} asked, {late} of them after the last day and {nothing} with nothing to "
        f"declare; {len(where.unanswered)} without an answer.",
    )


def parts(where: Followed) -> list[Section]:
    """Return every part of the report."""
    return [
        Section(
            title=Text(fr="Qui a répondu", en="Who has answered"),
            about=found(where),
            columns=(
                column("qui", "who"),
                column("interrogé le", "asked on"),
                column("répondu le", "answered on"),
                column("par le dossier", "by the case"),
                column("dit à la campagne", "told to the campaign"),
                column("à temps", "in time"),
            ),
            rows=[
                (
                    each.whom,
                    str(each.asked_on),
                    str(each.on),
                    each.case_id or "-",
                    labels.value(each.said) if each.said else "-",
                    labels.NO if each.late else labels.YES,
                )
                for each in where.answered
            ],
            nothing=NOBODY,
        ),
        Section(
            title=Text(fr="Qui n'a pas répondu", en="Who has not answered"),
            columns=(column("qui", "who"), column("interrogé le", "asked on"), column("relancé le", "reminded on")),
            rows=[(each.whom, str(each.asked_on), _recalled(each)) for each in where.unanswered],
            nothing=EVERYONE,
        ),
    ]


def write(where: Followed, folder: Path) -> list[Path]:
    """Write the report in both languages below *folder*, and return where."""
    folder.mkdir(parents=True, exist_ok=True)
    slug = where.campaign.rpartition("/")[2]
    paths = []
    for language, name in NAMES.items():
        path = folder / f"{name}-{slug}.md"
        path.write_text(document(where, language), encoding="utf-8")
        paths.append(path)
    return paths


def document(where: Followed, language: Language) -> str:
    """Return the report as Markdown."""
    about = Text(
        fr=f"Campagne du {where.opened_on} au {where.closes_on} (`{where.campaign}`). Réponses comptées le "
        f"{where.counted_on} par Balise, d'après ce que les dossiers ont reçu ; aucun chiffre n'est saisi. Une absence "
        "de réponse n'est pas un manquement : aucune conclusion n'en est tirée ici.",
        en=f"Campaign from {where.opened_on} to {where.closes_on} (`{where.campaign}`). Answers counted on "
        f"{where.counted_on} by Balise, from what the cases received; no figure is typed in. The absence of an answer "
        "is not a breach: no conclusion is drawn from it here.",
    )
    return f"# {sections.plain(where.title)}\n\n{about.in_(language)}\n\n" + markdown(parts(where), language)


def _recalled(answer: Answer) -> str:
    return ", ".join(map(str, answer.recalled)) or "-"


def _sent(console: Console, done: Done) -> None:
    if done.rows:
        emission.render(console, done.rows)
    if not done.ended:
        screen.note(
            "Tout est envoyé, mais personne ne répond : « balise worker » tourne-t-il ?",
            "All is sent, but nobody answers: is `balise worker` running?",
        )
