"""A person's recourse, from the request to its closing, as the policies judge it."""

from copy import deepcopy
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from domain import deadlines, links
from domain.case import Case
from domain.decider import question, settle
from domain.message import Message
from domain.question import Mode, Passage, Question
from domain.recourse import RECOURSE
from domain.verdict import Outcome, Verdict
from events.contract import read
from tests.events.contract_golden import event
from tests.policies.policy_questions import ESTABLISHMENT, Desk, said

pytestmark = pytest.mark.engines

Facts = dict[str, dict[str, Any]]
Way = tuple[str, str | None, str]
"""What the person asks, the stage the recourse is at, the stage it asks for."""

ANSWERED = {
    "given_on": "2026-02-12",
    "information_used": True,
    "reasons_and_factors": True,
    "parameters": True,
    "rectification": True,
}
HEARD: Facts = {
    "observations": {"result": "heard", "heard_on": "2026-02-19"},
    "review": {
        "outcome": "changed",
        "function": "Coordination du guichet",
        "able_to_review": True,
        "rendered_on": "2026-02-26",
    },
}


AUTOMATED = {
    "case": "initiative:ciusss-x/rang",
    "status": "declared",
    "decision": "automated",
    "personal_information": True,
}
AIDED = {**AUTOMATED, "decision": "aid", "authority": True, "information": True, "time": True}


def opened(asks: str, **topics: dict[str, Any]) -> Facts:
    declaration = {"reference": "REC-1", "initiative": "initiative:ciusss-x/rang", "asks": asks}
    return deepcopy({"declaration": declaration, "named": AUTOMATED, **topics})


def ask(facts: Facts, to: str, stage: str | None) -> Question:
    return Question.model_validate(
        {
            "as_of": "2026-03-01T12:00:00Z",
            "process": "recourse",
            "case": {"id": "recourse:ciusss-x/1", "establishment": "ciusss-x", "stage": stage, "dossier": "sha256:d"},
            "passage": {"mode": "passage", "origin": stage, "to": to},
            "facts": facts,
            "opinions": {},
            "event_id": "e-1",
            "provenance": {
                "facts": said("recourse", facts),
                "passage": {"source": ESTABLISHMENT, "type": "passage.requested"} if stage else None,
            },
        }
    )


def judged(desk: Desk, asked: Question) -> Verdict:
    raw = desk(asked.model_dump(mode="json"))
    assert raw is not None
    return Verdict.model_validate({**raw, "decision_id": "d", "path": "balise/verdict", "revision": "sha256:0"})


@pytest.mark.parametrize("asks", ["reasons", "rectification", "review"])
def test_recourse_in_order_opens(desk: Desk, asks: str) -> None:
    assert judged(desk, ask(opened(asks), "opened", None)).outcome is Outcome.ALLOW


@pytest.mark.parametrize(
    ("asks", "owed", "due"),
    [
        ("reasons", "duty:recourse_answer@opened", "2026-03-31"),
        ("rectification", "duty:recourse_rectification@opened", "2026-03-31"),
        ("review", "duty:recourse_review@opened", "2026-04-30"),
    ],
)
def test_recourse_that_opens_owes_its_answer_in_days(desk: Desk, asks: str, owed: str, due: str) -> None:
    verdict = judged(desk, ask(opened(asks), "opened", None))
    assert [(duty.id, str(duty.due), duty.by) for duty in verdict.obligations] == [(owed, due, "ciusss-x")]


@pytest.mark.parametrize(("asks", "due"), [("reasons", "2026-03-12"), ("review", "2026-04-11")])
def test_the_period_counts_from_the_day_the_person_asked(desk: Desk, asks: str, due: str) -> None:
    facts = opened(asks)
    facts["declaration"]["received_on"] = "2026-02-10"
    (owed,) = judged(desk, ask(facts, "opened", None)).obligations
    assert str(owed.due) == due


ANSWER, REVIEW = ("duty:recourse_answer@opened", "2026-03-12"), ("duty:recourse_review@opened", "2026-04-11")
RECTIFY = ("duty:recourse_rectification@opened", "2026-03-12")


@pytest.mark.parametrize(
    ("fields", "due"),
    [
        ({"asks": None}, [ANSWER, RECTIFY, REVIEW]),
        ({"asks": "peut-être"}, [ANSWER, RECTIFY, REVIEW]),
        ({"initiative": None}, [ANSWER]),
        ({"initiative": "initiative:chum/rang"}, [ANSWER]),
        ({"asks": None, "initiative": None}, [ANSWER, RECTIFY, REVIEW]),
    ],
)
def test_recourse_told_badly_is_opened_and_its_periods_run_from_reception(
    desk: Desk, fields: dict[str, Any], due: list[tuple[str, str]]
) -> None:
    facts = opened("reasons")
    facts["declaration"] |= {"received_on": "2026-02-10", **fields}
    del facts["named"]
    verdict = judged(desk, ask(facts, "opened", None))
    assert verdict.outcome is Outcome.ALLOW
    assert [(owed.id, str(owed.due)) for owed in verdict.obligations] == due


