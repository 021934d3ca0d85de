"""What policies read is what establishments may say: one word spelt two ways would leave every case indeterminate."""

import json
import re
from typing import Any, get_args

import pytest
import yaml

from domain.process import Process
from domain.processes import PROCESSES
from events.contract.facts import shapes
from events.contract.incoming.any_case import OpinionRendered
from events.contract.incoming.initiative import Clause
from settings import ROOT

POLICIES = ROOT / "policies"
SHAPES = shapes()
EVERY_PATH = {path for paths in SHAPES.values() for path in paths}


def gates(process: str) -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load((POLICIES / "processes" / process / "data.yaml").read_text("utf-8"))
    return loaded


def entries(process: str, *headings: str) -> list[dict[str, Any]]:
    return [entry for gate in gates(process)["gates"].values() for heading in headings for entry in gate[heading]]


@pytest.fixture(scope="module")
def rules() -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads((POLICIES / "catalogue" / "data.json").read_text(encoding="utf-8"))["rules"]
    return loaded


def test_every_process_has_its_gates_and_no_other() -> None:
    assert {path.parent.name for path in (POLICIES / "processes").glob("*/data.yaml")} == set(PROCESSES)


@pytest.mark.parametrize("process", PROCESSES.values(), ids=lambda process: process.name)
def test_every_fact_a_rule_needs_can_be_given_where_it_is_asked(process: Process, rules: dict[str, Any]) -> None:
    asked = {entry["rule"] for entry in entries(process.name, "rules")}
    needed = {need for rule in asked for need in rules[rule]["needs"] if not need.startswith("term.")}
    assert needed
    assert needed <= set(SHAPES[process.name])


def test_every_fact_a_policy_reads_can_be_given() -> None:
    modules = [path for path in POLICIES.rglob("*.rego") if not path.name.endswith("_test.rego")]
    text = "\n".join(path.read_text(encoding="utf-8") for path in modules)
    read = set(re.findall(r"input\.facts\.([a-z_]+(?:\.[a-z_]+)+)", text))
    topics = "|".join(sorted({path.partition(".")[0] for path in EVERY_PATH}))
    quoted = set(re.findall(rf'"((?:{topics})\.[a-z_]+)"', text))
    assert read
    assert quoted
    assert read | quoted <= EVERY_PATH


@pytest.mark.parametrize("process", PROCESSES.values(), ids=lambda process: process.name)
def test_every_fact_a_gate_compares_can_be_given_and_has_the_values_it_accepts(process: Process) -> None:
    for entry in entries(process.name, "rules", "opinions", "duties"):
        for path, accepted in entry.get("when", {}).items():
            if path.startswith("term."):
                continue
            shape = SHAPES[process.name][path]
            values = accepted if isinstance(accepted, list) else [accepted]
            assert set(values) <= set(shape.get("values", [True, False])), (path, values)


@pytest.mark.parametrize("process", PROCESSES.values(), ids=lambda process: process.name)
def test_stages_are_those_of_the_process(process: Process) -> None:
    assert tuple(gates(process.name)["order"]) == process.stages


@pytest.mark.parametrize("process", PROCESSES.values(), ids=lambda process: process.name)
def test_bodies_asked_are_bodies_that_may_answer(process: Process) -> None:
    asked = {opinion["body"] for opinion in entries(process.name, "opinions")}
    assert asked <= set(get_args(OpinionRendered.model_fields["body"].annotation))


def test_clauses_on_pain_of_nullity_are_those_a_contract_can_name() -> None:
    module = (POLICIES / "rules" / "lrsss" / "vendor.rego").read_text(encoding="utf-8")
    required = re.search(r"clauses_on_pain_of_nullity := \{(.*?)\}", module, re.DOTALL)
    assert required is not None
    assert set(re.findall(r'"(\w+)"', required[1])) == set(get_args(Clause))
