"""A mandate that accounts each year: what is due every five years comes on its day, however often a year begins."""

from datetime import date, datetime
from typing import Any

import pytest

from domain import deadlines
from domain.case import Case, Fact
from domain.decider import question, settle
from domain.mandate import MANDATE
from domain.message import Message
from domain.settlement import Settlement
from domain.verdict import Verdict
from events.contract.incoming import BODIES_ONLY
from tests.policies.governance_questions import ESTABLISHMENT, MINISTRY
from tests.policies.policy_questions import Desk
from tests.policies.test_mandate_verdicts import year_to

pytestmark = pytest.mark.engines

DIAGNOSIS = "duty:maturity_diagnosis@running"
DIAGNOSIS_MEANWHILE = "duty:maturity_diagnosis@accounted"
DECIDED_AND_FIVE_YEARS = date(2029, 2, 27)


class Years:
    """A mandate that the real policies judge, from one year to the next."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.case = Case.opened("mandate:iucpq/centre").model_copy(update={"stage": "accepted"})

    def knows(self, day: str, facts: dict[str, Any]) -> None:
        """Know *facts* and no other, said on *day*."""
        at = datetime.fromisoformat(f"{day}T11:00:00-05:00")
        kinds = {topic.partition(".")[0]: kind for kind, topic in MANDATE.facts.items()}
        said = {}
        for name, data in facts.items():
            source = MINISTRY if kinds[name] in BODIES_ONLY else ESTABLISHMENT
            parts = "." in MANDATE.facts[kinds[name]]
            for topic, held in {f"{name}.{part}": of for part, of in data.items()}.items() if parts else [(name, data)]:
                said[topic] = Fact(data=held, event_id=topic, time=at, source=source, type=kinds[name])
        self.case = self.case.model_copy(update={"facts": said})

    def hear(self, day: str, kind: str, data: dict[str, Any], source: str = MINISTRY) -> Settlement:
        at = datetime.fromisoformat(f"{day}T12:00:00-05:00")
        message = Message(
            id=f"{kind}-{day}", source=source, type=kind, subject=self.case.id, time=at, received_at=at, data=data
        )
        return self.settle(message)

    def settle(self, message: Message) -> Settlement:
        asked = question(MANDATE, self.case, message)
        assert asked is not None
        raw = self.desk(asked.model_dump(mode="json"))
        assert raw is not None
        verdict = Verdict.model_validate({**raw, "decision_id": "d", "path": "balise/verdict", "revision": "sha256:0"})
        self.said = [reason.rule for reason in (*verdict.violations, *verdict.indeterminates)]
        settled = settle(MANDATE, self.case, message, verdict)
        self.case = settled.case
        return settled

    def enter(self, day: str, stage: str) -> dict[str, date]:
        self.hear(day, "passage.requested", {"to": stage})
        assert self.case.stage == stage, self.said
        return {owed.id: owed.due for owed in self.case.obligations}

    def begin(self, last: int) -> dict[str, date]:
        """Begin the year that ends in *last*, the one before having been approved."""
        facts = year_to(str(last))
        facts["plan"] |= {"year_started_on": f"{last - 1}-04-01", "year_ended_on": f"{last}-03-31"}
        facts["accountability"] = year_to(str(last - 1))["accountability"]
        facts["approval"] |= {"year_ended_on": f"{last - 1}-03-31"}
        self.knows(f"{last - 1}-06-10", facts)
        return self.enter(f"{last - 1}-06-10", "running")

    def run(self, *ending: int) -> None:
        """Run and account for each year that ends in *ending*."""
        for last in ending:
            assert self.begin(last)[DIAGNOSIS] == DECIDED_AND_FIVE_YEARS
            self.knows(f"{last}-06-01", year_to(str(last)))
            assert self.enter(f"{last}-06-01", "accounted")[DIAGNOSIS_MEANWHILE] == DECIDED_AND_FIVE_YEARS


def test_the_diagnosis_is_due_on_the_same_day_however_many_years_were_accounted_for(desk: Desk) -> None:
    Years(desk).run(2025, 2026, 2027)


def test_the_diagnosis_is_told_late_in_a_year_that_began_long_after_the_decision(desk: Desk) -> None:
    years = Years(desk)
    years.run(2025, 2026, 2027, 2028)
    years.begin(2029)
    late = []
    while (at := deadlines.next_instant(years.case)) is not None and at.date() <= date(2029, 3, 1):
        told = years.settle(deadlines.message(years.case, at)).announcements
        late += [each.data["obligation"]["id"] for each in told if each.type == "obligation.overdue"]
    assert DIAGNOSIS in late


def test_a_diagnosis_is_due_again_five_years_after_the_day_it_was_made(desk: Desk) -> None:
    years = Years(desk)
    years.run(2025)
    years.begin(2026)
    made = {"diagnosed_on": "2025-09-15", "business_intelligence": True, "artificial_intelligence": True}
    settled = years.hear("2025-10-01", "maturity.diagnosed", made, ESTABLISHMENT)
    assert DIAGNOSIS in settled.announcements[0].data["settled"]
    assert {owed.id: owed.due for owed in settled.case.obligations}[DIAGNOSIS] == date(2030, 9, 15)


class Accounted(Years):
    """The same, its year to 2025 accounted for on the first of June, which the ministry has not decided."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.begin(2025)
        facts = year_to("2025")
        del facts["approval"]
        self.knows("2025-06-01", facts)
        self.enter("2025-06-01", "accounted")

    @property
    def owed(self) -> dict[str, str]:
        return {owed.rule: owed.by for owed in self.case.obligations}

    def waits(self, until: str) -> list[tuple[str, str, str]]:
        """Let time come to it, and return what is told meanwhile: of what, what, and to whom."""
        told: list[tuple[str, str, str]] = []
        while (at := deadlines.next_instant(self.case)) is not None and at.date() < date.fromisoformat(until):
            said = self.settle(deadlines.message(self.case, at)).announcements
            told += [
                (each.data["obligation"]["rule"], str(each.type), each.data["to"])
                for each in said
                if each.type != "verdict.rendered"
            ]
        return told


