"""Keep settlements in the journal; the only module that knows how the journal answers."""

from collections.abc import Sequence
from typing import Any

import aiohttp
from pydantic import TypeAdapter, ValidationError
from temporalio.exceptions import ApplicationError

from activities.names import FailureType
from domain.canonical import dumps
from domain.entry import Settled
from domain.verdict import Verdict

PATH = "/settlements"
GONE = 410
"""What the journal answers of a history whose texts were destroyed."""
HELD = TypeAdapter(dict[int, Verdict | None])


class Journal:
    """Where settlements are kept. Offering them again is harmless: one that is held is not appended twice."""

    def __init__(self, session: aiohttp.ClientSession, url: str) -> None:
        self._session = session
        self._url = url.rstrip("/") + PATH

    async def append(self, case_id: str, settled: Sequence[Settled]) -> dict[int, Verdict | None]:
        """Keep *settled*, all of them durably before this returns; or none, and return the verdicts held instead.

        Raises:
            ApplicationError: `JournalUnavailable`; or `JournalDisagrees`, when what is held was another message, or
                what came before is missing.
        """
        offered = dumps({"case_id": case_id, "settled": [each.model_dump(mode="json") for each in settled]})
        try:
            async with self._session.post(self._url, data=offered) as response:
                answer = await response.json()
        except (aiohttp.ClientError, TimeoutError, OSError, ValueError) as error:
            raise _failure(FailureType.JOURNAL_UNAVAILABLE, type(error).__name__) from None
        if response.status == 200:
            return {}
        if response.status == 409:
            return _held(answer)
        refused = 400 <= response.status < 500
        kind = FailureType.JOURNAL_DISAGREES if refused else FailureType.JOURNAL_UNAVAILABLE
        raise _failure(kind, f"HTTP {response.status}")


async def keep_contract(session: aiohttp.ClientSession, url: str, digest: str, schemas: bytes) -> None:
    """Have the journal keep the *schemas* of what is let in, which entries name by their *digest*.

    Raises:
        OSError: it does not take them now.
    """
    path = f"{url.rstrip('/')}/schemas/{digest.removeprefix('sha256:')}.json"
    try:
        async with session.put(path, data=schemas) as response:
            status = response.status
    except (aiohttp.ClientError, TimeoutError) as error:
        raise OSError(type(error).__name__) from None
    if status not in {201, 204}:
        raise OSError(f"HTTP {status}")


class HistoryShelf:
    """Where the journal keeps exported histories, by case and run."""

    def __init__(self, session: aiohttp.ClientSession, url: str) -> None:
        self._session = session
        self._url = url.rstrip("/") + "/histories"

    async def has(self, case_id: str, run_id: str) -> bool:
        """Return whether the history of that run is kept, or none of that case's may be any more."""
        return await self._status("HEAD", case_id, run_id) in {200, GONE}

    async def keep(self, case_id: str, run_id: str, history: bytes) -> None:
        """Keep the *history* of that run: Temporal's own JSON, compressed.

        Raises:
            ApplicationError: `JournalUnavailable`, when the journal did not take it.
        """
        status = await self._status("PUT", case_id, run_id, history)
        if status not in {200, 201, 204, GONE}:
            raise _failure(FailureType.JOURNAL_UNAVAILABLE, f"HTTP {status}")

    async def _status(self, method: str, case_id: str, run_id: str, content: bytes | None = None) -> int:
        try:
            async with self._session.request(
                method, f"{self._url}/{case_id}/{run_id}.json.gz", data=content
            ) as response:
                return response.status
        except (aiohttp.ClientError, TimeoutError, OSError) as error:
            raise _failure(FailureType.JOURNAL_UNAVAILABLE, type(error).__name__) from None


def _held(answer: Any) -> dict[int, Verdict | None]:
    reason = answer.get("error") if isinstance(answer, dict) else None
    if reason == "held":
        try:
            return HELD.validate_python(answer["verdicts"])
        except (KeyError, ValidationError):
            reason = "held, and cannot be read"
    raise _failure(FailureType.JOURNAL_DISAGREES, str(reason))


def _failure(kind: FailureType, detail: str) -> ApplicationError:
    return ApplicationError(detail, type=kind)
