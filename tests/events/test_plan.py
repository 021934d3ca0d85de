"""The sixteen actions of the master plan, as mandates ready to be sent."""

import json
from datetime import UTC, date, datetime, timedelta
from typing import Any

from events.contract import entitled, read, topics
from events.plan import mandates
from reporting.actions import ACTIONS

NOW = datetime(2026, 3, 2, 15, tzinfo=UTC)


def told(
    funding: str = "Budget de la transformation numérique", later: timedelta = timedelta()
) -> list[dict[str, Any]]:
    return mandates(funding=funding, submitted_on=date(2026, 3, 2), now=NOW + later)


def test_each_action_is_a_mandate_that_the_contract_accepts() -> None:
    events = told()
    for event in events:
        entitled(topics.GOVERNANCE_IN, read(json.dumps(event).encode(), received_at=NOW))
    said = [(event["data"]["number"], event["data"]["title"]) for event in events]
    assert said == [(str(action.number), action.title.fr) for action in ACTIONS]
    assert len({event["id"] for event in events} | {event["subject"] for event in events}) == 2 * len(ACTIONS)


def test_what_is_said_again_is_known_and_what_is_corrected_is_not() -> None:
    first, again, corrected = told(), told(later=timedelta(days=1)), told(funding="Un autre fonds")
    assert [event["id"] for event in again] == [event["id"] for event in first]
    assert {event["id"] for event in corrected}.isdisjoint(event["id"] for event in first)
    assert [event["subject"] for event in corrected] == [event["subject"] for event in first]
    assert again[0]["time"] > first[0]["time"], "of two descriptions, the later one counts"
