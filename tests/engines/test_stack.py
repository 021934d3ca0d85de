import asyncio
import os
import signal
from pathlib import Path

import aiohttp
import psutil
import pytest

from domain.revision import claimed, unpacked
from engines import Engine, EngineUnavailable, Progress, opa, process, state
from engines.ports import free
from engines.stack import Stack, addresses
from settings import Settings

pytestmark = pytest.mark.engines


def children(stack: Stack) -> dict[Engine, process.Child]:
    return {engine: running.child for engine, running in state.read(stack.data).running.items()}


async def kill(child: process.Child) -> None:
    os.kill(child.pid, signal.SIGKILL)
    while process.alive(child):
        await asyncio.sleep(0.01)


async def test_engines_are_well_on_the_loopback_interface_only(own_stack: Stack) -> None:
    for engine in await own_stack.status():
        assert engine.healthy, engine
        assert engine.version
        assert engine.started_by_us
    for child in children(own_stack).values():
        connections = psutil.Process(child.pid).net_connections(kind="tcp")
        listening = {each.laddr.ip for each in connections if each.status == psutil.CONN_LISTEN}
        assert listening <= {"127.0.0.1", "::ffff:127.0.0.1"}


async def test_up_twice_changes_nothing(own_stack: Stack, own_settings: Settings, quietly: Progress) -> None:
    before = children(own_stack)
    again = Stack(own_settings, own_stack.data)
    found = await again.up(quietly)
    assert children(own_stack) == before
    assert again.started == set()
    assert found == addresses(own_settings, own_stack.data)


async def test_two_at_once_start_each_engine_once(own_stack: Stack, own_settings: Settings, quietly: Progress) -> None:
    await kill(children(own_stack)[Engine.OPA])
    both = [Stack(own_settings, own_stack.data) for _ in range(2)]
    first, second = await asyncio.gather(*(stack.up(quietly) for stack in both))
    assert first == second
    assert sorted(len(stack.started) for stack in both) == [0, 1]


@pytest.mark.parametrize("engine", list(Engine))
async def test_killed_engine_is_recovered(own_stack: Stack, engine: Engine, quietly: Progress) -> None:
    before = children(own_stack)
    address = addresses(Settings(), own_stack.data)
    await kill(before[engine])
    ill = {one.engine for one in await own_stack.status() if not one.healthy}
    assert ill == {engine}
    await own_stack.up(quietly)
    after = children(own_stack)
    assert all(one.healthy for one in await own_stack.status())
    assert {one for one in Engine if before[one] != after[one]} == {engine}
    assert addresses(Settings(), own_stack.data) == address


async def test_the_journal_keeps_the_policies_that_opa_serves(own_stack: Stack, own_settings: Settings) -> None:
    archive = opa.served(own_stack.data).read_bytes()
    revision = claimed(unpacked(archive))
    assert revision is not None
    address = addresses(own_settings, own_stack.data).journal
    async with aiohttp.ClientSession() as http:
        path = f"{address}/bundles/{revision.removeprefix('sha256:')}.tar.gz"
        async with http.get(path) as kept:
            assert claimed(unpacked(await kept.read())) == revision
        async with http.put(f"{address}/bundles/{'0' * 64}", data=archive) as refused:
            assert (refused.status, (await refused.json())["field"]) == (422, "revision")


async def test_unreadable_state_is_recovered(own_stack: Stack, quietly: Progress) -> None:
    before = children(own_stack)
    (own_stack.data / state.FILE).write_text('{"running": {"temporal"')
    assert not any(one.healthy for one in await own_stack.status())
    await own_stack.up(quietly)
    assert all(one.healthy for one in await own_stack.status())
    assert not any(process.alive(child) for child in before.values())


async def test_down_stops_everything_and_up_finds_the_same_addresses(
    own_stack: Stack, own_settings: Settings, quietly: Progress
) -> None:
    before = addresses(own_settings, own_stack.data)
    running = children(own_stack)
    await own_stack.down()
    assert not any(process.alive(child) for child in running.values())
    for one in await own_stack.status():
        assert not one.healthy
        assert one.why is not None
        assert "balise up" in one.why.fr
    with pytest.raises(EngineUnavailable, match="balise up"):
        addresses(own_settings, own_stack.data)
    assert await own_stack.up(quietly) == before


async def test_running_engines_are_used_as_they_are(
    own_stack: Stack, own_settings: Settings, tmp_path: Path, quietly: Progress
) -> None:
    found = addresses(own_settings, own_stack.data)
    pointing = own_settings.model_copy(
        update={
            "temporal_address": found.temporal,
            "kafka_bootstrap_servers": found.kafka,
            "opa_url": found.opa,
            "journal_url": found.journal,
        }
    )
    elsewhere = Stack(pointing, tmp_path)
    await elsewhere.up(quietly)
    assert elsewhere.started == set()
    assert not any(one.started_by_us for one in await elsewhere.status())
    await elsewhere.down()
    assert all(one.healthy for one in await own_stack.status())


@pytest.mark.parametrize(
    ("field", "address"),
    [
        ("temporal_address", "127.0.0.1:{port}"),
        ("kafka_bootstrap_servers", "127.0.0.1:{port}"),
        ("opa_url", "http://127.0.0.1:{port}"),
        ("journal_url", "http://127.0.0.1:{port}"),
    ],
)
async def test_address_where_nothing_answers_is_one_sentence(
    own_stack: Stack, own_settings: Settings, field: str, address: str, quietly: Progress
) -> None:
    nobody = address.format(port=free(["nobody"], {})["nobody"])
    with pytest.raises(EngineUnavailable) as refusal:
        await Stack(own_settings.model_copy(update={field: nobody}), own_stack.data).up(quietly)
    assert f"ne répond pas à {nobody}" in refusal.value.text.fr
    assert f"does not answer at {nobody}" in refusal.value.text.en
    assert all(one.healthy for one in await own_stack.status())


async def test_folder_that_cannot_be_written_is_one_sentence(
    own_settings: Settings, tmp_path: Path, quietly: Progress
) -> None:
    (tmp_path / "taken").write_text("a file where the folder should be")
    with pytest.raises(EngineUnavailable, match="BALISE_DATA"):
        await Stack(own_settings, tmp_path / "taken" / "data").up(quietly)
