"""What is emitted: how many cases, which events, and in which order they reach Kafka."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

import orjson

from settings import ROOT

EXAMPLES = ROOT / "events" / "examples"

STEPS = ("initiative.declared", "passage.requested", "data.described", "need.described")
"""One ordinary start of a case. The passage is requested early, so that every event is judged."""

ESTABLISHMENT = "banc-d-essai"
"""One incoming topic of one partition, so that records are read in the very order of the shape: a consumer of several
empties one after the other, and would find many events of a case in a batch."""

Order = Literal["interleaved", "grouped"]
"""How cases mix: each takes one step in turn, or all of a case's events follow each other."""


@dataclass(frozen=True)
class Shape:
    """A load, the same for every contender."""

    cases: int
    order: Order

    @property
    def events(self) -> int:
        """How many events there are in all."""
        return self.cases * len(STEPS)

    def emitted(self, tag: str) -> Sequence[dict[str, Any]]:
        """Return the events in their order; *tag* sets their cases apart from those of other rounds."""
        told = {step: orjson.loads((EXAMPLES / f"{step}.json").read_bytes()) for step in STEPS}
        pairs = [(case, number) for case in range(self.cases) for number in range(len(STEPS))]
        if self.order == "interleaved":
            pairs.sort(key=lambda pair: pair[1])
        return [_event(told[STEPS[number]], f"{tag}-{case}", number) for case, number in pairs]


def _event(example: dict[str, Any], slug: str, number: int) -> dict[str, Any]:
    return {
        **example,
        "id": f"{slug}-{number}",
        "source": f"urn:balise:etablissement:{ESTABLISHMENT}",
        "subject": f"initiative:{ESTABLISHMENT}/{slug}",
    }
