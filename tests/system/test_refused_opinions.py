"""Opinions that do not count, given through Kafka: each is read back with its cause, and bars no true one."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

import pytest
from temporalio.client import Client

from domain.case import Case
from domain.deadlines import ZONE
from domain.question import Opinion
from events.contract import topics
from story.giving import BEFORE, Givers
from tests.system.outside import DATA, NEED, WHY, Event, Line, declaration, event, heard, of_kind
from workflows.case import CaseShell

pytestmark = pytest.mark.engines

COAST = "cisss-du-littoral"
OFFICER = "privacy_officer"
SOURCE = "urn:balise:gouvernance:rprp-littoral"
PERSONAL = {**DATA, "personal_information": True, "health_information": True, "sale": False, "reidentification": False}

Given = dict[str, Any]
"""Data of an opinion."""

THE_GATE_SPEAKS = ("n'a pas donné un avis favorable sur le dossier actuel", "has not given a favourable opinion on the")


class Refused(NamedTuple):
    """An opinion that does not count, and how its refusal reads."""

    gives: Callable[[Givers, Case], Given]
    cause: str
    french: str
    english: str
    then: tuple[tuple[str, dict[str, Any]], ...] = ()
    """What the establishment says between the opinion that was written and the one that arrives."""


def today() -> date:
    return datetime.now(ZONE).date()


def favourable(case: Case, **more: Any) -> Given:
    return {"body": OFFICER, "answer": "favourable", "covers": case.dossier, **WHY, **more}


def sound(givers: Givers, case: Case) -> Given:
    return givers.signs(case.id, favourable(case), today())


def recused(givers: Givers, case: Case) -> Given:
    return givers.signs(case.id, favourable(case, answer="recused"), today())


def forged(givers: Givers, case: Case) -> Given:
    """Return a refusal that was really signed, and that somebody turned round."""
    refusal = givers.signs(case.id, favourable(case, answer="unfavourable"), today())
    return {**refusal, "answer": "favourable"}


def out_of_place(givers: Givers, case: Case) -> Given:
    """Return an opinion that one of the committee signs in the officer's place."""
    given, giver = favourable(case), givers.by_body["comite_ia_sante"]
    opinion = Opinion.model_validate(given)
    return {**given, "signature": giver.key.signed(case.id, opinion, person=giver.person, signed_on=today())}


def before_its_key(givers: Givers, case: Case) -> Given:
    return givers.signs(case.id, favourable(case), BEFORE - timedelta(days=1))


OTHERWISE = {**NEED, "expected_value": "Une semaine d'attente de moins."}

REFUSED = {
    "recusee": Refused(recused, "absent", *THE_GATE_SPEAKS),
    "contrefaite": Refused(
        forged, "signature_invalid", "n'est pas ce que la clé a signé", "is not what the key signed"
    ),
    "sans-siege": Refused(out_of_place, "not_entitled", "une clé qui ne siège pas là", "does not sit there"),
    "avant-la-cle": Refused(before_its_key, "key_not_valid", "n'était pas valide le jour", "was not valid on the day"),
    "autres-faits": Refused(sound, "lapsed", *THE_GATE_SPEAKS, then=(("need.described", OTHERWISE),)),
}


def waiting(slug: str) -> list[Event]:
    """Return what brings a case to wait for the officer alone."""
    case_id = f"initiative:{COAST}/{slug}"
    return [
        event(case_id, 1, "initiative.declared", **declaration()),
        event(case_id, 2, "need.described", **NEED),
        event(case_id, 3, "data.described", **PERSONAL),
        event(case_id, 4, "passage.requested", to="planning"),
    ]


async def case_of(client: Client, slug: str) -> Case:
    case: Case = await client.get_workflow_handle(f"initiative:{COAST}/{slug}").query(CaseShell.case)
    return case


def opinion(slug: str, number: int, given: Given) -> Event:
    return event(f"initiative:{COAST}/{slug}", number, "opinion.rendered", source=SOURCE, **given)


async def test_an_opinion_that_does_not_count_is_refused_with_its_cause_in_both_languages(
    phone: Line, kafka: dict[str, Any], client: Client, givers: Givers
) -> None:
    await phone.tell(*(each for slug in REFUSED for each in waiting(slug)))
    written = {slug: one.gives(givers, await case_of(client, slug)) for slug, one in REFUSED.items()}
    await phone.tell(
        *(
            event(f"initiative:{COAST}/{slug}", 5, kind, **data)
            for slug, one in REFUSED.items()
            for kind, data in one.then
        )
    )
    await phone.tell(*(opinion(slug, 6, given) for slug, given in written.items()))
    told = of_kind(await heard(kafka, topics.outgoing(COAST)), "verdict.rendered")
    for slug, one in REFUSED.items():
        (rendered,) = [each["data"] for each in told if each["data"]["event"]["id"] == f"{slug}-6"]
        assert (rendered["stage"], rendered["verdict"]["outcome"]) == ("opportunity", "review"), slug
        (awaited,) = rendered["verdict"]["opinions"]
        assert (awaited["body"], awaited["cause"]) == (OFFICER, one.cause), slug
        assert one.french in awaited["message"]["fr"]
        assert one.english in awaited["message"]["en"]
        assert awaited["remedy"]["fr"] != awaited["remedy"]["en"]
    # It was the opinion that was refused, and nothing else.
    await phone.tell(*[opinion(slug, 7, sound(givers, await case_of(client, slug))) for slug in REFUSED])
    assert {slug: (await case_of(client, slug)).stage for slug in REFUSED} == dict.fromkeys(REFUSED, "planning")


