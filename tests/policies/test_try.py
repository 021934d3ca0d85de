"""`balise policy try`: a case on paper gets the verdict that the same case gets from a server."""

import json
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest

from authoring.speakers import Speakers
from domain.case import Case, Fact, OpinionFact
from domain.initiative import INITIATIVE
from domain.processes import PROCESSES
from domain.question import Opinion, Passage
from settings import ROOT
from tests.policies.policy_questions import ADMINISTRATIVE, CLINICAL, Desk, ask
from tests.policies.test_commands import balise
from workflows.folder import Folder

pytestmark = [pytest.mark.engines, pytest.mark.usefixtures("opa", "regal")]

DOSSIER: dict[str, Any] = {
    "process": "initiative",
    "stage": "realization",
    "to": "production",
    "facts": CLINICAL,
    "opinions": {"comite_ia_sante": "favourable", "professional_order": "with_conditions"},
}


def case(tmp_path: Path, document: Any, name: str = "cas.json") -> str:
    path = tmp_path / name
    path.write_text(json.dumps(document, ensure_ascii=False), encoding="utf-8")
    return str(path)


def changed(**fields: Any) -> dict[str, Any]:
    return {**deepcopy(DOSSIER), **fields}


def facts(topic: str, **fields: Any) -> dict[str, Any]:
    return {**deepcopy(CLINICAL), topic: {**CLINICAL.get(topic, {}), **fields}}


def test_dossier_in_order_is_allowed(tmp_path: Path) -> None:
    done = balise("try", case(tmp_path, DOSSIER), "--as-of", "2026-03-01", data=tmp_path)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "issue : admis" in done.stdout
    assert "2027-03-01 Réévaluer l'outil en production" in done.stdout


def test_question_gets_what_the_server_answers(desk: Desk, tmp_path: Path) -> None:
    question = ask(facts("training", trained_share=0.2), "production", stage="realization").model_dump(mode="json")
    served = desk(question)
    assert served is not None
    done = balise("try", case(tmp_path, question), "--json", data=tmp_path)
    (told,) = json.loads(done.stdout)["verdicts"]
    assert done.returncode == 1
    assert told["verdict"]["outcome"] == served["outcome"] == "deny"
    assert told["verdict"]["evaluated"] == served["evaluated"]
    assert [one["rule"] for one in told["verdict"]["violations"]] == ["FOR-001"]


def test_reason_leads_to_its_article(tmp_path: Path) -> None:
    spoiled = changed(facts=facts("data", reidentification=True))
    done = balise("try", case(tmp_path, spoiled), "--as-of", "2026-03-01", data=tmp_path)
    said = " ".join(done.stdout.split())
    assert "✗ LRSSS-160-1 Personne n'est réidentifié (enfreinte)" in said
    chain = "policies/rules/lrsss/prohibitions.rego ← lrsss-160 : Loi sur les renseignements de santé"
    assert chain in said
    assert "art. 160 (texte vérifié) ← version consultée : 2024-11-18 ← oblige depuis le 2024-07-01" in said
    told = json.loads(balise("try", case(tmp_path, spoiled), "--json", data=tmp_path).stdout)["verdicts"][0]
    assert told["chain"]["LRSSS-160-1"]["citation"]["article"] == "160"
    assert told["chain"]["LRSSS-160-1"]["file"] == "policies/rules/lrsss/prohibitions.rego"


