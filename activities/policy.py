"""Ask OPA for a verdict; the only module that knows how OPA fails."""

import asyncio
from typing import Any

import aiohttp
from opa_client.opa_async import AsyncOpaClient
from pydantic import ValidationError
from temporalio.exceptions import ApplicationError

from activities.names import FailureType
from domain.canonical import digest
from domain.question import ENTRYPOINT, Question
from domain.verdict import Verdict

BUNDLE = "balise"
"""Name under which OPA loads the policies' bundle."""

WITH_REVISION = {"provenance": "true"}


class PolicyDesk:
    """Where questions are asked. One client for the whole process: each has its own pool of connections.

    OPA works on all that it was asked at once. Beyond what its processors bear, each answer comes later, until all come
    too late for whoever waits, who then asks again: so what is beyond *at_once* waits here for its turn.
    """

    def __init__(self, opa: AsyncOpaClient, *, at_once: int = 16) -> None:
        self._opa = opa
        self._turns = asyncio.Semaphore(at_once)
        self._expected: tuple[str, dict[str, Any]] | None = None

    async def ask_policy(self, question: Question) -> Verdict:
        """Return the verdict on *question*, with the revision of the bundle that gave it.

        Raises:
            ApplicationError: of one of the `FailureType`s; in none of them is there a verdict.
        """
        async with self._turns:
            return await self._asked(question)

    async def revision(self) -> str:
        """Return the revision of the bundle in force.

        Raises:
            ApplicationError: of one of the `FailureType`s.
        """
        async with self._turns:
            return _revision(await self._answered(self._opa.get_data("catalogue", WITH_REVISION)))

    async def _asked(self, question: Question) -> Verdict:
        package, _, rule = ENTRYPOINT.rpartition("/")
        asked = question.model_dump(mode="json")
        answer = await self._answered(self._opa.query_rule(asked, package, rule, WITH_REVISION))
        revision = _revision(answer)
        verdict = _verdict(answer, digest({"question": asked, "revision": revision}), revision)
        _check_complete(question, verdict, await self._expected_by_mode(question.process, revision))
        return verdict

    async def _expected_by_mode(self, process: str, revision: str) -> dict[str, Any]:
        """Return the rules that *process* expects by mode and stage, from the bundle's catalogue, once per revision."""
        if self._expected is None or self._expected[0] != revision:
            answer = await self._answered(self._opa.get_data("catalogue", WITH_REVISION))
            if _revision(answer) != revision:
                raise _failure(FailureType.POLICY_ENGINE_UNAVAILABLE, "the bundle changed between two requests")
            self._expected = (revision, answer["result"].get("expected", {}))
        by_mode: dict[str, Any] = self._expected[1].get(process, {})
        return by_mode

    async def _answered(self, request: Any) -> dict[str, Any]:
        try:
            answer: dict[str, Any] = await request
        except aiohttp.ClientResponseError as error:
            refused = 400 <= error.status < 500
            kind = FailureType.POLICY_INPUT_REJECTED if refused else FailureType.POLICY_ENGINE_UNAVAILABLE
            raise _failure(kind, f"HTTP {error.status}") from None
        except (aiohttp.ClientError, TimeoutError, OSError) as error:
            raise _failure(FailureType.POLICY_ENGINE_UNAVAILABLE, type(error).__name__) from None
        if "result" not in answer:
            raise _failure(FailureType.POLICY_UNDEFINED, "no result")
        return answer


def _revision(answer: dict[str, Any]) -> str:
    revision = answer.get("provenance", {}).get("bundles", {}).get(BUNDLE, {}).get("revision")
    if not isinstance(revision, str) or not revision:
        raise _failure(FailureType.POLICY_UNDEFINED, "the answer names no bundle revision")
    return revision


def _verdict(answer: dict[str, Any], decision_id: str, revision: str) -> Verdict:
    try:
        return Verdict.model_validate(
            {**answer["result"], "decision_id": decision_id, "path": ENTRYPOINT, "revision": revision}
        )
    except (ValidationError, TypeError) as error:
        where = ", ".join(_locations(error)) if isinstance(error, ValidationError) else "result"
        raise _failure(FailureType.POLICY_UNDEFINED, f"not a verdict: {where}") from None


def _locations(error: ValidationError) -> list[str]:
    problems = error.errors(include_input=False, include_url=False, include_context=False)
    return [".".join(map(str, problem["loc"])) or problem["type"] for problem in problems[:5]]


def _check_complete(question: Question, verdict: Verdict, by_mode: dict[str, Any]) -> None:
    """Refuse a verdict in which a rule silently went undefined, or that judged another gate than the one asked."""
    passage = question.passage
    if passage.to not in verdict.gates:
        raise _failure(FailureType.POLICY_INCOMPLETE, f"gate {passage.to} was not judged")
    expected = set(by_mode.get(passage.mode, {}).get(passage.to, ()))
    missing = sorted(expected - set(verdict.evaluated))
    if missing or not expected:
        raise _failure(FailureType.POLICY_INCOMPLETE, f"not evaluated: {', '.join(missing) or 'every rule'}")


def _failure(kind: FailureType, detail: str) -> ApplicationError:
    return ApplicationError(detail, type=kind)
