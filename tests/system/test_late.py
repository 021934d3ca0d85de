"""What was due before anybody heard of it: the lateness is told at once, to whoever owes and to whoever can act."""

from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

import pytest
from temporalio.client import Client

from domain.deadlines import ZONE
from events.contract import topics
from tests.system.outside import Event, Line, event, heard, of_kind, subject, until
from workflows.case import CaseShell

pytestmark = pytest.mark.engines

SHORE = "cisss-de-la-rive"


class Late(NamedTuple):
    """A case that comes after what it owes was due."""

    declared: Event
    presses: Event
    """A later event, on which it is judged again."""
    duty: str
    due: date
    escalated: tuple[tuple[int, str], ...]
    """How many days after the due date, and to whom."""
    french: str
    english: str

    @property
    def case_id(self) -> str:
        """The id of the case."""
        return str(self.declared["subject"])


def recourse(today: date) -> Late:
    """Return a recourse that was received sixty days ago, and that nobody has answered."""
    case_id = f"recourse:{SHORE}/rec-2026-9"
    asked = today - timedelta(days=60)
    said = {"reference": "REC-2026-9", "initiative": f"initiative:{SHORE}/rang", "asks": "reasons"}
    return Late(
        event(case_id, 1, "recourse.opened", received_on=asked.isoformat(), **said),
        event(case_id, 2, "passage.requested", to="answered"),
        "duty:recourse_answer@opened",
        asked + timedelta(days=30),
        ((1, "highest_authority"), (15, "comite_ia_sante")),
        "Répondre à la personne",
        "Answer the person",
    )


def incident(today: date) -> Late:
    """Return an incident that has been known for ten days, and of which nobody was notified."""
    case_id = f"incident:{SHORE}/cle-egaree"
    aware = today - timedelta(days=10)
    said: dict[str, Any] = {
        "title": "Une clé de mémoire a été égarée.",
        "kind": "confidentiality",
        "occurred_on": aware.isoformat(),
        "information": "Noms et rendez-vous.",
        "circumstances": "Elle n'était plus dans le tiroir.",
        "persons": 40,
        "persons_in_quebec": 40,
    }
    return Late(
        event(case_id, 1, "incident.reported", aware_on=aware.isoformat(), **said),
        event(case_id, 2, "passage.requested", to="assessed"),
        "duty:incident_notice@reported",
        aware + timedelta(days=3),
        ((1, "highest_authority"), (2, "comite_ia_sante")),
        "Aviser le ministre",
        "Notify the Minister",
    )


async def test_what_is_late_already_is_told_at_once_and_once(
    phone: Line, kafka: dict[str, Any], client: Client
) -> None:
    today = datetime.now(ZONE).date()
    lives = [recourse(today), incident(today)]
    await phone.tell(*(life.declared for life in lives))
    for life in lives:

        async def recalled(life: Late = life) -> bool:
            case = await client.get_workflow_handle(life.case_id).query(CaseShell.case)
            return len([key for key in case.recalled if life.duty in key]) == 1 + len(life.escalated)

        await until(recalled)
    # Judged once more, still owing it: what was told is not told again.
    await phone.tell(*(life.presses for life in lives))
    established, governing = [await heard(kafka, topic) for topic in (topics.outgoing(SHORE), topics.GOVERNANCE_OUT)]
    for life in lives:
        own, governance = [
            [each for each in said if subject(each) == life.case_id] for said in (established, governing)
        ]
        assert own == governance
        (late,) = of_kind(own, "obligation.overdue")
        told = [late, *of_kind(own, "obligation.escalated")]
        assert [(each["data"]["on"], each["data"]["to"]) for each in told] == [
            ((life.due + timedelta(days=after)).isoformat(), to) for after, to in ((1, SHORE), *life.escalated)
        ]
        for each in told:
            owed = each["data"]["obligation"]
            assert (owed["id"], owed["due"], owed["by"]) == (life.duty, life.due.isoformat(), SHORE)
            assert (life.french in owed["what"]["fr"], life.english in owed["what"]["en"]) == (True, True)
            assert owed["remedy"]["fr"] != owed["remedy"]["en"]
        assert of_kind(own, "obligation.reminded") == []
        # It came with the declaration, not with what was said later; and it is owed still.
        (*_, last) = of_kind(own, "verdict.rendered")
        assert last["data"]["event"]["id"] == life.presses["id"]
        assert own.index(last) > max(own.index(each) for each in told)
        kept = await client.get_workflow_handle(life.case_id).query(CaseShell.case)
        assert life.duty in {each.id for each in kept.obligations}
