"""Every way OPA can fail to give a verdict, with a real OPA: none of them is a verdict, and each has its name."""

import asyncio
import os
import shutil
import signal
import subprocess
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from textwrap import dedent
from typing import Any

import orjson
import pytest
from pydantic import SecretStr
from temporalio.exceptions import ApplicationError

from activities.names import FailureType
from activities.policy import PolicyDesk
from domain.question import Mode, Passage, Question, Subject
from domain.text import Text
from domain.verdict import Outcome, Verdict
from engines import EngineUnavailable, artifacts, opa
from engines.bundle import build, ensure_key
from engines.ports import free
from engines.rego import CAPABILITIES
from settings import ROOT, Settings
from worker import opa_client

pytestmark = pytest.mark.engines

MARK = "Mystère-4711"
WORDS = '{"fr": "mot", "en": "word"}'

STRANGE = f"""\
package balise

whole := {{
    "outcome": "allow", "violations": [], "indeterminates": [], "notices": [], "opinions": [], "obligations": [],
    "gates": ["planning"], "evaluated": ["ABC-001", "ABC-002"],
}}

violation := {{
    "rule": "ABC-001", "gate": "planning", "title": {WORDS}, "remedy": {WORDS}, "cause": "violated", "missing": [],
    "message": {{"fr": input.facts.need.problem, "en": input.facts.need.problem}},
    "citation": {{"key": "a", "instrument": "b", "article": null, "confidence": "verified"}},
}}

verdict := whole if input.process in {{"sound", "unlisted"}}

verdict := object.union(whole, {{"violations": [violation]}}) if input.process == "contradicting"

verdict := object.union(whole, {{"outcome": "deny"}}) if input.process == "unreasoned"

verdict := object.union(whole, {{"outcome": input.facts.need.problem}}) if input.process == "outlandish"

verdict := object.union(whole, {{"evaluated": ["ABC-001"]}}) if input.process == "partial"

verdict := object.union(whole, {{"gates": ["opportunity"]}}) if input.process == "elsewhere"

verdict := input.facts.need.problem if input.process == "shapeless"

verdict := {{"outcome": 1}} if input.process == "conflicting"

verdict := {{"outcome": input.facts.need.problem}} if input.process == "conflicting"
"""
"""Answers in the way the process asked about is called; says nothing of any other."""

EXPECTED = {
    process: {"passage": {"planning": ["ABC-001", "ABC-002"]}}
    for process in ("sound", "contradicting", "unreasoned", "outlandish", "partial", "elsewhere", "shapeless")
}


def asking(process: str = "sound", stage: str = "planning") -> Question:
    return Question(
        as_of=datetime(2026, 11, 2, 9, tzinfo=UTC),
        process=process,
        case=Subject(id=f"{process}:chu/x", establishment="chu", stage=None, dossier=f"sha256:{'0' * 64}"),
        passage=Passage(mode=Mode.PASSAGE, origin=None, to=stage),
        facts={"need": {"problem": MARK}},
        opinions={},
        event_id=MARK,
    )


def silent(_: Text) -> None:
    return None


@dataclass(frozen=True)
class Server:
    """One OPA."""

    url: str
    pid: int


@pytest.fixture(scope="module")
def command() -> Path:
    return artifacts.opa(Settings().cache, silent)


@asynccontextmanager
async def serving(command: Path, *arguments: str) -> AsyncIterator[Server]:
    """Run OPA with *arguments* until it is no longer needed."""
    port = free(["opa"], {})["opa"]
    server = subprocess.Popen(  # noqa: ASYNC220, S603  spawning takes no time, and the command is ours
        [str(command), "run", "--server", "--addr", f"127.0.0.1:{port}", "--log-level", "error", *arguments]
    )
    url = f"http://127.0.0.1:{port}"
    try:
        await _well(url, server)
        yield Server(url, server.pid)
    finally:
        server.terminate()
        server.wait(30)


