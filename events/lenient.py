"""Let records be read whose headers have names that are not UTF-8, where aiokafka would stop for good.

The protocol says UTF-8, the broker does not check, and several client libraries write any bytes. aiokafka raises in
the middle of a fetch: that partition stays stuck, and what the same fetch had taken from others is lost. Here such a
batch is read again with the bytes that are not UTF-8 kept as surrogates (PEP 383), and intake parks the record.
"""

from collections.abc import Iterator
from itertools import islice
from typing import Any, SupportsIndex

from aiokafka.consumer import fetcher
from aiokafka.record.default_records import _DefaultRecordBatchPy
from aiokafka.record.memory_records import MemoryRecords, _MemoryRecordsPy


def read_leniently() -> None:
    """Have every consumer of this process read so."""
    fetcher.MemoryRecords = _Records


class _Records:
    """What one fetch brought of one partition."""

    def __init__(self, raw: bytes) -> None:
        self._raw = raw
        self._records = MemoryRecords(raw)
        self._count = 0

    def has_next(self) -> bool:
        return bool(self._records.has_next())

    def size_in_bytes(self) -> int:
        return int(self._records.size_in_bytes())

    def next_batch(self) -> "_Batch":
        self._count += 1
        return _Batch(self._records.next_batch(), self._raw, self._count)


class _Batch:
    """The batch of that number, which the fast parser reads until it cannot."""

    def __init__(self, batch: Any, raw: bytes, number: int) -> None:
        self._batch = batch
        self._raw = raw
        self._number = number

    def __getattr__(self, name: str) -> Any:
        return getattr(self._batch, name)

    def __next__(self) -> Any:
        return next(self._batch)

    def __iter__(self) -> Iterator[Any]:
        count = 0
        try:
            for record in self._batch:
                count += 1
                yield record
        except UnicodeDecodeError:
            yield from islice(self._read_again(), count, None)

    def _read_again(self) -> Any:
        records = _MemoryRecordsPy(self._raw)
        for _ in range(self._number - 1):
            records._cache_next()  # noqa: SLF001 - aiokafka has no public way to the bytes of a batch
        batch = _DefaultRecordBatchPy(records._next_slice)  # noqa: SLF001
        iter(batch)  # undoes compression
        batch._buffer = _Bytes(batch._buffer)  # noqa: SLF001
        return batch


class _Bytes(bytearray):
    """Bytes whose slices decode whatever they hold."""

    def __getitem__(self, index: Any) -> Any:
        part = super().__getitem__(index)
        return part if isinstance(index, SupportsIndex) else _Bytes(part)

    def decode(self, encoding: str = "utf-8", errors: str = "surrogateescape") -> str:
        return super().decode(encoding, errors)
