"""How obstacles are told: rules apart from opinions, each with what lifted it and the remedy proposed."""

from collections.abc import Sequence

from cli import labels, report_words
from cli.report.sections import Section, column
from domain.text import Text
from domain.verdict import Citation
from reporting.obstacles import Obstacle

ABOUT_OBSTACLES = Text(
    fr="Une règle arrête un dossier quand elle lui ferme une porte, ou le suspend là où il se trouve. Ce qui a levé : "
    "ce qui est arrivé entre le dernier verdict qui retenait le dossier et le premier qui ne le retenait plus.",
    en="A rule stops a case when it closes a gate to it, or suspends it where it stands. What lifted it: what came "
    "between the last verdict that held the case back and the first that no longer did.",
)


SHOWN_REMEDIES = 3
"""What lifted an obstacle, told at most so many times."""


def obstacles(found: Sequence[Obstacle]) -> list[Section]:
    """Return what stops cases, rules first, and what worked."""
    parts = (
        (
            Text(fr="Les règles qui arrêtent les dossiers", en="The rules that stop cases"),
            [each for each in found if ":" not in each.key],
        ),
        (
            Text(fr="Les avis qui font attendre les dossiers", en="The opinions that keep cases waiting"),
            [each for each in found if ":" in each.key],
        ),
    )
    return [
        Section(
            title=title,
            about=ABOUT_OBSTACLES,
            nothing=Text(fr="Rien n'a arrêté de dossier.", en="Nothing stopped a case."),
            columns=(
                column("ce qui arrête", "what stops"),
                column("dossiers", "cases", number=True),
                column("levé", "lifted", number=True),
                column("tient encore", "still holds", number=True),
                column("délai médian", "median time", number=True),
                column("ce qui a levé", "what lifted it"),
                column("remède proposé", "remedy proposed"),
            ),
            rows=[
                (
                    _keyed(each),
                    str(each.cases),
                    str(each.lifted),
                    str(each.open),
                    report_words.days(each.time_to_lift.median),
                    _worked(each),
                    each.remedy,
                )
                for each in these
            ],
        )
        for title, these in parts
    ]


def _keyed(each: Obstacle) -> Text:
    named = f"{each.key} " if ":" not in each.key else ""
    text = _cited(each.citation)
    return Text(fr=f"{named}{each.title.fr}{text.fr}", en=f"{named}{each.title.en}{text.en}")


def _cited(citation: Citation | None) -> Text:
    if citation is None:
        return report_words.same("")
    article = citation.article or ""
    where = f"art. {article}" if article and " " not in article else article
    sure = labels.CONFIDENCE[citation.confidence]
    text = ", ".join(filter(None, (citation.instrument, where)))
    return Text(fr=f". {text} ({sure.fr}).", en=f". {text} ({sure.en}).")


def _worked(each: Obstacle) -> Text:
    said = [(report_words.came(one.what), one.count) for one in each.worked[:SHOWN_REMEDIES]]
    return Text(
        fr=", ".join(f"{what.fr} ({count})" for what, count in said) or "-",
        en=", ".join(f"{what.en} ({count})" for what, count in said) or "-",
    )