async def _well(url: str, server: subprocess.Popen[bytes]) -> None:
    async with asyncio.timeout(60):
        while True:
            assert server.poll() is None
            try:
                await opa.probe(Settings(), url)
            except EngineUnavailable:
                await asyncio.sleep(0.05)
            else:
                return


@asynccontextmanager
async def serving_bundle(command: Path, policies: Path, folder: Path) -> AsyncIterator[Server]:
    """Run OPA on the signed bundle of *policies*, as the stack does."""
    private, public = ensure_key(folder / "keys")
    bundle = folder / "bundle.tar.gz"
    build(policies, bundle, private, command)
    config = folder / "config.yaml"
    config.write_text(opa.configuration(bundle, public.read_text()))
    async with serving(command, "--config-file", str(config)) as server:
        yield server


@pytest.fixture(scope="module")
async def strange(command: Path, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Server]:
    """An OPA whose policies misbehave in the way they are asked to."""
    folder = tmp_path_factory.mktemp("strange")
    policies = folder / "policies"
    (policies / "balise").mkdir(parents=True)
    (policies / "balise" / "verdict.rego").write_text(STRANGE)
    (policies / "data.json").write_bytes(orjson.dumps({"catalogue": {"expected": EXPECTED}}))
    shutil.copyfile(ROOT / "policies" / CAPABILITIES, policies / CAPABILITIES)
    async with serving_bundle(command, policies, folder) as server:
        yield server


@contextmanager
def hanging(server: Server) -> Iterator[None]:
    os.kill(server.pid, signal.SIGSTOP)
    try:
        yield
    finally:
        os.kill(server.pid, signal.SIGCONT)


async def ask(url: str, question: Question, token: str | None = None) -> Verdict:
    settings = Settings(opa_token=SecretStr(token) if token else None)
    async with opa_client(settings, url) as client:
        return await PolicyDesk(client).ask_policy(question)


async def refusal(url: str, question: Question, token: str | None = None) -> tuple[str | None, str]:
    """Return the type and the message of the failure to give a verdict on *question*."""
    with pytest.raises(ApplicationError) as failure:
        await ask(url, question, token)
    for told in (str(failure.value), repr(failure.value), repr(failure.value.details), repr(failure.value.__cause__)):
        assert MARK not in told
    assert not failure.value.non_retryable
    return failure.value.type, failure.value.message


async def test_whole_verdict_names_the_bundle_and_is_the_same_twice(strange: Server) -> None:
    verdict = await ask(strange.url, asking())
    assert verdict.outcome is Outcome.ALLOW
    assert verdict.revision.startswith("sha256:")
    assert verdict.path == "balise/verdict"
    assert verdict == await ask(strange.url, asking())
    other = asking().model_copy(update={"event_id": "another"})
    assert (await ask(strange.url, other)).decision_id != verdict.decision_id


