"""What the core promises, whatever arrives, in whatever order, however often."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.case import Case, Fact
from domain.decider import question, settle
from domain.initiative import INITIATIVE
from domain.message import Message
from domain.question import Mode, Provenance, Question, Spoken
from domain.text import Text
from domain.verdict import Citation, Obligation, Outcome, Reason, RequiredOpinion, Verdict

CASE_ID = "initiative:ciusss-cn/tri-radiologie"
SOURCE = "urn:balise:etablissement:ciusss-cn"
START = datetime(2026, 11, 2, 9, tzinfo=UTC)
WORDS = Text(fr="mot", en="word")
CITATION = Citation(key="S0", instrument="Plan", article=None, confidence="verified")


def message(kind: str, number: int = 1, /, **data: Any) -> Message:
    at = START + timedelta(minutes=number)
    return Message(
        id=f"e{number}",
        source=SOURCE,
        type=kind,
        subject=CASE_ID,
        time=at,
        received_at=at + timedelta(seconds=1),
        data=data,
    )


def declared(stage: str = "opportunity", number: int = 1) -> Message:
    return message("initiative.declared", number, title="Tri", stage=stage)


def reason(rule: str = "BES-001", gate: str = "opportunity") -> Reason:
    return Reason(rule=rule, gate=gate, title=WORDS, message=WORDS, remedy=WORDS, citation=CITATION, cause="violated")


def obligation(name: str, due: date, kind: str = "regularize") -> Obligation:
    return Obligation(
        id=name, kind=kind, rule="BES-001", gate="planning", what=WORDS, remedy=WORDS, by="ciusss-cn", due=due,
        since=START.date(),
    )  # fmt: skip


def verdict(asked: Question, outcome: Outcome, obligations: tuple[Obligation, ...] = ()) -> Verdict:
    gate = asked.passage.to
    awaited = RequiredOpinion(
        body="comite_ia_sante", gate=gate, title=WORDS, message=WORDS, remedy=WORDS, cause="absent"
    )
    return Verdict(
        decision_id="d",
        path="balise/verdict",
        revision="sha256:0",
        outcome=outcome,
        violations=(reason(),) if outcome is Outcome.DENY else (),
        indeterminates=(reason(),) if outcome is Outcome.INDETERMINATE else (),
        opinions=(awaited,) if outcome is Outcome.REVIEW else (),
        obligations=obligations,
        gates=(gate,),
        evaluated=("BES-001",),
    )


def told(*steps: tuple[Message, Outcome], obligations: tuple[Obligation, ...] = ()) -> Case:
    case = Case.opened(CASE_ID)
    for received, outcome in steps:
        asked = question(INITIATIVE, case, received)
        case = settle(INITIATIVE, case, received, verdict(asked, outcome, obligations) if asked else None).case
    return case


ADMITTED = (declared(), Outcome.ALLOW)


def test_declaration_at_the_first_stage_asks_for_a_passage() -> None:
    asked = question(INITIATIVE, Case.opened(CASE_ID), declared())
    assert asked is not None
    assert (asked.passage.mode, asked.passage.origin, asked.passage.to) == (Mode.PASSAGE, None, "opportunity")


def test_declaration_at_a_later_stage_asks_for_a_recension() -> None:
    asked = question(INITIATIVE, Case.opened(CASE_ID), declared("production"))
    assert asked is not None
    assert (asked.passage.mode, asked.passage.to) == (Mode.RECENSION, "production")


def test_allowed_recension_enters_the_claimed_stage_with_its_obligations() -> None:
    owing = obligation("BES-002@planning", date(2027, 1, 1))
    case = told((declared("production"), Outcome.ALLOW), obligations=(owing,))
    assert (case.stage, case.obligations, case.passage) == ("production", (owing,), None)


def test_a_fact_without_passage_nor_obligation_asks_nothing_and_is_kept() -> None:
    case = told(ADMITTED, (message("need.described", 2, problem="x"), Outcome.DENY))
    assert case.facts["need"].data == {"problem": "x"}
    assert (case.outcome, case.stage) == (Outcome.ALLOW, "opportunity")


def test_every_new_fact_asks_again_while_a_passage_is_waited_for() -> None:
    case = told(ADMITTED, (message("passage.requested", 2, to="planning"), Outcome.DENY))
    asked = question(INITIATIVE, case, message("need.described", 3, problem="x"))
    assert asked is not None
    assert asked.passage.to == "planning"
    assert asked.facts["need"] == {"problem": "x"}


def test_a_new_fact_asks_whether_an_obligation_is_settled() -> None:
    owing = obligation("BES-002@planning", date(2027, 1, 1))
    case = told((declared("production"), Outcome.ALLOW), obligations=(owing,))
    fact = message("need.described", 2, problem="x")
    asked = question(INITIATIVE, case, fact)
    assert asked is not None
    assert asked.passage.mode is Mode.STANDING
    settled = settle(INITIATIVE, case, fact, verdict(asked, Outcome.ALLOW))
    assert settled.case.obligations == ()
    assert settled.announcements[0].data["settled"] == ["BES-002@planning"]
    assert settled.case.stage == "production"


def test_an_obligation_imposed_again_keeps_its_first_due_date() -> None:
    case = told((declared("production"), Outcome.ALLOW), obligations=(obligation("X@planning", date(2027, 1, 1)),))
    fact = message("need.described", 2, problem="x")
    asked = question(INITIATIVE, case, fact)
    assert asked is not None
    again = verdict(asked, Outcome.ALLOW, (obligation("X@planning", date(2027, 6, 1)),))
    assert settle(INITIATIVE, case, fact, again).case.next_due == date(2027, 1, 1)


def imposed(case: Case, at: datetime, *owing: Obligation) -> Case:
    """Return *case* once something told at *at* has imposed what is *owing*, as policies say it: since no day."""
    fact = message("need.described", case.sequence + 1, problem="x").model_copy(update={"time": at, "received_at": at})
    asked = question(INITIATIVE, case, fact)
    assert asked is not None
    said = tuple(each.model_copy(update={"since": None}) for each in owing)
    return settle(INITIATIVE, case, fact, verdict(asked, Outcome.ALLOW, said)).case


def test_what_is_owed_is_owed_since_the_day_in_quebec_on_which_it_was_first_imposed() -> None:
    first, later = obligation("first", date(2027, 1, 1)), obligation("later", date(2027, 1, 1))
    case = told((declared("production"), Outcome.ALLOW), obligations=(first,))
    case = imposed(case, datetime(2026, 12, 2, 3, tzinfo=UTC), first, later)
    assert {each.id: each.since for each in case.obligations} == {"first": START.date(), "later": date(2026, 12, 1)}
    sooner = later.model_copy(update={"due": date(2026, 12, 20)})
    case = imposed(case, datetime(2026, 12, 9, 12, tzinfo=UTC), sooner)
    assert [(each.due, each.since) for each in case.obligations] == [(date(2026, 12, 20), date(2026, 12, 1))]


def test_what_was_owed_before_cases_remembered_since_when_is_owed_since_no_day_that_is_known() -> None:
    owing = obligation("old", date(2027, 1, 1)).model_copy(update={"since": None})
    case = told((declared("production"), Outcome.ALLOW), obligations=(obligation("old", date(2027, 1, 1)),))
    case = imposed(case.model_copy(update={"obligations": (owing,)}), datetime(2026, 12, 2, 12, tzinfo=UTC), owing)
    assert [each.since for each in case.obligations] == [None]


def test_a_duty_outlives_the_verdict_that_did_not_repeat_it() -> None:
    duty = obligation("duty:reassess@production", date(2027, 11, 1), "duty")
    owing = obligation("X@planning", date(2027, 1, 1))
    case = told((declared("production"), Outcome.ALLOW), obligations=(duty, owing))
    fact = message("need.described", 2, problem="x")
    asked = question(INITIATIVE, case, fact)
    assert asked is not None
    assert settle(INITIATIVE, case, fact, verdict(asked, Outcome.ALLOW)).case.obligations == (duty,)


def test_a_duty_ends_with_its_stage_and_a_regularization_does_not() -> None:
    duty = obligation("duty:status@realization", date(2027, 3, 1), "duty")
    owing = obligation("X@planning", date(2027, 1, 1))
    case = told((declared("realization"), Outcome.ALLOW), obligations=(duty, owing))
    request = message("passage.requested", 2, to="production")
    asked = question(INITIATIVE, case, request)
    assert asked is not None
    refused = settle(INITIATIVE, case, request, verdict(asked, Outcome.DENY)).case
    assert set(refused.obligations) == {duty, owing}
    assert settle(INITIATIVE, case, request, verdict(asked, Outcome.ALLOW)).case.obligations == (owing,)


def test_the_gate_that_opens_ends_what_was_owed_at_it_and_nothing_else() -> None:
    here, there = obligation("here", date(2027, 1, 1)), obligation("there", date(2027, 1, 1))
    owing = told(
        (declared("planning"), Outcome.ALLOW), obligations=(here, there.model_copy(update={"gate": "production"}))
    )
    asked_for = message("passage.requested", 2, to="production")
    asked = question(INITIATIVE, owing, asked_for)
    assert asked is not None
    older = verdict(asked, Outcome.ALLOW)
    kept = settle(INITIATIVE, owing, asked_for, older).case
    assert {each.id for each in kept.obligations} == {"here", "there"}
    settlement = settle(INITIATIVE, owing, asked_for, older.model_copy(update={"opened": "production"}))
    assert [each.id for each in settlement.case.obligations] == ["here"]
    (rendered,) = [each.data for each in settlement.announcements if each.type == "verdict.rendered"]
    assert rendered["settled"] == ["there"]


def test_retirement_ends_what_was_owed() -> None:
    owing = obligation("X@planning", date(2027, 1, 1))
    case = told((declared("production"), Outcome.ALLOW), obligations=(owing,))
    request = message("passage.requested", 2, to="retirement")
    asked = question(INITIATIVE, case, request)
    assert asked is not None
    retired = settle(INITIATIVE, case, request, verdict(asked, Outcome.ALLOW)).case
    assert (retired.stage, retired.obligations) == ("retirement", ())


def test_withdrawn_passage_is_no_longer_asked() -> None:
    case = told(
        ADMITTED,
        (message("passage.requested", 2, to="planning"), Outcome.DENY),
        (message("passage.withdrawn", 3), Outcome.DENY),
    )
    assert case.passage is None
    assert question(INITIATIVE, case, message("need.described", 4, problem="x")) is None


def test_an_opinion_is_a_fact_that_changes_no_dossier() -> None:
    before = told(ADMITTED, (message("passage.requested", 2, to="planning"), Outcome.REVIEW))
    opinion = message("opinion.rendered", 3, body="privacy_officer", answer="favourable", covers=before.dossier)
    asked = question(INITIATIVE, before, opinion)
    assert asked is not None
    assert asked.opinions["privacy_officer"].covers == asked.case.dossier == before.dossier


def test_what_an_opinion_covers_changes_with_any_fact() -> None:
    case = told(ADMITTED)
    changed = told(ADMITTED, (message("need.described", 2, problem="x"), Outcome.DENY))
    assert case.dossier != changed.dossier


def test_assessments_of_different_kinds_stand_side_by_side() -> None:
    case = told(
        ADMITTED,
        (message("assessment.filed", 2, kind="privacy"), Outcome.DENY),
        (message("assessment.filed", 3, kind="equity"), Outcome.DENY),
        (message("passage.requested", 4, to="planning"), Outcome.DENY),
    )
    asked = question(INITIATIVE, case, message("need.described", 5, problem="x"))
    assert asked is not None
    assert set(asked.facts["assessment"]) == {"privacy", "equity"}


MINE = Spoken(source=SOURCE, type="initiative.declared")
BODY = "urn:balise:gouvernance:comite-ia-sante"


def from_(source: str, said: Message) -> Message:
    return said.model_copy(update={"source": source})


def test_a_question_tells_who_said_what() -> None:
    case = told(
        ADMITTED,
        (message("assessment.filed", 2, kind="privacy"), Outcome.DENY),
        (from_(BODY, message("opinion.rendered", 3, body="x", answer="favourable", covers="d")), Outcome.DENY),
    )
    asked = question(INITIATIVE, case, message("passage.requested", 4, to="planning"))
    assert asked is not None
    assert asked.provenance == Provenance(
        facts={"declaration": MINE, "assessment.privacy": Spoken(source=SOURCE, type="assessment.filed")},
        opinions={"x": BODY},
        passage=Spoken(source=SOURCE, type="passage.requested"),
    )


def test_what_declares_a_case_asks_for_its_first_passage() -> None:
    asked = question(INITIATIVE, Case.opened(CASE_ID), declared())
    assert asked is not None
    assert asked.provenance == Provenance(facts={"declaration": MINE})


def test_who_asked_for_a_passage_is_remembered_until_it_ends() -> None:
    waiting = told(ADMITTED, (from_(BODY, message("passage.requested", 2, to="planning")), Outcome.DENY))
    assert waiting.requested_by == BODY
    asked = question(INITIATIVE, waiting, message("need.described", 3, problem="x"))
    assert asked is not None
    assert asked.provenance.passage == Spoken(source=BODY, type="passage.requested")
    again = message("passage.requested", 4, to="planning")
    repeated = question(INITIATIVE, waiting, again)
    assert repeated is not None
    assert settle(INITIATIVE, waiting, again, verdict(repeated, Outcome.DENY)).case.requested_by == SOURCE
    assert settle(INITIATIVE, waiting, again, verdict(repeated, Outcome.ALLOW)).case.requested_by is None
    assert settle(INITIATIVE, waiting, message("passage.withdrawn", 5), None).case.requested_by is None


def test_the_last_to_speak_is_the_one_who_said_it() -> None:
    case = told(
        ADMITTED,
        (message("need.described", 3, problem="y"), Outcome.DENY),
        (from_(BODY, message("need.described", 2, problem="x")), Outcome.DENY),
    )
    assert (case.facts["need"].data, case.facts["need"].source) == ({"problem": "y"}, SOURCE)


def test_a_dossier_is_what_was_said_whoever_said_it() -> None:
    mine = told((declared(), Outcome.ALLOW))
    theirs = told((from_(BODY, declared()), Outcome.ALLOW))
    assert mine.facts["declaration"].source != theirs.facts["declaration"].source
    assert mine.dossier == theirs.dossier


def test_a_case_recorded_before_sources_were_kept_has_facts_of_nobody_known() -> None:
    old = told(ADMITTED).model_dump(mode="json")
    for fact in old["facts"].values():
        del fact["source"], fact["type"]
    del old["requested_by"]
    asked = question(INITIATIVE, Case.model_validate(old), message("passage.requested", 2, to="planning"))
    assert asked is not None
    assert asked.provenance.facts == {"declaration": Spoken(source=None, type=None)}
    assert Fact.model_validate(old["facts"]["declaration"]).source is None


def test_no_verdict_no_move() -> None:
    with pytest.raises(ValueError, match="verdict"):
        settle(INITIATIVE, Case.opened(CASE_ID), declared(), None)


def test_a_verdict_nobody_asked_for_is_refused() -> None:
    case = told(ADMITTED)
    asked = question(INITIATIVE, Case.opened(CASE_ID), declared())
    assert asked is not None
    with pytest.raises(ValueError, match="verdict"):
        settle(INITIATIVE, case, message("need.described", 2, problem="x"), verdict(asked, Outcome.ALLOW))


def test_outcome_cannot_contradict_its_reasons() -> None:
    asked = question(INITIATIVE, Case.opened(CASE_ID), declared())
    assert asked is not None
    denied = verdict(asked, Outcome.DENY)
    with pytest.raises(ValueError, match="does not follow"):
        Verdict.model_validate({**denied.model_dump(), "outcome": "allow"})


@pytest.mark.parametrize(
    "case_id", ["", "initiative:", "initiative:CN/x", "initiative:cn", "initiative:cn/a/b", "x y:cn/a"]
)
def test_ill_formed_case_ids_are_refused(case_id: str) -> None:
    with pytest.raises(ValueError, match="case id"):
        Case.opened(case_id)


STAGES = st.sampled_from(INITIATIVE.stages)
OUTCOMES = st.sampled_from(list(Outcome))


@st.composite
def messages(draw: st.DrawFn) -> Message:
    number = draw(st.integers(1, 12))
    kind = draw(
        st.sampled_from(
            [
                "initiative.declared",
                "need.described",
                "assessment.filed",
                "passage.requested",
                "passage.withdrawn",
                "opinion.rendered",
            ]
        )
    )
    data: dict[str, Any] = {
        "initiative.declared": {"title": "t", "stage": draw(STAGES)},
        "need.described": {"problem": draw(st.text(max_size=5))},
        "assessment.filed": {"kind": draw(st.sampled_from(["privacy", "equity"]))},
        "passage.requested": {"to": draw(STAGES)},
        "passage.withdrawn": {},
        "opinion.rendered": {"body": "privacy_officer", "answer": "favourable", "covers": "sha256:0"},
    }[kind]
    return message(kind, number, **data)


@given(st.lists(st.tuples(messages(), OUTCOMES), max_size=25))
def test_a_stage_is_entered_only_on_an_allow(steps: list[tuple[Message, Outcome]]) -> None:
    case = Case.opened(CASE_ID)
    for received, outcome in steps:
        asked = question(INITIATIVE, case, received)
        settlement = settle(INITIATIVE, case, received, verdict(asked, outcome) if asked else None)
        if settlement.case.stage != case.stage:
            assert asked is not None
            assert outcome is Outcome.ALLOW
            assert settlement.case.stage == asked.passage.to
        case = settlement.case


@given(st.lists(st.tuples(messages(), OUTCOMES), max_size=15))
def test_every_question_tells_who_said_each_thing(steps: list[tuple[Message, Outcome]]) -> None:
    case = Case.opened(CASE_ID)
    for received, outcome in steps:
        asked = question(INITIATIVE, case, received)
        if asked is not None:
            kinds = {f"assessment.{kind}" for kind in asked.facts.get("assessment", {})}
            assert set(asked.provenance.facts) == set(asked.facts) - {"assessment"} | kinds
            assert set(asked.provenance.opinions) == set(asked.opinions)
            requested = asked.passage.mode is Mode.PASSAGE and asked.passage.origin is not None
            assert asked.provenance.passage is not None or not requested
        case = settle(INITIATIVE, case, received, verdict(asked, outcome) if asked else None).case


@given(st.lists(st.tuples(messages(), OUTCOMES), max_size=15), st.data())
def test_an_event_seen_twice_changes_nothing(steps: list[tuple[Message, Outcome]], data: st.DataObject) -> None:
    case = Case.opened(CASE_ID)
    for received, outcome in steps:
        asked = question(INITIATIVE, case, received)
        case = settle(INITIATIVE, case, received, verdict(asked, outcome) if asked else None).case
    if steps:
        again = data.draw(st.sampled_from(steps))[0]
        assert question(INITIATIVE, case, again) is None
        settlement = settle(INITIATIVE, case, again, None)
        assert settlement.case == case
        assert settlement.status == "duplicate"
        assert [said.type for said in settlement.announcements] == ["receipt.issued"]


@given(st.lists(st.tuples(messages(), OUTCOMES), min_size=1, max_size=15))
def test_settling_twice_gives_the_same_bytes(steps: list[tuple[Message, Outcome]]) -> None:
    runs = []
    for _ in range(2):
        case, written = Case.opened(CASE_ID), []
        for received, outcome in steps:
            asked = question(INITIATIVE, case, received)
            settlement = settle(INITIATIVE, case, received, verdict(asked, outcome) if asked else None)
            written.append(settlement.model_dump_json())
            case = settlement.case
        runs.append(written)
    assert runs[0] == runs[1]


@given(st.lists(messages(), max_size=10, unique_by=lambda each: each.id), st.randoms(use_true_random=False))
def test_facts_do_not_depend_on_the_order_of_arrival(received: list[Message], random: Any) -> None:
    facts = [each for each in received if each.type in {"need.described", "assessment.filed"}]
    shuffled = list(facts)
    random.shuffle(shuffled)
    outcome = Outcome.ALLOW
    one = told(ADMITTED, *((each.model_copy(update={"id": f"{each.id}f"}), outcome) for each in facts))
    other = told(ADMITTED, *((each.model_copy(update={"id": f"{each.id}f"}), outcome) for each in shuffled))
    assert one.facts == other.facts
    assert one.dossier == other.dossier


@given(st.lists(st.tuples(messages(), OUTCOMES), max_size=15))
def test_announcement_ids_are_unique_and_every_message_has_one_receipt(steps: list[tuple[Message, Outcome]]) -> None:
    case, accepted, ids = Case.opened(CASE_ID), 0, []
    for received, outcome in steps:
        asked = question(INITIATIVE, case, received)
        settlement = settle(INITIATIVE, case, received, verdict(asked, outcome) if asked else None)
        receipts = [said for said in settlement.announcements if said.type == "receipt.issued"]
        assert len(receipts) == 1
        if settlement.status == "accepted":
            accepted += 1
            ids += [said.id for said in settlement.announcements]
        case = settlement.case
    assert len(ids) == len(set(ids))
    assert case.sequence == accepted
