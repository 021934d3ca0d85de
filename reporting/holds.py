"""From when to when something held a case back, and what came between the last verdict that said so and the next."""

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from typing import Literal

from domain.question import Mode
from domain.verdict import Outcome, Reason, RequiredOpinion, Verdict
from reporting.life import REQUESTS, Judgement, Life, Record

POLICIES, TIME = "policies", "time"
"""What lifted a hold that no message lifted: other policies, or the calendar."""

Said = Reason | RequiredOpinion


class Hold(Record):
    """One thing that kept a case from a stage, for a time."""

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


def reasons(verdict: Verdict) -> Mapping[str, Said]:
    """Return what *verdict* holds against a case: rules first, then opinions."""
    return {reason.rule: reason for reason in (*verdict.violations, *verdict.indeterminates)} | opinions(verdict)


def opinions(verdict: Verdict) -> dict[str, Said]:
    """Return the opinions *verdict* waits for."""
    return {f"opinion:{awaited.body}": awaited for awaited in verdict.opinions}


def holds(life: Life, held: Callable[[Verdict], Mapping[str, Said]] = reasons) -> Iterator[Hold]:
    """Yield every hold in *life*, in the order they ended; those that still hold come last."""
    running: dict[str, list[Judgement]] = {}
    for judgement in life.judgements:
        if judgement.passage.mode is Mode.STANDING:
            continue
        now = held(judgement.verdict) if judgement.verdict.outcome is not Outcome.ALLOW else {}
        for key in [key for key, past in running.items() if life.withdrew(past[-1].sequence, judgement.sequence)]:
            yield _hold(life, key, running.pop(key), held, until=None, ending="abandoned")
        for key in [key for key in running if key not in now]:
            if ended := _ended(life, key, running[key], judgement, held):
                yield ended
                del running[key]
        for key in now:
            before = running.get(key)
            if before and before[-1].passage.to != judgement.passage.to:
                yield _hold(life, key, before, held, until=judgement.at, ending="abandoned")
                before = None
            running[key] = [*(before or ()), judgement]
    for key, judgements in running.items():
        waits = life.case.passage is not None and life.case.passage.to == judgements[-1].passage.to
        yield _hold(life, key, judgements, held, until=None, ending="open" if waits else "abandoned")


def _ended(
    life: Life, key: str, running: list[Judgement], by: Judgement, held: Callable[[Verdict], Mapping[str, Said]]
) -> Hold | None:
    """Return the hold that *by* ends; None when it looked at another gate, and let nothing through."""
    last = running[-1]
    if by.passage.to != last.passage.to:
        entered = by.verdict.outcome is Outcome.ALLOW
        return _hold(life, key, running, held, until=by.at, ending="abandoned") if entered else None
    came = tuple(
        told.what for told in life.told if last.sequence < told.sequence <= by.sequence and told.type not in REQUESTS
    )
    silent = POLICIES if by.verdict.revision != last.verdict.revision else TIME
    worked = tuple(dict.fromkeys(came)) or (silent,)
    return _hold(life, key, running, held, until=by.at, ending="lifted", worked=worked)


def _hold(  # noqa: PLR0913 - what tells one hold from another
    life: Life,
    key: str,
    judgements: list[Judgement],
    held: Callable[[Verdict], Mapping[str, Said]],
    *,
    until: datetime | None,
    ending: Literal["lifted", "abandoned", "open"],
    worked: tuple[str, ...] = (),
) -> Hold:
    said = held(judgements[-1].verdict)[key]
    return Hold(
        case_id=life.case.id,
        key=key,
        said=said,
        gate=said.gate,
        times=len(judgements),
        since=judgements[0].at,
        until=until,
        ending=ending,
        worked=worked,
    )
