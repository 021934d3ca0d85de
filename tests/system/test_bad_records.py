"""Whatever a record holds, it ends parked whole with one reason, and intake goes on with the next one."""

import asyncio
import json
from base64 import b64encode
from dataclasses import dataclass
from typing import Any

import orjson
import pytest
from aiokafka import AIOKafkaProducer, ConsumerRecord
from aiokafka.errors import MessageSizeTooLargeError
from aiokafka.record.default_records import _DefaultRecordBatchBuilderPy

from events.contract import Fault, topics
from events.contract.envelope import GOVERNANCE
from events.follow import Sent
from tests.system.outside import NEED, WHY, Event, declaration, event, heard, lag, line, of_kind, records

pytestmark = pytest.mark.engines

NORTH = "chu-du-nord"
CASE = f"initiative:{NORTH}/dictee-vocale"
STRANGER = "urn:balise:etablissement:cisss-d-ailleurs"
COVERS = f"sha256:{'0' * 64}"


class _Latin(str):
    """A header name that goes out in Latin-1, as several client libraries let it."""

    __slots__ = ()

    def encode(self, encoding: str = "latin-1", errors: str = "strict") -> bytes:
        del encoding
        return super().encode("latin-1", errors)


@dataclass(frozen=True)
class Bad:
    """A record that must be parked."""

    fault: Fault
    value: bytes | None
    key: bytes | None = CASE.encode()
    headers: tuple[tuple[str, bytes | None], ...] = ()
    topic: str = topics.incoming(NORTH)


def said(kind: str, /, *, case_id: str = CASE, source: str | None = None, **data: Any) -> bytes:
    return orjson.dumps(event(case_id, 1, kind, source=source, **data))


def spoiled(kind: str, /, **attributes: Any) -> bytes:
    return orjson.dumps(event(CASE, 1, kind, **NEED) | attributes)


OPINION: dict[str, Any] = {"body": "comite_ia_sante", "answer": "favourable", "covers": COVERS, **WHY}

BAD = {
    "null value": Bad(Fault.VALUE_NULL, None),
    "null value and null key": Bad(Fault.VALUE_NULL, None, key=None),
    "empty value": Bad(Fault.NOT_JSON, b""),
    "broken JSON": Bad(Fault.NOT_JSON, said("need.described", **NEED)[:-9]),
    "bytes that are not UTF-8": Bad(Fault.NOT_UTF8, b'{"specversion": "1.0", "id": "caf\xe9"}'),
    "null header": Bad(Fault.HEADERS_UNREADABLE, said("need.described", **NEED), headers=(("trace", None),)),
    "header not UTF-8": Bad(Fault.HEADERS_UNREADABLE, said("need.described", **NEED), headers=(("trace", b"\xe9"),)),
    "header name not UTF-8": Bad(
        Fault.HEADERS_UNREADABLE, said("need.described", **NEED), headers=((_Latin("trace-clé"), b"1"),)
    ),
    "2 MB body": Bad(Fault.TOO_LARGE, said("need.described", problem="x" * 2_000_000)),
    "all the topic takes": Bad(Fault.TOO_LARGE, b"x" * (4 * 1024 * 1024 - 200), key=b"k" * 100),
    "unknown type": Bad(Fault.UNKNOWN_TYPE, spoiled("need.described", type="ca.qc.balise.need.forgotten.v1")),
    "wrong field": Bad(Fault.INVALID_DATA, said("need.described", **NEED, urgence="tout-de-suite")),
    "wrong word": Bad(Fault.INVALID_DATA, said("initiative.declared", **declaration("pilote"))),
    "not a CloudEvent": Bad(Fault.NOT_CLOUDEVENTS, b'{"initiative": "dictee-vocale"}'),
    "not an object": Bad(Fault.NOT_CLOUDEVENTS, b"[1, 2]"),
    "source that does not own the topic": Bad(Fault.SOURCE_NOT_OWNER, said("need.described", source=STRANGER, **NEED)),
    "another establishment's case": Bad(
        Fault.OTHER_ESTABLISHMENT,
        said(
            "need.described",
            case_id="initiative:cisss-d-ailleurs/tri",
            source=f"urn:balise:etablissement:{NORTH}",
            **NEED,
        ),
    ),
    "opinion from an establishment": Bad(Fault.NOT_ENTITLED, said("opinion.rendered", **OPINION)),
    "opinion on a case nobody declared": Bad(
        Fault.CASE_UNKNOWN,
        said(
            "opinion.rendered",
            case_id=f"initiative:{NORTH}/jamais-declaree",
            source=f"{GOVERNANCE}comite-ia-sante",
            **OPINION,
        ),
        topic=topics.GOVERNANCE_IN,
    ),
    "personal identifier": Bad(
        Fault.PERSONAL_IDENTIFIER, said("need.described", problem="Voir le dossier TREM 5503 1412.")
    ),
}


@dataclass(frozen=True)
class Aftermath:
    """What Kafka holds once every bad record was sent, each with a good event right behind it."""

    sent: dict[str, Sent]
    good: dict[str, Event]
    parked: list[ConsumerRecord]
    own: list[Event]
    governance: list[Event]


async def send(producer: AIOKafkaProducer, bad: Bad) -> Sent:
    """Send *bad* as it is; the producer's everyday call would refuse a record that is null altogether."""
    batch = producer.create_batch()
    # The compiled builder writes a name as it is in memory; this one asks the name for its bytes.
    batch._builder = _DefaultRecordBatchBuilderPy(2, 0, 0, -1, -1, 0, 8 * 1024 * 1024)  # noqa: SLF001
    batch.append(timestamp=None, key=bad.key, value=bad.value, headers=list(bad.headers))
    at = await (await producer.send_batch(batch, bad.topic, partition=0))
    return Sent((at.topic, at.partition, at.offset), None)