def test_a_year_that_waits_for_the_ministry_goes_on_owing_what_a_mandate_owes(desk: Desk) -> None:
    years = Accounted(desk)
    assert years.owed == {
        "duty:account_decision": "msss",
        "duty:project_status": "iucpq",
        "duty:spending_review": "iucpq",
        "duty:maturity_diagnosis": "iucpq",
    }


def test_an_account_that_is_never_decided_is_told_to_the_ministry_then_to_others(desk: Desk) -> None:
    told = Accounted(desk).waits("2025-09-15")
    decision = [(kind, to) for rule, kind, to in told if rule == "duty:account_decision"]
    assert decision == [
        ("obligation.reminded", "msss"),
        ("obligation.overdue", "msss"),
        ("obligation.escalated", "msss"),
        ("obligation.escalated", "comite_ia_sante"),
    ]


@pytest.mark.parametrize("approved", [True, False])
def test_an_account_that_is_decided_is_owed_no_more(desk: Desk, *, approved: bool) -> None:
    years = Accounted(desk)
    decided = {"approved": approved, "year_ended_on": "2025-03-31", "decided_on": "2025-06-20"}
    years.hear("2025-06-20", "accountability.decided", decided)
    assert "duty:account_decision" not in years.owed
    again = {**year_to("2025")["accountability"], "submitted_on": "2025-07-02"}
    years.hear("2025-07-02", "accountability.submitted", again, ESTABLISHMENT)
    assert years.owed["duty:account_decision"] == "msss", "what is submitted again waits again"


def test_what_is_told_of_the_next_year_owes_nothing_for_the_one_accounted_for(desk: Desk) -> None:
    years = Accounted(desk)
    quarter = {**year_to("2025")["status"]["q1"], "period_ended_on": "2025-06-30", "reported_on": "2025-07-10"}
    settled = years.hear("2025-07-10", "status.reported", quarter, ESTABLISHMENT)
    assert "duty:project_status@accounted" in settled.announcements[0].data["settled"]
    left = {owed.rule for owed in settled.case.obligations if owed.kind != "duty"}
    assert left == {"opinion:mandatary", "opinion:deputy_minister"}, (
        "this mandate was never signed, and nothing else is owed"
    )


def test_what_is_to_be_regularized_is_owed_in_the_years_that_follow(desk: Desk) -> None:
    years = Years(desk)
    facts = year_to("2025")
    facts["declaration"]["risks"] = []
    years.knows("2025-05-01", facts)
    years.case = years.case.model_copy(update={"stage": "running"})
    years.hear("2025-05-01", "deadline.reached", {}, deadlines.CLOCK)
    assert "MAN-005" in {owed.rule for owed in years.case.obligations}
    years.enter("2025-06-01", "accounted")
    assert "MAN-005" in {owed.rule for owed in years.case.obligations}
