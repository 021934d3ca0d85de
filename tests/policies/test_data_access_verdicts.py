"""What the five routes to health and social services information answer, one thing wrong at a time."""

import json
from typing import Any

import pytest
import yaml

from authoring.speakers import ON_PAPER
from domain.question import Opinion, Provenance, Question
from domain.verdict import Outcome, Verdict
from settings import ROOT
from tests import opinion_keys
from tests.policies.access_questions import (
    BEFORE,
    CLAUSES,
    DOSSIERS,
    FAVOURABLE,
    INSTANCE,
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
from tests.policies.policy_questions import Desk

pytestmark = pytest.mark.engines

SALE_AND_REIDENTIFICATION = ["requested", "examined", "granted"]


@pytest.mark.parametrize("mode", ["passage", "recension", "standing"])
@pytest.mark.parametrize("to", list(BEFORE))
@pytest.mark.parametrize("kind", [None, *DOSSIERS])
def test_every_answer_is_a_whole_verdict(desk: Desk, kind: str | None, mode: str, to: str) -> None:
    verdict = answer(desk, ask(DOSSIERS[kind] if kind else {}, to, mode=mode))
    catalogue = json.loads((ROOT / "policies" / "catalogue" / "data.json").read_text(encoding="utf-8"))
    assert list(verdict.evaluated) == catalogue["expected"]["data-access"][mode][to]
    assert verdict.outcome is not Outcome.ALLOW or kind or mode != "passage"


DOUBTS: dict[tuple[str, str], dict[str, str]] = {
    ("care", "requested"): {"SOI-002": UNVERIFIED},
    ("care", "examined"): {"SOI-001": UNVERIFIED, "LRSSS-007-1": UNVERIFIED},
    ("care", "granted"): {"SOI-001": UNVERIFIED, "LRSSS-007-1": UNVERIFIED},
    ("other_research", "granted"): {"LRSSS-049-1": UNVERIFIED},
    ("manager", "requested"): {"LRSSS-080-3": UNDATED},
    ("manager", "examined"): {"LRSSS-080-1": UNDATED, "LRSSS-080-2": UNDATED},
    ("manager", "granted"): {"LRSSS-080-1": UNDATED, "LRSSS-080-2": UNDATED},
}
"""What stops a complete dossier: a text that nobody has read, or of which nobody knows the first day."""


@pytest.mark.parametrize("to", list(BEFORE))
@pytest.mark.parametrize("kind", list(DOSSIERS))
def test_a_complete_dossier_passes_unless_a_text_is_in_doubt(desk: Desk, kind: str, to: str) -> None:
    verdict = answer(desk, ask(DOSSIERS[kind], to))
    doubts = DOUBTS.get((kind, to), {})
    assert undecided(verdict) == doubts
    assert verdict.outcome is (Outcome.INDETERMINATE if doubts else Outcome.ALLOW)


@pytest.mark.parametrize("kind", list(DOSSIERS))
def test_a_sale_or_a_reidentification_is_refused_at_every_gate_that_opens(desk: Desk, kind: str) -> None:
    for to in SALE_AND_REIDENTIFICATION:
        assert violated(answer(desk, ask(dossier(kind, "data", sale=True), to))) == ["LRSSS-001-1"]
        assert violated(answer(desk, ask(dossier(kind, "data", reidentification=True), to))) == ["LRSSS-160-1"]


@pytest.mark.parametrize("kind", list(DOSSIERS))
def test_an_access_already_there_owes_and_a_sale_is_still_refused(desk: Desk, kind: str) -> None:
    late = answer(desk, ask(DOSSIERS[kind], "granted", mode="recension"))
    assert late.outcome is Outcome.ALLOW
    sold = answer(desk, ask(dossier(kind, "data", sale=True), "granted", mode="recension"))
    assert (sold.outcome, set(violated(sold))) == (Outcome.DENY, {"LRSSS-001-1"})


OWN: dict[str, tuple[set[str], str, str]] = {
    "research": ({"attached_research", "other_research"}, "LRSSS-047-9", "47"),
    "mandate": ({"vendor"}, "LRSSS-077-5", "77"),
    "vendor_own": (set(), "LRSSS-077-6", "77"),
}
"""Purposes whose gate has a verified article: the kinds that may have them, the rule, the article it names."""


@pytest.mark.parametrize("to", SALE_AND_REIDENTIFICATION)
@pytest.mark.parametrize("kind", list(DOSSIERS))
@pytest.mark.parametrize("purpose", list(OWN))
def test_a_purpose_of_another_gate_is_refused_by_that_gates_article(
    desk: Desk, kind: str, purpose: str, to: str
) -> None:
    verdict = answer(desk, ask(dossier(kind, purpose=purpose), to))
    kinds, rule, article = OWN[purpose]
    if kind in kinds:
        assert undecided(verdict) == DOUBTS.get((kind, to), {})
        return
    assert verdict.outcome is Outcome.DENY
    assert [(reason.rule, reason.citation.article) for reason in verdict.violations] == [(rule, article)]


@pytest.mark.parametrize("to", SALE_AND_REIDENTIFICATION)
@pytest.mark.parametrize("kind", ["attached_research", "other_research", "vendor"])
@pytest.mark.parametrize(
    ("purpose", "doubt"),
    [
        ("care", {"SOI-002": UNVERIFIED}),
        ("teaching", {"SOI-002": UNVERIFIED}),
        *((ground, {"LRSSS-080-3": UNDATED}) for ground in ("application_of_act", "mission", "person_benefit")),
        ("exceptional", {"LRSSS-080-3": UNDATED}),
    ],
)
def test_a_purpose_of_a_gate_in_doubt_opens_no_other_gate(
    desk: Desk, kind: str, purpose: str, doubt: dict[str, str], to: str
) -> None:
    verdict = answer(desk, ask(dossier(kind, purpose=purpose), to))
    assert (verdict.outcome, undecided(verdict)) == (Outcome.INDETERMINATE, {**DOUBTS.get((kind, to), {}), **doubt})


@pytest.mark.parametrize("kind", list(DOSSIERS))
def test_a_consent_claimed_after_the_examination_opens_nothing(desk: Desk, kind: str) -> None:
    claimed = dossier(kind, basis="consent")
    assert {"LRSSS-005-1", "LRSSS-006-1"} <= set(undecided(answer(desk, ask(claimed, "granted"))))
    consent = {"express": True, "clear": True, "free": True, "informed": True, "specific": True}
    verdict = answer(desk, ask({**claimed, "consent": consent}, "granted"))
    assert verdict.outcome is Outcome.INDETERMINATE
    assert {undecided(verdict)[rule] for rule in ("LRSSS-005-1", "LRSSS-006-1")} == {UNVERIFIED}


@pytest.mark.parametrize("kind", list(DOSSIERS))
def test_whoever_changes_route_after_the_examination_answers_for_the_new_one(desk: Desk, kind: str) -> None:
    for other in DOSSIERS:
        if other == kind:
            continue
        moved = {**DOSSIERS[kind], "declaration": DOSSIERS[other]["declaration"]}
        assert answer(desk, ask(moved, "granted")).outcome is not Outcome.ALLOW


def without(items: list[str], lost: str) -> list[str]:
    return [item for item in items if item != lost]


WRONG: list[Wrong] = [
    *(
        Wrong(kind, to, rule, topic, fields)
        for kind in DOSSIERS
        for rule, topic, fields in (
            ("LRSSS-016-1", "data", {"retention_months": 0}),
            ("LRSSS-016-3", "declaration", {"ends_on": "2031-01-16"}),
        )
        for to in ("examined", "granted")
    ),
    *(Wrong(kind, "examined", "LRSSS-016-3", "declaration", {"ends_on": "2026-01-14"}) for kind in DOSSIERS),
    *(
        Wrong(kind, to, rule, topic, fields)
        for kind in DOSSIERS
        for to, rule, topic, fields in (
            ("expired", "LRSSS-016-4", "ending", {"access_closed": False}),
            ("granted", "LRSSS-016-6", "declaration", {"ends_on": "2026-02-28"}),
            ("expired", "LRSSS-016-4", "ending", {"ended_on": "2026-03-02"}),
            ("expired", "LRSSS-016-4", "ending", {"ended_on": "2026-01-14"}),
            ("destroyed", "LRSSS-016-5", "destruction", {"attested_on": "2026-03-02"}),
            ("destroyed", "LRSSS-016-5", "destruction", {"attested_on": "2026-02-19"}),
        )
    ),
    Wrong("care", "examined", "RAS-003-1", "objections", {"restrictions_in_form": 2}),
    Wrong("care", "examined", "RAS-003-2", "objections", {"minors_by_holder": 0}),
    Wrong("attached_research", "examined", "LRSSS-008-1", "research", {"attached": False}),
    Wrong("attached_research", "examined", "LRSSS-047-5", "declaration", {"addressed_to": "other_body"}),
    Wrong("attached_research", "examined", "LRSSS-047-5", "declaration", {"addressed_to": "access_centre"}),
    Wrong("attached_research", "examined", "LRSSS-047-6", "assessment", {"privacy": {"reference": " "}}),
    Wrong("attached_research", "examined", "LRSSS-048-1", "research", {"presentation": " "}),
    Wrong("attached_research", "granted", "LRSSS-047-1", "weighing", {"consent_unreasonable": False}),
    Wrong("attached_research", "granted", "LRSSS-047-2", "weighing", {"public_interest_outweighs": False}),
    Wrong("attached_research", "granted", "LRSSS-047-3", "weighing", {"security_adequate": False}),
    Wrong("attached_research", "granted", "LRSSS-047-3", "weighing", {"security_compliant": False}),
    Wrong("attached_research", "granted", "LRSSS-048-2", "agreement", {"written": False}),
    *(
        Wrong("attached_research", "granted", rule, "agreement", {"terms": without(RESEARCH_TERMS, term)})
        for rule, terms in (
            ("LRSSS-048-3", RESEARCH_TERMS[:4]),
            ("LRSSS-048-4", RESEARCH_TERMS[4:9]),
            ("LRSSS-048-5", RESEARCH_TERMS[9:]),
        )
        for term in terms
    ),
    Wrong("attached_research", "destroyed", "LRSSS-048-6", "destruction", {"holder_informed": False}),
    Wrong("other_research", "examined", "LRSSS-008-2", "objections", {"refusals_honoured": 11}),
    Wrong("other_research", "examined", "RAS-005-1", "objections", {"refusals_in_form": 11}),
    Wrong("other_research", "examined", "RAS-005-2", "objections", {"minors_by_holder": 0}),
    Wrong("other_research", "examined", "LRSSS-047-8", "research", {"attached": True}),
    Wrong("vendor", "examined", "LRSSS-077-3", "contract", {"care": True}),
    Wrong("vendor", "examined", "LRSSS-077-4", "declaration", {"necessary": False}),
    Wrong("vendor", "granted", "LRSSS-077-1", "contract", {"written": False}),
    *(
        Wrong("vendor", "granted", "LRSSS-077-2", "contract", {"clauses": without(CLAUSES, clause)})
        for clause in CLAUSES
    ),
    Wrong("manager", "granted", "LRSSS-084-1", "agreement", {"written": False}),
    *(
        Wrong("manager", "granted", "LRSSS-084-2", "agreement", {"terms": without(MANAGER_TERMS, term)})
        for term in MANAGER_TERMS
    ),
    *(
        Wrong("manager", "granted", "LRSSS-089-1", "communication", {"items": without(REGISTER_ITEMS, item)})
        for item in REGISTER_ITEMS
    ),
]


WRONG += [
    wrong._replace(to="granted")
    for wrong in WRONG
    if wrong.to == "examined" and wrong.topic != "data" and "ends_on" not in wrong.fields
]


def label(wrong: Wrong) -> str:
    return f"{wrong.kind}-{wrong.rule}-{WRONG.index(wrong)}"


@pytest.mark.parametrize("wrong", WRONG, ids=label)
def test_one_thing_wrong_is_refused_by_its_rule(desk: Desk, wrong: Wrong) -> None:
    verdict = answer(desk, ask(wrong.facts(), wrong.to))
    assert verdict.outcome is Outcome.DENY
    assert violated(verdict) == [wrong.rule]


@pytest.mark.parametrize("wrong", WRONG, ids=label)
def test_one_thing_not_said_is_indeterminate_and_named(desk: Desk, wrong: Wrong) -> None:
    (field,) = wrong.fields
    facts = dossier(wrong.kind, wrong.topic)
    del facts[wrong.topic][field]
    verdict = answer(desk, ask(facts, wrong.to))
    assert verdict.outcome is Outcome.INDETERMINATE
    (reason,) = [reason for reason in verdict.indeterminates if reason.rule == wrong.rule]
    assert reason.cause == "fact_missing"
    assert all(path.startswith(f"{wrong.topic}.{field}") for path in reason.missing)


def test_an_unstated_processing_time_is_missing(desk: Desk) -> None:
    facts = {**DOSSIERS["manager"], "communication": {"items": REGISTER_ITEMS}}
    assert undecided(answer(desk, ask(facts, "granted")))["LRSSS-089-2"] == "fact_missing"


@pytest.mark.parametrize(("ends_on", "outcome"), [("2031-01-15", Outcome.ALLOW), ("2031-01-16", Outcome.DENY)])
def test_an_access_lasts_no_longer_than_the_network_admits(desk: Desk, ends_on: str, outcome: Outcome) -> None:
    assert answer(desk, ask(dossier("vendor", ends_on=ends_on), "examined")).outcome is outcome


def test_between_bodies_no_agreement_of_article_84_is_asked_for(desk: Desk) -> None:
    facts = dossier("manager", requester="body")
    del facts["agreement"]
    assert undecided(answer(desk, ask(facts, "granted"))) == DOUBTS["manager", "granted"]


def test_between_bodies_the_vendor_contract_needs_no_clause(desk: Desk) -> None:
    facts = dossier("vendor", "contract", supplier_is_body=True, clauses=[])
    assert answer(desk, ask(facts, "granted")).outcome is Outcome.ALLOW


OUTSIDE = {"outside_quebec": True}


def test_research_outside_quebec_rests_on_the_fourth_test(desk: Desk) -> None:
    facts = dossier("attached_research", "data", **OUTSIDE)
    assert undecided(answer(desk, ask(facts, "granted"))) == {"LRSSS-047-4": "fact_missing"}
    for shown, outcome in ((True, Outcome.ALLOW), (False, Outcome.DENY)):
        weighed = changed(facts, "weighing", protected_outside_quebec=shown)
        assert answer(desk, ask(weighed, "granted")).outcome is outcome
    weighed = changed(facts, "weighing", protected_outside_quebec=True)
    contradicted = changed(weighed, "assessment", privacy={"conclusion": "unfavourable", "reference": "EFVP 31"})
    assert violated(answer(desk, ask(contradicted, "granted"))) == ["LRSSS-047-4"]


@pytest.mark.parametrize("kind", ["care", "other_research", "vendor", "manager"])
def test_any_other_communication_outside_quebec_is_indeterminate(desk: Desk, kind: str) -> None:
    verdict = answer(desk, ask(dossier(kind, "data", **OUTSIDE), "granted"))
    assert verdict.outcome is Outcome.INDETERMINATE
    assert undecided(verdict)["LRSSS-078-1"] == UNVERIFIED


@pytest.mark.parametrize("kind", list(DOSSIERS))
def test_where_the_information_goes_must_be_said(desk: Desk, kind: str) -> None:
    facts = dossier(kind, "data")
    del facts["data"]["outside_quebec"]
    named = {path for reason in answer(desk, ask(facts, "granted")).indeterminates for path in reason.missing}
    assert "data.outside_quebec" in named


def test_refusals_are_looked_at_before_the_centre(desk: Desk) -> None:
    refused = dossier("other_research", "objections", refusals_honoured=11)
    verdict = answer(desk, ask(refused, "granted", mode="recension"))
    rules = [*violated(verdict), *(obligation.rule for obligation in verdict.obligations)]
    assert rules[0] == "LRSSS-008-2"
    assert verdict.outcome is Outcome.DENY
    gates = yaml.safe_load((ROOT / "policies" / "processes" / "data-access" / "data.yaml").read_text(encoding="utf-8"))
    assert gates["gates"]["examined"]["rules"][0]["rule"] == "LRSSS-008-2"


@pytest.mark.parametrize("kind", ["attached_research", "other_research"])
def test_soliciting_who_refused_it_is_refused_even_to_an_attached_researcher(desk: Desk, kind: str) -> None:
    notices = {**DOSSIERS["other_research"]["objections"], "refusals_honoured": 11}
    facts = changed({**DOSSIERS[kind], "objections": notices}, "research", solicitation=True)
    assert "LRSSS-008-3" in violated(answer(desk, ask(facts, "examined")))


def test_an_attached_researcher_who_solicits_nobody_meets_no_refusal(desk: Desk) -> None:
    notices = {**DOSSIERS["other_research"]["objections"], "refusals_honoured": 0}
    facts = {**DOSSIERS["attached_research"], "objections": notices}
    assert answer(desk, ask(facts, "examined")).outcome is Outcome.ALLOW


def test_a_restriction_is_never_opened_by_an_emergency_nobody_has_read(desk: Desk) -> None:
    for logged in (True, False):
        barred = dossier("care", "objections", requester_barred=True, emergency=True, emergency_logged=logged)
        verdict = answer(desk, ask(barred, "examined"))
        assert verdict.outcome is Outcome.INDETERMINATE
        assert undecided(verdict) == {"LRSSS-007-1": UNVERIFIED, "LRSSS-007-2": UNVERIFIED, "SOI-001": UNVERIFIED}


@pytest.mark.parametrize("requester", ["professional", "provider"])
@pytest.mark.parametrize(
    ("rule", "wrong"),
    [
        ("RGO-001-1", {"recognized_training": False}),
        ("RGO-002-1", {"months_since_update": 13}),
        ("RAS-008-2", {"undertakings": False}),
    ],
)
def test_who_gives_care_is_prepared_before_any_access(
    desk: Desk, rule: str, wrong: dict[str, Any], requester: str
) -> None:
    facts = dossier("care", requester=requester)
    bound = rule != "RAS-008-2" or requester == "provider"  # a professional is bound by a code of ethics
    assert violated(answer(desk, ask(facts, "granted"))) == []
    assert violated(answer(desk, ask(changed(facts, "personnel", **wrong), "granted"))) == ([rule] if bound else [])
    unsaid = changed(facts, "personnel", **dict.fromkeys(wrong))
    assert (undecided(answer(desk, ask(unsaid, "granted"))).get(rule) == "fact_missing") is bound


def test_a_provider_who_is_not_a_professional_waits_for_the_authority(desk: Desk) -> None:
    verdict = answer(desk, ask(dossier("care", requester="provider"), "granted", opinions={}))
    assert [opinion.body for opinion in verdict.opinions] == ["highest_authority"]
    assert answer(desk, ask(DOSSIERS["care"], "granted", opinions={})).opinions == ()


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("attached_research", "highest_authority"),
        ("other_research", "research_access_centre"),
        ("manager", "information_manager"),
    ],
)
def test_who_decides_has_to_decide(desk: Desk, kind: str, body: str) -> None:
    verdict = answer(desk, ask(DOSSIERS[kind], "granted", opinions={}))
    assert [opinion.body for opinion in verdict.opinions] == [body]
    assert verdict.outcome is not Outcome.ALLOW


