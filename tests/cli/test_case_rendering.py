"""What people read of a case: every word of the contract has a name, and a refusal says what would help."""

from collections.abc import Iterator
from datetime import date, datetime
from io import StringIO
from pathlib import Path
from typing import Any, get_args

import pytest
from rich.console import Console
from typer import Exit

from activities.names import UNDECLARED
from cli import attendant, folder, labels, verdicts
from cli.case import ProcessName, StageName, reachable, visibility_query
from cli.screen import screen
from domain.case import Case, Fact, OpinionFact
from domain.processes import PROCESSES
from domain.question import Opinion, Passage
from domain.text import Text
from domain.verdict import Citation, Obligation, Outcome, Reason, RequiredOpinion, Verdict
from engines.process import Child
from events.contract.incoming import INCOMING
from events.contract.linked import LINKED
from workflows.folder import Folder, TimelineEntry

WHEN = datetime.fromisoformat("2026-03-02T13:30:00Z")


@pytest.fixture(autouse=True)
def _language_of_this_run() -> Iterator[None]:
    before = screen.language
    yield
    screen.language = before


def reason(rule: str, cause: Any, missing: tuple[str, ...] = ()) -> Reason:
    return Reason(
        rule=rule,
        gate="production",
        title=Text(fr=f"Titre de {rule}", en=f"Title of {rule}"),
        message=Text(fr=f"Motif [de] {rule}", en=f"Message of {rule}"),
        remedy=Text(fr=f"Remède à {rule}", en=f"Remedy for {rule}"),
        citation=Citation(key="k", instrument="Loi sur l'essai", article="12", confidence="recalled"),
        missing=missing,
        cause=cause,
    )


@pytest.fixture
def refused() -> Folder:
    verdict = Verdict(
        decision_id="sha256:d",
        path="balise/verdict",
        revision="sha256:r",
        outcome=Outcome.DENY,
        violations=(reason("DEA-001", "violated"),),
        indeterminates=(reason("LRSSS-001-1", "fact_missing", ("data.sale",)),),
        opinions=(
            RequiredOpinion(
                body="comite_ia_sante",
                gate="production",
                title=Text(fr="Avis du Comité", en="Committee's opinion"),
                message=Text(fr="Attendu", en="Awaited"),
                remedy=Text(fr="Soumettre", en="Submit"),
                cause="lapsed",
            ),
        ),
        gates=("production",),
        evaluated=("DEA-001", "LRSSS-001-1"),
    )
    owed = Obligation(
        id="LRSSS-106-1@realization",
        kind="regularize",
        rule="LRSSS-106-1",
        gate="realization",
        what=Text(fr="Évaluer", en="Assess"),
        remedy=Text(fr="Verser l'évaluation", en="File the assessment"),
        by="chum",
        due=date(2027, 1, 20),
    )
    case = Case.opened("initiative:chum/essai").model_copy(
        update={
            "stage": "realization",
            "outcome": Outcome.DENY,
            "passage": Passage(mode="passage", origin="realization", to="production"),
            "facts": {
                "declaration": Fact(data={"title": "Un [essai]", "generative": False}, event_id="e-1", time=WHEN),
                "assessment.privacy": Fact(
                    data={"kind": "privacy", "conclusion": "favourable"}, event_id="e-2", time=WHEN
                ),
                "monitoring": Fact(data={"metrics": [{"name": "erreurs", "upper": 0.1}]}, event_id="e-3", time=WHEN),
            },
            "opinions": {
                "privacy_officer": OpinionFact(
                    opinion=Opinion(body="privacy_officer", answer="favourable", covers="sha256:old"),
                    event_id="e-4",
                    time=WHEN,
                )
            },
            "obligations": (owed,),
        }
    )
    entry = TimelineEntry(
        sequence=5,
        time=WHEN,
        received_at=WHEN,
        source="urn:balise:etablissement:chum",
        event_id="e-5",
        type="passage.requested",
        stage="realization",
        gate="production",
        outcome="deny",
        rules=("ESS-001", "DEA-001"),
    )
    return Folder(case=case, verdict=verdict, timeline=(entry,))


