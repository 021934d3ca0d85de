"""What the table of texts must say so that a reason leads to its article."""

from collections.abc import Iterator
from typing import Any

from authoring.checks.sentences import ends_first, is_day, no_day
from authoring.policies import Policies
from authoring.problem import Problem
from authoring.written import line_of
from domain.text import Text


def cited(policies: Policies) -> list[Problem]:
    """Check what the schema of the table cannot: that its days exist, and come in order."""
    path = policies.folder / "citations" / "data.yaml"
    return [
        Problem(
            file=policies.named(path),
            line=line_of(path, (key, field)),
            problem=Text(fr=f"{key} : {problem.fr}", en=f"{key}: {problem.en}"),
            remedy=remedy,
        )
        for key, text in policies.citations.items()
        for field, (problem, remedy) in _text(text)
    ]


def _text(text: dict[str, Any]) -> Iterator[tuple[str, tuple[Text, Text]]]:
    wrong = [field for field in ("in_force_from", "until") if not is_day(text.get(field))]
    yield from ((field, no_day(field, text[field])) for field in wrong)
    if not wrong and text["until"] and text["in_force_from"] and text["until"] <= text["in_force_from"]:
        yield "until", ends_first(text["in_force_from"], text["until"])
