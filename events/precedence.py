"""A body speaks after the establishment it speaks of: which governance records must wait for older ones elsewhere.

Topics are read independently of each other. After an outage, an opinion may come up before the declaration of its
case, which was sent earlier, and would be taken for one about an unknown case.
"""

import asyncio
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from aiokafka import AIOKafkaConsumer, TopicPartition

from domain.case import CASE_ID
from domain.message import Message
from events.contract import topics


@dataclass(frozen=True)
class Unread:
    """What establishments had sent, and intake had yet to read, when it was asked."""

    consumer: AIOKafkaConsumer
    behind: Mapping[TopicPartition, tuple[int, int]]
    """Where reading goes on, and where there is nothing yet, of each partition that holds something between them."""

    async def before(self, message: Message, sent_at: int) -> bool:
        """Return whether the establishment of *message*'s case sent any of it before *sent_at*, in milliseconds."""
        behind = [partition for partition in _partitions(message, self.consumer) if partition in self.behind]
        later = await self.consumer.offsets_for_times(dict.fromkeys(behind, sent_at)) if behind else {}
        for partition in behind:
            read, end = self.behind[partition]
            first_later = later.get(partition)
            if read < (first_later.offset if first_later else end):
                return True
        return False


async def unread(messages: Iterable[Message], consumer: AIOKafkaConsumer) -> Unread:
    """Return what the establishments that *messages* speak of had sent that is yet to be read.

    The broker answers one request at a time, and one of them waits for records half a second long: it is asked about
    all of them at once, and again only of those that are behind.
    """
    partitions = sorted({partition for message in messages for partition in _partitions(message, consumer)})
    if not partitions:
        return Unread(consumer, {})
    ends, starts = await asyncio.gather(consumer.end_offsets(partitions), consumer.beginning_offsets(partitions))
    read = {partition: await consumer.committed(partition) or starts[partition] for partition in partitions}
    return Unread(consumer, {each: (read[each], ends[each]) for each in partitions if read[each] < ends[each]})


def _partitions(message: Message, consumer: AIOKafkaConsumer) -> list[TopicPartition]:
    case = CASE_ID.fullmatch(message.subject)
    topic = topics.incoming(case["establishment"]) if case else ""
    return [TopicPartition(topic, number) for number in consumer.partitions_for_topic(topic) or ()]


def rewind(first: dict[TopicPartition, int], consumer: AIOKafkaConsumer) -> None:
    """Have *consumer* read again from these offsets on, where the partition is still its own."""
    for partition, offset in first.items():
        if partition in consumer.assignment():
            consumer.seek(partition, offset)
