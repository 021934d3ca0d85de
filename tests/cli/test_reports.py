"""What people read of reports: the documents' parts, in both languages, whoever wrote what they quote."""

import re
from collections.abc import Iterator
from datetime import date
from html.parser import HTMLParser
from io import StringIO
from zoneinfo import ZoneInfo

import pytest
from rich.console import Console

from cli import labels, report_words, rulebook
from cli.report import NAMES, STAGES, dates, document, plan, sections, stages, stops
from cli.screen import screen
from domain.processes import PROCESSES
from domain.question import Mode
from domain.text import Language
from domain.verdict import Escalation
from reporting.delays import delays
from reporting.indicators import indicators
from reporting.life import Life
from reporting.obstacles import obstacles
from reporting.pipeline import pipeline
from reporting.quarterly import Quarterly, quarter_of, quarterly
from reporting.tasks import tasks
from tests.reporting.lives import Writer, after, awaited, owed, reason, refused_then_allowed, verdict

TORONTO = ZoneInfo("America/Toronto")
NASTY = "<script>alert('x')</script> | `rm` *tout* [ici](http://ailleurs) [bold]"

PARTS = {
    "fr": [
        "Ce qui s'est passé ce trimestre",
        "Où en sont les dossiers : Initiative d'IA",
        "Les règles qui arrêtent les dossiers",
        "Les avis qui font attendre les dossiers",
        "En retard",
        "Dû dans les trente jours",
        "Qui doit quoi",
        "De la demande de passage à l'entrée",
        "Avis attendus par les portes",
        "Indicateurs du Plan directeur",
        "Mandats qui portent une action du plan",
        "À venir d'ici la fin du prochain trimestre",
    ],
    "en": [
        "What happened this quarter",
        "Where cases stand: AI initiative",
        "The rules that stop cases",
        "The opinions that keep cases waiting",
        "Late",
        "Due within thirty days",
        "Who owes what",
        "From the request for a passage to the entry",
        "Opinions that gates wait for",
        "Indicators of the master plan",
        "Mandates that carry an action of the plan",
        "Due by the end of the next quarter",
    ],
}


@pytest.fixture(autouse=True)
def _language_of_this_run() -> Iterator[None]:
    before = screen.language
    yield
    screen.language = before


def lives() -> list[Life]:
    late = owed("FOR-001@production", date(2026, 1, 31), by="iucpq")
    known = Writer("initiative:iucpq/connue", title=NASTY).says(
        20, "initiative.declared", what="declaration", to="production", mode=Mode.RECENSION,
        judged=verdict(obligations=(late, owed("SUI-001@production", date(2026, 6, 1)))),
    )  # fmt: skip
    waiting = Writer("initiative:chum/attend")
    waiting.says(0, "initiative.declared", what="declaration", to="opportunity", judged=verdict())
    waiting.says(30, "passage.requested", to="planning",
                 judged=verdict(reason("DON-001", "planning"), awaited("privacy_officer", "planning")))  # fmt: skip
    return [refused_then_allowed().life, known.life, waiting.life]


@pytest.fixture
def state() -> Quarterly:
    return quarterly(lives(), STAGES, quarter_of(date(2026, 2, 1)), after(45), TORONTO)