REFUSED = {
    "highest_authority": {
        "body": "highest_authority",
        "answer": "unfavourable",
        "covers": "sha256:dossier",
        "received_at": ON_PAPER,
    }
}


def test_a_refusal_gives_its_reasons_in_writing(desk: Desk) -> None:
    for said in ({}, {"refusal_reasoned": True}, {"refusal_reasoned": True, "refusal_in_writing": False}):
        facts = dossier("attached_research", "weighing", **said)
        assert violated(answer(desk, ask(facts, "granted", opinions=REFUSED))) == ["LRSSS-047-7"]
    explained = dossier("attached_research", "weighing", refusal_reasoned=True, refusal_in_writing=True)
    verdict = answer(desk, ask(explained, "granted", opinions=REFUSED))
    assert verdict.outcome is Outcome.REVIEW
    assert [opinion.cause for opinion in verdict.opinions] == ["unfavourable"]


def test_what_only_reads_like_reasons_is_not_read(desk: Desk) -> None:
    facts = dossier("attached_research", "weighing", refusal_reasoned="oui", refusal_in_writing=True)
    verdict = answer(desk, ask(facts, "granted", opinions=REFUSED))
    (reason,) = verdict.indeterminates
    assert (reason.rule, reason.missing) == ("LRSSS-047-7", ("weighing.refusal_reasoned",))