@pytest.fixture(scope="module")
async def aftermath(kafka: dict[str, Any]) -> Aftermath:
    """Send every bad record, each followed at once by a good event on the same topic, and wait for all of them."""
    sent: dict[str, Sent] = {}
    good: dict[str, Event] = {}
    producer = AIOKafkaProducer(**kafka, max_batch_size=8 * 1024 * 1024, max_request_size=8 * 1024 * 1024)
    await producer.start()
    try:
        async with line(kafka) as phone:
            expected = await phone.tell(event(CASE, 0, "initiative.declared", **declaration()))
            for number, (name, bad) in enumerate(BAD.items(), start=100):
                sent[name] = await send(producer, bad)
                good[name] = after = _good(bad, number)
                at = await producer.send_and_wait(bad.topic, orjson.dumps(after), key=CASE.encode())
                expected += [sent[name], Sent((at.topic, at.partition, at.offset), (after["source"], after["id"]))]
            await phone.ended(expected)
    finally:
        await producer.stop()
    return Aftermath(
        sent,
        good,
        await records(kafka, topics.PARKED),
        await heard(kafka, topics.outgoing(NORTH)),
        await heard(kafka, topics.GOVERNANCE_OUT),
    )


def _good(bad: Bad, number: int) -> Event:
    if bad.topic == topics.GOVERNANCE_IN:
        return event(CASE, number, "opinion.rendered", source=f"{GOVERNANCE}comite-ia-sante", **OPINION)
    return event(CASE, number, "need.described", **NEED)


def about(announced: list[Event], at: tuple[str, int, int]) -> list[Event]:
    """Return the announcements about the record that stands there."""
    place = dict(zip(("topic", "partition", "offset"), at, strict=True))
    return [each for each in announced if each["data"].get("coordinates") == place]


@pytest.mark.parametrize("name", BAD)
async def test_bad_record_is_parked_once_and_whole(aftermath: Aftermath, name: str) -> None:
    bad, at = BAD[name], aftermath.sent[name].at
    (kept,) = [each for each in aftermath.parked if each.key == "/".join(map(str, at)).encode()]
    headers = dict(kept.headers)
    assert kept.value == bad.value
    assert headers.get("balise-key") == (None if bad.key is None else b64encode(bad.key))
    assert (headers["balise-topic"], headers["balise-partition"], headers["balise-offset"]) == tuple(
        str(part).encode() for part in at
    )
    assert headers["balise-fault"] == bad.fault.value.encode()
    assert headers["balise-reason-fr"] != headers["balise-reason-en"]
    assert json.loads(headers["balise-headers"]) == [
        [key.replace("é", r"\xe9"), None if value is None else b64encode(value).decode()] for key, value in bad.headers
    ]


@pytest.mark.parametrize("name", BAD)
async def test_bad_record_gets_one_receipt_that_says_why(aftermath: Aftermath, name: str) -> None:
    bad, at = BAD[name], aftermath.sent[name].at
    own = about(aftermath.own, at)
    governance = about(aftermath.governance, at)
    receipts = of_kind(governance, "record.parked")
    assert [each["data"]["reason"] for each in receipts] == [bad.fault]
    assert all(receipts[0]["data"][part][language] for part in ("text", "remedy") for language in ("fr", "en"))
    # The governance body has no topic of its own to hear on: it reads the one where everything is announced.
    assert own == ([] if bad.topic == topics.GOVERNANCE_IN else receipts)


@pytest.mark.parametrize("name", BAD)
async def test_security_hears_of_those_who_speak_where_they_may_not(aftermath: Aftermath, name: str) -> None:
    alerts = of_kind(about(aftermath.governance, aftermath.sent[name].at), "security.alerted")
    barred = {Fault.SOURCE_NOT_OWNER, Fault.OTHER_ESTABLISHMENT, Fault.NOT_ENTITLED}
    assert [each["data"]["reason"] for each in alerts] == [BAD[name].fault] * (BAD[name].fault in barred)


@pytest.mark.parametrize("name", BAD)
async def test_good_event_behind_a_bad_record_is_settled(aftermath: Aftermath, name: str) -> None:
    receipts = [
        each["data"]["status"]
        for each in of_kind(aftermath.own, "receipt.issued")
        if each["data"]["event"]["id"] == aftermath.good[name]["id"]
    ]
    assert receipts == ["accepted"]


async def test_no_announcement_repeats_what_a_bad_record_held(aftermath: Aftermath) -> None:
    everything = orjson.dumps(aftermath.governance)
    for held in (b"TREM", b"5503 1412", b"55031412", b"forgotten", b"pilote", b"tout-de-suite"):
        assert held not in everything


async def test_every_topic_is_committed_to_its_end(aftermath: Aftermath, kafka: dict[str, Any]) -> None:
    assert aftermath.sent
    read = {bad.topic for bad in BAD.values()}
    async with asyncio.timeout(30):
        while set((await lag(kafka, *read)).values()) != {0}:
            await asyncio.sleep(0.2)


async def test_a_record_that_unfolds_beyond_the_limit_is_refused_to_its_sender(kafka: dict[str, Any]) -> None:
    size = 40 * 1024 * 1024
    async with line(kafka) as phone:
        await phone.tell(event(CASE, 1000, "initiative.declared", **declaration()))
    producer = AIOKafkaProducer(**kafka, compression_type="gzip", max_request_size=2 * size, max_batch_size=2 * size)
    await producer.start()
    try:
        with pytest.raises(MessageSizeTooLargeError):
            await producer.send_and_wait(topics.incoming(NORTH), b"\0" * size)
    finally:
        await producer.stop()
