"""The reference questions: for every gate, condition and date, a question whose recorded answer a change would alter.

They are worked out from the gates, and each answer is recorded in `policies/reference/`. What a threshold decides
cannot be worked out: staff write such cases themselves, in `policies/reference/<process>.cases.yaml`.
"""

import json
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from functools import cached_property, partial
from pathlib import Path
from typing import Any, Final

import yaml

from authoring import catalogue as generated
from authoring.questions import Gates, Question
from authoring.speakers import Speakers
from engines.bundle import stage
from engines.rego import Opa

JUDGE: Final = Path(__file__).with_suffix(".rego")


@dataclass(frozen=True)
class Reference:
    """The reference questions of *opa*'s policies, and their recorded answers."""

    opa: Opa

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

    def recorded(self) -> list[tuple[Question, dict[str, Any]]]:
        """Return the recorded questions and answers."""
        return [
            (Question(process=path.stem, **entry["question"]), entry["answer"])
            for path in sorted(self.folder.glob("*.json"))
            for entry in json.loads(path.read_text(encoding="utf-8"))
        ]

    def differences(self) -> list[tuple[Question, dict[str, Any], dict[str, Any]]]:
        """Return the recorded questions that get another answer today, with the recorded one and the other."""
        recorded = self.recorded()
        answers = self.answers([question for question, _ in recorded])
        return [(question, old, new) for (question, old), new in zip(recorded, answers, strict=True) if old != new]

    def answers(self, questions: list[Question]) -> list[dict[str, Any]]:
        """Return what the policies answer today."""
        with self.built() as built:
            return self._told_by(built, "answers", questions)

    @contextmanager
    def built(self) -> Iterator["Reference"]:
        """Yield the policies as a bundle holds them: from source, what no question changes is worked out for each."""
        with tempfile.TemporaryDirectory() as scratch:
            yield Reference(Opa(self.opa.binary, stage(self.opa.policies, Path(scratch) / "staged", self.opa.binary)))

    def _told_by(self, built: "Reference", name: str, questions: list[Question]) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = built.judged(name, {"questions": self.asked(questions)})
        return found

    def judged(self, name: str, document: dict[str, Any]) -> Any:
        """Return what the judge beside this module says of *document*."""
        flags = ("--data", str(JUDGE), "--optimize-store-for-read-speed")
        return self.opa.evaluate(f"data.balise_reference.{name}", document, flags=flags)

    def record(self) -> None:
        """Write the questions and their answers as they are today."""
        self.folder.mkdir(exist_ok=True)
        kept = set()
        with self.built() as built:
            for process in generated.processes(self.opa.policies):
                questions = list(self.questions(process, built))
                lines = [
                    json.dumps({"question": _told(question), "answer": answer}, ensure_ascii=False)
                    for question, answer in zip(questions, self._told_by(built, "answers", questions), strict=True)
                ]
                path = self.folder / f"{process}.json"
                path.write_text("[\n" + ",\n".join(lines) + "\n]\n", encoding="utf-8")
                kept.add(path)
        for path in set(self.folder.glob("*.json")) - kept:
            path.unlink()

    def questions(self, process: str, built: "Reference") -> Iterator[Question]:
        """Return the questions about *process*, each once; *built* tells the terms."""
        seen = set()
        terms = partial(self._told_by, built, "terms")
        for question in (*self._cases(process), *Gates(self.opa.policies, process, terms).questions()):
            key = json.dumps(asdict(question), sort_keys=True)
            if key not in seen:
                seen.add(key)
                yield question

    def _cases(self, process: str) -> Iterator[Question]:
        path = self.folder / f"{process}.cases.yaml"
        for case in yaml.safe_load(path.read_text(encoding="utf-8")) if path.exists() else ():
            rest = {key: value for key, value in case.items() if key not in ("title", "gates")}
            yield from (Question(process=process, gate=gate, **rest) for gate in case["gates"])


def _told(question: Question) -> dict[str, Any]:
    """Return *question* without its process, which its file names, and without what goes without saying."""
    bare = asdict(Question(process="", gate=""))
    return {key: value for key, value in asdict(question).items() if key != "process" and value != bare[key]}