def test_the_ethics_committee_is_doubted_only_when_it_has_not_approved(desk: Desk) -> None:
    facts = dossier("attached_research", "research", ethics_decision=False)
    assert undecided(answer(desk, ask(facts, "examined"))) == {"LRSSS-044-1": UNVERIFIED}
    del facts["research"]["ethics_decision"]
    verdict = answer(desk, ask(facts, "examined"))
    assert undecided(verdict) == {"LRSSS-044-1": "fact_missing", "opinion:ethics_committee": "fact_missing"}
    assert {path for reason in verdict.indeterminates for path in reason.missing} == {"research.ethics_decision"}


def committee(said: str, **more: Any) -> dict[str, Any]:
    """Return the favourable opinions, and what the ethics committee says."""
    of: dict[str, Any] = {**FAVOURABLE["highest_authority"], "body": "ethics_committee", "answer": said, **more}
    return {**FAVOURABLE, "ethics_committee": of}


def test_without_a_decision_the_ethics_committee_is_asked_and_its_own_word_is_enough(desk: Desk) -> None:
    facts = dossier("attached_research", "research", ethics_decision=False)
    waiting = answer(desk, ask(facts, "examined"))
    assert [(each.body, each.cause) for each in waiting.opinions] == [("ethics_committee", "absent")]
    assert "opinion:ethics_committee@examined" in {owed.id for owed in waiting.obligations}
    for to in ("examined", "granted"):
        for said in ("favourable", "with_conditions"):
            conditions = {"conditions": ("Revenir dans un an.",)} if said == "with_conditions" else {}
            verdict = answer(desk, ask(facts, to, opinions=committee(said, **conditions)))
            assert (verdict.outcome, undecided(verdict)) == (Outcome.ALLOW, {})
    (condition,) = (owed for owed in conditional(desk, facts).obligations if owed.rule == "condition:ethics_committee")
    assert condition.by == "ciusss-x"