@pytest.mark.parametrize("asks", ["reasons", "review"])
def test_late_is_told_to_the_highest_authority_and_twice_late_to_the_committee(desk: Desk, asks: str) -> None:
    (owed,) = judged(desk, ask(opened(asks), "opened", None)).obligations
    assert [((each.on - owed.due).days, each.to) for each in owed.escalations] == [
        (1, "highest_authority"),
        (15, "comite_ia_sante"),
    ]
    assert all(day < owed.due for day in owed.reminders)


@pytest.mark.parametrize(("asks", "owed"), [("reasons", []), ("review", ["duty:recourse_review@answered"])])
def test_answer_leaves_the_review_due(desk: Desk, asks: str, owed: list[str]) -> None:
    verdict = judged(desk, ask(opened(asks, answer=ANSWERED), "answered", "opened"))
    assert [duty.id for duty in verdict.obligations] == owed


@pytest.mark.parametrize(
    ("facts", "to", "stage"),
    [
        (opened("reasons", answer=ANSWERED), "answered", "opened"),
        (opened("reasons", answer=ANSWERED), "closed", "answered"),
        (opened("rectification", answer={"rectification": True, "rectified": "refused"}), "answered", "opened"),
        (opened("rectification", answer={"rectification": True, "rectified": "made"}), "closed", "answered"),
        (opened("review", answer=ANSWERED), "answered", "opened"),
        (opened("review", **HEARD), "reviewed", "opened"),
        (opened("review", **HEARD), "reviewed", "answered"),
        (opened("review", **HEARD), "closed", "reviewed"),
        (opened("review", **{**HEARD, "observations": {"result": "declined"}}), "closed", "reviewed"),
    ],
)
def test_what_is_in_order_passes_every_gate(desk: Desk, facts: Facts, to: str, stage: str) -> None:
    assert judged(desk, ask(facts, to, stage)).outcome is Outcome.ALLOW


@pytest.mark.parametrize(
    ("rule", "way", "path", "value"),
    [
        ("REC-001", ("reasons", "opened", "answered"), "declaration.initiative", "initiative:chum/rang"),
        ("REC-001", ("review", "opened", "reviewed"), "declaration.initiative", "initiative:chum/rang"),
        ("REC-003", ("reasons", "opened", "answered"), "answer.information_used", False),
        ("REC-004", ("reasons", "opened", "answered"), "answer.reasons_and_factors", False),
        ("REC-004", ("review", "opened", "answered"), "answer.parameters", False),
        ("REC-005", ("rectification", "opened", "answered"), "answer.rectification", False),
        ("REC-007", ("review", "opened", "reviewed"), "observations.result", "not_offered"),
        ("REC-008", ("review", "answered", "reviewed"), "review.able_to_review", False),
        ("REC-003", ("reasons", "answered", "closed"), "answer.information_used", False),
        ("REC-004", ("reasons", "answered", "closed"), "answer.parameters", False),
        ("REC-005", ("reasons", "answered", "closed"), "answer.rectification", False),
        ("REC-007", ("review", "answered", "closed"), "observations.result", "not_offered"),
        ("REC-008", ("review", "answered", "closed"), "review.able_to_review", False),
    ],
)
def test_one_thing_wrong_is_refused_by_its_rule(desk: Desk, rule: str, way: Way, path: str, value: object) -> None:
    asks, stage, to = way
    facts = opened(asks, answer={**ANSWERED, "rectified": "made"}, **HEARD)
    assert judged(desk, ask(facts, to, stage)).outcome is Outcome.ALLOW
    topic, _, name = path.partition(".")
    facts[topic][name] = value
    verdict = judged(desk, ask(facts, to, stage))
    assert verdict.outcome is Outcome.DENY
    assert [(reason.rule, reason.citation.key) for reason in verdict.violations] == [
        (rule, "recours-maison" if rule == "REC-001" else "a21-65-2")
    ]


