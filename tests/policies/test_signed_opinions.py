"""Opinions as they reach a case, signed or forged, under the real policies: which counts, and why another does not."""

import json
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from domain import deadlines
from domain.case import Case
from domain.decider import question, settle
from domain.initiative import INITIATIVE
from domain.message import Message
from domain.question import Opinion, Question
from domain.statement import text_digest
from domain.verdict import Outcome, Verdict
from engines import artifacts
from engines.bundle import build, ensure_key
from engines.enrolment import enrolled, join, keep
from engines.rego import Opa
from events.contract import publication
from settings import ROOT, Settings
from tests.opinion_keys import entry, key, person, signed
from tests.policies.policy_questions import CLINICAL, ESTABLISHMENT, Desk
from tests.policies.signed_opinions import WRITTEN, rego

pytestmark = pytest.mark.engines

OFFICER = "urn:balise:gouvernance:rprp-ciusss-x"
CONDITION = "Effacer les images refusées dans les trente jours."
NOON = datetime(2026, 3, 1, 17, tzinfo=UTC)


def verdict(desk: Desk, asked: Question) -> Verdict:
    raw = desk(asked.model_dump(mode="json"))
    assert raw is not None
    return Verdict.model_validate({**raw, "decision_id": "d", "path": "balise/verdict", "revision": "sha256:0"})


def told(desk: Desk, case: Case, kind: str, data: dict[str, Any], source: str) -> tuple[Case, Verdict | None]:
    at = NOON + timedelta(minutes=case.sequence)
    message = Message(
        id=f"m{case.sequence}", source=source, type=kind, subject=case.id, time=at, received_at=at, data=data
    )
    asked = question(INITIATIVE, case, message)
    found = verdict(desk, asked) if asked else None
    return settle(INITIATIVE, case, message, found).case, found


@pytest.fixture
def waiting(desk: Desk) -> Case:
    """Return a case that waits for the privacy officer alone."""
    return at_planning(desk, "initiative:ciusss-x/essai")


def at_planning(desk: Desk, case_id: str, **declared: Any) -> Case:
    case = Case.opened(case_id)
    for kind, data in (
        ("initiative.declared", {**CLINICAL["declaration"], **declared}),
        ("need.described", CLINICAL["need"]),
        ("data.described", CLINICAL["data"]),
        ("passage.requested", {"to": "planning"}),
    ):
        case, found = told(desk, case, kind, data, ESTABLISHMENT)
    assert found is not None
    assert [(each.body, each.cause) for each in found.opinions] == [("privacy_officer", "absent")]
    return case


def favourable(case: Case, **more: Any) -> dict[str, Any]:
    why = {"reasons": "Le besoin est établi.", "language": "fr"}
    return {"body": "privacy_officer", "answer": "favourable", "covers": case.dossier, **why, **more}


def answer(desk: Desk, case: Case, data: dict[str, Any]) -> tuple[Case, str | None]:
    """Return the case once the opinion *data* is given on it, and why it is still awaited."""
    after, found = told(desk, case, "opinion.rendered", data, OFFICER)
    assert found is not None
    assert (found.outcome is Outcome.ALLOW) is (after.stage == "planning") is (not found.opinions)
    return after, found.opinions[0].cause if found.opinions else None


def test_a_signed_opinion_opens_the_gate(desk: Desk, waiting: Case) -> None:
    after, cause = answer(desk, waiting, signed(waiting.id, favourable(waiting), "officer"))
    assert (after.stage, cause) == ("planning", None)
    assert after.crossed["planning"] == waiting.dossier


def test_an_opinion_nobody_signed_does_not(desk: Desk, waiting: Case) -> None:
    assert answer(desk, waiting, favourable(waiting))[1] == "unsigned"


