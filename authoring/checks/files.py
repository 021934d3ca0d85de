"""Which files everything else stands on: those that must be readable first, and those that are generated last."""

from pathlib import Path

from authoring import matrix
from authoring.generated import capabilities, generated
from authoring.policies import Policies
from authoring.problem import Problem
from authoring.remembered import Recall, digest, held
from authoring.unreadable import Unreadable
from authoring.written import load, text_of
from domain.text import Text
from engines.rego import CAPABILITIES


def readable(policies: Policies) -> list[Problem]:
    """Read every YAML and JSON file, and the text of every Rego file."""
    paths = (path for kind in ("*.yaml", "*.json", "*.rego") for path in policies.folder.rglob(kind))
    return [problem for path in sorted(paths) for problem in _read(policies, path)]


def capable(policies: Policies) -> list[Problem]:
    """Compare the list of allowed built-ins with the one of this OPA."""
    path = policies.folder / CAPABILITIES
    return [] if path.read_text(encoding="utf-8") == capabilities(policies) else [_stale(policies, path)]


def current(policies: Policies, recall: Recall | None = None) -> list[Problem]:
    """Compare every other generated file with what the policies say now."""
    recall = recall or Recall()
    sources = [path for path in policies.folder.rglob("*") if path.is_file()]
    made = [path for name in matrix.DOCUMENTS.values() if (path := policies.docs / name).exists()]
    upon = held(policies.folder.parent, [*sources, *made])
    look = digest("generated", policies.opa.parent.name, upon)
    if not recall.left([look]):
        return []
    problems = [
        _stale(policies, path)
        for path, content in generated(policies).items()
        if path.name != CAPABILITIES and (not path.exists() or path.read_text(encoding="utf-8") != content)
    ]
    if not problems:
        recall.keep([look])
    return problems


def _read(policies: Policies, path: Path) -> list[Problem]:
    try:
        text_of(path) if path.suffix == ".rego" else load(path)
    except Unreadable as refusal:
        return [refusal.at(policies.named(path))]
    return []


def _stale(policies: Policies, path: Path) -> Problem:
    inside = path.is_relative_to(policies.folder)
    return Problem(
        file=policies.named(path) if inside else f"docs/{path.name}",
        problem=Text(
            fr="Ce fichier est généré, et ne dit plus la même chose que les politiques.",
            en="This file is generated, and no longer says what the policies say.",
        ),
        remedy=Text(
            fr="Lancer « balise policy catalogue » ; ne jamais le modifier à la main.",
            en='Run "balise policy catalogue"; never change it by hand.',
        ),
    )
