"""A due date put off by a body, through the core and the real policies: what moves, what does not, and why."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from domain import deadlines
from domain.case import Case, Fact
from domain.decider import question, settle
from domain.extension import EXTENDED
from domain.initiative import INITIATIVE
from domain.message import Message
from domain.settlement import Settlement
from domain.verdict import Obligation
from events.contract.entitlement import entitled as let_in
from events.contract.entitlement import own_topic
from events.contract.rejection import Rejected
from tests.policies.policy_questions import CLINICAL, ESTABLISHMENT, Desk
from tests.policies.test_entitlement_verdicts import verdict

pytestmark = pytest.mark.engines

COMMITTEE, MINISTRY = "urn:balise:gouvernance:comite-ia-sante", "urn:balise:gouvernance:msss"
NOON = datetime(2026, 3, 1, 17, tzinfo=UTC)
STATUS = "duty:project_status@production"


def message(kind: str, data: dict[str, Any], source: str, at: datetime) -> Message:
    name = f"{kind}-{source.rpartition(':')[2]}-{at:%d%H%M}"
    return Message(
        id=name, source=source, type=kind, subject="initiative:ciusss-x/essai", time=at, received_at=at, data=data
    )


def live(desk: Desk, case: Case, heard: Message) -> Settlement:
    asked = question(INITIATIVE, case, heard)
    return settle(INITIATIVE, case, heard, verdict(desk, asked) if asked else None)


@pytest.fixture(scope="module")
def case(desk: Desk) -> Case:
    """Return an initiative declared in production, which owes opinions and duties."""
    opened = Case.opened("initiative:ciusss-x/essai")
    topics = {template: kind for kind, template in INITIATIVE.facts.items()}
    facts = {}
    for topic, data in CLINICAL.items():
        many = topic == "assessment"
        for name, each in ((f"{topic}.{kind}", held) for kind, held in data.items()) if many else [(topic, data)]:
            kind = topics[f"{topic}.{{kind}}" if many else topic]
            facts[name] = Fact(data=each, event_id=name, time=NOON - timedelta(days=1), source=ESTABLISHMENT, type=kind)
    declared = message("initiative.declared", {**CLINICAL["declaration"], "stage": "production"}, ESTABLISHMENT, NOON)
    return live(desk, opened.model_copy(update={"facts": facts}), declared).case


def put_off(desk: Desk, case: Case, name: str, until: date, *, source: str = COMMITTEE, hours: int = 1) -> Settlement:
    data = {"obligation": name, "until": until.isoformat(), "reasons": "Le fournisseur livre plus tard."}
    return live(desk, case, message(EXTENDED, data, source, NOON + timedelta(hours=hours)))


def owed(case: Case, name: str) -> Obligation:
    return next(each for each in case.obligations if each.id == name)


def causes(settled: Settlement) -> list[str]:
    (rendered,) = (each for each in settled.announcements if each.type == "verdict.rendered")
    return [each["message"]["fr"] for each in rendered.data["verdict"]["notices"] if each["cause"] == "without_effect"]


def test_the_committee_puts_off_a_duty_and_the_case_says_so(desk: Desk, case: Case) -> None:
    before = owed(case, STATUS)
    settled = put_off(desk, case, STATUS, before.due + timedelta(days=20))
    after = owed(settled.case, STATUS)
    assert causes(settled) == []
    assert after.due - before.due == timedelta(days=20)
    assert after.escalations[0].on - before.escalations[0].on == timedelta(days=20)
    assert after.postponed is not None
    assert f"Elle était due le {before.due}" in after.postponed.text.fr
    assert "Le fournisseur livre plus tard." in after.postponed.text.en
    assert [each for each in settled.case.obligations if each.id != STATUS] == [
        each for each in case.obligations if each.id != STATUS
    ]
    # Time passes: the same date still, and the next verdict says nothing of the decision any more.
    come = deadlines.message(settled.case, NOON + timedelta(days=3))
    assert owed(live(desk, settled.case, come).case, STATUS) == after


def test_an_opinion_that_is_owed_is_put_off_in_working_life_too(desk: Desk, case: Case) -> None:
    name = "opinion:professional_order@production"
    before = owed(case, name)
    settled = put_off(desk, case, name, before.due + timedelta(days=90))
    assert owed(settled.case, name).due == before.due + timedelta(days=90)


@pytest.mark.parametrize(
    ("wish", "why"),
    [
        ((STATUS, 31, COMMITTEE), "plus loin que ce que les paramètres admettent"),
        ((STATUS, 0, COMMITTEE), "ne vient pas après la première échéance"),
        ((STATUS, 10, "urn:balise:gouvernance:cmq"), "ne peut pas le faire pour ce dossier"),
        ((STATUS, 10, "urn:balise:gouvernance:ciusss-x"), "ne peut pas le faire pour ce dossier"),
        (("opinion:comite_ia_sante@production", 10, COMMITTEE), "ce qu'elle doit elle-même"),
        (("duty:nothing@production", 10, COMMITTEE), "ne doit rien sous cet identifiant"),
    ],
)
def test_what_exceeds_moves_nothing_and_says_why(desk: Desk, case: Case, wish: tuple[str, int, str], why: str) -> None:
    name, days, source = wish
    due = next((each.due for each in case.obligations if each.id == name), date(2026, 6, 1))
    settled = put_off(desk, case, name, due + timedelta(days=days), source=source)
    assert settled.case.obligations == case.obligations
    (said,) = causes(settled)
    assert why in said
    assert settled.case.outcome == case.outcome


def test_the_last_decision_stands_in_whatever_order_both_arrive(desk: Desk, case: Case) -> None:
    due = owed(case, STATUS).due
    ten, twenty = due + timedelta(days=10), due + timedelta(days=20)
    for first, second in (((ten, COMMITTEE, 1), (twenty, MINISTRY, 2)), ((twenty, MINISTRY, 2), (ten, COMMITTEE, 1))):
        once = put_off(desk, case, STATUS, first[0], source=first[1], hours=first[2]).case
        twice = put_off(desk, once, STATUS, second[0], source=second[1], hours=second[2])
        assert owed(twice.case, STATUS).due == twenty
    assert "Un report décidé plus tard" in causes(twice)[0]


def test_bounds_are_counted_from_the_first_date_however_often_it_is_put_off(desk: Desk, case: Case) -> None:
    due = owed(case, STATUS).due
    once = put_off(desk, case, STATUS, due + timedelta(days=30)).case
    twice = put_off(desk, once, STATUS, due + timedelta(days=31), hours=2)
    assert owed(twice.case, STATUS).due == due + timedelta(days=30)
    assert causes(twice) != []


def test_an_establishment_is_stopped_at_the_door() -> None:
    said = message(EXTENDED, {}, ESTABLISHMENT, NOON)
    with pytest.raises(Rejected):
        let_in(own_topic(said), said)