def printed(draw: Any) -> str:
    console = Console(width=140, record=True, file=StringIO(), highlight=False)
    draw(console)
    return console.export_text()


def literals(annotation: Any) -> Iterator[str]:
    for argument in get_args(annotation):
        if isinstance(argument, str):
            yield argument
        else:
            yield from literals(argument)


def test_every_word_of_the_contract_has_a_name_on_screen() -> None:
    words = {
        word
        for model in (INCOMING | LINKED).values()
        for field in model.model_fields.values()
        for word in literals(field.annotation)
    }
    assert words - labels.VALUES.keys() == set()
    assert len(words) > 30


def test_every_event_and_topic_has_a_name_on_screen() -> None:
    for message_type in INCOMING:
        assert labels.event(message_type).fr != message_type
    for process in PROCESSES.values():
        for topic in process.facts.values():
            named = labels.topic(topic.format(kind="privacy", quarter="q1", mode="recording", what="model"))
            assert named.fr not in process.facts.values()
        for message_type, topic in process.linked.items():
            assert labels.event(message_type).fr != message_type
            assert labels.topic(f"{topic}.incident:chum/panne").fr.endswith(" (incident:chum/panne)")
        for topic in (*process.answered.values(), *process.asked.values()):
            assert labels.topic(topic).fr != topic


def test_what_is_asked_is_named_as_the_declaration_that_asks_it() -> None:
    for topic in PROCESSES["recourse"].asked.values():
        assert labels.field(topic, "asks") == labels.field("declaration", "asks")


def test_every_field_is_named_as_the_contract_describes_it() -> None:
    for process in PROCESSES.values():
        for message_type, template in (process.facts | process.linked | process.answered).items():
            for name in (INCOMING | LINKED)[message_type].model_fields:
                label = labels.field(template, name)
                assert label.fr != name
                assert label.en != name


def test_a_field_that_several_processes_tell_is_named_in_the_words_of_its_own() -> None:
    named = {process: labels.field("declaration", "title", process).fr for process in ("initiative", "mandate")}
    assert named == {"initiative": "Nom de l'initiative", "mandate": "Nom du mandat"}


def test_a_deliverable_is_told_with_its_day() -> None:
    told = labels.value([
        {"name": "Rapport", "due_on": "2026-10-01"}, {"name": "Veille", "yearly": True}, {"name": "Reste"},
    ])  # fmt: skip
    assert (told.fr, told.en) == (
        "Rapport (2026-10-01), Veille (chaque année), Reste",
        "Rapport (2026-10-01), Veille (every year), Reste",
    )
    assert labels.value({"name": "rappel", "lower": 0.8, "upper": 1}).fr == "rappel ≥ 0.8, ≤ 1"


def test_every_stage_of_every_process_has_a_name_on_screen() -> None:
    assert {stage for process in PROCESSES.values() for stage in process.places} <= labels.STAGES.keys()


def test_each_process_names_its_own_declaration() -> None:
    named = [labels.event(process.declaration).fr for process in PROCESSES.values()]
    assert len(set(named)) == len(named)


def test_a_missing_path_is_told_in_words() -> None:
    assert labels.path("data.sale").fr == "Données décrites : des données sont vendues ou aliénées"
    assert labels.path("assessment.privacy.conclusion").en == "Assessment filed (privacy): conclusion"
    assert labels.path("term.exclusively_automated").fr == "term.exclusively_automated"
    assert labels.path("provenance.assessment.privacy").fr == "Évaluation versée (vie privée) : par qui"
    assert labels.path("provenance.passage").en == "Passage requested: by whom"


def test_the_decision_table_says_why_and_what_to_do(refused: Folder) -> None:
    screen.language = "fr"
    said = printed(lambda console: console.print(verdicts.decisions([refused])))
    for words in ("Un [essai]", "réalisation", "refusé", "DEA-001", "Remède à DEA-001", "tombé : le dossier a changé"):
        assert words in said
    assert "2027-01-20 LRSSS-106-1 Évaluer" in said
    assert "retenu auparavant par ESS-001" in said


