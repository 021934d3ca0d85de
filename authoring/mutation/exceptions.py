"""The mutants that nobody needs to notice, each with its reason, as `policies/mutants.yaml` lists them."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import yaml

from authoring.mutation.mutant import Fate, Mutant, Result
from domain.text import Text

NAME = "mutants.yaml"


@dataclass(frozen=True)
class Listed:
    """One entry: the mutants with this *key* may survive, because of *reason*."""

    key: tuple[str, str, str, str, str]
    reason: Text


def listed(policies: Path) -> list[Listed]:
    """Return the exceptions of *policies*."""
    path = policies / NAME
    entries: list[dict[str, Any]] = (yaml.safe_load(path.read_text(encoding="utf-8")) or []) if path.exists() else []
    return [
        Listed(
            (entry["file"], entry["rule"], entry["operator"], entry["before"], entry.get("after", "")),
            Text.model_validate(entry["reason"]),
        )
        for entry in entries
    ]


def excused(results: Iterable[Result], exceptions: Iterable[Listed]) -> list[Result]:
    """Return *results* with the survivors that are listed told apart."""
    reasons = {one.key: one.reason for one in exceptions}
    return [
        replace(result, fate=Fate.LISTED, reason=reasons[result.mutant.key])
        if result.fate is Fate.SURVIVED and result.mutant.key in reasons
        else result
        for result in results
    ]


def stale(results: Iterable[Result], exceptions: Iterable[Listed], *, files: set[str] | None = None) -> list[Listed]:
    """Return the exceptions that excuse nothing any more: their mutant is killed, or cannot be made."""
    used = {result.mutant.key for result in results if result.fate is Fate.LISTED}
    return [one for one in exceptions if one.key not in used and (files is None or one.key[0] in files)]


def entry(mutant: Mutant) -> str:
    """Return the lines that would list *mutant*, all but its reason."""
    keys = ("file", "rule", "operator", "before", "after")
    return yaml.safe_dump([dict(zip(keys, mutant.key, strict=True))], allow_unicode=True, sort_keys=False, width=10_000)
