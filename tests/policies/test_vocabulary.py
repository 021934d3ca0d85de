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
from events.contract.incoming.body import CollectionItem, PolicyElement
from events.contract.incoming.data_access import AccessRequested, Purpose, RegisterItem, Term
from events.contract.incoming.incident import NoticeItem
from events.contract.incoming.incident import RegisterItem as IncidentItem
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
    assert gates(process.name).get("final", process.stages[-1]) == process.final


@pytest.mark.parametrize("process", PROCESSES.values(), ids=lambda process: process.name)
def test_what_is_suspended_goes_where_the_process_says(process: Process) -> None:
    aside = gates(process.name).get("suspension", {})
    assert (aside.get("of"), aside.get("stage")) == (process.suspendable, process.suspended)
    assert set(gates(process.name)["gates"]) == set(process.places)


@pytest.mark.parametrize("process", PROCESSES.values(), ids=lambda process: process.name)
def test_bodies_asked_are_bodies_that_may_answer(process: Process) -> None:
    asked = {opinion["body"] for opinion in entries(process.name, "opinions")}
    assert asked <= set(get_args(OpinionRendered.model_fields["body"].annotation))


@pytest.mark.parametrize(
    ("module", "name", "words"),
    [
        ("lrsss/vendor", "clauses_on_pain_of_nullity", Clause),
        ("lrsss/governance_policy", "elements_required", PolicyElement),
        ("lrsss/collection", "told_at_collection", CollectionItem),
        ("incident/notices", "content_required", NoticeItem),
        ("incident/register", "items_required", IncidentItem),
    ],
)
def test_what_a_text_lists_is_what_an_event_can_name(module: str, name: str, words: Any) -> None:
    text = (POLICIES / "rules" / f"{module}.rego").read_text(encoding="utf-8")
    required = re.search(rf"{name} := \{{(.*?)\}}", text, re.DOTALL)
    assert required is not None
    assert set(re.findall(r'"(\w+)"', required[1])) == set(get_args(words))


def required(subject: str, name: str) -> set[str]:
    """Return the words of the set *name* in the rules of *subject*."""
    module = (POLICIES / "rules" / "lrsss" / f"{subject}.rego").read_text(encoding="utf-8")
    found = re.search(rf"{name} := \{{(.*?)\}}", module, re.DOTALL)
    assert found is not None
    return set(re.findall(r'"(\w+)"', found[1]))


def test_what_an_agreement_must_say_is_what_it_can_say() -> None:
    research = [required("agreement", name) for name in ("stipulations", "contents", "alerts")]
    manager = required("manager", "clauses_on_pain_of_nullity")
    assert [len(terms) for terms in (*research, manager)] == [4, 5, 3, 9]
    assert set().union(*research, manager) == set(get_args(Term))


def test_what_an_access_request_is_compared_with_is_what_it_can_say() -> None:
    fields = AccessRequested.model_fields
    assert required("manager", "grounds") <= set(get_args(Purpose))
    assert required("manager", "eligible") | required("care", "offering") <= literals(fields["requester"].annotation)
    assert required("manager", "register_items") == set(get_args(RegisterItem))


def test_every_purpose_has_a_rule_that_keeps_it_to_its_gate(rules: dict[str, Any]) -> None:
    asked = {entry["rule"]: entry.get("when", {}) for entry in gates("data-access")["gates"]["requested"]["rules"]}
    kept = [asked[rule].get("declaration.purpose", []) for rule in asked if rules[rule]["subject"] == "purpose"]
    listed = [one for purposes in kept for one in (purposes if isinstance(purposes, list) else [purposes])]
    assert sorted([*listed, "vendor_own"]) == sorted(get_args(Purpose))


def literals(annotation: Any) -> set[str]:
    return {word for part in get_args(annotation) for word in ([part] if isinstance(part, str) else literals(part))}
