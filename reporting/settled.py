"""When what a case owed was done, and by how many days too late: what merely ended is told from what was done."""

from collections.abc import Iterator
from datetime import date, datetime, tzinfo

from domain.question import Mode
from domain.verdict import Obligation
from reporting.life import Judgement, Life


def lateness(life: Life, zone: tzinfo) -> Iterator[tuple[datetime, int]]:
    """Yield when a verdict found each obligation settled, and how many days after its due date that was.

    What only ended was not done: a duty belongs to its stage, and is over with it.
    """
    due: dict[str, Obligation] = {}
    put_off: dict[str, date] = {}
    said = {told.sequence: told.type for told in life.told}
    stood: str | None = None
    for judgement in life.judgements:
        for settled in judgement.settled:
            owing, moved = due.pop(settled, None), put_off.pop(settled, None)
            left = judgement.stage != stood
            if owing is not None and _done(owing, judgement, said.get(judgement.sequence), left=left):
                yield judgement.at, (judgement.at.astimezone(zone).date() - (moved or owing.due)).days
        for imposed in judgement.verdict.obligations:
            before = due.get(imposed.id)
            if before is None or imposed.due < before.due:
                due[imposed.id] = imposed
                put_off.pop(imposed.id, None)
        put_off |= {each.obligation: each.until for each in judgement.verdict.postponed}
        stood = judgement.stage


def _done(owing: Obligation, judgement: Judgement, by: str | None, *, left: bool) -> bool:
    """Return whether what *judgement* found settled was done, and not merely over, by a message of the type *by*.

    A duty may be done while a passage is waited for, and even by what makes the case leave its stage; it is not done by
    what makes it apply no more. Where it is not known what does it, or what was said, it was done unless the case left.
    The rest is found done by a look at the whole case, or at the gate that asks for it.
    """
    if owing.kind == "duty":
        return by in owing.fulfilled_by if owing.fulfilled_by and by is not None else not left
    return judgement.passage.mode is not Mode.PASSAGE or owing.gate == judgement.verdict.opened
