"""Whether today's workflow code would have done what recorded histories say: many at once, each in its own sandbox.

Temporal says which event it did not expect. Which line of ours asked for something else is noted here, as it asks.
"""

import asyncio
import re
import sys
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from typing import Any, Final, NoReturn

from temporalio import workflow
from temporalio.api.enums.v1 import EventType
from temporalio.client import WorkflowHistory
from temporalio.contrib.pydantic import pydantic_data_converter
from temporalio.worker import (
    ContinueAsNewInput,
    Interceptor,
    Replayer,
    StartActivityInput,
    StartLocalActivityInput,
    WorkflowInboundInterceptor,
    WorkflowInterceptorClassInput,
    WorkflowOutboundInterceptor,
)
from temporalio.workflow import ActivityHandle, NondeterminismError

from workflows.registered import REGISTERED
from workflows.runner import workflow_runner

ROOT: Final = Path(__file__).resolve().parents[1]
SAID: Final = re.compile(r'message: "((?:[^"\\]|\\.)*)"')
"""What went wrong, inside the long text that Temporal's core wraps it in."""
ASKED: Final = frozenset(
    EventType.Value(f"EVENT_TYPE_{name}")
    for name in ("ACTIVITY_TASK_SCHEDULED", "MARKER_RECORDED", "WORKFLOW_EXECUTION_CONTINUED_AS_NEW")
)
"""Events by which a history remembers what is noted here."""

History = tuple[str, str]
"""A name, and Temporal's own JSON."""


@dataclass(frozen=True)
class Replayed:
    """One history, and what became of it."""

    name: str
    workflow_type: str
    events: int
    deviates: bool = False
    """Whether the code did something else; False too when the history could not be replayed at all."""
    cause: str | None = None
    event: int | None = None
    """The first event that the code did not expect, where Temporal names it."""
    line: str | None = None
    """`file:line` of the last thing that the workflow asked for before that."""

    @property
    def accepted(self) -> bool:
        """Whether the code does what the history says."""
        return self.cause is None


def replay(histories: Iterable[History], *, workers: int) -> Iterator[Replayed]:
    """Replay *histories* in *workers* processes, and yield what became of each, as it is known."""
    if workers == 1:
        yield from map(replay_one, histories)
        return
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
        yield from pool.map(replay_one, histories, chunksize=4)


def replay_one(history: History) -> Replayed:
    """Replay one history with production's workflow types, sandbox and converter."""
    name, written = history
    try:
        recorded = WorkflowHistory.from_json(name, written)
        started = recorded.events[0].workflow_execution_started_event_attributes
    except (ValueError, IndexError, KeyError) as error:
        return Replayed(name, "", 0, cause=f"no history: {type(error).__name__}")
    about: dict[str, Any] = {
        "name": name,
        "workflow_type": started.workflow_type.name,
        "events": len(recorded.events),
    }
    sites = _Sites()
    replayer = Replayer(
        workflows=REGISTERED,
        workflow_runner=workflow_runner(),
        data_converter=pydantic_data_converter,
        interceptors=[sites],
    )
    try:
        asyncio.run(replayer.replay_workflow(recorded))
    except NondeterminismError as error:
        return Replayed(**about, deviates=True, cause=_cause(error), event=sites.event(recorded), line=sites.last)
    except RuntimeError as error:  # what a workflow task fails with when the code cannot even read the history
        return Replayed(**about, cause=_cause(error), event=sites.event(recorded), line=sites.last)
    return Replayed(**about)


def _cause(error: Exception) -> str:
    found = SAID.search(str(error))
    return (found[1] if found else str(error)).partition("\n")[0][:400]


class _Sites(Interceptor):
    """Notes from which line of ours the workflow last asked for something."""

    def __init__(self) -> None:
        self.last: str | None = None
        self._length = 0
        self._asked = 0

    def workflow_interceptor_class(self, input: WorkflowInterceptorClassInput) -> type[WorkflowInboundInterceptor]:  # noqa: A002, ARG002 - Temporal's own signature
        sites = self

        class Inbound(WorkflowInboundInterceptor):
            def init(self, outbound: WorkflowOutboundInterceptor) -> None:
                super().init(_Noting(outbound, sites.note))

        return Inbound

    def event(self, recorded: WorkflowHistory) -> int | None:
        """Return the event that stands where the workflow last asked for something."""
        later = [each.event_id for each in recorded.events if each.event_id > self._length and each.event_type in ASKED]
        return later[self._asked - 1] if 0 < self._asked <= len(later) else None

    def note(self) -> None:
        """Remember the line of ours that is being run, and how much of its history the workflow knows of."""
        length = workflow.info().get_current_history_length()
        self._asked = self._asked + 1 if length == self._length else 1
        self._length = length
        frame = sys._getframe(1)  # noqa: SLF001 - the traceback module reads source files, which a sandbox forbids
        while frame is not None:
            path = Path(frame.f_code.co_filename)
            if path.is_relative_to(ROOT / "workflows"):
                self.last = f"{path.relative_to(ROOT)}:{frame.f_lineno}"
                return
            frame = frame.f_back  # type: ignore[assignment]


class _Noting(WorkflowOutboundInterceptor):
    def __init__(self, following: WorkflowOutboundInterceptor, note: Callable[[], None]) -> None:
        super().__init__(following)
        self._note = note

    def start_activity(self, input: StartActivityInput) -> ActivityHandle[Any]:  # noqa: A002 - Temporal's own
        self._note()
        return super().start_activity(input)

    def start_local_activity(self, input: StartLocalActivityInput) -> ActivityHandle[Any]:  # noqa: A002 - Temporal's own
        self._note()
        return super().start_local_activity(input)

    def continue_as_new(self, input: ContinueAsNewInput) -> NoReturn:  # noqa: A002 - Temporal's own
        self._note()
        super().continue_as_new(input)
