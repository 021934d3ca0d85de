"""What policies read is what establishments may say: one word spelt two ways would leave every case indeterminate."""

import json
import re
from typing import Any, get_args

import pytest
import yaml

from domain.initiative import INITIATIVE
from events.contract.incoming import INCOMING, AssessmentFiled, Clause, OpinionRendered
from settings import ROOT

POLICIES = ROOT / "policies"


@pytest.fixture(scope="module")
def gates() -> dict[str, Any]:
    loaded = yaml.safe_load((POLICIES / "gates" / "data.yaml").read_text(encoding="utf-8"))
    initiative: dict[str, Any] = loaded["initiative"]
    return initiative


@pytest.fixture(scope="module")
def paths() -> set[str]:
    kinds = get_args(AssessmentFiled.model_fields["kind"].annotation)
    return {
        f"{topic.format(kind=kind)}.{field}"
        for event, topic in INITIATIVE.facts.items()
        for kind in (kinds if "{kind}" in topic else ("",))
        for field in INCOMING[event].model_fields
    }


def test_every_fact_a_rule_needs_can_be_given(paths: set[str]) -> None:
    rules = json.loads((POLICIES / "catalogue" / "data.json").read_text(encoding="utf-8"))["rules"]
    needed = {need for rule in rules.values() for need in rule["needs"] if not need.startswith("term.")}
    assert needed
    assert needed <= paths


def test_every_fact_a_rule_reads_can_be_given(paths: set[str]) -> None:
    modules = [path for path in POLICIES.rglob("*.rego") if not path.name.endswith("_test.rego")]
    text = "\n".join(path.read_text(encoding="utf-8") for path in modules)
    read = set(re.findall(r"input\.facts\.([a-z_]+(?:\.[a-z_]+)+)", text))
    quoted = set(re.findall(r'"((?:data|declaration|oversight)\.[a-z_]+)"', text))
    assert read
    assert quoted
    assert read | quoted <= paths


def test_every_fact_a_gate_compares_can_be_given(gates: dict[str, Any], paths: set[str]) -> None:
    compared = {
        path
        for gate in gates["gates"].values()
        for entry in [*gate["rules"], *gate["opinions"], *gate["duties"]]
        for path in entry.get("when", {})
    }
    assert {path for path in compared if not path.startswith("term.")} <= paths


def test_stages_are_those_of_the_process(gates: dict[str, Any]) -> None:
    assert tuple(gates["order"]) == tuple(INITIATIVE.stages)


def test_bodies_asked_are_bodies_that_may_answer(gates: dict[str, Any]) -> None:
    asked = {opinion["body"] for gate in gates["gates"].values() for opinion in gate["opinions"]}
    assert asked <= set(get_args(OpinionRendered.model_fields["body"].annotation))


def test_clauses_on_pain_of_nullity_are_those_a_contract_can_name() -> None:
    module = (POLICIES / "rules" / "contract" / "contract.rego").read_text(encoding="utf-8")
    required = re.search(r"clauses_on_pain_of_nullity := \{(.*?)\}", module, re.DOTALL)
    assert required is not None
    assert set(re.findall(r'"(\w+)"', required[1])) == set(get_args(Clause))
