"""The public register of authorized communications (LRSSS, s. 89) as the cases give it: what it says, and lacks."""

from collections.abc import Iterable, Sequence
from datetime import date, tzinfo

from domain.case import Case
from domain.data_access import DATA_ACCESS
from reporting.life import Life, Record

GRANTED = DATA_ACCESS.stages[2]
AUTHORIZED = frozenset(DATA_ACCESS.stages[2:])
MANAGER = "manager"
"""The route whose communications the register holds, and the body that authorizes them."""
DECIDES = "information_manager"


class Communication(Record):
    """One authorized communication."""

    case_id: str
    establishment: str
    description: str
    stage: str
    requester: str | None
    purpose: str | None
    starts_on: date | None
    ends_on: date | None
    asked_on: date | None
    """None of a case that was declared after it had been asked for: the day is not known."""
    authorized_on: date | None
    """None when no manager's authorization counts."""
    processing_days: int | None
    """From the one to the other; None when either is not known."""
    entered_on: date | None
    """None when nothing was entered in the register."""
    entered_days: int | None
    """The processing time that the entry gives."""
    missing: tuple[str, ...]
    """What the entry does not say."""
    contents: dict[str, tuple[str, ...]]
    """What the entry says of each thing, as far as the event that told of it gave the words."""
    not_given: tuple[str, ...]
    """What the entry is said to say, without the words of it."""

    @property
    def complete(self) -> bool:
        """Whether the entry says all it must, and the processing time that was found."""
        right = self.processing_days is None or self.entered_days == self.processing_days
        return self.entered_on is not None and not self.missing and self.entered_days is not None and right


def communications(lives: Iterable[Life], items: Sequence[str], zone: tzinfo) -> list[Communication]:
    """Return every communication that was authorized in *lives*, by when; an entry must say each of *items*."""
    found = [_communication(life, items, zone) for life in lives if _authorized(life.case)]
    return sorted(found, key=lambda each: (each.authorized_on or date.min, each.case_id))


def _authorized(case: Case) -> bool:
    declaration = case.facts.get("declaration")
    manager = declaration is not None and declaration.data.get("kind") == MANAGER
    return case.process == DATA_ACCESS.name and case.stage in AUTHORIZED and manager


def _communication(life: Life, items: Sequence[str], zone: tzinfo) -> Communication:
    case = life.case
    declared = case.facts["declaration"].data
    entry = case.facts.get("communication")
    # A case that passed its first gate was followed from the request on.
    followed = DATA_ACCESS.stages[0] in case.crossed
    asked = case.declared.astimezone(zone).date() if case.declared and followed else None
    authorized = _authorized_on(life, zone)
    said = entry.data["items"] if entry else ()
    contents = {item: words for item in items if entry and (words := _words(entry.data.get(item)))}
    return Communication(
        case_id=case.id,
        establishment=case.establishment,
        description=case.title or case.id,
        stage=str(case.stage),
        requester=declared.get("requester"),
        purpose=declared.get("purpose"),
        starts_on=declared.get("starts_on"),
        ends_on=declared.get("ends_on"),
        asked_on=asked,
        authorized_on=authorized,
        processing_days=(authorized - asked).days if authorized and asked else None,
        entered_on=entry.time.astimezone(zone).date() if entry else None,
        entered_days=entry.data.get("processing_days") if entry else None,
        missing=tuple(item for item in items if item not in said),
        contents=contents,
        not_given=tuple(item for item in items if item in said and item not in contents),
    )


def _words(given: str | list[str] | None) -> tuple[str, ...]:
    return (given,) if isinstance(given, str) else tuple(given or ())


def _authorized_on(life: Life, zone: tzinfo) -> date | None:
    """Return the day of the opinion that the verdict counted which opened the gate, or the day it opened.

    That opinion covers what the gate was opened upon, and came no later; another one may have taken its place since.
    A case that was declared beyond the gate has the opinion that it owed, once it owes it no more.
    """
    case = life.case
    covered = case.crossed.get(GRANTED)
    if covered is None and any(owed.rule == f"opinion:{DECIDES}" for owed in case.obligations):
        return None
    opened = next((each.at for each in life.entries if each.stage == GRANTED), None) if covered else None
    given = [
        each.opinion.received_at
        for each in case.opinions.values()
        if each.opinion.body == DECIDES
        and each.opinion.answer in {"favourable", "with_conditions"}
        and each.opinion.received_at
        and covered in {None, each.opinion.covers}
        and (opened is None or each.opinion.received_at <= opened)
    ]
    at = max(given, default=opened)
    return at.astimezone(zone).date() if at else None
