"""What other cases tell an initiative, and what changes in it, as the real policies judge it where it stands."""

from typing import Any

import pytest

from domain import links
from domain.case import Case
from domain.decider import question, settle
from domain.initiative import INITIATIVE
from domain.message import Message
from domain.verdict import Outcome, Verdict
from tests import opinion_keys
from tests.policies.policy_questions import CLINICAL, ESTABLISHMENT, FAVOURABLE, RETIRING, Desk, ask
from tests.policies.test_entitlement_verdicts import told, verdict

pytestmark = pytest.mark.engines

Facts = dict[str, dict[str, Any]]


def incident(**more: Any) -> Facts:
    each = {"case": "incident:ciusss-x/a", "status": "open", "grave": True, "aware_on": "2026-02-01", **more}
    return {"incidents": {"cases": [each]}}


def reviews(changed: int, among: int, on: str = "2026-02-15") -> Facts:
    outcomes = ["changed"] * changed + ["maintained"] * (among - changed)
    return {
        "recourses": {
            "cases": [
                {"case": f"recourse:ciusss-x/{n}", "status": "closed", "outcome": outcome, "reviewed_on": on}
                for n, outcome in enumerate(outcomes)
            ]
        }
    }


def standing(desk: Desk, *more: Facts, at: str = "production") -> Verdict:
    facts = CLINICAL
    for each in more:
        facts = facts | each
    return verdict(desk, ask(facts, at, mode="standing", stage=at))


def suspending(found: Verdict) -> list[str]:
    return [reason.rule for reason in found.suspends]


def owed(found: Verdict) -> set[str]:
    return {each.id for each in found.obligations}


KEPT = {"duty:inventory@production", "duty:knowledge_update@production"}
RUNNING = KEPT | {f"duty:{each}@production" for each in ("reassessment", "monitoring", "project_status")}
NAMES = {
    "privacy_officer": "officer",
    "scientific_committee": "experts",
    "comite_ia_sante": "committee",
    "professional_order": "order",
}
OPINIONS = {
    "opinion:privacy_officer@planning",
    "opinion:scientific_committee@realization",
    "opinion:comite_ia_sante@production",
    "opinion:professional_order@production",
}
ASIDE = KEPT | {"duty:suspension_review@suspended"}


def test_an_initiative_that_nothing_troubles_owes_its_duties_and_no_more(desk: Desk) -> None:
    found = standing(desk)
    assert (found.outcome, suspending(found), owed(found)) == (Outcome.ALLOW, [], RUNNING)
    assert "data" in found.watches


@pytest.mark.parametrize("why", [{"grave": True}, {"grave": False, "serious": True}])
def test_a_grave_incident_suspends_what_is_in_production(desk: Desk, why: dict[str, Any]) -> None:
    found = standing(desk, incident(**why))
    assert found.outcome is Outcome.ALLOW
    assert suspending(found) == ["VIE-001"]
    assert owed(found) == ASIDE | {"VIE-001@production"}


@pytest.mark.parametrize(
    "calm", [{"grave": False}, {"status": "withdrawn", "grave": False}, {"grave": False, "serious": False}]
)
def test_another_incident_does_not(desk: Desk, calm: dict[str, Any]) -> None:
    found = standing(desk, incident(**calm))
    assert (suspending(found), owed(found)) == ([], RUNNING)


@pytest.mark.parametrize("stage", ["opportunity", "planning", "realization"])
def test_what_is_not_in_production_is_not_suspended(desk: Desk, stage: str) -> None:
    assert suspending(standing(desk, incident(), at=stage)) == []


def back(desk: Desk, *more: Facts) -> Verdict:
    facts = CLINICAL
    for each in more:
        facts = facts | each
    return verdict(desk, ask(facts, "production", stage="suspended"))


def test_a_look_at_what_is_suspended_says_whether_its_reason_stands(desk: Desk) -> None:
    # It is how the reports know when what suspended a tool was lifted.
    found = standing(desk, incident(), at="suspended")
    assert (suspending(found), "VIE-001@production" in owed(found)) == ([], True)
    assert "VIE-001@production" not in owed(standing(desk, incident(status="closed"), at="suspended"))


def test_the_way_back_is_shut_while_the_incident_is_open(desk: Desk) -> None:
    found = back(desk, incident())
    assert [reason.rule for reason in found.violations] == ["VIE-001"]
    assert suspending(found) == []


def test_the_way_back_asks_for_a_reassessment(desk: Desk) -> None:
    found = back(desk, incident(status="closed"))
    assert [reason.rule for reason in found.violations] == ["VIE-002"]
    since = CLINICAL["assessment"] | {"security": CLINICAL["assessment"]["security"] | {"completed_on": "2026-02-10"}}
    found = back(desk, incident(status="closed"), {"assessment": since})
    assert (found.outcome, owed(found)) == (Outcome.ALLOW, RUNNING)


