"""What a rule reads is found however it is written, and a rule that waits in vain is seen."""

import json
from pathlib import Path
from typing import Any

import pytest

from authoring import catalogue as generated
from authoring import reading, vain
from authoring.policies import Policies
from settings import ROOT

pytestmark = pytest.mark.engines

HOUSE = ROOT / "policies"
SHAPES: dict[str, Any] = {
    "initiative": {
        "data.sale": {"type": "boolean"},
        "data.sources": {"type": "list"},
        "data.retention_months": {"type": "integer"},
        "assessment.privacy.conclusion": {"type": "text"},
        "assessment.equity.conclusion": {"type": "text"},
        "assessment.equity.kind": {"type": "text"},
        "oversight.time": {"type": "boolean"},
    },
}
TERMS = """package balise.terms

import data.balise.facts

# METADATA
# description: The sale is known.
grave := {"value": true} if facts.value("data.sale") == true
else := {"missing": ["data.sale"]}

# METADATA
# description: And so is the time given.
graver := grave if facts.absent(means) == []

means := ["oversight.time"]
"""


def sources(folder: Path, body: str, **others: str) -> reading.Sources:
    for name, text in {
        "balise/terms": TERMS,
        "rules/gates/one": f"package balise.rules.gates.one\n\n{body}",
        **others,
    }.items():
        path = folder / f"{name}.rego"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return reading.sources(folder, OPA[0], SHAPES)


OPA: list[Path] = []


@pytest.fixture(autouse=True)
def _with(opa: Path) -> None:
    OPA[:] = [opa]


SALE, SOURCES, MONTHS = "data.sale", "data.sources", "data.retention_months"
PRIVACY, EQUITY = "assessment.privacy.conclusion", "assessment.equity.conclusion"


@pytest.mark.parametrize(
    ("body", "read"),
    [
        ("good if input.facts.data.sale == false", {SALE}),
        ('good if input["facts"]["data"]["sale"] == false', {SALE}),
        ("good if not input.facts.data.sale", {SALE}),
        ("good if some source in input.facts.data.sources", {SOURCES}),
        ("good if every source in input.facts.data.sources { source.name }", {SOURCES}),
        ("good if input.facts.data.sources[_].name == 1", {SOURCES}),
        ("good if count([1 | input.facts.data.sources[0]]) > input.facts.data.retention_months", {SOURCES, MONTHS}),
        ("good if helped\nhelped if again(1)\nagain(x) if input.facts.data.sale == x", {SALE}),
        ("good if held := input.facts.data\nelse if input.facts.data.sale", {SALE}),
        ("good if { held := input.facts.data; held.sale == false; held.sources }", {SALE, SOURCES}),
        ("good if { held := input.facts.data; some name in [1]; held[name] }", {SALE, SOURCES, MONTHS}),
        ("good if { some kind in [1]; input.facts.assessment[kind].conclusion }", {PRIVACY, EQUITY}),
        ('good if concluded("privacy")\nconcluded(kind) if input.facts.assessment[kind].conclusion', {PRIVACY, EQUITY}),
        ('good if object.get(input.facts, ["data", "sale"], true) == false', {SALE}),
        ('good if object.get(input.facts.data, "sale", true) == false', {SALE}),
        ('import data.balise.facts\ngood if facts.value("data.sale") == false', {SALE}),
        ('import data.balise.facts as said\ngood if said.value("data.sale") == false', {SALE}),
        (
            'good if count(data.balise.facts.absent(wanted)) == 0\nwanted := ["data.sale", "data.sources"]',
            {SALE, SOURCES},
        ),
        ("import input.facts.data as held\ngood if held.sale == false", {SALE}),
        ("good := x if { x := input.facts.data.sale }", {SALE}),
        ("good if data.balise.rules.gates.two.shared", {MONTHS}),
        ("import data.balise.rules.gates.two\ngood if two.shared", {MONTHS}),
        ("default good := false\ngood if input.case.stage == null", set()),
    ],
)
def test_every_way_of_reading_a_fact_is_seen(tmp_path: Path, body: str, read: set[str]) -> None:
    two = "package balise.rules.gates.two\n\nshared if input.facts.data.retention_months > 0\n"
    found = sources(tmp_path, body, **{"rules/gates/two": two})
    rule = ("balise", "rules", "gates", "one", "good")
    assert found.of(rule).paths(found.known) == read
    assert set(reading.catalogued(found, rule, [])) == read