def conditional(desk: Desk, facts: dict[str, Any]) -> Verdict:
    opinions = committee("with_conditions", conditions=("Revenir dans un an.",))
    return answer(desk, ask(facts, "examined", opinions=opinions))


def test_what_the_ethics_committee_says_itself_goes_before_what_is_said_of_it(desk: Desk) -> None:
    for declared in (True, False):
        facts = dossier("attached_research", "research", ethics_decision=declared)
        for to in ("examined", "granted"):
            verdict = answer(desk, ask(facts, to, opinions=committee("unfavourable")))
            assert verdict.outcome is Outcome.INDETERMINATE
            assert undecided(verdict) == {"LRSSS-044-1": UNVERIFIED}
            unsigned = answer(
                desk, ask(facts, to, opinions=committee("favourable", received_at="2026-02-01T12:00:00Z"))
            )
            assert (undecided(unsigned) == {}) is declared


def test_a_decision_that_is_attached_asks_nothing_of_the_ethics_committee(desk: Desk) -> None:
    for to in ("examined", "granted"):
        verdict = answer(desk, ask(DOSSIERS["attached_research"], to))
        assert (verdict.outcome, verdict.opinions) == (Outcome.ALLOW, ())
    consented = changed(dossier("attached_research", basis="consent"), "research", ethics_decision=False)
    assert answer(desk, ask(consented, "examined")).opinions == ()


