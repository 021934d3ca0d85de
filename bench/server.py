"""What the events of a round left on the Temporal server: history kept, and calls counted by the server itself."""

import asyncio
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.request import urlopen

from temporalio.client import Client

COUNTED = re.compile(
    r'^(service_requests|persistence_requests)\{[^}]*?operation="([^"]+)"[^}]*\} ([0-9.e+]+)$', re.MULTILINE
)
"""Lines of the server's Prometheus page: calls taken by its services, and calls they made to its store."""

AT_ONCE = 16


@dataclass(frozen=True)
class History:
    """What workflows keep, per event that they took."""

    events: float
    bytes: float


async def history(client: Client, workflow_ids: Iterable[str], taken: int) -> History:
    """Return the history of the current runs of *workflow_ids*, which have *taken* so many events together."""
    at_once = asyncio.Semaphore(AT_ONCE)

    async def size(workflow_id: str) -> tuple[int, int]:
        async with at_once:
            info = (await client.get_workflow_handle(workflow_id).describe()).raw_description.workflow_execution_info
        return info.history_length, info.history_size_bytes

    sizes = await asyncio.gather(*(size(each) for each in workflow_ids))
    return History(events=sum(size[0] for size in sizes) / taken, bytes=sum(size[1] for size in sizes) / taken)


async def calls(metrics: str) -> Counter[str]:
    """Return how many calls the server has counted so far, by kind and operation, from its *metrics* address."""
    page = await asyncio.to_thread(_page, metrics)
    counted: Counter[str] = Counter()
    for kind, operation, value in COUNTED.findall(page):
        counted[f"{kind.removesuffix('_requests')}: {operation}"] += round(float(value))
    return counted


def _page(address: str) -> str:
    with urlopen(f"http://{address}/metrics", timeout=10) as answer:
        return str(answer.read(), "utf-8")
