"""What the archived policies answer to the questions of old, asked of OPA again: a bundle is what its digest names.

OPA runs once for many questions, on files whose digest was just worked out, without clock, network nor randomness.
"""

import json
import subprocess
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, Final

from pydantic import ValidationError

from audit.verifier.entries import DIGEST
from audit.verifier.tiles import bundle_path
from domain.question import Question
from domain.revision import SIGNATURES, NotABundle, claimed, revision, unpacked
from domain.text import Text
from domain.verdict import Verdict

BATCH: Final = 800
"""Questions asked at once: OPA takes a second to read a bundle, and memory for what it answers."""

MANY: Final = 100
"""Questions from which on it pays to prepare the data for being read: half a second, then a third less each."""

QUERY: Final = """[
  {"verdict": verdict, "words": words} |
  question := input.questions[position]
  verdict := data.balise.verdicts[position]
  words := [said | question.opinions != {}; said := data.balise.signatures.words with input as question]
]"""
"""The bundle's own entrypoint answers all questions; beside each, what it held of every opinion's signature."""

Read = Callable[[str], bytes | None]


class Refused(Exception):  # noqa: N818  it is what was found, not a mistake
    """A bundle cannot be believed, or not be asked: *code* and *rest* make a finding."""

    def __init__(self, code: str, **rest: object) -> None:
        super().__init__(code)
        self.code = code
        self.rest = rest


@dataclass(frozen=True)
class Bundle:
    """A bundle that is what its revision says."""

    revision: str
    files: dict[str, bytes]

    @classmethod
    def read(cls, named: str, read: Read) -> "Bundle":
        """Return the bundle called *named*, once its digest is worked out again.

        Raises:
            Refused: there is none, or it is another.
        """
        path = bundle_path(named.removeprefix("sha256:"))
        archive = read(path) if DIGEST.fullmatch(named) else None
        if archive is None:
            raise Refused("bundle_missing", revision=named, path=path)
        try:
            files = unpacked(archive)
            found, says = revision(files), claimed(files)
        except NotABundle as error:
            raise Refused("bundle_malformed", revision=named, path=path, why=str(error)) from None
        if found != named or says != named:
            raise Refused("bundle_altered", revision=named, path=path, given=found if found != named else says)
        return cls(named, files)

    @cached_property
    def data(self) -> dict[str, Any]:
        """What the bundle holds beside rules."""
        held: dict[str, Any] = json.loads(self.files.get("data.json", b"{}"))
        return held

    def unpack(self, folder: Path) -> None:
        """Lay the bundle out in *folder*; its signature stays home, since its digest says more."""
        for name, content in self.files.items():
            if name != SIGNATURES:
                (folder / name).parent.mkdir(parents=True, exist_ok=True)
                (folder / name).write_bytes(content)


@dataclass(frozen=True)
class Answer:
    """What the policies say today: of the question, and of the signature of each opinion in it."""

    verdict: dict[str, Any] | None
    words: dict[str, str] | None
    """None when the bundle says nothing of signatures, being older than they are."""


class Opa:
    """The `opa` command at *binary*."""

    def __init__(self, binary: Path) -> None:
        self._binary = binary

    def answers(self, bundle: Bundle, questions: Sequence[Question]) -> list[Answer]:
        """Return what *bundle* answers to *questions*.

        Raises:
            Refused: OPA does not run, or takes the bundle for none.
        """
        asked = [question.model_dump(mode="json") for question in questions]
        with tempfile.TemporaryDirectory(prefix="balise-") as name:
            folder = Path(name)
            bundle.unpack(folder / "bundle")
            (folder / "capabilities.json").write_text(self._harmless(bundle))
            flags = ["--bundle", "bundle", "--capabilities", "capabilities.json", "--format", "json"]
            if len(asked) > MANY:
                flags.append("--optimize-store-for-read-speed")
            told = self._run(
                bundle, "eval", *flags, "--stdin-input", QUERY, cwd=folder, said=json.dumps({"questions": asked})
            )
        result = json.loads(told).get("result")
        answers = result[0]["expressions"][0]["value"] if result else []
        if len(answers) != len(asked):
            raise Refused("policy_refused", revision=bundle.revision, why="data.balise.verdicts")
        return [Answer(each["verdict"], each["words"][0] if each["words"] else None) for each in answers]

    def _harmless(self, bundle: Bundle) -> str:
        """Return this OPA's capabilities without those by which the same question may get another answer."""
        able = json.loads(self._run(bundle, "capabilities", "--current", cwd=Path()))
        able["builtins"] = [one for one in able["builtins"] if not one.get("nondeterministic")]
        return json.dumps({**able, "allow_net": []})

    def _run(self, bundle: Bundle, *arguments: str, cwd: Path, said: str | None = None) -> str:
        try:
            done = subprocess.run(  # noqa: S603  the auditor's own OPA, and no shell reads it
                [str(self._binary), *arguments],
                input=said,
                cwd=cwd,
                capture_output=True,
                encoding="utf-8",
                errors="replace",
                check=False,
                # Nothing of the environment but this: answers come before memory matters.
                env={"GOGC": "800"},
            )
        except OSError as error:
            raise Refused("policy_refused", revision=bundle.revision, why=error.strerror or str(error)) from None
        if done.returncode != 0:
            why = (done.stderr or done.stdout).strip()[:400]
            raise Refused("policy_refused", revision=bundle.revision, why=why)
        return done.stdout


def difference(held: Verdict, answered: dict[str, Any]) -> tuple[str, Text, Text] | None:
    """Return the first path at which *held* is not what was *answered*, with both values; None when nothing differs."""
    named = {"decision_id": held.decision_id, "path": held.path, "revision": held.revision}
    try:
        due = Verdict.model_validate({**answered, **named})
    except ValidationError:
        return "verdict", _shown(held.outcome), _shown(answered)
    return _first("", held.model_dump(mode="json"), due.model_dump(mode="json"))


def _first(path: str, held: Any, due: Any) -> tuple[str, Text, Text] | None:
    if held == due:
        return None
    if isinstance(held, dict) and isinstance(due, dict):
        pairs = [(f"{path}.{name}".lstrip("."), held.get(name), due.get(name)) for name in {**held, **due}]
    elif isinstance(held, list) and isinstance(due, list) and held and due:
        width = max(len(held), len(due))
        longer = [[*each, *[None] * (width - len(each))] for each in (held, due)]
        pairs = [(f"{path}[{place}]", *both) for place, both in enumerate(zip(*longer, strict=True))]
    else:
        return path, _shown(held), _shown(due)
    return next((first for pair in pairs if (first := _first(*pair))), (path, _shown(held), _shown(due)))


def _shown(value: Any) -> Text:
    written = json.dumps(value, ensure_ascii=False, default=str)
    if value is None:
        return Text(fr="rien", en="nothing")
    shown = written if len(written) <= 120 else f"{written[:120]}…"
    return Text(fr=shown, en=shown)
