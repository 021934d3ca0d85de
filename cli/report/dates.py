"""How what is due is told: what is late or comes soon, who owes it, and how long answers take."""

from collections.abc import Sequence

from cli import report_words
from cli.report.sections import Section, column
from domain.text import Text
from reporting.delays import Delays, Owed
from reporting.spread import Spread

SHOWN_DUES = 60
"""Due dates told one by one; `--json` gives them all."""


def delays(found: Delays) -> list[Section]:
    """Return what is late, who owes, and how long answers take."""
    debtors = [
        (
            report_words.whose(each.by),
            str(each.owes),
            str(each.late),
            report_words.days(float(each.longest_days_late) if each.late else None),
            str(each.due_soon),
        )
        for each in found.debtors
    ]
    openings = [
        (
            report_words.process(each.process),
            report_words.stage(each.gate),
            *_spread(each.opened),
            *_spread(each.waiting),
        )
        for each in found.openings
    ]
    answers = [(report_words.whose(each.body), *_spread(each.given), *_spread(each.awaited)) for each in found.answers]
    took = (
        column("ouverts", "opened", number=True),
        column("médiane", "median", number=True),
        column("le plus long", "longest", number=True),
        column("en attente", "waiting", number=True),
        column("médiane", "median", number=True),
        column("le plus long", "longest", number=True),
    )
    return [
        dues(found.late, Text(fr="En retard", en="Late"), Text(fr="Rien n'est en retard.", en="Nothing is late.")),
        dues(
            found.soon,
            Text(fr="Dû dans les trente jours", en="Due within thirty days"),
            Text(fr="Rien n'est dû dans les trente jours.", en="Nothing is due within thirty days."),
        ),
        Section(
            title=Text(fr="Qui doit quoi", en="Who owes what"),
            about=Text(
                fr=f"Obligations réglées à temps : {found.settled_in_time} ; en retard : {found.settled_late} "
                f"(retard médian : {report_words.days(found.lateness.median).fr}).",
                en=f"Obligations settled in time: {found.settled_in_time}; late: {found.settled_late} "
                f"(median lateness: {report_words.days(found.lateness.median).en}).",
            ),
            columns=(
                column("qui", "who"),
                column("obligations", "obligations", number=True),
                column("en retard", "late", number=True),
                column("plus long retard", "longest delay", number=True),
                column("dues sous peu", "due soon", number=True),
            ),
            rows=debtors,
        ),
        Section(
            title=Text(fr="De la demande de passage à l'entrée", en="From the request for a passage to the entry"),
            about=Text(
                fr="Entre un événement reçu et l'annonce de son verdict : "
                f"{report_words.days(found.verdicts.median).fr} (médiane), "
                f"{report_words.days(found.verdicts.longest).fr} au plus, sur {found.verdicts.count} verdicts.",
                en="Between an event's arrival and the announcement of its verdict: "
                f"{report_words.days(found.verdicts.median).en} (median), "
                f"{report_words.days(found.verdicts.longest).en} at most, over {found.verdicts.count} verdicts.",
            ),
            columns=(column("processus", "process"), column("porte", "gate"), *took),
            rows=openings,
        ),
        Section(
            title=Text(fr="Avis attendus par les portes", en="Opinions that gates wait for"),
            columns=(column("instance", "body"), column("donnés", "given", number=True), *took[1:]),
            rows=answers,
        ),
    ]


def dues(owed: Sequence[Owed], title: Text, nothing: Text) -> Section:
    """Return what is due, the earliest first, one line each as far as anybody would read."""
    cut = len(owed) - SHOWN_DUES
    return Section(
        title=title,
        nothing=nothing,
        about=Text(
            fr=f"Les {SHOWN_DUES} premières échéances, sur {len(owed)}.",
            en=f"The first {SHOWN_DUES} due dates, of {len(owed)}.",
        )
        if cut > 0
        else None,
        columns=(
            column("échéance", "due"),
            column("retard ou délai", "late by, or left"),
            column("qui", "who"),
            column("quoi", "what"),
            column("dossier", "case"),
        ),
        rows=[
            (
                str(each.due),
                _left(each.days_late),
                report_words.whose(each.by),
                each.what,
                f"{each.title} ({each.case_id})",
            )
            for each in owed[:SHOWN_DUES]
        ],
    )


def _left(days_late: int) -> Text:
    if days_late > 0:
        late = report_words.days(float(days_late)) if days_late > 1 else Text(fr="1 jour", en="1 day")
        return Text(fr=f"en retard de {late.fr}", en=f"late by {late.en}")
    if days_late == 0:
        return Text(fr="aujourd'hui", en="today")
    s = "s" if days_late < -1 else ""
    return Text(fr=f"dans {-days_late} jour{s}", en=f"in {-days_late} day{s}")


def _spread(of: Spread) -> tuple[Text | str, ...]:
    return str(of.count), report_words.days(of.median), report_words.days(of.longest)
