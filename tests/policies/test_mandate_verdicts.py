"""What the policies answer about a mandate: S1's own dates among them, and each year's account."""

from copy import deepcopy
from typing import Any

import pytest

from domain.mandate import MANDATE
from domain.verdict import Outcome, Verdict
from tests.policies.governance_questions import ask, rules, told
from tests.policies.policy_questions import Desk

pytestmark = pytest.mark.engines

STAGES = MANDATE.stages
BEFORE = {"described": None, **dict(zip(STAGES[1:], STAGES, strict=False))}
ENDS = {"q1": "2024-06-30", "q2": "2024-09-30", "q3": "2024-12-31", "q4": "2025-03-31"}


def mandate() -> dict[str, Any]:
    """Return a mandate whose first year is over, as its golden examples tell it."""
    facts = told(MANDATE)
    status, spending = facts["status"]["q1"], facts["spending"]["q1"]
    facts["status"] = {
        quarter: {**status, "quarter": quarter, "period_ended_on": day, "reported_on": day}
        for quarter, day in ENDS.items()
    }
    facts["spending"] = {
        quarter: {**spending, "quarter": quarter, "period_ended_on": day, "reviewed_on": day}
        for quarter, day in ENDS.items()
    }
    return facts


def year_to(last: str) -> dict[str, Any]:
    """Return the same mandate, of which the year to account for ends in *last*, without a diagnosis."""
    facts = mandate()
    del facts["maturity"]
    first = str(int(last) - 1)
    facts["accountability"] |= {
        "year_started_on": f"{first}-04-01",
        "year_ended_on": f"{last}-03-31",
        "submitted_on": f"{last}-04-20",
    }
    for topic, told_on in (("status", "reported_on"), ("spending", "reviewed_on")):
        for quarter, day in ENDS.items():
            moved = (first if day.startswith("2024") else last) + day[4:]
            facts[topic][quarter] |= {"period_ended_on": moved, told_on: moved}
    facts["inventory"]["taken_on"] = facts["barriers"]["presented_on"] = f"{last}-02-01"
    return facts


def of_the_source() -> dict[str, Any]:
    """Return the mandate with the dates that the ministry's published form really bears."""
    facts = mandate()
    facts["declaration"] |= {"submitted_on": "2023-01-23", "deliverables": [{"name": "Mise en place", "yearly": True}]}
    facts["answer"] |= {
        "answered_on": "2023-02-13",
        "set_up_on": "2022-10-01",
        "schedule": [{"name": "Mise en place", "proposed_on": "2022-10-01"}],
    }
    facts["decision"] |= {"decided_on": "2023-02-07"}
    return facts


@pytest.mark.parametrize("to", STAGES)
def test_a_coherent_mandate_passes_every_gate(desk: Desk, to: str) -> None:
    verdict = ask(desk, MANDATE, mandate(), to, stage=BEFORE[to], as_of="2025-06-01")
    assert verdict.outcome is Outcome.ALLOW, rules(verdict)


@pytest.mark.parametrize("to", STAGES)
def test_a_mandate_of_which_nothing_is_known_passes_none(desk: Desk, to: str) -> None:
    assert ask(desk, MANDATE, {}, to, stage=BEFORE[to]).outcome is Outcome.INDETERMINATE


def test_each_date_out_of_order_in_the_source_is_named_when_it_is_answered(desk: Desk) -> None:
    verdict = ask(desk, MANDATE, of_the_source(), "answered", stage="described", as_of="2023-02-13")
    assert verdict.outcome is Outcome.DENY
    assert {reason.rule: reason.message.fr for reason in verdict.violations} == {
        "MAN-023": "Le mandat serait mis en place avant même d'avoir été soumis.",
        "MAN-024": "La réponse propose une mise en place pour un jour qui la précède.",
    }


def test_each_date_out_of_order_in_the_source_is_named_when_it_is_accepted(desk: Desk) -> None:
    verdict = ask(desk, MANDATE, of_the_source(), "accepted", stage="answered", as_of="2023-02-13")
    assert verdict.outcome is Outcome.DENY
    assert {reason.rule: reason.message.fr for reason in verdict.violations} == {
        "MAN-021": "L'autorité aurait décidé avant que le mandataire ait répondu.",
        "MAN-022": "Le mandat serait mis en place avant d'avoir été accepté.",
        "MAN-023": "Le mandat serait mis en place avant même d'avoir été soumis.",
        "MAN-024": "La réponse propose une mise en place pour un jour qui la précède.",
        "MAN-025": "L'échéancier proposé remettrait un livrable avant que le mandat soit accepté.",
    }


def test_described_late_the_source_owes_the_correction_of_its_dates(desk: Desk) -> None:
    verdict = ask(desk, MANDATE, of_the_source(), "running", mode="recension", as_of="2025-06-01")
    assert verdict.outcome is Outcome.ALLOW
    owed = {obligation.rule for obligation in verdict.obligations if obligation.kind == "regularize"}
    assert {"MAN-021", "MAN-022", "MAN-023", "MAN-024", "MAN-025"} <= owed


