"""Where the commands on policies find them, the tools that read them, and what to say when they do not let go on."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NoReturn

from authoring.policies import Policies
from authoring.problem import Problem
from authoring.unreadable import Unreadable
from cli.screen import Exit, screen
from domain.text import Text
from engines import EngineUnavailable, artifacts
from engines.rego import RegoRefused
from settings import ROOT, Settings

FOLDER = ROOT / "policies"


def policies(folder: Path = FOLDER, *, lint: bool = False) -> Policies:
    """Return the policies of *folder*, with what reads them."""
    cache = Settings().cache
    try:
        opa = artifacts.opa(cache, _note)
        return Policies(folder, opa, artifacts.regal(cache, _note) if lint else None)
    except EngineUnavailable as unavailable:
        screen.fail(unavailable.text, Exit.UNAVAILABLE)


@contextmanager
def readable(policies: Policies, *looks: Callable[[Policies], list[Problem]]) -> Iterator[None]:
    """Leave with a sentence when the policies cannot be read, or when one of *looks* finds them not fit to be used."""
    try:
        for look in looks:
            for problem in look(policies):
                screen.fail(sentence(problem))
        yield
    except RegoRefused as refusal:
        refuse(refusal)
    except Unreadable as refusal:
        screen.fail(sentence(refusal.at(policies.named(refusal.path))))
    except FileNotFoundError as missing:
        screen.fail(Text(fr=f"Ce fichier manque : {missing.filename}", en=f"This file is missing: {missing.filename}"))


def refuse(refusal: RegoRefused) -> NoReturn:
    """Leave with what OPA said."""
    screen.fail(
        Text(
            fr=f"OPA refuse ces politiques ; « balise policy check » dit pourquoi en clair :\n{refusal.output}",
            en=f'OPA refuses these policies; "balise policy check" says why in plain words:\n{refusal.output}',
        )
    )


def sentence(problem: Problem) -> Text:
    """Return a *problem* in one paragraph."""
    fr, en = place(problem, "fr"), place(problem, "en")
    return Text(
        fr=f"{fr} : {problem.problem.fr} {problem.remedy.fr}", en=f"{en}: {problem.problem.en} {problem.remedy.en}"
    )


def place(problem: Problem, language: str) -> str:
    """Return where a *problem* is: file, line, rule."""
    line = "" if problem.line is None else f", {'ligne' if language == 'fr' else 'line'} {problem.line}"
    rule = f" ({problem.rule})" if problem.rule else ""
    return f"{problem.file or 'policies'}{line}{rule}"


def _note(text: Text) -> None:
    screen.note(text.fr, text.en)
