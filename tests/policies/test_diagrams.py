"""Each process is drawn as it is declared and gated, and a drawing that is stale is noticed."""

import re
from pathlib import Path
from typing import Any

import pytest

from authoring import diagrams
from authoring.policies import Policies
from cli.policy.diagrams import NAMES
from domain.processes import PROCESSES
from settings import ROOT

NO_OPA = Path("/nonexistent/opa")
"""Drawing reads files; it must not need the engine."""

LINE = re.compile(
    r'stateDiagram-v2|    state "[^":;]+" as [a-z_]+|    (\[\*\]|[a-z_]+) --> (\[\*\]|[a-z_]+)(: [^:;{}]+)?'
)


@pytest.fixture(scope="module")
def policies() -> Policies:
    return Policies(ROOT / "policies", NO_OPA)


def drawings(text: str) -> list[list[str]]:
    return [block.strip().splitlines() for block in re.findall(r"```mermaid\n(.*?)```", text, re.DOTALL)]


def arrows(lines: list[str]) -> set[tuple[str, ...]]:
    return {tuple(line.strip().partition(":")[0].split(" --> ")) for line in lines if "-->" in line}


@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_arrow_is_a_passage_and_every_passage_an_arrow(policies: Policies, language: Any) -> None:
    drawn = drawings(diagrams.written(policies, PROCESSES.values(), NAMES, language))
    assert len(drawn) == len(PROCESSES)
    for process, lines in zip(PROCESSES.values(), drawn, strict=True):
        for line in lines:
            assert LINE.fullmatch(line), line
        gates = policies.processes[process.name]["gates"]
        asked = {(origin or "[*]", stage) for stage, gate in gates.items() for origin in gate["from"]}
        found = arrows(lines)
        assert {arrow for arrow in found if arrow[1] != "[*]"} == asked
        ends = {stage for stage, to in found if to == "[*]"}
        assert ends == gates.keys() - {origin for origin, _ in asked}
        named = [line.split()[-1] for line in lines if line.startswith("    state ")]
        assert len(named) == len(set(named))
        assert set(named) == gates.keys() == {place for arrow in found for place in arrow} - {"[*]"}


@pytest.mark.parametrize(
    ("language", "name", "label", "row"),
    [
        ("fr", "suspension", "aucune règle, ou sur verdict (VIE-001, VIE-004)", "| suspension | production | - | - | "),
        ("en", "suspension", "no rule, or upon a verdict (VIE-001, VIE-004)", "| suspension | production | - | - | "),
    ],
)
def test_a_suspension_is_gone_to_and_come_back_from(
    policies: Policies, language: Any, name: str, label: str, row: str
) -> None:
    text = diagrams.written(policies, PROCESSES.values(), NAMES, language)
    drawn = drawings(text)[0]
    assert f'    state "{name}" as suspended' in drawn
    assert f"    production --> suspended: {label}" in drawn
    assert ("suspended", "production") in arrows(drawn)
    assert ("suspended", "retirement") in arrows(drawn)
    (told,) = [line for line in text.splitlines() if line.startswith(row)]
    gates = policies.processes["initiative"]["gates"]
    kept = policies.processes["initiative"]["suspension"]["keeps"]
    due = [duty for stage in ("suspended", "production") for duty in gates[stage]["duties"]]
    expected = [each["what"][language] for each in due if each["id"] in ("suspension_review", *kept)]
    assert [said.rpartition(" (")[0] for said in told.split(" | ")[-1].split("<br>")] == expected
    assert len(expected) == 1 + len(kept) == 3


def test_an_arrow_says_how_much_its_gate_asks(policies: Policies) -> None:
    drawn = drawings(diagrams.written(policies, PROCESSES.values(), NAMES, "fr"))[0]
    gate = policies.processes["initiative"]["gates"]["production"]
    (arrow,) = [line for line in drawn if "realization --> production" in line]
    assert f": {len({entry['rule'] for entry in gate['rules']})} règles, avis (Comité IA" in arrow


def test_the_drawings_in_the_documents_are_those_of_today(policies: Policies) -> None:
    for language, name in diagrams.DOCUMENTS.items():
        now = diagrams.written(policies, PROCESSES.values(), NAMES, language)
        assert (policies.docs / name).read_text(encoding="utf-8") == now, "balise policy diagrams"
