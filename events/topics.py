"""Which topics must exist, and how each is kept; creates those that do not, where the credentials allow it."""

from collections.abc import Iterable
from typing import Any

from aiokafka.admin import AIOKafkaAdminClient, NewTopic
from aiokafka.errors import TopicAlreadyExistsError, for_code

from events.contract import topics

MEBIBYTE = 1024 * 1024

INCOMING = {"max.message.bytes": str(4 * MEBIBYTE), "compression.type": "uncompressed"}
"""Records larger than the contract allows must still be readable, to be parked whole. The broker undoes compression
before it measures: a few kilobytes that unfold into gigabytes are refused to whoever sends them."""

PARKED = {"max.message.bytes": str(8 * MEBIBYTE)}
"""Room for the largest incoming record and for what is written beside it, its key and headers in base 64."""

FOR_GOOD = {"retention.ms": "-1"}


class Topics:
    """The topics known to exist. Remembers, so that asking for a known one costs nothing."""

    def __init__(self, connection: dict[str, Any], *, replication_factor: int = 1) -> None:
        self._connection = connection
        self._replication_factor = replication_factor
        self._known: set[str] = set()

    async def ensure(self, names: Iterable[str]) -> None:
        """Create those of *names* that do not exist.

        Raises:
            KafkaError: the broker refused to create one.
        """
        unknown = [name for name in dict.fromkeys(names) if name not in self._known]
        if not unknown:
            return
        admin = AIOKafkaAdminClient(**self._connection)
        await admin.start()
        try:
            existing = set(await admin.list_topics())
            wanted = [self._new(name) for name in unknown if name not in existing]
            if wanted:
                answer = await admin.create_topics(wanted)
                for name, code, *_ in answer.topic_errors:
                    error = for_code(code)
                    if code and error is not TopicAlreadyExistsError:
                        raise error(name)
        finally:
            await admin.close()
        self._known.update(unknown)

    def _new(self, name: str) -> NewTopic:
        return NewTopic(
            name,
            num_partitions=1,
            replication_factor=self._replication_factor,
            topic_configs=FOR_GOOD | _sizes(name),
        )


def _sizes(name: str) -> dict[str, str]:
    if name == topics.PARKED:
        return PARKED
    return INCOMING if name.startswith(topics.IN_PREFIX) else {}
