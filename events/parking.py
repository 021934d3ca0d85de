"""Keep what could not be handed over, byte for byte, with where it came from and why; tell those concerned."""

from base64 import b64encode
from collections.abc import Sequence
from datetime import UTC, datetime

import orjson
from aiokafka import ConsumerRecord

from events.contract import Coordinates, Rejected, alerted, parked, topics
from events.publish import STRUCTURED, Headers, Publisher

Record = tuple[str, bytes | None, bytes | None, Headers]


class Parking:
    """Where records are kept whole. The value is the original one, byte for byte; the rest stands in headers."""

    def __init__(self, publisher: Publisher) -> None:
        self._publisher = publisher

    async def park(self, refused: Sequence[tuple[ConsumerRecord, Rejected]]) -> None:
        """Park each record, and send its establishment the receipt that says what to do about it."""
        now = datetime.now(UTC)
        await self._publisher.send([sent for record, rejected in refused for sent in _records(record, rejected, now)])


def _records(record: ConsumerRecord, rejected: Rejected, now: datetime) -> list[Record]:
    coordinates = Coordinates(topic=record.topic, partition=record.partition, offset=record.offset)
    key = f"{record.topic}/{record.partition}/{record.offset}".encode()
    receipt = parked(rejected, coordinates, time=now)
    kept: list[Record] = [
        (topics.PARKED, key, record.value, _headers(record, rejected, now)),
        (topics.GOVERNANCE_OUT, key, receipt, STRUCTURED),
    ]
    establishment = topics.establishment_of(record.topic)
    if establishment is not None:
        kept.append((topics.outgoing(establishment), key, receipt, STRUCTURED))
    if rejected.concerns_security:
        kept.append((topics.GOVERNANCE_OUT, key, alerted(rejected, coordinates, time=now), STRUCTURED))
    return kept


def _headers(record: ConsumerRecord, rejected: Rejected, now: datetime) -> Headers:
    headers = [
        ("balise-fault", rejected.fault.value.encode()),
        ("balise-reason-fr", rejected.text.fr.encode()),
        ("balise-reason-en", rejected.text.en.encode()),
        ("balise-topic", record.topic.encode()),
        ("balise-partition", str(record.partition).encode()),
        ("balise-offset", str(record.offset).encode()),
        ("balise-timestamp", str(record.timestamp).encode()),
        ("balise-parked-at", now.isoformat().encode()),
        ("balise-headers", orjson.dumps([[_text(name), _base64(value)] for name, value in record.headers])),
    ]
    if rejected.field is not None:
        headers.append(("balise-field", rejected.field.encode()))
    if record.key is not None:
        headers.append(("balise-key", b64encode(record.key)))
    return headers


def _base64(value: bytes | None) -> str | None:
    return None if value is None else b64encode(value).decode()


def _text(name: str) -> str:
    r"""Return the *name* of a header, bytes that are not UTF-8 written as `\xe9`."""
    return name.encode(errors="surrogateescape").decode(errors="backslashreplace")