def test_paths_listed_in_parameters_are_read(tmp_path: Path) -> None:
    folder = tmp_path / "rules" / "gates" / "parameters"
    folder.mkdir(parents=True)
    (folder / "data.yaml").write_text("wanted: {first: [data.sale]}\nother: data.sources\n", encoding="utf-8")
    body = "good if { some path in data.rules.gates.parameters.wanted.first; data.balise.facts.value(path) }"
    found = sources(tmp_path, body)
    assert reading.catalogued(found, ("balise", "rules", "gates", "one", "good"), []) == [SALE]


def test_term_is_named_and_says_what_it_reads(tmp_path: Path) -> None:
    found = sources(tmp_path, "import data.balise.terms\ngood if terms.graver.value")
    rule = ("balise", "rules", "gates", "one", "good")
    assert found.of(rule).terms == {"term.graver"}
    assert reading.catalogued(found, rule, []) == ["term.graver"]
    assert reading.catalogued(found, rule, ["term.graver"]) == []
    terms = {name: read.paths(found.known) for name, read in found.terms().items()}
    assert terms == {"term.grave": {SALE}, "term.graver": {SALE, "oversight.time"}}


@pytest.mark.parametrize(
    ("needs", "when", "said"),
    [
        (["data.sale"], {}, []),
        (["term.grave", "data.sale"], {}, ['"term.grave" is in needs']),
        (["data.sources"], {}, ['"data.sources" is in needs']),
        (["data.colour"], {}, ['"data.colour" is in needs', 'brings the fact "data.colour"']),
        ([], {"data.colour": True}, ['brings the fact "data.colour"']),
        ([], {"term.graver": True}, []),
    ],
)
def test_rule_that_waits_in_vain_is_seen(
    tmp_path: Path, needs: list[str], when: dict[str, Any], said: list[str]
) -> None:
    found = sources(tmp_path, "good if input.facts.data.sale == false")
    rules = {"BON-001": {"family": "gates", "subject": "one", "name": "good", "needs": needs}}
    declared = {
        "initiative": {"every_passage": [], "gates": {"planning": {"rules": [{"rule": "BON-001", "when": when}]}}}
    }
    problems = vain.problems(found, rules, declared, SHAPES)
    assert len(problems) == len(said)
    for problem, part in zip(problems, said, strict=True):
        assert part in problem.problem.en
        assert problem.rule == "BON-001"


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ("good if count(input.facts) > 0", "reads all the facts at once"),
        ("good if counted\ncounted if count(input.facts) > 0", "reads all the facts at once"),
        ("good if walk(input, [_, 1])", "reads all the facts at once"),
        ("good if input.facts.data.color", 'brings the fact "data.color"'),
        ("good if input.facts.elsewhere.sale", 'brings the fact "elsewhere.sale"'),
    ],
)
def test_rule_that_reads_what_no_event_brings_is_seen(tmp_path: Path, body: str, said: str) -> None:
    found = sources(tmp_path, body)
    rules = {"BON-001": {"family": "gates", "subject": "one", "name": "good", "needs": []}}
    declared = {"initiative": {"every_passage": [], "gates": {"planning": {"rules": [{"rule": "BON-001"}]}}}}
    assert said in "\n".join(problem.problem.en for problem in vain.problems(found, rules, declared, SHAPES))


def test_rule_posed_where_its_facts_do_not_exist_is_seen(tmp_path: Path) -> None:
    found = sources(tmp_path, "good if input.facts.data.sale == false")
    rules = {"BON-001": {"family": "gates", "subject": "one", "name": "good", "needs": ["data.sale"]}}
    gate = {"every_passage": [], "gates": {"planning": {"rules": [{"rule": "BON-001"}]}}}
    shapes = {**SHAPES, "mandate": {"plan.written": {"type": "boolean"}}}
    problems = vain.problems(found, rules, {"initiative": gate, "mandate": gate}, shapes)
    assert ['process "mandate"' in problem.problem.en for problem in problems] == [True]


def test_catalogue_of_the_house_says_what_its_rules_read(opa: Path) -> None:
    catalogue = json.loads((HOUSE / "catalogue" / "data.json").read_text(encoding="utf-8"))
    assert catalogue == generated.catalogue(HOUSE, opa)
    assert catalogue["rules"]["LRSSS-106-1"]["reads"] == [
        "assessment.privacy.certified_product",
        "assessment.privacy.made_at_certification",
    ]
    assert set(catalogue["terms"]) == set(Policies(HOUSE, opa).terms)
