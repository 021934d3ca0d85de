"""A research that waits for its ethics committee: heard once at the examination, and not on what is signed since."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from domain.case import Case
from domain.data_access import DATA_ACCESS
from domain.decider import question, settle
from domain.message import Message
from domain.verdict import Outcome
from tests import opinion_keys
from tests.policies.access_questions import AUTHORITY, DOSSIERS, INSTANCE, answer
from tests.policies.policy_questions import ESTABLISHMENT, Desk

pytestmark = pytest.mark.engines

NOON = datetime(2026, 3, 1, 17, tzinfo=UTC)
AFTER_EXAMINATION = {"access.weighed", "agreement.signed"}
LATER = {"communication.registered", "access.ended", "destruction.attested"}
RESEARCH: dict[str, dict[str, Any]] = {
    **DOSSIERS["attached_research"],
    "declaration": {
        **DOSSIERS["attached_research"]["declaration"],
        "responsible": [opinion_keys.person("researcher")],
    },
    "research": {**DOSSIERS["attached_research"]["research"], "ethics_decision": False},
}


class Life:
    """A request for research that the real policies judge, message by message."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.case = Case.opened("data-access:ciusss-x/cohorte")

    def hear(self, kind: str, data: dict[str, Any], source: str = ESTABLISHMENT) -> None:
        at = NOON + timedelta(minutes=self.case.sequence)
        heard = {"id": f"m{self.case.sequence}", "source": source, "type": kind, "subject": self.case.id, "data": data}
        message = Message.model_validate({**heard, "time": at, "received_at": at})
        asked = question(DATA_ACCESS, self.case, message)
        verdict = answer(self.desk, asked) if asked else None
        self.case = settle(DATA_ACCESS, self.case, message, verdict).case

    def tell(self, kind: str) -> None:
        """Tell what the dossier holds of the topic of *kind*."""
        topic, _, several = DATA_ACCESS.facts[kind].partition(".")
        held = RESEARCH.get(topic, {})
        for data in held.values() if several else [held] if held else []:
            self.hear(kind, data, AUTHORITY if kind == "access.weighed" else ESTABLISHMENT)

    def ask(self, stage: str) -> None:
        self.hear("passage.requested", {"to": stage})

    def committee(self, said: str) -> None:
        given = {"body": "ethics_committee", "answer": said, "covers": self.case.dossier}
        self.hear("opinion.rendered", opinion_keys.signed(self.case.id, given, "ethics"), INSTANCE)

    @property
    def owed(self) -> set[str]:
        return {owed.id for owed in self.case.obligations if "ethics" in owed.id}


@pytest.fixture
def life(desk: Desk) -> Life:
    life = Life(desk)
    for kind in DATA_ACCESS.facts:
        if kind not in AFTER_EXAMINATION | LATER:
            life.tell(kind)
    life.ask("examined")
    return life


def test_the_committee_is_asked_at_the_examination_and_never_of_what_is_signed_since(life: Life) -> None:
    assert (life.case.stage, life.case.outcome) == ("requested", Outcome.INDETERMINATE)
    assert life.owed == {"opinion:ethics_committee@examined"}
    life.committee("favourable")
    assert (life.case.stage, life.owed) == ("examined", set())
    for kind in sorted(AFTER_EXAMINATION):
        life.tell(kind)
    life.ask("granted")
    assert (life.case.stage, life.case.outcome) == ("examined", Outcome.REVIEW)
    assert {owed.id for owed in life.case.obligations} == {"opinion:highest_authority@granted"}


def test_another_research_is_not_the_one_that_the_committee_saw(life: Life) -> None:
    life.committee("favourable")
    life.hear("research.presented", {**RESEARCH["research"], "presentation": "Une autre cohorte"})
    life.ask("granted")
    assert (life.case.stage, life.case.outcome) == ("examined", Outcome.INDETERMINATE)


def test_a_committee_that_says_no_leaves_the_request_where_it_is(life: Life) -> None:
    life.committee("unfavourable")
    assert (life.case.stage, life.case.outcome) == ("requested", Outcome.INDETERMINATE)
    life.committee("favourable")
    assert life.case.stage == "examined"
