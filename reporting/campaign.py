"""Who was asked by a campaign, and who has answered since: counted from what was announced and what cases were told."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from typing import Any

from pydantic import AwareDatetime

from domain.asking import Asks, establishment_of
from domain.settlement import Announced
from reporting.life import Life, Record

DayOf = Callable[[datetime], date]
"""The day of a moment, where people work."""


class Asked(Record):
    """One that was told it is asked. *recalled* are the days on which it was reminded."""

    whom: str
    at: AwareDatetime
    recalled: tuple[date, ...] = ()


class Said(Record):
    """What one establishment has answered the campaign itself."""

    whom: str
    at: AwareDatetime
    answer: str


class Answer(Record):
    """What one that was asked has said: *on* is None as long as it has said nothing."""

    whom: str
    establishment: str
    asked_on: date
    recalled: tuple[date, ...]
    on: date | None = None
    case_id: str | None = None
    """Case that was told what counts as the answer: the campaign's own, when it was told to the campaign."""
    said: str | None = None
    """What was answered to the campaign itself; None when a case holds the answer."""
    late: bool = False


class Followed(Record):
    """Where a campaign stands: each that was asked, in the order of their names."""

    campaign: str
    title: str
    kind: str
    asked_of: str
    opened_on: date
    closes_on: date
    counted_on: date
    answers: tuple[Answer, ...]

    @property
    def answered(self) -> tuple[Answer, ...]:
        """Those that have answered."""
        return tuple(each for each in self.answers if each.on is not None)

    @property
    def unanswered(self) -> tuple[Answer, ...]:
        """Those that have not."""
        return tuple(each for each in self.answers if each.on is None)


class Register:
    """Who was told what by one campaign, as announced: each once, however often it was said."""

    def __init__(self, campaign: str) -> None:
        self._campaign = campaign
        self._asked: dict[str, datetime] = {}
        self._recalled: dict[str, dict[int, date]] = {}
        self._said: dict[str, dict[str, Said]] = {}

    def note(self, kind: str, event: Mapping[str, Any]) -> None:
        """Take one announcement of the short *kind*; those of other campaigns are let by."""
        data = event["data"]
        if kind not in (Announced.QUESTION, Announced.RECALL, Announced.ANSWER) or data["campaign"] != self._campaign:
            return
        whom = data["whom"]
        if kind == Announced.QUESTION:
            self._asked.setdefault(whom, datetime.fromisoformat(event["time"]))
        elif kind == Announced.ANSWER:
            said = Said(whom=whom, at=data["received_at"], answer=data["answer"])
            self._said.setdefault(whom, {}).setdefault(event["id"], said)
        else:
            self._recalled.setdefault(whom, {}).setdefault(data["round"], date.fromisoformat(data["on"]))

    def told_in(self, number: int) -> frozenset[str]:
        """Return those that were reminded the time of that *number*."""
        return frozenset(whom for whom, rounds in self._recalled.items() if number in rounds)

    @property
    def said(self) -> tuple[Said, ...]:
        """What was answered to the campaign itself, each answer once however often it was received."""
        return tuple(each for told in self._said.values() for each in told.values())

    @property
    def asked(self) -> tuple[Asked, ...]:
        """Everyone who was told that they are asked, in the order of their names."""
        return tuple(
            Asked(whom=whom, at=at, recalled=tuple(sorted(self._recalled.get(whom, {}).values())))
            for whom, at in sorted(self._asked.items())
        )


class Tally:
    """Takes the lives of the cases that may answer, one at a time, and keeps of each only its answer.

    What was said before anyone asked is no answer, though it be said on the same day.
    """

    def __init__(self, asks: Asks, asked: Iterable[Asked], until: date, day_of: DayOf) -> None:
        self._asks = asks
        self._since = {each.whom: each.at for each in asked}
        self._until = until
        self._day_of = day_of
        self.answers: dict[str, tuple[date, str]] = {}
        """The day of the first answer of each, and the case that was told it."""
        self.said: dict[str, str] = {}
        """What those that had no case to say it on have answered first."""

    def hear(self, campaign: str, said: Iterable[Said]) -> None:
        """Take what was answered to the *campaign* itself, once every case was noted.

        Whoever has answered both ways has answered once, by the case, on the first of the two days.
        """
        for each in sorted(said, key=lambda each: each.at):
            day = self._day_of(each.at)
            if each.whom not in self._since or each.at <= self._since[each.whom] or day > self._until:
                continue
            if each.whom in self.answers:
                first, case_id = self.answers[each.whom]
                self.answers[each.whom] = (min(first, day), case_id)
            else:
                self.answers[each.whom] = (day, campaign)
                self.said[each.whom] = each.answer

    def note(self, life: Life) -> None:
        """Take one case into account: it answers for itself, and for its establishment."""
        if life.case.process != self._asks.process or not concerned(self._asks, life):
            return
        for whom in (life.case.id, establishment_of(life.case.id)):
            if whom in self._since:
                days = sorted(self._day_of(moment) for moment in self._said(life) if moment > self._since[whom])
                if days and days[0] <= self._until:
                    first = (days[0], life.case.id)
                    self.answers[whom] = min(first, self.answers.get(whom, first))

    def _said(self, life: Life) -> Iterable[datetime]:
        """Yield when *life* was told what counts; a fact is there still when its entry is forgotten."""
        heard = {told.event_id for told in life.told}
        yield from (told.at for told in life.told if told.type in self._asks.answered_by)
        for fact in life.case.facts.values():
            if fact.type in self._asks.answered_by and fact.event_id not in heard:
                yield fact.time


def concerned(asks: Asks, life: Life) -> bool:
    """Return whether the case of *life* was declared of the kind that is asked."""
    declared = life.case.facts.get("declaration")
    return asks.kind is None or (declared is not None and declared.data.get("kind") == asks.kind)


def followed(
    campaign: str,
    declaration: Mapping[str, Any],
    asked: Iterable[Asked],
    tally: Tally,
    counted: tuple[date, DayOf],
) -> Followed:
    """Return where the *campaign* so declared stands; *counted* is the day, and how days are told."""
    on, day_of = counted
    closes_on = date.fromisoformat(declaration["closes_on"])

    def said(each: Asked) -> Answer:
        day, case_id = tally.answers.get(each.whom, (None, None))
        return Answer(
            whom=each.whom,
            establishment=establishment_of(each.whom),
            asked_on=day_of(each.at),
            recalled=each.recalled,
            on=day,
            case_id=case_id,
            said=tally.said.get(each.whom),
            late=day is not None and day > closes_on,
        )

    return Followed(
        campaign=campaign,
        title=declaration["title"],
        kind=declaration["kind"],
        asked_of=declaration["asked_of"],
        opened_on=date.fromisoformat(declaration["opened_on"]),
        closes_on=closes_on,
        counted_on=on,
        answers=tuple(said(each) for each in asked),
    )
