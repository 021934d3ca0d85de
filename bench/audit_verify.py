"""What proving a case costs beside replaying its history in Temporal's sandbox: `python -m bench.audit_verify`.

The messages are those of the recorded histories, each settled anew by the policies of today, and kept in a log, in so
many copies: a bundle is read once for all the cases it judged. Both sides then go over the same cases in one process,
in turn, as often as asked; processor time is compared, children included. The replay proves that the code is
deterministic; the verification also asks the policies again, and that is told apart. Takes about three minutes.
"""

import argparse
import asyncio
import base64
import json
import os
import resource
import tempfile
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median
from typing import Any, Final

from pydantic import TypeAdapter
from rich.console import Console
from temporalio.client import WorkflowHistory
from temporalio.contrib.pydantic import pydantic_data_converter
from temporalio.worker import Replayer

from audit.verifier import log
from audit.verifier.checkpoint import Trust
from audit.verifier.report import Report
from domain.message import Message
from engines import artifacts
from settings import ROOT, Settings
from tests.audit.proof.journals import OPERATOR, Journal, kept, settled
from tests.workflows.living import policy_desk
from workflows.processes import WORKFLOW_TYPES
from workflows.runner import workflow_runner

HISTORIES: Final = ROOT / "tests" / "workflows" / "histories"
GOAL: Final = 20
"""Times the histories per second of the sandboxed replay that verification should reach, per core."""
MESSAGES: Final = TypeAdapter(list[Message])


@dataclass(frozen=True)
class Figures:
    """Milliseconds of processor time per case, by the median of the rounds."""

    cases: int
    messages: int
    verdicts: int
    replay: float
    verify: float
    """Signatures, tree, chain, contents, settlements, signatures of opinions."""
    with_policy: float
    """The same, and every verdict asked of OPA again."""

    @property
    def ratios(self) -> dict[str, float]:
        """How many times the replay's cases per second and core."""
        return {"verify": self.replay / self.verify, "with_policy": self.replay / self.with_policy}


def recorded() -> dict[str, tuple[str, list[Message]]]:
    """Return each recorded history that begins with its case and that no clock moved, and its messages in order."""
    found = {}
    for path in sorted(HISTORIES.glob("*.json")):
        text = path.read_text(encoding="utf-8")
        events = json.loads(text)["events"]
        fired = any("timerFiredEventAttributes" in event for event in events)
        signals = [
            payload
            for event in events
            for payload in event.get("workflowExecutionSignaledEventAttributes", {})
            .get("input", {})
            .get("payloads", ())
        ]
        began = _decoded(events[0]["workflowExecutionStartedEventAttributes"]["input"]["payloads"][0])
        if signals and not fired and not began["case"]["seen"]:
            messages = [each for payload in signals for each in MESSAGES.validate_python(_decoded(payload))]
            found[path.stem] = (text, messages)
    return found


def _decoded(payload: dict[str, Any]) -> Any:
    return json.loads(base64.b64decode(payload["data"]))


async def journal(folder: Path, lives: list[list[Message]]) -> Journal:
    """Return the log of *lives*, judged by the policies of today."""
    async with policy_desk(folder) as desk:
        entries = [(said[0].subject, one) for said in lives for one in await settled(desk, said[0].subject, said)]
    bundles = {f"sha256:{path.name.split('.')[0]}": path.read_bytes() for path in (folder / "archive").iterdir()}
    return kept(entries, bundles)


def spent(work: Callable[[], Any]) -> float:
    """Return the seconds of processor time that *work* takes, those of its children included."""
    before = _used()
    work()
    return _used() - before


def _used() -> float:
    both = (resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN))
    return sum(each.ru_utime + each.ru_stime for each in both)


def another(messages: list[Message], number: int) -> list[Message]:
    """Return *messages* as they are of another case."""
    return [each.model_copy(update={"subject": f"{each.subject}-{number}"}) for each in messages]


def measured(rounds: int, copies: int, opa: Path, progress: Callable[[str], None]) -> Figures:
    """Measure both, round by round, one after the other."""
    histories = recorded()
    lives = [another(messages, number) for number in range(copies) for _, messages in histories.values()]
    with tempfile.TemporaryDirectory(prefix="balise-bench-") as folder:
        kept_log = asyncio.run(journal(Path(folder), lives))
    files = kept_log.files()

    def read(path: str) -> bytes:
        if path not in files:
            raise FileNotFoundError(path)
        return files[path]

    def verify(command: Path | None) -> Report:
        return log.verify(read, Trust((OPERATOR.key,)), command)

    def replay() -> None:
        asyncio.run(_replay({name: text for name, (text, _) in histories.items()}))

    replay()  # what is imported once is not counted
    found: dict[str, list[float]] = {"replay": [], "verify": [], "with_policy": []}
    for each in range(rounds):
        found["replay"].append(spent(replay))
        found["verify"].append(spent(lambda: verify(None)))
        found["with_policy"].append(spent(lambda: verify(opa)))
        progress(f"  round {each + 1}: " + ", ".join(f"{name} {times[-1]:.2f} s" for name, times in found.items()))
    report = verify(opa)
    if report.findings:
        raise RuntimeError(f"not proven: {report.findings[0]}")
    cases = report.proven["cases"]
    per_case = {
        name: median(times) / (len(histories) if name == "replay" else cases) * 1000 for name, times in found.items()
    }
    return Figures(cases, report.proven["settlements"], report.proven["verdicts"], **per_case)


async def _replay(histories: dict[str, str]) -> None:
    for name, text in histories.items():
        replayer = Replayer(
            workflows=list(WORKFLOW_TYPES.values()),
            workflow_runner=workflow_runner(),
            data_converter=pydantic_data_converter,
        )
        await replayer.replay_workflow(WorkflowHistory.from_json(name, text))


def main() -> None:
    """Measure, and report as the command line says."""
    parser = argparse.ArgumentParser(prog="python -m bench.audit_verify", description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--copies", type=int, default=12, help="of each case in the log")
    parser.add_argument("--json", action="store_true", help="report as JSON")
    chosen = parser.parse_args()
    progress = Console(stderr=True, highlight=False)
    before = os.getloadavg()
    opa = artifacts.opa(Settings().cache, lambda text: progress.print(text.en))
    figures = measured(chosen.rounds, chosen.copies, opa, progress.print)
    load = {"before": before, "after": os.getloadavg()}
    if chosen.json:
        print(json.dumps({**asdict(figures), "ratios": figures.ratios, "goal": GOAL, "load": load}, indent=2))
    else:
        print(f"{figures.cases} cases, {figures.messages} messages, {figures.verdicts} verdicts; ms of CPU per case:")
        print(f"  sandboxed replay      {figures.replay:8.1f}")
        print(f"  verify                {figures.verify:8.1f}   {figures.ratios['verify']:.1f} x the replay")
        print(f"  verify, policy asked  {figures.with_policy:8.1f}   {figures.ratios['with_policy']:.1f} x the replay")
        print(f"goal: {GOAL} x; load before and after: {load}")
    os._exit(0)  # a process that has replayed sometimes aborts while the interpreter shuts down


if __name__ == "__main__":
    main()