def test_a_grave_incident_attached_elsewhere_still_asks_for_a_reassessment(desk: Desk) -> None:
    moved = incident(status="withdrawn")
    assert [reason.rule for reason in back(desk, moved).violations] == ["VIE-002"]
    assert "VIE-002@production" in owed(standing(desk, moved, at="suspended"))
    since = CLINICAL["assessment"] | {"security": CLINICAL["assessment"]["security"] | {"completed_on": "2026-02-10"}}
    assert back(desk, moved, {"assessment": since}).outcome is Outcome.ALLOW
    assert back(desk, incident(status="withdrawn", grave=False)).outcome is Outcome.ALLOW


def test_what_is_suspended_may_be_retired(desk: Desk) -> None:
    retired = verdict(desk, ask(CLINICAL | RETIRING | incident(), "retirement", stage="suspended"))
    assert retired.outcome is Outcome.ALLOW


def test_an_establishment_may_suspend_of_its_own_accord_and_from_production_only(desk: Desk) -> None:
    found = verdict(desk, ask(CLINICAL, "suspended", stage="production"))
    assert (found.outcome, owed(found)) == (Outcome.ALLOW, ASIDE)
    refused = verdict(desk, ask(CLINICAL, "suspended", stage="planning"))
    assert [reason.rule for reason in refused.violations] == ["GOV-001"]


@pytest.mark.parametrize(
    ("changed", "among", "rules", "suspends"),
    [
        (0, 9, set(), []),
        (4, 4, set(), []),
        (1, 6, set(), []),
        (1, 5, {"VIE-003@production"}, []),
        (4, 9, {"VIE-003@production"}, []),
        (5, 10, {"VIE-003@production", "VIE-004@production"}, ["VIE-004"]),
    ],
)
def test_decisions_changed_too_often_ask_for_a_reassessment_then_suspend(
    desk: Desk, changed: int, among: int, rules: set[str], suspends: list[str]
) -> None:
    found = standing(desk, reviews(changed, among))
    assert suspending(found) == suspends
    assert owed(found) == rules | (ASIDE if suspends else RUNNING)


def test_reviews_before_the_last_assessment_no_longer_count(desk: Desk) -> None:
    found = standing(desk, reviews(9, 9, on="2026-01-15"))
    assert (suspending(found), owed(found)) == ([], RUNNING)


def access(**more: Any) -> Facts:
    each = {"case": "data-access:ciusss-x/a", "status": "granted", "ends_on": "2026-03-01", **more}
    return {"data": CLINICAL["data"] | {"through_access": True}, "accesses": {"cases": [each]}}


def entering(desk: Desk, facts: Facts) -> Verdict:
    return verdict(desk, ask(CLINICAL | facts, "production", stage="realization"))


def test_production_sees_the_access_it_lives_on(desk: Desk) -> None:
    assert entering(desk, access()).outcome is Outcome.ALLOW
    for ended in ({"ends_on": "2026-02-28"}, {"status": "refused"}, {"status": "expired"}, {"status": "requested"}):
        refused = entering(desk, access(**ended))
        assert [reason.rule for reason in refused.violations] == ["VIE-005"]
    unsaid = entering(desk, {"data": {k: v for k, v in CLINICAL["data"].items() if k != "through_access"}})
    assert unsaid.outcome is Outcome.INDETERMINATE
    assert [(each.rule, each.missing) for each in unsaid.indeterminates] == [("VIE-005", ("data.through_access",))]


def test_one_access_that_holds_does_not_answer_for_another_that_is_refused_or_forbidden(desk: Desk) -> None:
    (imaging,) = access()["accesses"]["cases"]
    for status, rules in (("requested", []), ("withdrawn", []), ("refused", ["VIE-005"]), ("forbidden", ["VIE-005"])):
        laboratory = {**imaging, "case": "data-access:ciusss-x/b", "status": status}
        both = access() | {"accesses": {"cases": [imaging, laboratory]}}
        assert [reason.rule for reason in entering(desk, both).violations] == rules
        assert ("VIE-005@production" in owed(standing(desk, both))) is bool(rules)


def test_a_substantial_change_lapses_opinions_and_asks_for_a_reassessment(desk: Desk) -> None:
    changed = {"change": {"model": {"what": "model", "changed_on": "2026-02-20"}}}
    given: dict[str, Any] = {
        body: {**opinion, "covers": "sha256:before", "changed": ("change.model", "training")}
        for body, opinion in FAVOURABLE.items()
    }
    asked = ask(CLINICAL | changed, "production", mode="standing", stage="production", opinions=given)
    assert owed(verdict(desk, asked)) == RUNNING | OPINIONS | {"VIE-006@production"}
    slight: dict[str, Any] = {body: {**opinion, "changed": ("training",)} for body, opinion in given.items()}
    asked = ask(CLINICAL, "production", mode="standing", stage="production", opinions=slight)
    assert owed(verdict(desk, asked)) == RUNNING


