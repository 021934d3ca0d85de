"""The sixteen actions of the master plan (S0), each measured by what the cases show, or saying why they show nothing.

No value is written here: each is counted from cases, and an indicator nothing can be counted from says so.
"""

from collections.abc import Iterable, Sequence

from domain.text import Text
from reporting.actions import ACTIONS, Action
from reporting.counting import Counted
from reporting.life import Life, Record
from reporting.measures import MEASURES, Measure, Unit


class Mandated(Record):
    """A mandate that carries out an action of the plan."""

    case_id: str
    stage: str | None


class Indicator(Record):
    """One figure of one action. *value* is a share from 0 to 1, or a count; None says why in *why_not*."""

    action: int
    name: str
    title: Text
    computed_from: Text | None
    """From what it is counted; None when the cases hold nothing to count."""
    unit: Unit
    value: float | None
    numerator: int | None
    denominator: int | None
    target: float | None
    reached: bool | None
    why_not: Text | None


class Progress(Record):
    """One action of the plan, its figures, and the mandates that carry it out."""

    action: int
    title: Text
    indicators: tuple[Indicator, ...]
    mandates: tuple[Mandated, ...]


NOTHING_YET = Text(fr="Aucun dossier n'entre encore dans ce décompte.", en="No case enters into this count yet.")


def indicators(lives: Sequence[Life]) -> list[Progress]:
    """Return every action of the plan, in order, measured on *lives*."""
    return [
        Progress(
            action=action.number,
            title=action.title,
            indicators=tuple(_measured(one, lives) for one in MEASURES if one.action == action.number),
            mandates=tuple(_mandates(action, lives)),
        )
        for action in ACTIONS
    ]


def _measured(measure: Measure, lives: Sequence[Life]) -> Indicator:
    counted = measure.count(lives) if measure.count else None
    value = _value(measure, counted) if counted else None
    return Indicator(
        action=measure.action,
        name=measure.name,
        title=measure.title,
        computed_from=measure.computed_from,
        unit=measure.unit,
        value=value,
        numerator=counted.these if counted else None,
        denominator=counted.among if counted else None,
        target=measure.target,
        reached=value >= measure.target if value is not None and measure.target is not None else None,
        why_not=None if value is not None else measure.why_not or NOTHING_YET,
    )


def _value(measure: Measure, counted: Counted) -> float | None:
    if not counted.among:
        return None
    return float(counted.these) if measure.unit == "count" else round(counted.these / counted.among, 4)


def _mandates(action: Action, lives: Iterable[Life]) -> Iterable[Mandated]:
    for life in lives:
        declared = life.case.facts.get("declaration")
        if life.case.process == "mandate" and declared and declared.data.get("kind") == "plan_action":
            number = str(declared.data.get("number", "")).lower().removeprefix("action").strip(" -")
            if number == str(action.number):
                yield Mandated(case_id=life.case.id, stage=life.case.stage)
