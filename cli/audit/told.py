"""What a case file tells of its case, worked out again from its leaves: nothing a page shows was stored as such."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from audit.verifier import opinions
from audit.verifier.casefile import CaseFile
from audit.verifier.destructions import split
from audit.verifier.entries import Step, steps
from audit.verifier.leaf import Leaf
from audit.verifier.notes import Checkpoint, Note
from audit.verifier.policy import Bundle, Refused
from audit.verifier.report import Finding, Report
from audit.verifier.rerun import Redone, rerun
from domain.case import Case
from domain.question import Opinion
from domain.verdict import Verdict


@dataclass(frozen=True)
class Given:
    """An opinion as it was given, and what its signature is worth under the policies that judged it first."""

    redone: Redone
    opinion: Opinion
    person: str | None
    signed_on: str | None
    key: str | None
    word: str | None
    """None when no verdict looked at it."""


@dataclass(frozen=True)
class Told:
    """All that the page of one case shows."""

    file: CaseFile

    @cached_property
    def top(self) -> Checkpoint:
        """The checkpoint that everything hangs from."""
        return Checkpoint.parse(Note.parse(self.file.checkpoint.encode()).text)

    @cached_property
    def _read(self) -> tuple[list[Step], list[Redone], Report]:
        report = Report()
        leaves = [Leaf(each.index, each.leaf.encode()) for each in self.file.leaves]
        gone, mine = split(self.file.case_id, leaves, report)
        found = steps(self.file.case_id, mine, self.file.content, gone, report)
        return found, rerun(self.file.case_id, found, report), report

    @property
    def steps(self) -> list[Step]:
        """Every entry of the case."""
        return self._read[0]

    @property
    def redone(self) -> dict[int, Redone]:
        """What settling each step again gives, by its number."""
        return {each.step.entry.sequence: each for each in self._read[1]}

    @property
    def doubts(self) -> list[Finding]:
        """What does not hold of entries and contents, or is gone."""
        return self._read[2].findings

    @property
    def case(self) -> Case:
        """The case as the last step that could be done again left it."""
        return self._read[1][-1].case if self._read[1] else Case.opened(self.file.case_id)

    @property
    def judged(self) -> Iterator[tuple[Redone, Verdict]]:
        """Every step on which the policies were asked, with their verdict."""
        for each in self._read[1]:
            if each.step.verdict is not None:
                yield each, each.step.verdict

    @cached_property
    def opinions(self) -> list[Given]:
        """Every opinion given, in order."""
        return [
            self._given(each, Opinion.model_validate({**each.message.data, "received_at": each.message.received_at}))
            for each in self._read[1]
            if each.message.type == "opinion.rendered"
        ]

    def _given(self, each: Redone, opinion: Opinion) -> Given:
        later = [(one, verdict) for one, verdict in self.judged if self._looked_at(one, each, opinion)]
        stated = opinions.stated(opinion)
        if not later:
            return Given(each, opinion, _text(stated, "person"), _text(stated, "signed_on"), None, None)
        one, verdict = later[0]
        data = self._data(verdict.revision)
        signed_from = data.get("parameters", {}).get("signature_required_from", "9999-12-31")
        keys = data.get("keys", {})
        words = opinions.words(one.question, keys, signed_from) if one.question and data else {}
        signer = opinions.signer(opinion, keys)
        return Given(
            each,
            opinion,
            _text(stated, "person"),
            _text(stated, "signed_on"),
            signer[0] if signer else None,
            words.get(opinion.place),
        )

    @staticmethod
    def _looked_at(one: Redone, given: Redone, opinion: Opinion) -> bool:
        asked = one.question.opinions.get(opinion.place) if one.question else None
        after = one.step.entry.sequence >= given.step.entry.sequence
        return after and asked is not None and asked.signature == opinion.signature

    def _data(self, revision: str) -> dict[str, Any]:
        if revision not in self._bundles:
            try:
                self._bundles[revision] = Bundle.read(revision, self.file.file).data
            except Refused:
                self._bundles[revision] = {}
        return self._bundles[revision]

    @cached_property
    def _bundles(self) -> dict[str, dict[str, Any]]:
        return {}


def _text(stated: dict[str, Any], name: str) -> str | None:
    held = stated.get(name)
    return held if isinstance(held, str) else None
