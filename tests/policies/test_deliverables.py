"""Each deliverable of a mandate is owed by itself: recalled, late and escalated by name, until it is handed in."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from domain import deadlines
from domain.case import Case
from domain.decider import question, settle
from domain.mandate import MANDATE
from domain.message import Message
from domain.settlement import Settlement
from domain.verdict import Verdict
from events.contract import publication
from tests.policies.policy_questions import Desk

pytestmark = pytest.mark.engines

MINISTRY = "urn:balise:gouvernance:msss"
MANDATARY = "urn:balise:etablissement:iucpq"
START = datetime(2026, 3, 2, 15, tzinfo=UTC)
EXAMPLES = publication.examples()
KINDS = ("obligation.reminded", "obligation.overdue", "obligation.escalated")


class Life:
    """A mandate that the real policies judge, message by message and day by day."""

    def __init__(self, desk: Desk, *deliverables: dict[str, Any]) -> None:
        self.desk = desk
        self.case = Case.opened("mandate:iucpq/centre")
        self.told: list[tuple[str, str, str]] = []
        described = {**EXAMPLES["mandate.described"]["data"], "stage": "running", "deliverables": [*deliverables]}
        schedule = [{"name": each["name"]} for each in deliverables]
        self.last = self.hear("mandate.answered", 0, {**EXAMPLES["mandate.answered"]["data"], "schedule": schedule})
        self.last = self.hear("mandate.described", 1, described, MINISTRY)

    def hear(self, kind: str, minute: int, data: dict[str, Any], source: str = MANDATARY) -> Settlement:
        at = START + timedelta(minutes=minute)
        return self.settle(
            Message(
                id=f"{kind}-{minute}",
                source=source,
                type=kind,
                subject=self.case.id,
                time=at,
                received_at=at,
                data=data,
            )
        )

    def settle(self, message: Message) -> Settlement:
        asked = question(MANDATE, self.case, message)
        verdict = None
        if asked is not None:
            raw = self.desk(asked.model_dump(mode="json"))
            assert raw is not None
            read = {**raw, "decision_id": "d", "path": "balise/verdict", "revision": "sha256:0"}
            verdict = Verdict.model_validate(read)
        settlement = settle(MANDATE, self.case, message, verdict)
        self.case = settlement.case
        for each in settlement.announcements:
            if each.type in KINDS and each.data["obligation"]["item"]:
                self.told.append((each.type, each.data["obligation"]["item"], each.data["on"]))
        return settlement

    def until(self, day: date) -> None:
        while (at := deadlines.next_instant(self.case)) is not None and at.date() <= day:
            self.settle(deadlines.message(self.case, at))

    def hand_in(self, minute: int, *names: str) -> Settlement:
        on = (START + timedelta(minutes=minute)).date().isoformat()
        return self.hear(
            "deliverables.submitted", minute, {"submitted": [{"name": name, "submitted_on": on} for name in names]}
        )

    @property
    def owed(self) -> dict[str | None, str]:
        return {owed.item: str(owed.due) for owed in self.case.obligations if owed.rule == "duty:deliverable"}


def due(name: str, on: str) -> dict[str, Any]:
    return {"name": name, "due_on": on}


def settled(settlement: Settlement) -> list[str]:
    (rendered,) = (each for each in settlement.announcements if each.type == "verdict.rendered")
    return [each for each in rendered.data["settled"] if each.startswith("duty:deliverable")]


def test_a_mandate_owes_each_of_its_deliverables_on_its_own_day(desk: Desk) -> None:
    life = Life(desk, due("Site", "2026-05-01"), due("Guide", "2026-06-01"), {"name": "Rayonnement", "yearly": True})
    assert life.owed == {"Site": "2026-05-01", "Guide": "2026-06-01"}
    site = next(owed for owed in life.case.obligations if owed.item == "Site")
    assert (site.what.fr, site.what.en) == ("Remettre le livrable « Site »", 'Hand in the deliverable "Site"')


def test_what_is_handed_in_ends_its_own_duty_and_no_other(desk: Desk) -> None:
    life = Life(desk, due("Site", "2026-05-01"), due("Guide", "2026-06-01"))
    guide = next(owed for owed in life.case.obligations if owed.item == "Guide")
    site = next(owed for owed in life.case.obligations if owed.item == "Site")
    assert settled(life.hand_in(5, " site")) == [site.id]
    assert life.owed == {"Guide": "2026-06-01"}
    assert guide in life.case.obligations
    assert settled(life.hand_in(6, "Site", "Guide")) == [guide.id]
    assert life.owed == {}


def test_each_is_recalled_late_and_escalated_by_name_and_once(desk: Desk) -> None:
    life = Life(desk, due("Site", "2026-05-01"), due("Guide", "2026-06-01"))
    life.until(date(2026, 5, 5))
    life.hand_in(64 * 24 * 60, "Guide")
    life.until(date(2026, 6, 30))
    assert life.told == [
        ("obligation.reminded", "Site", "2026-04-01"),
        ("obligation.reminded", "Site", "2026-04-24"),
        ("obligation.overdue", "Site", "2026-05-02"),
        ("obligation.reminded", "Guide", "2026-05-02"),
        ("obligation.escalated", "Site", "2026-05-08"),
        ("obligation.escalated", "Site", "2026-05-31"),
    ]


def test_one_that_was_put_off_stays_so_when_another_is_handed_in(desk: Desk) -> None:
    life = Life(desk, due("Site", "2026-05-01"), due("Guide", "2026-06-01"))
    guide = next(owed.id for owed in life.case.obligations if owed.item == "Guide")
    later = {"obligation": guide, "until": "2026-06-20", "reasons": "Traduction"}
    life.hear("deadline.extended", 5, later, MINISTRY)
    assert life.owed["Guide"] == "2026-06-20"
    life.hand_in(6, "Site")
    assert life.owed == {"Guide": "2026-06-20"}


def test_another_schedule_of_the_mandataries_moves_none_to_a_later_day(desk: Desk) -> None:
    life = Life(desk, due("Site", "2026-05-01"))
    later = {**EXAMPLES["mandate.answered"]["data"], "schedule": [{"name": "Site", "proposed_on": "2026-12-01"}]}
    life.hear("mandate.answered", 5, later)
    life.until(date(2026, 5, 5))
    assert life.owed == {"Site": "2026-05-01"}
    asked_again = {
        **EXAMPLES["mandate.described"]["data"],
        "stage": "running",
        "deliverables": [due("Site", "2026-08-01")],
    }
    life.hear("mandate.described", 70 * 24 * 60, asked_again, MINISTRY)
    life.until(date(2026, 6, 1))
    assert life.owed == {"Site": "2026-08-01"}, "another deliverable, of which nobody decided the schedule"


def test_a_schedule_counts_from_the_decision_that_follows_it_and_not_before(desk: Desk) -> None:
    life = Life(desk, due("Site", "2026-05-01"))
    answer = {**EXAMPLES["mandate.answered"]["data"], "schedule": [{"name": "Site", "proposed_on": "2026-04-15"}]}
    decision = EXAMPLES["mandate.decided"]["data"]
    life.hear("mandate.decided", 5, decision, MINISTRY)
    life.hear("mandate.answered", 6, {**answer, "answered_on": "2026-03-01"})
    assert life.owed == {"Site": "2026-05-01"}
    life.hear("mandate.decided", 7, {**decision, "decided_on": "2026-03-02"}, MINISTRY)
    life.until(date(2026, 3, 20))
    assert life.owed == {"Site": "2026-04-15"}


def test_as_many_as_the_contract_lets_in_wake_the_case_once_and_are_each_told_once(desk: Desk) -> None:
    names = [f"Livrable {number:02}" for number in range(50)]
    life = Life(desk, *(due(name, "2026-05-01") for name in names))
    assert len(life.owed) == 50
    life.until(date(2026, 5, 2))
    alone = Life(desk, due(names[0], "2026-05-01"))
    alone.until(date(2026, 5, 2))
    assert life.case.sequence == alone.case.sequence
    late = [name for kind, name, _ in life.told if kind == "obligation.overdue"]
    assert sorted(late) == names
    life.hand_in(62 * 24 * 60, *names)
    assert life.owed == {}
