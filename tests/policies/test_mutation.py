"""Mutants of a policy small enough to be read: which are made, which are noticed, which are excused."""

import json
from pathlib import Path

import pytest

from authoring.mutation import memory, rules
from authoring.mutation.data import GONE, changes
from authoring.mutation.looks import Looks, Untestable
from authoring.mutation.memory import Memory
from authoring.mutation.mutant import MEANINGS, Fate, Mutant
from authoring.mutation.operators import edits
from authoring.mutation.run import Report, run
from authoring.mutation.source import parse
from authoring.reference import Reference
from engines.rego import Opa
from settings import ROOT

pytestmark = pytest.mark.engines


RULE = """package balise.rules.small.training

import data.balise.other

default trained := false

# A share >= 0.8 "is" enough; not a sentence to be changed.
trained if input.share >= 0.8

trained if {
	not input.exempt == "no"
	every person in input.people {
		person.trained == true
	}
	trim_space(input.name) in {"a", "b"}
	other.open
}

grade(n) := "high" if {
	n > 9
} else := "low"
"""
OTHER = "package balise.other\n\nopen if true\n"
TESTS = """package balise.rules.small.training_test

import data.balise.rules.small.training

test_trained_at_the_threshold if training.trained with input as {"share": 0.8}

test_trained_unmet_below if not training.trained with input as {"share": 0.79}
"""


@pytest.fixture
def small(opa: Path, tmp_path: Path) -> Opa:
    folder = tmp_path / "policies"
    for name, text in {
        "rules/small/training.rego": RULE,
        "rules/small/training_test.rego": TESTS,
        "balise/other.rego": OTHER,
        "parameters/data.yaml": "{share: 0.8, months: 12, places: [bench, pilot], "
        "label: {fr: a, en: b}, since: '2026-01-01'}",
        "parameters/schema.json": "{}",
        "citations/data.yaml": "{}",
        "catalogue/data.json": '{"rules": {}}',
        "capabilities.json": (ROOT / "policies" / "capabilities.json").read_text(encoding="utf-8"),
    }.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return Opa(opa, folder)


def _unheard(_done: int, _total: int) -> None:
    pass


def tried(small: Opa, rule: str = "trained") -> Report:
    return run(small, lambda mutant: mutant.rule == rule, lambda _done, _total: None)


def fates(report: Report) -> dict[tuple[str, str, str], Fate]:
    return {(one.mutant.operator, one.mutant.before, one.mutant.after): one.fate for one in report.results}


@pytest.mark.parametrize(
    ("operator", "before", "after"),
    [
        ("default", "false", "true"),
        ("comparison", ">=", ">"),
        ("comparison", ">=", "<"),
        ("comparison", "==", "!="),
        ("number", "9", "10"),
        ("number", "9", "8"),
        ("boolean", "true", "false"),
        ("text", '"no"', '"mutant"'),
        ("text", '"low"', '"mutant"'),
        ("negation", 'not input.exempt == "no"', 'input.exempt == "no"'),
        ("negation", "other.open", "not other.open"),
        ("expression", "other.open", "true"),
        ("clause", "trained if input.share >= 0.8", ""),
        ("branch", 'else := "low"', ""),
        ("branch", "n > 9", "false"),
        ("member", '"a", ', ""),
        ("function", "trim_space(input.name)", "input.name"),
    ],
)
def test_each_mistake_is_made(small: Opa, operator: str, before: str, after: str) -> None:
    path = small.policies / "rules" / "small" / "training.rego"
    source = parse(small.binary, path, "training.rego")
    made = [(edit.operator, edit.span.of(RULE), edit.new) for _, edit in edits(source)]
    assert (operator, before, after) in made
    assert {edit.operator for _, edit in edits(source)} <= set(MEANINGS)


def test_every_becomes_some_and_no_comment_is_touched(small: Opa) -> None:
    path = small.policies / "rules" / "small" / "training.rego"
    source = parse(small.binary, path, "training.rego")
    found = [(edit.operator, edit.span.replaced(RULE, edit.new)) for _, edit in edits(source)]
    assert any(operator == "quantifier" and "some person in input.people" in text for operator, text in found)
    assert all('# A share >= 0.8 "is" enough; not a sentence to be changed.\n' in text for _, text in found)


