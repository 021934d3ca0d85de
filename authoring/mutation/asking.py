"""What the reference questions say of a mutant of the Rego: the answers of a copy of the policies beside the real one.

A gate looks its rules up by their name in the catalogue, which no copy changes: a copy's rules are put in their place.
"""

import json
import shutil
from pathlib import Path
from typing import Final

from authoring.mutation.memory import Memory
from authoring.mutation.namespace import MARK
from authoring.mutation.rules import Copy
from authoring.mutation.source import Source
from authoring.mutation.trial import Ground, Trial
from authoring.reference import JUDGE, Reference
from engines.bundle import PLAN, QUIET, stage
from engines.rego import Opa

QUESTIONS: Final = "balise_questions"
VERDICT: Final = "balise/verdict.rego"


class Questions:
    """The reference questions, with the policies as a bundle holds them, in *folder*."""

    def __init__(self, opa: Opa, folder: Path, memory: Memory) -> None:
        reference = Reference(opa)
        self._recorded = reference.recorded()
        stage(opa.policies, folder, opa.binary)
        (folder / ".manifest").unlink(missing_ok=True)
        # Rules written for each gate have the others' constants in them, which no change of ours would reach.
        shutil.rmtree(folder / QUIET, ignore_errors=True)
        shutil.copyfile(JUDGE, folder / "balise_reference.rego")
        (folder / QUESTIONS).mkdir()
        document = {
            "asked": reference.asked([question for question, _ in self._recorded]),
            "answers": [answer for _, answer in self._recorded],
        }
        (folder / QUESTIONS / "data.json").write_text(json.dumps(document, ensure_ascii=False), encoding="utf-8")
        self.ground = Ground(opa, folder, memory)

    def trial(self, copy: Copy) -> Trial | None:
        """Return what tries *copy*; None when no question is asked of its module."""
        if copy.source.name == PLAN.as_posix():
            # What follows from data alone is worked out once, and not for each question.
            said = _answer("balise.verdict", [], {"balise.plan": f"data.{MARK}.balise.plan"})
            return Trial(_only([copy.source], copy), (self._all(copy),), said)
        reach = [one for one in copy.reach if not one.tests]
        rules = [one for one in reach if one.package[:2] == ("balise", "rules")]
        machinery = any(one.name == VERDICT for one in reach)
        if not (rules or machinery):
            return None
        said = _answer(f"{MARK}.balise.verdict" if machinery else "balise.verdict", rules, {})
        if machinery:
            return Trial(_only(reach, copy), (self._all(copy),), said)
        return Trial(_only(reach, copy), (self._all(copy),), said + _unlike(rules))

    def _all(self, copy: Copy) -> str:
        """Return the statement that every question has its answer, those that speak of the changed rule first."""
        name = f"{copy.mutant.identifier}@" if copy.mutant and copy.mutant.identifier else ""
        order = sorted(range(len(self._recorded)), key=lambda at: not name or name not in str(self._recorded[at][1]))
        return f"every at in {order} {{ same(data.{QUESTIONS}.asked[at], data.{QUESTIONS}.answers[at]) }}"


def _only(sources: list[Source], copy: Copy) -> dict[str, str]:
    return {one.name: copy.texts[one.name] for one in sources}


def _answer(verdict: str, rules: list[Source], more: dict[str, str]) -> str:
    """Return the function that tells whether a question has its answer."""
    changed = {**{".".join(one.package): f"changed_{at}" for at, one in enumerate(rules)}, **more}
    found = [
        f"\tchanged_{at} := data.{MARK}.{'.'.join(one.package)} with input as question" for at, one in enumerate(rules)
    ]
    instead = "".join(f" with data.{package} as {value}" for package, value in changed.items())
    asked = f"\tverdict := data.{verdict} with input as question{instead}"
    said = "\n".join(
        ["answer(question) := data.balise_reference.brief(verdict) if {", *found, asked, "} else := {}", ""]
    )
    return f"{said}\nsame(question, recorded) if answer(question) == recorded\n"


def _unlike(rules: list[Source]) -> str:
    """Return the clause that spares a question on which the rules answer as they did."""
    compared: list[str] = []
    for package in (".".join(one.package) for one in rules):
        at = len(compared)
        compared += [f"\tone_{at} := data.{MARK}.{package} with input as question"]
        compared += [f"\tother_{at} := data.{package} with input as question", f"\tone_{at} == other_{at}"]
    return "\n".join(["\nsame(question, _) if {", *compared, "}", ""])
