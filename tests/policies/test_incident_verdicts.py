"""What the policies answer about an incident, from its report to its closing, on the real engine."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

import pytest

from domain.case import Case
from domain.incident import INCIDENT
from domain.verdict import Outcome, Verdict
from events.contract import publication
from tests.policies.policy_questions import ESTABLISHMENT, Desk, ask, said
from tests.policies.test_access_ending import NOON, kept, live, message, rung_until

pytestmark = pytest.mark.engines

BEFORE = dict(zip(INCIDENT.stages, (None, *INCIDENT.stages[:-1]), strict=True))
WHOLE: dict[str, dict[str, Any]] = {
    topic: publication.examples()[message_type]["data"] for message_type, topic in INCIDENT.facts.items()
}
"""The golden examples tell one incident from end to end."""
WHOLE["declaration"] = {**WHOLE["declaration"], "initiative": "initiative:ciusss-x/radiographies"}

FAILURE: dict[str, dict[str, Any]] = {
    "declaration": {
        "title": "Des priorités inversées",
        "kind": "ai_system",
        "aware_on": "2026-02-10",
        "circumstances": "Une mise à jour du modèle a inversé l'échelle.",
        "initiative": "initiative:ciusss-x/priorites",
        "grave": False,
    },
    "measures": {
        "measures": ["Retour à la version d'avant"],
        "taken_on": "2026-02-10",
        "lessons": "Essayer chaque mise à jour.",
    },
}


def changed(topic: str, facts: Mapping[str, dict[str, Any]] = WHOLE, **fields: Any) -> dict[str, dict[str, Any]]:
    return {**facts, topic: {**facts.get(topic, {}), **fields}}


def answer(desk: Desk, facts: dict[str, dict[str, Any]], to: str, *, stage: str | None = "") -> Verdict:
    before = BEFORE[to] if stage == "" else stage
    asked = ask(facts, to, stage=before, opinions={}, process="incident").model_dump(mode="json")
    raw = desk(asked)
    assert raw is not None
    return Verdict.model_validate({**raw, "decision_id": "d", "path": "balise/verdict", "revision": "sha256:0"})


@pytest.mark.parametrize("to", INCIDENT.stages)
@pytest.mark.parametrize("facts", [WHOLE, FAILURE], ids=["confidentiality", "ai_system"])
def test_what_is_in_order_passes_every_step(desk: Desk, facts: dict[str, dict[str, Any]], to: str) -> None:
    verdict = answer(desk, facts, to)
    assert verdict.outcome is Outcome.ALLOW, [reason.rule for reason in (*verdict.violations, *verdict.indeterminates)]


@pytest.mark.parametrize(
    ("to", "rule", "topic", "fields"),
    [
        ("assessed", "INC-002", "declaration", {"circumstances": " "}),
        ("assessed", "INC-005", "declaration", {"aware_on": "2025-07-04"}),
        ("notified", "INC-005", "declaration", {"occurred_on": "2025-07-09"}),
        ("closed", "INC-005", "declaration", {"occurred_on": "2025-07-09"}),
        ("assessed", "INC-003", "declaration", {"information": " "}),
        ("assessed", "INC-004", "declaration", {"persons_in_quebec": 213}),
        ("assessed", "LRSSS-108-1", "measures", {"measures": [" "]}),
        ("assessed", "INC-011", "measures", {"taken_on": "2025-07-04"}),
        ("assessed", "INC-006", "injury", {"assessed_on": "2025-07-07"}),
        ("assessed", "INC-013", "injury", {"serious": False, "consequences": "grave", "reasons": None}),
        ("notified", "LRSSS-108-4", "notices", {"persons_on": None}),
        ("notified", "LRSSS-108-4", "notices", {"persons": "delayed", "persons_on": None}),
        ("notified", "RAS-011-1", "notices", {"content": ["body"]}),
        ("notified", "INC-015", "notices", {"commission_on": "2025-07-12"}),
        ("notified", "INC-007", "notices", {"minister_on": "2025-07-07"}),
        ("notified", "INC-008", "notices", {"commission_on": "2025-07-07"}),
        ("notified", "INC-009", "notices", {"persons_on": "2025-07-07"}),
        ("closed", "RAS-015-1", "register", {"items": ["measures"]}),
        ("closed", "INC-010", "register", {"entered_on": "2025-07-07"}),
        ("closed", "INC-007", "notices", {"minister_on": "2026-03-02"}),
        ("closed", "INC-008", "notices", {"commission_on": "2026-03-02"}),
        ("notified", "INC-013", "injury", {"serious": False, "consequences": "grave", "reasons": None}),
        ("closed", "INC-013", "injury", {"serious": False, "consequences": "grave", "reasons": None}),
        ("closed", "INC-016", "measures", {"lessons": " "}),
    ],
)
def test_one_thing_wrong_is_refused_by_its_rule(
    desk: Desk, to: str, rule: str, topic: str, fields: dict[str, Any]
) -> None:
    verdict = answer(desk, changed(topic, **fields), to)
    assert verdict.outcome is Outcome.DENY
    assert [reason.rule for reason in verdict.violations] == [rule]


@pytest.mark.parametrize(
    ("to", "rule", "path"),
    [
        ("assessed", "RAS-015-2", "injury.sensitivity"),
        ("assessed", "RAS-015-2", "injury.ill_intentioned_use"),
        ("assessed", "RAS-015-2", "injury.consequences"),
        ("assessed", "RAS-015-2", "injury.likelihood"),
        ("notified", "RAS-015-2", "injury.likelihood"),
        ("closed", "RAS-015-2", "injury.likelihood"),
        ("notified", "LRSSS-108-2", "notices.minister_on"),
        ("notified", "LRSSS-108-3", "notices.commission_on"),
        ("notified", "LRSSS-108-4", "notices.persons"),
        ("assessed", "INC-006", "injury.assessed_on"),
        ("closed", "LRSSS-108-5", "notices.persons_on"),
        ("closed", "INC-010", "register.entered_on"),
    ],
)
@pytest.mark.parametrize("given", [None, "", "9999-01-01", 7, ["low"]])
def test_what_is_missing_or_absurd_is_indeterminate_and_named(
    desk: Desk, to: str, rule: str, path: str, given: Any
) -> None:
    topic, field = path.split(".")
    verdict = answer(desk, changed(topic, **{field: given}), to)
    assert verdict.outcome is Outcome.INDETERMINATE
    assert path in {missing for reason in verdict.indeterminates if reason.rule == rule for missing in reason.missing}


def test_what_fears_nothing_serious_notifies_nobody_and_is_still_registered(desk: Desk) -> None:
    harmless = changed("injury", serious=False)
    del harmless["notices"]
    for to in ("assessed", "notified", "closed"):
        assert answer(desk, harmless, to).outcome is Outcome.ALLOW
    del harmless["register"]
    verdict = answer(desk, harmless, "closed")
    assert {reason.rule for reason in verdict.indeterminates} == {"RAS-015-1", "INC-010"}


def test_a_conclusion_that_turned_serious_does_not_close_without_notices(desk: Desk) -> None:
    turned = {topic: fields for topic, fields in WHOLE.items() if topic != "notices"}
    verdict = answer(desk, turned, "closed")
    assert verdict.outcome is Outcome.INDETERMINATE
    assert {reason.rule for reason in verdict.indeterminates} == {
        "LRSSS-108-2",
        "LRSSS-108-3",
        "LRSSS-108-5",
        "INC-014",
        "RAS-011-1",
    }


def test_persons_may_wait_for_an_investigation_but_not_beyond_closing(desk: Desk) -> None:
    waiting = changed("notices", persons="delayed", persons_on=None, investigation=True)
    assert answer(desk, waiting, "notified").outcome is Outcome.ALLOW
    verdict = answer(desk, waiting, "closed")
    assert [reason.rule for reason in verdict.indeterminates] == ["LRSSS-108-5"]
    still = changed("notices", persons="delayed", investigation=True)
    assert [reason.rule for reason in answer(desk, still, "closed").violations] == ["LRSSS-108-5"]


def test_public_notice_is_left_to_a_person_because_its_text_was_not_read(desk: Desk) -> None:
    for to in ("notified", "closed"):
        verdict = answer(desk, changed("notices", persons="public"), to)
        assert verdict.outcome is Outcome.INDETERMINATE
        assert [(reason.rule, reason.cause) for reason in verdict.indeterminates] == [("INC-014", "text_unverified")]


def test_a_late_notice_breaks_our_own_rule_and_not_the_law(desk: Desk) -> None:
    (late,) = answer(desk, changed("notices", minister_on="2025-07-20"), "notified").violations
    assert late.citation.key == "incident-maison"
    explained = changed("notices", minister_on="2025-07-20", delay_reason="Le formulaire n'était pas disponible.")
    assert answer(desk, explained, "notified").outcome is Outcome.ALLOW


UNSENT = {topic: fact for topic, fact in WHOLE.items() if topic != "notices"}
UNASSESSED = {"declaration": WHOLE["declaration"]}


@pytest.mark.parametrize(("facts", "to"), [(UNASSESSED, "reported"), (UNSENT, "assessed")])
def test_the_clock_runs_from_awareness_to_the_notices_assessed_or_not(
    desk: Desk, facts: dict[str, dict[str, Any]], to: str
) -> None:
    (owed,) = answer(desk, facts, to).obligations
    assert owed.citation is not None
    assert (owed.id, str(owed.due), owed.fulfilled_by, owed.citation.key) == (
        f"duty:incident_notice@{to}",
        "2025-07-11",
        ("injury.assessed", "notices.sent"),
        "lrsss-108",
    )
    assert "est le nôtre" in owed.remedy.fr
    assert [(str(each.on), each.to) for each in owed.escalations] == [
        ("2025-07-12", "highest_authority"),
        ("2025-07-13", "comite_ia_sante"),
    ]


@pytest.mark.parametrize("stage", ["reported", "assessed"])
def test_no_clock_runs_once_notified_nor_where_no_serious_injury_is_feared(desk: Desk, stage: str) -> None:
    assert answer(desk, WHOLE, stage).obligations == ()
    assert answer(desk, changed("injury", UNSENT, serious=False), stage).obligations == ()
    assert answer(desk, FAILURE, stage).obligations == ()


@pytest.mark.parametrize("stage", ["reported", "assessed"])
@pytest.mark.parametrize(
    ("topic", "fields"),
    [
        ("notices", {"minister_on": None}),
        ("notices", {"commission_on": None}),
        ("notices", {"persons": None}),
        ("notices", {"persons_on": None}),
        ("notices", {"persons": "delayed", "persons_on": None}),
        ("notices", {"persons": "public"}),
        ("notices", {"content": ["body"]}),
        ("notices", {"content": None}),
        ("notices", {"minister_on": "2025-07-20"}),
        ("notices", {"minister_on": "2025-07-07"}),
        ("notices", {"commission_on": "2026-03-02"}),
        ("notices", {"commission_on": "2025-07-07"}),
        ("notices", {"persons_on": "2025-07-07"}),
        ("injury", {"serious": None}),
        ("injury", {"likelihood": None}),
        ("injury", {"serious": False, "consequences": "grave", "reasons": None}),
    ],
)
def test_notices_that_say_too_little_leave_the_clock_running_from_awareness(
    desk: Desk, stage: str, topic: str, fields: dict[str, Any]
) -> None:
    (owed,) = answer(desk, changed(topic, **fields), stage).obligations
    # A conclusion that does not hold opens no gate: the incident stays where it was reported.
    stands = "reported" if topic == "injury" else stage
    assert (owed.id, str(owed.due), owed.judged) == (f"duty:incident_notice@{stands}", "2025-07-11", True)


def there(desk: Desk, facts: dict[str, dict[str, Any]], stage: str) -> Verdict:
    """Return the verdict on an incident that stands at *stage*."""
    asked = ask(facts, stage, mode="standing", stage=stage, process="incident", opinions={})
    raw = desk(asked.model_dump(mode="json"))
    assert raw is not None
    return Verdict.model_validate({**raw, "decision_id": "d", "path": "balise/verdict", "revision": "sha256:0"})


def notices_due(verdict: Verdict) -> list[tuple[str, str]]:
    return [(each.id, str(each.due)) for each in verdict.obligations if each.rule == "duty:incident_notice"]


@pytest.mark.parametrize("stage", ["notified", "closed"])
@pytest.mark.parametrize(
    ("assessed_on", "due"),
    [
        ("2026-02-27", "2026-03-02"),
        # Whoever tells of a conclusion long after it was reached has no more time for that.
        ("2026-02-20", "2026-02-23"),
        ("2026-03-01", "2026-03-04"),
        ("2026-03-02", "2026-03-04"),
        (None, "2026-03-04"),
    ],
)
def test_a_conclusion_revised_after_the_notices_starts_the_clock_anew(
    desk: Desk, stage: str, assessed_on: str | None, due: str
) -> None:
    turned = changed("injury", UNSENT, assessed_on=assessed_on)
    verdict = there(desk, turned, stage)
    assert notices_due(verdict) == [(f"duty:incident_notice@{stage}", due)]
    (owed,) = (each for each in verdict.obligations if each.rule == "duty:incident_notice")
    assert (owed.judged, set(verdict.watches)) == (True, {"injury", "notices"})
    assert "depuis la conclusion est le nôtre" in owed.remedy.fr


@pytest.mark.parametrize("stage", ["notified", "closed"])
def test_nothing_is_owed_anew_where_the_notices_were_given_or_nobody_is_to_be_told(desk: Desk, stage: str) -> None:
    late = changed("notices", minister_on="2025-07-20", delay_reason="La conclusion a été revue.")
    for facts in (WHOLE, late, changed("injury", UNSENT, serious=False), FAILURE):
        assert there(desk, facts, stage).obligations == ()


@pytest.mark.parametrize(
    ("topic", "fields"),
    [
        ("notices", {"persons_on": None}),
        ("notices", {"minister_on": None}),
        ("notices", {"content": ["body"]}),
        ("notices", {"minister_on": "2025-07-20"}),
        ("injury", {"serious": False, "consequences": "grave", "reasons": None}),
        ("injury", {"likelihood": None}),
    ],
)
def test_what_is_taken_back_once_notified_is_owed_since_the_conclusion(
    desk: Desk, topic: str, fields: dict[str, Any]
) -> None:
    due = [("duty:incident_notice@notified", "2025-07-12")]
    assert notices_due(there(desk, changed(topic, **fields), "notified")) == due


def test_a_revised_conclusion_is_judged_at_once_and_its_duty_ends_with_the_notices(desk: Desk) -> None:
    case_id = "incident:ciusss-x/cle"
    said_at_first = [
        ("incident.reported", {name: held for name, held in WHOLE["declaration"].items() if name != "initiative"}),
        ("measures.taken", WHOLE["measures"]),
        ("injury.assessed", {**WHOLE["injury"], "serious": False}),
        ("passage.requested", {"to": "assessed"}),
        ("passage.requested", {"to": "notified"}),
    ]
    case = Case.opened(case_id)
    for hours, (kind, data) in enumerate(said_at_first):
        case = live(desk, case, message(case_id, kind, data, NOON + timedelta(hours=hours))).case
    assert (case.stage, case.obligations) == ("notified", ())

    at = NOON + timedelta(days=10)
    revised = {**WHOLE["injury"], "assessed_on": "2026-03-11"}
    case = live(desk, case, message(case_id, "injury.assessed", revised, at)).case
    assert {each.id: str(each.due) for each in case.obligations}["duty:incident_notice@notified"] == "2026-03-14"
    late = rung_until(desk, case, date(2026, 3, 15))
    assert "obligation.overdue" in {each.type for each in late.announcements}

    sent = {**WHOLE["notices"], "minister_on": "2026-03-13", "commission_on": "2026-03-13", "persons_on": "2026-03-16"}
    unexplained = live(desk, late.case, message(case_id, "notices.sent", sent, NOON + timedelta(days=15))).case
    assert {"duty:incident_notice@notified", "INC-015@notified"} == kept(unexplained)
    explained = {**sent, "delay_reason": "La conclusion a été revue le 11 mars."}
    settled = live(desk, unexplained, message(case_id, "notices.sent", explained, NOON + timedelta(days=16))).case
    assert (settled.stage, settled.obligations) == ("notified", ())


def test_empty_notices_leave_the_clock_running_and_whole_ones_stop_it(desk: Desk) -> None:
    (owed,) = answer(desk, {**UNSENT, "notices": {}}, "assessed").obligations
    assert str(owed.due) == "2025-07-11"
    explained = changed("notices", minister_on="2025-07-20", delay_reason="Le formulaire n'était pas disponible.")
    delayed = changed("notices", persons="delayed", persons_on=None, investigation=True)
    for whole in (WHOLE, explained, delayed):
        assert answer(desk, whole, "assessed").obligations == ()


@pytest.mark.parametrize(
    ("fields", "due"),
    [
        ({"circumstances": None}, "2025-07-11"),
        ({"circumstances": " ", "information": None, "persons": None}, "2025-07-11"),
        ({"initiative": "initiative:ciusss-y/autre"}, "2025-07-11"),
        ({"aware_on": "2025-07-04"}, "2025-07-07"),
        ({"occurred_on": "2027-01-01"}, "2025-07-11"),
        # A day to come gives no more time than to whoever declares on the day itself.
        ({"aware_on": "2026-03-02"}, "2026-03-04"),
    ],
)
def test_an_incident_told_badly_is_entered_and_its_clock_runs_from_awareness(
    desk: Desk, fields: dict[str, Any], due: str
) -> None:
    facts = changed("declaration", UNASSESSED, **fields)
    verdict = answer(desk, facts, "reported")
    assert verdict.outcome is Outcome.ALLOW
    assert [(owed.id, str(owed.due)) for owed in verdict.obligations] == [("duty:incident_notice@reported", due)]
    assert {reason.rule for reason in answer(desk, facts, "assessed").violations} | {
        reason.rule for reason in answer(desk, facts, "assessed").indeterminates
    } >= ({"INC-002"} if "circumstances" in fields else {"LIE-001"} if "initiative" in fields else {"INC-005"})


def test_the_clock_and_the_rule_that_asks_why_have_the_same_last_day(desk: Desk) -> None:
    (owed,) = answer(desk, UNSENT, "assessed").obligations
    for day, outcome in ((str(owed.due), Outcome.ALLOW), ("2025-07-12", Outcome.DENY)):
        assert answer(desk, changed("notices", persons_on=day), "notified").outcome is outcome


def lived(desk: Desk, *told: tuple[str, dict[str, Any]]) -> Case:
    """Return an incident of which all this was *told*, an hour apart."""
    case_id = "incident:ciusss-x/priorites"
    case = Case.opened(case_id)
    for hours, (kind, data) in enumerate(told):
        case = live(desk, case, message(case_id, kind, data, NOON + timedelta(hours=hours))).case
    return case


TOLD = {**{name: held for name, held in WHOLE["declaration"].items() if name != "initiative"}, "aware_on": "2026-02-27"}
HARMLESS = {**WHOLE["injury"], "assessed_on": "2026-02-28", "serious": False}
MEASURED = ("measures.taken", {**WHOLE["measures"], "taken_on": "2026-02-28"})
CALM = {
    "reported": [("incident.reported", TOLD), ("injury.assessed", HARMLESS)],
    "assessed": [
        ("incident.reported", TOLD),
        MEASURED,
        ("injury.assessed", HARMLESS),
        ("passage.requested", {"to": "assessed"}),
    ],
}
"""By stage: what brings an incident of confidentiality there, of which nothing is owed."""


@pytest.mark.parametrize("stage", ["reported", "assessed"])
def test_a_conclusion_that_becomes_serious_starts_the_clock_at_once(desk: Desk, stage: str) -> None:
    calm = lived(desk, *CALM[stage])
    assert (calm.stage, [each.id for each in calm.obligations if each.kind == "duty"]) == (stage, [])
    again = lived(desk, *CALM[stage], ("injury.assessed", {**HARMLESS, "reasons": "Revue, et toujours sans suite."}))
    assert [each.id for each in again.obligations if each.kind == "duty"] == []
    serious = lived(desk, *CALM[stage], ("injury.assessed", {**HARMLESS, "serious": True}))
    clock = f"duty:incident_notice@{stage}"
    assert {each.id: str(each.due) for each in serious.obligations}[clock] == "2026-03-02"
    late = rung_until(desk, serious, date(2026, 3, 3))
    assert clock in {each.data["obligation"]["id"] for each in late.announcements if each.type == "obligation.overdue"}


@pytest.mark.parametrize("stage", ["reported", "assessed"])
def test_a_failure_that_turns_out_to_be_one_of_confidentiality_starts_the_clock_at_once(desk: Desk, stage: str) -> None:
    failure = {**TOLD, "kind": "ai_system", "initiative": "initiative:ciusss-x/priorites", "grave": False}
    steps = [("incident.reported", failure), MEASURED]
    steps += [("passage.requested", {"to": "assessed"})] if stage == "assessed" else []
    case = lived(desk, *steps)
    assert (case.stage, case.obligations) == (stage, ())
    still = lived(desk, *steps, ("incident.reported", {**failure, "title": "Des priorités inversées, encore"}))
    assert not any(each.kind == "duty" for each in still.obligations)
    turned = lived(desk, *steps, ("incident.reported", {**failure, "kind": "confidentiality"}))
    assert {each.id: str(each.due) for each in turned.obligations if each.kind == "duty"} == {
        f"duty:incident_notice@{stage}": "2026-03-02"
    }
    owed = {"LIE-002@reported"} | (
        {"RAS-015-2@assessed", "INC-013@assessed", "INC-006@assessed"} if stage == "assessed" else set()
    )
    assert kept(turned) - {f"duty:incident_notice@{stage}"} <= owed


def test_steps_are_not_skipped(desk: Desk) -> None:
    verdict = answer(desk, WHOLE, "closed", stage="assessed")
    assert [reason.rule for reason in verdict.violations] == ["INC-001"]


def test_kind_that_nobody_told_leaves_every_rule_of_the_law_open(desk: Desk) -> None:
    verdict = answer(desk, changed("declaration", kind=None), "notified")
    assert verdict.outcome is Outcome.INDETERMINATE
    assert {"LRSSS-108-2", "LRSSS-108-3", "LRSSS-108-4", "RAS-011-1"} <= {
        reason.rule for reason in verdict.indeterminates if "declaration.kind" in reason.missing
    }


@pytest.mark.parametrize("to", INCIDENT.stages)
def test_an_incident_is_told_by_its_establishment_alone(desk: Desk, to: str) -> None:
    asked = ask(WHOLE, to, stage=BEFORE[to], opinions={}, process="incident")
    for source, refusing in ((ESTABLISHMENT, []), ("urn:balise:etablissement:ciusss-y", ["ENT-001"])):
        given = {**asked.provenance.model_dump(), "facts": said("incident", WHOLE, source)}
        raw = desk({**asked.model_dump(mode="json"), "provenance": given})
        assert raw is not None
        assert [reason["rule"] for reason in raw["violations"]] == refusing


def test_an_incident_of_which_nobody_knows_who_spoke_is_indeterminate(desk: Desk) -> None:
    asked = ask(WHOLE, "assessed", stage="reported", opinions={}, process="incident").model_dump(mode="json")
    raw = desk({**asked, "provenance": None})
    assert raw is not None
    assert [reason["rule"] for reason in raw["indeterminates"]] == ["ENT-004"]
