"""What the story sends, record by record: who speaks, on which topic, when, and the dossier each opinion covers."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import orjson

from domain.case import Case, Fact
from domain.initiative import INITIATIVE
from domain.message import Message
from domain.statement import text_digest
from events.contract import read, topics
from events.contract.envelope import ESTABLISHMENT, GOVERNANCE, qualified
from events.contract.incoming import BODIES_ONLY
from events.follow import EventKey
from story.script import Act, Initiative, Mishap, initiatives, mishaps

Signs = Callable[[str, Mapping[str, Any], date], dict[str, Any]]
"""Takes the case, the data of an opinion and the day; returns that data, signed."""

COVERS_DOSSIER = "dossier"
"""What an opinion `covers`, as the story writes it: the dossier as it stands when the opinion is given."""

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

    initiatives: tuple[Initiative, ...]
    suffix: str
    acts: tuple[tuple[Record, ...], ...]

    @property
    def records(self) -> list[Record]:
        """Every record, in the order of the acts."""
        return [record for act in self.acts for record in act]

    @property
    def establishments(self) -> list[str]:
        """Those who speak."""
        return sorted({initiative.establishment for initiative in self.initiatives})

    def case_id(self, initiative: Initiative) -> str:
        """Return the id of the case of *initiative*."""
        return f"{INITIATIVE.name}:{initiative.establishment}/{initiative.slug}{self.suffix}"


def told(suffix: str = "", signs: Signs | None = None) -> Story:
    """Tell the story. *suffix* ends every slug, for engines that may have heard it before; *signs* signs the opinions.

    Raises:
        Rejected: the contract does not accept an event that the story means to be accepted.
        ValueError: an act mixes an establishment and a body about one case: their topics have no common order.
    """
    written = initiatives()
    lives = {f"{each.establishment}/{each.slug}": _life(each, suffix, signs or _unsigned) for each in written}
    length = max(len(life) for life in lives.values())
    acts: list[list[Record]] = [[] for _ in range(length)]
    for life in lives.values():
        for number, records in enumerate(life):
            acts[number].extend(records)
    for index, mishap in enumerate(mishaps()):
        acts[mishap.act - 1].append(_again(mishap, lives) if mishap.again else _mishap(mishap, index, suffix))
    return Story(tuple(written), suffix, tuple(tuple(act) for act in acts))


def _life(initiative: Initiative, suffix: str, signs: Signs) -> list[list[Record]]:
    subject = f"{INITIATIVE.name}:{initiative.establishment}/{initiative.slug}{suffix}"
    case = Case.opened(subject)
    acts = []
    number = 0
    for act in initiative.acts:
        records = []
        for name, data in _sayings(act):
            number += 1
            source = _body(data) if name in BODIES_ONLY else initiative.establishment
            said = _complete(name, data, case)
            if name == "opinion.rendered":
                said = signs(subject, said, act.day)
            at = datetime.combine(act.day, MORNING) + number * BETWEEN
            record = _record(source, f"{initiative.slug}{suffix}-{number:02d}", subject, at, (name, said))
            case = _informed(case, read(record.value, received_at=at))
            records.append(record)
        acts.append(records)
    return acts


def _sayings(act: Act) -> list[tuple[str, dict[str, Any]]]:
    sayings = list(act.sayings)
    if len({name in BODIES_ONLY for name, _ in sayings}) > 1:
        raise ValueError(f"{act.day}: an opinion and an establishment's event in one act")
    return sayings


def _informed(case: Case, message: Message) -> Case:
    """Return *case* with the fact that *message* brings. The story is told in order: the last word is the latest."""
    topic = INITIATIVE.topic(message.type, message.data)
    if topic is None:
        return case
    fact = Fact(data=message.data, event_id=message.id, time=message.time, source=message.source, type=message.type)
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
    governs = name in BODIES_ONLY
    event = {
        "specversion": "1.0",
        "id": event_id,
        "source": f"{GOVERNANCE if governs else ESTABLISHMENT}{source}",
        "type": qualified(name),
        "subject": subject,
        "time": at.isoformat(),
        "datacontenttype": "application/json",
        "data": _plain(data),
    }
    topic = topics.GOVERNANCE_IN if governs else topics.incoming(source)
    return Record(topic, subject.encode(), orjson.dumps(event), (event["source"], event_id), None)


def _plain(value: Any) -> Any:
    """Return *value* as JSON has it: YAML reads a day as a date."""
    if isinstance(value, dict):
        return {key: _plain(each) for key, each in value.items()}
    if isinstance(value, list):
        return [_plain(each) for each in value]
    return value.isoformat() if isinstance(value, date) else value


def _again(mishap: Mishap, lives: dict[str, list[list[Record]]]) -> Record:
    name, _, number = (mishap.again or "").partition(" ")
    return _flat(lives[name])[int(number) - 1]


def _flat(life: Iterable[list[Record]]) -> list[Record]:
    return [record for records in life for record in records]


def _mishap(mishap: Mishap, index: int, suffix: str) -> Record:
    if mishap.raw is not None:
        return Record(topics.incoming(mishap.topic or ""), b"", mishap.raw.encode(), None, mishap.fault)
    if mishap.day is None or mishap.source is None:
        raise ValueError(f"{mishap.about}: who says it, and when?")
    ((name, data),) = mishap.says.items()
    subject = f"{INITIATIVE.name}:{mishap.case}{suffix}"
    at = datetime.combine(mishap.day, MORNING)
    said = _complete(name, data, Case.opened(subject))
    record = _record(mishap.source, f"imprevu{suffix}-{index + 1:02d}", subject, at, (name, said))
    topic = topics.incoming(mishap.topic) if mishap.topic else record.topic
    return Record(topic, record.key, record.value, record.event, mishap.fault)
