"""What the policies answer about their own release: tried, read, approved by another, let in by degrees."""

from typing import Any

import pytest

from authoring.speakers import ON_PAPER
from domain.policy_release import POLICY_RELEASE
from domain.verdict import Outcome
from tests.policies.governance_questions import ask, rules, told
from tests.policies.policy_questions import Desk

pytestmark = pytest.mark.engines

STAGES = POLICY_RELEASE.stages
BEFORE = {"proposed": None, **dict(zip(STAGES[1:], STAGES, strict=False))}
DAYS = {
    "proposed": "2025-09-02",
    "tested": "2025-09-03",
    "approved": "2025-09-10",
    "recording": "2025-09-15",
    "warning": "2025-10-01",
    "in_force": "2025-11-03",
}
APPROVED = {
    "comite_ia_sante": {
        "body": "comite_ia_sante",
        "answer": "favourable",
        "covers": "sha256:dossier",
        "received_at": ON_PAPER,
    }
}


def release() -> dict[str, Any]:
    facts = told(POLICY_RELEASE)
    del facts["reversal"]
    seen = facts["observation"]["recording"]
    facts["observation"]["warning"] = {**seen, "mode": "warning", "ended_on": "2025-11-02"}
    return facts


@pytest.mark.parametrize("to", STAGES)
def test_a_release_in_order_passes_every_gate(desk: Desk, to: str) -> None:
    verdict = ask(desk, POLICY_RELEASE, release(), to, stage=BEFORE[to], as_of=DAYS[to], opinions=APPROVED)
    assert verdict.outcome is Outcome.ALLOW, rules(verdict)


@pytest.mark.parametrize("to", STAGES)
def test_a_release_of_which_nothing_is_known_passes_none(desk: Desk, to: str) -> None:
    assert ask(desk, POLICY_RELEASE, {}, to, stage=BEFORE[to]).outcome is Outcome.INDETERMINATE


@pytest.mark.parametrize(
    ("to", "rule", "topic", "fields"),
    [
        ("proposed", "POL-003", "declaration", {"changes": [" "]}),
        ("proposed", "POL-004", "declaration", {"bundle": "sha256:" + "a" * 64}),
        ("tested", "POL-010", "tests", {"failed": 1}),
        ("tested", "POL-011", "backtest", {"bundle": "sha256:" + "c" * 64}),
        ("tested", "POL-012", "tests", {"coverage": 0.99}),
        ("tested", "POL-013", "tests", {"mutants_unexplained": 1}),
        ("tested", "POL-014", "backtest", {"cases": 0, "changed": 0, "newly_refused": 0}),
        ("approved", "POL-020", "approval", {"approver_function": "Conseiller en gouvernance de l'IA"}),
        ("approved", "POL-021", "approval", {"bundle": "sha256:" + "c" * 64}),
        ("approved", "POL-022", "approval", {"backtest_read": False}),
        ("approved", "POL-023", "approval", {"approved_on": "2025-09-02"}),
        ("recording", "POL-030", "staging", {"establishments": [" "]}),
        ("recording", "POL-031", "staging", {"warning_from": "2025-09-28"}),
        ("recording", "POL-033", "rollback", {"kept": False}),
        ("in_force", "POL-010", "tests", {"checks_passed": False}),
        ("in_force", "POL-020", "approval", {"approver_function": "conseiller, en gouvernance de l'IA"}),
        ("in_force", "POL-033", "rollback", {"bundle": "sha256:" + "c" * 64}),
        ("in_force", "POL-038", "staging", {"effective_on": "2025-11-04"}),
    ],
)
def test_one_thing_wrong_is_refused_by_its_rule(
    desk: Desk, to: str, rule: str, topic: str, fields: dict[str, Any]
) -> None:
    facts = release()
    facts[topic] |= fields
    verdict = ask(desk, POLICY_RELEASE, facts, to, stage=BEFORE[to], as_of=DAYS[to], opinions=APPROVED)
    assert verdict.outcome is Outcome.DENY
    assert rules(verdict) == {rule}


@pytest.mark.parametrize(("mode", "to"), [("recording", "warning"), ("warning", "in_force")])
def test_each_degree_is_watched_to_its_end_and_explained(desk: Desk, mode: str, to: str) -> None:
    numbers = {"recording": ("POL-034", "POL-035"), "warning": ("POL-036", "POL-037")}[mode]
    for rule, fields in zip(numbers, ({"verdicts": 0}, {"unexplained": 1}), strict=True):
        facts = release()
        facts["observation"][mode] = {**facts["observation"][mode], **fields}
        verdict = ask(desk, POLICY_RELEASE, facts, to, stage=BEFORE[to], as_of=DAYS[to], opinions=APPROVED)
        assert rules(verdict) == {rule}


def test_a_release_does_not_bind_backwards(desk: Desk) -> None:
    verdict = ask(desk, POLICY_RELEASE, release(), "recording", stage="approved", as_of="2025-11-04")
    assert rules(verdict) == {"POL-032"}


def test_approval_waits_for_the_committee_on_the_dossier_as_it_is(desk: Desk) -> None:
    without = ask(desk, POLICY_RELEASE, release(), "approved", stage="tested", as_of=DAYS["approved"])
    lapsed = {"comite_ia_sante": {**APPROVED["comite_ia_sante"], "covers": "sha256:other"}}
    on_another = ask(
        desk, POLICY_RELEASE, release(), "approved", stage="tested", as_of=DAYS["approved"], opinions=lapsed
    )
    assert [verdict.outcome for verdict in (without, on_another)] == [Outcome.REVIEW] * 2
    assert [opinion.cause for verdict in (without, on_another) for opinion in verdict.opinions] == ["absent", "lapsed"]


@pytest.mark.parametrize("to", STAGES)
def test_a_release_that_was_reverted_goes_no_further(desk: Desk, to: str) -> None:
    facts = release() | {"reversal": {"reason": "Trop de refus.", "reverted_on": "2025-09-01"}}
    verdict = ask(desk, POLICY_RELEASE, facts, to, stage=BEFORE[to], as_of=DAYS[to], opinions=APPROVED)
    assert rules(verdict) == {"POL-002"}


@pytest.mark.parametrize("to", STAGES[1:])
def test_no_degree_is_skipped(desk: Desk, to: str) -> None:
    verdict = ask(desk, POLICY_RELEASE, release(), to, stage=None, as_of=DAYS[to], opinions=APPROVED)
    assert rules(verdict) == {"POL-001"}
