"""Archived histories and the journal tell of the same messages, or the difference is named."""

import base64
import gzip
import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from audit.verifier import histories
from audit.verifier.destructions import Destruction, Gone
from audit.verifier.entries import Step
from audit.verifier.report import Report
from domain.entry import Entry, Header
from domain.message import Message
from settings import ROOT

RECORDED = ROOT / "tests" / "workflows" / "histories" / "passage-refused-then-allowed.json"
RUN = "run-1"


def signalled(history: dict[str, Any]) -> list[dict[str, Any]]:
    return [
        payload
        for event in history["events"]
        for payload in event.get(histories.SIGNAL, {}).get("input", {}).get("payloads", ())
    ]


def messages() -> list[Message]:
    history = json.loads(RECORDED.read_text(encoding="utf-8"))
    said = [each for payload in signalled(history) for each in json.loads(base64.b64decode(payload["data"]))]
    return [Message.model_validate(each) for each in said]


def steps() -> list[Step]:
    return [
        Step(
            index=10 + number,
            entry=Entry(
                case_id=message.subject,
                sequence=number,
                previous=None,
                message=Header(**message.model_dump(exclude={"data", "subject"}), content="-"),
                question=None,
                verdict=None,
                case="-",
                announcements="-",
                told=None,
                engine="0.1.0",
            ),
            message=message,
            verdict=None,
        )
        for number, message in enumerate(messages(), start=1)
    ]


def compared(packed: bytes, kept: list[Step]) -> Report:
    report = Report()
    histories.compare(kept[0].entry.case_id, {RUN: packed}, kept, Gone(), report)
    return report


@pytest.fixture
def packed() -> bytes:
    return gzip.compress(Path(RECORDED).read_bytes())


def test_a_history_with_the_same_messages_is_proven(packed: bytes) -> None:
    assert len(messages()) > 2
    report = compared(packed, steps())
    assert (report.findings, report.proven["histories"]) == ([], 1)


def test_a_message_in_other_words_is_named() -> None:
    history = json.loads(RECORDED.read_text(encoding="utf-8"))
    payload = signalled(history)[1]
    said = json.loads(base64.b64decode(payload["data"]))
    said[0]["data"] = {**said[0]["data"], "problem": "Autre chose."}
    payload["data"] = base64.b64encode(json.dumps(said).encode()).decode()
    report = compared(gzip.compress(json.dumps(history).encode()), steps())
    (finding,) = report.findings
    assert (finding.code, finding.sequence, finding.index, finding.path) == ("history_differs", 2, 12, RUN)
    assert report.proven["histories"] == 0


def test_a_message_that_the_journal_lacks_is_named(packed: bytes) -> None:
    (finding,) = compared(packed, steps()[:-1]).findings
    assert (finding.code, finding.path) == ("history_message_unknown", RUN)
    assert messages()[-1].id in finding.what.fr


@pytest.mark.parametrize(
    "altered", [b"", b"nothing", gzip.compress(b"{}", mtime=0), gzip.compress(b'{"events":[1]}', mtime=0)]
)
def test_what_is_no_history_is_named(altered: bytes) -> None:
    (finding,) = compared(altered, steps()).findings
    assert finding.code == "history_malformed"


def test_a_byte_of_a_history_is_named(packed: bytes) -> None:
    middle = len(packed) // 2
    altered = packed[:middle] + bytes([packed[middle] ^ 1]) + packed[middle + 1 :]
    assert {finding.code for finding in compared(altered, steps()).findings} == {"history_malformed"}


LEAF = Destruction(
    case_id="initiative:x/y",
    contents=(),
    histories=(RUN,),
    rule="RET-7",
    by="MANDAT-2031-014",
    at=datetime(2031, 4, 2, tzinfo=UTC),
)
SAID = Gone({RUN: [(40, LEAF)]})


@pytest.mark.parametrize(
    ("there", "gone", "code"),
    [
        (LEAF.tombstone(40), SAID, "history_destroyed"),
        (None, SAID, "history_destroyed"),
        (LEAF.tombstone(41), SAID, "tombstone_differs"),
        (LEAF.tombstone(40), Gone(), "destroyed_unlogged"),
        (b'{"destroyed":{"on":"2031-04-02"}}', Gone(), "destroyed_without_rule"),
    ],
)
def test_a_history_that_was_destroyed_is_told_by_its_leaf(there: bytes | None, gone: Gone, code: str) -> None:
    report = Report()
    held = {f"histories/initiative:x/y/{RUN}.json.gz": there} if there else {}
    histories.compare("initiative:x/y", held, steps(), gone, report)
    assert [each.code for each in report.findings] == [code]
    assert report.proven["histories"] == 0


def test_a_history_said_to_be_destroyed_that_is_there_is_named_and_still_compared(packed: bytes) -> None:
    report = Report()
    histories.compare("initiative:x/y", {RUN: packed}, steps(), SAID, report)
    assert [each.code for each in report.findings] == ["destruction_not_carried_out"]
    assert report.proven["histories"] == 1
