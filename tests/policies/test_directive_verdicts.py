"""What is owed to a person whom a machine decides about, and what a borrowed model says without binding anybody."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from domain.verdict import Outcome, Verdict
from settings import ROOT
from tests.policies.policy_questions import ADMINISTRATIVE, CLINICAL, FAVOURABLE, Desk, ask
from tests.policies.test_verdicts import answer, changed, on_disk

pytestmark = pytest.mark.engines

Facts = dict[str, dict[str, Any]]

TOLD = {
    "at_decision": True,
    "information_used": True,
    "reasons_and_factors": True,
    "parameters": True,
    "rectification": True,
    "observations": True,
    "able_to_review": True,
}
AUTOMATED: Facts = changed(
    changed(CLINICAL, "declaration", decision="automated", clinical=False, effect_on_person=True), "notice", **TOLD
)
LEVELS: dict[int, dict[str, str]] = {
    1: {"reversibility": "easily_reversible", "duration": "brief", "effect": "little"},
    2: {"reversibility": "easily_reversible", "duration": "short_term", "effect": "little"},
    3: {"reversibility": "difficult_to_reverse", "duration": "short_term", "effect": "moderate"},
    4: {"reversibility": "easily_reversible", "duration": "brief", "effect": "very_high"},
}
MODEL: Facts = {
    **CLINICAL,
    "impact": {**LEVELS[4], "approved_by": "treasury_board"},
    "peers": {"reviewers": 2, "published": True},
    "notice": {
        **TOLD,
        "plain_language": True,
        "all_channels": True,
        "general_explanation": True,
        "points_to_explanation": True,
        "refusal_explained": True,
    },
    "training": {
        **CLINICAL["training"],
        "topics": ["role", "technical", "effects", "override"],
        "every_months": 12,
    },
    "oversight": {**CLINICAL["oversight"], "formulates": True, "overruled_share": 0.07},
    "assessment": {
        **CLINICAL["assessment"],
        "equity": {**CLINICAL["assessment"]["equity"], "diversity_experts": True},
    },
}
WANTING = [
    ("DDM-002", "notice", {"plain_language": False}),
    ("DDM-002", "notice", {"all_channels": False}),
    ("DDM-003", "notice", {"points_to_explanation": False}),
    ("DDM-004", "notice", {"general_explanation": False}),
    ("DDM-005", "notice", {"refusal_explained": False}),
    ("DDM-006", "peers", {"reviewers": 1}),
    ("DDM-006", "peers", {"published": False}),
    ("DDM-007", "assessment", {"equity": {**MODEL["assessment"]["equity"], "diversity_experts": False}}),
    ("DDM-008", "training", {"topics": ["role", "technical", "effects"]}),
    ("DDM-009", "training", {"every_months": None}),
    ("DDM-010", "oversight", {"formulates": None}),
    ("DDM-011", "impact", {"approved_by": "deputy_head"}),
]


def produced(desk: Desk, facts: Facts, day: str = "2026-03-01T12:00:00Z") -> Verdict:
    asked = ask(facts, "production", stage="realization").model_dump(mode="json")
    raw = desk({**asked, "as_of": day})
    assert raw is not None
    return Verdict.model_validate({**raw, "decision_id": "d", "path": "balise/verdict", "revision": "sha256:0"})


def amended(policies: Path, **texts: dict[str, Any]) -> None:
    table = policies / "citations" / "data.yaml"
    cited = yaml.safe_load(table.read_text(encoding="utf-8"))
    for key, fields in texts.items():
        cited[key.replace("_", "-")] |= fields
    table.write_text(yaml.safe_dump(cited, allow_unicode=True), encoding="utf-8")


def causes(reasons: tuple[Any, ...]) -> dict[str, str]:
    return {reason.rule: reason.cause for reason in reasons}


def test_automated_decision_that_owes_nothing_more_is_admitted(desk: Desk) -> None:
    assert produced(desk, AUTOMATED).outcome is Outcome.ALLOW


@pytest.mark.parametrize(
    ("field", "rule"),
    [
        ("at_decision", "DEA-001"),
        ("information_used", "DEA-002"),
        ("reasons_and_factors", "DEA-002"),
        ("parameters", "DEA-002"),
        ("rectification", "DEA-002"),
        ("observations", "DEA-003"),
        ("able_to_review", "DEA-003"),
    ],
)
def test_automated_decision_owes_the_person_each_part_of_its_notice(desk: Desk, field: str, rule: str) -> None:
    refused = produced(desk, changed(AUTOMATED, "notice", **{field: False}))
    assert [reason.rule for reason in refused.violations] == [rule]
    assert refused.violations[0].citation.key == "a21-65-2"
    silent = {part: given for part, given in TOLD.items() if part != field}
    unknown = produced(desk, {**AUTOMATED, "notice": silent})
    assert [(reason.rule, reason.missing) for reason in unknown.indeterminates] == [(rule, (f"notice.{field}",))]


@pytest.mark.parametrize(
    ("topic", "fields"),
    [
        ("data", {"personal_information": False, "health_information": False}),
        ("declaration", {"effect_on_person": False}),
    ],
)
def test_without_a_decision_about_a_person_nothing_has_to_be_told(desk: Desk, topic: str, fields: Any) -> None:
    facts = changed(changed(AUTOMATED, "notice", at_decision=False), topic, **fields)
    assert produced(desk, AUTOMATED | {"notice": {"at_decision": False}}).outcome is Outcome.DENY
    assert produced(desk, facts).outcome is Outcome.ALLOW


def test_effect_denied_opens_no_diagnosis_without_a_human(desk: Desk) -> None:
    facts = changed(AUTOMATED, "declaration", clinical=True, effect_on_person=False)
    assert [reason.rule for reason in produced(desk, facts).violations] == ["DEA-004"]


def test_decision_on_unknown_information_may_be_about_a_person(desk: Desk) -> None:
    verdict = produced(desk, {**AUTOMATED, "data": {}, "notice": {}})
    named = {reason.rule: reason.missing for reason in verdict.indeterminates}
    assert named["DEA-001"] == ("data.personal_information",)


@pytest.mark.parametrize("control", [{"formulates": False}, {"overruled_share": 0.001}, {"overruled_share": 0}])
def test_minor_intervention_keeps_an_aid_in_scope_for_somebody_to_settle(desk: Desk, control: dict[str, Any]) -> None:
    aid = changed(AUTOMATED, "declaration", decision="aid")
    assert produced(desk, {**aid, "notice": {**TOLD, "at_decision": False}}).outcome is Outcome.ALLOW
    minor = changed(aid, "oversight", **control)
    assert produced(desk, minor).outcome is Outcome.ALLOW
    verdict = produced(desk, changed(minor, "notice", at_decision=False))
    assert verdict.outcome is Outcome.INDETERMINATE
    assert [(reason.rule, reason.cause, reason.citation.key) for reason in verdict.indeterminates] == [
        ("DEA-001", "text_unverified", "lecture-exclusivement")
    ]


def test_threshold_of_a_minor_intervention_is_a_parameter(opa: Path, policies: Path) -> None:
    desk = on_disk(opa, policies)
    facts = changed(changed(CLINICAL, "declaration", clinical=False), "oversight", overruled_share=0.04)
    facts = changed(facts, "notice", **{**TOLD, "at_decision": False})
    assert produced(desk, facts).outcome is Outcome.ALLOW
    table = policies / "rules" / "directive" / "parameters" / "data.yaml"
    text = table.read_text(encoding="utf-8")
    table.write_text(text.replace("minimum_overruled_share: 0.01", "minimum_overruled_share: 0.05"), encoding="utf-8")
    assert produced(desk, facts).outcome is Outcome.INDETERMINATE


def test_whole_dossier_gets_no_notice_of_the_model(desk: Desk) -> None:
    verdict = produced(desk, MODEL)
    assert verdict.outcome is Outcome.ALLOW
    assert verdict.notices == ()


@pytest.mark.parametrize(("rule", "topic", "fields"), WANTING, ids=lambda part: part if isinstance(part, str) else "")
def test_model_gives_a_notice_and_refuses_nothing(desk: Desk, rule: str, topic: str, fields: dict[str, Any]) -> None:
    verdict = produced(desk, changed(MODEL, topic, **fields))
    assert verdict.outcome is Outcome.ALLOW
    assert [(notice.rule, notice.cause, notice.citation.key) for notice in verdict.notices] == [
        (rule, "not_binding", "ddm-annexe-c")
    ]


def test_impact_that_nobody_described_is_asked_for_once(desk: Desk) -> None:
    assert causes(produced(desk, CLINICAL).notices) == {"DDM-001": "not_binding"}
    assert produced(desk, ADMINISTRATIVE).notices == ()


@pytest.mark.parametrize("axis", ["reversibility", "duration", "effect"])
def test_axis_left_out_is_named_by_every_rule_that_waits_for_the_level(desk: Desk, axis: str) -> None:
    verdict = produced(desk, changed(MODEL, "impact", **{axis: None}))
    assert verdict.outcome is Outcome.ALLOW
    named = {notice.rule for notice in verdict.notices if notice.missing == (f"impact.{axis}",)}
    assert named == {f"DDM-{number:03d}" for number in (1, 3, 5, 6, 7, 8, 9, 10, 11)}


@pytest.mark.parametrize(
    ("level", "asked"),
    [(1, {2, 4, 8, 11}), (2, {2, 4, 5, 6, 7, 8, 11}), (3, set(range(2, 12))), (4, set(range(2, 12)))],
)
def test_each_level_asks_for_what_the_model_says(desk: Desk, level: int, asked: set[int]) -> None:
    verdict = produced(desk, {**CLINICAL, "impact": LEVELS[level]})
    assert verdict.outcome is Outcome.ALLOW
    assert {notice.rule for notice in verdict.notices} == {f"DDM-{number:03d}" for number in asked}


def test_level_decides_nothing_of_human_oversight(desk: Desk) -> None:
    facts = changed({**CLINICAL, "impact": LEVELS[1]}, "oversight", time=False)
    verdict = produced(desk, facts)
    assert [reason.rule for reason in verdict.violations] == ["SUP-001"]
    assert causes(verdict.indeterminates)["DEA-004"] == "text_unverified"


def test_model_adopted_refuses_on_its_day_and_not_the_eve(opa: Path, policies: Path) -> None:
    desk = on_disk(opa, policies)
    amended(policies, ddm_annexe_c={"in_force_from": "2026-03-02"})
    facts = changed(MODEL, "notice", plain_language=False)
    eve = produced(desk, facts, "2026-03-02T04:59:59Z")
    assert eve.outcome is Outcome.ALLOW
    assert [(notice.rule, notice.cause, str(notice.effective)) for notice in eve.notices] == [
        ("DDM-002", "not_yet_in_force", "2026-03-02")
    ]
    day = produced(desk, facts, "2026-03-02T05:00:00Z")
    assert day.outcome is Outcome.DENY
    assert causes(day.violations) == {"DDM-002": "violated"}
    assert produced(desk, MODEL, "2026-03-02T05:00:00Z").outcome is Outcome.ALLOW


def test_what_rests_on_the_scale_refuses_once_the_scale_is_verified(opa: Path, policies: Path) -> None:
    desk = on_disk(opa, policies)
    facts = changed(MODEL, "peers", reviewers=1)
    amended(policies, ddm_annexe_c={"in_force_from": "2026-03-01"})
    unsure = produced(desk, facts)
    assert [(reason.rule, reason.cause, reason.citation.key) for reason in unsure.indeterminates] == [
        ("DDM-006", "text_unverified", "ddm-annexe-b")
    ]
    amended(policies, ddm_annexe_b={"in_force_from": "2026-03-01", "confidence": "verified"})
    assert causes(produced(desk, facts).violations) == {"DDM-006": "violated"}
    unknown = produced(desk, {**MODEL, "impact": {}})
    assert unknown.outcome is Outcome.INDETERMINATE
    assert causes(unknown.indeterminates) == {"DDM-001": "fact_missing"}


def test_declared_late_nothing_is_owed_to_a_model(desk: Desk) -> None:
    verdict = answer(desk, ask(CLINICAL, "production", mode="recension", opinions=FAVOURABLE))
    assert not any(obligation.rule.startswith("DDM-") for obligation in verdict.obligations)


def test_reviewers_are_those_the_assessment_announces() -> None:
    parameters = yaml.safe_load((ROOT / "policies/rules/directive/parameters/data.yaml").read_text(encoding="utf-8"))
    announced = yaml.safe_load((ROOT / "policies/assessment/requirements/data.yaml").read_text(encoding="utf-8"))
    steps = next(each["steps"] for each in announced["requirements"] if each["id"] == "peer_review")
    by_level = [[step["reviewers"] for step in steps if step["from"] <= level][-1] for level in (1, 2, 3, 4)]
    assert parameters["peer_reviewers"] == by_level == [0, 1, 1, 2]
