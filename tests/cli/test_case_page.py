"""The page of a case: every process has one, what is late is marked, and what was decided is told once."""

import json
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from io import StringIO

import pytest
from rich.console import Console

from cli import folder, report_words, rulebook, task
from cli.lives import life_of
from cli.screen import screen
from domain.case import Case, Fact, OpinionFact
from domain.process import Process
from domain.processes import PROCESSES
from domain.question import Mode, Opinion
from domain.text import Language, Text
from domain.verdict import Escalation, Postponement, Verdict
from reporting.tasks import tasks
from settings import ROOT
from tests.reporting.lives import Writer, awaited, owed, reason, verdict
from workflows.folder import Folder, TimelineEntry


@pytest.fixture(autouse=True)
def _language_of_this_run() -> Iterator[None]:
    before = screen.language
    screen.language = "fr"
    yield
    screen.language = before


def kept(writer: Writer) -> Folder:
    """Return what a case keeps of the life that was written."""
    life = writer.life
    judged = {each.sequence: each.verdict for each in life.judgements}
    return Folder(
        case=life.case,
        verdict=life.verdict,
        timeline=tuple(
            TimelineEntry(
                sequence=told.sequence,
                time=told.at,
                received_at=told.at,
                source="urn:balise:etablissement:chum",
                event_id=told.event_id,
                type=told.type,
                stage=told.stage,
                gate=told.gate,
                outcome=told.outcome,
                rules=tuple(
                    each.rule
                    for each in (*judged[told.sequence].violations, *judged[told.sequence].indeterminates)
                )
                if told.sequence in judged
                else (),
            )
            for told in life.told
        ),
    )  # fmt: skip


def read(of: Folder) -> str:
    console = Console(width=160, record=True, file=StringIO(), highlight=False)
    folder.show(console, of)
    return console.export_text()


def part(page: str, title: str, following: str) -> str:
    return page.partition(f"\n{title}\n")[2].partition(f"\n{following}\n")[0]


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("process", PROCESSES.values(), ids=PROCESSES)
def test_every_process_has_a_page(process: Process, language: Language) -> None:
    screen.language = language
    facts = {}
    for number, (message_type, topic) in enumerate(process.facts.items()):
        data = json.loads((ROOT / "events" / "examples" / f"{message_type}.json").read_bytes())["data"]
        facts[topic.format_map(data)] = Fact(data=data, event_id=f"e-{number}", time=datetime(2026, 1, 5, tzinfo=UTC))
    case = Case.opened(f"{process.name}:chum/essai").model_copy(update={"facts": facts, "stage": process.stages[0]})
    page = read(Folder(case=case))
    assert report_words.process(process.name).in_(language) in page
    assert folder.as_json(Folder(case=case))["tasks"] == []


def test_what_is_late_is_marked_and_comes_first() -> None:
    today = report_words.now().date()
    due = (
        owed("SUI-001@production", today + timedelta(days=12)),
        owed("FOR-001@production", today - timedelta(days=3)),
        owed("EVA-003@production", today, by="comite_ia_sante"),
    )
    writer = Writer().says(0, "initiative.declared", what="declaration", to="production", mode=Mode.RECENSION,
                           judged=verdict(obligations=due))  # fmt: skip
    coming = part(read(kept(writer)), "Ce qui vient, et quand", "Avis rendus")
    lines = [line for line in coming.splitlines() if "Faire" in line]
    assert [line.split()[1] for line in lines] == ["FOR-001", "EVA-003", "SUI-001"]
    assert "EN RETARD de 3 jours" in lines[0]
    assert "aujourd'hui" in lines[1]
    assert "Comité IA" in lines[1]
    assert "dans 12 jours" in lines[2]


def test_a_date_that_was_put_off_says_by_whom_and_why_on_the_page_and_in_the_list() -> None:
    today = report_words.now().date()
    due = owed("FOR-001@production", today + timedelta(days=40))
    decided = Postponement(
        obligation=due.id,
        first=today,
        until=due.due,
        by="urn:balise:gouvernance:msss",
        time=datetime(2026, 1, 5, tzinfo=UTC),
        on=today,
        text=Text(fr="Reportée par le ministère. Motif : [m]", en="Put off by the ministry. Reason: [m]"),
    )
    put_off = due.model_copy(update={"postponed": decided})
    writer = Writer().says(0, "initiative.declared", what="declaration", to="production", mode=Mode.RECENSION,
                           judged=verdict(obligations=(put_off, owed("SUI-001@production", today))))  # fmt: skip
    kept_so_far = kept(writer)
    coming = part(read(kept_so_far), "Ce qui vient, et quand", "Avis rendus")
    assert coming.count("Reportée par le ministère. Motif : [m]") == 1
    console = Console(width=200, record=True, file=StringIO(), highlight=False)
    listed = tasks([life_of(kept_so_far)], rulebook.book(), today)
    task.print_tasks(console, listed, 50, 1)
    assert "Reportée par le ministère." in console.export_text()
    assert [each.postponed for each in listed if each.rule == "SUI-001"] == [None]