@pytest.mark.parametrize(
    ("rule", "way", "path"),
    [
        ("REC-001", ("reasons", "opened", "answered"), "declaration.initiative"),
        ("REC-001", ("review", "opened", "reviewed"), "declaration.initiative"),
        ("REC-002", ("reasons", "opened", "answered"), "declaration.asks"),
        ("REC-002", ("review", "opened", "reviewed"), "declaration.asks"),
        ("REC-003", ("reasons", "opened", "answered"), "answer.information_used"),
        ("REC-004", ("reasons", "opened", "answered"), "answer.parameters"),
        ("REC-005", ("reasons", "opened", "answered"), "answer.rectification"),
        ("REC-006", ("rectification", "opened", "answered"), "answer.rectified"),
        ("REC-007", ("review", "opened", "reviewed"), "observations.result"),
        ("REC-008", ("review", "opened", "reviewed"), "review.able_to_review"),
        ("REC-009", ("review", "opened", "reviewed"), "review.outcome"),
        ("REC-009", ("review", "answered", "closed"), "review.outcome"),
        ("REC-006", ("rectification", "answered", "closed"), "answer.rectified"),
    ],
)
@pytest.mark.parametrize("given", [None, "", [], "peut-être"])
def test_what_is_not_told_is_named(desk: Desk, rule: str, way: Way, path: str, given: object) -> None:
    asks, stage, to = way
    facts = opened(asks, answer={**ANSWERED, "rectified": "made"}, **HEARD)
    topic, _, name = path.partition(".")
    facts[topic][name] = given
    verdict = judged(desk, ask(facts, to, stage))
    assert verdict.outcome in {Outcome.INDETERMINATE, Outcome.DENY}
    found = {reason.rule: reason for reason in (*verdict.violations, *verdict.indeterminates)}
    assert rule in found
    if found[rule].cause == "fact_missing":
        assert found[rule].missing == (path,)


@pytest.mark.parametrize(("to", "stage"), [("answered", None), ("closed", "opened"), ("answered", "reviewed")])
def test_no_stage_is_skipped(desk: Desk, to: str, stage: str | None) -> None:
    facts = opened("reasons", answer=ANSWERED, **HEARD)
    assert "GOV-001" in [reason.rule for reason in judged(desk, ask(facts, to, stage)).violations]


WAITING: list[tuple[Way, list[str]]] = [
    (("reasons", "opened", "answered"), ["REC-003", "REC-004", "REC-005"]),
    (("rectification", "answered", "closed"), ["REC-005"]),
    (("review", "opened", "reviewed"), ["REC-007", "REC-008"]),
    (("review", "reviewed", "closed"), ["REC-007", "REC-008", "REC-009"]),
]


@pytest.mark.parametrize(("way", "rules"), WAITING)
@pytest.mark.parametrize(
    ("named", "missing"),
    [
        ({**AUTOMATED, "decision": None}, ("named.decision",)),
        ({**AUTOMATED, "personal_information": None}, ("named.personal_information",)),
        ({**AIDED, "time": None}, ("named.time",)),
        (
            {"case": "initiative:ciusss-x/rang", "status": "undeclared"},
            ("named.decision", "named.personal_information"),
        ),
    ],
)
def test_while_nobody_says_how_it_was_decided_the_rights_are_undecided(
    desk: Desk, way: Way, rules: list[str], named: dict[str, Any], missing: tuple[str, ...]
) -> None:
    asks, stage, to = way
    facts = opened(asks, named=named, answer={**ANSWERED, "rectified": "made", "outside_scope": True}, **HEARD)
    verdict = judged(desk, ask(facts, to, stage))
    assert verdict.outcome is Outcome.INDETERMINATE
    assert [(reason.rule, reason.missing) for reason in verdict.indeterminates] == [(rule, missing) for rule in rules]


def test_while_nobody_says_so_what_the_person_asked_for_stays_due(desk: Desk) -> None:
    verdict = judged(desk, ask(opened("review", named={**AIDED, "time": None}), "opened", None))
    assert [duty.id for duty in verdict.obligations] == ["duty:recourse_review@opened"]


@pytest.mark.parametrize("asks", ["reasons", "rectification", "review"])
def test_against_a_decision_that_a_person_made_the_person_is_told_so(desk: Desk, asks: str) -> None:
    verdict = judged(desk, ask(opened(asks, named=AIDED), "opened", None))
    assert [(duty.id, duty.citation.key) for duty in verdict.obligations if duty.citation] == [
        ("duty:recourse_scope@opened", "recours-maison")
    ]
    silent = opened(asks, named=AIDED, answer={"outside_scope": False, "rectified": "made"})
    told = opened(asks, named=AIDED, answer={"outside_scope": True, "rectified": "made"})
    reviewed = {"review": {"outcome": "maintained"}}
    for to, stage in (("answered", "opened"), ("closed", "answered")):
        refused = judged(desk, ask({**silent, **reviewed}, to, stage))
        assert [(reason.rule, reason.citation.key) for reason in refused.violations] == [("REC-010", "recours-maison")]
        assert judged(desk, ask({**told, **reviewed}, to, stage)).outcome is Outcome.ALLOW


