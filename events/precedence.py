"""A body speaks after the establishment it speaks of: which governance records must wait for older ones elsewhere.

Topics are read independently of each other. After an outage, an opinion may come up before the declaration of its
case, which was sent earlier, and would be taken for one about an unknown case.
"""

from aiokafka import AIOKafkaConsumer, TopicPartition

from domain.case import CASE_ID
from domain.message import Message
from events.contract import topics


async def too_early(message: Message, sent_at: int, consumer: AIOKafkaConsumer) -> bool:
    """Return whether the establishment of *message*'s case sent records before *sent_at* that intake has yet to read.

    *sent_at* is the record's timestamp, in milliseconds. Costs up to four calls to the broker, for opinions alone.
    """
    case = CASE_ID.fullmatch(message.subject)
    topic = topics.incoming(case["establishment"]) if case else ""
    partitions = [TopicPartition(topic, number) for number in consumer.partitions_for_topic(topic) or ()]
    if not partitions:
        return False
    ends, starts = await consumer.end_offsets(partitions), await consumer.beginning_offsets(partitions)
    later = await consumer.offsets_for_times(dict.fromkeys(partitions, sent_at))
    for partition in partitions:
        first_later = later.get(partition)
        older = first_later.offset if first_later else ends[partition]
        read = await consumer.committed(partition) or starts[partition]
        if read < older:
            return True
    return False


def rewind(first: dict[TopicPartition, int], consumer: AIOKafkaConsumer) -> None:
    """Have *consumer* read again from these offsets on, where the partition is still its own."""
    for partition, offset in first.items():
        if partition in consumer.assignment():
            consumer.seek(partition, offset)