def test_what_is_escalated_to_a_body_is_marked_in_its_list_and_said_on_the_page() -> None:
    today = report_words.now().date()
    due = today - timedelta(days=3)
    steps = (Escalation(on=today, to="comite_ia_sante"), Escalation(on=today + timedelta(days=9), to="msss"))
    late = owed("FOR-001@production", due).model_copy(update={"escalations": steps})
    writer = Writer().says(0, "initiative.declared", what="declaration", to="production", mode=Mode.RECENSION,
                           judged=verdict(obligations=(late, owed("SUI-001@production", due))))  # fmt: skip
    listed = tasks([life_of(kept(writer))], rulebook.book(), today)
    theirs, others = task.of(listed, "comite_ia_sante"), task.of(listed, "msss")
    assert ([each.rule for each in theirs], others) == (["FOR-001"], [])
    assert len(task.of(listed, "chum")) == len(task.of(listed, None)) == 2

    def shown(body: str | None) -> str:
        console = Console(width=200, record=True, file=StringIO(), highlight=False)
        task.print_tasks(console, task.of(listed, body), 50, 1, body)
        return " ".join(console.export_text().split())

    assert "1 dont le retard est porté ici" in shown("comite_ia_sante")
    assert shown("comite_ia_sante").count("retard porté ici") == 1
    assert "porté ici" not in shown("chum") + shown(None)
    coming = " ".join(part(read(kept(writer)), "Ce qui vient, et quand", "Avis rendus").split())
    assert "Retard déjà porté à : Comité IA" in coming
    assert f"Le retard sera porté à : Ministère (le {today + timedelta(days=9)})." in coming


def test_an_opinion_is_said_to_count_or_not_as_the_last_verdict_has_it() -> None:
    def opinions(judged: Verdict, *, seen: bool = True) -> str:
        writer = Writer().says(0, "initiative.declared", what="declaration", to="production", judged=judged)
        of = kept(writer)
        before = of.case.facts["declaration"]
        given = OpinionFact(
            opinion=Opinion(body="comite_ia_sante", answer="favourable", covers="sha256:old"),
            event_id="o",
            time=before.time,
            seen={**of.case.topics, "training": "sha256:before"} if seen else None,
        )
        case = of.case.model_copy(update={"opinions": {"comite_ia_sante": given}})
        return part(read(of.model_copy(update={"case": case})), "Avis rendus", "Derniers événements")

    unasked = opinions(verdict())
    assert "sur un dossier qui a changé depuis (Formation donnée) ; le dernier verdict ne le redemande pas" in unasked
    lapsed = awaited("comite_ia_sante", "production").model_copy(update={"cause": "lapsed"})
    assert "(Formation donnée) ; l'instance est attendue (tombé : le dossier a changé)" in opinions(verdict(lapsed))
    again = owed("opinion:comite_ia_sante@production", date(2026, 5, 1), by="comite_ia_sante")
    assert "l'instance doit se prononcer de nouveau" in opinions(verdict(obligations=(again,)))
    assert "qui a changé depuis ; le dernier" in opinions(verdict(), seen=False)


def test_what_is_missing_is_told_by_whom_it_is_waited_from() -> None:
    writer = Writer().says(0, "initiative.declared", what="declaration", to="opportunity", judged=verdict())
    writer.says(
        1,
        "passage.requested",
        to="planning",
        judged=verdict(
            reason("DON-001", "planning"),
            reason("LRSSS-078-1", "planning", "text_unverified"),
            awaited("privacy_officer", "planning"),
        ),
    )
    said = part(read(kept(writer)), "Ce qui manque, et de qui", "Ce qui a été décidé, et pourquoi")
    order = [said.index(each) for each in ("chum", "DON-001", "Ministère", "LRSSS-078-1", "Avis de privacy_officer")]
    assert order == sorted(order)
    assert "Loi sur l'essai, art. 12 (texte vérifié)" in said


def test_the_same_decision_is_told_once_with_its_article() -> None:
    writer = Writer().says(0, "initiative.declared", what="declaration", to="opportunity", judged=verdict())
    for day in (1, 2, 3):
        writer.says(
            day, "need.described", what="need", to="production", judged=verdict(reason("DEA-001", "production"))
        )
    writer.says(9, "notice.published", what="notice", to="production", judged=verdict())
    decided = part(read(kept(writer)), "Ce qui a été décidé, et pourquoi", "Ce qui vient, et quand")
    assert [line.split()[0] for line in decided.splitlines() if " : " in line and line.strip()[:2] == "20"] == [
        "2026-01-05",
        "2026-01-06",
        "2026-01-14",
    ]
    assert decided.count("DEA-001") == 1
    assert "art. 65.2 (texte vérifié)" in " ".join(decided.split())


def test_a_request_that_was_withdrawn_leaves_nothing_missing() -> None:
    writer = Writer().says(0, "initiative.declared", what="declaration", to="opportunity", judged=verdict())
    writer.says(1, "passage.requested", to="planning", judged=verdict(reason("DON-001", "planning")))
    assert "DON-001" in part(read(kept(writer)), "Ce qui manque, et de qui", "Ce qui a été décidé, et pourquoi")
    writer.says(2, "passage.withdrawn")
    assert "rien" in part(read(kept(writer)), "Ce qui manque, et de qui", "Ce qui a été décidé, et pourquoi")


def test_older_events_are_counted_and_not_shown() -> None:
    writer = Writer().says(0, "initiative.declared", what="declaration", to="opportunity", judged=verdict())
    for day in range(1, 15):
        writer.says(day, "need.described", what="need")
    page = read(kept(writer))
    assert "5 avant ceux-ci" in page
    assert "e-15" in page
    assert "e-5 " not in part(page, "Derniers événements", "Faits")