@pytest.mark.parametrize(
    ("to", "rule", "topic", "fields"),
    [
        ("described", "MAN-002", "declaration", {"objectives": [" "]}),
        ("described", "MAN-003", "declaration", {"deliverables": [{"name": "Rayonnement"}]}),
        ("described", "MAN-004", "declaration", {"funding": " "}),
        ("described", "MAN-005", "declaration", {"risks": []}),
        ("described", "MAN-026", "declaration", {"deliverables": [{"name": "Rapport", "due_on": "2024-01-22"}]}),
        ("answered", "MAN-006", "answer", {"resources": []}),
        ("answered", "MAN-007", "answer", {"schedule": []}),
        ("answered", "MAN-020", "answer", {"answered_on": "2024-01-22"}),
        ("accepted", "MAN-009", "decision", {"answer": "refused"}),
        ("accepted", "MAN-010", "decision", {"changes": " "}),
        ("accepted", "MAN-021", "decision", {"decided_on": "2024-02-12"}),
        ("accepted", "MAN-027", "decision", {"decided_on": "2024-06-02"}),
        ("running", "MAN-030", "plan", {"year_ended_on": "2024-03-31"}),
        ("running", "MAN-031", "groundwork", {"roles_updated_on": "2024-02-26"}),
        ("running", "MAN-032", "groundwork", {"criteria_cover_all_levels": False}),
        ("accounted", "MAN-040", "accountability", {"budget_requested": False}),
        ("accounted", "MAN-041", "status", {"q4": {"quarter": "q4", "period_ended_on": "2024-12-31"}}),
        ("accounted", "MAN-044", "publications", {"count": 2}),
        ("accounted", "MAN-045", "inventory", {"taken_on": "2024-03-31"}),
        ("accounted", "MAN-046", "barriers", {"presented_on": "2025-04-01"}),
    ],
)
def test_one_thing_wrong_is_refused_by_its_rule(
    desk: Desk, to: str, rule: str, topic: str, fields: dict[str, Any]
) -> None:
    facts = mandate()
    if topic == "status":
        facts["status"]["q4"] |= fields["q4"]
    else:
        facts[topic] |= fields
    as_of = "2024-06-01" if rule == "MAN-027" else "2025-06-01"
    verdict = ask(desk, MANDATE, facts, to, stage=BEFORE[to], as_of=as_of)
    assert verdict.outcome is Outcome.DENY
    assert rule in rules(verdict)
    assert rules(verdict) <= {rule, "MAN-022", "MAN-025"}


def test_a_deliverable_that_fell_due_and_was_not_handed_in_is_refused(desk: Desk) -> None:
    facts = mandate()
    del facts["deliverables"]
    assert rules(ask(desk, MANDATE, facts, "accounted", stage="running")) == {"MAN-048"}
    facts["answer"]["schedule"][0]["proposed_on"] = "2025-04-01"
    assert ask(desk, MANDATE, facts, "accounted", stage="running").outcome is Outcome.ALLOW


def test_a_missing_quarter_is_named(desk: Desk) -> None:
    facts = mandate()
    del facts["spending"]["q3"]
    verdict = ask(desk, MANDATE, facts, "accounted", stage="running", as_of="2025-06-01")
    assert verdict.outcome is Outcome.INDETERMINATE
    (reason,) = verdict.indeterminates
    assert (reason.rule, reason.missing) == (
        "MAN-042",
        ("spending.q3.period_ended_on", "spending.q3.reviewed_on"),
    )


def test_a_year_that_runs_owes_its_quarters_and_its_account(desk: Desk) -> None:
    verdict = ask(desk, MANDATE, mandate(), "running", stage="accepted", as_of="2024-06-01")
    due = {obligation.id: str(obligation.due) for obligation in verdict.obligations}
    assert due == {
        "duty:project_status@running": "2024-09-01",
        "duty:spending_review@running": "2024-09-01",
        "duty:accountability@running": "2025-06-01",
        "duty:inventory@running": "2025-06-01",
        "duty:barriers@running": "2025-06-01",
        "duty:maturity_diagnosis@running": "2029-02-27",
    }


def test_an_action_of_the_master_plan_owes_indicators_and_not_what_a_centre_promised(desk: Desk) -> None:
    facts = mandate()
    facts["declaration"]["kind"] = "plan_action"
    facts["plan"]["indicators"] = []
    verdict = ask(desk, MANDATE, facts, "running", stage="accepted", as_of="2025-06-01")
    assert rules(verdict) == {"MAN-036"}
    for topic in ("publications", "inventory", "barriers", "maturity"):
        del facts[topic]
    assert ask(desk, MANDATE, facts, "accounted", stage="running", as_of="2025-06-01").outcome is Outcome.ALLOW


def next_year() -> dict[str, Any]:
    facts = mandate()
    facts["plan"] |= {"year_started_on": "2025-04-01", "year_ended_on": "2026-03-31"}
    return facts


def test_the_next_year_begins_once_the_last_is_approved(desk: Desk) -> None:
    verdict = ask(desk, MANDATE, next_year(), "running", stage="accounted", as_of="2025-06-01")
    assert verdict.outcome is Outcome.ALLOW, rules(verdict)