async def test_questions_beyond_what_opa_bears_wait_in_order_for_their_turn(
    strange: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    under_way = most = 0
    async with opa_client(Settings(), strange.url) as client:
        real = client.query_rule

        async def counted(question: dict[str, Any], *where: Any) -> Any:
            nonlocal under_way, most
            asked.append(question["event_id"])
            under_way += 1
            most = max(most, under_way)
            try:
                return await real(question, *where)
            finally:
                under_way -= 1

        monkeypatch.setattr(client, "query_rule", counted)
        desk = PolicyDesk(client, at_once=3)
        questions = [asking().model_copy(update={"event_id": f"e-{number}"}) for number in range(20)]
        with hanging(strange):
            given_up = [asyncio.create_task(desk.ask_policy(question)) for question in questions]
            await asyncio.sleep(0.1)
            assert asked == ["e-0", "e-1", "e-2"]
            for task in given_up:
                task.cancel()
            await asyncio.wait(given_up)
        asked.clear()
        verdicts = await asyncio.gather(*map(desk.ask_policy, questions))
    assert len({verdict.decision_id for verdict in verdicts}) == len(questions)
    assert (asked, most) == ([question.event_id for question in questions], 3)


@pytest.mark.parametrize(
    ("process", "kind", "message"),
    [
        ("nothing", FailureType.POLICY_UNDEFINED, "no result"),
        ("shapeless", FailureType.POLICY_UNDEFINED, "not a verdict: result"),
        ("contradicting", FailureType.POLICY_UNDEFINED, "not a verdict: value_error"),
        ("unreasoned", FailureType.POLICY_UNDEFINED, "not a verdict: value_error"),
        ("outlandish", FailureType.POLICY_UNDEFINED, "not a verdict: outcome"),
        ("partial", FailureType.POLICY_INCOMPLETE, "not evaluated: ABC-002"),
        ("elsewhere", FailureType.POLICY_INCOMPLETE, "gate planning was not judged"),
        ("unlisted", FailureType.POLICY_INCOMPLETE, "not evaluated: every rule"),
        ("conflicting", FailureType.POLICY_ENGINE_UNAVAILABLE, "HTTP 500"),
    ],
)
async def test_answer_that_is_no_verdict_says_what_is_wrong(
    strange: Server, process: str, kind: FailureType, message: str
) -> None:
    assert await refusal(strange.url, asking(process)) == (kind, message)


async def test_engine_that_hangs_is_unavailable(strange: Server) -> None:
    with hanging(strange):
        kind, message = await refusal(strange.url, asking())
    assert (kind, message) == (FailureType.POLICY_ENGINE_UNAVAILABLE, "TimeoutError")
    assert (await ask(strange.url, asking())).outcome is Outcome.ALLOW


async def test_engine_that_is_not_there_is_unavailable() -> None:
    kind, _ = await refusal(f"http://127.0.0.1:{free(['nobody'], {})['nobody']}", asking())
    assert kind == FailureType.POLICY_ENGINE_UNAVAILABLE


async def test_rule_that_silently_went_undefined_is_named(command: Path, tmp_path: Path) -> None:
    policies = tmp_path / "policies"
    shutil.copytree(ROOT / "policies", policies)
    rule = policies / "rules" / "gates" / "need.rego"
    asked = asking("initiative", "opportunity").model_copy(update={"facts": {}})
    async with serving_bundle(command, policies, tmp_path) as server:
        assert (await ask(server.url, asked)).outcome is not Outcome.ALLOW
    written = rule.read_text()
    rule.write_text(written.replace("default problem_comes_first := false", ""))
    assert rule.read_text() != written
    async with serving_bundle(command, policies, tmp_path) as server:
        assert await refusal(server.url, asked) == (FailureType.POLICY_INCOMPLETE, "not evaluated: BES-001")


async def test_policies_that_came_in_no_bundle_are_not_trusted_and_a_closed_door_is_no_verdict(
    command: Path, tmp_path: Path
) -> None:
    (tmp_path / "verdict.rego").write_text(STRANGE)
    (tmp_path / "data.json").write_bytes(orjson.dumps({"catalogue": {"expected": EXPECTED}}))
    (tmp_path / "door.rego").write_text(
        dedent("""\
            package system.authz

            default allow := false

            allow if input.identity == "sesame"

            allow if input.path[0] in {"health"}

            allow if input.path == ["v1", "data", "system", "version"]
        """)
    )
    guarded = ("--authentication", "token", "--authorization", "basic", str(tmp_path))
    async with serving(command, *guarded) as server:
        assert await refusal(server.url, asking(), "sesame") == (
            FailureType.POLICY_UNDEFINED,
            "the answer names no bundle revision",
        )
        kind, message = await refusal(server.url, asking(), "abracadabra")
        assert (kind, message) == (FailureType.POLICY_INPUT_REJECTED, "HTTP 401")
