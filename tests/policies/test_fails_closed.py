"""No rule is passed in silence by a fact that is missing, malformed, empty or absurd: generated from the contract."""

from collections.abc import Iterator
from itertools import product
from typing import Any, Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from authoring.speakers import ON_PAPER
from tests.policies.policy_dossiers import Found, seeds_of, unread
from tests.policies.policy_questions import Desk
from tests.policies.policy_values import allowed, at, empty, key, placed, refused, without
from tests.policies.policy_worlds import PROCESSES, SHAPES, Answer, Asked, Json, Posed, Worlds, posed, question

pytestmark = pytest.mark.engines

# Every exception says why. Before adding one, try to change the rule.
EMPTY_ANSWERS: Final[dict[tuple[str, str], str]] = {
    ("LRSSS-077-2", "contract.clauses"): "a supplier that is itself a body of the network owes none of the clauses",
    ("MAN-025", "answer.schedule"): "a schedule without a line has none that comes too early",
    ("SUI-004", "monitoring.metrics"): "nothing was promised of the results: SUI-001 asks for the metrics",
    ("SUI-004", "results.measures"): "no measure is out of its bounds: SUI-003 asks for every one that was promised",
    ("MAN-026", "declaration.deliverables"): "a description without a deliverable expects none too early",
}
"""Rule and fact, where an empty list or text is a real answer that may meet the rule."""

UNSAID_SIGN: Final = "a sign that tells more of a control, and that nobody has to give: only the three means are owed"
NOTICE: Final = "a notice that was not given has no date to compare: another rule asks for the notice"

UNTOLD: Final = "no other case has told anything: nothing happened that would have one speak"
UNCHANGED: Final = "a change that is not declared has not been made"
CHANGES: Final = ("data", "model", "purpose", "population", "supplier")

HARMFUL_WHEN_SAID: Final[dict[tuple[str, str], str]] = {
    ("INC-005", "declaration.occurred_on"): "the day of an incident may never be known",
    ("INC-011", "declaration.occurred_on"): "the day of an incident may never be known",
    ("INC-007", "notices.minister_on"): NOTICE,
    ("INC-008", "notices.commission_on"): NOTICE,
    ("INC-009", "notices.persons_on"): NOTICE,
    ("INC-015", "notices.persons_on"): NOTICE,
    ("INC-013", "injury.consequences"): "what is not weighed does not alarm: RAS-015-2 asks that it be weighed",
    ("INC-013", "injury.ill_intentioned_use"): "what is not weighed does not alarm: RAS-015-2 asks that it be weighed",
    ("LRSSS-106-1", "assessment.privacy.made_at_certification"): "an assessment is made for its initiative unless said",
    ("DEA-004", "oversight.formulates"): UNSAID_SIGN,
    ("DEA-004", "oversight.overruled_share"): UNSAID_SIGN,
    ("DDM-010", "oversight.overruled_share"): UNSAID_SIGN,
    ("LIE-001", "declaration.initiative"): "a case need not name an initiative: where it must, another rule asks",
    ("VIE-001", "incidents.cases"): UNTOLD,
    ("VIE-002", "incidents.cases"): UNTOLD,
    ("VIE-003", "recourses.cases"): UNTOLD,
    ("VIE-004", "recourses.cases"): UNTOLD,
    **{("VIE-006", f"change.{what}.changed_on"): UNCHANGED for what in CHANGES},
}
"""Rule and fact, where saying nothing rightly means that nothing happened."""

SET_ASIDE: Final[dict[tuple[str, str], str]] = {
    ("DDM-011", "impact"): "a borrowed model is read only for an impact that is described, if only in part",
}
"""Rule and topic, without which the gate does not pose the rule."""

REPORTED: Final = "results are judged once they are reported: a duty, with its due date, asks for them"

ONCE_SAID: Final[dict[tuple[str, str], str]] = dict.fromkeys(
    (("SUI-003", "results.measures"), ("SUI-004", "results.measures"), ("SUI-005", "reassessment.conclusion")), REPORTED
)
"""Rule and fact, without which the gate does not pose the rule."""

STAGE: Final = "reads no fact: its stage is the case's own"
GIVEN: Final = "is met as soon as its fact is given and well formed: without it, it is undecided"

WITHOUT_VIOLATION: Final[dict[str, str]] = {
    **dict.fromkeys(("GOV-001", "CAM-001", "INC-001", "MAN-001", "POL-001"), STAGE),
    # A day on which something was done or defined.
    **dict.fromkeys(("LRSSS-108-2", "LRSSS-108-3", "MAN-033"), GIVEN),
    # A quantity of which only the statement is owed.
    **dict.fromkeys(("LRSSS-089-2", "MAN-008", "DDM-009"), GIVEN),
    # Choices, every one of which is an answer.
    **dict.fromkeys(("RAS-015-2", "REC-002", "REC-006", "REC-009", "DDM-001", "INC-018"), GIVEN),
    "LIE-002": "stops nobody who asks to come in: where the case stands, the correction is owed",
    "LRSSS-016-2": "every disposition that the contract knows is lawful",
}
"""Rules that no well-formed dossier violates."""

