"""How the pipeline is told: one row per stage, how many stand there and for how long."""

from collections.abc import Sequence

from cli import labels, report_words
from cli.report.sections import Section, column
from domain.text import Text
from reporting.pipeline import Standing

ABOUT_STAGES = Text(
    fr="En attente : un passage est demandé et reste fermé. Là depuis : durée médiane, puis la plus longue, de ceux "
    "qui y sont. Durée passée : durée médiane de ceux qui en sont sortis.",
    en="Waiting: a passage is asked for and stays closed. There for: median time, then the longest, of those who are "
    "there. Past stays: median time of those who have left.",
)


def pipeline(standings: Sequence[Standing]) -> list[Section]:
    """Return how many stand where, process by process."""
    columns = (
        column("étape", "stage"),
        column("dossiers", "cases", number=True),
        column("en attente", "waiting", number=True),
        column("derniers verdicts", "last verdicts"),
        column("là depuis", "there for", number=True),
        column("au plus", "at most", number=True),
        column("durée passée", "past stays", number=True),
        column("établissements", "establishments"),
    )
    return [
        Section(
            title=report_words.capital(report_words.process(process)),
            about=ABOUT_STAGES,
            columns=columns,
            rows=[_standing(each) for each in standings if each.process == process],
        )
        for process in dict.fromkeys(each.process for each in standings)
    ]


def _standing(each: Standing) -> tuple[Text | str, ...]:
    return (
        report_words.stage(each.stage),
        str(each.count),
        str(each.waiting),
        report_words.tally(each.outcomes, {**labels.OUTCOMES, "none": Text(fr="aucun", en="none")}),
        report_words.days(each.here.median),
        report_words.days(each.here.longest),
        report_words.days(each.passed.median),
        report_words.same(", ".join(f"{code} {count}" for code, count in each.establishments.items()) or "-"),
    )