@pytest.mark.parametrize("approval", [{"approved": False}, {"year_ended_on": "2024-03-31"}, None])
def test_the_next_year_waits_for_an_account_that_is_approved(desk: Desk, approval: dict[str, Any] | None) -> None:
    facts = deepcopy(next_year())
    if approval is None:
        del facts["approval"]
    else:
        facts["approval"] |= approval
    verdict = ask(desk, MANDATE, facts, "running", stage="accounted", as_of="2025-06-01")
    assert verdict.outcome is Outcome.DENY
    assert rules(verdict) == {"MAN-034"}


def test_the_next_year_is_not_planned_with_the_plan_of_the_last(desk: Desk) -> None:
    verdict = ask(desk, MANDATE, mandate(), "running", stage="accounted", as_of="2025-06-01")
    assert rules(verdict) == {"MAN-035"}


@pytest.mark.parametrize(("year", "outcome"), [("2028", Outcome.ALLOW), ("2029", Outcome.DENY)])
def test_the_maturity_diagnosis_is_due_again_after_five_years(desk: Desk, year: str, outcome: Outcome) -> None:
    verdict = ask(desk, MANDATE, year_to(year), "accounted", stage="running", as_of=f"{year}-06-01")
    assert verdict.outcome is outcome
    assert rules(verdict) == (set() if outcome is Outcome.ALLOW else {"MAN-047"})


def movers(verdict: Verdict) -> dict[str, str | None]:
    return {reason.rule: reason.by for reason in (*verdict.violations, *verdict.indeterminates)}


def test_what_waits_for_the_ministrys_decision_is_the_ministrys_move(desk: Desk) -> None:
    facts = mandate()
    del facts["decision"]
    found = movers(ask(desk, MANDATE, facts, "accepted", stage="answered"))
    assert found == dict.fromkeys(["MAN-009", "MAN-010", "MAN-021", "MAN-022", "MAN-025", "MAN-027"], "msss")
    facts = next_year()
    del facts["approval"]
    assert movers(ask(desk, MANDATE, facts, "running", stage="accounted")) == {"MAN-034": "msss"}


def test_what_the_mandatary_could_say_otherwise_is_the_mandatarys_move(desk: Desk) -> None:
    facts = mandate()
    facts["answer"]["resources"] = []
    assert movers(ask(desk, MANDATE, facts, "answered", stage="described")) == {"MAN-006": None}
    facts = mandate()
    facts["decision"]["decided_on"] = "2024-02-12"
    assert movers(ask(desk, MANDATE, facts, "accepted", stage="answered"))["MAN-021"] is None


def test_what_the_ministry_left_out_of_an_old_mandate_is_the_ministrys_to_regularize(desk: Desk) -> None:
    facts = mandate()
    facts["declaration"]["risks"] = []
    facts["answer"]["resources"] = []
    verdict = ask(desk, MANDATE, facts, "running", mode="recension")
    owed = {obligation.rule: obligation.by for obligation in verdict.obligations}
    assert (owed["MAN-005"], owed["MAN-006"]) == ("msss", "iucpq")


def dated(verdict: Verdict) -> dict[str, tuple[str, str]]:
    return {owed.rule: (owed.by, str(owed.due)) for owed in verdict.obligations if owed.kind == "duty"}


def test_a_mandate_that_nobody_answers_is_owed_by_its_mandatary_from_the_day_it_was_submitted(desk: Desk) -> None:
    facts = {"declaration": mandate()["declaration"]}
    verdict = ask(desk, MANDATE, facts, "described", as_of="2024-02-01")
    assert dated(verdict) == {"duty:mandate_answer": ("iucpq", "2024-03-08")}
    facts["answer"] = mandate()["answer"]
    assert dated(ask(desk, MANDATE, facts, "described", stage="described", mode="standing", as_of="2024-02-14")) == {}
    facts["answer"]["resources"] = []
    partial = ask(desk, MANDATE, facts, "described", stage="described", mode="standing", as_of="2024-02-14")
    assert "duty:mandate_answer" in dated(partial)


def test_a_mandate_that_is_answered_is_the_ministrys_to_decide_until_it_does_either_way(desk: Desk) -> None:
    facts = {topic: mandate()[topic] for topic in ("declaration", "answer")}
    verdict = ask(desk, MANDATE, facts, "answered", stage="described", as_of="2024-02-14")
    assert dated(verdict) == {"duty:mandate_decision": ("msss", "2024-03-30")}
    for answer in ("accepted", "refused"):
        facts["decision"] = {**mandate()["decision"], "answer": answer}
        stood = ask(desk, MANDATE, facts, "answered", stage="answered", mode="standing", as_of="2024-03-01")
        assert stood.obligations == ()
    facts["answer"]["answered_on"] = "2024-03-04"
    again = ask(desk, MANDATE, facts, "answered", stage="answered", mode="standing", as_of="2024-03-04")
    assert dated(again)["duty:mandate_decision"][0] == "msss"
