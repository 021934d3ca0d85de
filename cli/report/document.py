"""The quarterly state as a document that can be sent: the same parts in Markdown and in one HTML file of its own."""

from collections.abc import Sequence
from html import escape
from typing import Final

from cli import labels, report_words
from cli.report import dates, plan, stages, stops
from cli.report.sections import Section, column, markdown, page
from domain.text import Language, Text
from reporting.quarterly import Moved, Quarterly

TITLE: Final = Text(
    fr="État de situation trimestriel : initiatives d'IA en santé et services sociaux",
    en="Quarterly state: AI initiatives in health and social services",
)

STYLE: Final = """
:root { color-scheme: light; }
body { font: 11pt/1.45 system-ui, "Segoe UI", Roboto, sans-serif; color: #1a1a1a; margin: 2rem auto; max-width: 68rem;
  padding: 0 1.5rem; }
h1 { font-size: 1.7rem; line-height: 1.2; margin: 0 0 .3rem; }
h2 { font-size: 1.15rem; margin: 2rem 0 .4rem; border-bottom: 1px solid #888; padding-bottom: .2rem; }
p { margin: .3rem 0 .6rem; }
.dated, .nothing { color: #555; }
table { border-collapse: collapse; width: 100%; font-size: .86rem; }
th, td { text-align: left; vertical-align: top; padding: .3rem .5rem; border-bottom: 1px solid #ddd; }
th { border-bottom: 2px solid #555; }
.number { text-align: right; font-variant-numeric: tabular-nums; }
@page { size: letter landscape; margin: 1.5cm; }
@media print {
  body { margin: 0; max-width: none; padding: 0; font-size: 9.5pt; }
  h2 { break-after: avoid; }
  tr { break-inside: avoid; }
  thead { display: table-header-group; }
}
""".strip()


def in_markdown(state: Quarterly, language: Language, missing: Sequence[str] = ()) -> str:
    """Return *state* as Markdown; *missing* names the cases of which not everything was heard."""
    head = f"# {TITLE.in_(language)}\n\n{dated(state).in_(language)}\n\n{sources(missing).in_(language)}\n\n"
    return head + markdown(sections(state), language)


def in_html(state: Quarterly, language: Language, missing: Sequence[str] = ()) -> str:
    """Return *state* as one HTML file that fetches nothing."""
    title = escape(TITLE.in_(language))
    return f"""<!DOCTYPE html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>
{STYLE}
</style>
</head>
<body>
<h1>{title}</h1>
<p class="dated">{escape(dated(state).in_(language))}</p>
<p class="dated">{escape(sources(missing).in_(language))}</p>
{page(sections(state), language)}
</body>
</html>
"""


def dated(state: Quarterly) -> Text:
    """Return what the document covers, and when it was written."""
    first, last, written = state.quarter.first, state.quarter.last, state.written_on
    so_far_fr, so_far_en = (" (en cours)", " (under way)") if written <= last else ("", "")
    return Text(
        fr=f"Trimestre du {first} au {last}{so_far_fr}. Situation au {written}.",
        en=f"Quarter from {first} to {last}{so_far_en}. Situation as of {written}.",
    )


def sources(missing: Sequence[str]) -> Text:
    """Return where the figures come from, and of which cases they may say too little."""
    fr = "Chiffres calculés par Balise à partir des dossiers et de tous les verdicts annoncés ; aucun n'est saisi."
    en = "Figures computed by Balise from the cases and from every verdict that was announced; none is typed in."
    if missing:
        count, s = len(missing), "s" if len(missing) > 1 else ""
        fr += f" Annonces incomplètes pour {count} dossier{s}, dont les durées peuvent être trop courtes."
        en += f" Announcements are incomplete for {count} case{s}, whose durations may be too short."
    return Text(fr=fr, en=en)


def sections(state: Quarterly) -> list[Section]:
    """Return every part of the document, in its order."""
    coming = dates.dues(
        state.coming,
        Text(fr="À venir d'ici la fin du prochain trimestre", en="Due by the end of the next quarter"),
        Text(fr="Rien n'est dû d'ici là.", en="Nothing is due by then."),
    )
    return [
        _moved(state.moved),
        *(
            Section(
                title=Text(fr=f"Où en sont les dossiers : {each.title.fr}", en=f"Where cases stand: {each.title.en}"),
                columns=each.columns,
                rows=each.rows,
            )
            for each in stages.pipeline(state.standings)
        ),
        *stops.obstacles(state.obstacles),
        *dates.delays(state.delays),
        *plan.indicators(state.progress),
        coming,
    ]


def _moved(moved: Sequence[Moved]) -> Section:
    return Section(
        title=Text(fr="Ce qui s'est passé ce trimestre", en="What happened this quarter"),
        columns=(
            column("processus", "process"),
            column("dossiers ouverts", "cases opened", number=True),
            column("verdicts", "verdicts"),
            column("étapes atteintes", "stages entered"),
            column("obligations réglées à temps", "obligations settled in time", number=True),
            column("réglées en retard", "settled late", number=True),
        ),
        rows=[
            (
                report_words.process(each.process),
                str(each.opened),
                report_words.tally(each.verdicts, labels.OUTCOMES),
                report_words.tally(each.entered, labels.STAGES),
                str(each.settled_in_time),
                str(each.settled_late),
            )
            for each in moved
        ],
    )