def test_who_speaks_for_two_bodies_is_not_the_committee_that_approves(desk: Desk) -> None:
    facts = dossier("attached_research", "research", ethics_decision=False)
    facts = changed(facts, "declaration", responsible=[opinion_keys.person("researcher")])
    case_id, one = ask(facts, "examined").case.id, opinion_keys.person("ethics")
    opinions = {}
    for name, body in (("ethics", "ethics_committee"), ("second_hat", "professional_order")):
        given = {"body": body, "answer": "favourable", "covers": "sha256:dossier"}
        signature = opinion_keys.key(name).signed(
            case_id, Opinion.model_validate(given), person=one, signed_on=opinion_keys.SIGNED_ON
        )
        opinions[body] = {**given, "signature": signature, "received_at": "2026-03-01T12:00:00Z"}
    for heard, causes in (({"ethics_committee": opinions["ethics_committee"]}, []), (opinions, ["conflicted"])):
        verdict = answer(desk, ask(facts, "examined", opinions=heard))
        assert [opinion.cause for opinion in verdict.opinions] == causes
        assert (verdict.outcome is Outcome.ALLOW) is (causes == [])


def test_at_the_grant_the_committee_is_heard_on_the_research_and_not_on_what_was_signed_since(desk: Desk) -> None:
    facts = dossier("attached_research", "research", ethics_decision=False)
    for since, settled in ((("weighing", "agreement"), True), (("agreement", "research"), False), (None, False)):
        heard = committee("favourable", covers="sha256:before", changed=since)
        verdict = answer(desk, ask(facts, "granted", opinions=heard))
        assert ("LRSSS-044-1" not in undecided(verdict)) is settled


