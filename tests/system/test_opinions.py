"""Opinions given from the command line, on real engines: shown first, signed, counted, or refused with the reason."""

import asyncio
import json
import os
from pathlib import Path
from subprocess import CompletedProcess
from typing import Any

import pytest

from engines import Engine
from engines.enrolment import enrolled, keep
from engines.stack import Addresses, Stack
from settings import Settings
from story.giving import Givers
from tests import command
from tests.system.outside import DATA, NEED, Line, declaration, event, silent

# Each command is a process of its own, which a busy machine takes its time to start.
pytestmark = [pytest.mark.engines, pytest.mark.timeout(900)]

SOUTH = "cisss-sud"
PERSONAL = {**DATA, "personal_information": True, "health_information": True, "sale": False, "reidentification": False}
CONDITION = "Effacer les images refusées."
WHY = ("--reasons-fr", "Seules les images refusées posent problème.")


class Balise:
    """The command, on the engines of this session."""

    def __init__(self, settings: Settings) -> None:
        self._environment = {
            **os.environ,
            "BALISE_DATA": str(settings.data),
            "COLUMNS": "160",
        }

    async def run(self, *arguments: str) -> CompletedProcess[str]:
        return await asyncio.to_thread(command.balise, *arguments, environment=self._environment)

    async def answer(self, *arguments: str) -> Any:
        done = await self.run(*arguments, "--json")
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)


@pytest.fixture
def balise(settings: Settings) -> Balise:
    return Balise(settings)


def enrol(settings: Settings, drawn: dict[str, str]) -> None:
    line = json.loads(Path(drawn["public"]).read_text(encoding="utf-8"))
    keep(settings.enrolled, {**enrolled(settings.enrolled), drawn["id"]: line})


async def waits_for_the_officer(phone: Line, slug: str) -> str:
    case_id = f"initiative:{SOUTH}/{slug}"
    await phone.tell(
        event(case_id, 1, "initiative.declared", **declaration()), event(case_id, 2, "need.described", **NEED)
    )
    await phone.tell(
        event(case_id, 3, "data.described", **PERSONAL), event(case_id, 4, "passage.requested", to="planning")
    )
    return case_id


async def test_an_opinion_is_shown_signed_and_counted(
    phone: Line, balise: Balise, givers: Givers, tmp_path: Path
) -> None:
    case_id = await waits_for_the_officer(phone, "avis-donne")
    key = tmp_path / "officer.key.pem"
    givers.by_body["privacy_officer"].key.write(key)
    asked = ("opinion", "give", case_id, "--body", "privacy_officer", "--key", str(key))

    unconfirmed = await balise.run(*asked, "--answer", "favourable", *WHY)
    assert unconfirmed.returncode == 2
    for shown in ("Listes d'attente", "planification", "sha256:", "Protection des renseignements : favorable"):
        assert shown in unconfirmed.stderr

    given = ("--answer", "with_conditions", *WHY, "--condition", CONDITION)
    row = await balise.answer(*asked, *given, "--yes")
    assert (row["status"], row["outcome"], row["stage"], row["still_awaited"]) == (
        "accepted",
        "allow",
        "planning",
        None,
    )
    folder = await balise.answer("case", "show", case_id)
    assert [each["rule"] for each in folder["case"]["obligations"]] == ["condition:privacy_officer", "duty:inventory"]

    again = await balise.run(*asked, "--answer", "favourable", *WHY, "--yes", "--lang", "en")
    assert again.returncode == 1
    assert "does not wait for this body's opinion" in again.stderr


async def test_a_key_counts_from_the_moment_it_is_enrolled(
    phone: Line, balise: Balise, settings: Settings, stack: Addresses, tmp_path: Path
) -> None:
    case_id = await waits_for_the_officer(phone, "cle-nouvelle")
    path = tmp_path / "nouvelle.key.pem"
    drawn = await balise.answer("opinion", "key", "new", "--body", "privacy_officer", "--out", str(path))
    asked = (
        "opinion",
        "give",
        case_id,
        "--body",
        "privacy_officer",
        "--key",
        str(path),
        "--answer",
        "favourable",
        *WHY,
    )

    unknown = await balise.run(*asked, "--yes")
    assert unknown.returncode == 1
    assert "clé que personne n'a inscrite" in unknown.stderr
    assert path.read_text().splitlines()[1] not in unknown.stdout + unknown.stderr

    enrol(settings, drawn)
    # What enrolling does where OPA is not a child of the process that asks, as it is here.
    engines = Stack(settings, settings.data)
    await engines.down(only=(Engine.OPA,))
    assert (await engines.up(silent)).opa == stack.opa

    counted = await balise.answer(*asked, "--yes")
    assert (counted["outcome"], counted["stage"]) == ("allow", "planning")


async def test_a_key_that_nobody_enrolled_is_told_so_where_a_tool_is_in_service_already(
    phone: Line, balise: Balise, tmp_path: Path
) -> None:
    case_id = f"initiative:{SOUTH}/en-service"
    quiet = {"clinical": False, "decision": "none", "generative": False, "supplier": "internal"}
    await phone.tell(
        event(case_id, 1, "initiative.declared", **declaration("production", **quiet)),
        event(case_id, 2, "need.described", **NEED),
        event(case_id, 3, "data.described", **DATA),
    )
    path = tmp_path / "comite.key.pem"
    await balise.answer("opinion", "key", "new", "--body", "comite_ia_sante", "--out", str(path))
    given = ("--body", "comite_ia_sante", "--key", str(path), "--answer", "favourable", *WHY)
    done = await balise.run("opinion", "give", case_id, *given, "--yes")
    assert done.returncode == 1, done.stderr
    assert "clé que personne n'a inscrite" in done.stderr.replace("\n", " ")