def test_one_case_shows_facts_life_gaps_and_dues(refused: Folder) -> None:
    screen.language = "fr"
    said = printed(lambda console: folder.show(console, refused))
    for words in (
        "refusé (attend : production)",
        "Évaluation versée (vie privée)",
        "erreurs ≤ 0.1",
        "sur un dossier qui a changé depuis",
        "Motif [de] DEA-001",
        "Données décrites : des données sont vendues ou aliénées",
        "Loi sur l'essai, art. 12 (texte à vérifier)",
        "Verser l'évaluation",
        "sha256:r",
    ):
        assert words in said


def test_the_conditions_of_an_opinion_are_shown_under_it_word_for_word(refused: Folder) -> None:
    (place,) = refused.case.opinions
    given = refused.case.opinions[place]
    asking = {"answer": "with_conditions", "conditions": ("Chiffrer [tout] l'extrait.", "Deux personnes seulement.")}
    opinion = given.model_copy(update={"opinion": given.opinion.model_copy(update=asking)})
    case = refused.case.model_copy(update={"opinions": {place: opinion}})
    screen.language = "fr"
    said = printed(lambda console: folder.show(console, refused.model_copy(update={"case": case})))
    assert "• Chiffrer [tout] l'extrait." in said
    assert "• Deux personnes seulement." in said


def test_a_notice_says_from_when_or_that_it_binds_nobody(refused: Folder) -> None:
    assert refused.verdict is not None
    coming = reason("LRSSS-103-1", "not_yet_in_force").model_copy(update={"effective": date(2027, 1, 1)})
    notices = (coming, reason("DDM-001", "not_binding"))
    verdict = refused.verdict.model_copy(update={"notices": notices})
    screen.language = "fr"
    shown = printed(lambda console: folder.show(console, refused.model_copy(update={"verdict": verdict})))
    assert "LRSSS-103-1 Titre de LRSSS-103-1 (à compter du 2027-01-01)" in shown
    assert "DDM-001 Titre de DDM-001 (modèle emprunté, sans force ici)" in shown


def test_english_is_english(refused: Folder) -> None:
    screen.language = "en"
    said = printed(lambda console: folder.show(console, refused))
    for words in ("refused (waits for: production)", "What is missing", "Message of DEA-001", "text to be verified"):
        assert words in said
    assert "refusé" not in said


def test_operators_search_what_runs_now_by_their_attributes() -> None:
    query = visibility_query({"BaliseEstablishment": "ciusss-cn"}, datetime(2026, 12, 31))  # noqa: DTZ001 - a day
    assert query == (
        'ExecutionStatus = "Running" AND BaliseEstablishment = "ciusss-cn" AND BaliseNextDue < "2026-12-31T00:00:00Z"'
    )


@pytest.mark.parametrize("process", [None, *PROCESSES])
def test_every_stage_of_every_process_can_be_searched(process: str | None) -> None:
    found = [process] if process else list(PROCESSES)
    for stage in (stage for name in found for stage in (UNDECLARED, *PROCESSES[name].places)):
        assert stage in labels.STAGES
        assert StageName(stage) == stage
        reachable(process, StageName(stage))
    assert process is None or ProcessName(process) == process


def test_a_stage_of_another_process_is_no_empty_list(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        reachable("recourse", "production")
    assert left.value.code == 2
    assert "opened, answered" in capsys.readouterr().err


def test_a_value_cannot_escape_its_quotes() -> None:
    with pytest.raises((SystemExit, Exit)):
        visibility_query({"BaliseEstablishment": 'x" OR BaliseStage = "production'})


def test_a_worker_whose_number_another_process_took_is_not_found(tmp_path: Path) -> None:
    import os

    stale = Child(pid=os.getpid(), born=1.0)
    (tmp_path / attendant.FILE).write_text(stale.model_dump_json(), encoding="utf-8")
    assert attendant.find(tmp_path) is None
    attendant.stop(tmp_path)
    assert not (tmp_path / attendant.FILE).exists()
