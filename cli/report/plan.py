"""How the plan is told: each action with its figures, where each is counted from, and the mandates that carry it."""

from collections.abc import Sequence

from cli import report_words
from cli.report.sections import Section, column
from domain.text import Text
from reporting.indicators import Indicator, Progress


def indicators(progress: Sequence[Progress]) -> list[Section]:
    """Return the plan's actions, with each figure or why there is none."""
    return [
        Section(
            title=Text(fr="Indicateurs du Plan directeur", en="Indicators of the master plan"),
            about=Text(
                fr="Chaque valeur est comptée dans les dossiers ; aucune n'est saisie.",
                en="Each value is counted from cases; none is typed in.",
            ),
            columns=(
                column("action", "action"),
                column("indicateur", "indicator"),
                column("valeur", "value", number=True),
                column("cible", "target", number=True),
                column("compté à partir de", "counted from"),
            ),
            rows=[
                (
                    Text(fr=f"{each.action}. {each.title.fr}", en=f"{each.action}. {each.title.en}"),
                    one.title,
                    _value(one),
                    _target(one),
                    _source(one),
                )
                for each in progress
                for one in each.indicators
            ],
        ),
        Section(
            title=Text(fr="Mandats qui portent une action du plan", en="Mandates that carry an action of the plan"),
            nothing=Text(
                fr="Aucun dossier de mandat ne porte encore le numéro d'une action du plan.",
                en="No mandate's case bears the number of an action of the plan yet.",
            ),
            columns=(column("action", "action"), column("mandat", "mandate"), column("étape", "stage")),
            rows=[
                (str(each.action), one.case_id, report_words.stage(one.stage or "undeclared"))
                for each in progress
                for one in each.mandates
            ],
        ),
    ]


def _value(one: Indicator) -> Text:
    if one.value is None:
        return report_words.same("-")
    if one.unit == "count":
        return report_words.same(f"{one.value:.0f}")
    whole = report_words.share(one.value)
    return Text(
        fr=f"{whole.fr} ({one.numerator} sur {one.denominator})",
        en=f"{whole.en} ({one.numerator} of {one.denominator})",
    )


def _target(one: Indicator) -> Text:
    if one.target is None:
        return report_words.same("-")
    target = report_words.share(one.target)
    if one.reached is None:
        return target
    reached = Text(fr="atteinte", en="reached") if one.reached else Text(fr="non atteinte", en="not reached")
    return Text(fr=f"{target.fr}, {reached.fr}", en=f"{target.en}, {reached.en}")


def _source(one: Indicator) -> Text:
    counted = one.computed_from or report_words.same("")
    if one.why_not is None:
        return counted
    return Text(
        fr=f"Sans valeur : {one.why_not.fr} {counted.fr}".strip(),
        en=f"No value: {one.why_not.en} {counted.en}".strip(),
    )