def test_one_character_changed_is_seen(desk: Desk, waiting: Case) -> None:
    good = signed(waiting.id, favourable(waiting), "officer")
    written = good["signature"]
    for at in (5, len(written) // 2, len(written) - 10):
        other = "A" if written[at] != "A" else "B"
        forged = {**good, "signature": written[:at] + other + written[at + 1 :]}
        assert answer(desk, waiting, forged)[1] == "signature_invalid", at


def test_words_changed_after_signing_are_seen(desk: Desk, waiting: Case) -> None:
    refusal = signed(waiting.id, favourable(waiting, answer="unfavourable"), "officer")
    assert answer(desk, waiting, {**refusal, "answer": "favourable"})[1] == "signature_invalid"
    good = signed(waiting.id, favourable(waiting, reasons="Oui.", language="fr"), "officer")
    assert answer(desk, waiting, {**good, "reasons": "Non."})[1] == "signature_invalid"


def test_a_key_of_another_body_a_stranger_s_or_one_that_does_not_hold_is_named(desk: Desk, waiting: Case) -> None:
    for name, cause in (
        ("committee", "not_entitled"),
        ("stranger", "key_unknown"),
        ("past", "key_not_valid"),
        ("revoked", "key_not_valid"),
    ):
        assert answer(desk, waiting, signed(waiting.id, favourable(waiting), name))[1] == cause, name


def test_a_stolen_key_that_writes_an_earlier_day_opens_nothing(desk: Desk, waiting: Case) -> None:
    early = signed(waiting.id, favourable(waiting), "revoked", on=date(2026, 2, 1))
    assert answer(desk, waiting, early)[1] == "key_not_valid"


def test_what_a_key_signed_before_it_was_revoked_still_counts(desk: Desk, waiting: Case) -> None:
    # The gate itself is judged the day after, once the key is revoked.
    data = signed(waiting.id, favourable(waiting), "revoked", on=date(2026, 2, 28))
    received = datetime(2026, 2, 28, 17, tzinfo=UTC)
    given = Opinion.model_validate({**data, "received_at": received})
    asked = question(INITIATIVE, waiting, message_at(waiting, "passage.requested", {"to": "planning"}))
    assert asked is not None
    asked = asked.model_copy(
        update={
            "opinions": {"privacy_officer": given},
            "provenance": asked.provenance.model_copy(update={"opinions": {"privacy_officer": OFFICER}}),
        }
    )
    assert verdict(desk, asked).outcome is Outcome.ALLOW


def message_at(case: Case, kind: str, data: dict[str, Any]) -> Message:
    return Message(
        id=f"m{case.sequence}", source=ESTABLISHMENT, type=kind, subject=case.id, time=NOON, received_at=NOON, data=data
    )


def test_an_opinion_signed_for_another_case_is_not_one_on_this(desk: Desk, waiting: Case) -> None:
    twin = at_planning(desk, "initiative:ciusss-x/autre")
    assert twin.dossier == waiting.dossier
    replayed = signed(twin.id, favourable(twin), "officer")
    assert answer(desk, twin, replayed)[1] is None
    assert answer(desk, waiting, replayed)[1] == "wrong_case"


def test_an_opinion_on_facts_that_changed_since_has_lapsed(desk: Desk, waiting: Case) -> None:
    good = signed(waiting.id, favourable(waiting), "officer")
    changed, _ = told(
        desk, waiting, "need.described", {**CLINICAL["need"], "beneficiaries": "Les équipes"}, ESTABLISHMENT
    )
    assert answer(desk, changed, good)[1] == "lapsed"
    # Whoever rewrites what it covers breaks what was signed.
    assert answer(desk, changed, {**good, "covers": changed.dossier})[1] == "signature_invalid"


def test_nobody_gives_an_opinion_on_their_own_initiative(desk: Desk) -> None:
    case = at_planning(desk, "initiative:ciusss-x/essai", responsible=[person("officer")])
    after, cause = answer(desk, case, signed(case.id, favourable(case), "officer"))
    assert (after.stage, cause) == ("opportunity", "conflicted")


@pytest.mark.parametrize("who", [None, []])
def test_nobody_s_opinion_counts_until_it_is_said_who_answers_for_the_case(desk: Desk, who: list[str] | None) -> None:
    case = at_planning(desk, "initiative:ciusss-x/essai", responsible=who)
    case, cause = answer(desk, case, signed(case.id, favourable(case), "officer"))
    assert (case.stage, cause) == ("opportunity", "responsible_unknown")
    declared = {**CLINICAL["declaration"], "responsible": [person("committee")]}
    case, _ = told(desk, case, "initiative.declared", declared, ESTABLISHMENT)
    assert case.put_aside is not None, "a declaration also answers the yearly inventory, which the stage owes"
    case, found = told(desk, case, deadlines.REACHED, {}, deadlines.CLOCK)
    assert found is not None
    assert [each.cause for each in found.opinions] == ["lapsed"]
    case, cause = answer(desk, case, signed(case.id, favourable(case), "officer"))
    assert (case.stage, cause) == ("planning", None)


def test_conditions_are_owed_until_they_are_met_and_opinions_that_opened_a_gate_hold(desk: Desk, waiting: Case) -> None:
    data = favourable(waiting, answer="with_conditions", language="fr", conditions=[CONDITION])
    case, cause = answer(desk, waiting, signed(waiting.id, data, "officer"))
    assert cause is None
    owed, inventory = case.obligations
    assert inventory.id == "duty:inventory@planning"
    assert (owed.rule, owed.by, owed.kind) == ("condition:privacy_officer", "ciusss-x", "regularize")
    assert CONDITION in owed.what.fr
    assert text_digest(CONDITION) in owed.remedy.fr
    # The file changes: the condition stays, its due date too, and the opinion is not asked again.
    case, _ = told(desk, case, "trial.completed", {"environment": "bench", "criteria_met": True}, ESTABLISHMENT)
    assert case.dossier != waiting.dossier
    assert [each.id for each in case.obligations] == [owed.id, inventory.id]
    assert case.obligations[0].due == owed.due
    met = {"body": "privacy_officer", "condition": text_digest(CONDITION), "evidence": "Constat 12"}
    elsewhere, _ = told(desk, case, "condition.met", {**met, "condition": text_digest("autre")}, ESTABLISHMENT)
    assert [each.id for each in elsewhere.obligations] == [owed.id, inventory.id]
    case, _ = told(desk, case, "condition.met", met, ESTABLISHMENT)
    assert case.obligations == (inventory,)


def test_the_golden_example_is_signed_by_the_key_the_tests_know() -> None:
    example = json.loads((publication.EXAMPLES / "opinion.rendered.json").read_bytes())
    data = {name: value for name, value in example["data"].items() if name != "signature"}
    assert signed(example["subject"], data, "exemple", on=date(2025, 7, 8)) == example["data"]
    met = json.loads((publication.EXAMPLES / "condition.met.json").read_bytes())
    assert met["data"]["condition"] == text_digest(data["conditions"][0])


def test_the_opinions_of_the_rego_tests_are_what_the_signing_code_makes() -> None:
    assert WRITTEN.read_text(encoding="utf-8") == rego()


def test_enrolled_keys_are_of_the_bundle_and_of_its_revision(tmp_path: Any) -> None:
    opa = artifacts.opa(Settings().cache, lambda _: None)
    private, _ = ensure_key(tmp_path / "keys")
    table = entry("officer", "privacy_officer")
    bare = build(ROOT / "policies", tmp_path / "bare" / "bundle.tar.gz", private, opa)
    with_key = build(ROOT / "policies", tmp_path / "with" / "bundle.tar.gz", private, opa, table)
    assert bare != with_key
    served = Opa(opa, tmp_path / "with" / "bundle.tar.gz").evaluate("data.keys")
    assert served == table
    assert Opa(opa, tmp_path / "bare" / "bundle.tar.gz").evaluate("data.keys") == {}


def test_what_the_policies_say_of_a_key_is_not_the_installation_s_to_change(tmp_path: Any) -> None:
    (tmp_path / "keys").mkdir()
    own = entry("officer", "privacy_officer", revoked_from="2026-01-01")
    keep(tmp_path / "keys" / "data.yaml", own)
    join(tmp_path, entry("officer", "privacy_officer") | entry("order", "professional_order"))
    assert enrolled(tmp_path / "keys" / "data.yaml") == {**own, **entry("order", "professional_order")}


def test_no_key_is_shipped() -> None:
    opa = artifacts.opa(Settings().cache, lambda _: None)
    assert Opa(opa, ROOT / "policies").evaluate("data.keys") == {}
    assert repr(key("officer")).count("Ed25519PrivateKey") == 1