WITHOUT_MEETING: Final[dict[str, str]] = dict.fromkeys(
    ("LRSSS-044-1", "LRSSS-080-3", "LRSSS-103-1", "LRSSS-265-1", "SOI-002", "INC-014"),
    "its text is in doubt, and would leave everybody undecided: only what contradicts it has the gate pose it",
)
"""Rules that no dossier meets where they are posed."""

Spoiled = tuple[Posed, str, Any, Json]
"""The rule, the fact or topic spoiled, what was put in its place, and the whole dossier."""


def wrong_topics(facts: Json, path: str) -> Iterator[tuple[str, Any, Json]]:
    steps = path.split(".")
    for length, value in product(range(1, len(steps)), ("texte", ["texte"], 7, False)):
        topic = ".".join(steps[:length])
        yield topic, value, placed(facts, topic, value)


def whole(dossiers: dict[Posed, Found]) -> Iterator[tuple[Posed, Json]]:
    """Yield dossiers in which nothing that the rule needs is missing; they meet it, wherever one can."""
    for rule, found in dossiers.items():
        for facts in found.met or found.violated:
            yield rule, facts


def barest(dossiers: dict[Posed, Found]) -> dict[Posed, Json]:
    """Return one dossier for each rule, in which nothing else may stand in for what is spoiled."""
    return {rule: (found.met or found.violated)[0] for rule, found in dossiers.items()}


def malformed(dossiers: dict[Posed, Found]) -> Iterator[Spoiled]:
    # Each rule meets a third of what its facts may not be, and the next rule the next third.
    for turn, (rule, facts) in enumerate(barest(dossiers).items()):
        for path in rule.read:
            for value in refused(SHAPES[rule.process][path])[turn % 3 :: 3]:
                yield rule, path, value, placed(facts, path, value)
            yield from ((rule, *wrong) for wrong in list(wrong_topics(facts, path))[turn % 3 :: 3])


def absent(dossiers: dict[Posed, Found]) -> Iterator[Spoiled]:
    for rule, facts in whole(dossiers):
        for path in sorted(rule.needed & set(rule.read)):
            if (rule.rule, path) in ONCE_SAID:
                continue
            topic = path.rpartition(".")[0]
            yield rule, path, "missing", without(facts, path)
            yield rule, path, None, placed(facts, path, None)
            if (rule.rule, topic) not in SET_ASIDE:
                yield rule, topic, "missing", without(facts, topic)
                yield rule, topic, None, placed(facts, topic, None)


def emptied(dossiers: dict[Posed, Found]) -> Iterator[Spoiled]:
    for rule, facts in whole(dossiers):
        for path in sorted(rule.needed & set(rule.read)):
            for value in empty(SHAPES[rule.process][path]):
                yield rule, path, value, placed(facts, path, value)


def ask(worlds: Worlds, spoiled: list[Spoiled], mode: str = "passage") -> list[tuple[Spoiled, Answer]]:
    distinct = list(
        {(rule, path, key(facts)): (rule, path, value, facts) for rule, path, value, facts in spoiled}.values()
    )
    asked = [Asked(rule, facts, mode=mode) for rule, _, _, facts in distinct]
    return list(zip(distinct, worlds.ask(asked), strict=True))


def names(spoiled: Spoiled, answer: Answer, *headings: str) -> bool:
    """Tell whether the rule stands under one of these headings, and names what was spoiled, or a part of it."""
    rule, path, _, _ = spoiled
    return any(
        each["rule"] == rule.rule and any(f"{named}.".startswith(f"{path}.") for named in each["missing"])
        for each in answer.found(*headings)
    )


def said(spoiled: Spoiled, answer: Answer) -> str:
    rule, path, value, _ = spoiled
    return f"{rule}: {path} = {str(value)[:60]!r} -> {answer.state}"


def test_every_rule_has_a_dossier_that_meets_it_and_one_that_violates_it(dossiers: dict[Posed, Found]) -> None:
    assert {rule.rule for rule, found in dossiers.items() if not found.met} == set(WITHOUT_MEETING)
    assert {rule.rule for rule, found in dossiers.items() if not found.violated} == set(WITHOUT_VIOLATION)


def test_every_rule_reads_facts_or_is_known_not_to(dossiers: dict[Posed, Found]) -> None:
    assert {rule.rule for rule in dossiers if not rule.read} <= set(unread())


