"""The story comes true under the policies; and when something else had happened, the demonstration would say so."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from typing import Any

import pytest

from activities.policy import PolicyDesk
from domain.case import Case
from domain.decider import question, settle
from domain.processes import PROCESSES
from engines.stack import Addresses
from events.contract import read
from events.follow import Heard
from settings import Settings
from story.ending import mismatches, unheard, unparked
from story.giving import Givers
from story.telling import Record, Story, told
from worker import opa_client
from workflows.folder import Folder, entry


@pytest.fixture
async def desk(settings: Settings, stack: Addresses) -> AsyncIterator[PolicyDesk]:
    async with opa_client(settings, stack.opa) as opa:
        yield PolicyDesk(opa)


async def lived(story: Story, desk: PolicyDesk) -> tuple[dict[str, Folder], dict[str, list[dict[str, Any]]]]:
    """Return what the core and the policies make of *story*, without Kafka nor Temporal."""
    folders: dict[str, Folder] = {}
    verdicts: dict[str, list[dict[str, Any]]] = {}
    for record in story.records:
        if record.fault is not None:
            continue
        waiting = [read(record.value, received_at=datetime.now(UTC))]
        while waiting:
            message = waiting.pop(0)
            folder = folders.get(message.subject) or Folder(case=Case.opened(message.subject))
            process = PROCESSES[folder.case.process]
            asked = question(process, folder.case, message)
            verdict = await desk.ask_policy(asked) if asked else None
            settlement = settle(process, folder.case, message, verdict)
            waiting.extend(settlement.told)
            said = [each.data for each in settlement.announcements if each.type == "verdict.rendered"]
            verdicts.setdefault(message.subject, []).extend(said)
            folders[message.subject] = Folder(
                case=settlement.case,
                verdict=verdict or folder.verdict,
                timeline=(*folder.timeline, entry(message, settlement.case, verdict)),
            )
    return folders, verdicts


@pytest.mark.engines
async def test_the_story_comes_true(desk: PolicyDesk, givers: Givers) -> None:
    story = told(signs=givers.signs)
    folders, verdicts = await lived(story, desk)
    assert mismatches(story, folders, verdicts) == []


@pytest.mark.engines
async def test_another_ending_is_noticed(desk: PolicyDesk, givers: Givers) -> None:
    story = told(signs=givers.signs)
    folders, verdicts = await lived(story, desk)
    case_id = "initiative:chum/donnees-sommeil"
    folder = folders[case_id]
    folders[case_id] = folder.model_copy(update={"case": folder.case.model_copy(update={"stage": "production"})})
    del folders["initiative:chum/readmission"]
    del verdicts["initiative:cisss-bsl/detection-chutes"]
    said = [text.en for text in mismatches(story, folders, verdicts)]
    assert len(said) == 3
    assert any("donnees-sommeil: stage: expected opportunity, found production" in each for each in said)
    assert any("readmission: no case" in each for each in said)
    assert any("detection-chutes: obligations settled" in each for each in said)


def test_a_record_parked_for_another_reason_is_noticed() -> None:
    broken = Record("balise.in.chum", b"", b"{", None, "not_json")
    sound = Record("balise.in.chum", b"", b"{}", None, None)
    records = {("balise.in.chum", 0, 0): broken, ("balise.in.chum", 0, 1): sound}
    heard = Heard(parked={("balise.in.chum", 0, 0): {"reason": "not_json"}})
    assert unparked(records, heard) == []
    heard.parked[("balise.in.chum", 0, 1)] = {"reason": "too_large"}
    assert [text.en for text in unparked(records, heard)] == [
        "balise.in.chum/0/1: reason for being set aside: expected None, found too_large."
    ]


@pytest.mark.engines
async def test_what_a_case_has_yet_to_hear_is_waited_for(desk: PolicyDesk, givers: Givers) -> None:
    folders, _ = await lived(told(signs=givers.signs), desk)
    assert unheard(folders) == []
    tool = "initiative:chum/besoins-fournitures"
    deaf = {topic: fact for topic, fact in folders[tool].case.facts.items() if not fact.linked}
    folders[tool] = folders[tool].model_copy(update={"case": folders[tool].case.model_copy(update={"facts": deaf})})
    assert unheard(folders) == [tool]
