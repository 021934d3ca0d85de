"""A leaf where it stands in the log, and how what is wrong with one is told."""

from collections.abc import Callable
from dataclasses import dataclass

from pydantic import ValidationError

Tell = Callable[..., None]
"""Takes the code of a finding, and what completes it."""


@dataclass(frozen=True)
class Leaf:
    """One leaf of the log, where it stands."""

    index: int
    raw: bytes


def where(error: ValidationError) -> str:
    """Return the places that *error* is about, without what stood there."""
    problems = error.errors(include_input=False, include_url=False, include_context=False)
    return ", ".join(".".join(map(str, problem["loc"])) or problem["type"] for problem in problems[:5])
