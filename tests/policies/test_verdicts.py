"""What the policies answer, read as the rest of the product reads it."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

from domain.question import Question
from domain.verdict import Outcome, Verdict
from engines.rego import Opa
from settings import ROOT
from tests.policies.policy_questions import ADMINISTRATIVE, CLINICAL, FAVOURABLE, RETIRING, Desk, ask

pytestmark = pytest.mark.engines

PRIVACY = CLINICAL["assessment"]["privacy"]
PERSONAL_ONLY = {
    "data": {**CLINICAL["data"], "health_information": False},
    "assessment": {**CLINICAL["assessment"], "privacy": {**PRIVACY, "committee_consulted": True}},
}
BEFORE = {
    "opportunity": None,
    "planning": "opportunity",
    "realization": "planning",
    "production": "realization",
    "retirement": "production",
}


def answer(desk: Desk, question: Question) -> Verdict:
    raw = desk(question.model_dump(mode="json"))
    assert raw is not None
    assert set(raw) == set(Verdict.model_fields) - {"decision_id", "path", "revision"}
    return Verdict.model_validate({**raw, "decision_id": "d", "path": "balise/verdict", "revision": "sha256:0"})


def on_disk(opa: Path, policies: Path) -> Desk:
    return lambda asked: Opa(opa, policies).evaluate("data.balise.verdict", asked)


def changed(facts: Mapping[str, dict[str, Any]], topic: str, **fields: Any) -> dict[str, dict[str, Any]]:
    return {**facts, topic: {**facts.get(topic, {}), **fields}}


@pytest.mark.parametrize(
    "facts",
    [{}, ADMINISTRATIVE, CLINICAL, {**CLINICAL, **RETIRING}],
    ids=["nothing", "administrative", "clinical", "retiring"],
)
@pytest.mark.parametrize("mode", ["passage", "recension", "standing"])
@pytest.mark.parametrize("to", list(BEFORE))
def test_every_answer_is_a_whole_verdict(desk: Desk, facts: dict[str, dict[str, Any]], mode: str, to: str) -> None:
    verdict = answer(desk, ask(facts, to, mode=mode, stage=BEFORE[to]))
    catalogue = json.loads((ROOT / "policies" / "catalogue" / "data.json").read_text(encoding="utf-8"))
    assert list(verdict.evaluated) == catalogue["expected"]["initiative"][mode][to]
    ids = [obligation.id for obligation in verdict.obligations]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("to", ["opportunity", "planning", "realization", "production"])
@pytest.mark.parametrize("facts", [ADMINISTRATIVE, CLINICAL], ids=["administrative", "clinical"])
def test_what_is_in_order_passes_every_gate(desk: Desk, facts: dict[str, dict[str, Any]], to: str) -> None:
    assert answer(desk, ask(facts, to, stage=BEFORE[to])).outcome is Outcome.ALLOW


@pytest.mark.parametrize("facts", [ADMINISTRATIVE, CLINICAL], ids=["administrative", "clinical"])
def test_what_is_in_order_can_be_retired_from_any_stage(desk: Desk, facts: dict[str, dict[str, Any]]) -> None:
    for stage in ("opportunity", "planning", "realization", "production"):
        assert answer(desk, ask({**facts, **RETIRING}, "retirement", stage=stage)).outcome is Outcome.ALLOW


@pytest.mark.parametrize(
    ("to", "rule", "topic", "fields"),
    [
        ("opportunity", "GOV-002", "declaration", {"title": " "}),
        ("opportunity", "BES-001", "need", {"problem": " "}),
        ("planning", "BES-002", "need", {"alternatives_considered": False}),
        ("planning", "BES-003", "need", {"indicators": []}),
        ("planning", "DON-001", "data", {"sources": []}),
        ("realization", "BES-004", "need", {"practices_observed": False}),
        ("realization", "PAR-002", "participation", {"citizens": False}),
        ("planning", "LRSSS-001-1", "data", {"sale": True}),
        ("planning", "LRSSS-160-1", "data", {"reidentification": True}),
        ("realization", "DON-002", "data", {"quality_assessed": False}),
        ("realization", "DON-003", "data", {"representativeness_assessed": False}),
        ("realization", "LRSSS-016-1", "data", {"retention_months": 0}),
        ("realization", "LRSSS-106-1", "assessment", {"privacy": {**PRIVACY, "conclusion": "unfavourable"}}),
        ("realization", "LRSSS-106-1", "assessment", {"privacy": {**PRIVACY, "made_at_certification": True}}),
        ("realization", "LRSSS-106-2", "assessment", {"privacy": {**PRIVACY, "structured_communication": False}}),
        ("realization", "EVA-004", "assessment", {"algorithmic_impact": {"conclusion": "unfavourable"}}),
        ("realization", "LRSSS-077-1", "contract", {"written": False}),
        ("realization", "LRSSS-077-2", "contract", {"clauses": ["incident_notice"]}),
        ("realization", "ESS-001", "trial", {"environment": "pilot"}),
        ("realization", "PAR-001", "participation", {"groups": ["cliniciens"]}),
        ("realization", "DON-004", "data", {"custodian": " "}),
        ("realization", "INT-001", "data", {"interoperable": False}),
        ("realization", "EQU-001", "need", {"inclusion_considered": False}),
        ("realization", "CHG-001", "need", {"consequences_appraised": False}),
        ("realization", "ACQ-001", "contract", {"specification": False}),
        ("production", "ESS-003", "trial", {"care_setting": False}),
        ("production", "LRSSS-014-1", "collection", {"told": ["body", "purposes"]}),
        ("production", "RGO-001-1", "personnel", {"recognized_training": False}),
        ("production", "RGO-002-1", "personnel", {"months_since_update": 13}),
        ("production", "RAS-008-1", "personnel", {"authorized": False}),
        ("production", "RAS-008-2", "personnel", {"undertakings": False}),
        ("production", "LRSSS-105-1", "policy", {"elements": ["roles"]}),
        ("production", "LRSSS-105-2", "policy", {"on_website": False}),
        ("production", "EVA-002", "assessment", {"equity": {"conclusion": "unfavourable"}}),
        ("production", "EVA-003", "assessment", {"security": {"conclusion": "unfavourable"}}),
        ("production", "ESS-002", "trial", {"criteria_met": False}),
        ("production", "SUP-001", "oversight", {"time": False}),
        ("production", "FOR-001", "training", {"trained_share": 0.5}),
        ("production", "SUI-001", "monitoring", {"metrics": [{"name": "satisfaction"}]}),
        ("production", "SUI-002", "contingency", {"fallback": ""}),
        ("retirement", "RET-003", "retirement", {"lessons": ""}),
        ("retirement", "RET-004", "retirement", {"users_informed": False}),
        ("retirement", "RET-005", "retirement", {"registered": False}),
        ("retirement", "RET-006", "retirement", {"what_failed": ""}),
    ],
)
def test_one_thing_wrong_is_refused_by_its_rule(
    desk: Desk, to: str, rule: str, topic: str, fields: dict[str, Any]
) -> None:
    facts = changed({**CLINICAL, **RETIRING}, topic, **fields)
    verdict = answer(desk, ask(facts, to, stage=BEFORE[to]))
    assert verdict.outcome is Outcome.DENY
    assert [reason.rule for reason in verdict.violations] == [rule]


def test_automated_clinical_decision_is_refused_whatever_its_notice(desk: Desk) -> None:
    notice = {
        "at_decision": True,
        "information_used": True,
        "reasons_and_factors": True,
        "parameters": True,
        "rectification": True,
        "observations": True,
        "able_to_review": True,
    }
    facts = changed(changed(CLINICAL, "declaration", decision="automated"), "notice", **notice)
    verdict = answer(desk, ask(facts, "production", stage="realization"))
    assert [reason.rule for reason in verdict.violations] == ["DEA-004"]


def test_information_leaving_quebec_is_indeterminate_because_its_text_is_recalled(desk: Desk) -> None:
    verdict = answer(desk, ask(changed(CLINICAL, "data", outside_quebec=True), "realization", stage="planning"))
    assert verdict.outcome is Outcome.INDETERMINATE
    assert [(reason.rule, reason.cause) for reason in verdict.indeterminates] == [("LRSSS-078-1", "text_unverified")]


def test_anonymizing_at_retirement_is_indeterminate_because_its_text_has_no_date(desk: Desk) -> None:
    facts = changed({**CLINICAL, **RETIRING}, "retirement", data_disposition="anonymized")
    verdict = answer(desk, ask(facts, "retirement", stage="production"))
    assert [(reason.rule, reason.cause) for reason in verdict.indeterminates] == [("LRSSS-111-1", "text_undated")]


def test_personal_information_that_is_not_health_information_answers_to_the_access_act(desk: Desk) -> None:
    facts = {**CLINICAL, **PERSONAL_ONLY}
    for to in ("realization", "production"):
        assert answer(desk, ask(facts, to, stage=BEFORE[to])).outcome is Outcome.ALLOW
    wrong = (
        ("ACC-063-1", {"conclusion": "unfavourable"}),
        ("ACC-063-2", {"committee_consulted": False}),
        ("ACC-063-3", {"structured_communication": False}),
    )
    for rule, fields in wrong:
        privacy = {**PERSONAL_ONLY["assessment"]["privacy"], **fields}
        verdict = answer(desk, ask(changed(facts, "assessment", privacy=privacy), "realization", stage="planning"))
        assert [reason.rule for reason in verdict.violations] == [rule]


def test_not_logging_is_indeterminate_because_its_texts_have_no_date(desk: Desk) -> None:
    logged = {"accesses_logged": False, "communications_registered": True}
    verdict = answer(desk, ask(changed(CLINICAL, "data", **logged), "production", stage="realization"))
    assert [(reason.rule, reason.cause) for reason in verdict.indeterminates] == [("LRSSS-103-1", "text_undated")]
    neither = {"accesses_logged": False, "communications_registered": False}
    verdict = answer(desk, ask(changed(CLINICAL, "data", **neither), "production", stage="realization"))
    assert verdict.outcome is Outcome.INDETERMINATE
    assert [reason.rule for reason in verdict.indeterminates] == ["LRSSS-103-1", "LRSSS-265-1"]


def test_who_logs_keeps_the_register_all_the_same(desk: Desk) -> None:
    facts = changed(CLINICAL, "data", accesses_logged=True, communications_registered=False)
    verdict = answer(desk, ask(facts, "production", stage="realization"))
    assert [(reason.rule, reason.cause) for reason in verdict.indeterminates] == [("LRSSS-265-1", "text_undated")]


@pytest.mark.parametrize("field", ["accesses_logged", "communications_registered"])
def test_not_saying_what_is_kept_of_accesses_is_indeterminate_and_names_the_fact(desk: Desk, field: str) -> None:
    verdict = answer(desk, ask(changed(CLINICAL, "data", **{field: None}), "production", stage="realization"))
    assert verdict.outcome is Outcome.INDETERMINATE
    assert f"data.{field}" in {path for reason in verdict.indeterminates for path in reason.missing}


def test_certified_product_passes_on_the_assessment_made_at_its_certification(desk: Desk) -> None:
    privacy = {**PRIVACY, "made_at_certification": True, "certified_product": True}
    facts = changed(CLINICAL, "assessment", privacy=privacy)
    assert answer(desk, ask(facts, "realization", stage="planning")).outcome is Outcome.ALLOW


def test_professionals_alone_need_no_undertaking(desk: Desk) -> None:
    facts = changed(CLINICAL, "personnel", non_professionals=False, authorized=None, undertakings=None)
    assert answer(desk, ask(facts, "production", stage="realization")).outcome is Outcome.ALLOW


def test_generative_tool_that_touches_nobody_still_has_its_risks_assessed(desk: Desk) -> None:
    facts = changed(ADMINISTRATIVE, "declaration", generative=True)
    verdict = answer(desk, ask(facts, "realization", stage="planning"))
    assert "EVA-004" in {reason.rule for reason in verdict.indeterminates}


def test_before_the_act_a_sale_gets_notice_and_not_a_refusal(desk: Desk) -> None:
    question = ask(changed(CLINICAL, "data", sale=True), "planning", stage="opportunity")
    early = question.model_copy(update={"as_of": question.as_of.replace(year=2024, month=6)})
    verdict = answer(desk, early)
    assert verdict.outcome is Outcome.ALLOW
    assert [(reason.rule, str(reason.effective)) for reason in verdict.notices] == [("LRSSS-001-1", "2024-07-01")]


def test_citation_flipped_to_recalled_turns_a_refusal_into_indeterminate(opa: Path, policies: Path) -> None:
    desk = on_disk(opa, policies)
    question = ask(changed(CLINICAL, "data", sale=True), "planning", stage="opportunity")
    assert answer(desk, question).outcome is Outcome.DENY
    table = policies / "citations" / "data.yaml"
    texts = yaml.safe_load(table.read_text(encoding="utf-8"))
    texts["lrsss-1"]["confidence"] = "recalled"
    table.write_text(yaml.safe_dump(texts, allow_unicode=True), encoding="utf-8")
    verdict = answer(desk, question)
    assert verdict.outcome is Outcome.INDETERMINATE
    assert [(reason.rule, reason.cause) for reason in verdict.indeterminates] == [("LRSSS-001-1", "text_unverified")]


@pytest.mark.parametrize(
    ("declared", "awaited"),
    [
        ({}, True),
        ({"generative": False}, False),
        ({"clinical": False, "decision": "aid"}, False),
    ],
)
def test_the_scientific_committee_is_asked_of_what_is_generative_at_the_bedside_and_nothing_else(
    desk: Desk, declared: dict[str, Any], *, awaited: bool
) -> None:
    facts = changed(CLINICAL, "declaration", **declared)
    others = {body: opinion for body, opinion in FAVOURABLE.items() if body != "scientific_committee"}
    verdict = answer(desk, ask(facts, "realization", stage="planning", opinions=others))
    assert [opinion.body for opinion in verdict.opinions] == (["scientific_committee"] if awaited else [])
    assert verdict.outcome is (Outcome.REVIEW if awaited else Outcome.ALLOW)
    assert answer(desk, ask(facts, "realization", stage="planning")).outcome is Outcome.ALLOW


def test_what_is_not_said_leaves_open_whether_the_scientific_committee_is_asked(desk: Desk) -> None:
    facts = changed(CLINICAL, "declaration", generative=None)
    verdict = answer(desk, ask(facts, "realization", stage="planning"))
    found = {reason.rule: reason for reason in verdict.indeterminates}["opinion:scientific_committee"]
    assert (found.cause, found.missing) == ("fact_missing", ("declaration.generative",))
    assert found.citation is not None
    assert found.citation.key == "balise-avis-demandes"


def test_declared_late_it_owes_what_it_lacks_and_is_not_thrown_out(desk: Desk) -> None:
    facts = {"declaration": {"title": "Outil en service depuis 2021", "stage": "production"}}
    verdict = answer(desk, ask(facts, "production", mode="recension", opinions={}))
    assert verdict.outcome is Outcome.ALLOW
    owed = {obligation.id: obligation for obligation in verdict.obligations}
    assert owed["BES-001@opportunity"].missing == ("need.problem",)
    assert owed["opinion:comite_ia_sante@production"].by == "comite_ia_sante"
    assert owed["duty:reassessment@production"].kind == "duty"
    assert str(owed["SUP-001@production"].due) == "2026-03-31"


def test_declared_late_a_sale_is_still_refused(desk: Desk) -> None:
    facts = changed(CLINICAL, "data", sale=True)
    verdict = answer(desk, ask(facts, "production", mode="recension"))
    assert [reason.rule for reason in verdict.violations] == ["LRSSS-001-1"]


@pytest.mark.parametrize("change", [{"as_of": "hier"}, {"process": "autre"}, {"facts": None}, {"passage": {}}])
def test_malformed_question_gets_no_verdict(desk: Desk, change: dict[str, Any]) -> None:
    question = ask(ADMINISTRATIVE, "planning", stage="opportunity").model_dump(mode="json")
    assert desk(question) is not None
    assert desk({**question, **change}) is None


def test_gate_that_names_a_ghost_never_allows(opa: Path, policies: Path) -> None:
    desk = on_disk(opa, policies)
    gates = policies / "processes" / "initiative" / "data.yaml"
    gates.write_text(gates.read_text(encoding="utf-8").replace("rule: BES-002", "rule: BES-999"), encoding="utf-8")
    question = ask(ADMINISTRATIVE, "planning", stage="opportunity").model_dump(mode="json")
    assert desk(question) is None
    refused = {**question, "facts": changed(ADMINISTRATIVE, "data", sources=[])}
    verdict = desk(refused)
    assert verdict is not None
    assert "BES-999" not in verdict["evaluated"]
