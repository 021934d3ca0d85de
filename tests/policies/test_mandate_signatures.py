"""The two signatures of a mandate: what each covers, who may give it, and what the years take nothing from."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from domain.case import Case
from domain.decider import question, settle
from domain.mandate import MANDATE
from domain.message import Message
from domain.question import Opinion
from domain.verdict import Outcome, Verdict
from events.contract import publication
from tests.policies.governance_questions import ESTABLISHMENT, MINISTRY, SIGNED, ask, rules
from tests.policies.policy_questions import Desk
from tests.policies.test_mandate_verdicts import BEFORE, mandate

pytestmark = pytest.mark.engines

SIGNATORIES = {"answered": "mandatary", "accepted": "deputy_minister"}
EXAMPLES = publication.examples()
NOON = datetime(2024, 6, 3, 16, tzinfo=UTC)
"""Before opinions had to be signed with a key: who holds one is tried elsewhere."""


def _awaited(verdict: Verdict) -> list[tuple[str, str]]:
    return [(opinion.body, opinion.cause) for opinion in verdict.opinions]


@pytest.mark.parametrize(("to", "body"), SIGNATORIES.items())
def test_the_gate_waits_for_the_signature_of_its_part(desk: Desk, to: str, body: str) -> None:
    others = {name: opinion for name, opinion in SIGNED.items() if name != body}
    verdict = ask(desk, MANDATE, mandate(), to, stage=BEFORE[to], opinions=others)
    assert verdict.outcome is Outcome.REVIEW
    assert _awaited(verdict) == [(body, "absent")]
    only = ask(desk, MANDATE, mandate(), to, stage=BEFORE[to], opinions={body: SIGNED[body]})
    assert only.outcome is Outcome.ALLOW


@pytest.mark.parametrize(("to", "body"), SIGNATORIES.items())
@pytest.mark.parametrize(
    ("said", "cause"),
    [
        ({"covers": "sha256:before"}, "lapsed"),
        ({"answer": "unfavourable"}, "unfavourable"),
        ({"answer": "recused"}, "absent"),
    ],
)
def test_a_signature_under_another_file_or_that_says_no_is_none(
    desk: Desk, to: str, body: str, said: dict[str, str], cause: str
) -> None:
    verdict = ask(desk, MANDATE, mandate(), to, stage=BEFORE[to], opinions={**SIGNED, body: {**SIGNED[body], **said}})
    assert verdict.outcome is Outcome.REVIEW
    assert _awaited(verdict) == [(body, cause)]


def test_a_decision_to_refuse_is_not_opened_by_a_signature(desk: Desk) -> None:
    facts = mandate()
    facts["decision"] |= {"answer": "refused"}
    assert rules(ask(desk, MANDATE, facts, "accepted", stage="answered")) == {"MAN-009"}


class Life:
    """A mandate that the real policies judge, message by message; nobody's key is asked for yet."""

    def __init__(self, desk: Desk, establishment: str = "iucpq") -> None:
        self.desk = desk
        self.case = Case.opened(f"mandate:{establishment}/centre")
        self.own = f"urn:balise:etablissement:{establishment}"
        self.direction = f"urn:balise:gouvernance:{establishment}-pdg"
        self.verdict: Verdict | None = None

    def hear(self, kind: str, source: str | None = None, /, **data: Any) -> None:
        at = NOON + timedelta(minutes=self.case.sequence)
        message = Message(
            id=f"m{self.case.sequence}",
            source=source or self.own,
            type=kind,
            subject=self.case.id,
            time=at,
            received_at=at,
            data=data,
        )
        asked = question(MANDATE, self.case, message)
        if asked is not None:
            raw = self.desk(asked.model_dump(mode="json"))
            assert raw is not None
            read = {**raw, "decision_id": "d", "path": "balise/verdict", "revision": "sha256:0"}
            self.verdict = Verdict.model_validate(read)
        self.case = settle(MANDATE, self.case, message, self.verdict if asked else None).case

    def tell(self, kind: str, source: str | None = None, /, **more: Any) -> None:
        self.hear(kind, source, **{**EXAMPLES[kind]["data"], **more})

    def sign(self, body: str, source: str | None = None) -> None:
        given = Opinion(body=body, answer="favourable", covers=self.case.dossier)
        speaks = source or (self.direction if body == "mandatary" else "urn:balise:gouvernance:deputy-minister")
        self.hear("opinion.rendered", speaks, **given.model_dump(mode="json", include={"body", "answer", "covers"}))

    @property
    def owed(self) -> set[str]:
        """Return the opinions that are due."""
        return {owed.id for owed in self.case.obligations if owed.rule.startswith("opinion:")}


