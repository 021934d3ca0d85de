"""Opinions as a case keeps them: one per seat, the last word of each, whatever order they come in."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.case import Case
from domain.decider import question, settle
from domain.initiative import INITIATIVE
from domain.message import Message
from domain.question import Given, Mode, Opinion, Passage, Question
from domain.statement import statement, text_digest
from domain.verdict import Obligation, Outcome
from tests.domain.test_decider import WORDS, verdict

CASE_ID = "initiative:cisss-temoin/essai"
NOON = datetime(2026, 3, 1, 17, tzinfo=UTC)
WAITING = Case.opened(CASE_ID).model_copy(
    update={"stage": "opportunity", "passage": Passage(mode=Mode.PASSAGE, origin="opportunity", to="planning")}
)


def message(identifier: str, kind: str, at: datetime = NOON, **data: Any) -> Message:
    source = "urn:balise:gouvernance:msss" if kind == "opinion.rendered" else "urn:balise:etablissement:cisss-temoin"
    return Message(id=identifier, source=source, type=kind, subject=CASE_ID, time=at, received_at=at, data=data)


def opinion(identifier: str, body: str, answer: str = "favourable", at: datetime = NOON, **more: Any) -> Message:
    return message(identifier, "opinion.rendered", at, body=body, answer=answer, covers="sha256:0", **more)


def lived(case: Case, *messages: Message, outcome: Outcome = Outcome.REVIEW) -> Case:
    for each in messages:
        asked = question(INITIATIVE, case, each)
        case = settle(INITIATIVE, case, each, verdict(asked, outcome) if asked else None).case
    return case


def test_each_seat_keeps_its_own_word() -> None:
    case = lived(
        WAITING,
        opinion("a", "comite_ia_sante"),
        opinion("b", "comite_ia_sante", seat="one"),
        opinion("c", "comite_ia_sante", "recused", seat="two"),
        opinion("d", "comite_ia_sante", "unfavourable", at=NOON + timedelta(minutes=1), seat="one"),
    )
    kept = {place: given.opinion.answer for place, given in case.opinions.items()}
    assert kept == {
        "comite_ia_sante": "favourable",
        "comite_ia_sante/one": "unfavourable",
        "comite_ia_sante/two": "recused",
    }
    asked = question(INITIATIVE, case, message("e", "need.described", problem="p"))
    assert asked is not None
    assert set(asked.opinions) == set(asked.provenance.opinions) == set(kept)
    assert all(given.received_at is not None for given in asked.opinions.values())


def test_a_refused_opinion_leaves_the_case_as_it_was_but_for_having_seen_it() -> None:
    before = lived(WAITING, opinion("a", "comite_ia_sante"))
    forged = opinion("b", "comite_ia_sante", "unfavourable", at=NOON + timedelta(minutes=1))
    asked = question(INITIATIVE, before, forged)
    assert asked is not None
    refusal = verdict(asked, Outcome.ALLOW).model_copy(update={"refuses": True})
    settled = settle(INITIATIVE, before, forged, refusal)
    assert settled.case == before.model_copy(update={"seen": (*before.seen, forged.key)})
    assert [each.type for each in settled.announcements] == ["verdict.rendered", "receipt.issued"]
    assert settled.announcements[0].data["settled"] == []


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["comite_ia_sante", "professional_order"]),
            st.sampled_from([None, "one", "two"]),
            st.sampled_from(["favourable", "unfavourable", "recused"]),
            st.integers(0, 1),
        ),
        max_size=8,
    ),
    st.randoms(use_true_random=False),
)
def test_two_bodies_that_speak_at_the_same_instant_are_both_heard_in_any_order(
    said: list[tuple[str, str | None, str, int]], random: Any
) -> None:
    given_ = [
        opinion(f"m{number}", body, answer, NOON + timedelta(minutes=late), seat=seat)
        for number, (body, seat, answer, late) in enumerate(said)
    ]
    shuffled = list(given_)
    random.shuffle(shuffled)
    one, other = lived(WAITING, *given_), lived(WAITING, *shuffled)
    assert one.opinions == other.opinions
    assert one.dossier == other.dossier == WAITING.dossier
    assert set(one.opinions) == {f"{body}/{seat}" if seat else body for body, seat, _, _ in said}


def test_a_gate_that_opens_is_remembered_with_the_file_that_opened_it() -> None:
    case = lived(WAITING, message("n", "need.described", problem="p"), outcome=Outcome.ALLOW)
    assert case.stage == "planning"
    assert case.crossed == {"planning": case.dossier}


def test_a_case_declared_late_has_passed_no_gate() -> None:
    late = Case.opened(CASE_ID)
    declared = message("d", "initiative.declared", title="t", stage="production")
    assert lived(late, declared, outcome=Outcome.ALLOW).crossed == {}


def test_what_is_said_of_a_condition_changes_no_dossier_and_the_last_word_stands() -> None:
    def met(identifier: str, evidence: str, minute: int, **seat: str) -> Message:
        at = NOON + timedelta(minutes=minute)
        data = {"body": "comite_ia_sante", "condition": text_digest("c"), "evidence": evidence, "met_on": "2026-02-01"}
        return message(identifier, "condition.met", at, **data, **seat)

    later, earlier = met("b", "later", 2), met("a", "earlier", 1)
    case = lived(WAITING, later, earlier, met("c", "of a seat", 1, seat="one"))
    assert sorted(each.evidence for each in case.fulfilled.values()) == ["later", "of a seat"]
    assert case.dossier == WAITING.dossier
    asked = question(INITIATIVE, case, message("e", "need.described", problem="p"))
    assert asked is not None
    assert [each.source for each in asked.fulfilled] == ["urn:balise:etablissement:cisss-temoin"] * 2


def test_a_case_recorded_before_opinions_were_signed_reads_as_it_was() -> None:
    written = {
        "id": CASE_ID,
        "process": "initiative",
        "establishment": "cisss-temoin",
        "opinions": {
            "privacy_officer": {
                "opinion": {"body": "privacy_officer", "answer": "favourable", "covers": "sha256:0"},
                "event_id": "e",
                "time": "2026-01-01T00:00:00Z",
            }
        },
    }
    case = Case.model_validate(written)
    assert case.opinions["privacy_officer"].opinion.signature is None
    assert case.opinions["privacy_officer"].opinion.place == "privacy_officer"
    assert (case.crossed, case.fulfilled) == ({}, {})


def test_texts_that_differ_by_where_they_are_cut_are_stated_differently() -> None:
    def stated(*conditions: str) -> dict[str, Any]:
        given_ = Opinion(body="b", answer="with_conditions", covers="d", conditions=conditions)
        return statement(CASE_ID, given_, person="p-000000000000", signed_on=NOON.date())

    assert stated("a", "b") != stated("ab") != stated("a\nb")


IN_PRODUCTION = Case.opened(CASE_ID).model_copy(update={"stage": "production"})
OWED = Obligation(
    id="X-001@production",
    kind="regularize",
    rule="X-001",
    gate="production",
    what=WORDS,
    remedy=WORDS,
    by="cisss-temoin",
    due=NOON.date(),
)


def test_an_opinion_is_asked_about_at_any_moment_of_a_declared_case() -> None:
    given_ = opinion("a", "comite_ia_sante", seat="one")
    for case, mode in ((WAITING, Mode.PASSAGE), (IN_PRODUCTION, Mode.STANDING)):
        asked = question(INITIATIVE, case, given_)
        assert asked is not None
        assert (asked.passage.mode, asked.opinion) == (mode, Given(place="comite_ia_sante/one", kept=True))
    assert question(INITIATIVE, Case.opened(CASE_ID), given_) is None


def test_an_opinion_that_comes_after_a_later_one_of_its_seat_is_said_not_to_be_kept() -> None:
    case = lived(IN_PRODUCTION, opinion("b", "comite_ia_sante", at=NOON + timedelta(minutes=1)))
    for said, kept in ((opinion("a", "comite_ia_sante"), False), (opinion("c", "professional_order"), True)):
        asked = question(INITIATIVE, case, said)
        assert asked is not None
        assert asked.opinion == Given(place=said.data["body"], kept=kept)


def test_what_a_verdict_says_of_an_opinion_that_nothing_waited_for_is_announced_before_its_receipt() -> None:
    given_ = opinion("a", "comite_ia_sante")
    asked = question(INITIATIVE, IN_PRODUCTION, given_)
    assert asked is not None
    settled = settle(INITIATIVE, IN_PRODUCTION, given_, verdict(asked, Outcome.ALLOW))
    assert [each.type for each in settled.announcements] == ["verdict.rendered", "receipt.issued"]
    assert (settled.case.stage, settled.case.obligations) == ("production", ())


def test_what_was_recorded_when_such_an_opinion_was_taken_in_silence_settles_as_it_did() -> None:
    given_ = opinion("a", "comite_ia_sante")
    settled = settle(INITIATIVE, IN_PRODUCTION, given_, None)
    assert [each.type for each in settled.announcements] == ["receipt.issued"]
    assert settled.case == IN_PRODUCTION.model_copy(update={"opinions": settled.case.opinions, "seen": (given_.key,)})
    assert set(settled.case.opinions) == {"comite_ia_sante"}


def test_no_verdict_may_be_missing_where_one_was_always_asked_for() -> None:
    owing = IN_PRODUCTION.model_copy(update={"obligations": (OWED,)})
    for case, said in (
        (WAITING, opinion("a", "comite_ia_sante")),
        (owing, opinion("a", "comite_ia_sante")),
        (owing, message("n", "need.described", problem="p")),
    ):
        with pytest.raises(ValueError, match="exactly one question"):
            settle(INITIATIVE, case, said, None)


def test_a_question_about_no_opinion_is_written_as_it_was_before_they_named_one() -> None:
    asked = question(INITIATIVE, WAITING, message("n", "need.described", problem="p"))
    assert asked is not None
    assert "opinion" not in asked.model_dump(mode="json")
    assert Question.model_validate(asked.model_dump(mode="json")) == asked