async def test_an_opinion_that_comes_too_late_moves_nothing(
    phone: Line, kafka: dict[str, Any], client: Client, givers: Givers
) -> None:
    withdrawn, opened = "retiree", "ouverte"
    await phone.tell(*waiting(withdrawn), *waiting(opened))
    late = sound(givers, await case_of(client, withdrawn))
    case = await case_of(client, opened)
    against = givers.signs(case.id, favourable(case, answer="unfavourable"), today())
    await phone.tell(event(f"initiative:{COAST}/{withdrawn}", 5, "passage.withdrawn"))
    await phone.tell(opinion(opened, 5, sound(givers, case)))
    await phone.tell(opinion(withdrawn, 6, late), opinion(opened, 6, against))
    said = await heard(kafka, topics.outgoing(COAST))
    for slug, stages, owed in (
        (withdrawn, ["opportunity"], ["duty:inventory@opportunity"]),
        # A no after the gate has opened is still to be answered there.
        (opened, ["opportunity", "planning"], [f"opinion:{OFFICER}@planning", "duty:inventory@planning"]),
    ):
        case = await case_of(client, slug)
        told = [each for each in said if each["subject"] == case.id]
        assert [each["data"]["stage"] for each in of_kind(told, "stage.entered")] == stages
        (*_, receipt) = of_kind(told, "receipt.issued")
        assert (receipt["data"]["event"]["id"], receipt["data"]["status"]) == (f"{slug}-6", "accepted")
        assert (case.stage, case.passage, [each.id for each in case.obligations]) == (stages[-1], None, owed)
    (notice,) = notices(said, f"{withdrawn}-6")
    assert "Aucune porte ne demande en ce moment" in notice["message"]["fr"]
    assert "No gate asks for this body's opinion" in notice["message"]["en"]
    assert notices(said, f"{opened}-6") == []


def notices(said: list[Event], event_id: str) -> list[dict[str, Any]]:
    """Return what the verdict on that event says of the opinion it gives."""
    (rendered,) = [each for each in of_kind(said, "verdict.rendered") if each["data"]["event"]["id"] == event_id]
    return [each for each in rendered["data"]["verdict"]["notices"] if each["rule"] == f"opinion:{OFFICER}"]


async def test_a_forged_opinion_on_a_tool_in_production_is_told_with_its_reason(
    phone: Line, kafka: dict[str, Any], client: Client, givers: Givers
) -> None:
    slug = "en-service"
    await phone.tell(event(f"initiative:{COAST}/{slug}", 1, "initiative.declared", **declaration("production")))
    before = await case_of(client, slug)
    assert (before.stage, before.passage) == ("production", None)
    await phone.tell(opinion(slug, 2, forged(givers, before)))
    (notice,) = notices(await heard(kafka, topics.outgoing(COAST)), f"{slug}-2")
    assert notice["cause"] == "without_effect"
    assert "n'est pas ce que la clé a signé" in notice["message"]["fr"]
    assert "is not what the key signed" in notice["message"]["en"]
    assert (await case_of(client, slug)).stage == "production"


async def test_a_refused_opinion_leaves_the_one_that_was_given_before_it(
    phone: Line, kafka: dict[str, Any], client: Client, givers: Givers
) -> None:
    slug = "donnee-avant"
    case_id = f"initiative:{COAST}/{slug}"
    *told, request = waiting(slug)
    await phone.tell(*told)
    case = await case_of(client, slug)
    elsewhere = event(case_id, 7, "opinion.rendered", source=f"urn:balise:gouvernance:{COAST}", **sound(givers, case))
    await phone.tell(opinion(slug, 5, sound(givers, case)))
    await phone.tell(opinion(slug, 6, forged(givers, case)), elsewhere)
    after = await case_of(client, slug)
    assert [given.event_id for given in after.opinions.values()] == [f"{slug}-5"]
    assert (after.stage, after.outcome, after.obligations) == ("opportunity", case.outcome, case.obligations)
    said = of_kind(await heard(kafka, topics.outgoing(COAST), case_id), "verdict.rendered")
    refusals = {
        each["data"]["event"]["id"]: each["data"]["verdict"] for each in said if each["data"]["verdict"]["refuses"]
    }
    assert refusals.keys() == {f"{slug}-6", f"{slug}-7"}
    assert [each["rule"] for each in refusals[f"{slug}-7"]["violations"]] == ["ENT-003"]
    await phone.tell({**request, "id": f"{slug}-8"})
    assert (await case_of(client, slug)).stage == "planning"
