"""The short way and the long way give the same verdict, on whole dossiers and on spoiled ones, at every gate."""

import json
import random
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import pytest

from domain.processes import PROCESSES
from engines.bundle import stage
from engines.rego import Opa
from settings import ROOT
from tests.policies.policy_values import allowed, placed, refused, without

Json = dict[str, Any]

SHAPES: Final[dict[str, dict[str, Json]]] = json.loads((ROOT / "policies" / "facts" / "data.json").read_text("utf-8"))
DOSSIERS: Final = 6
"""Per gate and mode."""
FIELD: Final = re.compile(r"\{\w+\}")
ANSWERS: Final = (
    "[data.balise.verdicts, [n | some q in input.questions; n := count(data.balise.weighed.batches) with input as q]]"
)


@pytest.fixture(scope="module")
def ways(opa: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Opa, Opa]:
    """Return the policies as they are built, and the same without the rules that tell which batches are quiet."""
    folder = tmp_path_factory.mktemp("ways")
    short = stage(ROOT / "policies", folder / "short", opa)
    long = Path(shutil.copytree(short, folder / "long"))
    shutil.rmtree(long / "balise" / "quiet")
    return Opa(opa, short), Opa(opa, long)


@pytest.mark.parametrize("process", PROCESSES)
def test_both_ways_give_the_same_verdict(process: str, ways: tuple[Opa, Opa]) -> None:
    asked = {"questions": list(_questions(process))}

    (short, weighed), (long, everything) = (way.evaluate(ANSWERS, asked) for way in ways)

    for number, (one, other) in enumerate(zip(short, long, strict=True)):
        assert one == other, json.dumps(asked["questions"][number], ensure_ascii=False)
    assert all(short)
    # The dossiers say something of both ways: some batches are quiet, and many are not.
    assert 0.1 * sum(everything) < sum(weighed) < sum(everything)


def _questions(process: str) -> Iterator[Json]:
    # Drawn the same way each time: a failure can be looked at again.
    drawn = random.Random(process)  # noqa: S311  no secret depends on it
    order = PROCESSES[process].stages
    for position, gate in enumerate(order):
        for mode in ("passage", "standing", "recension"):
            for _ in range(DOSSIERS):
                yield _question(process, mode, order[position - 1] if position else None, gate, _facts(process, drawn))


def _facts(process: str, drawn: random.Random) -> Json:
    facts: Json = {}
    for path, shape in SHAPES[process].items():
        values = allowed(shape)
        facts = placed(facts, path, values[0] if drawn.randrange(5) else drawn.choice(values))
    for _ in range(drawn.choice((0, 0, 1, 2, 5))):
        path = drawn.choice(sorted(SHAPES[process]))
        spoiled = drawn.choice(refused(SHAPES[process][path]))
        if _leads_somewhere(facts, path):
            facts = drawn.choice((without(facts, path), placed(facts, path, None), placed(facts, path, spoiled)))
    if drawn.randrange(10) == 0:
        facts = {**facts, drawn.choice(sorted(facts)): drawn.choice(("texte", [], None, 7))}
    return facts


def _kinds(held: Any) -> list[str]:
    return list(held) if isinstance(held, dict) else []


def _leads_somewhere(facts: Json, path: str) -> bool:
    here: Any = facts
    for step in path.split(".")[:-1]:
        here = here.get(step)
        if not isinstance(here, dict):
            return False
    return True


def _question(process: str, mode: str, origin: str | None, gate: str, facts: Json) -> Json:
    source = "urn:balise:etablissement:banc"
    said = {
        FIELD.sub(kind, template): {"source": source, "type": message_type}
        for message_type, template in PROCESSES[process].facts.items()
        for kind in (_kinds(facts.get(template.partition(".")[0])) if "{" in template else ("",))
    }
    said |= {
        topic: {"source": source, "type": PROCESSES[process].declaration} for topic in PROCESSES[process].asked.values()
    }
    return {
        "as_of": "2026-11-02T14:00:00Z",
        "process": process,
        "case": {"id": f"{process}:banc/essai", "establishment": "banc", "stage": origin, "dossier": "d"},
        "passage": {"mode": mode, "origin": origin, "to": gate},
        "facts": facts,
        "opinions": {},
        "provenance": {"facts": said, "opinions": {}, "passage": {"source": source, "type": "passage.requested"}},
        "event_id": "e",
    }
