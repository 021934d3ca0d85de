"""From when to when something held a case back, and what came between the last verdict that said so and the next."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from domain.processes import PROCESSES
from domain.question import Mode
from domain.verdict import Outcome, Reason, RequiredOpinion
from reporting.life import REQUESTS, Judgement, Life, Record, Told

POLICIES, TIME = "policies", "time"
"""What lifted a hold that no message lifted: other policies, or the calendar."""

Said = Reason | RequiredOpinion


class Hold(Record):
    """One thing that kept a case from a stage, or took it out of one, for a time."""

    case_id: str
    key: str
    """A rule's id, or `opinion:<body>`."""
    said: Said
    """What the last verdict said of it."""
    gate: str
    times: int
    """How many verdicts said so."""
    since: datetime
    until: datetime | None
    ending: Literal["lifted", "abandoned", "open"]
    worked: tuple[str, ...] = ()
    """What came between the last verdict that held it against the case and the first that did not."""


def reasons(judgement: Judgement) -> dict[str, Said]:
    """Return what *judgement* holds against a case: what takes it out of its stage, or rules first, then opinions."""
    verdict = judgement.verdict
    if _sets_aside(judgement):
        return {reason.rule: reason for reason in verdict.suspends}
    if not _closes(judgement):
        return {}
    return {reason.rule: reason for reason in (*verdict.violations, *verdict.indeterminates)} | opinions(judgement)


def opinions(judgement: Judgement) -> dict[str, Said]:
    """Return the opinions that a closed gate waits for."""
    if not _closes(judgement):
        return {}
    return {f"opinion:{awaited.body}": awaited for awaited in judgement.verdict.opinions}


Held = Callable[[Judgement], Mapping[str, Said]]


@dataclass(frozen=True)
class _Course:
    """A hold that has not ended."""

    key: str
    said: Said
    judgements: tuple[Judgement, ...]
    """Those that said so."""

    @property
    def gate(self) -> str:
        """The stage it keeps the case from."""
        return self.judgements[0].passage.to

    @property
    def aside(self) -> str | None:
        """The stage it set the case aside at; None for what closes a gate."""
        return self.judgements[0].stage if _sets_aside(self.judgements[0]) else None


def holds(life: Life, held: Held = reasons) -> Iterator[Hold]:
    """Yield every hold in *life*, in the order they ended; those that still hold come last.

    A look at a case where it stands opens no gate and closes none: it begins what sets the case aside, and ends it.
    """
    running: dict[str, _Course] = {}
    for judgement in life.judgements:
        looks = judgement.passage.mode is Mode.STANDING
        now = {**_still(judgement, running), **held(judgement)} if looks else held(judgement)
        for key in [key for key, course in running.items() if _given_up(life, course, judgement)]:
            yield _hold(life, running.pop(key), until=None, ending="abandoned")
        for key in [key for key, course in running.items() if key not in now and (course.aside or not looks)]:
            if ended := _ended(life, running[key], judgement):
                yield ended
                del running[key]
        for key, said in now.items():
            before = running.get(key)
            if before and before.aside is None and before.gate != judgement.passage.to:
                yield _hold(life, before, until=judgement.at, ending="abandoned")
                before = None
            running[key] = _Course(key, said, (*(before.judgements if before else ()), judgement))
    for course in running.values():
        waits = life.case.passage is not None and life.case.passage.to == course.gate
        stays = course.aside is not None and life.case.stage == course.aside
        yield _hold(life, course, until=None, ending="open" if waits or stays else "abandoned")


def _closes(judgement: Judgement) -> bool:
    return judgement.passage.mode is not Mode.STANDING and judgement.verdict.outcome is not Outcome.ALLOW


def _sets_aside(judgement: Judgement) -> bool:
    """Return whether the verdict took the case out of the stage where it stood, or was said to stand."""
    asked = judgement.passage.mode is Mode.PASSAGE
    return bool(judgement.verdict.suspends) and not asked and judgement.stage not in {None, judgement.passage.to}


def _still(look: Judgement, running: Mapping[str, _Course]) -> dict[str, Said]:
    """Return what set the case aside and is still found so by a *look* at it, be it only as something owed."""
    verdict = look.verdict
    found = {reason.rule for reason in (*verdict.violations, *verdict.indeterminates, *verdict.suspends)}
    found |= {owed.rule for owed in verdict.obligations}
    return {key: course.said for key, course in running.items() if course.aside and key in found}


def _given_up(life: Life, course: _Course, by: Judgement) -> bool:
    """Return whether the request that met the hold was withdrawn before the judgement *by*."""
    return course.aside is None and life.withdrew(course.judgements[-1].sequence, by.sequence)


def _ended(life: Life, course: _Course, by: Judgement) -> Hold | None:
    """Return the hold that *by* ends; None when it looked at another gate, and let nothing through."""
    last = course.judgements[-1]
    if by.passage.mode is not Mode.STANDING and by.passage.to != course.gate:
        entered = by.verdict.outcome is Outcome.ALLOW
        return _hold(life, course, until=by.at, ending="abandoned") if entered else None
    came = tuple(
        _what(life, told)
        for told in life.told
        if last.sequence < told.sequence <= by.sequence and told.type not in REQUESTS
    )
    silent = POLICIES if by.verdict.revision != last.verdict.revision else TIME
    worked = tuple(dict.fromkeys(came)) or (silent,)
    return _hold(life, course, until=by.at, ending="lifted", worked=worked)


def _what(life: Life, told: Told) -> str:
    """Return what a message brought; of what other cases tell, its family, whichever case told it."""
    process = PROCESSES[life.case.process]
    return (process.linked | process.answered).get(told.type, told.what)


def _hold(
    life: Life,
    course: _Course,
    *,
    until: datetime | None,
    ending: Literal["lifted", "abandoned", "open"],
    worked: tuple[str, ...] = (),
) -> Hold:
    return Hold(
        case_id=life.case.id,
        key=course.key,
        said=course.said,
        gate=course.said.gate,
        times=len(course.judgements),
        since=course.judgements[0].at,
        until=until,
        ending=ending,
        worked=worked,
    )