@pytest.mark.parametrize("process", PROCESSES)
def test_shapes_are_understood_as_the_contract_means_them(worlds: Worlds, process: str) -> None:
    cases = [
        (path, value, wrong)
        for path, shape in SHAPES[process].items()
        for wrong, values in ((False, [*allowed(shape), *empty(shape)]), (True, refused(shape)))
        for value in values
    ]
    query = (
        "[wrong | some case in input; path := case.path; asked := case.input; "
        "wrong := count([1 | data.balise.facts.value(path) == null]) > 0 with input as asked]"
    )
    document = [
        {"path": path, "input": {"process": process, "facts": placed({}, path, value)}} for path, value, _ in cases
    ]
    answers = worlds.evaluate(query, document)
    assert [case for case, answer in zip(cases, answers, strict=True) if answer is not case[2]] == []


def test_malformed_fact_is_never_read_and_is_named(worlds: Worlds, dossiers: dict[Posed, Found]) -> None:
    answers = ask(worlds, list(malformed(dossiers)))
    assert len(answers) > 1000
    assert [said(*each) for each in answers if not names(*each, "indeterminates")] == []
    assert {answer.verdict["outcome"] for _, answer in answers if answer.verdict} == {"indeterminate"}


def test_missing_fact_that_is_needed_is_named(worlds: Worlds, dossiers: dict[Posed, Found]) -> None:
    answers = ask(worlds, list(absent(dossiers)))
    assert len(answers) > 100
    assert [said(*each) for each in answers if not names(*each, "indeterminates")] == []


def test_empty_answer_meets_no_rule(worlds: Worlds, dossiers: dict[Posed, Found]) -> None:
    answers = ask(worlds, list(emptied(dossiers)))
    silent = {(rule.rule, path) for (rule, path, _, _), answer in answers if answer.silent}
    assert silent == set(EMPTY_ANSWERS)
    assert not [said(*each) for each in answers if each[1].verdict is None]


def test_case_already_there_owes_what_is_missing_or_malformed(worlds: Worlds, dossiers: dict[Posed, Found]) -> None:
    inherited = {each: dossiers[each] for each in dossiers if each.rule not in every_passage(each.process)}
    missing = list(absent(inherited))[::3]
    one_each = {(rule, path): (rule, path, value, facts) for rule, path, value, facts in malformed(inherited)}
    answers = [*ask(worlds, [*missing, *one_each.values()], "recension"), *ask(worlds, missing[::4], "standing")]
    assert [said(*each) for each in answers if not names(*each, "obligations")] == []


def every_passage(process: str) -> set[str]:
    return {entry["rule"] for entry in PROCESSES[process]["every_passage"]}