def test_kept_case_is_judged_for_the_passage_it_waits_for(tmp_path: Path) -> None:
    types = {topic: message_type for message_type, topic in INITIATIVE.facts.items()}
    kept = Case.opened("initiative:ciusss-x/factures").model_copy(
        update={
            "facts": {
                topic: Fact(
                    data=data,
                    event_id=f"e-{topic}",
                    time="2026-02-01T12:00:00Z",
                    source="urn:balise:etablissement:ciusss-x",
                    type=types[topic],
                )
                for topic, data in ADMINISTRATIVE.items()
            },
            "requested_by": "urn:balise:etablissement:ciusss-x",
            "stage": "opportunity",
            "passage": Passage(mode="passage", origin="opportunity", to="planning"),
        }
    )
    given = OpinionFact(
        opinion=Opinion(body="privacy_officer", answer="favourable", covers=kept.dossier),
        event_id="e-o",
        time="2026-02-02T12:00:00Z",
        source="urn:balise:gouvernance:msss",
    )
    folder = Folder(case=kept.model_copy(update={"opinions": {"privacy_officer": given}})).model_dump(mode="json")
    done = balise("try", case(tmp_path, folder), "--json", data=tmp_path)
    (told,) = json.loads(done.stdout)["verdicts"]
    assert (told["verdict"]["outcome"], told["verdict"]["gates"]) == ("allow", ["planning"])


def test_day_is_the_one_asked_for(tmp_path: Path) -> None:
    spoiled = case(tmp_path, changed(facts=facts("data", sale=True)))
    before = balise("try", spoiled, "--as-of", "2024-06-30", "--lang", "en", data=tmp_path)
    assert "LRSSS-001-1 Information is not sold (not yet in force)" in before.stdout
    on_the_day = balise("try", spoiled, "--as-of", "2024-07-01", "--lang", "en", data=tmp_path)
    assert "✗ LRSSS-001-1 Information is not sold (violated)" in on_the_day.stdout


def test_other_policies_are_asked_when_they_are_named(policies: Path, tmp_path: Path) -> None:
    path = policies / "rules" / "gates" / "parameters" / "data.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("minimum_share: 0.8", "minimum_share: 0.99"), "utf-8")
    asked = case(tmp_path, DOSSIER)
    assert balise("try", asked, "--as-of", "2026-03-01", data=tmp_path).returncode == 0
    strict = balise("try", asked, "--as-of", "2026-03-01", "--bundle", str(policies), data=tmp_path)
    assert strict.returncode == 1
    assert "FOR-001" in strict.stdout


def test_rule_that_is_not_judged_is_named_and_no_verdict_is_given(policies: Path, tmp_path: Path) -> None:
    path = policies / "catalogue" / "data.json"
    catalogue = json.loads(path.read_text(encoding="utf-8"))
    del catalogue["rules"]["FOR-001"]
    path.write_text(json.dumps(catalogue), encoding="utf-8")
    done = balise("try", case(tmp_path, DOSSIER), "--bundle", str(policies), data=tmp_path)
    assert done.returncode == 1
    assert "issue" not in done.stdout
    assert "FOR-001 : pas encore au catalogue ; lancer « balise policy catalogue »" in done.stderr


def test_value_of_another_form_is_named_with_what_is_accepted(tmp_path: Path) -> None:
    spoiled = changed(facts=facts("training", trained_share="80 %"))
    done = balise("try", case(tmp_path, spoiled), data=tmp_path)
    assert "training.trained_share compte comme non donné ; accepté : nombre (≥ 0, ≤ 1)" in done.stdout
    assert "? FOR-001" in done.stdout


@pytest.mark.parametrize(
    ("document", "words"),
    [
        (changed(facts={"training": {"trained": 1}}), "training.trained (training.trained_share"),
        (changed(to="producton"), '« to » vaut "producton", qui n\'existe pas. Il y a : opportunity'),
        (changed(process="initiatve"), "Il y a : "),
        ({"hello": 1}, "--blank PROCESSUS"),
        ([], "on attend un objet JSON"),
        ({"passage": {"mode": "passage"}}, "« as_of »"),
        (changed(opinions={"comite_ia_sante": {"answr": "favourable"}}), "« opinions.comite_ia_sante"),
    ],
)
def test_case_that_is_none_is_told(document: Any, words: str, tmp_path: Path) -> None:
    done = balise("try", case(tmp_path, document), data=tmp_path)
    assert done.returncode in {1, 2}
    assert words in " ".join(done.stderr.split()), done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ('{"process": "initiative", "to": "planning", "to": "production", "facts": {}}', "to"),
        ('{"process": "initiative", "to": "planning", "facts": {"data": {"sale": true, "sale": false}}}', "sale"),
    ],
)
def test_case_that_says_a_thing_twice_is_refused_and_the_thing_named(text: str, key: str, tmp_path: Path) -> None:
    (tmp_path / "twice.json").write_text(text, encoding="utf-8")
    done = balise("try", str(tmp_path / "twice.json"), "--json", data=tmp_path)
    error = json.loads(done.stderr)["error"]
    assert (done.returncode, done.stdout) == (2, "")
    assert f"« {key} » est écrit deux fois dans le même objet" in error["fr"]
    assert f'"{key}" is written twice in the same object' in error["en"]


