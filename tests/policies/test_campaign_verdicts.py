"""What the policies answer about a campaign: who is asked, until when, and who did not answer."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from domain.campaign import CAMPAIGN
from domain.verdict import Outcome
from engines.rego import Opa
from tests.policies.governance_questions import ask, rules, told
from tests.policies.policy_questions import Desk

pytestmark = pytest.mark.engines

BEFORE = {"opened": None, "collecting": "opened", "closed": "collecting"}


@pytest.mark.parametrize("to", CAMPAIGN.stages)
def test_a_campaign_in_order_passes_every_gate(desk: Desk, to: str) -> None:
    verdict = ask(desk, CAMPAIGN, told(CAMPAIGN), to, stage=BEFORE[to])
    assert verdict.outcome is Outcome.ALLOW, rules(verdict)


@pytest.mark.parametrize("to", CAMPAIGN.stages)
def test_a_campaign_of_which_nothing_is_known_passes_none(desk: Desk, to: str) -> None:
    assert ask(desk, CAMPAIGN, {}, to, stage=BEFORE[to]).outcome is Outcome.INDETERMINATE


@pytest.mark.parametrize(
    ("to", "expected", "topic", "fields"),
    [
        ("opened", {"CAM-002"}, "declaration", {"questions": [" "]}),
        ("opened", {"CAM-003"}, "declaration", {"asked": 0}),
        ("opened", {"CAM-004", "CAM-005"}, "declaration", {"closes_on": "2025-01-13"}),
        ("opened", {"CAM-005"}, "declaration", {"closes_on": "2025-02-02"}),
        ("opened", {"CAM-006"}, "declaration", {"period_ended_on": "2023-12-31"}),
        ("opened", {"CAM-007"}, "declaration", {"period_ended_on": "2025-01-01"}),
        ("opened", {"CAM-008"}, "declaration", {"kind": "maturity", "period_ended_on": "2029-01-01"}),
        ("opened", {"CAM-009"}, "declaration", {"kind": "declaration", "asked_of": "initiatives"}),
        ("collecting", {"CAM-020"}, "invitations", {"sent": 33}),
        ("closed", {"CAM-021"}, "answers", {"answered": 30}),
        ("closed", {"CAM-022"}, "reminders", {"rounds": 1}),
        ("closed", {"CAM-023"}, "answers", {"counted_on": "2025-02-13"}),
        ("closed", {"CAM-024"}, "report", {"unanswered": 0}),
    ],
)
def test_one_thing_wrong_is_refused_by_its_rule(
    desk: Desk, to: str, expected: set[str], topic: str, fields: dict[str, Any]
) -> None:
    facts = told(CAMPAIGN)
    facts[topic] |= fields
    verdict = ask(desk, CAMPAIGN, facts, to, stage=BEFORE[to])
    assert verdict.outcome is Outcome.DENY
    assert rules(verdict) == expected


def test_non_answers_must_be_counted_before_closing(desk: Desk) -> None:
    facts = told(CAMPAIGN)
    del facts["answers"]
    verdict = ask(desk, CAMPAIGN, facts, "closed", stage="collecting")
    assert verdict.outcome is Outcome.INDETERMINATE
    assert {path for reason in verdict.indeterminates for path in reason.missing} >= {"answers.unanswered"}


def test_a_closed_inventory_says_when_the_next_one_is_due(desk: Desk) -> None:
    facts = told(CAMPAIGN)
    assert ask(desk, CAMPAIGN, facts, "closed", stage="collecting").obligations == ()
    del facts["sequel"]
    verdict = ask(desk, CAMPAIGN, facts, "closed", stage="collecting")
    assert [(owed.id, str(owed.due)) for owed in verdict.obligations] == [("duty:next_inventory@closed", "2026-06-01")]


CLOSING = ("2025-02-28", [("2025-03-01", "msss"), ("2025-03-15", "comite_ia_sante")])


def closing(desk: Desk, facts: dict[str, Any], stage: str, day: str) -> list[tuple[str, list[tuple[str, str]]]]:
    owed = ask(desk, CAMPAIGN, facts, stage, stage=stage, mode="standing", as_of=day).obligations
    return [
        (str(each.due), [(str(step.on), step.to) for step in each.escalations])
        for each in owed
        if each.id == f"duty:campaign_closing@{stage}"
    ]


@pytest.mark.parametrize("stage", ["opened", "collecting"])
def test_a_campaign_past_its_last_day_owes_its_report_from_that_day_on(desk: Desk, stage: str) -> None:
    facts = told(CAMPAIGN)
    del facts["answers"], facts["report"]
    last = ask(desk, CAMPAIGN, facts, stage, stage=stage, mode="standing", as_of="2025-02-14")
    assert (closing(desk, facts, stage, "2025-02-14"), str(last.again_on)) == ([], "2025-02-15")
    for day in ("2025-02-15", "2025-02-28", "2025-09-01"):
        assert closing(desk, facts, stage, day) == [CLOSING]


@pytest.mark.parametrize(
    ("topic", "fields"),
    [
        ("answers", {"answered": 30}),
        ("answers", {"unanswered": None}),
        ("answers", {"counted_on": "2025-02-13"}),
        ("reminders", {"rounds": 1}),
        ("report", {"summary": " "}),
        ("report", {"unanswered": 0}),
    ],
)
def test_a_report_that_tells_too_little_leaves_the_campaign_late(
    desk: Desk, topic: str, fields: dict[str, Any]
) -> None:
    facts = told(CAMPAIGN)
    assert closing(desk, facts, "collecting", "2025-06-01") == []
    facts[topic] |= fields
    assert closing(desk, facts, "collecting", "2025-06-01") == [CLOSING]


def declaration(*, breach: bool) -> dict[str, Any]:
    facts = told(CAMPAIGN)
    facts["declaration"]["kind"] = "declaration"
    facts["report"]["breach_concluded"] = breach
    return facts


def test_a_declaration_campaign_that_concludes_nothing_is_closed(desk: Desk) -> None:
    assert ask(desk, CAMPAIGN, declaration(breach=False), "closed", stage="collecting").outcome is Outcome.ALLOW


def test_a_breach_of_the_order_is_indeterminate_because_its_text_was_not_read(desk: Desk) -> None:
    verdict = ask(desk, CAMPAIGN, declaration(breach=True), "closed", stage="collecting")
    assert verdict.outcome is Outcome.INDETERMINATE
    assert [(reason.rule, reason.cause) for reason in verdict.indeterminates] == [("CAM-025", "text_unverified")]


@pytest.mark.parametrize(("unanswered", "outcome"), [(3, Outcome.ALLOW), (0, Outcome.DENY)])
def test_once_the_order_is_verified_a_breach_rests_on_the_answers(
    opa: Path, policies: Path, unanswered: int, outcome: Outcome
) -> None:
    table = policies / "citations" / "data.yaml"
    texts = yaml.safe_load(table.read_text(encoding="utf-8"))
    texts["arrete-2024-01"] |= {"confidence": "verified", "in_force_from": "2024-02-28"}
    table.write_text(yaml.safe_dump(texts, allow_unicode=True), encoding="utf-8")
    facts = declaration(breach=True)
    facts["answers"] |= {"answered": 34 - unanswered, "unanswered": unanswered}
    facts["report"]["unanswered"] = unanswered
    desk: Desk = lambda asked: Opa(opa, policies).evaluate("data.balise.verdict", asked)  # noqa: E731
    verdict = ask(desk, CAMPAIGN, facts, "closed", stage="collecting")
    assert verdict.outcome is outcome


def pressed(desk: Desk, facts: dict[str, Any], stage: str, day: str) -> dict[str, str]:
    """Return what a campaign that stands at *stage* owes on *day*, by rule, and by when."""
    owed = ask(desk, CAMPAIGN, facts, stage, stage=stage, mode="standing", as_of=day).obligations
    return {each.rule: str(each.due) for each in owed}


def test_a_campaign_that_is_opened_and_invites_nobody_is_pressed_to(desk: Desk) -> None:
    facts = {"declaration": told(CAMPAIGN)["declaration"] | {"opened_on": "2025-01-06", "closes_on": "2025-02-28"}}
    first = ask(desk, CAMPAIGN, facts, "opened", as_of="2025-01-06")
    assert {each.rule: str(each.due) for each in first.obligations} == {"duty:campaign_invitation": "2025-01-13"}
    assert pressed(desk, facts, "opened", "2025-02-01") == {"duty:campaign_invitation": "2025-01-13"}
    asked = facts["declaration"]["asked"]
    some = facts | {"invitations": {"sent": asked - 1, "sent_on": "2025-01-06"}}
    assert "duty:campaign_invitation" in pressed(desk, some, "opened", "2025-01-07")
    all_of_them = facts | {"invitations": {"sent": asked, "sent_on": "2025-01-06"}}
    assert pressed(desk, all_of_them, "opened", "2025-01-07") == {}
    assert pressed(desk, facts, "opened", "2025-03-01") == {"duty:campaign_closing": "2025-03-14"}


def test_a_campaign_that_collects_is_pressed_to_remind_until_its_last_day(desk: Desk) -> None:
    facts = told(CAMPAIGN)
    facts = {topic: facts[topic] for topic in ("declaration", "invitations")}
    facts["declaration"] |= {"opened_on": "2025-01-06", "closes_on": "2025-02-28"}
    facts["invitations"] |= {"sent_on": "2025-01-06"}
    assert pressed(desk, facts, "collecting", "2025-01-10") == {"duty:campaign_reminder": "2025-01-20"}
    facts["reminders"] = {"rounds": 1, "last_on": "2025-01-20"}
    assert pressed(desk, facts, "collecting", "2025-01-20") == {"duty:campaign_reminder": "2025-01-30"}
    assert "duty:campaign_reminder" in pressed(desk, facts, "collecting", "2025-02-28")
    assert pressed(desk, facts, "collecting", "2025-03-01") == {"duty:campaign_closing": "2025-03-14"}
