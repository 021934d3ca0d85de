"""What a request for access waits for: a text's first day, or somebody who reads it."""

import pytest

from domain.verdict import Outcome
from tests.policies.access_questions import (
    CLAUSES,
    DOSSIERS,
    MANAGER_TERMS,
    REGISTER_ITEMS,
    RESEARCH_TERMS,
    UNDATED,
    UNVERIFIED,
    Wrong,
    answer,
    ask,
    changed,
    dossier,
    undecided,
    violated,
)
from tests.policies.policy_questions import Corrected, Desk

pytestmark = pytest.mark.engines


def test_a_restriction_bars_the_requester_once_its_article_is_read(corrected: Corrected) -> None:
    desk = corrected("lrsss-7", "lrsss-7-urgence", "lrsss-soins")
    for emergency in (True, False):
        barred = dossier("care", "objections", requester_barred=True, emergency=emergency, emergency_logged=True)
        assert violated(answer(desk, ask(barred, "examined"))) == ["LRSSS-007-1"]
    assert answer(desk, ask(DOSSIERS["care"], "examined")).outcome is Outcome.ALLOW
    unlogged = dossier("care", "objections", emergency=True, emergency_logged=False)
    assert violated(answer(desk, ask(unlogged, "examined"))) == ["LRSSS-007-2"]


@pytest.mark.parametrize("kind", list(DOSSIERS))
def test_an_access_by_consent_is_indeterminate_until_its_articles_are_read(desk: Desk, kind: str) -> None:
    consent = {"express": True, "clear": True, "free": True, "informed": True, "specific": True}
    facts = changed(dossier(kind, basis="consent"), "consent", **consent)
    found = undecided(answer(desk, ask(facts, "examined")))
    assert {"LRSSS-005-1": UNVERIFIED, "LRSSS-006-1": UNVERIFIED}.items() <= found.items()


def test_consent_counts_only_with_all_its_qualities_once_its_articles_are_read(corrected: Corrected) -> None:
    desk = corrected("lrsss-5", "lrsss-6")
    consent = {"express": True, "clear": True, "free": True, "informed": True, "specific": True}
    facts = changed(dossier("attached_research", basis="consent"), "consent", **consent)
    assert answer(desk, ask(facts, "examined")).outcome is Outcome.ALLOW
    for quality in consent:
        verdict = answer(desk, ask(changed(facts, "consent", **{quality: False}), "examined"))
        assert violated(verdict) == ["LRSSS-005-1" if quality == "express" else "LRSSS-006-1"]


@pytest.mark.parametrize("kind", list(DOSSIERS))
def test_anonymizing_is_indeterminate_because_its_article_has_no_date(desk: Desk, kind: str) -> None:
    verdict = answer(desk, ask(dossier(kind, "destruction", disposition="anonymized"), "destroyed"))
    assert undecided(verdict) == {"LRSSS-111-1": UNDATED}
    kept = answer(desk, ask(dossier(kind, "destruction", disposition="retained_by_law"), "destroyed"))
    assert kept.outcome is Outcome.ALLOW


@pytest.mark.parametrize(
    "wrong",
    [
        Wrong("vendor", "requested", "LRSSS-001-1", "data", {"sale": True}),
        Wrong("vendor", "requested", "LRSSS-160-1", "data", {"reidentification": True}),
        Wrong("vendor", "requested", "LRSSS-047-9", "declaration", {"purpose": "research"}),
        Wrong("vendor", "examined", "LRSSS-016-1", "data", {"retention_months": 0}),
        Wrong("other_research", "examined", "LRSSS-008-2", "objections", {"refusals_honoured": 11}),
        Wrong("other_research", "examined", "RAS-005-1", "objections", {"refusals_in_form": 11}),
        Wrong("attached_research", "granted", "LRSSS-047-2", "weighing", {"public_interest_outweighs": False}),
        Wrong("attached_research", "granted", "LRSSS-048-3", "agreement", {"terms": RESEARCH_TERMS[1:]}),
        Wrong("vendor", "granted", "LRSSS-077-2", "contract", {"clauses": CLAUSES[1:]}),
        Wrong("manager", "granted", "LRSSS-084-2", "agreement", {"terms": MANAGER_TERMS[1:]}),
        Wrong("manager", "granted", "LRSSS-089-1", "communication", {"items": REGISTER_ITEMS[1:]}),
    ],
    ids=lambda wrong: wrong.rule,
)
def test_a_text_binds_from_its_first_day(desk: Desk, wrong: Wrong) -> None:
    last_second_before = answer(desk, ask(wrong.facts(), wrong.to, as_of="2024-07-01T03:59:59Z"))
    # The manager's route waits for the date of article 80 whatever the day.
    doubtful = (wrong.kind, wrong.to) == ("manager", "granted")
    assert last_second_before.outcome is (Outcome.INDETERMINATE if doubtful else Outcome.ALLOW)
    notices = [(reason.rule, str(reason.effective)) for reason in last_second_before.notices]
    assert notices == [(wrong.rule, "2024-07-01")]
    first_second = answer(desk, ask(wrong.facts(), wrong.to, as_of="2024-07-01T04:00:00Z"))
    assert (first_second.outcome, violated(first_second)) == (Outcome.DENY, [wrong.rule])


@pytest.mark.parametrize(
    ("key", "wrong"),
    [
        (
            "lrsss-49",
            Wrong("other_research", "granted", "LRSSS-049-1", "declaration", {"addressed_to": "attachment_body"}),
        ),
        ("lrsss-80", Wrong("manager", "requested", "LRSSS-080-3", "declaration", {"kind": "vendor"})),
        ("lrsss-80", Wrong("manager", "examined", "LRSSS-080-1", "declaration", {"purpose": "care"})),
        ("lrsss-80", Wrong("manager", "examined", "LRSSS-080-2", "declaration", {"requester": "researcher"})),
        ("lrsss-soins", Wrong("care", "requested", "SOI-002", "declaration", {"kind": "vendor"})),
    ],
    ids=lambda each: each.rule if isinstance(each, Wrong) else each,
)
def test_reading_the_text_opens_and_closes_its_gate(corrected: Corrected, key: str, wrong: Wrong) -> None:
    desk = corrected(key)
    assert answer(desk, ask(DOSSIERS[wrong.kind], wrong.to)).outcome is Outcome.ALLOW
    assert violated(answer(desk, ask(wrong.facts(), wrong.to))) == [wrong.rule]


def test_a_purpose_of_care_is_refused_by_its_article_once_it_is_read(corrected: Corrected) -> None:
    desk = corrected("lrsss-soins")
    for kind in ("attached_research", "other_research", "vendor"):
        for purpose in ("care", "teaching"):
            assert violated(answer(desk, ask(dossier(kind, purpose=purpose), "requested"))) == ["SOI-002"]