def _described(desk: Desk, establishment: str = "iucpq") -> Life:
    life = Life(desk, establishment)
    life.tell("mandate.described", MINISTRY)
    life.tell("mandate.answered")
    life.hear("passage.requested", to="answered")
    return life


def _decided(desk: Desk, establishment: str = "iucpq") -> Life:
    life = _described(desk, establishment)
    life.sign("mandatary")
    life.tell("mandate.decided", MINISTRY)
    life.hear("passage.requested", MINISTRY, to="accepted")
    return life


def test_each_part_is_opened_by_its_signature_and_what_the_first_covered_is_not_asked_again(desk: Desk) -> None:
    life = _described(desk)
    assert (life.case.stage, life.owed) == ("described", {"opinion:mandatary@answered"})
    life.sign("mandatary")
    assert (life.case.stage, life.owed) == ("answered", set())
    life.tell("mandate.decided", MINISTRY)
    life.hear("passage.requested", MINISTRY, to="accepted")
    assert (life.case.stage, life.owed) == ("answered", {"opinion:deputy_minister@accepted"})
    life.sign("deputy_minister")
    assert (life.case.stage, life.owed) == ("accepted", set())


def test_an_answer_or_a_decision_that_changes_is_signed_again(desk: Desk) -> None:
    life = _described(desk)
    covered = Opinion(body="mandatary", answer="favourable", covers=life.case.dossier)
    life.tell("mandate.answered", budget=1)
    life.hear("opinion.rendered", life.direction, **covered.model_dump(include={"body", "answer", "covers"}))
    assert life.case.stage == "described"
    life.sign("mandatary")
    life.tell("mandate.decided", MINISTRY)
    life.sign("deputy_minister")
    life.tell("mandate.decided", MINISTRY, changes="Rendre compte deux fois l'an.")
    life.hear("passage.requested", MINISTRY, to="accepted")
    assert (life.case.stage, life.case.outcome) == ("answered", Outcome.REVIEW)
    life.sign("deputy_minister")
    assert life.case.stage == "accepted"


def test_nobody_but_the_mandatary_signs_for_it(desk: Desk) -> None:
    life = _described(desk)
    for stranger in (MINISTRY, "urn:balise:gouvernance:chum-pdg"):
        life.sign("mandatary", stranger)
        assert life.verdict is not None
        assert (life.case.stage, rules(life.verdict)) == ("described", {"ENT-002"})
    life.sign("mandatary", "urn:balise:gouvernance:iucpq")
    assert life.case.stage == "answered"


def test_the_ministry_that_is_its_own_mandatary_is_accepted_by_the_deputy_minister_alone(desk: Desk) -> None:
    life = _decided(desk, "msss")
    life.sign("deputy_minister", MINISTRY)
    assert life.verdict is not None
    assert (life.case.stage, rules(life.verdict)) == ("answered", {"ENT-003"})
    life.sign("deputy_minister")
    assert life.case.stage == "accepted"


def test_elsewhere_the_ministry_may_hand_the_signature_on(desk: Desk) -> None:
    life = _decided(desk)
    life.sign("deputy_minister", "urn:balise:gouvernance:chum")
    assert life.case.stage == "answered"
    life.sign("deputy_minister", MINISTRY)
    assert life.case.stage == "accepted"


def test_a_mandate_recensed_while_it_runs_owes_both_signatures_and_keeps_them_year_after_year(desk: Desk) -> None:
    life = Life(desk)
    life.tell("mandate.answered")
    life.tell("mandate.decided", MINISTRY)
    life.tell("mandate.described", MINISTRY, stage="running")
    assert life.case.stage == "running"
    assert life.owed == {"opinion:mandatary@answered", "opinion:deputy_minister@accepted"}
    owed = {each.id: each for each in life.case.obligations}
    said = owed["opinion:mandatary@answered"]
    assert said.citation is not None
    assert (said.by, said.what.fr, said.citation.key) == ("mandatary", "Signature du mandataire", "s1-reponse")
    life.sign("mandatary")
    life.sign("deputy_minister")
    assert life.owed == set()
    for kind in sorted(MANDATE.reports):
        life.tell(kind, MINISTRY if kind == "accountability.decided" else ESTABLISHMENT)
    life.tell("status.reported", quarter="q2")
    assert life.owed == set()