@pytest.mark.parametrize(
    ("what", "renewed", "answered"),
    [
        ("data", ("privacy", "equity"), True),
        ("data", ("privacy", "algorithmic_impact"), True),
        ("data", ("privacy",), False),
        ("data", ("privacy", "security"), False),
        ("data", ("equity", "algorithmic_impact"), False),
        ("model", ("security",), True),
        ("model", ("privacy",), False),
    ],
)
def test_a_change_asks_for_the_assessments_that_it_touches(
    desk: Desk, what: str, renewed: tuple[str, ...], *, answered: bool
) -> None:
    since = {kind: CLINICAL["assessment"][kind] | {"completed_on": "2026-02-21"} for kind in renewed}
    changed: Facts = {"change": {what: {"what": what, "changed_on": "2026-02-20"}}}
    found = standing(desk, changed, {"assessment": CLINICAL["assessment"] | since})
    assert ("VIE-006@production" not in owed(found)) is answered


@pytest.mark.parametrize(
    ("source", "refused"),
    [
        ("urn:balise:dossier:incident:ciusss-x/a", []),
        ("urn:balise:dossier:incident:ciusss-y/a", ["ENT-001"]),
        ("urn:balise:dossier:recourse:ciusss-x/a", ["ENT-001"]),
        (ESTABLISHMENT, ["ENT-001"]),
        ("urn:balise:gouvernance:msss", ["ENT-001"]),
    ],
)
def test_only_an_incident_of_the_establishment_tells_of_itself(desk: Desk, source: str, refused: list[str]) -> None:
    asked = ask(CLINICAL | incident(grave=False), "production", mode="standing", stage="production")
    facts = asked.provenance.model_dump()["facts"]
    facts["incidents.incident:ciusss-x/a"] = {"source": source, "type": "incident.linked"}
    assert [reason.rule for reason in verdict(desk, told(asked, facts=facts)).violations] == refused


def test_a_life_goes_from_production_through_suspension_and_back(desk: Desk) -> None:
    case = Case.opened("initiative:ciusss-x/essai")

    def tell(kind: str, data: dict[str, Any], source: str = ESTABLISHMENT) -> Verdict | None:
        nonlocal case
        at = f"2026-03-01T12:{case.sequence:02}:00Z"
        heard = {"id": f"m{case.sequence}", "source": source, "type": kind, "subject": case.id, "data": data}
        message = Message.model_validate({**heard, "time": at, "received_at": at})
        asked = question(INITIATIVE, case, message)
        found = verdict(desk, asked) if asked else None
        case = settle(INITIATIVE, case, message, found).case
        return found

    for kind, template in INITIATIVE.facts.items():
        topic, _, by_kind = template.partition(".")
        held = CLINICAL.get(topic, {})
        for data in held.values() if by_kind else [held] if held else []:
            tell(kind, {**data, "stage": "production"} if topic == "declaration" else data)
    for body in FAVOURABLE:
        code = body.replace("_", "-")
        opinion = {"body": body, "answer": "favourable", "covers": case.dossier}
        opinion |= {"reasons": "Le besoin est établi.", "language": "fr"}
        tell("opinion.rendered", opinion_keys.signed(case.id, opinion, NAMES[body]), f"urn:balise:gouvernance:{code}")
    assert (case.stage, {each.kind for each in case.obligations}) == ("production", {"duty"})
    assert tell("training.completed", CLINICAL["training"]) is None

    teller = "incident:ciusss-x/panne"
    harm = {"case": teller, "status": "open", "grave": True, "aware_on": "2026-02-20"}
    tell("incident.linked", harm, links.source(teller))
    assert case.stage == "suspended"
    assert {each.id for each in case.obligations} == ASIDE | {"VIE-001@production"}
    tell("passage.requested", {"to": "production"})
    assert (case.stage, case.outcome) == ("suspended", Outcome.DENY)
    tell("incident.linked", {**harm, "status": "closed"}, links.source(teller))
    assert (case.stage, case.outcome) == ("suspended", Outcome.DENY)
    renewed = CLINICAL["assessment"]["security"] | {"completed_on": "2026-02-25"}
    tell("assessment.filed", renewed)
    assert (case.stage, case.passage) == ("production", None)
    tell("data.described", CLINICAL["data"] | {"sources": ["autre archive"]})
    assert case.stage == "production"
    assert {each.id for each in case.obligations if each.kind != "duty"} == OPINIONS
