"""Two bodies decide at the same instant, and the worker is killed before their word takes effect: each counts once."""

import asyncio
import signal
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime
from typing import Any

import pytest

from domain.deadlines import ZONE
from domain.initiative import INITIATIVE
from engines import Engine
from engines.enrolment import keep
from events.contract import topics
from settings import Settings
from story.giving import Givers
from tests.policies.policy_questions import CLINICAL
from tests.system.outside import WHY, Event, Fragile, event, lag, line, of_kind, silent, until
from tests.system.test_outages import announced, folded, folder, hanging

pytestmark = [pytest.mark.engines, pytest.mark.timeout(300)]

NORTH = "cisss-nord"
BODIES = ("comite_ia_sante", "professional_order")
SOURCES = {
    "comite_ia_sante": "urn:balise:gouvernance:comite-ia-sante",
    "professional_order": "urn:balise:gouvernance:cmq",
}


@pytest.fixture
async def seated(fragile: Fragile, givers: Givers, settings: Settings) -> Fragile:
    """The engines that may be broken, where those who give opinions are enrolled."""
    keys = settings.model_copy(update={"data": fragile.stack.data}).enrolled
    if not keys.exists():
        keep(keys, givers.table(datetime.now(UTC).date()))
        # OPA reads its bundle as it starts.
        await fragile.stack.down(only=(Engine.OPA,))
        assert await fragile.stack.up(silent) == fragile.at
    return fragile


def waiting(slug: str) -> list[Event]:
    """Return the events of a tool that waits for production, with all that its gate asks but the opinions."""
    case_id = f"initiative:{NORTH}/{slug}"
    told: list[Event] = []
    for kind, template in INITIATIVE.facts.items():
        topic, _, several = template.partition(".")
        held = CLINICAL.get(topic, {})
        for data in held.values() if several else [held] if held else []:
            more = {"stage": "realization"} if topic == "declaration" else {}
            told.append(event(case_id, len(told) + 1, kind, **{**data, **more}))
    return [*told, event(case_id, len(told) + 1, "passage.requested", to="production")]


def spoken(givers: Givers, life: list[Event], covers: str) -> list[Event]:
    """Return what both bodies say of the file that *covers*, at one and the same instant of their clocks."""
    case_id, number = life[0]["subject"], len(life) + 1
    today = datetime.now(ZONE).date()
    said = []
    for place, body in enumerate(BODIES):
        opinion = givers.signs(case_id, {"body": body, "answer": "favourable", "covers": covers, **WHY}, today)
        one = event(case_id, number + place, "opinion.rendered", source=SOURCES[body], **opinion)
        said.append({**one, "time": event(case_id, number, "opinion.rendered")["time"]})
    return said


async def lived(fragile: Fragile, lives: list[list[Event]], givers: Givers) -> list[list[Event]]:
    """Tell *lives*; return the two opinions that each then waits for."""
    async with line(fragile.kafka) as phone:
        await phone.tell(*(each for life in lives for each in life))
    opinions = []
    for life in lives:
        kept = await folder(fragile, life[0]["subject"])
        assert kept.verdict is not None
        assert kept.verdict.outcome == "review", [
            each.rule for each in (*kept.verdict.violations, *kept.verdict.indeterminates)
        ]
        assert {each.body for each in kept.verdict.opinions} == set(BODIES)
        opinions.append(spoken(givers, life, kept.case.dossier))
    return opinions


async def each_counts_once(fragile: Fragile, lives: list[list[Event]], opinions: list[list[Event]]) -> None:
    """Check what was announced of *lives*, and that each case is the one its messages and verdicts make."""
    said = await announced(fragile, lives)
    for life, both in zip(lives, opinions, strict=True):
        of = [each for each in said if each["subject"] == life[0]["subject"]]
        once: dict[str, Event] = {}
        for each in of:
            # What a crash has said twice is the same announcement, word for word.
            assert once.setdefault(each["id"], each)["data"] == each["data"]
        accepted = [
            each["data"]["event"]["id"]
            for each in of_kind(once.values(), "receipt.issued")
            if each["data"]["status"] == "accepted"
        ]
        assert sorted(accepted) == sorted(each["id"] for each in (*life, *both))
        entered = [each["data"]["stage"] for each in of_kind(once.values(), "stage.entered")]
        assert entered == ["realization", "production"]
        rendered: dict[str, Any] = {
            each["data"]["event"]["id"]: each["data"] for each in of_kind(once.values(), "verdict.rendered")
        }
        outcomes = [rendered[each["id"]]["verdict"]["outcome"] for each in both]
        assert sorted(outcomes) == ["allow", "review"]
        kept = await folder(fragile, life[0]["subject"])
        assert (kept.case.stage, kept.case.passage, set(kept.case.opinions)) == ("production", None, set(BODIES))
        in_order = {each["id"]: each for each in (*life, *both)}
        assert kept.case == folded([in_order[entry.event_id] for entry in kept.timeline], kept, rendered)


async def test_two_bodies_that_speak_at_the_same_instant_both_count_once(seated: Fragile, givers: Givers) -> None:
    lives = [waiting(f"ensemble-{number}") for number in range(4)]
    opinions = await lived(seated, lives, givers)

    async def speaks(place: int) -> None:
        async with line(seated.kafka) as phone:
            sent = await phone.send(*(both[(number + place) % 2] for number, both in enumerate(opinions)))
            await phone.ended(sent)

    await asyncio.gather(speaks(0), speaks(1))
    await each_counts_once(seated, lives, opinions)


@contextmanager
def holding(fragile: Fragile) -> Iterator[ExitStack]:
    """Keep OPA from answering, until what is returned is closed."""
    with ExitStack() as held:
        held.enter_context(hanging(fragile, Engine.OPA))
        yield held


async def heard_by_their_cases(fragile: Fragile) -> None:
    async def received() -> bool:
        return set((await lag(fragile.kafka, topics.GOVERNANCE_IN)).values()) == {0}

    await until(received)


async def test_a_worker_killed_before_the_verdict_on_two_opinions_loses_neither(
    seated: Fragile, givers: Givers
) -> None:
    lives = [waiting(f"avant-le-verdict-{number}") for number in range(2)]
    opinions = await lived(seated, lives, givers)
    async with line(seated.kafka) as phone:
        with holding(seated):
            sent = await phone.send(*(each for both in opinions for each in both))
            await heard_by_their_cases(seated)
            assert phone.follower.heard.ended(sent) == 0
            assert seated.worker.stop(signal.SIGKILL) == -signal.SIGKILL
        await seated.worker.start()
        await phone.ended(sent)
    await each_counts_once(seated, lives, opinions)


async def test_a_worker_killed_between_the_verdict_and_what_is_said_of_it_says_it_once(
    seated: Fragile, givers: Givers
) -> None:
    lives = [waiting(f"avant-l-annonce-{number}") for number in range(2)]
    opinions = await lived(seated, lives, givers)
    async with line(seated.kafka) as phone:
        with holding(seated) as held:
            sent = await phone.send(*(each for both in opinions for each in both))
            await heard_by_their_cases(seated)
            with hanging(seated, Engine.KAFKA):
                held.close()  # OPA answers again, and nobody can be told what it said

                async def decided() -> bool:
                    return {(await folder(seated, life[0]["subject"])).case.stage for life in lives} == {"production"}

                await until(decided)
                assert phone.follower.heard.ended(sent) < len(sent)
                assert seated.worker.stop(signal.SIGKILL) == -signal.SIGKILL
        await seated.worker.start()
        await phone.ended(sent)
    await each_counts_once(seated, lives, opinions)