@pytest.mark.parametrize("kind", list(DOSSIERS))
def test_an_ended_access_owes_the_attestation_of_what_became_of_the_information(desk: Desk, kind: str) -> None:
    facts = {topic: fact for topic, fact in DOSSIERS[kind].items() if topic != "destruction"}
    (duty,) = answer(desk, ask(facts, "expired")).obligations
    assert (duty.id, str(duty.due)) == ("duty:access_disposition@expired", "2026-04-01")


@pytest.mark.parametrize("kind", list(DOSSIERS))
@pytest.mark.parametrize(("field", "to"), [("kind", "granted"), ("purpose", "requested"), ("basis", "examined")])
def test_an_access_that_does_not_say_what_it_is_opens_nothing(desk: Desk, kind: str, field: str, to: str) -> None:
    for unsaid in (None, "", "autre", True, ["care"]):
        verdict = answer(desk, ask(dossier(kind, **{field: unsaid}), to))
        assert verdict.outcome is Outcome.INDETERMINATE
        assert f"declaration.{field}" in {path for reason in verdict.indeterminates for path in reason.missing}


def test_no_gate_is_skipped(desk: Desk) -> None:
    question = ask(DOSSIERS["vendor"], "granted")
    leap = question.model_copy(update={"case": question.case.model_copy(update={"stage": "requested"})})
    assert violated(answer(desk, leap)) == ["GOV-001"]