def spread(values: list[Any]) -> list[Any]:
    """Return the first, the middle and the last."""
    return values if len(values) < 4 else [values[0], values[len(values) // 2], values[-1]]


def test_removing_a_fact_turns_no_refusal_into_silence(worlds: Worlds, dossiers: dict[Posed, Found]) -> None:
    changed = {
        (rule, key(facts)): Asked(rule, facts)
        for rule, base in barest(dossiers).items()
        for path in rule.read
        for value in [*spread(allowed(SHAPES[rule.process][path])), *empty(SHAPES[rule.process][path])]
        for facts in [placed(base, path, value)]
    }
    violated = [Asked(rule, facts) for rule, found in dossiers.items() for facts in found.violated]
    before = [*changed.values(), *violated]
    stopped = [each for each, answer in zip(before, worlds.ask(before), strict=True) if not answer.silent]
    assert len(stopped) > 50
    removed = [
        (each.posed, path, "removed", without(each.facts, path))
        for each in stopped
        for path in each.posed.read
        if at(each.facts, path) is not None
    ]
    # A rule set aside by what is still known is set aside by a gate's `when`, and not by what was removed.
    met_now = {
        (rule.rule, path): said(each, answer)
        for each, answer in ask(worlds, removed)
        for rule, path, _, _ in [each]
        if answer.state == "met"
    }
    assert [found for pair, found in met_now.items() if pair not in HARMFUL_WHEN_SAID] == []
    assert set(HARMFUL_WHEN_SAID) <= set(met_now)


# Whole questions, asked as the product asks them.

KINDS: Final[list[Any]] = [None, "", "texte", 7, True, [], ["texte"], {}, {"a": 1}]


def questions() -> Iterator[tuple[str, str, Json]]:
    """Yield every gate of every process, with a dossier of its process."""
    for process, declared in PROCESSES.items():
        for gate in declared["order"]:
            yield process, gate, question(process, gate, seeds_of(process)[0])


def misshapen(asked: Json) -> Iterator[tuple[str, Any, Json]]:
    """Yield the question with one part that cannot be judged."""
    absurd = {
        "as_of": [*KINDS, "hier", "2026-03-01", "2026-02-30T00:00:00Z", "2026-03-01T12:00:00", "0001-01-01T00:00:00Z"],
        "process": [*KINDS, "inconnu", "Initiative"],
        "facts": [kind for kind in KINDS if not isinstance(kind, dict)],
        "opinions": [kind for kind in KINDS if not isinstance(kind, dict)],
        "passage": KINDS,
        "passage.mode": [*KINDS, "PASSAGE"],
        "passage.to": [*KINDS, "inconnue"],
        "case": KINDS,
        "case.establishment": [kind for kind in KINDS if not isinstance(kind, str)],
        "case.dossier": [kind for kind in KINDS if not isinstance(kind, str)],
    }
    absurd["as_of"].append("9999-12-31T23:59:59Z")
    for part, values in absurd.items():
        yield part, "missing", without(asked, part)
        yield from ((part, value, placed(asked, part, value)) for value in values)


def test_malformed_question_has_no_verdict(worlds: Worlds) -> None:
    cases = [
        (process, gate, part, value, wrong)
        for process, gate, asked in questions()
        for part, value, wrong in misshapen(asked)
    ]
    query = "[found | some q in input; found := [verdict | verdict := data.balise.verdict] with input as q]"
    answers = worlds.evaluate(query, [case[-1] for case in cases])
    assert [case[:4] for case, answer in zip(cases, answers, strict=True) if answer] == []


def spoiled_opinions(body: str) -> Iterator[Any]:
    known = {"body": body, "received_at": ON_PAPER}
    favourable = {**known, "answer": "favourable", "covers": "sha256:dossier"}
    yield from [
        None,
        "favourable",
        7,
        True,
        [],
        ["favourable"],
        {},
        {**known, "answer": "favourable"},
        {**known, "covers": "sha256:dossier"},
    ]
    wrong: list[Any] = [None, "", "autre", 7, True, [], {}, ["favourable"], "FAVOURABLE", "9999-12-31T00:00:00Z"]
    yield from ({**favourable, name: value} for name in favourable for value in wrong)


def test_opinion_that_cannot_be_read_is_awaited(worlds: Worlds) -> None:
    cases = []
    for process, declared in PROCESSES.items():
        for gate, held in declared["gates"].items():
            for opinion in held["opinions"]:
                if opinion.get("when"):
                    continue
                asked = question(process, gate, {})
                for value in spoiled_opinions(opinion["body"]):
                    changed = {**asked["opinions"], opinion["body"]: value}
                    cases.append((opinion["body"], gate, {**asked, "opinions": changed}))
    query = "[found | some q in input; found := [data.balise.verdict] with input as q]"
    for (body, gate, _), [verdict] in zip(cases, worlds.evaluate(query, [case[-1] for case in cases]), strict=True):
        assert [(awaited["body"], awaited["gate"]) for awaited in verdict["opinions"] if awaited["body"] == body] == [
            (body, gate)
        ]
        assert verdict["outcome"] != "allow"


@st.composite
def dossier_and_removal(draw: st.DrawFn) -> tuple[str, str, Json, str]:
    process = draw(st.sampled_from(sorted(PROCESSES)))
    gate = draw(st.sampled_from(PROCESSES[process]["order"]))
    facts = draw(st.sampled_from(seeds_of(process)))
    paths = sorted(SHAPES[process])
    for path in draw(st.lists(st.sampled_from(paths), max_size=2)):
        shape = SHAPES[process][path]
        facts = placed(facts, path, draw(st.sampled_from([*allowed(shape), *empty(shape)])))
    return process, gate, facts, draw(st.sampled_from([path for path in paths if at(facts, path) is not None]))


@settings(max_examples=60)
@given(dossier_and_removal())
def test_whole_gate_opens_no_wider_on_a_dossier_that_says_less(
    desk: Desk, worlds: Worlds, drawn: tuple[str, str, Json, str]
) -> None:
    process, gate, facts, path = drawn
    less = without(facts, path)
    before, after = desk(question(process, gate, facts)), desk(question(process, gate, less))
    assert before is not None
    assert after is not None
    if after["outcome"] == "allow" and before["outcome"] != "allow":
        # What a gate's `when` sets aside by a value that is still known may go; nothing else may.
        stood = {each["rule"] for heading in ("violations", "indeterminates") for each in before[heading]}
        stood -= {rule for rule, named in HARMFUL_WHEN_SAID if named == path}
        gone = [Asked(each, less) for each in posed() if (each.process, each.gate) == (process, gate)]
        gone = [each for each in gone if each.posed.rule in stood]
        assert {answer.state for answer in worlds.ask(gone)} == {"not_applicable"}
        assert len(gone) == len(stood)
