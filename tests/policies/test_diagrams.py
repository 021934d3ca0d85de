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


@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_arrow_is_a_passage_and_every_passage_an_arrow(policies: Policies, language: Any) -> None:
    drawn = drawings(diagrams.written(policies, PROCESSES.values(), NAMES, language))
    assert len(drawn) == len(PROCESSES)
    for process, lines in zip(PROCESSES.values(), drawn, strict=True):
        for line in lines:
            assert LINE.fullmatch(line), line
        arrows = {tuple(line.strip().partition(":")[0].split(" --> ")) for line in lines if "-->" in line}
        gates = policies.processes[process.name]["gates"]
        asked = {(origin or "[*]", stage) for stage in process.stages for origin in gates[stage]["from"]}
        assert {arrow for arrow in arrows if arrow[1] != "[*]"} == asked
        ends = {stage for stage, to in arrows if to == "[*]"}
        assert ends == set(process.stages) - {origin for origin, _ in asked}
        assert [line.split()[-1] for line in lines if line.startswith("    state ")] == list(process.stages)


def test_an_arrow_says_how_much_its_gate_asks(policies: Policies) -> None:
    drawn = drawings(diagrams.written(policies, PROCESSES.values(), NAMES, "fr"))[0]
    gate = policies.processes["initiative"]["gates"]["production"]
    (arrow,) = [line for line in drawn if "realization --> production" in line]
    assert f": {len({entry['rule'] for entry in gate['rules']})} règles, avis (Comité IA" in arrow


def test_the_drawings_in_the_documents_are_those_of_today(policies: Policies) -> None:
    for language, name in diagrams.DOCUMENTS.items():
        now = diagrams.written(policies, PROCESSES.values(), NAMES, language)
        assert (policies.docs / name).read_text(encoding="utf-8") == now, "balise policy diagrams"