def test_mutants_that_read_the_same_are_told_apart(small: Opa) -> None:
    path = small.policies / "rules" / "small" / "training.rego"
    path.write_text(RULE + '\ngrade(n) := "none" if {\n\tn > 9\n}\n', encoding="utf-8")
    found = [mutant.before for mutant in tried(small, "grade").survivors if mutant.operator == "comparison"]
    assert found == ["n > 9", "n > 9", "n > 9 (2)", "n > 9 (2)"]


def test_what_a_test_notices_is_told_from_what_none_does(small: Opa) -> None:
    report = tried(small)
    found = fates(report)
    assert found["comparison", "input.share >= 0.8", "input.share > 0.8"] is Fate.KILLED
    assert found["clause", "trained if input.share >= 0.8", ""] is Fate.KILLED
    assert found["expression", "other.open", "true"] is Fate.SURVIVED
    assert found["text", 'not input.exempt == "no"', 'not input.exempt == "mutant"'] is Fate.SURVIVED
    assert {mutant.file for mutant in report.survivors} == {"rules/small/training.rego"}


def test_a_module_is_judged_by_the_tests_of_those_who_use_it(small: Opa) -> None:
    (small.policies / "balise" / "other.rego").write_text(OTHER.replace("true", "input.open == true"), encoding="utf-8")
    asked = '{"exempt": "yes", "people": [], "name": " a"}'
    more = f"\ntest_trained_unless_closed if not training.trained with input as {asked}\n"
    (small.policies / "rules" / "small" / "training_test.rego").write_text(TESTS + more, encoding="utf-8")
    assert fates(tried(small, "open"))["expression", "input.open == true", "true"] is Fate.KILLED


def test_run_that_is_taken_up_again_tries_only_what_an_edit_can_change(small: Opa, tmp_path: Path) -> None:
    def again() -> Report:
        return run(small, lambda mutant: mutant.rule in {"trained", "open"}, _unheard, Memory(tmp_path / "kept"))

    (small.policies / "balise" / "other.rego").write_text(OTHER.replace("true", "input.open == true"), encoding="utf-8")
    path = small.policies / "rules" / "small" / "training_test.rego"
    first = again()
    second = again()
    assert (first.recalled, second.results) == (0, first.results)
    looks = second.recalled
    assert looks > len(first.results)
    more = "\ntest_closed if not data.balise.other.open with input as {}\n"
    path.write_text(TESTS + more, encoding="utf-8")
    third = again()
    assert 0 < third.recalled < looks
    opened = ("expression", "input.open == true", "true")
    assert (fates(first)[opened], fates(third)[opened]) == (Fate.SURVIVED, Fate.KILLED)


def test_memory_of_a_run_that_was_killed_while_it_wrote_is_read(tmp_path: Path) -> None:
    Memory(tmp_path).keep({"one": Fate.KILLED, "other": Fate.SURVIVED})
    path = tmp_path / memory.NAME
    path.write_text(path.read_text(encoding="utf-8")[:-4], encoding="utf-8")
    kept = Memory(tmp_path)
    assert (kept.fate("one"), kept.fate("other")) == (Fate.KILLED, None)
    kept.forget()
    assert Memory(tmp_path).fate("one") is None


class Unheard:
    def more(self, number: int) -> None:
        pass

    def told(self, number: int) -> None:
        pass


def test_rule_that_no_test_holds_is_noticed_by_the_reference_questions(
    opa: Path, policies: Path, tmp_path: Path
) -> None:
    (policies / "rules" / "gates" / "order_test.rego").unlink()
    rego = Opa(opa, policies)
    modules = rules.read(rego)
    copies = rules.copies(rego, modules, lambda mutant: mutant.identifier == "GOV-001")
    noticed = Looks(rego, modules, tmp_path / "scratch", Memory(), Unheard()).rego(copies)
    assert len(noticed) > 1
    assert {fate for _, fate in noticed} <= {Fate.KILLED, Fate.REFUSED}