class Tags(HTMLParser):
    """Reads a page, and sees to it that what is opened is closed."""

    VOID = frozenset({"meta", "br"})

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: list[str] = []
        self.attributes: set[str] = set()
        self.titles: list[str] = []
        self.rows: list[int] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append(tag)
        self.attributes |= {name for name, _ in attrs}
        if tag not in self.VOID:
            self.open.append(tag)
        if tag == "tr":
            self.rows.append(0)
        if tag in ("td", "th"):
            self.rows[-1] += 1

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] == "h2":
            self.titles.append(data)


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_markdown_has_every_part_and_whole_tables(state: Quarterly, language: Language) -> None:
    text = document.in_markdown(state, language)
    assert text.startswith(f"# {document.TITLE.in_(language)}\n")
    assert [line.removeprefix("## ") for line in text.splitlines() if line.startswith("## ")] == PARTS[language]
    tables = re.findall(r"(?:^\|.*\|\n)+", text, re.MULTILINE)
    assert len(tables) >= 9
    for table in tables:
        counts = {len(re.findall(r"(?<!\\)\|", line)) for line in table.splitlines()}
        assert len(counts) == 1, table


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_page_is_whole_and_fetches_nothing(state: Quarterly, language: Language) -> None:
    page = document.in_html(state, language)
    read = Tags()
    read.feed(page)
    read.close()
    assert read.open == []
    assert read.titles == PARTS[language]
    assert f'<html lang="{language}">' in page
    assert not {"script", "link", "img", "iframe", "a", "object"} & set(read.seen)
    assert not {"src", "href", "onload", "style"} & read.attributes
    assert "url(" not in page
    assert "@import" not in page
    assert "@media print" in page
    assert read.seen.count("table") >= 9


def test_what_others_wrote_is_text_and_nothing_else(state: Quarterly) -> None:
    page, text = document.in_html(state, "fr"), document.in_markdown(state, "fr")
    assert "&lt;script&gt;alert(&#x27;x&#x27;)" in page
    assert "<script" not in page
    assert "<script" not in text.replace("\\<script", "")
    assert "\\[ici\\]" in text
    console = Console(width=200, record=True, file=StringIO(), highlight=False)
    sections.show(console, document.sections(state), "fr")
    assert "[bold]" in console.export_text()


def test_the_document_says_what_it_covers_and_what_it_was_made_of(state: Quarterly) -> None:
    text = document.in_markdown(state, "fr")
    assert "Trimestre du 2026-01-01 au 2026-03-31 (en cours). Situation au 2026-02-19." in text
    assert "aucun n'est saisi" in text
    assert "Annonces incomplètes" not in text
    assert "Annonces incomplètes pour 1 dossier," in document.in_markdown(state, "fr", ["initiative:chum/essai"])
    ended = state.model_copy(update={"written_on": date(2026, 4, 1)})
    assert "2026-03-31. Situation" in document.in_markdown(ended, "fr")


def test_the_figures_are_the_ones_computed(state: Quarterly) -> None:
    text = document.in_markdown(state, "fr")
    assert "| 2026-01-31 | en retard de 19 jours | iucpq | Faire FOR-001 (fr) |" in text
    assert "| initiative d'IA | 3 | admis 4, refusé 2, indéterminé 1, à l'étude 1 |" in text
    assert "| DON-001 Titre de DON-001 (fr). Loi sur l'essai, art. 12 (texte vérifié). | 2 | 1 | 1 | 2 jours |" in text
    assert "Données décrites (1)" in text
    assert "| 0 % (0 sur 1) | 90 %, non atteinte |" in text


def test_a_list_nobody_would_read_to_its_end_is_cut_and_says_so() -> None:
    many = tuple(owed(f"FOR-{number:03d}@production", date(2026, 1, 31)) for number in range(dates.SHOWN_DUES + 5))
    writer = Writer().says(0, "initiative.declared", what="declaration", to="production", mode=Mode.RECENSION,
                           judged=verdict(obligations=many))  # fmt: skip
    late = dates.delays(delays([writer.life], after(60), TORONTO))[0]
    assert late.about is not None
    assert (len(late.rows), late.about.en) == (dates.SHOWN_DUES, "The first 60 due dates, of 65.")
    assert dates.delays(delays([writer.life], after(60), TORONTO))[1].about is None


@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_report_can_be_shown_without_any_case(language: Language) -> None:
    console = Console(width=120, record=True, file=StringIO(), highlight=False)
    now = after(1)
    empty = [
        *stages.pipeline(pipeline([], STAGES, now)),
        *dates.delays(delays([], now, TORONTO)),
        *stops.obstacles(obstacles([])),
        *plan.indicators(indicators([])),
    ]
    sections.show(console, empty, language)
    assert document.in_html(quarterly([], STAGES, quarter_of(now.date()), now, TORONTO), language)
    said = console.export_text()
    assert {"fr": "Rien n'est en retard.", "en": "Nothing is late."}[language] in said


