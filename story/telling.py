"""What the story sends, act by act: the lives of its cases side by side, and the mishaps between them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from domain.case import Case
from events.contract import topics
from events.contract.envelope import ESTABLISHMENT, GOVERNANCE
from events.contract.incoming import BODIES_ONLY
from story.script import Life, Mishap, lives, mishaps
from story.speaking import MORNING, Record, Signs, Teller, complete, record, unsigned

__all__ = ["Record", "Story", "told"]


@dataclass(frozen=True)
class Story:
    """All that is told. An act is sent once every record of the one before has come to its end."""

    lives: tuple[Life, ...]
    suffix: str
    acts: tuple[tuple[Record, ...], ...]

    @property
    def records(self) -> list[Record]:
        """Every record, in the order of the acts."""
        return [record for act in self.acts for record in act]

    @property
    def establishments(self) -> list[str]:
        """Those whose cases are told of."""
        return sorted({life.establishment for life in self.lives})

    def case_id(self, life: Life) -> str:
        """Return the id of the case of *life*, as it is told this time."""
        return life.case_id + self.suffix


def told(suffix: str = "", signs: Signs | None = None) -> Story:
    """Tell the story. *suffix* ends every slug, for engines that may have heard it before; *signs* signs the opinions.

    Raises:
        Rejected: the contract does not accept an event that the story means to be accepted.
        ValueError: an act mixes an establishment and a body about one case: their topics have no common order.
    """
    written = lives()
    teller = Teller(suffix, signs or unsigned, frozenset(life.case_id for life in written))
    told_of = {life.case_id: _numbered(life, teller.records(life)) for life in written}
    acts: list[list[Record]] = [[] for _ in range(max(max(numbers) for numbers in told_of.values()))]
    for numbers in told_of.values():
        for number, records in numbers.items():
            acts[number - 1].extend(records)
    for index, mishap in enumerate(mishaps()):
        acts[mishap.act - 1].append(_again(mishap, told_of) if mishap.again else _mishap(mishap, index, suffix))
    return Story(tuple(written), suffix, tuple(tuple(act) for act in acts))


def _numbered(life: Life, told_acts: Iterable[list[Record]]) -> dict[int, list[Record]]:
    """Return what each act of the story holds of *life*, by its number."""
    numbers: dict[int, list[Record]] = {}
    number = 0
    for act, records in zip(life.acts, told_acts, strict=True):
        if act.act is not None and act.act <= number:
            raise ValueError(f"{life.case_id}: {act.day} would be told before what comes first")
        number = act.act or number + 1
        numbers[number] = records
    return numbers


def _again(mishap: Mishap, told_of: Mapping[str, Mapping[int, list[Record]]]) -> Record:
    case_id, _, number = (mishap.again or "").partition(" ")
    return [record for records in told_of[case_id].values() for record in records][int(number) - 1]


def _mishap(mishap: Mishap, index: int, suffix: str) -> Record:
    if mishap.raw is not None:
        return Record(topics.incoming(mishap.topic or ""), b"", mishap.raw.encode(), None, mishap.fault)
    if mishap.day is None or mishap.source is None:
        raise ValueError(f"{mishap.about}: who says it, and when?")
    ((name, data),) = mishap.says.items()
    subject = f"{mishap.case}{suffix}"
    at = datetime.combine(mishap.day, MORNING)
    said = complete(name, data, Case.opened(subject))
    source = f"{GOVERNANCE if name in BODIES_ONLY else ESTABLISHMENT}{mishap.source}"
    said_so = record(source, f"imprevu{suffix}-{index + 1:02d}", subject, at, (name, said))
    topic = topics.incoming(mishap.topic) if mishap.topic else said_so.topic
    return Record(topic, said_so.key, said_so.value, said_so.event, mishap.fault)