def test_listed_survivor_is_excused_and_a_stale_exception_is_not(small: Opa) -> None:
    survivor, *_ = tried(small).survivors
    names = ("file", "rule", "operator", "before", "after")
    reason = {"fr": "Personne n'a à le voir.", "en": "Nobody needs to see it."}
    entry = {**dict(zip(names, survivor.key, strict=True)), "reason": reason}
    stale = {**entry, "before": "trained if input.share >= 0.8", "after": "", "operator": "clause"}
    (small.policies / "mutants.yaml").write_text(json.dumps([entry, stale]), encoding="utf-8")
    report = tried(small)
    assert survivor not in report.survivors
    assert report.counts["listed"] == 1
    assert [one.key[2] for one in report.stale] == ["clause"]


def test_tests_that_fail_without_a_change_are_said_and_not_counted_as_noticing(small: Opa) -> None:
    path = small.policies / "rules" / "small" / "training_test.rego"
    path.write_text(TESTS.replace("0.79", "0.81"), encoding="utf-8")
    with pytest.raises(Untestable, match=r"training\.rego"):
        tried(small)


def test_answers_that_are_not_those_recorded_are_said_and_not_counted_as_noticing(opa: Path, policies: Path) -> None:
    parameters = policies / "parameters" / "data.yaml"
    text = parameters.read_text(encoding="utf-8")
    parameters.write_text(text.replace("clarify: {days: 60}", "clarify: {days: 61}"), encoding="utf-8")
    with pytest.raises(Untestable, match="reference"):
        run(Opa(opa, policies), lambda mutant: mutant.rule == "opinion", lambda _done, _total: None)


def test_change_that_opa_refuses_is_set_apart(small: Opa) -> None:
    found = fates(tried(small))
    assert found["expression", "person.trained == true", "true"] is Fate.REFUSED


def test_every_leaf_of_the_parameters_is_changed(small: Opa) -> None:
    made = {
        (change.mutant.rule, json.dumps(None if change.new is GONE else change.new))
        for change in changes(small.policies, _all)
    }
    assert made == {
        ("share", "0.9"),
        ("share", "0.7"),
        ("months", "13"),
        ("months", "11"),
        ("places.0", "null"),
        ("places.1", "null"),
        ("since", '"2026-01-02"'),
        ("since", '"2025-12-31"'),
    }


def test_gates_and_texts_are_changed_and_their_changes_noticed(opa: Path) -> None:
    rego = Opa(opa, ROOT / "policies")
    made = changes(rego.policies, lambda mutant: mutant.rule.endswith((" LRSSS-078-1", "opportunity", "lrsss-1")))
    assert {change.mutant.operator for change in made} == {
        *("rule dropped", "condition dropped", "condition changed", "origin changed"),
        *("confidence", "in force", "until"),
    }
    report = run(rego, lambda mutant: mutant.key in {change.mutant.key for change in made}, lambda _done, _total: None)
    assert report.counts == {"killed": len(made), "refused": 0, "listed": 0, "survived": 0}


def test_threshold_that_moves_changes_the_answer_recorded_at_it(opa: Path, policies: Path) -> None:
    parameters = policies / "rules" / "gates" / "parameters" / "data.yaml"
    text = parameters.read_text(encoding="utf-8")
    parameters.write_text(text.replace("minimum_share: 0.8", "minimum_share: 0.9"), encoding="utf-8")
    reference = Reference(Opa(opa, policies))
    about = [pair for pair in reference.recorded() if "training.trained_share" in pair[0].facts]
    with reference.built() as built:
        ((question, recorded, now),) = built.differing(about)
    assert question.facts["training.trained_share"] == 0.8
    assert "FOR-001@production violated" in now["findings"]
    assert "FOR-001@production violated" not in recorded["findings"]


def test_reference_questions_are_those_the_gates_call_for(opa: Path) -> None:
    reference = Reference(Opa(opa, ROOT / "policies"))
    recorded = [question for question, _ in reference.recorded() if question.process == "initiative"]
    with reference.built() as built:
        assert reference.questions(["initiative"], built) == {"initiative": recorded}


def _all(_: Mutant) -> bool:
    return True