def told(question: Question, **changes: dict[str, Any]) -> Question:
    given = question.provenance.model_dump()
    whole = {name: {**given[name], **change} for name, change in changes.items()}
    return question.model_copy(update={"provenance": Provenance.model_validate({**given, **whole})})


@pytest.mark.parametrize(
    ("source", "refusing"),
    [
        ("urn:balise:gouvernance:ciusss-x", []),
        ("urn:balise:gouvernance:ciusss-x-pdg", []),
        ("urn:balise:gouvernance:ciusss-y-pdg", ["ENT-002"]),
        ("urn:balise:gouvernance:msss", ["ENT-002"]),
        ("urn:balise:etablissement:ciusss-x", ["ENT-002", "ENT-003"]),
    ],
)
def test_the_highest_authority_of_the_body_itself_authorizes_and_no_other(
    desk: Desk, source: str, refusing: list[str]
) -> None:
    question = told(ask(DOSSIERS["attached_research"], "granted"), opinions={"highest_authority": source})
    verdict = answer(desk, question)
    assert (violated(verdict), verdict.outcome is Outcome.ALLOW) == (refusing, not refusing)


@pytest.mark.parametrize("body", ["research_access_centre", "information_manager"])
def test_the_establishment_of_the_case_authorizes_itself_in_no_other_name(desk: Desk, body: str) -> None:
    kind = "other_research" if body == "research_access_centre" else "manager"
    for source, refusing in (("urn:balise:gouvernance:ciusss-x", ["ENT-003"]), (INSTANCE, [])):
        assert violated(answer(desk, told(ask(DOSSIERS[kind], "granted"), opinions={body: source}))) == refusing


@pytest.mark.parametrize("mode", ["passage", "recension", "standing"])
@pytest.mark.parametrize("source", ["urn:balise:etablissement:ciusss-x", "urn:balise:gouvernance:ciusss-y-pdg"])
def test_the_four_tests_are_weighed_by_the_authority_that_decides(desk: Desk, source: str, mode: str) -> None:
    question = ask(DOSSIERS["attached_research"], "granted", mode=mode)
    assert violated(answer(desk, question)) == []
    forged = told(question, facts={"weighing": {"source": source, "type": "access.weighed"}})
    assert violated(answer(desk, forged)) == ["ENT-001"]


def test_an_access_of_which_nobody_knows_who_spoke_is_indeterminate(desk: Desk) -> None:
    question = ask(DOSSIERS["vendor"], "examined").model_copy(update={"provenance": Provenance()})
    assert undecided(answer(desk, question)) == {"ENT-004": "fact_missing"}
