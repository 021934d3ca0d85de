"""What one case tells another: the last word, once for every change, and only within its establishment."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter

from domain import dossier, links
from domain.case import Case
from domain.decider import question, settle
from domain.initiative import INITIATIVE
from domain.message import Message
from domain.processes import PROCESSES
from domain.question import Mode, Question
from domain.text import Text
from domain.verdict import Citation, Obligation, Outcome, Reason, Verdict
from events.contract.linked import LINKED

START = datetime(2026, 11, 2, 9, tzinfo=UTC)
TOOL, OTHER = "initiative:cn/tri", "initiative:cn/autre"
INCIDENT = "incident:cn/panne"
WORDS = Text(fr="mot", en="word")
CITATION = Citation(key="S0", instrument="Plan", article=None, confidence="verified")


def message(subject: str, kind: str, number: int = 1, /, **data: Any) -> Message:
    at = START + timedelta(minutes=number)
    return Message(
        id=f"e{number}",
        source="urn:balise:etablissement:cn",
        type=kind,
        subject=subject,
        time=at,
        received_at=at,
        data=data,
    )


def verdict(asked: Question, outcome: Outcome = Outcome.ALLOW, **more: Any) -> Verdict:
    reason = Reason(
        rule="X-001", gate="g", title=WORDS, message=WORDS, remedy=WORDS, citation=CITATION, cause="violated"
    )
    return Verdict(
        decision_id="d",
        path="balise/verdict",
        revision="sha256:0",
        outcome=outcome,
        violations=(reason,) if outcome is Outcome.DENY else (),
        suspends=(reason,) if more.pop("suspends", False) else (),
        gates=(asked.passage.to,),
        evaluated=("X-001",),
        **more,
    )


def step(case: Case, received: Message, outcome: Outcome = Outcome.ALLOW, **more: Any) -> tuple[Case, list[Message]]:
    process = PROCESSES[case.process]
    asked = question(process, case, received)
    settlement = settle(process, case, received, verdict(asked, outcome, **more) if asked else None)
    return settlement.case, list(settlement.told)


def reported(number: int = 1, **more: Any) -> Message:
    data = {"title": "Panne", "kind": "ai_system", "aware_on": "2026-11-01", "initiative": TOOL, "grave": True}
    return message(INCIDENT, "incident.reported", number, **{**data, **more})


def test_an_incident_tells_its_initiative_at_once_even_when_it_is_not_let_in() -> None:
    case, told = step(Case.opened(INCIDENT), reported(), Outcome.DENY)
    assert case.stage is None
    assert [(each.subject, each.type, each.source) for each in told] == [
        (TOOL, "incident.linked", "urn:balise:dossier:incident:cn/panne")
    ]
    assert told[0].id == f"{INCIDENT}/1/incident.linked"
    assert told[0].data == {
        "case": INCIDENT,
        "status": "open",
        "kind": "ai_system",
        "aware_on": "2026-11-01",
        "grave": True,
        "listens": True,
    }


def test_it_tells_again_only_what_has_changed() -> None:
    case, _ = step(Case.opened(INCIDENT), reported())
    case, told = step(case, message(INCIDENT, "measures.taken", 2, measures=["arrêt"], taken_on="2026-11-02"))
    assert told == []
    case, told = step(case, message(INCIDENT, "injury.assessed", 3, assessed_on="2026-11-02", serious=True))
    assert [each.data["serious"] for each in told] == [True]
    for number, stage in enumerate(("assessed", "notified"), 4):
        case, told = step(case, message(INCIDENT, "passage.requested", number, to=stage))
        assert told == []
    case, told = step(case, message(INCIDENT, "passage.requested", 6, to="closed"))
    assert [each.data["status"] for each in told] == ["closed"]


def test_what_is_told_later_is_later_whatever_the_clocks() -> None:
    case, first = step(Case.opened(INCIDENT), reported(5))
    at_once = reported(1, grave=False).model_copy(update={"time": START + timedelta(hours=1), "id": "late"})
    case, second = step(case, at_once)
    tool = Case.opened(TOOL)
    for told in (*second, *first):
        tool, _ = step(tool, told)
    assert first[0].time < second[0].time
    assert [each["grave"] for each in dossier.facts(INITIATIVE, tool)["incidents"]["cases"]] == [False]


def test_a_case_attached_elsewhere_takes_back_what_it_told() -> None:
    case, _ = step(Case.opened(INCIDENT), reported())
    case, told = step(case, reported(2, initiative=OTHER))
    assert {each.subject: each.data["status"] for each in told} == {TOOL: "withdrawn", OTHER: "open"}
    case, told = step(case, reported(3, initiative=OTHER, grave=False))
    assert [each.subject for each in told] == [OTHER]


@pytest.mark.parametrize(
    "named", ["initiative:ciusss-x/tri", "incident:cn/panne", "mandate:cn/x", "le tri", "", None, "initiative:cn/"]
)
def test_nobody_else_is_told(named: str | None) -> None:
    _, told = step(Case.opened(INCIDENT), reported(initiative=named))
    assert told == []


def test_the_same_event_twice_tells_nothing() -> None:
    case, _ = step(Case.opened(INCIDENT), reported())
    assert step(case, reported()) == (case, [])


def test_a_review_is_told_once_its_gate_has_let_it_through() -> None:
    case_id = "recourse:cn/rec-1"
    opened = message(case_id, "recourse.opened", 1, reference="REC-1", initiative=TOOL, asks="review")
    case, told = step(Case.opened(case_id), opened)
    assert told[0].data == {"case": case_id, "status": "open", "asks": "review", "listens": True}
    rendered = {"outcome": "changed", "function": "chef", "rendered_on": "2026-11-20"}
    case, told = step(case, message(case_id, "review.rendered", 2, **rendered))
    assert told == []
    case, told = step(case, message(case_id, "passage.requested", 3, to="reviewed"))
    assert (told[0].data["outcome"], told[0].data["reviewed_on"]) == ("changed", "2026-11-20")


def test_an_access_is_told_from_its_request_to_its_end() -> None:
    case_id = "data-access:cn/cohorte"
    asked = {"title": "C", "kind": "manager", "purpose": "mission", "ends_on": "2027-01-01", "initiative": TOOL}
    case, told = step(Case.opened(case_id), message(case_id, "access.requested", 1, **asked))
    assert (told[0].data["status"], told[0].data["purpose"]) == ("requested", "mission")
    refusal = {"body": "information_manager", "answer": "unfavourable", "covers": case.dossier}
    refused, told = step(case, message(case_id, "opinion.rendered", 2, **refusal))
    assert [each.data["status"] for each in told] == ["refused"]
    said = []
    for number, stage in enumerate(("examined", "granted", "expired", "destroyed"), 3):
        case, told = step(case, message(case_id, "passage.requested", number, to=stage))
        said += [each.data["status"] for each in told]
    assert said == ["granted", "expired", "destroyed"]
    assert refused.told[TOOL].data["status"] == "refused"


def test_an_access_tells_the_conditions_of_its_opinions_once_it_is_granted() -> None:
    case_id = "data-access:cn/cohorte"
    asked = {"title": "C", "kind": "manager", "purpose": "mission", "initiative": TOOL}
    case, _ = step(Case.opened(case_id), message(case_id, "access.requested", 1, **asked))
    opinion = {"answer": "with_conditions", "covers": case.dossier, "language": "fr"}
    opinions: list[dict[str, Any]] = [
        {**opinion, "body": "information_manager", "conditions": ["Chiffrer l'extrait.", "Deux personnes seulement."]},
        {**opinion, "body": "ethics_committee", "conditions": ["Rendre compte dans six mois."]},
        {**opinion, "body": "privacy_officer", "answer": "favourable"},
    ]
    for number, each in enumerate(opinions, 2):
        case, told = step(case, message(case_id, "opinion.rendered", number, **each))
        assert not any("conditions" in heard.data for heard in told)
    case, _ = step(case, message(case_id, "passage.requested", 5, to="examined"))
    case, (told_now,) = step(case, message(case_id, "passage.requested", 6, to="granted"))
    lines = ["Rendre compte dans six mois.", "Chiffrer l'extrait.", "Deux personnes seulement."]
    assert told_now.data["conditions"].split("\n") == lines
    assert TypeAdapter(LINKED["access.linked"]).validate_python(told_now.data)
    # The body comes back to what it asked: the initiative hears of it.
    less = {**opinions[0], "conditions": ["Chiffrer l'extrait."]}
    case, (changed,) = step(case, message(case_id, "opinion.rendered", 7, **less))
    assert changed.data["conditions"].split("\n") == lines[:2]


def test_an_access_without_conditions_tells_none() -> None:
    case_id = "data-access:cn/cohorte"
    asked = {"title": "C", "kind": "manager", "purpose": "mission", "initiative": TOOL}
    case, _ = step(Case.opened(case_id), message(case_id, "access.requested", 1, **asked))
    for number, stage in enumerate(("examined", "granted"), 2):
        case, told = step(case, message(case_id, "passage.requested", number, to=stage))
    assert [each.data["status"] for each in told] == ["granted"]
    assert "conditions" not in told[0].data


def linked(number: int, **data: Any) -> Message:
    told = {"case": INCIDENT, "status": "open", "grave": True, **data}
    return message(TOOL, "incident.linked", number, **told).model_copy(update={"source": links.source(INCIDENT)})


IN_PRODUCTION = message(TOOL, "initiative.declared", 1, title="Tri", stage="production")


def running(**more: Any) -> Case:
    return step(Case.opened(TOOL), IN_PRODUCTION, **more)[0]


def test_what_another_case_tells_waits_in_a_case_that_is_not_declared() -> None:
    case, _ = step(Case.opened(TOOL), linked(1))
    assert (case.stage, case.passage) == (None, None)
    asked = question(INITIATIVE, case, IN_PRODUCTION)
    assert asked is not None
    assert asked.facts["incidents"]["cases"][0]["case"] == INCIDENT


def test_what_another_case_tells_is_judged_where_the_case_stands() -> None:
    asked = question(INITIATIVE, running(), linked(2))
    assert asked is not None
    assert (asked.passage.mode, asked.passage.to) == (Mode.STANDING, "production")
    assert asked.provenance.facts[f"incidents.{INCIDENT}"].source == links.source(INCIDENT)


def test_a_suspension_does_not_wait_for_a_passage_that_is_waited_for() -> None:
    case, _ = step(running(), message(TOOL, "passage.requested", 2, to="retirement"), Outcome.DENY)
    case, _ = step(case, linked(3), suspends=True)
    assert case.stage == "suspended"
    assert case.passage is not None
    assert case.passage.to == "retirement"
    asked = question(INITIATIVE, case, message(TOOL, "retirement.planned", 4))
    assert asked is not None
    assert (asked.passage.mode, asked.passage.to) == (Mode.PASSAGE, "retirement")


def test_a_passage_back_waits_for_what_other_cases_tell() -> None:
    case, _ = step(running(), linked(2), suspends=True)
    case, _ = step(case, message(TOOL, "passage.requested", 3, to="production"), Outcome.DENY)
    assert case.stage == "suspended"
    asked = question(INITIATIVE, case, linked(4, status="closed"))
    assert asked is not None
    assert (asked.passage.mode, asked.passage.to) == (Mode.PASSAGE, "production")
    case, _ = step(case, linked(4, status="closed"))
    assert (case.stage, case.passage) == ("production", None)


def duty(name: str) -> Obligation:
    return Obligation(
        id=f"duty:{name}",
        kind="duty",
        rule="d",
        gate="production",
        what=WORDS,
        remedy=WORDS,
        by="cn",
        due=(START + timedelta(days=90)).date(),
    )


def test_a_suspension_is_announced_with_its_reasons_and_ends_the_duties_that_are_not_repeated() -> None:
    case = running(obligations=(duty("inventory@production"), duty("reassessment@production")))
    told = linked(2)
    asked = question(INITIATIVE, case, told)
    assert asked is not None
    kept = (duty("inventory@production"), duty("suspension_review@suspended"))
    settlement = settle(INITIATIVE, case, told, verdict(asked, suspends=True, obligations=kept))
    (entered,) = (each for each in settlement.announcements if each.type == "stage.entered")
    assert (entered.data["stage"], entered.data["origin"], entered.data["mode"]) == (
        "suspended",
        "production",
        "standing",
    )
    assert [reason["rule"] for reason in entered.data["reasons"]] == ["X-001"]
    assert {owed.id for owed in settlement.case.obligations} == {each.id for each in kept}


def test_an_initiative_declared_in_production_under_a_grave_incident_is_suspended_as_it_enters() -> None:
    assert running(suspends=True).stage == "suspended"


def test_a_verdict_suspends_nothing_but_what_can_be_suspended() -> None:
    planned = message(TOOL, "initiative.declared", 1, title="Tri", stage="planning")
    assert step(Case.opened(TOOL), planned, suspends=True)[0].stage == "planning"
    assert step(Case.opened(TOOL), IN_PRODUCTION, Outcome.DENY, suspends=True)[0].stage is None


def test_a_watched_topic_is_judged_at_once_and_another_is_not() -> None:
    case = running(watches=("data", "change"))
    assert case.watched == ("data", "change")
    assert question(INITIATIVE, case, message(TOOL, "training.completed", 2, trained_share=1)) is None
    for changed in (
        message(TOOL, "data.described", 2, personal_information=True),
        message(TOOL, "change.declared", 2, what="model", changed_on="2026-11-01"),
    ):
        asked = question(INITIATIVE, case, changed)
        assert asked is not None
        assert asked.passage.mode is Mode.STANDING


def test_an_opinion_knows_what_has_changed_since_it_was_given() -> None:
    case = running()
    favourable = {"body": "comite_ia_sante", "answer": "favourable", "covers": case.dossier}
    case, _ = step(case, message(TOOL, "opinion.rendered", 2, **favourable))
    case, _ = step(case, message(TOOL, "training.completed", 3, trained_share=1))
    case, _ = step(case, message(TOOL, "data.described", 4, personal_information=True))
    case, _ = step(case, linked(5))
    assert dossier.opinions(case)["comite_ia_sante"].changed == ("data", "training")
    late = {**favourable, "answer": "unfavourable"}
    case, _ = step(case, message(TOOL, "opinion.rendered", 6, **late))
    assert dossier.opinions(case)["comite_ia_sante"].changed is None


def test_what_other_cases_tell_changes_no_dossier() -> None:
    case = running()
    assert step(case, linked(2))[0].dossier == case.dossier


@given(st.permutations(range(6)))
def test_what_other_cases_tell_does_not_depend_on_the_order_of_arrival(order: list[int]) -> None:
    case = running()
    for number in order:
        other = f"incident:cn/{'abc'[number % 3]}"
        told = linked(2 + number, case=other, grave=number > 2)
        case, _ = step(case, told.model_copy(update={"source": links.source(other)}))
    assert dossier.facts(INITIATIVE, case)["incidents"]["cases"] == [
        {"case": f"incident:cn/{slug}", "status": "open", "grave": True} for slug in "abc"
    ]


def test_an_access_that_is_over_has_expired_for_the_initiative_until_it_is_not_any_more() -> None:
    requested = {"title": "Accès", "kind": "vendor", "initiative": TOOL, "ends_on": "2026-11-30"}
    access = Case.opened("data-access:cn/essai")
    case, told = step(access, message(access.id, "access.requested", 1, **requested, stage="granted"))
    assert [each.data["status"] for each in told] == ["granted"]
    case = case.model_copy(update={"watched": ("declaration",)})
    case, told = step(case, message(case.id, "access.requested", 2, **requested), over=True, watches=("declaration",))
    assert (case.stage, case.over, [each.data["status"] for each in told]) == ("granted", True, ["expired"])
    case, told = step(case, message(case.id, "access.requested", 3, **requested))
    assert (case.over, [each.data["status"] for each in told]) == (False, ["granted"])


def test_an_access_that_policy_comes_to_forbid_holds_no_more_until_policy_allows_it_again() -> None:
    requested = {"title": "Accès", "kind": "vendor", "initiative": TOOL, "ends_on": "2026-11-30"}
    access = Case.opened("data-access:cn/essai")
    case, _ = step(access, message(access.id, "access.requested", 1, **requested, stage="granted"))
    case = case.model_copy(update={"watched": ("objections",)})
    cease = duty("x").model_copy(update={"id": "X-001@granted", "kind": "cease"})
    refused, told = step(
        case, message(case.id, "objections.examined", 2, restrictions=0), Outcome.DENY, obligations=(cease,)
    )
    assert (refused.stage, [each.data["status"] for each in told]) == ("granted", ["forbidden"])
    _, told = step(refused, message(case.id, "objections.examined", 3, restrictions=0))
    assert [each.data["status"] for each in told] == ["granted"]
    over, told = step(
        refused,
        message(case.id, "objections.examined", 3, restrictions=1),
        Outcome.DENY,
        obligations=(cease,),
        over=True,
    )
    assert [each.data["status"] for each in told] == ["expired"]
    _, told = step(over, message(case.id, "passage.requested", 4, to="expired"))
    assert told == []


def test_a_refusal_of_before_that_is_owed_by_nobody_tells_nothing_new() -> None:
    requested = {"title": "Accès", "kind": "vendor", "initiative": TOOL, "ends_on": "2026-11-30"}
    access = Case.opened("data-access:cn/essai")
    case, _ = step(access, message(access.id, "access.requested", 1, **requested, stage="granted"))
    case = case.model_copy(update={"watched": ("objections",)})
    assert step(case, message(case.id, "objections.examined", 2, restrictions=0), Outcome.DENY)[1] == []


RECOURSE_ID = "recourse:cn/rec-1"
AID = {"title": "Tri", "decision": "aid", "effect_on_person": True}


def contested(number: int = 1, initiative: str = TOOL) -> tuple[Case, list[Message]]:
    data = {"reference": "REC-1", "initiative": initiative, "asks": "reasons"}
    return step(Case.opened(RECOURSE_ID), message(RECOURSE_ID, "recourse.opened", number, **data))


def test_an_initiative_answers_a_recourse_how_it_decides_and_says_no_more_until_more_is_known() -> None:
    _, (opened,) = contested(2)
    tool, _ = step(Case.opened(TOOL), message(TOOL, "initiative.declared", 1, **AID))
    tool, (answer,) = step(tool, opened)
    assert (answer.subject, answer.type, answer.source) == (RECOURSE_ID, "initiative.linked", links.source(TOOL))
    assert answer.data == {"case": TOOL, "status": "declared", "decision": "aid", "effect_on_person": True}
    tool, told = step(tool, message(TOOL, "need.described", 3, problem="attente"))
    assert told == []
    oversight = {"function": "chef", "authority": True, "information": True, "time": False}
    tool, (more,) = step(tool, message(TOOL, "oversight.designated", 4, **oversight))
    assert more.data == {**answer.data, "authority": True, "information": True, "time": False}
    assert more.time > answer.time


def test_what_an_initiative_becomes_after_the_person_asked_takes_nothing_from_them() -> None:
    _, (opened,) = contested(2)
    tool, _ = step(Case.opened(TOOL), message(TOOL, "initiative.declared", 1, **{**AID, "decision": "automated"}))
    tool, (answer,) = step(tool, opened)
    tool, told = step(tool, message(TOOL, "initiative.declared", 3, **AID))
    assert told == []
    assert tool.told[RECOURSE_ID].data == answer.data
    assert answer.data["decision"] == "automated"
    second = opened.model_copy(update={"source": links.source(OTHER_RECOURSE), "id": "second"})
    second = second.model_copy(update={"data": {**opened.data, "case": OTHER_RECOURSE}})
    _, (other,) = step(tool, second)
    assert (other.subject, other.data["decision"]) == (OTHER_RECOURSE, "aid")


OTHER_RECOURSE = "recourse:cn/rec-2"


def test_a_case_learns_that_nobody_declared_the_initiative_it_names_and_then_that_somebody_did() -> None:
    incident, (told,) = step(Case.opened(INCIDENT), reported())
    tool, (answer,) = step(Case.opened(TOOL), told)
    assert answer.data == {"case": TOOL, "status": "undeclared"}
    incident, _ = step(incident, answer)
    assert dossier.facts(PROCESSES["incident"], incident)["named"] == answer.data
    tool, (later,) = step(tool, message(TOOL, "initiative.declared", 3, title="Tri"))
    assert later.data == {"case": TOOL, "status": "declared"}
    incident, silence = step(incident, later)
    assert dossier.facts(PROCESSES["incident"], incident)["named"] == later.data
    assert silence == []


def test_what_the_initiative_answers_is_judged_at_once_and_said_by_it() -> None:
    incident, (told,) = step(Case.opened(INCIDENT), reported())
    _, (answer,) = step(Case.opened(TOOL), told)
    asked = question(PROCESSES["incident"], incident, answer)
    assert asked is not None
    assert asked.passage.mode is Mode.STANDING
    assert asked.provenance.facts["named"].source == links.source(TOOL)
    assert asked.case.dossier == incident.dossier


def test_only_the_initiative_that_is_named_now_is_read() -> None:
    incident, (told,) = step(Case.opened(INCIDENT), reported())
    tool, (answer,) = step(Case.opened(TOOL), told)
    incident, _ = step(incident, answer)
    incident, news = step(incident, reported(5, initiative=OTHER))
    asked = question(PROCESSES["incident"], incident, message(INCIDENT, "measures.taken", 6))
    assert "named" not in dossier.facts(PROCESSES["incident"], incident)
    assert asked is None or "named" not in asked.provenance.facts
    withdrawn = next(each for each in news if each.subject == TOOL)
    tool, told_back = step(tool, withdrawn)
    assert told_back == []
    _, told_back = step(tool, message(TOOL, "initiative.declared", 7, title="Tri"))
    assert told_back == []


def test_a_case_of_before_is_not_told_again_because_it_listens_now() -> None:
    incident, (told,) = step(Case.opened(INCIDENT), reported())
    known = incident.told[TOOL]
    before = known.model_copy(update={"data": {name: each for name, each in known.data.items() if name != "listens"}})
    incident = incident.model_copy(update={"told": {TOOL: before}})
    measured = {"measures": ["arrêt"], "taken_on": "2026-11-02"}
    incident, nothing = step(incident, message(INCIDENT, "measures.taken", 2, **measured))
    assert nothing == []
    _, (next_word,) = step(incident, reported(3))  # the same words: declared again, it listens
    assert next_word.data == {**before.data, "listens": True}
    _, answers = step(Case.opened(TOOL), told.model_copy(update={"data": before.data}))
    assert answers == []
