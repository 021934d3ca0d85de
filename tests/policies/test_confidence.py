"""A text that is not verified, or has no date, decides nothing: every rule watched as its citation changes hands."""

from collections.abc import Iterator
from typing import Any, Final

import pytest

from tests.policies.policy_dossiers import Found
from tests.policies.policy_worlds import CATALOGUE, CITATIONS, SETTLED, Answer, Asked, Json, Posed, Worlds

pytestmark = pytest.mark.engines

DOUBTS: Final = ("verified-secondary", "recalled", "interpretation", "inconnue", None)


def cited(rule: Posed) -> str:
    key: str = CATALOGUE["rules"][rule.rule]["citation"]
    return key


def kind(rule: Posed) -> str:
    found: str = CITATIONS[cited(rule)]["kind"]
    return found


def sides(dossiers: dict[Posed, Found]) -> Iterator[tuple[Posed, str, Json]]:
    """Yield a dossier for each side of every rule."""
    for rule, found in dossiers.items():
        for outcome, facts in (("allow", found.met), ("deny", found.violated)):
            if facts:
                yield rule, outcome, facts[0]


def asked(rule: Posed, facts: Json, **changed: Any) -> Asked:
    """Return a question under the rule's text, out of doubt except for what is *changed*."""
    return Asked(rule, facts, texts={cited(rule): {**SETTLED[cited(rule)], **changed}})


def outcomes(worlds: Worlds, questions: list[Asked]) -> list[tuple[Asked, str | None, list[str]]]:
    return [(each, *told(each, answer)) for each, answer in zip(questions, worlds.ask(questions), strict=True)]


def told(question: Asked, answer: Answer) -> tuple[str | None, list[str]]:
    """Return the outcome, and why the rule stands in the way or announces itself."""
    if answer.verdict is None:
        return None, []
    found = answer.found("violations", "indeterminates", "notices")
    assert {each["rule"] for each in found} <= {question.posed.rule}
    return answer.verdict["outcome"], [each["cause"] for each in found]


def unlike(answers: list[tuple[Asked, str | None, list[str]]], outcome: str, causes: list[str]) -> list[str]:
    return [str(each.posed) for each, found, why in answers if (found, why) != (outcome, causes)]


def test_verified_and_dated_text_decides_on_both_sides(worlds: Worlds, dossiers: dict[Posed, Found]) -> None:
    both = list(sides(dossiers))
    answers = outcomes(worlds, [asked(rule, facts) for rule, _, facts in both])
    assert [answer[1] for answer in answers] == [outcome for _, outcome, _ in both]


@pytest.mark.parametrize("doubt", DOUBTS)
def test_text_in_doubt_neither_allows_nor_refuses(
    worlds: Worlds, dossiers: dict[Posed, Found], doubt: str | None
) -> None:
    answers = outcomes(worlds, [asked(rule, facts, confidence=doubt) for rule, _, facts in sides(dossiers)])
    if doubt is None:
        # A text without a confidence is not judged at all: its verdict is refused, or left undefined.
        assert {outcome for _, outcome, _ in answers} == {None}
    else:
        assert unlike(answers, "indeterminate", ["text_unverified"]) == []


def test_law_without_a_date_neither_allows_nor_refuses(worlds: Worlds, dossiers: dict[Posed, Found]) -> None:
    laws = [(rule, facts) for rule, _, facts in sides(dossiers) if kind(rule) in {"statute", "regulation"}]
    assert laws
    answers = outcomes(worlds, [asked(rule, facts, in_force_from=None) for rule, facts in laws])
    assert unlike(answers, "indeterminate", ["text_undated"]) == []


def test_plan_or_guide_needs_no_date(worlds: Worlds, dossiers: dict[Posed, Found]) -> None:
    plans = [(rule, outcome, facts) for rule, outcome, facts in sides(dossiers) if kind(rule) == "orientation"]
    answers = outcomes(worlds, [asked(rule, facts, in_force_from=None) for rule, _, facts in plans])
    assert [outcome for _, outcome, _ in answers] == [outcome for _, outcome, _ in plans]


def test_borrowed_model_binds_from_the_day_it_is_adopted(worlds: Worlds, dossiers: dict[Posed, Found]) -> None:
    every = [(rule, outcome, facts) for rule, outcome, facts in sides(dossiers)]
    undated = outcomes(worlds, [asked(rule, facts, kind="model", in_force_from=None) for rule, _, facts in every])
    assert [(outcome, causes) for _, outcome, causes in undated] == [
        ("allow", ["not_binding"] if outcome == "deny" else []) for _, outcome, _ in every
    ]
    adopted = outcomes(worlds, [asked(rule, facts, kind="model") for rule, _, facts in every])
    assert [outcome for _, outcome, _ in adopted] == [outcome for _, outcome, _ in every]


def test_table_as_it_stands_decides_where_it_is_sure_and_nowhere_else(
    worlds: Worlds, dossiers: dict[Posed, Found]
) -> None:
    every = list(sides(dossiers))
    as_is = {key: {**text, "until": None} for key, text in CITATIONS.items()}
    answers = outcomes(worlds, [Asked(rule, facts, texts=as_is) for rule, _, facts in every])
    for (rule, outcome, _), (_, found, causes) in zip(every, answers, strict=True):
        text = CITATIONS[cited(rule)]
        dated = text["in_force_from"] is not None
        if text["kind"] == "model" and not dated:
            expected: tuple[str, list[str]] = ("allow", ["not_binding"] if outcome == "deny" else [])
        elif text["confidence"] != "verified":
            expected = ("indeterminate", ["text_unverified"])
        elif text["kind"] in {"statute", "regulation"} and not dated:
            expected = ("indeterminate", ["text_undated"])
        elif causes == ["text_unverified"]:
            continue  # an interpretation that the rule rests on, seen below
        else:
            expected = (outcome, ["violated"] if outcome == "deny" else [])
        assert (found, causes) == expected, rule


def test_raising_what_is_in_doubt_lets_it_decide(worlds: Worlds, dossiers: dict[Posed, Found]) -> None:
    doubtful = [side for side in sides(dossiers) if CITATIONS[cited(side[0])]["confidence"] != "verified"]
    assert doubtful
    raised = {
        key: {**text, "confidence": "verified", "in_force_from": text["in_force_from"] or "2024-07-01", "until": None}
        for key, text in CITATIONS.items()
    }
    answers = outcomes(worlds, [Asked(rule, facts, texts=raised) for rule, _, facts in doubtful])
    assert [outcome for _, outcome, _ in answers] == [outcome for _, outcome, _ in doubtful]


def test_interpretation_refuses_only_once_it_is_verified(worlds: Worlds, dossiers: dict[Posed, Found]) -> None:
    refused = [(rule, facts) for rule, found in dossiers.items() for facts in found.violated]
    answers = worlds.ask([Asked(*each) for each in refused])
    resting = [
        (rule, facts, citation["key"])
        for (rule, facts), answer in zip(refused, answers, strict=True)
        for citation in [answer.found("violations")[0]["citation"]]
        if citation["key"] != cited(rule)
    ]
    assert resting
    for doubt in DOUBTS[:3]:
        questions = [
            Asked(rule, facts, texts={key: {**SETTLED[key], "confidence": doubt}}) for rule, facts, key in resting
        ]
        assert unlike(outcomes(worlds, questions), "indeterminate", ["text_unverified"]) == []
