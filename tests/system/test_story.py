"""The whole story, told from outside on the session's engines: every process, by its good paths and its bad ones.

And when something else had happened, the demonstration would say so.
"""

from collections import Counter
from collections.abc import Mapping
from typing import Any, NamedTuple

import pytest
from temporalio.client import Client

from cli.demo import folders_once_heard
from story.ending import mismatches, unheard, unparked
from story.giving import Givers
from story.performing import Performance, perform, prepare
from story.telling import Story, told
from workflows.folder import Folder

pytestmark = pytest.mark.engines


class Lived(NamedTuple):
    """What became of the story."""

    story: Story
    performance: Performance
    folders: dict[str, Folder]

    def wrong(self, folders: Mapping[str, Folder], verdicts: Mapping[str, list[dict[str, Any]]]) -> list[str]:
        """Return what would not be as told, had the cases ended as *folders* after *verdicts*."""
        return [text.en for text in mismatches(self.story, folders, verdicts)]


@pytest.fixture(scope="module")
async def lived(kafka: dict[str, Any], client: Client, givers: Givers) -> Lived:
    """Tell the story to the session's worker, once for all that is looked at below."""
    story = told(signs=givers.signs)
    await prepare(story, kafka)
    performance = await perform(story, kafka, lambda _act, _ended: None)
    return Lived(story, performance, await folders_once_heard(client, story))


def test_the_story_comes_true(lived: Lived) -> None:
    heard = lived.performance.heard
    assert lived.wrong(lived.folders, heard.history) == []
    assert unparked(lived.performance.records, heard) == []


def test_each_event_of_the_story_counts_once(lived: Lived) -> None:
    heard = lived.performance.heard
    sent = Counter(record.event for record in lived.story.records if record.event and not record.fault)
    timelines = (folder.timeline for folder in lived.folders.values())
    counted = Counter((each.source, each.event_id) for timeline in timelines for each in timeline)
    assert {event: counted[event] for event in sent} == dict.fromkeys(sent, 1)
    # What is announced may be announced again, under the same id: a receipt is heard once or more.
    assert [event for event in sent if heard.receipts[event] < 1] == []
    assert [event for event, times in sent.items() if heard.duplicates[event] + 1 < times] == []


def test_another_ending_is_noticed(lived: Lived) -> None:
    case_id = "initiative:chum/donnees-sommeil"
    folder = lived.folders[case_id]
    folders = lived.folders | {
        case_id: folder.model_copy(update={"case": folder.case.model_copy(update={"stage": "production"})})
    }
    del folders["initiative:chum/readmission"]
    verdicts = dict(lived.performance.heard.history)
    del verdicts["initiative:cisss-bsl/detection-chutes"]
    said = lived.wrong(folders, verdicts)
    assert len(said) == 3
    assert any("donnees-sommeil: stage: expected opportunity, found production" in each for each in said)
    assert any("readmission: no case" in each for each in said)
    assert any("detection-chutes: obligations settled" in each for each in said)


def test_what_a_case_has_yet_to_hear_is_noticed(lived: Lived) -> None:
    assert unheard(lived.folders) == []
    tool = "initiative:chum/besoins-fournitures"
    folder = lived.folders[tool]
    deaf = {topic: fact for topic, fact in folder.case.facts.items() if not fact.linked}
    of_before = folder.model_copy(update={"case": folder.case.model_copy(update={"facts": deaf})})
    assert unheard(lived.folders | {tool: of_before}) == [tool]
