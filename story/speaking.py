"""How a case of the story is said: who speaks, on which topic, when, and the dossier each opinion covers."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import orjson

from domain.case import Case, Fact
from domain.message import Message
from domain.process import Process
from domain.processes import PROCESSES
from domain.statement import text_digest
from events.contract import read
from events.contract.envelope import ESTABLISHMENT, GOVERNANCE, qualified
from events.contract.incoming import BODIES_ONLY, from_bodies
from events.follow import EventKey, destination
from story.script import Act, Life

Signs = Callable[[str, Mapping[str, Any], date], dict[str, Any]]
"""Takes the case, the data of an opinion and the day; returns that data, signed."""

COVERS_DOSSIER = "dossier"
"""What an opinion `covers`, as the story writes it: the dossier as it stands when the opinion is given."""

MINISTRY = "msss"
"""Code of the body that says what no other body is named for."""

ITS_OWN = frozenset({"highest_authority", "mandatary"})
"""Bodies that are the establishment of the case itself, heard by its direction."""

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
class Teller:
    """Tells one case after the other: *suffix* ends every slug, *signs* signs the opinions."""

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
                said = complete(name, self._named(data), case)
                if name == "opinion.rendered":
                    said = self.signs(case.id, said, act.day)
                told = record(source, f"{life.slug}{self.suffix}-{number:02d}", case.id, at, (name, said))
                case = _informed(process, case, read(told.value, received_at=at))
                records.append(told)
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
    direction = f"{case.establishment}-pdg"
    if name == "opinion.rendered":
        return f"{GOVERNANCE}{direction if data['body'] in ITS_OWN else _body(data)}"
    return f"{GOVERNANCE}{direction if name == 'access.weighed' else MINISTRY}"


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


def complete(name: str, data: dict[str, Any], case: Case) -> dict[str, Any]:
    """Return *data* with the digests that the story writes as what they are of."""
    if name == "condition.met":
        return {**data, "condition": text_digest(data["condition"])}
    return {**data, "covers": case.dossier} if data.get("covers") == COVERS_DOSSIER else data


def unsigned(_subject: str, data: Mapping[str, Any], _day: date) -> dict[str, Any]:
    """Return *data* as it is: an opinion that nobody signs."""
    return dict(data)


def _body(data: dict[str, Any]) -> str:
    return str(data["body"]).replace("_", "-")


def record(source: str, event_id: str, subject: str, at: datetime, saying: tuple[str, dict[str, Any]]) -> Record:
    """Return the record by which *source* says that, on its own topic."""
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
