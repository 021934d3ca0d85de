"""What the story sends, record by record: who speaks, on which topic, when, and the dossier each opinion covers."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import orjson

from domain.case import Case, Fact
from domain.message import Message
from domain.process import Process
from domain.processes import PROCESSES
from domain.statement import text_digest
from events.contract import read, topics
from events.contract.envelope import ESTABLISHMENT, GOVERNANCE, qualified
from events.contract.incoming import BODIES_ONLY, from_bodies
from events.follow import EventKey, destination
from story.script import Act, Life, Mishap, lives, mishaps

Signs = Callable[[str, Mapping[str, Any], date], dict[str, Any]]
"""Takes the case, the data of an opinion and the day; returns that data, signed."""

COVERS_DOSSIER = "dossier"
"""What an opinion `covers`, as the story writes it: the dossier as it stands when the opinion is given."""

MINISTRY = "msss"
"""Code of the body that says what no other body is named for."""

MORNING = time(13, 30, tzinfo=UTC)
BETWEEN = timedelta(minutes=4)


@dataclass(frozen=True)
class Record:
    """One record to send."""

    topic: str
    key: bytes
    value: bytes
    event: EventKey | None
    """None for one that cannot be read."""
    fault: str | None
    """Why it must be parked, or None."""


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
    teller = _Teller(suffix, signs or _unsigned, frozenset(life.case_id for life in written))
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


@dataclass(frozen=True)
class _Teller:
    """Tells one case after the other, this time."""

    suffix: str
    signs: Signs
    known: frozenset[str]
    """Ids of the cases of the story, as they are written."""

    def records(self, life: Life) -> list[list[Record]]:
        """Return what is sent of *life*, act by act."""
        process = PROCESSES[life.process]
        case = Case.opened(life.case_id + self.suffix)
        acts = []
        number = 0
        for act in life.acts:
            records = []
            governs = _governs(process, act)
            for name, data in act.sayings:
                number += 1
                at = datetime.combine(act.day, MORNING) + number * BETWEEN
                source = _speaker(case, name, data, governs=governs)
                said = _complete(name, self._named(data), case)
                if name == "opinion.rendered":
                    said = self.signs(case.id, said, act.day)
                record = _record(source, f"{life.slug}{self.suffix}-{number:02d}", case.id, at, (name, said))
                case = _informed(process, case, read(record.value, received_at=at))
                records.append(record)
            acts.append(records)
        return acts

    def _named(self, data: dict[str, Any]) -> dict[str, Any]:
        """Return *data* with the cases it names as they are told this time."""
        return {
            field: value + self.suffix if isinstance(value, str) and value in self.known else value
            for field, value in data.items()
        }


def _governs(process: Process, act: Act) -> bool:
    """Return whether *act* is said by bodies; else it is by the establishment."""
    said = {name for name, _ in act.sayings}
    governs = bool(said & BODIES_ONLY)
    if governs and not said <= from_bodies(process.name):
        raise ValueError(f"{act.day}: a body's event and an establishment's in one act")
    return governs


def _speaker(case: Case, name: str, data: dict[str, Any], *, governs: bool) -> str:
    """Return the whole source of a saying: opinions are their body's, an access is weighed where it was asked for."""
    if not governs:
        return f"{ESTABLISHMENT}{case.establishment}"
    if name == "opinion.rendered":
        return f"{GOVERNANCE}{_body(data)}"
    return f"{GOVERNANCE}{f'{case.establishment}-pdg' if name == 'access.weighed' else MINISTRY}"


def _informed(process: Process, case: Case, message: Message) -> Case:
    """Return *case* with the fact that *message* brings. The story is told in order: the last word is the latest."""
    topic = process.topic(message.type, message.data)
    if topic is None:
        return case
    fact = Fact(
        data=message.data,
        event_id=message.id,
        time=message.time,
        source=message.source,
        type=message.type,
        report=message.type in process.reports,
    )
    return case.model_copy(update={"facts": {**case.facts, topic: fact}})


def _complete(name: str, data: dict[str, Any], case: Case) -> dict[str, Any]:
    """Return *data* with the digests that the story writes as what they are of."""
    if name == "condition.met":
        return {**data, "condition": text_digest(data["condition"])}
    return {**data, "covers": case.dossier} if data.get("covers") == COVERS_DOSSIER else data


def _unsigned(_subject: str, data: Mapping[str, Any], _day: date) -> dict[str, Any]:
    return dict(data)


def _body(data: dict[str, Any]) -> str:
    return str(data["body"]).replace("_", "-")


def _record(source: str, event_id: str, subject: str, at: datetime, saying: tuple[str, dict[str, Any]]) -> Record:
    name, data = saying
    event = {
        "specversion": "1.0",
        "id": event_id,
        "source": source,
        "type": qualified(name),
        "subject": subject,
        "time": at.isoformat(),
        "datacontenttype": "application/json",
        "data": _plain(data),
    }
    return Record(destination(source), subject.encode(), orjson.dumps(event), (source, event_id), None)


def _plain(value: Any) -> Any:
    """Return *value* as JSON has it: YAML reads a day as a date."""
    if isinstance(value, dict):
        return {key: _plain(each) for key, each in value.items()}
    if isinstance(value, list):
        return [_plain(each) for each in value]
    return value.isoformat() if isinstance(value, date) else value


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
    said = _complete(name, data, Case.opened(subject))
    source = f"{GOVERNANCE if name in BODIES_ONLY else ESTABLISHMENT}{mishap.source}"
    record = _record(source, f"imprevu{suffix}-{index + 1:02d}", subject, at, (name, said))
    topic = topics.incoming(mishap.topic) if mishap.topic else record.topic
    return Record(topic, record.key, record.value, record.event, mishap.fault)
