"""Whether what Temporal's archived histories say a case was told is what the journal says it was.

Temporal's own replayer says whether the code did what a history holds (`balise audit replay`); here no more is read of
it than the messages.
"""

import gzip
import io
import json
import zlib
from base64 import b64decode
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import Any, Final

from audit.verifier.destructions import HISTORY, Gone, destroyed
from audit.verifier.entries import Step
from audit.verifier.leaf import Tell
from audit.verifier.report import Report

LARGEST: Final = 512 * 2**20
"""Bytes of a history, unpacked."""
SIGNAL: Final = "workflowExecutionSignaledEventAttributes"
RECEIVE: Final = "receive"


def run_of(path: str) -> str:
    """Return the run whose history is at *path*."""
    return path.rpartition("/")[2].removesuffix(".json.gz")


def compare(case_id: str, histories: Mapping[str, bytes], steps: Sequence[Step], gone: Gone, report: Report) -> None:
    """Hold every message of *histories*, each run's gzipped JSON, to be one of *steps*, in the same words."""
    kept = {(step.entry.message.source, step.entry.message.id): step for step in steps}
    named = {run for each in gone.by.values() for _, said in each for run in said.histories}
    for run in sorted(named - set(map(run_of, histories))):
        gone.tells(run, None, whole=False, of=HISTORY, tell=partial(report.tell, case=case_id, path=run))
    for run, packed in histories.items():
        tell = partial(report.tell, case=case_id, path=run)
        if gone.tells(run_of(run), packed, whole=destroyed(packed) is None, of=HISTORY, tell=tell):
            continue
        try:
            messages = [{name: each[name] for name in ("source", "id", "type", "data")} for each in _messages(packed)]
        except (ValueError, TypeError, LookupError, AttributeError, OSError, EOFError, zlib.error) as error:
            tell("history_malformed", why=type(error).__name__)
            continue
        same = [_same(said, kept, tell) for said in messages]
        report.proven["histories"] += all(same)


def _same(said: dict[str, Any], kept: Mapping[tuple[str, str], Step], tell: Tell) -> bool:
    step = kept.get((said["source"], said["id"]))
    if step is None:
        tell("history_message_unknown", message=said["id"])
        return False
    # What was destroyed in the journal can no longer be compared; the journal says so.
    if step.message is not None and (step.message.data, step.message.type) != (said["data"], said["type"]):
        tell("history_differs", sequence=step.entry.sequence, index=step.index)
        return False
    return step.message is not None


def _messages(packed: bytes) -> Iterator[dict[str, Any]]:
    with gzip.open(io.BytesIO(packed)) as file:
        written = file.read(LARGEST + 1)
    if len(written) > LARGEST:
        raise ValueError(LARGEST)
    for event in json.loads(written)["events"]:
        signal = event.get(SIGNAL)
        if signal is not None and signal["signalName"] == RECEIVE:
            for payload in signal["input"]["payloads"]:
                yield from json.loads(b64decode(payload["data"], validate=True))
