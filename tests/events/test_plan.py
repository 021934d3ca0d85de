"""The sixteen actions of the master plan, as mandates ready to be emitted."""

import json
from datetime import UTC, datetime

from events.contract.reading import read
from reporting.actions import ACTIONS
from settings import ROOT

PLAN = ROOT / "events" / "plan" / "mandates.json"


def test_each_action_is_a_mandate_that_the_contract_accepts() -> None:
    events = json.loads(PLAN.read_bytes())
    for event in events:
        read(json.dumps(event).encode(), received_at=datetime.now(UTC))
    said = [(event["data"]["number"], event["data"]["title"]) for event in events]
    assert said == [(str(action.number), action.title.fr) for action in ACTIONS]
    assert len({event["id"] for event in events} | {event["subject"] for event in events}) == 2 * len(ACTIONS)
