"""Every recorded history replays in processes of its own, and what does not is named with its event and its line."""

import gzip
import json
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from audit.replay import replay, replay_one
from settings import ROOT
from tests.command import balise

HISTORIES = ROOT / "tests" / "workflows" / "histories"


def recorded(name: str) -> str:
    return (HISTORIES / f"{name}.json").read_text()


def run(*arguments: str) -> CompletedProcess[str]:
    return balise("audit", "replay", *arguments)


def test_every_recorded_history_replays_in_two_processes() -> None:
    histories = [(path.stem, path.read_text()) for path in sorted(HISTORIES.glob("*.json"))]
    done = list(replay(histories, workers=2))
    assert [each.name for each in done] == [name for name, _ in histories]
    assert [each for each in done if not each.accepted] == []
    assert all(each.events > 4 for each in done)


def test_the_first_deviation_is_named_with_its_event_and_its_line() -> None:
    name = "policy-engine-down"
    otherwise = recorded(name).replace('"name": "settle_messages"', '"name": "settle_otherwise"')
    done = replay_one((name, otherwise))
    scheduled = next(
        int(event["eventId"])
        for event in json.loads(otherwise)["events"]
        if event["eventType"] == "EVENT_TYPE_ACTIVITY_TASK_SCHEDULED"
    )
    assert (done.deviates, done.accepted, done.workflow_type, done.event) == (True, False, "Initiative", scheduled)
    assert done.cause is not None
    assert "settle_otherwise" in done.cause
    assert done.line is not None
    path, _, line = done.line.partition(":")
    assert "execute_activity_method" in (ROOT / path).read_text().splitlines()[int(line) - 1]


@pytest.mark.parametrize("written", ["", "{}", '{"events": []}', "unreadable: EOFError"])
def test_what_is_no_history_is_said_to_be_none(written: str) -> None:
    done = replay_one(("x", written))
    assert (done.accepted, done.deviates, done.events) == (False, False, 0)


def test_a_history_of_a_type_that_no_longer_exists_is_not_accepted() -> None:
    done = replay_one(("x", recorded("declared-late").replace('"name": "Initiative"', '"name": "Initiatives"')))
    assert (done.accepted, done.deviates) == (False, False)
    assert "Initiatives" in (done.cause or "")


def test_the_command_answers_with_its_exit_code(tmp_path: Path) -> None:
    good, bad = tmp_path / "good.json.gz", tmp_path / "deep" / "bad.json"
    bad.parent.mkdir()
    good.write_bytes(gzip.compress(recorded("declared-late").encode()))
    bad.write_text(recorded("policy-engine-down").replace("settle_messages", "settle_otherwise"))
    accepted = run(str(good), "--workers", "1", "--json")
    assert (accepted.returncode, [each["name"] for each in json.loads(accepted.stdout)]) == (0, [str(good)])
    refused = run(str(tmp_path), "--lang", "fr")
    assert refused.returncode == 1
    assert "2 historique(s)" in refused.stdout
    assert "1 ne se rejoue(nt) pas" in refused.stdout
    assert run(str(tmp_path / "absent")).returncode == 2
    (tmp_path / "empty").mkdir()
    assert run(str(tmp_path / "empty")).returncode == 3
