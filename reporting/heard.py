"""How announcements become judgements and entries: each counted once, in the order of its case's messages.

What Balise announces may be sent again, with the same id: `<case>/<sequence>/<kind>`.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from domain.question import Passage
from domain.verdict import Verdict
from reporting.life import Entered, Judgement, Record

RECEIPT, VERDICT, STAGE = "receipt.issued", "verdict.rendered", "stage.entered"


class Heard(Record):
    """What was announced of one case."""

    judgements: tuple[Judgement, ...] = ()
    entries: tuple[Entered, ...] = ()
    announced: int = 0


class Hearing:
    """Takes announcements as they come."""

    def __init__(self) -> None:
        self._received: defaultdict[str, set[int]] = defaultdict(set)
        self._judgements: defaultdict[str, dict[int, Judgement]] = defaultdict(dict)
        self._entries: defaultdict[str, dict[int, Mapping[str, Any]]] = defaultdict(dict)

    def note(self, kind: str, event: Mapping[str, Any]) -> None:
        """Take one announcement of the short *kind*; kinds that tell nothing of a case's life are let by."""
        subject, data = event.get("subject"), event["data"]
        if subject is None or kind not in (RECEIPT, VERDICT, STAGE):
            return
        sequence = int(event["id"].removeprefix(f"{subject}/").partition("/")[0])
        if kind == RECEIPT and data["status"] == "accepted":
            self._received[subject].add(sequence)
        elif kind == VERDICT and not data["verdict"].get("refuses"):  # of an opinion that changed nothing of the case
            self._judgements[subject][sequence] = Judgement(
                sequence=sequence,
                at=data["as_of"],
                said_at=event["time"],
                passage=Passage.model_validate(data["passage"]),
                stage=data["stage"],
                settled=tuple(data["settled"]),
                verdict=Verdict.model_validate(data["verdict"]),
            )
        elif kind == STAGE:
            self._entries[subject][sequence] = data

    def of(self, case_id: str) -> Heard:
        """Return what was announced of the case *case_id*."""
        judged = self._judgements.get(case_id, {})
        entered = self._entries.get(case_id, {})
        return Heard(
            judgements=tuple(judged[sequence] for sequence in sorted(judged)),
            # A stage is entered by the verdict on the same message, which says when that message was received.
            entries=tuple(
                Entered(
                    sequence=sequence,
                    at=judged[sequence].at,
                    stage=entered[sequence]["stage"],
                    origin=entered[sequence]["origin"],
                    mode=entered[sequence]["mode"],
                )
                for sequence in sorted(entered)
                if sequence in judged
            ),
            announced=len(self._received.get(case_id, ())),
        )


def heard(announcements: Iterable[tuple[str, Mapping[str, Any]]]) -> Hearing:
    """Return what *announcements* (short kind and event) tell, all together."""
    hearing = Hearing()
    for kind, event in announcements:
        hearing.note(kind, event)
    return hearing