def test_a_human_who_hardly_counts_leaves_the_decision_to_an_interpretation(desk: Desk) -> None:
    rubber = {**AIDED, "formulates": False}
    facts = opened("reasons", named=rubber, answer={**ANSWERED, "information_used": False})
    verdict = judged(desk, ask(facts, "answered", "opened"))
    assert [(reason.rule, reason.cause, reason.citation.key) for reason in verdict.indeterminates] == [
        ("REC-003", "text_unverified", "lecture-exclusivement")
    ]
    assert judged(desk, ask(opened("reasons", named=rubber, answer=ANSWERED), "answered", "opened")).outcome is (
        Outcome.ALLOW
    )


def test_recourse_about_an_initiative_that_nobody_declared_owes_the_correction(desk: Desk) -> None:
    facts = opened("reasons", named={"case": "initiative:ciusss-x/rang", "status": "undeclared"})
    standing = ask(facts, "opened", "opened").model_copy(
        update={"passage": Passage(mode=Mode.STANDING, origin="opened", to="opened")}
    )
    assert [owed.id for owed in judged(desk, standing).obligations if owed.kind == "regularize"] == ["LIE-002@opened"]
    assert judged(desk, ask(facts, "opened", None)).outcome is Outcome.ALLOW


@pytest.mark.parametrize(
    ("asks", "duty", "topics", "lacking"),
    [
        ("reasons", "recourse_answer", {"answer": ANSWERED}, ("answer", {"information_used": None})),
        ("reasons", "recourse_answer", {"answer": ANSWERED}, ("answer", {"reasons_and_factors": False})),
        ("reasons", "recourse_answer", {"answer": ANSWERED}, ("answer", {"parameters": None})),
        ("reasons", "recourse_answer", {"answer": ANSWERED}, ("answer", {"rectification": False})),
        (
            "rectification",
            "recourse_rectification",
            {"answer": {**ANSWERED, "rectified": "made"}},
            ("answer", {"rectified": None}),
        ),
        ("review", "recourse_review", HEARD, ("review", {"able_to_review": False})),
        ("review", "recourse_review", HEARD, ("review", {"outcome": None})),
        ("review", "recourse_review", HEARD, ("observations", {"result": "not_offered"})),
    ],
)
def test_what_is_said_and_does_not_satisfy_leaves_it_due(
    desk: Desk, asks: str, duty: str, topics: Facts, lacking: tuple[str, dict[str, Any]]
) -> None:
    whole = opened(asks, **topics)
    whole["declaration"]["received_on"] = "2026-02-10"
    due = "2026-04-11" if duty == "recourse_review" else "2026-03-12"
    assert judged(desk, ask(whole, "opened", None)).obligations == ()
    topic, fields = lacking
    whole[topic] |= fields
    (owed,) = judged(desk, ask(whole, "opened", None)).obligations
    assert (owed.id, str(owed.due), owed.judged) == (f"duty:{duty}@opened", due, True)


def test_person_is_told_that_the_article_is_not_about_the_decision_by_words_and_not_by_a_message(desk: Desk) -> None:
    for told, owed in ((None, ["duty:recourse_scope@opened"]), (False, ["duty:recourse_scope@opened"]), (True, [])):
        facts = opened("reasons", named=AIDED, answer={"given_on": "2026-02-12", "outside_scope": told})
        assert [duty.id for duty in judged(desk, ask(facts, "opened", None)).obligations] == owed


def test_recourse_lives_from_its_opening_to_its_closing(desk: Desk) -> None:
    case = Case.opened("recourse:ciusss-des-rives/rec-2026-0147")
    stages: list[str | None] = []
    case = settled(desk, case, message(case, "recourse.opened"))
    (named,) = case.told
    case = settled(desk, case, answered(case, {**AUTOMATED, "case": named}))
    for told in ("answered", "answer.given", "reviewed", "observations.heard", "review.rendered"):
        case = settled(desk, case, message(case, told))
        stages.append(case.stage)
    assert stages == ["opened", "answered", "answered", "answered", "reviewed"]
    assert [duty.id for duty in case.obligations] == []
    case = settled(desk, case, message(case, "closed"))
    assert (case.stage, case.passage, case.outcome) == ("closed", None, Outcome.ALLOW)


REQUEST = {"reference": "REC-1", "initiative": "initiative:ciusss-x/rang"}
RECEIVED = datetime(2026, 3, 1, 17, tzinfo=UTC)


