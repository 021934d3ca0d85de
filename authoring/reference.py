"""The reference questions: for every gate, condition and date, a question whose recorded answer a change would alter.

They are worked out from the gates, and each answer is recorded in `policies/reference/`. What a threshold decides
cannot be worked out: staff write such cases themselves, in `policies/reference/<process>.cases.yaml`.
"""

import json
import tempfile
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any, Final

import yaml

from authoring import catalogue as generated
from authoring.questions import Gates, Question, explored
from authoring.speakers import Speakers
from engines.bundle import stage
from engines.rego import Opa

JUDGE: Final = Path(__file__).with_suffix(".rego")

Answer = dict[str, Any]
Recorded = tuple[Question, Answer]
Difference = tuple[Question, Answer, Answer]
"""A question, the answer recorded, and the one it gets."""


@dataclass(frozen=True)
class Reference:
    """The reference questions of *opa*'s policies, and their recorded answers."""

    opa: Opa
    _answered: dict[str, Answer] = field(default_factory=dict)
    """What these policies have answered so far, by question."""

    @property
    def folder(self) -> Path:
        """Return where they are recorded."""
        return self.opa.policies / "reference"

    @cached_property
    def _speakers(self) -> Speakers:
        return Speakers(self.opa.policies)

    def asked(self, questions: list[Question]) -> list[dict[str, Any]]:
        """Return *questions* as the entrypoint takes them, everything being said by who may say it."""
        return [question.asked(self._speakers) for question in questions]

    def recorded(self) -> list[Recorded]:
        """Return the recorded questions and answers."""
        return [
            (Question(process=path.stem, **entry["question"]), entry["answer"])
            for path in sorted(self.folder.glob("*.json"))
            for entry in json.loads(path.read_text(encoding="utf-8"))
        ]

    def differences(self) -> list[Difference]:
        """Return the recorded questions that get another answer today."""
        with self.built() as built:
            return built.differing(self.recorded())

    def differing(self, recorded: list[Recorded]) -> list[Difference]:
        """Return those of *recorded* that get another answer from these policies, which are as a bundle holds them."""
        answers = self.answers([question for question, _ in recorded])
        return [(question, old, new) for (question, old), new in zip(recorded, answers, strict=True) if old != new]

    @contextmanager
    def built(self) -> Iterator["Reference"]:
        """Yield the policies as a bundle holds them: from source, what no question changes is worked out for each."""
        with tempfile.TemporaryDirectory() as scratch:
            yield Reference(Opa(self.opa.binary, stage(self.opa.policies, Path(scratch) / "staged", self.opa.binary)))

    def judged(self, name: str, document: dict[str, Any]) -> Any:
        """Return what the judge beside this module says of *document*."""
        flags = ("--data", str(JUDGE), "--optimize-store-for-read-speed")
        return self.opa.evaluate(f"data.balise_reference.{name}", document, flags=flags)

    def record(self, built: "Reference", processes: Collection[str] | None = None) -> None:
        """Write the questions about *processes*, or all, and the answers of *built*: these policies as they are."""
        self.folder.mkdir(exist_ok=True)
        known = generated.processes(self.opa.policies)
        asked = self.questions(known if processes is None else processes, built)
        answers = iter(built.answers([question for questions in asked.values() for question in questions]))
        for process, questions in asked.items():
            lines = [
                json.dumps({"question": _told(question), "answer": next(answers)}, ensure_ascii=False)
                for question in questions
            ]
            (self.folder / f"{process}.json").write_text("[\n" + ",\n".join(lines) + "\n]\n", encoding="utf-8")
        for path in set(self.folder.glob("*.json")) - {self.folder / f"{process}.json" for process in known}:
            path.unlink()

    def questions(self, processes: Iterable[str], built: "Reference") -> dict[str, list[Question]]:
        """Return the questions about each of *processes*, each once; *built* tells the terms."""
        found = explored(self.opa.policies, processes, built.terms)
        return {
            process: _once([*self._cases(process), *Gates(self.opa.policies, process, terms).questions()])
            for process, terms in found.items()
        }

    def answers(self, questions: list[Question]) -> list[Answer]:
        """Return what these policies, which are as a bundle holds them, answer."""
        asked = {json.dumps(one): one for one in self.asked(questions)}
        new = [name for name in asked if name not in self._answered]
        if new:
            told = self.judged("answers", {"questions": [asked[name] for name in new]})
            self._answered.update(zip(new, told, strict=True))
        return [self._answered[json.dumps(one)] for one in self.asked(questions)]

    def terms(self, questions: list[Question]) -> list[dict[str, Any]]:
        """Return what the terms of each question are, for policies that are as a bundle holds them."""
        found: list[dict[str, Any]] = self.judged("terms", {"questions": self.asked(questions)})
        return found

    def _cases(self, process: str) -> Iterator[Question]:
        path = self.folder / f"{process}.cases.yaml"
        for case in yaml.safe_load(path.read_text(encoding="utf-8")) if path.exists() else ():
            rest = {key: value for key, value in case.items() if key not in ("title", "gates")}
            yield from (Question(process=process, gate=gate, **rest) for gate in case["gates"])


def _once(questions: Iterable[Question]) -> list[Question]:
    found: dict[str, Question] = {}
    for question in questions:
        found.setdefault(json.dumps(asdict(question), sort_keys=True), question)
    return list(found.values())


def _told(question: Question) -> dict[str, Any]:
    """Return *question* without its process, which its file names, and without what goes without saying."""
    bare = asdict(Question(process="", gate=""))
    return {key: value for key, value in asdict(question).items() if key != "process" and value != bare[key]}