def test_every_process_has_a_name_and_every_document_too() -> None:
    assert labels.PROCESS_NAMES.keys() == PROCESSES.keys()
    assert set(NAMES) == {"fr", "en"}


@pytest.mark.parametrize(
    ("days", "fr", "en"),
    [
        (None, "-", "-"),
        (3.0, "3 jours", "3 days"),
        (1.5, "36 heures", "36 hours"),
        (0.0625, "90 minutes", "90 minutes"),
        (0.001, "86,4 s", "86.4 s"),
    ],
)
def test_a_duration_is_told_in_a_fitting_unit(days: float | None, fr: str, en: str) -> None:
    said = report_words.days(days)
    assert (said.fr, said.en) == (fr, en)


def test_the_rulebook_knows_which_gates_ask_a_rule_and_whose_opinion() -> None:
    book = rulebook.book()
    assert book.order.keys() == PROCESSES.keys()
    assert "production" in book.asked_later("initiative", "planning", "opinion:comite_ia_sante")
    assert book.asked_later("initiative", "production", "opinion:comite_ia_sante") == ()
    assert book.severity("DEA-001") == "critical"
    cited = rulebook.cited("DEA-001")
    assert cited is not None
    assert cited.article == "65.2"
    assert rulebook.cited("NONE-001") is None


def test_a_consequence_is_only_what_the_policies_make_of_it() -> None:
    writer = Writer().says(0, "initiative.declared", what="declaration", to="opportunity", judged=verdict())
    writer.says(1, "passage.requested", to="planning", judged=verdict(reason("DON-001", "planning")))
    (task,) = tasks([writer.life], rulebook.book(), date(2026, 3, 1))
    assert report_words.consequence(task).fr == "Tant que ce n'est pas fait, le passage reste fermé : planification."
    later = task.model_copy(update={"blocks": None, "closes": ("realization", "production")})
    assert report_words.consequence(later).en.endswith("realization, production.")
    alone = later.model_copy(update={"closes": ()})
    assert "Aucun passage" in report_words.consequence(alone).fr


def test_a_consequence_says_who_is_told_of_lateness_and_when() -> None:
    due = date(2026, 3, 1)
    steps = (
        Escalation(on=date(2026, 3, 2), to="highest_authority"),
        Escalation(on=date(2026, 3, 3), to="comite_ia_sante"),
    )
    notice = owed("duty:incident_notice@assessed", due, kind="duty").model_copy(update={"escalations": steps})
    writer = Writer("incident:chum/fuite").says(0, "incident.declared", what="declaration", to="assessed",
                                                mode=Mode.RECENSION, judged=verdict(obligations=(notice,)))  # fmt: skip
    said = [report_words.consequence(tasks([writer.life], rulebook.book(), date(2026, 3, day))[0]) for day in (1, 2, 3)]
    authority, committee = "Plus haute autorité de l'organisme (le 2026-03-02)", "Comité IA – Santé (le 2026-03-03)"  # noqa: RUF001
    assert [each.fr for each in said] == [
        f"Le retard sera porté à : {authority}, {committee}.",
        f"Retard déjà porté à : {authority}. Le retard sera porté à : {committee}.",
        f"Retard déjà porté à : {authority}, {committee}.",
    ]
    assert said[1].en == (
        "Lateness already told to: Highest authority of the body (on 2026-03-02). "
        "Lateness will be told to: Comité IA – Santé (on 2026-03-03)."  # noqa: RUF001
    )


def test_the_rulebook_weighs_duties_as_the_policies_press_them() -> None:
    book = rulebook.book()
    assert book.weight("critical") == 1 < book.weight("major") < book.weight("minor")
    assert book.tolerance["critical"] < book.tolerance["major"] < book.tolerance["minor"]
    assert book.returns == {"initiative": {"suspended": "production"}}