def told(kind: str, data: dict[str, Any], days: int) -> Message:
    """Return what an establishment says some *days* after it received a recourse; an initiative, of itself."""
    at = RECEIVED + timedelta(days=days)
    source = links.source(data["case"]) if kind == links.ANSWER else ESTABLISHMENT
    return Message(
        id=f"{kind}-{days}", source=source, type=kind, subject="recourse:ciusss-x/1", time=at, received_at=at, data=data
    )


def asking(desk: Desk, *requests: tuple[str, int], **answers: tuple[dict[str, Any], int]) -> Case:
    """Return a recourse that asked for each of *requests* on its day, with the *answers* by type, each on its day."""
    said = [told(links.ANSWER, AUTOMATED, 0)]
    said += [
        told("recourse.opened", {**REQUEST, "asks": asks, "received_on": f"2026-03-{day:02}"}, day - 1)
        for asks, day in requests
    ]
    said += [told(kind.replace("_", "."), data, day - 1) for kind, (data, day) in answers.items()]
    case = Case.opened("recourse:ciusss-x/1")
    for each in sorted(said, key=lambda one: one.received_at):
        case = settled(desk, case, each)
    return case


def owing(case: Case) -> dict[str, str]:
    return {each.id: str(each.due) for each in case.obligations}


def test_what_is_asked_second_runs_from_its_own_day_and_leaves_the_first_owed(desk: Desk) -> None:
    first = asking(desk, ("reasons", 1))
    assert owing(first) == {"duty:recourse_answer@opened": "2026-03-31"}
    assert owing(asking(desk, ("reasons", 1), ("reasons", 11))) == owing(first)
    both = asking(desk, ("reasons", 1), ("review", 11))
    assert owing(both) == {"duty:recourse_answer@opened": "2026-03-31", "duty:recourse_review@opened": "2026-05-10"}


def test_review_asked_once_the_reasons_were_given_is_owed_at_once(desk: Desk) -> None:
    passage = ({"to": "answered"}, 4)
    answered = asking(desk, ("reasons", 1), answer_given=(ANSWERED, 3), passage_requested=passage)
    assert (answered.stage, answered.obligations) == ("answered", ())
    then = asking(desk, ("reasons", 1), ("review", 21), answer_given=(ANSWERED, 3), passage_requested=passage)
    assert (then.stage, owing(then)) == ("answered", {"duty:recourse_review@answered": "2026-05-20"})
    rectified = asking(
        desk, ("reasons", 1), ("rectification", 21), answer_given=(ANSWERED, 3), passage_requested=passage
    )
    assert owing(rectified)["duty:recourse_rectification@answered"] == "2026-04-20"
    # The gate behind it asks for the same, and leaves longer.
    assert set(owing(rectified)) == {"duty:recourse_rectification@answered", "REC-006@answered"}


def test_what_was_asked_first_follows_the_recourse_until_it_is_given(desk: Desk) -> None:
    reviewed = asking(
        desk,
        ("reasons", 1),
        ("review", 2),
        observations_heard=(HEARD["observations"], 3),
        review_rendered=(HEARD["review"], 4),
        passage_requested=({"to": "reviewed"}, 5),
    )
    assert (reviewed.stage, owing(reviewed)) == ("reviewed", {"duty:recourse_answer@reviewed": "2026-03-31"})
    shut = settled(desk, reviewed, told("passage.requested", {"to": "closed"}, 6))
    assert shut.stage == "reviewed"
    given = settled(desk, shut, told("answer.given", ANSWERED, 7))
    assert (given.stage, owing(given)) == ("closed", {})


def message(case: Case, told: str) -> Message:
    now = datetime(2026, 3, 1, 12, tzinfo=UTC)
    if told in RECOURSE.facts:
        return read(event(told), received_at=now)
    asking = event("passage.requested", subject=case.id, id=f"passage-{told}", data={"to": told})
    return read(asking, received_at=now)


def answered(case: Case, data: dict[str, Any]) -> Message:
    now = datetime(2026, 3, 1, 12, tzinfo=UTC)
    return Message(
        id="answer",
        source=links.source(data["case"]),
        type=links.ANSWER,
        subject=case.id,
        time=now,
        received_at=now,
        data=data,
    )


def settled(desk: Desk, case: Case, told: Message) -> Case:
    """Settle what was *told*, then the passage it put aside, as the clock has it asked at once."""
    asked = question(RECOURSE, case, told)
    after = settle(RECOURSE, case, told, judged(desk, asked) if asked else None).case
    return after if after.put_aside is None else settled(desk, after, deadlines.message(after, after.put_aside))