def test_file_that_is_no_json_is_told_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "bad.json").write_text('{\n  "process": initiative\n}', encoding="utf-8")
    done = balise("try", str(tmp_path / "bad.json"), data=tmp_path)
    assert done.returncode == 2
    assert "ligne 2 : ce n'est pas du JSON" in " ".join(done.stderr.split())
    assert balise("try", str(tmp_path / "none.json"), data=tmp_path).returncode == 2
    assert balise("try", data=tmp_path).returncode == 2


def test_blank_dossier_asks_for_every_fact_the_gate_reads(tmp_path: Path) -> None:
    blank = json.loads(balise("try", "--blank", "initiative", "production", data=tmp_path).stdout)
    shapes = json.loads((ROOT / "policies" / "facts" / "data.json").read_text(encoding="utf-8"))["initiative"]
    assert set(blank["questions"]) <= set(shapes)
    assert {"training.trained_share", "data.personal_information", "oversight.time"} <= set(blank["questions"])
    assert blank["questions"]["training.trained_share"]["rules"] == ["FOR-001"]
    assert blank["stage"] == "realization"
    empty = balise("try", case(tmp_path, blank), "--json", data=tmp_path)
    (told,) = json.loads(empty.stdout)["verdicts"]
    missing = {path for one in told["verdict"]["indeterminates"] for path in one["missing"]}
    assert missing
    assert missing <= set(blank["questions"])


def test_blank_of_no_gate_says_which_there_are(tmp_path: Path) -> None:
    done = balise("try", "--blank", "initiative", "nowhere", data=tmp_path)
    assert done.returncode == 2
    assert "initiative (opportunity, planning, realization, production, " in " ".join(done.stderr.split())


def test_several_cases_are_allowed_only_if_each_is(tmp_path: Path) -> None:
    good = case(tmp_path, DOSSIER, "good.json")
    bad = case(tmp_path, changed(facts=facts("training", trained_share=0.1)), "bad.json")
    done = balise("try", good, bad, "--as-of", "2026-03-01", "--json", data=tmp_path)
    assert [one["verdict"]["outcome"] for one in json.loads(done.stdout)["verdicts"]] == ["allow", "deny"]
    assert done.returncode == 1


def test_policies_that_do_not_read_are_no_verdict(policies: Path, tmp_path: Path) -> None:
    path = policies / "citations" / "data.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("lrsss-1:", "lrsss-1: ["), "utf-8")
    done = balise("try", case(tmp_path, DOSSIER), "--bundle", str(policies), data=tmp_path)
    assert done.returncode == 1
    assert "policies/citations/data.yaml, ligne" in done.stderr
    path.unlink()
    done = balise("try", case(tmp_path, DOSSIER), "--bundle", str(policies), data=tmp_path)
    assert done.returncode == 1
    assert "Ce fichier manque" in done.stderr


@pytest.mark.parametrize("process", PROCESSES)
def test_every_topic_of_every_process_has_somebody_to_say_it(process: str) -> None:
    declared = PROCESSES[process]
    facts: dict[str, Any] = {template.partition(".")[0]: {"any": {}} for template in declared.facts.values()}
    spoken = Speakers(ROOT / "policies").drafted(declared, "essai", facts, {})
    assert {topic.partition(".")[0] for topic in spoken["facts"]} == set(facts)
    assert not [topic for topic in spoken["facts"] if "{" in topic]
